"""What members of the demo tell of their work, in which town they sit, and how many people they guide."""

PROFILES = [
    {
        "name": "Gemeente Zaanstad",
        "target_group": "Jongeren van 18 tot 27 jaar met schulden of zonder vast inkomen.",
        "access": "U woont in Zaanstad. U wilt met een mentor aan uw doelen werken. Een verwijzing is niet nodig.",
        "domains": ["money", "work", "learning", "housing"],
        "contact_role": "Projectleider",
        "shown": ("target_group", "access", "domains", "contact_role"),
    },
    {
        "name": "Gemeente Rotterdam",
        "target_group": "Ouders met een laag inkomen en kinderen op de basisschool.",
        "access": "Een consulent van werk en inkomen stelt het voor. U zegt zelf ja of nee. Stoppen mag altijd.",
        "domains": ["family", "money", "work"],
        "contact_role": "Programmaleider",
        "shown": ("target_group", "access", "domains", "contact_role"),
    },
    {
        "name": "Gemeente Alphen aan den Rijn",
        "target_group": "Mensen met een uitkering die langer dan een jaar thuis zitten.",
        "access": "Iedereen met een uitkering kan het vragen. Wij kijken samen of het nu past.",
        "domains": ["work", "health", "money"],
        "contact_role": "Beleidsadviseur",
        "shown": ("target_group", "domains", "contact_role"),
    },
    {
        "name": "Gemeente Deventer",
        "target_group": "Gezinnen die hulp krijgen van meer dan één organisatie.",
        "access": "Een wijkteam meldt het gezin aan, samen met het gezin zelf.",
        "domains": ["family", "housing", "health"],
        "contact_role": "Teamleider wijkteams",
        "shown": ("target_group", "access", "domains"),
    },
    {
        "name": "Gemeente Nijmegen",
        "target_group": "Inwoners met geldzorgen, ook als zij werk hebben.",
        "access": "",
        "domains": ["money", "community"],
        "contact_role": "Projectleider geldzorgen",
        "shown": ("target_group", "domains", "contact_role"),
    },
]
TOWN_OF = {  # organisations without a municipality code: the town they sit in
    "Stichting Opstap Noord": "Groningen",
    "Stichting Samen Stroomop": "Rotterdam",
    "Stichting De Open Luiken": "Zaandam",
    "Welzijn Het Lange Veld": "Zwolle",
    "Woningbouw De Nieuwe Sluis": "Den Haag",
    "Samenwerking De Groene Zoom": "Amersfoort",
    "Stichting Tweede Oever": "Nijmegen",
    "Stichting Huis aan de Markt": "Tilburg",
    "Stichting Vaste Grond": "Hoogeveen",
}
GUIDED = (140, 85, 60, 34, 22, 48, 95, 18)  # people in a year, of one level-2 member after another
