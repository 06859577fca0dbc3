"""Learning circles of the demo network, and the towns they meet in (points: the stations, rounded)."""

TOWNS = [  # name, province, municipality, latitude, longitude
    ("Zaandam", "nh", "GM0479", 52.44, 4.81),
    ("Rotterdam", "zh", "GM0599", 51.92, 4.47),
    ("Alphen aan den Rijn", "zh", "GM0484", 52.12, 4.66),
    ("Deventer", "ov", "GM0150", 52.26, 6.16),
    ("Nijmegen", "ge", "GM0268", 51.84, 5.85),
    ("Tilburg", "nb", "GM0855", 51.56, 5.08),
    ("Almelo", "ov", "GM0141", 52.36, 6.65),
    ("Amersfoort", "ut", "GM0307", 52.15, 5.37),
    ("Hoogeveen", "dr", "GM0118", 52.73, 6.47),
    ("Helmond", "nb", "GM0794", 51.48, 5.66),
    ("Utrecht", "ut", "GM0344", 52.09, 5.11),
    ("Zwolle", "ov", "GM0193", 52.50, 6.09),
    ("Groningen", "gr", "GM0014", 53.21, 6.56),
    ("Den Haag", "zh", "GM0518", 52.08, 4.32),
]
CIRCLES = [
    {
        "title": "Stress en geld",
        "question": "Hoe praat u over schulden zonder stress erbij te maken?",
        "theme": "stress-en-denken",
        "people": 9,
        "roles": ["coach", "leidinggevende"],
        "facts": {"level": 1, "size": 14, "is_announced": True},
        "held": {
            "title": "Het eerste gesprek over geld",
            "days": -32,
            "minutes": "Wij begonnen met de vraag: wat maakt een eerste gesprek over geld zo zwaar?\n"
            "Drie organisaties vertelden hoe zij het doen. Een rustige ruimte en één vraag tegelijk helpen het meest.\n"
            "Wij oefenden met een gesprek van tien minuten. Daarna koos iedereen een kleine stap.",
            "harvest": [
                ("goes_well", "Eén vraag per gesprek geeft mensen lucht. Zij komen vaker terug."),
                ("goes_less", "Brieven van verschillende afdelingen komen op dezelfde dag aan."),
                ("need", "Voorbeelden van brieven die rust geven, ook voor incasso."),
            ],
            "actions": [("Eén brief herschrijven en meenemen naar de volgende keer", 20)],
        },
        "next": {
            "title": "Een brief die rust geeft",
            "days": 34,
            "manner": "hybrid",
            "town": "Amersfoort",
            "address": "Stadhuis, zaal 2",
            "online_link": "https://overleg.example/stress-en-geld",
            "introduction": "Neem een brief van uw eigen organisatie mee. Haal de namen eruit.",
            "capacity": 6,
            "programme": [
                ("10:00", "Aankomen", "Koffie en thee. U vertelt kort hoe het gaat."),
                ("10:20", "Uw vraag op tafel", "Drie organisaties brengen een vraag in. Wij denken samen mee."),
                ("11:15", "Oefenen met een brief", "Wat kan eruit? Wat moet blijven?"),
                ("12:10", "Een kleine stap kiezen", "Wat probeert u voor de volgende keer?"),
            ],
        },
        "poll": {
            "title": "Bellen in plaats van schrijven",
            "days": (48, 50, 55, 57),
            "towns": ("Amersfoort", "Utrecht", "Zwolle"),
            "manners": ["room", "hybrid"],
        },
    },
    {
        "title": "Jongeren en de toekomst",
        "question": "Hoe kijkt u met jongeren verder vooruit dan deze week?",
        "theme": "werken-met-mensen",
        "people": 6,
        "roles": ["leidinggevende", "beleidsmedewerker"],
        "facts": {"level": 1, "size": 12, "is_open": True, "is_announced": True},
        "next": {
            "title": "Doelen die van de jongere zijn",
            "days": 21,
            "manner": "online",
            "online_link": "https://overleg.example/jongeren",
            "introduction": "Wij oefenen met doelen in kleine stappen.",
        },
    },
    {
        "title": "Leiding geven aan rust",
        "question": "Wat vraagt deze manier van werken van een leidinggevende?",
        "theme": "beginnen",
        "people": 5,
        "roles": ["coach"],
        "facts": {"level": 2, "size": 10},
        "next": {
            "title": "Tijd maken voor werkbegeleiding",
            "days": 27,
            "manner": "room",
            "town": "Utrecht",
            "address": "Kantoor van het netwerk",
            "capacity": 10,
        },
    },
]
#: Asked of everybody. `favour` and `days`: what people wish, in turn; a theme by its place in the list.
ROUND = {
    "name": "Nieuwe leerkringen",
    "themes": ["stress-en-denken", "werken-met-mensen", "beginnen", "wat-het-oplevert"],
    "rules": {"smallest": 5, "largest": 9},
    "favour": (0, 1, 0, 2, 1, 0, 3, 1),
    "days": ([1, 3], [], [0, 1], [3], [1, 2, 3], [0, 3, 4], [1]),
}
