"""The introduction of level 1."""

START: dict = {
    "slug": "kennismaken",
    "parent": "stress-en-denken",
    "audience": "members",
    "title": "Kennismaken met de aanpak",
    "intro": (
        "In zes korte lessen leert u de aanpak kennen. U leest iets, u kijkt ergens naar en u probeert iets kleins."
    ),
    "body": [
        ("paragraph", ("Doe één les per keer. Wacht daarna een paar dagen. Zo kunt u uitproberen wat u las.")),
    ],
    "labels": [
        "rol:coach",
        "rol:leidinggevende",
        "fase:kennismaken",
    ],
    "teaser": {
        "title": "Leerroute voor leden: kennismaken met de aanpak",
        "text": ("Zes korte lessen over stress, gesprekken en kleine stappen. Leden van het netwerk volgen ze gratis."),
    },
    "lessons": [
        {
            "slug": "een-andere-bril",
            "title": "Een andere bril",
            "intro": "Iemand komt niet op een afspraak. Is dat onwil, of zit het hoofd vol?",
            "minutes": 6,
            "body": [
                ("paragraph", ("Stel: iemand mist drie keer een afspraak. De eerste gedachte is vaak: die wil niet.")),
                (
                    "paragraph",
                    (
                        "Er is ook een andere bril. Wie zorgen heeft, denkt de hele dag aan die "
                        "zorgen. Er blijft weinig over voor de rest."
                    ),
                ),
                (
                    "drawing",
                    {
                        "drawing": "mirror",
                        "described": "Boven het water een brug in de zon. Onder het water ligt veel wat u niet ziet.",
                        "caption": "U ziet wat iemand doet. Wat eronder ligt, ziet u niet.",
                    },
                ),
                ("heading", "Wat verandert er dan?"),
                (
                    "list",
                    [
                        "U vraagt: wat maakt dit moeilijk?",
                        "U maakt de stap kleiner.",
                        "U helpt herinneren, zonder verwijt.",
                    ],
                ),
                (
                    "check",
                    {
                        "question": "Iemand belt niet terug. Wat doet u eerst?",
                        "answers": [
                            {
                                "answer": "Ik stuur een brief met een waarschuwing.",
                                "reaction": "Dat geeft meer stress. De kans is groot dat de brief dicht blijft.",
                            },
                            {
                                "answer": "Ik stuur een kort bericht met één vraag.",
                                "reaction": "Dat is een rustige eerste stap. Eén vraag past ook in een vol hoofd.",
                            },
                            {
                                "answer": "Ik wacht tot er iets komt.",
                                "reaction": "Soms is dat goed. Een kort bericht laat zien dat u er nog bent.",
                            },
                        ],
                    },
                ),
                (
                    "try",
                    {
                        "title": "Probeer het deze week",
                        "steps": [
                            "Kies één situatie die u lastig vond.",
                            "Schrijf op wat u dacht.",
                            "Schrijf nu drie andere redenen op.",
                        ],
                    },
                ),
            ],
        },
        {
            "slug": "wat-stress-met-denken-doet",
            "title": "Wat stress met denken doet",
            "intro": "Wie lang zorgen heeft, leeft bij de dag. Dat is geen keuze. Het hoofd zit vol.",
            "minutes": 8,
            "body": [
                (
                    "paragraph",
                    (
                        "Een rekening, een ziek kind, een buurman die boos is. Zulke dingen vragen "
                        "steeds om aandacht. Vooruit kijken lukt dan slecht."
                    ),
                ),
                (
                    "drawing",
                    {
                        "drawing": "heads",
                        "described": (
                            "Links een hoofd vol gekleurde stippen. Rechts een hoofd met drie stippen aan een lijn."
                        ),
                        "caption": "Links is er geen plek meer. Rechts past er weer een plan in.",
                    },
                ),
                ("heading", "Drie dingen worden moeilijk"),
                (
                    "list",
                    [
                        "Onthouden wat er is afgesproken.",
                        "Kiezen wat eerst moet.",
                        "Rustig blijven als het anders loopt.",
                    ],
                ),
                ("paragraph", "Dit gaat vanzelf weer beter als de druk minder wordt. Daar kunt u bij helpen."),
                ("film", "een-rustige-wachtkamer"),
                (
                    "reflection",
                    {
                        "question": "Wanneer zat uw eigen hoofd vol? Wat lukte u toen niet meer?",
                    },
                ),
                (
                    "try",
                    {
                        "title": "Probeer het vandaag",
                        "steps": [
                            "Pak een brief die u vaak verstuurt.",
                            "Tel hoeveel dingen iemand moet doen.",
                            "Haal er één weg.",
                        ],
                    },
                ),
            ],
        },
        {
            "slug": "naast-elkaar",
            "title": "Naast elkaar, niet tegenover elkaar",
            "intro": ("U weet veel van regels en hulp. De ander weet alles van het eigen leven. Samen weet u genoeg."),
            "minutes": 7,
            "body": [
                (
                    "paragraph",
                    (
                        "In een goed gesprek zijn beide mensen even groot. U bent geen baas en geen "
                        "redder. U bent een coach."
                    ),
                ),
                (
                    "drawing",
                    {
                        "drawing": "two",
                        "described": "Twee mensen staan naast elkaar op een brug. Ze zijn even groot.",
                        "caption": "Samen boven op de brug, met hetzelfde uitzicht.",
                    },
                ),
                ("heading", "Zo klinkt het"),
                (
                    "list",
                    [
                        "Wat wilt u zelf als eerste anders?",
                        "Wat hebt u al geprobeerd?",
                        "Hoe kan ik daarbij helpen?",
                    ],
                ),
                (
                    "exercise",
                    {
                        "title": "Oefening met een collega",
                        "text": "Doe dit met zijn tweeën. Ieder krijgt vijf minuten.",
                        "prompts": [
                            "Welke vraag stelde uw collega die u hielp?",
                            "Wanneer voelde u zich even groot?",
                            "Wat neemt u mee naar uw werk?",
                        ],
                    },
                ),
                (
                    "try",
                    {
                        "title": "Probeer het deze week",
                        "steps": [
                            "Begin één gesprek met een open vraag.",
                            "Tel tot vijf voordat u iets zegt.",
                            "Vat samen wat u hoorde.",
                        ],
                    },
                ),
            ],
        },
        {
            "slug": "de-brug-als-kaart",
            "title": "De brug als kaart van een leven",
            "intro": "Wonen, gezin, gezondheid, geld, leren en werk. Alles hangt met elkaar samen.",
            "minutes": 8,
            "body": [
                (
                    "paragraph",
                    (
                        "Op de brug staan de delen van een leven als stenen naast elkaar. Iemand kijkt "
                        "zelf waar een steen vast ligt en waar niet."
                    ),
                ),
                (
                    "drawing",
                    {
                        "drawing": "stones",
                        "described": "Een boog van zeven stenen. Vier zijn gekleurd, één is geel, twee zijn nog wit.",
                        "caption": "De gele steen kiest iemand zelf. Daar begint het mee.",
                    },
                ),
                ("heading", "Begin niet bij het moeilijkste"),
                (
                    "paragraph",
                    (
                        "Soms kan een doel pas na een ander doel. Wie geen rust heeft in huis, kan "
                        "slecht leren. Kijk dus samen wat eerst komt."
                    ),
                ),
                (
                    "check",
                    {
                        "question": "Iemand wil een opleiding doen en heeft geen opvang voor de kinderen. Wat nu?",
                        "answers": [
                            {
                                "answer": "Ik schrijf de opleiding alvast op.",
                                "reaction": "Het doel mag blijven staan. Kijk wel eerst naar de opvang.",
                            },
                            {
                                "answer": "Wij zoeken eerst opvang.",
                                "reaction": "Zo ligt de eerste steen vast. Daarna houdt de volgende beter.",
                            },
                        ],
                    },
                ),
                (
                    "try",
                    {
                        "title": "Probeer het eens",
                        "steps": [
                            "Teken een boog met zes stenen.",
                            "Kleur de stenen van uw eigen leven.",
                            "Kies er één die u steviger wilt.",
                        ],
                    },
                ),
            ],
        },
        {
            "slug": "kleine-stappen",
            "title": "Een doel in kleine stappen",
            "intro": "Een groot doel is ver weg. Een kleine stap past in een dag.",
            "minutes": 7,
            "body": [
                (
                    "paragraph",
                    (
                        "Schuldenvrij zijn is een groot doel. Eén brief openmaken is een kleine stap. "
                        "Met die stap kunt u vandaag beginnen."
                    ),
                ),
                (
                    "drawing",
                    {
                        "drawing": "steps",
                        "described": (
                            "Vijf treden naar boven, met de zon aan het eind. Twee mensen staan op de tweede trede."
                        ),
                        "caption": "De zon is het doel van iemand zelf. U loopt een stuk mee.",
                    },
                ),
                ("heading", "Een goede stap"),
                (
                    "list",
                    [
                        "Iemand koos de stap zelf.",
                        "Het lukt binnen een week.",
                        "U ziet allebei of het gelukt is.",
                    ],
                ),
                ("paragraph", "Lukt de stap? Zeg dat dan hardop. Dat geeft moed voor de volgende."),
                (
                    "reflection",
                    {
                        "question": "Welk groot doel hebt u zelf? Wat is de kleinste stap?",
                    },
                ),
                (
                    "try",
                    {
                        "title": "Probeer het deze week",
                        "steps": [
                            "Vraag naar één doel.",
                            "Maak samen de kleinste stap.",
                            "Spreek af wanneer u erop terugkomt.",
                        ],
                    },
                ),
            ],
        },
        {
            "slug": "als-het-tegenzit",
            "title": "Als het tegenzit",
            "intro": "Er komt altijd een golf. Wie dat vooraf weet, valt minder hard.",
            "minutes": 6,
            "body": [
                (
                    "paragraph",
                    (
                        "Een stap mislukt. De bus komt niet, een kind wordt ziek. Dat hoort erbij. Het "
                        "is geen reden om te stoppen."
                    ),
                ),
                (
                    "drawing",
                    {
                        "drawing": "wave",
                        "described": "Hoge golven komen langs. De brug staat nog, met twee mensen erop.",
                        "caption": "Het water stijgt. De brug blijft staan.",
                    },
                ),
                ("heading", "Bedenk het samen vooraf"),
                (
                    "paragraph",
                    (
                        "Maak een zin met als en dan. Als de brief mij bang maakt, dan bel ik u en "
                        "maken wij hem samen open."
                    ),
                ),
                (
                    "exercise",
                    {
                        "title": "Uw als-dan-zinnen",
                        "text": "Vul ze samen in. Hang ze op waar iemand ze ziet.",
                        "prompts": [
                            "Als dit gebeurt…",
                            "Dan doe ik dit…",
                            "En deze persoon helpt mij:",
                        ],
                    },
                ),
                (
                    "try",
                    {
                        "title": "Probeer het deze week",
                        "steps": [
                            "Kies één afspraak die vaak misgaat.",
                            "Maak er een als-dan-zin bij.",
                            "Kijk na een week wat er gebeurde.",
                        ],
                    },
                ),
            ],
        },
    ],
}
