"""More instruments: for a talk, for a letter and for the team. The sheets are our own, not EMPath's."""

from datetime import date

TEAM_INSTRUMENTS: list[dict] = [
    {
        "type": "instrument",
        "slug": "gesprekskaarten",
        "parent": "werken-met-mensen",
        "title": "Gesprekskaarten: vragen die ruimte geven",
        "intro": "Achttien kaarten met een open vraag. Voor wie niet weet hoe een gesprek moet beginnen.",
        "audience": "members",
        "labels": ["rol:coach", "domein:gezin", "domein:werk", "domein:geld", "fase:beginnen"],
        "teaser": {
            "title": "Gesprekskaarten met open vragen",
            "text": (
                "Leden vinden hier achttien kaarten om uit te knippen. Ook een set in tekeningen en een set voor "
                "jongeren."
            ),
        },
        "purpose": "Om een gesprek te beginnen bij wat de ander belangrijk vindt.",
        "developed_by": "Het netwerk, samen met coaches en inwoners",
        "body": [
            ("heading", "Zo werkt het"),
            (
                "list",
                [
                    "Leg zes kaarten open op tafel.",
                    "De inwoner kiest er één. U kiest niet.",
                    "Lees de vraag samen. Wacht dan.",
                    "Luister naar het hele antwoord. Vraag door met: en wat nog meer?",
                    "Leg de kaart weg. Eén kaart is vaak genoeg.",
                ],
            ),
            ("heading", "Waarom kaarten?"),
            (
                "paragraph",
                (
                    "Een lijst met vragen voelt al snel als een verhoor. Een kaart is een spel. Wie een kaart pakt, "
                    "kiest zelf. En u ziet elkaar niet de hele tijd aan. Dat praat voor veel mensen makkelijker."
                ),
            ),
            ("heading", "Drie soorten vragen"),
            (
                "paragraph",
                (
                    "De blauwe kaarten gaan over vandaag. De gele gaan over later. De rode gaan over mensen om u "
                    "heen. Begin niet met later. Voor wie slecht slaapt, is volgend jaar heel ver weg."
                ),
            ),
            ("heading", "Als er niets komt"),
            (
                "paragraph",
                (
                    "Soms zegt iemand: ik weet het niet. Dat is ook een antwoord. Leg de kaart terug en drink samen "
                    "iets. Of geef zelf een klein antwoord op de vraag. Dan merkt de ander dat het geen toets is."
                ),
            ),
            (
                "panel",
                {
                    "title": "Schrijf niets op tijdens het spel",
                    "text": (
                        "De kaarten zijn om te praten. Wilt u iets bewaren? Vraag het na afloop, en laat de inwoner "
                        "zelf kiezen wat op papier komt."
                    ),
                },
            ),
        ],
        "variants": [
            {
                "name": "De kaarten op papier",
                "audience": "Volwassenen",
                "form": "paper",
                "file": {
                    "name": "gesprekskaarten.pdf",
                    "pages": [
                        [
                            "Gesprekskaarten",
                            "Druk deze bladen af op stevig papier. Knip de kaarten uit.",
                            "Leg er zes op tafel. De ander kiest. U luistert.",
                        ],
                        [
                            "Blauw: vandaag",
                            "Hoe begon uw dag?",
                            "Wat ging vandaag vanzelf?",
                            "Waar zag u deze week tegenop?",
                            "Waar had u deze week zin in?",
                            "Wat kost u nu de meeste kracht?",
                            "Wat geeft u kracht?",
                        ],
                        [
                            "Geel: later",
                            "Over een maand gaat het iets beter. Waar merkt u dat aan?",
                            "Wat wilde u vroeger graag leren?",
                            "Waar bent u trots op?",
                            "Wat wilt u nooit meer doen?",
                            "Welke plek maakt u rustig?",
                            "Wat zou u doen met een vrije dag?",
                        ],
                        [
                            "Rood: mensen om u heen",
                            "Wie belt u als er iets leuks gebeurt?",
                            "Wie zou u willen helpen, en waarmee?",
                            "Bij wie kunt u gewoon even zitten?",
                            "Wie kent u al heel lang?",
                            "Van wie leerde u iets moois?",
                            "Wie zou u graag weer eens zien?",
                        ],
                    ],
                },
            },
            {
                "name": "De kaarten in tekeningen",
                "audience": "Mensen voor wie lezen lastig is",
                "form": "drawn",
                "file": {
                    "name": "gesprekskaarten-tekeningen.pdf",
                    "pages": [
                        [
                            "Kaarten in tekeningen: uitleg voor de coach",
                            "Op elke kaart staat één tekening. Leg er vier neer, niet meer.",
                            "Vraag: welke past bij u vandaag? Vraag niet waarom. Wacht tot iemand het zelf vertelt.",
                        ],
                        [
                            "Wat staat erop?",
                            "Een deur die open is. Een bed. Een stapel post. Een vol bord.",
                            "Twee mensen op een bank. Een fiets. Een klok. Een zon achter een wolk.",
                        ],
                    ],
                },
            },
            {
                "name": "De kaarten voor jongeren",
                "audience": "Jongeren van 16 tot 27 jaar",
                "form": "screen",
                "file": None,
            },
        ],
        "versions": [
            {"number": "1.0", "on": date(2020, 11, 2), "change": "De eerste twaalf kaarten."},
            {
                "number": "1.1",
                "on": date(2025, 3, 10),
                "change": "Zes nieuwe kaarten over mensen om u heen. Inwoners kozen de vragen.",
            },
        ],
    },
    {
        "type": "instrument",
        "slug": "brief-nalezen",
        "parent": "werken-met-mensen",
        "title": "Een brief nalezen in een kwartier",
        "intro": "Tien vragen en een proef met twee lezers. Daarna weet u of uw brief rust geeft.",
        "audience": "public",
        "labels": [
            "rol:beleidsmedewerker",
            "rol:leidinggevende",
            "rol:adviesraad",
            "domein:geld",
            "domein:wonen",
            "fase:voorbereiden",
            "fase:beginnen",
        ],
        "purpose": "Om te zien wat een brief met de lezer doet, voordat u hem verstuurt.",
        "developed_by": "Het netwerk",
        "body": [
            ("heading", "Wat u nodig heeft"),
            (
                "list",
                [
                    "Een brief die vaak de deur uitgaat.",
                    "Een gele en een rode stift.",
                    "Een collega die de brief niet kent.",
                    "Een inwoner die mee wil lezen. Geef iets terug voor die tijd.",
                ],
            ),
            ("heading", "De proef met de stiften"),
            (
                "paragraph",
                (
                    "Lees de brief langzaam. Maak geel wat de lezer moet doen. Maak rood wat de lezer bang kan maken. "
                    "Is er meer rood dan geel? Dan begint u opnieuw. Staat er op drie plekken geel? Dan vraagt u te "
                    "veel in één keer."
                ),
            ),
            ("heading", "De proef met twee lezers"),
            (
                "paragraph",
                (
                    "Geef de brief aan iemand die hem niet kent. Haal hem na een minuut weer weg. Vraag dan: wat moet "
                    "u doen? En hoe voelt u zich? Het eerste antwoord zegt of de brief duidelijk is. Het tweede zegt "
                    "of hij rust geeft."
                ),
            ),
            ("heading", "En dan?"),
            (
                "paragraph",
                (
                    "Verander één brief en verstuur hem een maand. Tel hoe vaak mensen bellen met een vraag. Tel het "
                    "vooraf ook bij de oude brief. Dat is uw nulmeting. Zo ziet u zelf of het helpt, zonder groot "
                    "onderzoek."
                ),
            ),
            (
                "panel",
                {
                    "title": "Haal eerst de namen weg",
                    "text": (
                        "Lees nooit met anderen een brief waar een echte naam of een echt bedrag in staat. Maak de "
                        "brief leeg voordat u begint."
                    ),
                },
            ),
        ],
        "variants": [
            {
                "name": "Tien vragen op papier",
                "audience": "Iedereen die brieven schrijft",
                "form": "paper",
                "file": {
                    "name": "brief-nalezen.pdf",
                    "pages": [
                        [
                            "Lees eerst zelf",
                            "1. Wat is de eerste zin? Gaat die over de lezer of over u?",
                            "2. Wat moet de lezer doen? Staat dat bij elkaar?",
                            "3. Hoeveel tijd krijgt de lezer? Staat er een dag bij?",
                            "4. Welk woord moet u zelf opzoeken? Haal het weg.",
                            "5. Is er een naam en een nummer om te bellen?",
                        ],
                        [
                            "Lees dan met een ander",
                            "6. Wat onthoudt de ander na een minuut?",
                            "7. Welke zin voelt als een dreiging?",
                            "8. Wat weten wij al, en vragen wij toch?",
                            "9. Wat kan naar een tweede brief?",
                            "10. Zou u deze brief aan uw buurman geven?",
                        ],
                        [
                            "Onze afspraak",
                            "Deze brief passen wij aan. Schrijf op welke.",
                            "Dit gaat eruit. Dit komt bovenaan.",
                            "Op deze dag kijken wij of er minder vragen komen.",
                        ],
                    ],
                },
            },
            {
                "name": "Tien vragen op het scherm",
                "audience": "Wie een brief nakijkt met een collega op afstand",
                "form": "screen",
                "file": None,
            },
        ],
        "versions": [
            {"number": "1.0", "on": date(2023, 6, 5), "change": "De eerste lijst."},
            {"number": "1.1", "on": date(2025, 9, 15), "change": "Nieuw: de proef met twee stiften."},
        ],
    },
    {
        "type": "instrument",
        "slug": "werkboek-werkbegeleider",
        "parent": "beginnen",
        "title": "Werkboek voor de werkbegeleider",
        "intro": "Twaalf oefeningen voor een team dat de training achter de rug heeft. Elke maand één.",
        "audience": "level_2",
        "needs_licence": True,
        "labels": ["rol:coach", "rol:leidinggevende", "domein:werk", "fase:vasthouden"],
        "teaser": {
            "title": "Werkboek voor de werkbegeleider",
            "text": "Leden van niveau 2 vinden hier twaalf oefeningen voor het team, één voor elke maand van het jaar.",
        },
        "purpose": "Om na de training elke maand samen te oefenen.",
        "developed_by": "Het netwerk, met werkbegeleiders van zes leden",
        "body": [
            ("heading", "Voor wie is dit boek?"),
            (
                "paragraph",
                (
                    "U helpt collega’s op weg na de training. U bent dus geen baas en geen trainer. U maakt tijd en u "
                    "kiest een oefening. De groep doet het werk. Intervisie is praten over het werk. Hier doet u het "
                    "werk na, en dat is even wennen."
                ),
            ),
            ("heading", "Zo ziet een oefening eruit"),
            (
                "list",
                [
                    "Vijf minuten: iemand vertelt waar het om gaat.",
                    "Twintig minuten: u oefent met z’n drieën.",
                    "Tien minuten: wat merkte u aan uzelf?",
                    "Vijf minuten: ieder kiest iets kleins voor deze maand.",
                ],
            ),
            ("heading", "Kies zelf de volgorde"),
            (
                "paragraph",
                (
                    "De oefeningen staan op maand, maar u hoeft die niet te volgen. Vraag wat er nu speelt. Is het "
                    "druk? Kies dan een korte. Komt er een nieuwe collega bij? Kies dan een oefening over het eerste "
                    "gesprek. Ziet u terugval na een drukke tijd? Doe een oude oefening nog eens."
                ),
            ),
            ("heading", "Houd het veilig"),
            (
                "paragraph",
                (
                    "Wie oefent, maakt fouten. Spreek daarom drie dingen af. Wat hier gezegd wordt, blijft hier. "
                    "Niemand moet voor de groep spelen. En u noemt nooit de naam van een inwoner."
                ),
            ),
            (
                "panel",
                {
                    "title": "Dit is een voorbeeld",
                    "text": (
                        "In deze demonstratie staan vier van de twaalf oefeningen. De tekst en de versies zijn zelf "
                        "gemaakt."
                    ),
                },
            ),
        ],
        "variants": [
            {
                "name": "Het werkboek",
                "audience": "Werkbegeleiders",
                "form": "paper",
                "file": {
                    "name": "werkboek-werkbegeleider.pdf",
                    "pages": [
                        [
                            "Werkboek voor de werkbegeleider",
                            "Elke maand één oefening van veertig minuten. Meer hoeft niet.",
                            "Schrijf achter elke oefening wat de groep ervan vond. Dan weet u het volgend jaar nog.",
                        ],
                        [
                            "Januari: de eerste minuut",
                            "Speel drie keer hoe u iemand ophaalt uit de wachtkamer.",
                            "Eén speelt de coach. Eén speelt de inwoner. Eén kijkt naar handen en ogen.",
                            "Vraag: wat gaf rust? Wat kon weg?",
                        ],
                        [
                            "Februari: tien tellen stil",
                            "Stel een open vraag. Tel daarna in uw hoofd tot tien.",
                            "Hoe voelde de stilte voor u? Hoe voelde zij voor de ander?",
                        ],
                        [
                            "Maart: de kleinste stap",
                            "Neem een doel van uzelf. Maak de stap drie keer kleiner.",
                            "Wanneer wordt de stap zo klein dat u vandaag kunt beginnen?",
                        ],
                        [
                            "April: als het niet lukt",
                            "Een inwoner komt terug en heeft niets gedaan. Speel het gesprek.",
                            "Zeg niet: jammer. Vraag: wat kwam er tussen? Maak samen een nieuwe stap.",
                        ],
                    ],
                },
            },
            {
                "name": "Kijkblad voor de derde persoon",
                "audience": "Wie meekijkt bij een oefening",
                "form": "paper",
                "file": {
                    "name": "kijkblad-oefening.pdf",
                    "pages": [
                        [
                            "U kijkt en zegt niets",
                            "Wie praat het meest? Zet een streepje voor elke minuut.",
                            "Hoeveel open vragen hoort u? Hoe lang is de stilte daarna?",
                            "Wat doet de coach met handen, stoel en scherm?",
                        ],
                        [
                            "Na afloop",
                            "Noem eerst twee dingen die rust gaven.",
                            "Stel daarna één vraag. Geef geen advies.",
                        ],
                    ],
                },
            },
        ],
        "versions": [
            {"number": "1.0", "on": date(2024, 1, 8), "change": "Het eerste werkboek, met acht oefeningen."},
            {
                "number": "1.1",
                "on": date(2026, 1, 12),
                "change": "Vier nieuwe oefeningen en een kijkblad.",
                "licence": (
                    "Uw organisatie mag dit werkboek gebruiken zolang zij lid is van het netwerk.\n"
                    "U mag het afdrukken voor uw eigen werkbegeleiders en hun teams.\n"
                    "U deelt het bestand niet met anderen buiten uw organisatie.\n"
                    "U mag oefeningen korter maken. Zet er dan bij dat u dat deed.\n"
                    "Stopt het lidmaatschap? Dan gebruikt u het werkboek niet meer."
                ),
            },
        ],
    },
]
