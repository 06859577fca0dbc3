"""The library of the demo network: its themes, what stands under them, and which older pages moved there."""

from portal.home.demo_network.content.library_articles import ARTICLES
from portal.home.demo_network.content.library_films import FILMS
from portal.home.demo_network.content.library_instruments import INSTRUMENTS
from portal.home.demo_network.content.library_instruments_team import TEAM_INSTRUMENTS
from portal.home.demo_network.content.library_practice import EVIDENCE, STORIES, STUDY_TRIPS
from portal.home.demo_network.content.library_practice_invented import INVENTED_STORIES
from portal.home.demo_network.content.library_publications import PUBLICATIONS
from portal.home.demo_network.content.library_publications_guides import GUIDES
from portal.home.demo_network.content.library_sources import EVENTS, SOURCES
from portal.home.demo_network.content.library_words import GLOSSARY

__all__ = ["GLOSSARY", "MATERIAL", "MOVED", "THEMES"]

THEMES: list[dict] = [
    {
        "slug": "de-methode",
        "title": "De methode",
        "intro": "Wat de aanpak is, waar zij vandaan komt en welke hulpmiddelen erbij horen.",
        "body": [
            (
                "paragraph",
                (
                    "Begin hier als u de aanpak nog niet kent. U leest eerst waar het om gaat. Daarna ziet u de brug, "
                    "het doelactieplan en de prikkels. U hoeft niet alles te lezen. Kies wat u deze week nodig heeft."
                ),
            )
        ],
    },
    {
        "slug": "stress-en-denken",
        "title": "Stress en denken",
        "intro": "Lange stress maakt plannen en volhouden moeilijk. Hier leest u hoe dat komt en wat helpt.",
        "body": [
            (
                "paragraph",
                (
                    "Wie snapt wat stress doet, kijkt anders naar een gemiste afspraak. Op deze plank staan korte "
                    "stukken over het hoofd. Er is een film over de wachtkamer. En met een lijst kijkt u zelf rond."
                ),
            )
        ],
    },
    {
        "slug": "werken-met-mensen",
        "title": "Werken met mensen",
        "intro": "Voor wie elke dag gesprekken voert: samen een doel kiezen, een rustige brief, een goed gesprek.",
        "body": [
            (
                "paragraph",
                (
                    "Hier staat wat u in uw eigen werk kunt gebruiken. Het gaat over praten, vragen en samen kiezen. "
                    "Vaak eindigt een stuk met iets kleins om te proberen."
                ),
            )
        ],
    },
    {
        "slug": "beginnen",
        "title": "Beginnen in uw organisatie",
        "intro": "Een andere manier van werken vraagt tijd, een plan en mensen die het dragen.",
        "body": [
            (
                "paragraph",
                (
                    "Begin klein, met een team dat wil. Zoek steun bij uw bestuur en bij inwoners. Deze plank helpt u "
                    "bij de eerste maanden, en ook bij het volhouden daarna."
                ),
            )
        ],
    },
    {
        "slug": "wat-het-oplevert",
        "title": "Wat het oplevert",
        "intro": "Verhalen, cijfers en onderzoek. Ook wat nog niet lukt en wat wij nog niet weten.",
        "body": [
            (
                "paragraph",
                (
                    "Bij elk cijfer staat over hoeveel mensen het gaat en waar het vandaan komt. Zo kunt u het zelf "
                    "wegen. Een verhaal is geen bewijs. Het laat wel zien hoe het in het echt gaat."
                ),
            )
        ],
    },
]

#: By the slug of a page that was under “kennis” before there were themes.
MOVED: dict[str, dict] = {
    "de-aanpak": {
        "parent": "de-methode",
        "labels": [
            "rol:coach",
            "rol:leidinggevende",
            "rol:beleidsmedewerker",
            "rol:bestuurder",
            "rol:adviesraad",
            "fase:kennismaken",
        ],
    },
    "wat-stress-doet-met-denken": {
        "parent": "stress-en-denken",
        "labels": ["rol:coach", "rol:beleidsmedewerker", "domein:gezondheid", "domein:geld", "fase:kennismaken"],
    },
    "drie-uitgangspunten": {
        "parent": "de-methode",
        "labels": ["rol:coach", "rol:leidinggevende", "fase:kennismaken", "fase:voorbereiden"],
    },
    "brug-naar-zelfredzaamheid": {
        "parent": "de-methode",
        "labels": [
            "rol:coach",
            "domein:wonen",
            "domein:gezin",
            "domein:gezondheid",
            "domein:geld",
            "domein:opleiding",
            "domein:werk",
            "fase:beginnen",
        ],
        "teaser": {
            "title": "Het gesprek met de Brug naar Zelfredzaamheid®",
            "text": (
                "Leden lezen hier hoe u met de brug een rustig gesprek voert: vijf pijlers, vijf tips en wat de brug "
                "niet is."
            ),
        },
    },
    "een-brief-die-rust-geeft": {
        "parent": "werken-met-mensen",
        "labels": ["rol:coach", "rol:beleidsmedewerker", "domein:geld", "fase:beginnen"],
        "teaser": {
            "title": "Een brief voor en na het herschrijven",
            "text": (
                "Leden zien hier twee keer dezelfde brief: zoals hij was en zoals hij rust geeft. Met een lijst van "
                "wat er is veranderd."
            ),
        },
    },
    "begin-klein": {
        "parent": "beginnen",
        "labels": ["rol:leidinggevende", "rol:beleidsmedewerker", "fase:voorbereiden", "fase:beginnen"],
        "teaser": {
            "title": "Drie voorbeelden van een klein begin",
            "text": "Eén formulier, één wachtkamer, één team. Leden lezen hier hoe een klein begin kan gaan.",
        },
    },
    "doelactieplan-stap-voor-stap": {
        "parent": "de-methode",
        "labels": ["rol:coach", "domein:geld", "fase:beginnen", "fase:vasthouden"],
        "teaser": {
            "title": "Het doelactieplan in vijf stappen",
            "text": (
                "Voor coaches die met deelnemers aan een doel werken. Met een voorbeeld, en met wat u doet als een "
                "stap niet lukt."
            ),
        },
    },
    "werkbegeleiding-organiseren": {
        "parent": "beginnen",
        "labels": ["rol:leidinggevende", "rol:coach", "fase:vasthouden"],
        "teaser": {
            "title": "Hoe u werkbegeleiding regelt",
            "text": (
                "Na de training begint het leren pas. Dit stuk helpt u om het vol te houden: wie, hoeveel tijd en welk "
                "ritme."
            ),
        },
    },
    "brug-in-tekeningen": {
        "parent": "werken-met-mensen",
        "labels": ["rol:coach", "domein:gezin", "domein:geld", "fase:beginnen"],
    },
    "onderzoek-washington": {
        "parent": "wat-het-oplevert",
        "labels": ["rol:beleidsmedewerker", "rol:bestuurder", "rol:adviesraad", "domein:gezin", "fase:kennismaken"],
    },
    "studiereis-boston": {
        "parent": "wat-het-oplevert",
        "labels": ["rol:leidinggevende", "rol:bestuurder", "fase:kennismaken"],
    },
}

#: The last one is the newest.
MATERIAL: list[dict] = [
    *SOURCES,
    *EVIDENCE,
    *STUDY_TRIPS,
    *STORIES,
    *INVENTED_STORIES,
    *PUBLICATIONS,
    *GUIDES,
    *EVENTS,
    *INSTRUMENTS,
    *TEAM_INSTRUMENTS,
    *FILMS,
    *ARTICLES,
]
