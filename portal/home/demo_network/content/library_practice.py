"""Stories, evidence and the study trip. Figures of real places come from what they published; others say so."""

from datetime import date

STORIES: list[dict] = [
    {
        "type": "story",
        "slug": "zaanstad-jongeren",
        "parent": "wat-het-oplevert",
        "title": "Zaanstad: een coach voor jongeren",
        "intro": (
            "Sinds 1 juni 2018 proberen de gemeente en de GGD de aanpak uit met jongeren die veel zorgen tegelijk "
            "hebben."
        ),
        "audience": "public",
        "labels": [
            "rol:coach",
            "rol:beleidsmedewerker",
            "rol:bestuurder",
            "domein:geld",
            "domein:gezondheid",
            "fase:beginnen",
        ],
        "organisation": "Gemeente Zaanstad",
        "period": "Vanaf 1 juni 2018",
        "target_group": "Jongeren met zorgen op meer leefgebieden",
        "body": [
            ("heading", "Hoe het begon"),
            (
                "paragraph",
                (
                    "Zaanstad koos voor jongeren die op veel plekken tegelijk vastlopen. De coaches komen van "
                    "Straathoekwerk, een team van de gemeente. Voor de start volgden zij de training."
                ),
            ),
            ("heading", "Wat zij willen weten"),
            (
                "paragraph",
                (
                    "De gemeente en de GGD Zaanstreek-Waterland kijken samen wat dit de jongeren brengt. Twee dingen "
                    "staan voorop. De hulp moet makkelijker worden. En jongeren oefenen met plannen en kiezen."
                ),
            ),
            (
                "panel",
                {
                    "title": "Waar komt dit vandaan?",
                    "text": (
                        "Wij gebruikten twee stukken. Het ene is een bericht van de gemeente en de GGD. Het andere is "
                        "een verslag van een dag voor wethouders."
                    ),
                },
            ),
        ],
        "goes_well": [
            "De coaches waren getraind voordat de eerste jongere begon.",
            "De gemeente en de GGD doen het samen. Zorg en hulp op straat kijken zo naar dezelfde jongere.",
            "Stress is het begin van het gesprek. Eerst wordt het rustiger, daarna komt het doel.",
        ],
        "goes_less": [
            (
                "Een nieuwe houding kost tijd. Dat vertelde een wethouder uit Zaanstad aan andere bestuurders. "
                "Medewerkers moeten nog meer denken vanuit de inwoner."
            ),
            "Onze bronnen noemen nog geen uitkomst. Daarom staan hier geen cijfers.",
        ],
        "figures": [],
    },
    {
        "type": "story",
        "slug": "alphen-tekeningen",
        "parent": "wat-het-oplevert",
        "title": "Alphen aan den Rijn: een brug van tekeningen",
        "intro": "Niet iedereen leest graag. In Alphen aan den Rijn pakten zij een potlood.",
        "audience": "public",
        "labels": [
            "rol:coach",
            "rol:beleidsmedewerker",
            "rol:bestuurder",
            "domein:geld",
            "fase:beginnen",
            "fase:vasthouden",
        ],
        "organisation": "Gemeente Alphen aan den Rijn",
        "period": "2018",
        "target_group": "Inwoners met geldzorgen, ook met een licht verstandelijke beperking",
        "body": [
            ("heading", "De vraag"),
            (
                "paragraph",
                (
                    "Op een bijeenkomst over armoede en schulden kwam een zorg uit de zaal. Is dit niet te moeilijk "
                    "voor mensen die langzamer leren? Voor een gemeente is dat een grote groep. Alphen aan den Rijn "
                    "kon laten zien dat het gaat."
                ),
            ),
            ("heading", "Het antwoord"),
            (
                "paragraph",
                (
                    "In de brug staan daar tekeningen. Minder lezen dus, en meer wijzen en vertellen. Samen met leden "
                    "dacht het netwerkbureau verder over deze groep."
                ),
            ),
            (
                "panel",
                {
                    "title": "Waar komt dit vandaan?",
                    "text": (
                        "Wij gebruikten twee stukken: een verslag van een dag voor wethouders, en een bericht over het "
                        "jaar 2018."
                    ),
                },
            ),
        ],
        "goes_well": [
            "Met tekeningen kunnen meer mensen meedoen.",
            "Een wethouder wil dat de aanpak van onderop groeit: bij de mensen die ermee werken.",
            "Er kijkt een hogeschool mee naar wat het oplevert.",
        ],
        "goes_less": [
            "Het blijft alleen als ook het bestuur het draagt. Een wethouder wees daarop. Dat gaat niet vanzelf.",
            "De uitkomst van het onderzoek staat nog niet in onze bronnen. Wij noemen dus geen cijfers.",
        ],
        "figures": [],
    },
    {
        "type": "story",
        "slug": "rotterdam-pilot",
        "parent": "wat-het-oplevert",
        "title": "Rotterdam: een pilot in een grote stad",
        "intro": "Rotterdam hoort bij de eerste drie gemeenten die hun pilot met andere leden deelden.",
        "audience": "public",
        "labels": ["rol:leidinggevende", "rol:bestuurder", "rol:beleidsmedewerker", "domein:geld", "fase:beginnen"],
        "organisation": "Gemeente Rotterdam",
        "period": "2018",
        "target_group": "Inwoners met geldzorgen",
        "body": [
            ("heading", "Wat wij weten"),
            (
                "paragraph",
                (
                    "Rotterdam deed in 2018 een pilot. In het verslag van dat jaar vertelt de stad hoe het ging. Ook "
                    "staat erin wat inwoners ervan vonden. Zaanstad en Alphen aan den Rijn deden hetzelfde."
                ),
            ),
            ("heading", "Waarom delen helpt"),
            (
                "paragraph",
                (
                    "Een grote stad heeft veel loketten en veel teams. Wie daar begint, komt vragen tegen die een "
                    "kleine plaats later krijgt. Door te delen hoeft niet elk lid alles zelf uit te zoeken."
                ),
            ),
            (
                "panel",
                {
                    "title": "Heeft u een vraag aan Rotterdam?",
                    "text": (
                        "Leden kunnen elkaar vinden in het netwerk. Stel uw vraag daar, of neem haar mee naar uw "
                        "leerkring."
                    ),
                },
            ),
        ],
        "goes_well": ["De stad deelde haar pilot al in het eerste jaar.", "Ook inwoners kwamen aan het woord."],
        "goes_less": [
            "Onze bronnen zeggen niet wat in Rotterdam lastig was. Wij vullen dat niet zelf in.",
            "Er staat ook niet bij hoeveel mensen meededen.",
        ],
        "figures": [],
    },
    {
        "type": "story",
        "slug": "rustpunt-veluwe-eerst-een-sleutel",
        "parent": "werken-met-mensen",
        "title": "Rustpunt Veluwe: eerst een sleutel",
        "intro": "Een verzonnen stichting begint met wonen. Pas als iemand goed slaapt, komt er een doel op tafel.",
        "audience": "members",
        "labels": [
            "rol:coach",
            "rol:leidinggevende",
            "domein:wonen",
            "domein:gezondheid",
            "domein:geld",
            "fase:beginnen",
            "fase:vasthouden",
        ],
        "teaser": {
            "title": "Een stichting die begint met een huis",
            "text": (
                "Leden lezen hier hoe een stichting eerst voor een sleutel zorgt en dan pas over doelen praat. Ook wat "
                "tegenviel."
            ),
        },
        "organisation": "Stichting Rustpunt Veluwe",
        "period": "Januari 2025 tot nu",
        "target_group": "Volwassenen zonder vaste woonplek",
        "body": [
            ("heading", "Een bed en een deur"),
            (
                "paragraph",
                (
                    "Wie bij de stichting komt, krijgt eerst een kamer. De eerste twee weken vraagt niemand naar "
                    "plannen. Er is soep, er is een wasmachine en er is iemand in huis. ‘Slapen is ook werk’, zeggen "
                    "zij daar."
                ),
            ),
            (
                "panel",
                {"title": "Dit is een voorbeeld", "text": "De stichting, het verhaal en de cijfers zijn verzonnen."},
            ),
            ("heading", "Dan de brug"),
            (
                "paragraph",
                (
                    "In week drie komt de brug op tafel. De meeste mensen wijzen wonen aan, en daarna geld. Een "
                    "enkeling begint bij een broer of een dochter. Dat mag. De coach volgt."
                ),
            ),
            (
                "quote",
                {
                    "text": "Ik wilde eerst mijn hond terug. Niemand vond dat een raar doel.",
                    "source": "Verzonnen deelnemer",
                },
            ),
        ],
        "goes_well": [
            "Mensen komen op hun afspraak, want de coach is in huis.",
            "Kleine stappen lukken vaak. Een pasje regelen, een huisarts kiezen, een brief openen.",
            "Oud-bewoners komen terug om te helpen. Dat doet de rest goed.",
        ],
        "goes_less": [
            "Na een half jaar is er vaak nog geen eigen huis. Dan zakt de moed.",
            "Twee coaches gingen weg. De nieuwe moesten alles nog leren, en de bewoners merkten dat.",
            "Beloningen werden eerst te groot gemaakt. Nu is er een lijst met kleine dingen.",
        ],
        "figures": [
            {
                "value": "18 van 24",
                "meaning": "bewoners kozen binnen acht weken een eigen doel",
                "n": 24,
                "source": "Voorbeeld: verzonnen telling van de stichting, 2025",
            },
            {
                "value": "11 van 24",
                "meaning": "bewoners haalden hun eerste doel binnen een half jaar",
                "n": 24,
                "source": "Voorbeeld: verzonnen telling van de stichting, 2025",
            },
            {
                "value": "2",
                "meaning": "van de vijf coaches gingen weg in het eerste jaar",
                "n": 5,
                "source": "Voorbeeld: verzonnen jaarbericht van de stichting, 2025",
            },
        ],
    },
]

EVIDENCE: list[dict] = [
    {
        "type": "evidence",
        "slug": "washington-3098-gezinnen",
        "parent": "wat-het-oplevert",
        "title": "Coaching van ouders in Washington",
        "intro": (
            "Een grote proef met ouders van jonge kinderen. De ouders kregen een coach, en ook de kinderen gingen "
            "vooruit."
        ),
        "audience": "public",
        "labels": [
            "rol:beleidsmedewerker",
            "rol:bestuurder",
            "rol:adviesraad",
            "domein:gezin",
            "domein:geld",
            "domein:gezondheid",
            "fase:kennismaken",
        ],
        "country": "Verenigde Staten",
        "population": "Gezinnen met een laag inkomen in de staat Washington",
        "n": 3098,
        "has_comparison": True,
        "year": 2018,
        "outcome": [
            "Ouders hadden minder ruzie en minder schuld. Zij leefden gezonder en konden meer in de opvoeding.",
            (
                "Hun kinderen konden beter rekenen en praten, en ook beter denken. Ook hun omgang met anderen werd "
                "beter. Zij hadden zelf geen coach."
            ),
        ],
        "source": "Rapport van het programma ECEAP, DCYF (departement voor kinderen, jeugd en gezin), staat Washington",
        "source_link": "",
        "body": [
            ("heading", "Hoe zeker is dit?"),
            (
                "paragraph",
                (
                    "Het is een grote groep en er is vergeleken. Dat is sterk. Toch past het niet zomaar op uw plek. "
                    "De zorg, de school en het inkomen zijn daar anders geregeld. Gebruik het als reden om te "
                    "beginnen, niet als belofte."
                ),
            ),
            (
                "paragraph",
                "Er staat ook een langer stuk over dit onderzoek op deze plank. Daar leest u de vier grenzen.",
            ),
        ],
    },
    {
        "type": "evidence",
        "slug": "nederland-eerste-jaar",
        "parent": "wat-het-oplevert",
        "title": "Het eerste jaar in Nederland: een telling",
        "intro": "In 2018 deden 700 mensen mee in Nederland. Dit is een telling en geen onderzoek naar wat het hielp.",
        "audience": "public",
        "labels": ["rol:bestuurder", "rol:beleidsmedewerker", "rol:adviesraad", "domein:geld", "fase:kennismaken"],
        "country": "Nederland",
        "population": "Mensen met geldzorgen bij 16 gemeenten en organisaties",
        "n": 700,
        "has_comparison": False,
        "year": 2018,
        "outcome": [
            "In een paar maanden deden 700 mensen mee. Zij kregen hulp van 16 gemeenten en organisaties.",
            "Wij weten hoeveel mensen begonnen. Wij weten niet hoe het nu met hen gaat.",
        ],
        "source": "Nieuwsbericht bij het jaarverslag 2018, Platform31",
        "source_link": "",
        "body": [
            ("heading", "Waarom staat dit hier?"),
            (
                "paragraph",
                (
                    "Omdat het getal vaak wordt genoemd. Het laat zien dat er veel animo was. Het laat niet zien of de "
                    "aanpak werkt. Daarvoor moet u mensen langer volgen, en liefst ook een groep zonder de aanpak."
                ),
            ),
        ],
    },
]

STUDY_TRIPS: list[dict] = [
    {
        "type": "study_trip",
        "slug": "reis-naar-boston-2018",
        "parent": "wat-het-oplevert",
        "title": "Naar Boston in 2018",
        "intro": "Wat deed de groep in Boston? Wie ging mee? En wat leerden zij?",
        "audience": "public",
        "labels": ["rol:leidinggevende", "rol:bestuurder", "rol:beleidsmedewerker", "fase:kennismaken"],
        "place": "Boston, Verenigde Staten",
        "starts_on": date(2018, 10, 1),
        "ends_on": date(2018, 10, 1),
        "programme": [
            "De groep keek mee in het dagelijks werk van EMPath.",
            "Er waren gesprekken met andere organisaties, ook uit andere landen.",
            "De reizigers legden hun eigen vragen voor en dachten samen na over Nederland.",
            "Een paar reizigers vertelden daarna in korte films wat hun bijbleef.",
        ],
        "who_went": "Een delegatie van steden uit het G40-netwerk",
        "co_financier": "G40-stedennetwerk",
        "lessons": [
            "Kijk eerst naar wat er in mensen omgaat, en tussen mensen. Dan snapt u gedrag beter.",
            "Oefen vaardigheden. Wie leert plannen, heeft daar ook bij een volgend probleem iets aan.",
            "Deel wat lukt. Een klein succes van de een geeft een ander moed.",
        ],
        "body": [
            (
                "paragraph",
                (
                    "Onze bronnen noemen alleen het jaar van de reis. De dag op deze pagina is een voorbeeld, net als "
                    "het aantal dagen."
                ),
            ),
            ("heading", "Gaat u zelf op reis?"),
            (
                "list",
                [
                    "Neem één vraag mee die thuis op antwoord wacht.",
                    "Ga met een coach en een bestuurder samen. Zij zien allebei iets anders.",
                    "Spreek af wie thuis uw verhaal wil horen, en wanneer.",
                    "Schrijf elke avond op wat u anders gaat doen.",
                ],
            ),
        ],
    },
]
