"""Articles of the library of the demo network."""

ARTICLES: list[dict] = [
    {
        "type": "article",
        "slug": "executieve-functies-in-het-dagelijks-leven",
        "parent": "stress-en-denken",
        "title": "Executieve functies in het dagelijks leven",
        "intro": "Een wekker, een boodschap, een ruzie in de bus. Overal heeft u het regelwerk van uw hoofd bij nodig.",
        "audience": "public",
        "labels": ["rol:coach", "rol:leidinggevende", "domein:gezondheid", "domein:werk", "fase:kennismaken"],
        "body": [
            (
                "paragraph",
                (
                    "Uw hoofd regelt de hele dag dingen voor u. Meestal merkt u dat niet. Pas als het misgaat, ziet u "
                    "hoeveel er te regelen was. Wij lopen met u door een gewone dag."
                ),
            ),
            ("heading", "Zeven uur: onthouden"),
            (
                "paragraph",
                (
                    "De juf zei gisteren dat er gym is. De gymtas moet mee. Tussen wekker en voordeur houdt u dat "
                    "vast. Dat is uw werkgeheugen. Het is klein: er past maar een paar dingen tegelijk in. Ligt er ook "
                    "een brief van de huurbaas op tafel? Dan valt de gymtas er snel uit."
                ),
            ),
            ("heading", "Negen uur: van plan veranderen"),
            (
                "paragraph",
                (
                    "De bus komt niet. U zoekt een andere weg en belt dat u later bent. Dat vraagt een soepel hoofd. "
                    "Wie moe is, blijft vaker staan wachten op de bus die niet komt."
                ),
            ),
            ("heading", "Twaalf uur: even wachten"),
            (
                "paragraph",
                (
                    "Een collega zegt iets vervelends. U slikt uw antwoord in. Of u ziet een jas in de uitverkoop en "
                    "loopt door. Dat heet: uw impuls beheersen. Het kost kracht. En die kracht raakt op."
                ),
            ),
            ("heading", "Zeven uur in de avond: plannen"),
            (
                "paragraph",
                (
                    "U kijkt wat er morgen moet. U legt de post op een stapel en kiest wat eerst komt. Dat lijkt "
                    "simpel. Maar met twintig brieven en een ziek kind is het een berg."
                ),
            ),
            ("heading", "Tien uur: terugkijken"),
            (
                "paragraph",
                (
                    "Hoe ging het vandaag? Wat doet u morgen anders? Ook terugkijken hoort erbij. Wie elke avond op de "
                    "bank in slaap valt, komt er niet aan toe."
                ),
            ),
            ("heading", "Wat u als coach kunt doen"),
            (
                "list",
                [
                    "Vraag op welk moment van de dag het stroef gaat. Begin daar.",
                    "Haal iets uit het hoofd: een briefje op de deur, een wekker in de telefoon.",
                    "Doe hardop voor hoe u zelf iets plant.",
                    "Oefen met iets kleins, en liefst elke dag op dezelfde tijd.",
                    "Sta stil bij wat lukte. Vraag: hoe heeft u dat gedaan?",
                ],
            ),
            (
                "panel",
                {
                    "title": "Probeer het deze week",
                    "text": (
                        "Schrijf op één dag op wat u allemaal moet onthouden. Streep weg wat een briefje of een wekker "
                        "kan doen. Hoeveel blijft er over?"
                    ),
                },
            ),
        ],
    },
    {
        "type": "article",
        "slug": "gelijkwaardig-in-gesprek",
        "parent": "werken-met-mensen",
        "title": "Gelijkwaardig in gesprek",
        "intro": (
            "Een goed gesprek begint niet met een formulier, maar met een stoel. Waar zit u, wie praat en wie kiest?"
        ),
        "audience": "public",
        "labels": ["rol:coach", "rol:leidinggevende", "fase:kennismaken", "fase:beginnen"],
        "body": [
            (
                "paragraph",
                (
                    "U weet veel over regels. De inwoner weet veel over zijn of haar eigen leven. Die twee dingen "
                    "heeft u allebei nodig. Gelijkwaardig betekent dus niet dat u hetzelfde weet. Het betekent dat u "
                    "samen kijkt."
                ),
            ),
            ("heading", "Van oplossen naar vragen"),
            (
                "paragraph",
                (
                    "De meeste hulpverleners lossen graag iets op. Dat voelt goed, en het gaat snel. Toch leert de "
                    "ander er weinig van. Wie zelf iets bedenkt, houdt het langer vol. Daarom vraagt een coach meer en "
                    "zegt een coach minder. In Zaanstad merkten zij dat dit tijd kost. Het is een ander gesprek, met "
                    "een ander begin."
                ),
            ),
            ("heading", "Woorden die helpen"),
            (
                "list",
                [
                    "‘Wat wilt u vandaag bespreken?’ in plaats van ‘Ik heb een paar punten.’",
                    "‘Wat heeft u al geprobeerd?’ in plaats van ‘Heeft u al gebeld?’",
                    "‘Wilt u een idee horen?’ in plaats van ‘U moet gewoon …’",
                    "‘Wat is de kleinste stap?’ in plaats van ‘Wanneer is het klaar?’",
                ],
            ),
            ("heading", "Stilte is ook iets"),
            (
                "paragraph",
                (
                    "Na een goede vraag wordt het vaak stil. Laat dat zo. Tel in uw hoofd tot tien. Wie onder druk "
                    "staat, heeft meer tijd nodig om te denken. Vult u de stilte, dan is het weer uw plan."
                ),
            ),
            ("heading", "Als het schuurt"),
            (
                "paragraph",
                (
                    "Soms heeft u een lastige boodschap. Een regel ligt vast, of het antwoord is nee. Zeg dat dan kort "
                    "en eerlijk. Leg uit waarom. Vraag daarna hoe het voor de ander is. Eerlijk zijn hoort ook bij "
                    "gelijkwaardig zijn."
                ),
            ),
            (
                "quote",
                {
                    "text": "Ik dacht dat ik goed luisterde. Toen telde ik hoe vaak ik ‘u moet’ zei.",
                    "source": "Voorbeeld van een coach",
                },
            ),
            (
                "panel",
                {
                    "title": "Probeer het deze week",
                    "text": (
                        "Zet in één gesprek uw pen weg in de eerste tien minuten. Schrijf pas op wat u samen heeft "
                        "gekozen. Laat de inwoner lezen wat er staat."
                    ),
                },
            ),
        ],
    },
    {
        "type": "article",
        "slug": "gedragsbewust-beleid-en-brieven",
        "parent": "beginnen",
        "title": "Beleid dat rekening houdt met gedrag",
        "intro": (
            "Een regeling kan op papier kloppen en toch niet werken. Zo kijkt u met de ogen van wie haar nodig heeft."
        ),
        "audience": "public",
        "labels": ["rol:beleidsmedewerker", "rol:bestuurder", "rol:leidinggevende", "domein:geld", "fase:voorbereiden"],
        "body": [
            (
                "paragraph",
                (
                    "Veel regels gaan uit van iemand die alles leest, rustig kiest en op tijd reageert. Zo iemand "
                    "bestaat, op een goede dag. Maar wie hulp nodig heeft, heeft vaak geen goede dag. Beleid dat "
                    "daarmee rekent, noemen wij gedragsbewust beleid."
                ),
            ),
            ("heading", "Tel de stappen"),
            (
                "paragraph",
                (
                    "Neem één regeling, zoals geld voor een laptop op school. Tel wat een ouder moet doen om het te "
                    "krijgen. Lezen, inloggen, bewijs zoeken, kopie maken, opsturen, wachten. Bij elke stap vallen "
                    "mensen af. Niet omdat zij niet willen, maar omdat het vol is in hun hoofd."
                ),
            ),
            ("heading", "Vijf vragen bij elke regel"),
            (
                "list",
                [
                    "Weet u het antwoord zelf al? Vraag het dan niet nog eens.",
                    "Kan iets vanzelf gaan, zonder aanvraag?",
                    "Wat gebeurt er als iemand te laat is? Kan dat milder?",
                    "Is er iemand die kan helpen, met een naam en een nummer?",
                    "Hebben drie inwoners ermee geoefend voordat u begint?",
                ],
            ),
            ("heading", "Ook een goede kans kan te veel zijn"),
            (
                "paragraph",
                (
                    "Kiezen is fijn, maar te veel keuze werkt niet. Bij tien potjes weet niemand meer waar te "
                    "beginnen. Sommige gemeenten maken daarom één overzicht van alle regelingen. De "
                    "Voorzieningenwijzer is daar een voorbeeld van. Een medewerker kijkt dan samen met een inwoner "
                    "waar recht op is."
                ),
            ),
            ("heading", "En de brief?"),
            (
                "paragraph",
                (
                    "De brief is vaak het enige wat een inwoner van uw beleid ziet. Een streng beleid met een "
                    "vriendelijke brief blijft streng. Een vriendelijk beleid met een strenge brief wordt streng. Zorg "
                    "dus dat zij bij elkaar passen. Vraag de schrijvers er vroeg bij, niet op de laatste dag."
                ),
            ),
            ("heading", "Zo begint u"),
            (
                "paragraph",
                (
                    "Kies de regeling waar de meeste mensen op vastlopen. Bel vijf mensen die wel begonnen maar niet "
                    "klaar kwamen. Vraag waar het stopte. Haal die stap weg of maak hem half zo zwaar. Kijk na drie "
                    "maanden hoeveel mensen nu wel klaar komen."
                ),
            ),
            (
                "panel",
                {
                    "title": "Probeer het deze week",
                    "text": (
                        "Vul zelf het formulier in van uw eigen regeling. Doe het op uw telefoon, in de trein. Waar "
                        "stopte u?"
                    ),
                },
            ),
        ],
    },
    {
        "type": "article",
        "slug": "vragen-voor-adviesraden",
        "parent": "beginnen",
        "title": "Vragen voor adviesraden",
        "intro": (
            "Praat uw gemeente over Mobility Mentoring®? Met deze vragen kijkt u als adviesraad goed mee. Print de "
            "lijst gerust uit."
        ),
        "audience": "public",
        "labels": [
            "rol:adviesraad",
            "rol:bestuurder",
            "rol:beleidsmedewerker",
            "fase:kennismaken",
            "fase:voorbereiden",
        ],
        "body": [
            (
                "paragraph",
                (
                    "Als adviesraad kijkt u mee namens inwoners. U hoeft de aanpak niet zelf te kennen als een coach. "
                    "U hoeft alleen goede vragen te stellen. Kies er per keer drie. Vraag ook een raad uit een andere "
                    "plaats hoe het daar gaat."
                ),
            ),
            ("heading", "Over rust"),
            (
                "list",
                [
                    "Wat geeft inwoners nu stress in het contact met de gemeente?",
                    "Wat haalt de gemeente daarvan weg, en wanneer?",
                    "Krijgt de aanpak ruimte op alle leefgebieden, of alleen bij geld?",
                    "Hebben inwoners het gebouw, de brieven en de site bekeken?",
                ],
            ),
            ("heading", "Over wie mee kan doen"),
            (
                "list",
                [
                    "Voor wie is de aanpak bedoeld? Wie valt erbuiten?",
                    "Wanneer mag iemand meedoen, en wie beslist dat?",
                    "Kan iemand stoppen zonder dat het gevolgen heeft voor een uitkering?",
                    "Hoe doen mensen mee die moeilijk lezen of een beperking hebben?",
                ],
            ),
            ("heading", "Over de coach"),
            (
                "list",
                [
                    "Wat vraagt dit van de professionals? Krijgen zij daar tijd voor?",
                    "Hoeveel mensen begeleidt één coach?",
                    "Hoe leert een coach om niet te zeggen wat iemand moet doen?",
                    "Wie helpt de coach als het lastig wordt?",
                ],
            ),
            ("heading", "Over wat u van inwoners vraagt"),
            (
                "list",
                [
                    "Wat wordt er van een deelnemer verwacht?",
                    "Wie kiest het doel? Mag dat ook een klein doel zijn?",
                    "Wat gebeurt er als een doel niet lukt?",
                    "Van wie is het plan, en wie mag het lezen?",
                ],
            ),
            ("heading", "Over blijven en leren"),
            (
                "list",
                [
                    "Hoe weet de gemeente of het werkt? Wat telt dan mee?",
                    "Hoort de raad ook wat niet lukt?",
                    "Is er geld voor meer dan één jaar?",
                    "Blijft het bestaan als de wethouder of de projectleider weggaat?",
                ],
            ),
            (
                "panel",
                {
                    "title": "Zo gebruikt u de lijst",
                    "text": (
                        "Print de lijst uit en verdeel de vragen over uw leden. Spreek na een half jaar af met de "
                        "gemeente. Stel dan dezelfde drie vragen nog een keer."
                    ),
                },
            ),
        ],
    },
    {
        "type": "article",
        "slug": "de-brug-en-licht-verstandelijke-beperking",
        "parent": "werken-met-mensen",
        "title": "De brug en een licht verstandelijke beperking",
        "intro": (
            "Past de aanpak bij mensen die moeilijk leren? Ja, als u het gesprek anders opbouwt. Dit stuk helpt u op "
            "weg."
        ),
        "audience": "members",
        "labels": ["rol:coach", "rol:leidinggevende", "domein:gezin", "domein:geld", "domein:wonen", "fase:beginnen"],
        "teaser": {
            "title": "De brug bij een licht verstandelijke beperking",
            "text": (
                "Leden lezen hier hoe u het gesprek opbouwt met iemand die moeilijk leert. Met een plan voor vier "
                "gesprekken."
            ),
        },
        "body": [
            (
                "paragraph",
                (
                    "Bestuurders vroegen het al vroeg: werkt dit ook bij inwoners met een licht verstandelijke "
                    "beperking? Het antwoord uit het netwerk is ja. In Alphen aan den Rijn kwamen er tekeningen bij de "
                    "brug. Daarna dachten leden samen verder over deze groep."
                ),
            ),
            ("heading", "Hoe herkent u het?"),
            (
                "paragraph",
                (
                    "Vaak ziet u het niet. Iemand praat vlot, maar vertelt weinig over hoe het echt ging. Iemand zegt "
                    "op alles ja. Of iemand komt steeds met een ander verhaal. Dat kan veel dingen betekenen. Plak er "
                    "geen naam op. Maak het gesprek gewoon makkelijker, dan is het voor iedereen goed."
                ),
            ),
            ("heading", "Wat is er anders?"),
            (
                "list",
                [
                    "Een groot doel is te ver weg. Een doel voor deze week past beter.",
                    "Een vraag met ‘waarom’ is lastig. Vraag liever wie, wat of waar.",
                    "Een begrip als ‘toekomst’ is vaag. Kies een dag op de kalender.",
                    "Eén keer oefenen is te weinig. Herhalen hoort erbij.",
                    "Een vertrouwd persoon aan tafel kan helpen, als de inwoner dat wil.",
                ],
            ),
            ("heading", "Een plan voor vier gesprekken"),
            (
                "paragraph",
                (
                    "In het eerste gesprek leert u elkaar kennen. De brug blijft nog dicht. In het tweede gesprek "
                    "kijkt u naar één pijler. De inwoner kiest welke. In het derde gesprek maakt u samen één stap. Die "
                    "stap doet u de eerste keer samen, dus niet thuis en alleen. In het vierde gesprek viert u wat er "
                    "lukte. Pas daarna komt een tweede pijler."
                ),
            ),
            ("heading", "Waar u op let"),
            (
                "paragraph",
                (
                    "Ja is niet altijd ja. Vraag daarom niet of het duidelijk is. Vraag wat iemand straks als eerste "
                    "gaat doen. Hoort u iets anders dan u bedoelde? Dan was uw uitleg te moeilijk. Probeer het nog "
                    "eens, met minder woorden."
                ),
            ),
            (
                "panel",
                {
                    "title": "Vraag hulp",
                    "text": (
                        "Twijfelt u of iemand meer hulp nodig heeft? Praat er zonder naam over met een collega die "
                        "deze groep goed kent."
                    ),
                },
            ),
        ],
    },
    {
        "type": "article",
        "slug": "onderzoek-alphen-aan-den-rijn",
        "parent": "wat-het-oplevert",
        "title": "Onderzoek in Alphen aan den Rijn: wat weten wij?",
        "intro": (
            "De Hogeschool Utrecht onderzoekt de pilot in Alphen aan den Rijn. In onze bronnen staat nog geen uitkomst."
        ),
        "audience": "public",
        "labels": ["rol:beleidsmedewerker", "rol:bestuurder", "rol:adviesraad", "fase:kennismaken", "fase:vasthouden"],
        "body": [
            (
                "paragraph",
                (
                    "Soms is het eerlijke antwoord: wij weten het nog niet. Dat geldt voor dit onderzoek. Toch zetten "
                    "wij het hier neer. Dan weet u dat het er is en wat u mag verwachten."
                ),
            ),
            ("heading", "Wat wij wel weten"),
            (
                "list",
                [
                    "Het gaat over de pilot van de gemeente Alphen aan den Rijn.",
                    "De Hogeschool Utrecht doet het onderzoek.",
                    "De vraag is wat het werken met de aanpak daar oplevert.",
                    "De eerste resultaten werden in het najaar verwacht, na het jaaroverzicht 2018.",
                ],
            ),
            ("heading", "Wat wij niet weten"),
            ("list", ["Hoeveel inwoners meededen.", "Of er een groep was om mee te vergelijken.", "Wat eruit kwam."]),
            (
                "paragraph",
                (
                    "Daarom staat dit stuk niet bij de onderzoeken. Een onderzoek zonder aantal kunt u niet wegen. "
                    "Zodra wij meer weten, maken wij er een echte onderzoekspagina van."
                ),
            ),
            ("heading", "Wat u intussen kunt doen"),
            (
                "paragraph",
                (
                    "Wacht niet met meten tot een ander klaar is. Kies zelf twee dingen die u bijhoudt. Bijvoorbeeld: "
                    "hoeveel mensen kwamen op hun afspraak, en hoeveel mensen haalden hun eerste stap. Tel het in de "
                    "eerste maand en tel het na een half jaar. Dan heeft u iets om over te praten."
                ),
            ),
            (
                "panel",
                {
                    "title": "Wees voorzichtig met cijfers",
                    "text": (
                        "Noem nooit een percentage zonder te zeggen over hoeveel mensen het gaat. Drie van de vier "
                        "klinkt mooi, maar het zijn vier mensen."
                    ),
                },
            ),
        ],
    },
]
