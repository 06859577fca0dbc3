"""Instruments of the library, with the text of their work sheets. The sheets are our own, not EMPath's."""

from datetime import date

INSTRUMENTS: list[dict] = [
    {
        "type": "instrument",
        "slug": "instrument-brug",
        "parent": "de-methode",
        "title": "De Brug naar Zelfredzaamheid®, om mee te werken",
        "intro": (
            "De plaat zelf, in drie vormen: op papier, in tekeningen en voor ouders. Kies wat past bij wie tegenover u "
            "zit."
        ),
        "audience": "members",
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
            "title": "De Brug naar Zelfredzaamheid® als werkblad",
            "text": "Leden vinden hier de brug op papier, in tekeningen en voor ouders. Word lid om ermee te werken.",
        },
        "purpose": "Om samen te zien hoe het leven er nu voor staat, en waar iemand heen wil.",
        "developed_by": "EMPath in Boston. Voor Nederland bewerkt door het netwerk.",
        "body": [
            ("heading", "Welke vorm kiest u?"),
            (
                "paragraph",
                (
                    "Begin met papier als iemand graag leest. Kies de tekeningen als lezen moeite kost, of als iemand "
                    "de taal nog leert. De vorm voor ouders heeft meer ruimte voor het gezin. Twijfelt u? Leg twee "
                    "vormen op tafel en laat de inwoner kiezen."
                ),
            ),
            ("heading", "Wat u nodig heeft"),
            (
                "list",
                [
                    "Een rustige plek en een half uur.",
                    "De plaat op groot papier.",
                    "Twee pennen: één voor u en één voor de inwoner.",
                    "Een map, zodat de plaat mee naar huis kan.",
                ],
            ),
            ("heading", "Wat u beter laat"),
            (
                "paragraph",
                (
                    "Maak van de treden geen rapportcijfer. Tel ze niet op. Leg de brug van de een nooit naast die van "
                    "een ander. Alleen de inwoner zelf kijkt terug: waar stond ik toen, en waar sta ik nu?"
                ),
            ),
            (
                "panel",
                {
                    "title": "Dit is een voorbeeld",
                    "text": (
                        "De bladen in deze demonstratie zijn zelf gemaakt, en de versies ook. De echte brug is van "
                        "EMPath. Leden krijgen haar bij de training."
                    ),
                },
            ),
        ],
        "variants": [
            {
                "name": "De brug op papier",
                "audience": "Volwassenen die graag lezen",
                "form": "paper",
                "file": {
                    "name": "brug-op-papier.pdf",
                    "pages": [
                        [
                            "De brug op papier",
                            "Dit blad is van u. Er is geen goed of fout. U kiest waar wij beginnen.",
                            (
                                "Zet een kruis waar u nu staat. Zet een rondje waar u heen wilt. Eén pijler is genoeg "
                                "voor vandaag."
                            ),
                        ],
                        [
                            "Wonen en gezin",
                            "Trede 1: ik weet niet waar ik volgende week slaap.",
                            "Trede 2: ik woon ergens, maar het kan niet lang zo blijven.",
                            "Trede 3: ik woon goed, maar de huur is zwaar.",
                            "Trede 4: ik woon goed en ik kan het betalen.",
                        ],
                        [
                            "Gezondheid en mensen om u heen",
                            "Trede 1: ik sta er alleen voor en ik slaap slecht.",
                            "Trede 2: ik heb één iemand om mee te praten.",
                            "Trede 3: ik heb hulp en ik voel mij vaak goed.",
                            "Trede 4: ik voel mij goed en ik help ook anderen.",
                        ],
                        [
                            "Geld",
                            "Trede 1: ik durf de post niet open te maken.",
                            "Trede 2: ik weet wat ik moet betalen.",
                            "Trede 3: ik kom rond, maar ik kan niet sparen.",
                            "Trede 4: ik kom rond en ik spaar elke maand iets.",
                        ],
                        [
                            "Leren en werk",
                            "Trede 1: ik weet nog niet wat ik kan of wil.",
                            "Trede 2: ik volg een cursus of ik doe iets voor de buurt.",
                            "Trede 3: ik werk een paar uur, of ik leer voor een vak.",
                            "Trede 4: ik heb werk waar ik van kan leven.",
                        ],
                    ],
                },
            },
            {
                "name": "De brug in tekeningen",
                "audience": "Mensen voor wie lezen lastig is",
                "form": "drawn",
                "file": {
                    "name": "brug-in-tekeningen.pdf",
                    "pages": [
                        [
                            "De brug in tekeningen: uitleg voor de coach",
                            "Leg één plaatje tegelijk neer. Vraag: wat ziet u? Wacht op antwoord.",
                            "Zeg niet wat het plaatje betekent. Wat de inwoner erin ziet, is goed.",
                        ],
                        [
                            "Wonen",
                            "Plaatje 1: een tas bij een bankje. Plaatje 2: een bank bij een vriend.",
                            "Plaatje 3: een huis met een brief op de mat. Plaatje 4: een huis met licht aan.",
                        ],
                        [
                            "Geld",
                            "Plaatje 1: een dichte doos met post. Plaatje 2: drie stapels papier.",
                            "Plaatje 3: een lege portemonnee aan het eind van de maand. Plaatje 4: een pot met munten.",
                        ],
                    ],
                },
            },
            {
                "name": "De brug voor ouders",
                "audience": "Ouders met kinderen thuis",
                "form": "paper",
                "file": {
                    "name": "brug-voor-ouders.pdf",
                    "pages": [
                        [
                            "De brug voor ouders",
                            (
                                "U zorgt voor kinderen. Daarom gaat dit blad ook over hen. U bent de baas over wat u "
                                "vertelt."
                            ),
                            "Kies samen met uw coach één pijler. Neem het blad daarna mee naar huis.",
                        ],
                        [
                            "Een gewone dag",
                            "Hoe gaat de ochtend bij u thuis? Wat gaat goed? Wat zou u graag anders willen?",
                            "Wie kan er oppassen als u een afspraak heeft? Schrijf op wie u kunt bellen.",
                        ],
                        [
                            "Kinderen en geld",
                            "Trede 1: sport of een uitje kan nu niet.",
                            "Trede 2: ik weet waar ik hulp kan vragen voor sport of school.",
                            "Trede 3: mijn kind doet mee aan iets leuks.",
                            "Trede 4: ik spaar een beetje voor later, samen met mijn kind.",
                        ],
                    ],
                },
            },
        ],
        "versions": [
            {"number": "1.0", "on": date(2018, 6, 1), "change": "De eerste vorm op papier."},
            {"number": "1.1", "on": date(2019, 3, 1), "change": "Nieuw: een vorm in tekeningen."},
            {
                "number": "2.0",
                "on": date(2024, 9, 2),
                "change": "Nieuw: een vorm voor ouders. De woorden op de treden zijn korter.",
            },
        ],
    },
    {
        "type": "instrument",
        "slug": "instrument-doelactieplan",
        "parent": "de-methode",
        "title": "Het doelactieplan als werkblad",
        "intro": "Een blad voor één doel, drie stappen en een datum. Om samen in te vullen en mee naar huis te geven.",
        "audience": "level_2",
        "needs_licence": True,
        "labels": ["rol:coach", "domein:geld", "domein:werk", "domein:opleiding", "fase:beginnen", "fase:vasthouden"],
        "teaser": {
            "title": "Het doelactieplan om in te vullen",
            "text": (
                "Een werkblad van één bladzijde, ook in tekeningen. Het is voor leden die met deelnemers aan de slag "
                "zijn."
            ),
        },
        "purpose": "Om van een wens een doel te maken met drie kleine stappen.",
        "developed_by": "EMPath in Boston. Voor Nederland bewerkt door het netwerk.",
        "body": [
            ("heading", "Voordat u begint"),
            (
                "paragraph",
                (
                    "Praat eerst, schrijf later. Weet de inwoner nog niet wat hij of zij wil? Dan is het te vroeg voor "
                    "dit blad. Pak dan de brug, of maak een rondje buiten. Lopend denkt het vaak lichter."
                ),
            ),
            ("heading", "Wie houdt de pen vast?"),
            (
                "paragraph",
                (
                    "De inwoner schrijft, in eigen woorden. Een spelfout maakt niet uit. Schrijft iemand liever niet? "
                    "Dan schrijft u letterlijk op wat u hoort. Lees het daarna samen hardop."
                ),
            ),
            ("heading", "Goed om af te spreken"),
            (
                "list",
                [
                    "Waar bewaart de inwoner het blad?",
                    "Wanneer kijkt u samen weer?",
                    "Mag u een bericht sturen op de dag van de stap?",
                    "Wie mag het blad verder lezen?",
                ],
            ),
            (
                "panel",
                {
                    "title": "Het blad is van de inwoner",
                    "text": (
                        "Maak geen kopie voor uw eigen kast, behalve als de inwoner dat wil. Zet een ingevuld blad "
                        "nooit in dit portaal. De bladen en de versies hier zijn voorbeelden."
                    ),
                },
            ),
        ],
        "variants": [
            {
                "name": "Werkblad op papier",
                "audience": "Iedereen",
                "form": "paper",
                "file": {
                    "name": "doelactieplan-werkblad.pdf",
                    "pages": [
                        [
                            "Mijn doel",
                            "Dit wil ik bereiken. Schrijf één zin.",
                            "Hieraan merk ik dat het is gelukt. Wat ziet u dan? Wie ziet het ook?",
                            "Op deze datum kijken wij samen hoe het gaat.",
                        ],
                        [
                            "Mijn drie stappen",
                            "Stap 1: dit doe ik deze week. Het mag heel klein zijn.",
                            "Stap 2: dit doe ik daarna.",
                            "Stap 3: dit is de laatste stap.",
                            "Als er iets tussenkomt, doe ik dit. En ik bel deze persoon.",
                        ],
                        [
                            "Dat heb ik gedaan",
                            "Kruis aan welke stappen u heeft gezet. Wat ging goed? Wat heeft u geleerd?",
                            "Dit is mijn beloning. Die hebben wij vooraf samen gekozen.",
                        ],
                    ],
                },
            },
            {
                "name": "Werkblad in tekeningen",
                "audience": "Mensen voor wie lezen lastig is",
                "form": "drawn",
                "file": {
                    "name": "doelactieplan-tekeningen.pdf",
                    "pages": [
                        [
                            "Mijn doel in een tekening",
                            "Teken in het grote vak wat u wilt bereiken. Het hoeft niet mooi te zijn.",
                            "Plak een sticker op de dag in de kalender.",
                        ],
                        [
                            "Drie stenen in het water",
                            "Teken op elke steen één stap. Kleur de steen als u de stap heeft gezet.",
                        ],
                    ],
                },
            },
            {"name": "Werkblad op het scherm", "audience": "Mensen die liever typen", "form": "screen", "file": None},
        ],
        "versions": [
            {"number": "1.0", "on": date(2018, 6, 1), "change": "Het eerste werkblad."},
            {
                "number": "1.2",
                "on": date(2023, 1, 16),
                "change": "Er staat nu een vraag bij: wat doet u als er iets tussenkomt?",
                "licence": (
                    "Uw organisatie mag dit werkblad gebruiken zolang zij lid is van het netwerk.\n"
                    "U mag het afdrukken voor de mensen die u helpt.\n"
                    "U deelt het bestand niet met anderen buiten uw organisatie.\n"
                    "U verandert niets aan de tekst en u laat onze naam erop staan.\n"
                    "Stopt het lidmaatschap? Dan gebruikt u het werkblad niet meer bij nieuwe mensen."
                ),
            },
        ],
    },
    {
        "type": "instrument",
        "slug": "instrument-positieve-prikkels",
        "parent": "werken-met-mensen",
        "title": "Positieve prikkels: afspraken en ideeën",
        "intro": "Een kleine beloning werkt alleen met heldere afspraken. Dit instrument helpt uw team om ze te maken.",
        "audience": "level_2",
        "labels": ["rol:coach", "rol:leidinggevende", "domein:geld", "fase:beginnen", "fase:vasthouden"],
        "teaser": {
            "title": "Afspraken over positieve prikkels",
            "text": (
                "Wanneer geeft u een beloning, en welke? Leden van niveau 2 vinden hier een blad om het met het team "
                "af te spreken."
            ),
        },
        "purpose": "Om als team dezelfde, eerlijke afspraken te maken over kleine beloningen.",
        "developed_by": "Het netwerk, naar een idee van EMPath",
        "body": [
            ("heading", "Waarom een beloning?"),
            (
                "paragraph",
                (
                    "Een doel ligt vaak weken weg. Dat is ver voor wie bij de dag leeft. Een beloning haalt iets leuks "
                    "naar voren. Zij maakt een stap ook zichtbaar: kijk, dit heb ik gedaan."
                ),
            ),
            ("heading", "Vier regels"),
            (
                "list",
                [
                    "Vooraf: u spreekt de beloning af voordat de stap begint.",
                    "Snel: u geeft haar binnen een paar dagen.",
                    "Gelijk: elke coach gebruikt dezelfde lijst.",
                    "Zeker: wat is beloofd, komt ook.",
                ],
            ),
            ("heading", "Vraag het na"),
            (
                "paragraph",
                (
                    "Wat voor u leuk is, is dat voor een ander misschien niet. Vraag daarom wat iemand fijn vindt. "
                    "Voor de een is dat een bos bloemen. Voor de ander is het een compliment van de wethouder, of "
                    "juist geen aandacht."
                ),
            ),
            ("heading", "Let op de regels"),
            (
                "paragraph",
                (
                    "Soms telt een cadeau mee voor een uitkering. Vraag het na bij uw eigen organisatie voordat u "
                    "begint. Leg het antwoord vast, zodat coaches niet hoeven te gokken."
                ),
            ),
            (
                "panel",
                {
                    "title": "Probeer het deze week",
                    "text": (
                        "Vraag drie collega’s wanneer zij voor het laatst een compliment kregen. Wat deed het met hen?"
                    ),
                },
            ),
        ],
        "variants": [
            {
                "name": "Afsprakenblad voor het team",
                "audience": "Coaches en leidinggevenden",
                "form": "paper",
                "file": {
                    "name": "prikkels-afsprakenblad.pdf",
                    "pages": [
                        [
                            "Onze afspraken",
                            "Wij geven een beloning bij een stap die is gezet. Wij geven haar niet voor komen alleen.",
                            "Wie beslist? Tot welk bedrag mag een coach zelf kiezen?",
                            "Hoe houden wij bij wat wij geven, zonder namen?",
                        ],
                        [
                            "Onze lijst met ideeën",
                            "Zonder geld: een kaart, een foto van het doel, samen koffie buiten de deur.",
                            "Voor een klein bedrag: een kaartje voor het zwembad, een plant, een boek.",
                            "Voor een groot doel: iets wat helpt bij het volgende doel, zoals een fiets.",
                        ],
                        [
                            "Na een half jaar",
                            "Welke beloning kozen mensen het vaakst? Wat viel tegen?",
                            "Gebruikt iedereen dezelfde lijst? Pas haar samen aan.",
                        ],
                    ],
                },
            }
        ],
        "versions": [
            {"number": "1.0", "on": date(2019, 10, 7), "change": "Het eerste blad."},
            {
                "number": "1.1",
                "on": date(2022, 5, 9),
                "change": "Nieuw: een vraag over de regels van uw eigen organisatie.",
            },
        ],
    },
    {
        "type": "instrument",
        "slug": "rustige-wachtkamerlijst",
        "parent": "stress-en-denken",
        "title": "De lijst voor een rustige wachtkamer",
        "intro": "Loop met deze lijst van de voordeur naar de spreekkamer. In twintig minuten weet u wat rust geeft.",
        "audience": "public",
        "labels": [
            "rol:leidinggevende",
            "rol:coach",
            "rol:adviesraad",
            "domein:gezondheid",
            "fase:voorbereiden",
            "fase:beginnen",
        ],
        "purpose": "Om te zien wat in uw gebouw rust geeft, en wat stress geeft.",
        "developed_by": "Het netwerk",
        "body": [
            ("heading", "Zo gebruikt u de lijst"),
            (
                "list",
                [
                    "Kies een drukke dag. Op een stille dag ziet u weinig.",
                    "Ga met z’n tweeën. Vraag ook een inwoner mee.",
                    "Kom binnen door de deur die bezoekers nemen.",
                    "Ga een kwartier zitten. Luister ook.",
                    "Kies daarna drie dingen die u meteen kunt doen.",
                ],
            ),
            (
                "paragraph",
                (
                    "De meeste dingen kosten weinig. Een bord weghalen is gratis. Een stoel verzetten ook. Begin "
                    "daarmee, dan ziet iedereen dat er iets gebeurt. De verbouwing komt later wel."
                ),
            ),
            ("heading", "Vertel wat u deed"),
            (
                "paragraph",
                (
                    "Hang op wat er is veranderd en waarom. Schrijf erbij wie u kan bellen met een idee. Zo weten "
                    "bezoekers dat u luistert."
                ),
            ),
        ],
        "variants": [
            {
                "name": "De lijst op papier",
                "audience": "Iedereen die een gebouw open heeft",
                "form": "paper",
                "file": {
                    "name": "rustige-wachtkamer.pdf",
                    "pages": [
                        [
                            "Buiten en bij de deur",
                            "Is de deur van ver te zien? Is duidelijk hoe laat u open bent?",
                            "Kunt u met een kinderwagen of een rolstoel naar binnen?",
                            "Wat is het eerste wat iemand ziet: een mens, een scherm of een verbod?",
                        ],
                        [
                            "In de wachtkamer",
                            "Hoe hard is het geluid? Hoort u namen en gesprekken van anderen?",
                            "Tel de borden. Hoeveel zeggen wat niet mag? Hoeveel helpen u verder?",
                            "Is er iets te doen voor een kind? Is er water?",
                        ],
                        [
                            "In de spreekkamer",
                            "Kunt u naast elkaar zitten? Staat het scherm tussen u en de ander in?",
                            "Gaat de deur goed dicht? Kan iemand zelf het licht of het raam kiezen?",
                            "Wat verandert u deze week? Schrijf drie dingen op, met een naam erbij.",
                        ],
                    ],
                },
            },
            {
                "name": "De lijst op de telefoon",
                "audience": "Wie liever op het scherm kijkt",
                "form": "screen",
                "file": None,
            },
        ],
        "versions": [{"number": "1.0", "on": date(2021, 2, 15), "change": "De eerste lijst."}],
    },
]
