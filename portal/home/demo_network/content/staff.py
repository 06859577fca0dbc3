"""Staff of the demo operator. All of them are invented; the last one is the only superuser."""

STAFF: list[dict] = [
    {
        "first_name": "Hanna",
        "last_name": "Brugveld",
        "function": "adviseur van het netwerk",
        "email": "adviseur@platform31.example",
        "groups": ["adviser"],
        "is_superuser": False,
    },
    {
        "first_name": "Joost",
        "last_name": "Rietlanden",
        "function": "programmamanager",
        "email": "programmamanager@platform31.example",
        "groups": ["decider"],
        "is_superuser": False,
    },
    {
        "first_name": "Marit",
        "last_name": "Sterrenkamp",
        "function": "adviseur van het netwerk",
        "email": "adviseur2@platform31.example",
        "groups": ["adviser", "decider"],
        "is_superuser": False,
    },
    {
        "first_name": "Shanti",
        "last_name": "Goedverwacht",
        "function": "financiële administratie",
        "email": "administratie@platform31.example",
        "groups": ["finance"],
        "is_superuser": False,
    },
    {
        "first_name": "Floor",
        "last_name": "Letterhof",
        "function": "redacteur",
        "email": "redactie@platform31.example",
        "groups": ["editor"],
        "is_superuser": False,
    },
    {
        "first_name": "Emre",
        "last_name": "Kabelaar",
        "function": "technisch beheer",
        "email": "beheer@platform31.example",
        "groups": [],
        "is_superuser": True,
    },
]
