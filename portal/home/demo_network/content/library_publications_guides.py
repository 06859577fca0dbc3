"""Guides of the library: publications for one reader each, with the text of their files."""

GUIDES: list[dict] = [
    {
        "type": "publication",
        "slug": "wegwijzer-adviesraad",
        "parent": "beginnen",
        "title": "Wegwijzer voor de adviesraad",
        "intro": (
            "U praat namens inwoners mee over een nieuwe aanpak. Deze wegwijzer brengt u in vier stappen door het jaar."
        ),
        "audience": "public",
        "labels": ["rol:adviesraad", "rol:bestuurder", "fase:kennismaken", "fase:voorbereiden"],
        "year": 2026,
        "published_by": "Het netwerkbureau",
        "cover": {"colour": "sand", "drawing": "council"},
        "body": [
            ("heading", "Waarom u belangrijk bent"),
            (
                "paragraph",
                (
                    "Een gemeente ziet haar eigen drempels niet goed. U wel, want u hoort van inwoners waar zij "
                    "vastlopen. Juist bij deze aanpak telt dat. Zij begint met minder stress, en stress komt vaak van "
                    "kleine dingen."
                ),
            ),
            ("heading", "Stap 1: kijk eerst zelf"),
            (
                "paragraph",
                (
                    "Loop de weg van een inwoner. Zoek het formulier op de site. Bel het nummer. Ga in de wachtkamer "
                    "zitten. Schrijf op waar u moest zoeken. Dat kost een middag."
                ),
            ),
            ("heading", "Stap 2: vraag door"),
            (
                "list",
                [
                    "Waar haalt u stress weg, en wanneer zien inwoners dat?",
                    "Wie kan meedoen, en wie niet?",
                    "Wat verandert er voor de mensen die het werk doen?",
                    "Hoe weten wij over een jaar of het beter gaat?",
                ],
            ),
            ("heading", "Stap 3: geef een kort advies"),
            (
                "paragraph",
                (
                    "Eén bladzijde is genoeg. Begin met wat goed gaat. Noem dan drie dingen die beter kunnen. Vraag om "
                    "een antwoord en noem een datum."
                ),
            ),
            ("heading", "Stap 4: kom terug"),
            (
                "paragraph",
                (
                    "Stel na een half jaar dezelfde vragen. Praat ook met een raad uit een andere plaats. Vraag wat "
                    "daar tegenviel. Dat leert u vaak meer dan een mooi verslag."
                ),
            ),
        ],
        "file": {
            "name": "wegwijzer-adviesraad.pdf",
            "pages": [
                [
                    "Wegwijzer voor de adviesraad",
                    "Uw gemeente begint met een nieuwe manier van helpen. Of zij denkt daarover na.",
                    "U hoeft geen kenner te zijn. U kent inwoners, en dat is hier het meeste waard.",
                    "Deze wegwijzer heeft vier stappen. U kunt er een jaar over doen.",
                ],
                [
                    "Stap 1: kijk eerst zelf",
                    "Kies een gewone dag. Ga met twee leden van uw raad op pad.",
                    "Bel het nummer op de site. Hoe lang wacht u? Wat hoort u?",
                    "Zoek een formulier. Hoeveel bladzijden telt het? Welke vraag begrijpt u niet?",
                    "Ga zitten in de wachtkamer. Wat ziet u als eerste?",
                ],
                [
                    "Stap 2: vraag door",
                    "Nodig een coach uit, en niet alleen de wethouder. Vraag hoe een gewone week eruitziet.",
                    "Vraag wat er weg mag. Elke nieuwe taak kost tijd. Wat doet de coach dan minder?",
                    "Vraag wat er gebeurt als iemand stopt. Een eerlijk antwoord geeft vertrouwen.",
                ],
                [
                    "Stap 3: geef een kort advies",
                    "Dit gaat goed. Schrijf twee dingen op die u zelf zag.",
                    "Dit kan beter. Schrijf drie dingen op, het makkelijkste eerst.",
                    "Dit vragen wij u. Schrijf op wanneer u een antwoord wilt.",
                ],
                [
                    "Stap 4: kom terug",
                    "Doe na een half jaar dezelfde ronde. Neem de lijst van toen mee.",
                    "Vertel inwoners wat er met hun ideeën is gedaan. Ook als het antwoord nee was.",
                    "Op de pagina over het netwerk ziet u welke gemeenten meedoen. Bel een andere raad.",
                ],
            ],
        },
    },
    {
        "type": "publication",
        "slug": "cijfers-lezen",
        "parent": "wat-het-oplevert",
        "title": "Een cijfer lezen in vijf minuten",
        "intro": "Zeven van de tien, dubbel zo vaak, bewezen. Met vijf vragen weet u wat een cijfer wel en niet zegt.",
        "audience": "public",
        "labels": [
            "rol:beleidsmedewerker",
            "rol:bestuurder",
            "rol:adviesraad",
            "fase:kennismaken",
            "fase:vasthouden",
        ],
        "year": 2026,
        "published_by": "Het netwerkbureau",
        "cover": {"colour": "sky", "drawing": "figures"},
        "body": [
            ("heading", "Vijf vragen"),
            (
                "list",
                [
                    "Over hoeveel mensen gaat het?",
                    "Wie telde er, en wie betaalde dat?",
                    "Met wie of wat is er vergeleken?",
                    "Hoe lang keek men?",
                    "Wie viel af, en zitten die mensen er nog in?",
                ],
            ),
            ("heading", "Een voorbeeld"),
            (
                "paragraph",
                (
                    "In 2018 deden in de staat Washington 3.098 gezinnen mee aan een proef. Dat zijn er veel. Er was "
                    "ook een controlegroep: ouders zonder deze hulp. Dat maakt het sterk. Maar de regels en het geld "
                    "zijn daar anders dan hier. Dus weet u nog niet of het in uw plaats ook zo gaat."
                ),
            ),
            ("heading", "Nog een voorbeeld"),
            (
                "paragraph",
                (
                    "In hetzelfde jaar deden in Nederland 700 mensen mee. Dat is een telling. Het zegt hoeveel mensen "
                    "begonnen. Het zegt niets over hoe het met hen ging. Beide cijfers zijn waar, en toch zeggen zij "
                    "iets heel anders."
                ),
            ),
            ("heading", "Ook kleine cijfers tellen"),
            (
                "paragraph",
                (
                    "Heeft u een team van twaalf? Tel dan gerust. Zet er altijd bij dat het er twaalf zijn. En schrijf "
                    "‘negen van de twaalf’, geen ‘75 procent’. Dan ziet iedereen hoe klein de groep is. Gaat het om "
                    "een steekproef? Vertel dan hoe u die mensen koos."
                ),
            ),
        ],
        "file": {
            "name": "cijfers-lezen.pdf",
            "pages": [
                [
                    "Een cijfer lezen in vijf minuten",
                    "U krijgt een cijfer op tafel. Moet u er iets mee? Stel eerst vijf vragen.",
                    "Weet u op drie vragen geen antwoord? Gebruik het cijfer dan niet in een besluit.",
                ],
                [
                    "Vraag 1 en 2: hoeveel en wie?",
                    "Acht van de tien klinkt goed. Gaat het over tien mensen of over duizend?",
                    "Wie telde er? Een team telt zichzelf vaak mooier, zonder dat te willen.",
                ],
                [
                    "Vraag 3: vergeleken met wat?",
                    "Met vorig jaar? Misschien was toen alles anders.",
                    "Met een groep zonder de hulp? Dat is sterker. Leken die mensen op elkaar?",
                ],
                [
                    "Vraag 4 en 5: hoe lang en wie viel af?",
                    "Na drie maanden is iedereen vol moed. Vraag ook naar drie jaar.",
                    "Wie stopte, telt vaak niet mee. Dan lijkt het beter dan het was.",
                ],
                [
                    "Uw eigen cijfer",
                    "Schrijf op: wat telden wij, bij hoeveel mensen, van wanneer tot wanneer?",
                    "Schrijf ook op wat u niet weet. Een lezer vertrouwt u dan meer.",
                    "Noem geen groepen van minder dan vijf mensen. Dan weet men al snel wie het zijn.",
                ],
            ],
        },
    },
    {
        "type": "publication",
        "slug": "handreiking-schrijven",
        "parent": "werken-met-mensen",
        "title": "Handreiking: schrijven zonder stress",
        "intro": "Van één brief naar alle brieven. Hoe u dat met een kleine groep in een half jaar doet.",
        "audience": "members",
        "labels": ["rol:beleidsmedewerker", "rol:leidinggevende", "domein:geld", "domein:wonen", "fase:beginnen"],
        "teaser": {
            "title": "Handreiking: schrijven zonder stress",
            "text": (
                "Leden lezen hier hoe zij in een half jaar hun brieven rustiger maken. Met een plan per maand en "
                "zinnen om te lenen."
            ),
        },
        "year": 2025,
        "published_by": "Het netwerkbureau",
        "cover": {"colour": "brick", "drawing": "letter"},
        "body": [
            ("heading", "Begin met een stapel"),
            (
                "paragraph",
                (
                    "Druk alle brieven af die u in een maand verstuurt. Leg ze op een lange tafel. De meeste "
                    "organisaties schrikken daarvan. Zoek de vijf die het vaakst weggaan. Daar begint u mee."
                ),
            ),
            ("heading", "Maak een kleine groep"),
            (
                "paragraph",
                (
                    "Vier mensen is genoeg: een schrijver, een jurist, iemand van de telefoon en een "
                    "ervaringsdeskundige. Wie de telefoon opneemt, weet welke zin vragen geeft. De ervaringsdeskundige "
                    "weet welke zin pijn doet."
                ),
            ),
            ("heading", "Zinnen om te lenen"),
            (
                "list",
                [
                    "‘U hoeft nu niets te doen.’",
                    "‘Wij hebben nog één ding van u nodig.’",
                    "‘Lukt dit niet? Bel ons, dan zoeken wij samen iets anders.’",
                    "‘Dit bedrag mag u in delen betalen.’",
                ],
            ),
            ("heading", "Houd het vast"),
            (
                "paragraph",
                (
                    "Brieven groeien weer dicht. Er komt een regel bij, en dan nog een. Spreek daarom af wie elk jaar "
                    "naleest. Zet een datum in de agenda, want anders gebeurt het niet."
                ),
            ),
        ],
        "file": {
            "name": "handreiking-schrijven.pdf",
            "pages": [
                [
                    "Schrijven zonder stress",
                    "Een brief is vaak het eerste wat iemand van u ziet. En soms het enige.",
                    "In een half jaar maakt u uw vijf grootste brieven rustiger. Zo pakt u het aan.",
                ],
                [
                    "Maand 1 en 2: kijken",
                    "Verzamel alle brieven. Tel hoe vaak elke brief weggaat.",
                    "Luister een ochtend mee aan de telefoon. Welke brief geeft de meeste vragen?",
                    "Kies er vijf. Laat de rest liggen.",
                ],
                [
                    "Maand 3 en 4: schrijven",
                    "Schrijf samen, aan één tafel. Begin bij wat de lezer moet doen.",
                    "Zet het slechte nieuws niet onderaan. Zeg het kort, en zeg wat er nog wel kan.",
                    "Laat de jurist strepen met een reden erbij. Zonder reden blijft de zin.",
                ],
                [
                    "Maand 5: proberen",
                    "Verstuur de nieuwe brief aan een deel van de mensen. Stuur de rest de oude.",
                    "Tel wie belt en wie op tijd reageert. Schrijf ook op over hoeveel brieven het gaat.",
                ],
                [
                    "Maand 6: afspreken",
                    "Wie mag een brief veranderen? Wie leest hem na?",
                    "Op welke dag kijken wij elk jaar alle brieven na?",
                    "Vertel uw collega’s wat er is gelukt. Hang oud en nieuw naast elkaar.",
                ],
            ],
        },
    },
    {
        "type": "publication",
        "slug": "handreiking-vasthouden",
        "parent": "beginnen",
        "title": "Handreiking: als mensen weggaan",
        "intro": "De projectleider vertrekt en het geld van de proef is op. Zo zorgt u dat de aanpak blijft.",
        "audience": "level_2",
        "labels": ["rol:leidinggevende", "rol:bestuurder", "rol:coach", "fase:vasthouden"],
        "teaser": {
            "title": "Handreiking: als mensen weggaan",
            "text": (
                "Voor leden van niveau 2: wat legt u vast, wat draagt u over en wat zegt u tegen een nieuw bestuur?"
            ),
        },
        "year": 2026,
        "published_by": "Het netwerkbureau",
        "cover": {"colour": "water", "drawing": "handing-over"},
        "body": [
            ("heading", "Het gebeurt altijd"),
            (
                "paragraph",
                (
                    "Iemand krijgt een andere baan. Er komen verkiezingen. Een fusie gooit alles om. U weet niet "
                    "wanneer, maar u weet wel dat het komt. Een team met veerkracht kan dat hebben. Werk daar nu al "
                    "aan."
                ),
            ),
            ("heading", "Vier plekken waar het moet staan"),
            (
                "list",
                [
                    "In de begroting, op een eigen regel.",
                    "In het rooster, met uren voor oefenen.",
                    "In het inwerken van elke nieuwe collega.",
                    "In de jaarplannen van meer dan één afdeling.",
                ],
            ),
            ("heading", "Het gesprek met een nieuw bestuur"),
            (
                "paragraph",
                (
                    "Draagvlak krijgt u niet met een lang verhaal. Neem een coach mee en een inwoner die dat wil. Laat "
                    "zien wat er stopt als het geld stopt. Vraag dan één ding: mogen wij twee jaar door?"
                ),
            ),
            ("heading", "Niet alles hoeft te blijven"),
            (
                "paragraph",
                (
                    "Kijk elk jaar wat mag verdwijnen. Een overleg dat niemand mist, hoeft niet terug. Wat blijft, is "
                    "het gesprek op ooghoogte. De rest is er om dat mogelijk te maken."
                ),
            ),
            (
                "panel",
                {
                    "title": "Neem het op in uw plan",
                    "text": (
                        "In uw implementatieplan staat een onderdeel over borging. Lees het elk jaar terug. Klopt het "
                        "nog?"
                    ),
                },
            ),
        ],
        "file": {
            "name": "handreiking-als-mensen-weggaan.pdf",
            "pages": [
                [
                    "Als mensen weggaan",
                    "Een goede aanpak hangt vaak aan twee of drie mensen. Dat is haar kracht en haar zwakke plek.",
                    "Met dit stuk maakt u de aanpak sterker dan de mensen die haar nu dragen.",
                ],
                [
                    "Wat legt u vast?",
                    "Schrijf op één bladzijde wat u anders doet dan vroeger. Geen theorie, maar wat u doet.",
                    "Schrijf op wie oefent, wanneer en met wie. Zet erbij wie invalt.",
                    "Bewaar geen gegevens van inwoners in dit stuk.",
                ],
                [
                    "De overdracht in drie gesprekken",
                    "Gesprek 1: wat werkt er, en hoe weten wij dat?",
                    "Gesprek 2: wat is er beloofd, en aan wie?",
                    "Gesprek 3: de nieuwe collega loopt een dag mee en vraagt alles.",
                ],
                [
                    "Een nieuw bestuur",
                    "Bel in de eerste maand. Vraag twintig minuten, geen twee uur.",
                    "Neem één cijfer mee, met het aantal mensen en de bron. Neem één verhaal mee.",
                    "Vraag om een besluit dat past bij hun plannen.",
                ],
                [
                    "Elk jaar een half uur",
                    "Staat de aanpak nog in de begroting? Staan de uren nog in het rooster?",
                    "Hoeveel collega’s volgden de training? Hoeveel gingen er weg?",
                    "Wat laten wij los? Wat houden wij vast?",
                ],
            ],
        },
    },
]
