"""A route for everybody: a welcome that gives no new stress."""

WELCOME: dict = {
    "slug": "rustig-ontvangen",
    "parent": "werken-met-mensen",
    "audience": "public",
    "title": "Rustig ontvangen",
    "intro": ("Vijf lessen over brieven, wachten, vragen en herinneren. Voor iedereen die met mensen werkt."),
    "body": [
        (
            "paragraph",
            ("U hoeft geen lid te zijn. Begin waar u wilt. Elke les heeft iets kleins om morgen te proberen."),
        ),
    ],
    "labels": [
        "rol:coach",
        "rol:beleidsmedewerker",
        "fase:beginnen",
    ],
    "teaser": {},
    "lessons": [
        {
            "slug": "een-brief-die-rust-geeft",
            "title": "Een brief die rust geeft",
            "intro": "Een brief heeft één boodschap. De rest kan weg, of in een andere brief.",
            "minutes": 6,
            "body": [
                (
                    "paragraph",
                    (
                        "Veel brieven zeggen alles tegelijk. De lezer zoekt dan zelf wat belangrijk "
                        "is. Met een vol hoofd lukt dat niet."
                    ),
                ),
                (
                    "drawing",
                    {
                        "drawing": "letter",
                        "described": (
                            "Links een brief vol regels. Rechts een brief met een kop, twee regels en een gele stip."
                        ),
                        "caption": "Rechts ziet u meteen wat u moet doen.",
                    },
                ),
                ("heading", "Zo maakt u hem rustig"),
                (
                    "list",
                    [
                        "Zet bovenaan wat iemand moet doen.",
                        "Noem de dag en de tijd voluit.",
                        "Zeg wie iemand kan bellen.",
                    ],
                ),
                (
                    "check",
                    {
                        "question": "Wat haalt u als eerste uit een volle brief?",
                        "answers": [
                            {
                                "answer": "De namen van wetten.",
                                "reaction": "Goed. Wie ze wil weten, kan erom vragen.",
                            },
                            {
                                "answer": "Het telefoonnummer.",
                                "reaction": "Laat dat juist staan. Bellen geeft rust.",
                            },
                        ],
                    },
                ),
                (
                    "try",
                    {
                        "title": "Probeer het morgen",
                        "steps": [
                            "Kies uw langste brief.",
                            "Maak er tien regels van.",
                            "Vraag een collega wat er moet gebeuren.",
                        ],
                    },
                ),
            ],
        },
        {
            "slug": "wachten-zonder-spanning",
            "title": "Wachten zonder spanning",
            "intro": "Wachten duurt kort als iemand weet hoe lang het duurt.",
            "minutes": 5,
            "body": [
                (
                    "paragraph",
                    (
                        "Een nummer op een bord, een harde stem, een dichte deur. Wie gespannen "
                        "binnenkomt, wordt er niet rustiger van."
                    ),
                ),
                (
                    "drawing",
                    {
                        "drawing": "rest",
                        "described": "Een brug aan stil water met de zon erboven. Twee mensen staan erop.",
                        "caption": "Een plek waar u even op adem komt.",
                    },
                ),
                ("heading", "Kleine dingen helpen"),
                (
                    "list",
                    [
                        "Zeg hoe lang het nog duurt.",
                        "Geef iets te drinken.",
                        "Zet de stoelen niet tegenover elkaar.",
                    ],
                ),
                ("film", "een-rustige-wachtkamer"),
                (
                    "reflection",
                    {
                        "question": "Hoe voelt uw eigen wachtruimte? Ga er eens vijf minuten zitten.",
                    },
                ),
                (
                    "try",
                    {
                        "title": "Probeer het morgen",
                        "steps": [
                            "Ga zelf in de wachtruimte zitten.",
                            "Schrijf op wat u hoort en ziet.",
                            "Verander één ding.",
                        ],
                    },
                ),
            ],
        },
        {
            "slug": "minder-vragen",
            "title": "Minder vragen, meer weten",
            "intro": "Elke vraag kost iemand moeite. Vraag alleen wat u nu nodig hebt.",
            "minutes": 6,
            "body": [
                (
                    "paragraph",
                    ("Een formulier van acht bladzijden vraagt veel van iemand met zorgen. Vaak weet u de helft al."),
                ),
                (
                    "drawing",
                    {
                        "drawing": "path",
                        "described": (
                            "Twee wegen naar dezelfde zon. Op de ene weg liggen twee bulten, op de andere één."
                        ),
                        "caption": "Twee wegen naar hetzelfde doel. Kies de weg met minder drempels.",
                    },
                ),
                ("heading", "Drie vragen aan uw formulier"),
                (
                    "list",
                    [
                        "Weten wij dit al?",
                        "Wat doen wij met het antwoord?",
                        "Kan het later?",
                    ],
                ),
                (
                    "exercise",
                    {
                        "title": "Kijk naar één formulier",
                        "text": "Leg het voor u neer. Lees elke vraag hardop.",
                        "prompts": [
                            "Welke vraag kan weg?",
                            "Welke vraag kan later?",
                            "Wie beslist daarover?",
                        ],
                    },
                ),
                (
                    "try",
                    {
                        "title": "Probeer het deze week",
                        "steps": [
                            "Vul uw eigen formulier in.",
                            "Kijk hoe lang u bezig bent.",
                            "Stel voor om één vraag te schrappen.",
                        ],
                    },
                ),
            ],
        },
        {
            "slug": "herinneren-helpt",
            "title": "Herinneren helpt",
            "intro": "Een goede herinnering is kort, komt op tijd en klinkt vriendelijk.",
            "minutes": 5,
            "body": [
                (
                    "paragraph",
                    (
                        "Iedereen vergeet iets. Met veel zorgen vergeet u meer. Een bericht op de dag "
                        "zelf maakt dan veel uit."
                    ),
                ),
                (
                    "drawing",
                    {
                        "drawing": "sums",
                        "described": "Vier bogen die steeds groter worden. De laatste is een gele zon.",
                        "caption": "Een klein bericht kan iets groots op gang brengen.",
                    },
                ),
                ("heading", "Zo schrijft u het"),
                (
                    "paragraph",
                    (
                        "Dag Samira, morgen om tien uur ziet u mij in het buurthuis. Lukt het niet? "
                        "Stuur dan even een bericht terug."
                    ),
                ),
                (
                    "check",
                    {
                        "question": "Wanneer stuurt u de herinnering?",
                        "answers": [
                            {
                                "answer": "Drie weken vooraf.",
                                "reaction": "Dan is hij weer vergeten. Stuur hem ook een dag vooraf.",
                            },
                            {
                                "answer": "Een dag vooraf en op de dag zelf.",
                                "reaction": "Dat werkt vaak het best. Kort en dichtbij.",
                            },
                        ],
                    },
                ),
                (
                    "try",
                    {
                        "title": "Probeer het deze week",
                        "steps": [
                            "Kies één soort afspraak.",
                            "Stuur een dag vooraf een bericht.",
                            "Tel na een maand wie er kwam.",
                        ],
                    },
                ),
            ],
        },
        {
            "slug": "een-warm-begin",
            "title": "Een warm begin",
            "intro": "De eerste minuut bepaalt hoe het gesprek verder gaat.",
            "minutes": 5,
            "body": [
                (
                    "paragraph",
                    ("Loop iemand tegemoet. Noem de naam goed. Vraag hoe de reis was. Daarna pas komt het papier."),
                ),
                (
                    "drawing",
                    {
                        "drawing": "circle",
                        "described": "Acht mensen in een kring, met een gele stip in het midden.",
                        "caption": "Iedereen zit op dezelfde hoogte.",
                    },
                ),
                ("heading", "Wat u kunt zeggen"),
                (
                    "list",
                    [
                        "Fijn dat u er bent.",
                        "Wij hebben de tijd.",
                        "U mag altijd stoppen.",
                    ],
                ),
                (
                    "reflection",
                    {
                        "question": "Wie ontving u ooit heel warm? Wat deed die persoon?",
                    },
                ),
                (
                    "try",
                    {
                        "title": "Probeer het morgen",
                        "steps": [
                            "Haal iemand op bij de deur.",
                            "Begin zonder scherm.",
                            "Vraag aan het eind hoe het was.",
                        ],
                    },
                ),
            ],
        },
    ],
}
