"""Publications of the library, with the text of their files."""

PUBLICATIONS: list[dict] = [
    {
        "type": "publication",
        "slug": "tussenstand-2018",
        "parent": "wat-het-oplevert",
        "title": "Tussenstand zomer 2018",
        "intro": (
            "Een voorbeeld: zo ziet een kort bericht uit de eerste maanden eruit. Er is nu een nieuwer stuk. Dat gaat "
            "over heel 2018."
        ),
        "audience": "public",
        "labels": ["rol:bestuurder", "rol:beleidsmedewerker", "fase:kennismaken"],
        "year": 2018,
        "published_by": "Het netwerkbureau",
        "replaced_by": "jaaroverzicht-2018",
        "cover": {"colour": "sand", "drawing": "half-built"},
        "body": [
            ("heading", "Wat er al is"),
            (
                "paragraph",
                (
                    "Dit voorjaar begon het werk in Nederland, samen met EMPath in Boston. De eerste leden zien elkaar "
                    "in een leerkring. In Zaanstad is op 1 juni een pilot voor jongeren begonnen. De gemeente doet dat "
                    "met de GGD."
                ),
            ),
            ("heading", "Wat er nog komt"),
            (
                "paragraph",
                (
                    "Later dit jaar kijkt een groep mee in Boston. In de winter komt er een overzicht van het hele "
                    "jaar. Dat neemt de plaats in van dit bericht."
                ),
            ),
        ],
        "file": {
            "name": "tussenstand-zomer-2018.pdf",
            "pages": [
                [
                    "Tussenstand zomer 2018",
                    (
                        "Dit voorjaar is het begonnen. De aanpak uit Boston komt naar Nederland. Het netwerkbureau "
                        "werkt daarvoor samen met EMPath."
                    ),
                    "In dit bericht leest u wat er al is en wat er nog komt.",
                ],
                [
                    "Wat er al is",
                    (
                        "De gemeente Zaanstad is op 1 juni begonnen met een pilot voor jongeren. Zij doet dat samen "
                        "met de GGD in de regio."
                    ),
                    "De eerste leden zien elkaar in een leerkring. Zij praten over wat goed gaat en wat niet.",
                ],
                [
                    "Wat er nog komt",
                    "Later dit jaar gaat een groep naar Boston. Zij kijkt mee bij EMPath en neemt lessen mee terug.",
                    "Aan het eind van het jaar maken wij een overzicht. Dat komt in de plaats van dit bericht.",
                ],
            ],
        },
    },
    {
        "type": "publication",
        "slug": "jaaroverzicht-2018",
        "parent": "wat-het-oplevert",
        "title": "Jaaroverzicht 2018",
        "intro": (
            "Het eerste jaar met Mobility Mentoring® in Nederland: 16 gemeenten en organisaties, en 700 mensen die "
            "meedoen."
        ),
        "audience": "public",
        "labels": ["rol:bestuurder", "rol:beleidsmedewerker", "rol:adviesraad", "fase:kennismaken"],
        "year": 2018,
        "published_by": "Het netwerkbureau",
        "cover": {"colour": "water", "drawing": "year"},
        "body": [
            ("heading", "Het jaar in het kort"),
            (
                "paragraph",
                (
                    "In het voorjaar van 2018 begon het werk in Nederland. Aan het eind van het jaar werkten 16 "
                    "gemeenten en organisaties met de aanpak. Er deden toen al 700 mensen met geldzorgen mee. Dat was "
                    "in een paar maanden."
                ),
            ),
            ("heading", "Drie plaatsen vertellen"),
            (
                "paragraph",
                (
                    "Drie gemeenten laten zien hoe hun pilot gaat: Zaanstad, Rotterdam en Alphen aan den Rijn. Zij "
                    "vertellen ook wat inwoners ervan vinden. In Zaanstad gaat het om jongeren. In Alphen aan den Rijn "
                    "werkt men met tekeningen."
                ),
            ),
            ("heading", "Samen leren"),
            (
                "paragraph",
                (
                    "Leden praten in leerkringen over hun werk. Een groep ging naar Boston. En alle leden kregen een "
                    "vragenlijst: wat gaat goed, wat gaat minder goed en waar heeft u behoefte aan?"
                ),
            ),
            ("heading", "Wat een cijfer wel en niet zegt"),
            (
                "paragraph",
                (
                    "Het getal 700 zegt hoeveel mensen begonnen. Het zegt niet hoe het nu met hen gaat. Daar is "
                    "onderzoek voor nodig. De Hogeschool Utrecht doet dat in Alphen aan den Rijn."
                ),
            ),
            (
                "panel",
                {
                    "title": "Over dit stuk",
                    "text": "Dit is een korte, eigen tekst voor de demonstratie. Het echte verslag van 2018 is langer.",
                },
            ),
        ],
        "file": {
            "name": "jaaroverzicht-2018.pdf",
            "pages": [
                [
                    "Jaaroverzicht 2018",
                    (
                        "Een jaar geleden kende bijna niemand de aanpak in Nederland. Nu werken er 16 gemeenten en "
                        "organisaties mee."
                    ),
                    "In dit overzicht leest u wat zij deden. U leest ook wat zij moeilijk vonden.",
                ],
                [
                    "Waarom deze aanpak?",
                    "Stress maakt de wereld klein. Morgen is dan al ver weg. Hulp moet daarom rust geven.",
                    "De coach staat naast de inwoner. Zij kijken samen naar het hele leven. De inwoner kiest het doel.",
                ],
                [
                    "Wie doen er mee?",
                    "Er doen 16 gemeenten en organisaties mee. Samen begeleiden zij 700 mensen met geldzorgen.",
                    (
                        "Het getal gaat over een paar maanden. Wij weten nog niet wat het deze mensen op lange tijd "
                        "brengt."
                    ),
                ],
                [
                    "Drie pilots",
                    (
                        "Zaanstad begon op 1 juni 2018, met jongeren die veel zorgen tegelijk hebben. De coaches waren "
                        "toen al getraind."
                    ),
                    "Alphen aan den Rijn gebruikt tekeningen op de brug. Dat helpt mensen die moeilijk leren.",
                    "Rotterdam deelt wat er in de eigen pilot gebeurt en wat inwoners daarvan vinden.",
                ],
                [
                    "Samen leren",
                    (
                        "In leerkringen praten leden over hun werk. Zij nemen een vraag mee en gaan met een idee naar "
                        "huis."
                    ),
                    "Een groep uit het land reisde naar Boston. Het netwerk van G40-steden betaalde mee.",
                    (
                        "Ook een woningcorporatie kan iets met de ideeën. Een rustige brief over de huur is een goed "
                        "begin."
                    ),
                ],
                [
                    "Hoe het verdergaat",
                    "Nieuwe leden beginnen voortaan op niveau 1. Zij leren de aanpak kennen en schrijven een plan.",
                    (
                        "Is dat plan goedgekeurd? Dan gaan zij door naar niveau 2. Want deze manier van werken vraagt "
                        "een goede start."
                    ),
                ],
            ],
        },
    },
    {
        "type": "publication",
        "slug": "flyer-voor-inwoners",
        "parent": "de-methode",
        "title": "Flyer voor inwoners",
        "intro": "Twee bladzijden in gewone taal. Om te geven aan iemand die wil weten wat een coach doet.",
        "audience": "public",
        "labels": ["rol:coach", "rol:adviesraad", "domein:geld", "domein:gezin", "fase:kennismaken"],
        "year": 2025,
        "published_by": "Het netwerkbureau",
        "cover": {"colour": "sky", "drawing": "worries"},
        "body": [
            ("heading", "Een coach die naast u staat"),
            (
                "paragraph",
                (
                    "Heeft u al lang zorgen over geld? Dan zit uw hoofd vol. Dat is niet uw schuld. Een coach kan u "
                    "helpen om weer vooruit te kijken. U kiest zelf wat u wilt bereiken."
                ),
            ),
            ("heading", "Zo gaat het"),
            (
                "list",
                [
                    "U praat met een coach. U hoeft geen papieren mee te nemen.",
                    "U kijkt samen waar u nu staat.",
                    "U kiest één doel. Klein mag.",
                    "U zet een stap. De coach helpt.",
                    "U viert wat is gelukt.",
                ],
            ),
            ("heading", "Wat u niet hoeft"),
            (
                "paragraph",
                (
                    "U hoeft niet alles te vertellen. U hoeft niet alles in één keer te doen. En u mag stoppen als het "
                    "niet bij u past. Vraag bij uw gemeente of er een coach voor u is."
                ),
            ),
        ],
        "file": {
            "name": "flyer-voor-inwoners.pdf",
            "pages": [
                [
                    "Een coach die naast u staat",
                    "Heeft u al lang zorgen over geld? Dan zit uw hoofd vol. Dat is niet uw schuld.",
                    "Een coach kan u helpen om weer vooruit te kijken. U kiest zelf wat u wilt bereiken.",
                    "U hoeft geen papieren mee te nemen naar het eerste gesprek.",
                ],
                [
                    "Zo gaat het",
                    "U praat met een coach. U kijkt samen waar u nu staat. U kiest één doel, en klein mag.",
                    "Daarna zet u een stap. De coach helpt. Lukt het niet? Dan maakt u de stap samen kleiner.",
                    "U mag stoppen als het niet bij u past. Vraag bij uw gemeente of er een coach voor u is.",
                ],
            ],
        },
    },
    {
        "type": "publication",
        "slug": "flyer-voor-organisaties",
        "parent": "beginnen",
        "title": "Flyer voor andere organisaties",
        "intro": (
            "Voor een school, een woningcorporatie of een huisarts: wat doet het netwerk, en wat kunt u zelf doen?"
        ),
        "audience": "public",
        "labels": [
            "rol:leidinggevende",
            "rol:beleidsmedewerker",
            "domein:wonen",
            "domein:gezondheid",
            "fase:kennismaken",
        ],
        "year": 2025,
        "published_by": "Het netwerkbureau",
        "cover": {"colour": "brick", "drawing": "meeting"},
        "body": [
            ("heading", "Ook u ziet mensen met zorgen"),
            (
                "paragraph",
                (
                    "Iemand komt niet op een afspraak. Een kind heeft geen gymtas. De huur is te laat. Vaak is dat "
                    "geen onwil. Het hoofd zit vol. U kunt helpen door het rustig te houden."
                ),
            ),
            ("heading", "Wat u zelf kunt doen"),
            (
                "list",
                [
                    "Een woningcorporatie belt, voordat er kosten bij komen.",
                    "Een school vraagt wat een kind mist, zonder dat de klas het hoort.",
                    "Een huisarts vertelt wat stress met denken doet.",
                    "Een balie stuurt een bericht op de dag zelf.",
                ],
            ),
            ("heading", "Doe mee"),
            (
                "paragraph",
                (
                    "In het netwerk leren gemeenten en andere organisaties samen. U begint op niveau 1. Wilt u eerst "
                    "praten? Bel ons. Dat kost niets."
                ),
            ),
        ],
        "file": {
            "name": "flyer-voor-organisaties.pdf",
            "pages": [
                [
                    "Ook u ziet mensen met zorgen",
                    "Aan uw balie of in uw klas ziet u wat geldzorgen doen. Iemand komt niet, of belt niet terug.",
                    "Dat is vaak geen onwil. Het hoofd zit vol. U kunt helpen door het rustig te houden.",
                ],
                [
                    "Wat u zelf kunt doen",
                    (
                        "Stuur een korte brief, met één ding dat iemand moet doen. Bel als iemand niet komt. Vraag hoe "
                        "het gaat."
                    ),
                    (
                        "Een woningcorporatie kan bellen voordat er een boete komt. Een school kan vragen wat een kind "
                        "mist."
                    ),
                    "Een huisarts kan vertellen dat stress het denken moeilijk maakt. Dat alleen al lucht op.",
                ],
                [
                    "Doe mee met het netwerk",
                    "Gemeenten en maatschappelijke organisaties leren hier samen. U begint op niveau 1.",
                    "Wilt u eerst praten? Bel het netwerkbureau. Dat kost niets en u zit nergens aan vast.",
                ],
            ],
        },
    },
    {
        "type": "publication",
        "slug": "handreiking-beginnen",
        "parent": "beginnen",
        "title": "Handreiking: de eerste honderd dagen",
        "intro": "Van een eerste idee naar een team dat oefent. Per maand leest u wat u doet en wat u nog laat liggen.",
        "audience": "members",
        "labels": [
            "rol:leidinggevende",
            "rol:beleidsmedewerker",
            "rol:bestuurder",
            "fase:voorbereiden",
            "fase:beginnen",
        ],
        "teaser": {
            "title": "Handreiking: de eerste honderd dagen",
            "text": (
                "Een stappenplan van zes bladzijden voor leden die gaan beginnen. Met vragen voor uw bestuur en uw "
                "team."
            ),
        },
        "year": 2026,
        "published_by": "Het netwerkbureau",
        "cover": {"colour": "water", "drawing": "steps"},
        "body": [
            ("heading", "Vier blokken"),
            (
                "list",
                [
                    "Dag 1 tot en met 30: kijken. Loop mee en beloof nog niets.",
                    "Dag 31 tot en met 60: kiezen. Eén team, één groep inwoners.",
                    "Dag 61 tot en met 90: oefenen. Eerst met elkaar, dan met inwoners.",
                    "Dag 91 tot en met 100: terugkijken. Op één bladzijde.",
                ],
            ),
            ("heading", "Wat u nog laat liggen"),
            (
                "paragraph",
                (
                    "Verbouw nog niets en koop nog geen systeem. Maak geen groot plan voor de hele organisatie. Dat "
                    "komt later, als u weet wat bij u werkt. Nu telt dat een klein team durft te beginnen. Vraag uw "
                    "bestuur daarom om tijd, om ruimte en om geduld."
                ),
            ),
        ],
        "file": {
            "name": "handreiking-eerste-honderd-dagen.pdf",
            "pages": [
                [
                    "De eerste honderd dagen",
                    "U wilt beginnen. Dat is mooi, en ook spannend. Dit stuk helpt u in kleine stappen.",
                    "U hoeft niet alles te doen. Kies wat past bij uw plek. Sla over wat u al heeft.",
                ],
                [
                    "Dag 1 tot en met 30: kijken",
                    (
                        "Loop mee met een coach, een consulent en een inwoner. Schrijf op waar iemand moet wachten of "
                        "zoeken."
                    ),
                    "Praat met uw bestuur. Vraag één ding: waarom wilt u dit? Schrijf het antwoord op in één zin.",
                    "Beloof nog niets aan inwoners. Kijk eerst.",
                ],
                [
                    "Dag 31 tot en met 60: kiezen",
                    "Kies één team en één groep inwoners. Liever klein en goed dan groot en half.",
                    "Regel tijd. Een coach die moet oefenen, kan minder mensen zien. Spreek af hoeveel minder.",
                    "Zoek twee collega’s die anderen straks helpen.",
                ],
                [
                    "Dag 61 tot en met 90: oefenen",
                    "Het team volgt de training. Daarna oefenen collega’s eerst met elkaar.",
                    "Haal intussen één ding weg dat stress geeft. Een formulier, een bord of een zin in een brief.",
                    "Vraag twee inwoners om mee te kijken. Geef hun iets terug voor hun tijd.",
                ],
                [
                    "Dag 91 tot en met 100: terugkijken",
                    "Wat ging goed? Wat viel tegen? Wat heeft u nodig van uw bestuur? Schrijf het op één bladzijde.",
                    "Bespreek het met uw leerkring. Daarna schrijft u verder aan uw plan.",
                ],
                [
                    "Vragen voor uw bestuur",
                    "Welke regel mag weg als die coaches in de weg zit?",
                    "Wat doet u als het na een jaar nog niet meetbaar is?",
                    "Wie neemt het over als u weggaat?",
                ],
            ],
        },
    },
]
