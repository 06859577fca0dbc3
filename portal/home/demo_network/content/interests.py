"""Who shows interest in the demo network. Everybody is invented.

`days` ago it was confirmed; `deed` is what staff did since: invite, close (with or without an answer) or nothing.
"""

INTERESTS: list[dict] = [
    {
        "kind": "council",
        "organisation_name": "Adviesraad Sociaal Domein Oosterduin",
        "name": "Lidewij Zandvoorde",
        "email": "secretaris@adviesraad-oosterduin.example",
        "wish": "think_along",
        "message": (
            "Onze gemeente praat over deze aanpak. Wij willen weten wat wij als raad kunnen vragen. Graag horen wij "
            "ook hoe andere raden meedenken."
        ),
        "days": 2,
    },
    {
        "kind": "housing",
        "organisation_name": "Woonstichting De Brede Singel",
        "name": "Ruben Kastelein",
        "email": "wijkbeheer@debredesingel.example",
        "wish": "meet",
        "message": "Onze wijkbeheerders zien veel geldzorgen. Kunnen wij iets leren van de gemeenten in het netwerk?",
        "days": 4,
    },
    {
        "kind": "person",
        "organisation_name": "",
        "name": "Femke Waterland",
        "email": "docent@hogeschool-delta.example",
        "wish": "updates",
        "message": "Ik geef les over stress en gedrag. Ik lees graag wat u uit de praktijk leert.",
        "days": 6,
    },
    {
        "kind": "municipality",
        "organisation_name": "Gemeente Veldermeer",
        "name": "Samir Haverkamp",
        "email": "beleid@veldermeer.example",
        "wish": "join_later",
        "message": "",
        "days": 20,
        "deed": "invite",
    },
    {
        "kind": "non_profit",
        "organisation_name": "Stichting Buurtbrug",
        "name": "Anouk Lindeman",
        "email": "coordinatie@buurtbrug.example",
        "wish": "join_later",
        "message": "Wij hebben pas volgend jaar geld en tijd. Wij willen het niet vergeten.",
        "days": 75,
        "deed": "close",
        "answer": (
            "Fijn dat u aan ons denkt. Wij bellen u in januari. Tot die tijd staat alle kennis voor iedereen op deze "
            "site klaar."
        ),
    },
    {
        "kind": "other",
        "organisation_name": "Bibliotheek Rivierland-Oost",
        "name": "Geert Molenveld",
        "email": "programma@bibliotheek-rivierland.example",
        "wish": "updates",
        "message": "",
        "days": 110,
        "deed": "close",
    },
]
