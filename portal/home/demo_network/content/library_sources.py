"""What others made, and days to come to. `in_days` counts from the day the demo is built."""

from datetime import date

SOURCES: list[dict] = [
    {
        "type": "source",
        "slug": "bron-wrr-weten-is-nog-geen-doen",
        "parent": "stress-en-denken",
        "title": "Weten is nog geen doen",
        "intro": "Een rapport over wat de overheid van mensen vraagt. Kan iedereen dat, ook in een zware tijd?",
        "audience": "public",
        "labels": ["rol:beleidsmedewerker", "rol:bestuurder", "rol:adviesraad", "domein:geld", "fase:kennismaken"],
        "source_kind": "report",
        "publisher": "Wetenschappelijke Raad voor het Regeringsbeleid (WRR)",
        "published_on": date(2017, 4, 24),
        "link": "https://www.wrr.nl/",
        "body": [
            (
                "paragraph",
                (
                    "Weinig tijd? Lees dan alleen de samenvatting. Zij laat zien dat slim zijn niet genoeg is. U moet "
                    "ook rustig kunnen blijven, kunnen kiezen en kunnen volhouden. Dat lukt niet elke dag."
                ),
            )
        ],
    },
    {
        "type": "source",
        "slug": "bron-handreiking-vng",
        "parent": "beginnen",
        "title": "Handreiking Mobility Mentoring van de VNG",
        "intro": "De vereniging van gemeenten schreef een gids voor wie met de aanpak wil beginnen.",
        "audience": "public",
        "labels": ["rol:beleidsmedewerker", "rol:leidinggevende", "rol:adviesraad", "fase:voorbereiden"],
        "source_kind": "guide",
        "publisher": "Vereniging van Nederlandse Gemeenten (VNG)",
        "published_on": None,
        "link": "https://vng.nl/",
        "body": [
            (
                "paragraph",
                (
                    "De link gaat naar de voorkant van de site. Zoek daar op de naam van de aanpak. Lees de gids samen "
                    "met een collega en kies er één ding uit."
                ),
            )
        ],
    },
    {
        "type": "source",
        "slug": "bron-empath",
        "parent": "de-methode",
        "title": "EMPath in Boston",
        "intro": "De site van de organisatie die de aanpak heeft bedacht. De tekst is in het Engels.",
        "audience": "public",
        "labels": ["rol:coach", "rol:leidinggevende", "rol:beleidsmedewerker", "fase:kennismaken"],
        "source_kind": "site",
        "publisher": "EMPath",
        "published_on": None,
        "link": "https://www.empathways.org/",
        "body": [
            (
                "paragraph",
                (
                    "U leest er hoe zij in Boston werken en wat zij leren. Let op: de wetten zijn daar anders. De kern "
                    "van het gesprek is wel gelijk."
                ),
            )
        ],
    },
    {
        "type": "source",
        "slug": "bron-gedrag-in-beleid",
        "parent": "beginnen",
        "title": "Gedrag in beleid",
        "intro": "Een plek met stukken over gedrag, armoede en schuld. Voor wie regels en brieven maakt.",
        "audience": "public",
        "labels": ["rol:beleidsmedewerker", "rol:bestuurder", "domein:geld", "fase:voorbereiden"],
        "source_kind": "site",
        "publisher": "Platform31",
        "published_on": None,
        "link": "https://www.platform31.nl/",
        "body": [
            (
                "paragraph",
                (
                    "De link gaat naar de voorkant van de site. Zoek daar op ‘gedrag in beleid’. U vindt er ook "
                    "stukken over keuzes en over drempels."
                ),
            )
        ],
    },
    {
        "type": "source",
        "slug": "bron-harvard-kind",
        "parent": "stress-en-denken",
        "title": "Hoe het kind zich ontwikkelt",
        "intro": "Een centrum van Harvard legt uit wat stress doet met jonge hersenen. In het Engels, met korte films.",
        "audience": "public",
        "labels": ["rol:coach", "rol:beleidsmedewerker", "domein:gezin", "domein:gezondheid", "fase:kennismaken"],
        "source_kind": "site",
        "publisher": "Center on the Developing Child, Harvard University",
        "published_on": None,
        "link": "https://developingchild.harvard.edu/",
        "body": [
            (
                "paragraph",
                (
                    "Op deze kennis steunt een groot deel van de aanpak. Begin met een korte film. Kijk haar samen met "
                    "uw team en stop halverwege. Vraag: waar zien wij dit in ons werk?"
                ),
            )
        ],
    },
]

EVENTS: list[dict] = [
    {
        "type": "event",
        "slug": "kennismaken-met-de-aanpak",
        "parent": "de-methode",
        "title": "Kennismaken met de aanpak",
        "intro": "Een middag voor wie nog niets weet. U hoeft zich niet voor te bereiden.",
        "audience": "public",
        "labels": [
            "rol:leidinggevende",
            "rol:beleidsmedewerker",
            "rol:bestuurder",
            "rol:adviesraad",
            "fase:kennismaken",
        ],
        "in_days": 21,
        "hour": 13,
        "hours": 3,
        "place": "Utrecht, vlak bij het station",
        "body": [
            ("heading", "Wat gaat u doen?"),
            (
                "list",
                [
                    "U ervaart hoe een vol hoofd voelt, met een korte oefening.",
                    "U hoort van een coach hoe een gesprek gaat.",
                    "U stelt uw eigen vragen aan een lid.",
                ],
            ),
            (
                "paragraph",
                (
                    "Meedoen is gratis. U zit daarna nergens aan vast. Kom gerust met een collega of met iemand uit uw "
                    "adviesraad."
                ),
            ),
        ],
    },
    {
        "type": "event",
        "slug": "werkplaats-brieven",
        "parent": "werken-met-mensen",
        "title": "Werkplaats: brieven die rust geven",
        "intro": "Neem een brief mee die u vaak verstuurt. Aan het eind van de ochtend is hij korter en vriendelijker.",
        "audience": "public",
        "labels": ["rol:coach", "rol:beleidsmedewerker", "rol:leidinggevende", "domein:geld", "fase:beginnen"],
        "in_days": 60,
        "hour": 10,
        "hours": 2,
        "place": "Online, met beeld",
        "body": [
            ("heading", "Zo werkt het"),
            (
                "paragraph",
                (
                    "U werkt in een groep van vier. Elke brief krijgt een half uur. Een ervaren lezer kijkt mee. Dat "
                    "is iemand die zelf lang in de schulden zat."
                ),
            ),
            (
                "panel",
                {
                    "title": "Haal namen weg",
                    "text": "Neem een lege brief mee, of streep alles door wat over een inwoner gaat.",
                },
            ),
        ],
    },
    {
        "type": "event",
        "slug": "ontmoeting-adviesraden",
        "parent": "beginnen",
        "title": "Ontmoeting voor adviesraden",
        "intro": "Leden van adviesraden spraken elkaar over goede vragen aan hun gemeente.",
        "audience": "public",
        "labels": ["rol:adviesraad", "rol:bestuurder", "fase:kennismaken", "fase:voorbereiden"],
        "in_days": -30,
        "hour": 14,
        "hours": 2,
        "place": "Zwolle, in de bibliotheek",
        "body": [
            ("heading", "Wat kwam er op tafel?"),
            (
                "list",
                [
                    "Vraag niet alleen wat het kost, vraag ook wat er rustiger wordt.",
                    "Nodig een coach uit in uw vergadering.",
                    "Stel na een half jaar dezelfde vraag nog een keer.",
                ],
            ),
            ("paragraph", "Was u er niet bij? De lijst met vragen staat op deze plank."),
        ],
    },
]
