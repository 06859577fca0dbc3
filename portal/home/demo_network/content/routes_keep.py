"""A route for level 2: keeping it going."""

KEEP: dict = {
    "slug": "volhouden",
    "parent": "beginnen",
    "audience": "level_2",
    "title": "Volhouden in het team",
    "intro": ("Vijf lessen voor teams die al met de aanpak werken. Hoe blijft het leven als het druk is?"),
    "body": [
        ("paragraph", ("Volg deze route samen. Bespreek elke les in het overleg. Een half uur is genoeg.")),
    ],
    "labels": [
        "rol:leidinggevende",
        "rol:coach",
        "fase:vasthouden",
    ],
    "teaser": {
        "title": "Leerroute voor niveau 2: volhouden in het team",
        "text": ("Vijf lessen om de aanpak vast te houden als het druk is. Voor leden met een goedgekeurd plan."),
    },
    "lessons": [
        {
            "slug": "elke-week-tien-minuten",
            "title": "Elke week tien minuten",
            "intro": "Wat u vaak een beetje doet, blijft. Wat u soms veel doet, zakt weg.",
            "minutes": 6,
            "body": [
                (
                    "paragraph",
                    (
                        "Na een training is iedereen enthousiast. Na drie maanden is het gewone werk "
                        "terug. Dat is niet gek."
                    ),
                ),
                (
                    "drawing",
                    {
                        "drawing": "sums",
                        "described": "Bogen die van klein naar groot gaan, met aan het eind de zon.",
                        "caption": "Elke week een beetje. Na een jaar is het veel.",
                    },
                ),
                ("heading", "Een vast moment"),
                (
                    "list",
                    [
                        "Kies een vaste dag.",
                        "Bespreek één gesprek.",
                        "Stop na tien minuten.",
                    ],
                ),
                (
                    "check",
                    {
                        "question": "Het is druk. Wat doet u met het vaste moment?",
                        "answers": [
                            {
                                "answer": "Wij slaan het over.",
                                "reaction": "Eén keer mag. Spreek meteen af wanneer het weer is.",
                            },
                            {
                                "answer": "Wij maken het korter.",
                                "reaction": "Vijf minuten is beter dan niets. Zo blijft het een gewoonte.",
                            },
                        ],
                    },
                ),
                (
                    "try",
                    {
                        "title": "Probeer het deze maand",
                        "steps": [
                            "Zet vier keer tien minuten in de agenda.",
                            "Kies wie begint.",
                            "Kijk na vier keer of het helpt.",
                        ],
                    },
                ),
            ],
        },
        {
            "slug": "kijken-naar-elkaar",
            "title": "Kijken naar elkaars werk",
            "intro": "U ziet pas wat u doet als een ander het u vertelt.",
            "minutes": 7,
            "body": [
                (
                    "paragraph",
                    ("Vraag een collega om mee te kijken bij een gesprek. Vraag eerst of de ander dat goed vindt."),
                ),
                (
                    "drawing",
                    {
                        "drawing": "two",
                        "described": "Twee mensen naast elkaar op een brug, even groot.",
                        "caption": "Meekijken doet u naast elkaar.",
                    },
                ),
                ("heading", "Zeg wat u zag"),
                (
                    "list",
                    [
                        "Noem iets wat goed ging.",
                        "Stel één vraag.",
                        "Geef geen cijfer.",
                    ],
                ),
                (
                    "exercise",
                    {
                        "title": "Kijkblad",
                        "text": "Neem dit mee naar het gesprek van uw collega.",
                        "prompts": [
                            "Wat gaf rust?",
                            "Welke vraag hielp?",
                            "Wat wilt u zelf ook gaan doen?",
                        ],
                    },
                ),
                (
                    "try",
                    {
                        "title": "Probeer het deze maand",
                        "steps": [
                            "Vraag één collega.",
                            "Kijk een half uur mee.",
                            "Ruil daarna van plek.",
                        ],
                    },
                ),
            ],
        },
        {
            "slug": "nieuwe-collegas",
            "title": "Nieuwe collega’s",
            "intro": "Wie nieuw is, leert de aanpak van u. Ook als u niets uitlegt.",
            "minutes": 6,
            "body": [
                (
                    "paragraph",
                    (
                        "Een nieuwe collega kijkt hoe het hier gaat. Geef daarom in de eerste week "
                        "iemand om mee op te lopen."
                    ),
                ),
                (
                    "drawing",
                    {
                        "drawing": "circle",
                        "described": "Een kring van mensen rond een gele stip.",
                        "caption": "Er is altijd plek voor een nieuwe stoel.",
                    },
                ),
                ("heading", "De eerste maand"),
                (
                    "list",
                    [
                        "Week 1: meelopen.",
                        "Week 2: de leerroute Kennismaken.",
                        "Week 3: samen een gesprek.",
                        "Week 4: terugkijken.",
                    ],
                ),
                (
                    "reflection",
                    {
                        "question": "Wat had u zelf willen weten in uw eerste week?",
                    },
                ),
                (
                    "try",
                    {
                        "title": "Probeer het bij de volgende collega",
                        "steps": [
                            "Kies een maatje.",
                            "Plan vier momenten.",
                            "Vraag na een maand wat er miste.",
                        ],
                    },
                ),
            ],
        },
        {
            "slug": "als-het-druk-is",
            "title": "Als het druk is",
            "intro": "Ook een team kan een vol hoofd hebben. Dan helpt dezelfde aanpak.",
            "minutes": 6,
            "body": [
                (
                    "paragraph",
                    (
                        "Veel zieken, een nieuwe wet, een verhuizing. Het team schiet in de haast. Dan "
                        "vergeet u wat u weet."
                    ),
                ),
                (
                    "drawing",
                    {
                        "drawing": "wave",
                        "described": "Hoge golven bij een brug die blijft staan.",
                        "caption": "De golf gaat weer voorbij.",
                    },
                ),
                ("heading", "Maak het klein"),
                (
                    "list",
                    [
                        "Kies één ding dat doorgaat.",
                        "Zeg hardop wat nu niet hoeft.",
                        "Spreek af wanneer u weer kijkt.",
                    ],
                ),
                (
                    "check",
                    {
                        "question": "Wat laat u doorgaan in een drukke maand?",
                        "answers": [
                            {
                                "answer": "Het vaste moment van tien minuten.",
                                "reaction": "Mooi. Dat kost weinig en houdt het team bij elkaar.",
                            },
                            {
                                "answer": "Niets, wij wachten op rust.",
                                "reaction": "Rust komt zelden vanzelf. Kies iets heel kleins.",
                            },
                        ],
                    },
                ),
                (
                    "try",
                    {
                        "title": "Probeer het vooraf",
                        "steps": [
                            "Maak met het team een als-dan-zin.",
                            "Hang hem op.",
                            "Gebruik hem als het druk wordt.",
                        ],
                    },
                ),
            ],
        },
        {
            "slug": "laten-zien-wat-het-oplevert",
            "title": "Laten zien wat het oplevert",
            "intro": "Een verhaal en een cijfer samen zeggen meer dan elk apart.",
            "minutes": 7,
            "body": [
                ("paragraph", ("Uw bestuur wil weten of het helpt. Begin klein. Kies één ding dat u toch al ziet.")),
                (
                    "drawing",
                    {
                        "drawing": "bridge",
                        "described": "Een lange brug over het water, met de zon aan het eind.",
                        "caption": "U kunt laten zien hoe ver u al bent.",
                    },
                ),
                ("heading", "Eerlijk tellen"),
                (
                    "list",
                    [
                        "Zeg over hoeveel mensen het gaat.",
                        "Zeg ook wat niet lukte.",
                        "Schrijf nooit op wie het was.",
                    ],
                ),
                (
                    "exercise",
                    {
                        "title": "Eén bladzijde voor het bestuur",
                        "text": "Schrijf kort. Neem geen gegevens van inwoners op.",
                        "prompts": [
                            "Wat deden wij dit jaar?",
                            "Wat ging beter, en bij hoeveel mensen?",
                            "Wat vragen wij u?",
                        ],
                    },
                ),
                (
                    "try",
                    {
                        "title": "Probeer het dit jaar",
                        "steps": [
                            "Kies één cijfer.",
                            "Tel het drie maanden.",
                            "Vertel er één verhaal bij.",
                        ],
                    },
                ),
            ],
        },
    ],
}
