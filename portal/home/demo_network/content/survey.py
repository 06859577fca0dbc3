"""The questionnaire of the demo network. Options and statements by what they say; ids follow from the short names."""

AGREE = "agree"
TITLE = "Wat gaat goed, en wat nog niet?"
INTRO = (
    "Eén keer per jaar vragen wij alle leden hoe het gaat met de aanpak. De uitkomsten delen wij in het netwerk. "
    "Invullen kost samen ongeveer twintig minuten."
)
WELL, LESS, NEED, PLAIN = "Dit gaat goed", "Dit gaat minder goed", "Hier is behoefte aan", "Uw organisatie"

#: Per page: title, lead, questions. A question: kind, short name, text, sharing, and what its kind needs.
PAGES = [
    (
        WELL,
        "Hoe ver bent u met de aanpak?",
        [
            {
                "kind": "scale",
                "code": "tijd-gesprek",
                "text": "Onze medewerkers nemen tijd voor het eerste gesprek",
                "lean": 4,
            },
            {
                "kind": "scale",
                "code": "brug-gebruik",
                "text": "Wij gebruiken de brug in elk gesprek over doelen",
                "lean": 3,
            },
            {
                "kind": "yes_no",
                "code": "brief-herschreven",
                "text": "Herschreef u dit jaar brieven zodat ze minder stress geven?",
                "lean": 0.7,
            },
            {
                "kind": "single",
                "code": "brief-samen",
                "text": "Met wie herschreef u die brieven?",
                "only_if": ("brief-herschreven", ["Ja"]),
                "options": ["Met inwoners", "Alleen met collega’s"],
            },
            {
                "kind": "scale",
                "code": "eigen-ruimte",
                "text": "Ik heb genoeg ruimte om volgens de aanpak te werken",
                "personal": True,
            },
            {
                "kind": "multiple",
                "code": "werkvormen",
                "text": "Welke werkvormen gebruikt u?",
                "options": [
                    "Doelen in kleine stappen",
                    "Een beloning bij een stap",
                    "Een coach naast de inwoner",
                    "Een groep van inwoners",
                ],
            },
        ],
    ),
    (
        LESS,
        "Waar loopt u tegenaan? Wees eerlijk: niemand kan uw antwoord aflezen.",
        [
            {
                "kind": "scale_group",
                "text": "Hoe vaak hebt u hier last van?",
                "scale": "often",
                "statements": [
                    ("last-tijd", "Te weinig tijd per inwoner", 3),
                    ("last-regels", "Regels die stress geven", 4),
                    ("last-wisseling", "Medewerkers die weggaan", 2),
                ],
            },
            {
                "kind": "single",
                "code": "grootste-drempel",
                "text": "Wat is nu de grootste drempel?",
                "options": ["Geld", "Tijd", "Steun van het bestuur", "Kennis"],
            },
            {"kind": "long_text", "code": "minder-goed", "text": "Wat ging dit jaar minder goed?", "sharing": "staff"},
        ],
    ),
    (
        NEED,
        "Wat zou u helpen?",
        [
            {
                "kind": "multiple",
                "code": "hulp-bij",
                "text": "Waarbij wilt u hulp?",
                "options": [
                    "Borging",
                    "Training van nieuwe mensen",
                    "Meten wat het oplevert",
                    "Samenwerken in de regio",
                ],
            },
            {
                "kind": "yes_no",
                "code": "steun-bestuur",
                "text": "Steunt uw bestuur de aanpak ook de komende twee jaar?",
                "lean": 0.9,
            },
        ],
    ),
    (
        PLAIN,
        "Deze antwoorden helpen leden elkaar te vinden.",
        [
            {
                "kind": "multiple",
                "code": "kan-helpen",
                "text": "Waarmee kunt u andere leden helpen?",
                "sharing": "named",
                "options": ["Een trainer uitlenen", "Een bezoek ontvangen", "Brieven nalezen", "Meten en tellen"],
            },
            {
                "kind": "yes_no",
                "code": "zoekt-partner",
                "text": "Zoekt u een organisatie om mee op te trekken?",
                "sharing": "named",
                "lean": 0.5,
            },
            {
                "kind": "number",
                "code": "deelnemers",
                "text": "Hoeveel inwoners kregen dit jaar coaching volgens de aanpak?",
                "unit": "inwoners",
                "maximum": 20000,
                "edges": [25, 100, 250],
            },
        ],
    ),
]

#: What organisations say went less well. Which of them an organisation says differs.
LESS_WELL = [
    "Wij kwamen tijd tekort om met elkaar te oefenen.",
    "Twee coaches gingen weg. Hun opvolgers kregen de training pas een half jaar later.",
    "De brieven over terugvordering konden wij niet veranderen. Die komen uit een landelijk systeem.",
    "Collega’s van andere afdelingen kennen de aanpak nog niet.",
    "Inwoners kwamen soms niet, omdat de uitnodiging niet duidelijk was.",
    "Wij weten nog niet hoe wij de opbrengst kunnen laten zien aan het bestuur.",
    "Gesprekken duren langer. Daardoor groeide de wachtlijst.",
    "De overdracht tussen het wijkteam en de schuldhulp liep stroef.",
]
#: What staff read in them more often.
THEMES = [
    "Er is weinig tijd om samen te oefenen.",
    "Als coaches weggaan, gaat kennis verloren.",
    "Brieven uit landelijke systemen zijn moeilijk te veranderen.",
]

#: What staff quote of them, where the writer agreed.
QUOTES = [
    "Gesprekken duren langer. […] groeide de wachtlijst.",
    "Twee coaches gingen weg. Hun opvolgers kregen de training pas een half jaar later.",
]

#: What members asked for: the sentence, days ago, and what the network did with it.
NEEDS = [
    (
        "Hulp bij borging als de projectleider vertrekt",
        22,
        "Wij maakten een leerkring over borging. Die begint in het voorjaar. Tot die tijd helpt een adviseur u aan de "
        "telefoon.",
    ),
    (
        "Een korte training voor nieuwe collega’s",
        21,
        "De introductie van niveau 1 is herschreven. Die duurt nu een uur.",
    ),
    ("Een manier om te meten wat coaching oplevert", 20, ""),
]
