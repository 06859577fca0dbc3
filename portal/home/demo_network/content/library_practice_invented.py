"""Stories of invented organisations. Every figure is invented too, and says so beside its number of people."""

INVENTED_STORIES: list[dict] = [
    {
        "type": "story",
        "slug": "drie-beuken-eerst-bellen",
        "parent": "wat-het-oplevert",
        "title": "Drie Beuken: eerst bellen, dan schrijven",
        "intro": "Een verzonnen woonstichting belt wie één keer de huur niet betaalt. Pas daarna komt er een brief.",
        "audience": "public",
        "labels": [
            "rol:leidinggevende",
            "rol:beleidsmedewerker",
            "rol:bestuurder",
            "domein:wonen",
            "domein:geld",
            "fase:kennismaken",
            "fase:beginnen",
        ],
        "organisation": "Woonstichting Drie Beuken",
        "period": "Maart 2025 tot en met augustus 2025",
        "target_group": "Huurders die één maand huur niet betaalden",
        "body": [
            ("heading", "De oude manier"),
            (
                "paragraph",
                (
                    "Kwam de huur niet binnen? Dan ging er na tien dagen een brief uit. Na twintig dagen kwam een "
                    "tweede, met kosten erbij. Weinig mensen belden terug. De meeste brieven bleven dicht, zo bleek "
                    "later."
                ),
            ),
            (
                "panel",
                {"title": "Dit is een voorbeeld", "text": "De stichting, het verhaal en de cijfers zijn verzonnen."},
            ),
            ("heading", "De nieuwe manier"),
            (
                "paragraph",
                (
                    "Nu belt een medewerker op dag vijf. Zij begint niet over geld. Zij vraagt hoe het gaat en of de "
                    "verwarming het doet. Dan pas zegt zij dat de huur er nog niet is. Vaak is de oorzaak klein. Een "
                    "nieuwe pas, een ander loon of een vergeten dag."
                ),
            ),
            (
                "quote",
                {
                    "text": "Ik was bang voor de telefoon. Toen vroeg zij of mijn kraan al gemaakt was.",
                    "source": "Verzonnen huurder",
                },
            ),
            ("heading", "Wat het vroeg"),
            (
                "paragraph",
                (
                    "Twee medewerkers kregen elk vier uur per week om te bellen. Zij oefenden eerst met elkaar. De "
                    "directeur sprak af dat er in die eerste weken geen kosten bij komen. Met de gemeente was al een "
                    "afspraak over vroegsignalering. Nu kennen die mensen elkaar ook."
                ),
            ),
        ],
        "goes_well": [
            "Mensen nemen vaker op als zij het nummer kennen. Het staat nu op de huurkaart.",
            "De toon aan de balie is rustiger. Boze gesprekken zijn er minder.",
            "Wie meer zorgen heeft, komt sneller bij een coach van de gemeente.",
        ],
        "goes_less": [
            "Een derde van de mensen neemt niet op. Voor hen is er nog geen goed idee.",
            "In de zomer lag het bellen stil. Niemand viel in.",
            "Het systeem stuurt nog steeds de oude brief. De stichting zet hem met de hand stil.",
        ],
        "figures": [
            {
                "value": "41 van 62",
                "meaning": "huurders namen de telefoon op bij de eerste of tweede keer",
                "n": 62,
                "source": "Voorbeeld: verzonnen bellijst van de stichting, 2025",
            },
            {
                "value": "29 van 41",
                "meaning": "huurders die opnamen, betaalden binnen twee weken of maakten een afspraak",
                "n": 41,
                "source": "Voorbeeld: verzonnen telling van de stichting, 2025",
            },
            {
                "value": "7 van 62",
                "meaning": "huurders gingen door naar een coach van de gemeente",
                "n": 62,
                "source": "Voorbeeld: verzonnen telling van de stichting, 2025",
            },
        ],
    },
    {
        "type": "story",
        "slug": "tussen-de-rivieren-korter-formulier",
        "parent": "beginnen",
        "title": "Tussen de Rivieren: van veertien bladzijden naar drie",
        "intro": "Een verzonnen regiodienst streepte vragen weg. Inwoners hielden de stift vast.",
        "audience": "members",
        "labels": [
            "rol:leidinggevende",
            "rol:beleidsmedewerker",
            "rol:adviesraad",
            "domein:geld",
            "domein:werk",
            "fase:voorbereiden",
            "fase:beginnen",
        ],
        "teaser": {
            "title": "Een formulier dat elf bladzijden korter werd",
            "text": (
                "Leden lezen hier hoe een regiodienst met inwoners een formulier inkortte. Ook wat de jurist ervan "
                "vond."
            ),
        },
        "organisation": "Regiodienst Tussen de Rivieren",
        "period": "September 2024 tot nu",
        "target_group": "Inwoners die voor het eerst om een uitkering vragen",
        "body": [
            ("heading", "Zes mensen om een tafel"),
            (
                "paragraph",
                (
                    "Drie inwoners, een consulent, een jurist en iemand van de post zaten bij elkaar. Zij lazen het "
                    "formulier hardop. Na een uur waren zij op bladzijde vier. ‘Nu weet u hoe het voelt’, zei een van "
                    "de inwoners."
                ),
            ),
            (
                "panel",
                {"title": "Dit is een voorbeeld", "text": "De dienst, het verhaal en de cijfers zijn verzonnen."},
            ),
            ("heading", "Drie stapels"),
            (
                "paragraph",
                (
                    "Elke vraag ging op een stapel. Weten wij dit al? Dan gaat de vraag weg. Hebben wij het nu nodig? "
                    "Dan blijft zij. Kan het later, in een gesprek? Dan komt zij op een kaart voor de consulent. Er "
                    "bleven drie bladzijden over."
                ),
            ),
            ("heading", "De jurist"),
            (
                "paragraph",
                (
                    "De jurist had zorgen over twee vragen. Die moesten van de wet blijven. Over de andere vragen zei "
                    "zij: dit deden wij omdat wij het altijd deden. Dat hielp meer dan elk advies van buiten."
                ),
            ),
            (
                "quote",
                {
                    "text": "Ik dacht dat de wet het vroeg. Het bleek een regel van onszelf.",
                    "source": "Verzonnen jurist",
                },
            ),
        ],
        "goes_well": [
            "Meer mensen sturen het formulier in één keer goed terug.",
            "Consulenten hebben in het eerste gesprek tijd om te luisteren.",
            "De inwoners uit de groep lezen nu ook brieven na. Zij krijgen daar een bedrag voor.",
        ],
        "goes_less": [
            "De site vraagt nog naar oude bijlagen. Aanpassen duurt een jaar.",
            "Eén afdeling houdt een eigen formulier. Daar is nog geen besluit over.",
            "Wij weten niet of mensen zich ook rustiger voelen. Dat is nog niet gevraagd.",
        ],
        "figures": [
            {
                "value": "118 van 150",
                "meaning": "mensen stuurden het nieuwe formulier in één keer goed terug",
                "n": 150,
                "source": "Voorbeeld: verzonnen steekproef van de dienst, voorjaar 2025",
            },
            {
                "value": "67 van 150",
                "meaning": "mensen deden dat met het oude formulier",
                "n": 150,
                "source": "Voorbeeld: verzonnen steekproef van de dienst, voorjaar 2024",
            },
            {
                "value": "9 van 11",
                "meaning": "consulenten zeggen dat het eerste gesprek rustiger begint",
                "n": 11,
                "source": "Voorbeeld: verzonnen rondvraag in het team, 2025",
            },
        ],
    },
    {
        "type": "story",
        "slug": "jong-en-verder-jongeren-lezen-mee",
        "parent": "werken-met-mensen",
        "title": "Jong en Verder: jongeren maken het plan mee",
        "intro": (
            "Een verzonnen stichting vroeg vijf jongeren om het plan te lezen. Zij veranderden meer dan een paar "
            "woorden."
        ),
        "audience": "public",
        "labels": [
            "rol:coach",
            "rol:leidinggevende",
            "rol:adviesraad",
            "domein:opleiding",
            "domein:werk",
            "fase:voorbereiden",
        ],
        "organisation": "Stichting Jong en Verder",
        "period": "Oktober 2025 tot en met juni 2026",
        "target_group": "Jongeren van 17 tot 25 jaar zonder diploma of werk",
        "body": [
            ("heading", "Pizza en een rode pen"),
            (
                "paragraph",
                (
                    "De stichting schreef een plan voor het netwerk. Het was netjes en lang. Een coach legde het op "
                    "een avond bij vijf jongeren neer, met pizza erbij. De eerste vraag was: wie zijn ‘de doelgroep’? "
                    "Zijn wij dat?"
                ),
            ),
            (
                "panel",
                {"title": "Dit is een voorbeeld", "text": "De stichting, het verhaal en de cijfers zijn verzonnen."},
            ),
            ("heading", "Wat zij veranderden"),
            (
                "list",
                [
                    "Geen afspraak meer voor tien uur in de ochtend.",
                    "Een bericht op de telefoon, en geen brief.",
                    "Twee coaches om uit te kiezen. Het moet klikken.",
                    "Stoppen mag, en terugkomen ook.",
                ],
            ),
            ("heading", "Wat er bleef liggen"),
            (
                "paragraph",
                (
                    "De jongeren wilden ook geld voor een eigen plek. Dat kon niet. De directeur kwam het zelf "
                    "vertellen en legde uit waarom. ‘Dat had ik niet verwacht’, zei een van hen. Zij kwamen de maand "
                    "erna gewoon weer."
                ),
            ),
            (
                "quote",
                {
                    "text": "Normaal vragen ze wat je vindt als alles al klaar is.",
                    "source": "Verzonnen jongere",
                },
            ),
        ],
        "goes_well": [
            "Jongeren komen vaker als zij zelf de tijd kiezen.",
            "Het plan is korter. Ook het bestuur leest het nu echt.",
            "Twee jongeren vertellen in een leerkring hoe het ging.",
        ],
        "goes_less": [
            "Vijf jongeren zijn niet alle jongeren. Wie niet graag praat, was er niet bij.",
            "In de weken met toetsen kwam er niemand.",
            "De coach regelde de avonden in eigen tijd. Dat houdt niemand vol.",
        ],
        "figures": [
            {
                "value": "31 van 44",
                "meaning": "jongeren kwamen op de eerste afspraak, sinds zij zelf de tijd kiezen",
                "n": 44,
                "source": "Voorbeeld: verzonnen telling van de stichting, voorjaar 2026",
            },
            {
                "value": "19 van 40",
                "meaning": "jongeren kwamen op de eerste afspraak in het jaar ervoor",
                "n": 40,
                "source": "Voorbeeld: verzonnen telling van de stichting, voorjaar 2025",
            },
        ],
    },
]
