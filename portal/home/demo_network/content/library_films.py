"""Films of the library: scenes, captions and what is said and seen. They have no sound."""

FILMS: list[dict] = [
    {
        "type": "film",
        "slug": "een-rustige-wachtkamer",
        "parent": "stress-en-denken",
        "title": "Een rustige wachtkamer",
        "intro": "In een halve minuut ziet u wat een wachtkamer met iemand doet. En wat u morgen kunt veranderen.",
        "audience": "public",
        "labels": ["rol:coach", "rol:leidinggevende", "domein:gezondheid", "fase:kennismaken", "fase:beginnen"],
        "minutes": 1,
        "scenes": [
            {"seconds": 4, "text": "Iemand komt binnen met een vol hoofd", "shape": "arch"},
            {"seconds": 4, "text": "Aan de muur hangen negen borden", "shape": "path"},
            {"seconds": 4, "text": "Wat geeft rust?", "shape": "circle"},
            {"seconds": 4, "text": "Een mens die goedendag zegt", "shape": "arch"},
            {"seconds": 4, "text": "Een hoek waar een kind kan spelen", "shape": "circle"},
            {"seconds": 4, "text": "Een tafel om naast elkaar te zitten", "shape": "bridge"},
            {"seconds": 4, "text": "Wat haalt u morgen weg?", "shape": "path"},
        ],
        "captions": [
            (0.2, 3.8, "Zij is op tijd. Dat kostte veel moeite."),
            (4.2, 7.8, "Geen telefoon. Niet eten. Neem een nummer."),
            (8.2, 11.8, "Rust zit in kleine dingen."),
            (12.2, 15.8, "Goedemorgen. Fijn dat u er bent."),
            (16.2, 19.8, "Het kind tekent. De moeder ademt uit."),
            (20.2, 23.8, "Aan deze tafel kijken wij samen naar één ding."),
            (24.2, 27.8, "Kies één bord en haal het weg."),
        ],
        "transcript": [
            (
                "De film heeft geen geluid. De woorden staan in beeld en in de ondertiteling. Een gele cirkel gaat van "
                "links naar rechts, als een zon."
            ),
            (
                "U ziet een boog, als een deur. In beeld staat: Iemand komt binnen met een vol hoofd. De ondertiteling "
                "zegt: Zij is op tijd. Dat kostte veel moeite."
            ),
            (
                "U ziet een rij stippen, als een pad. In beeld staat: Aan de muur hangen negen borden. De "
                "ondertiteling leest er drie voor: Geen telefoon. Niet eten. Neem een nummer."
            ),
            (
                "Er komt een grote cirkel, die langzaam groeit. In beeld staat de vraag: Wat geeft rust? Het antwoord "
                "is: Rust zit in kleine dingen."
            ),
            (
                "Weer ziet u de boog. In beeld staat: Een mens die goedendag zegt. De ondertiteling zegt: Goedemorgen. "
                "Fijn dat u er bent."
            ),
            (
                "Dan volgt de cirkel. In beeld staat: Een hoek waar een kind kan spelen. De ondertiteling zegt: Het "
                "kind tekent. De moeder ademt uit."
            ),
            (
                "U ziet een brug met twee bogen. In beeld staat: Een tafel om naast elkaar te zitten. De ondertiteling "
                "zegt: Aan deze tafel kijken wij samen naar één ding."
            ),
            (
                "Aan het eind is het pad er weer. In beeld staat: Wat haalt u morgen weg? De ondertiteling zegt: Kies "
                "één bord en haal het weg."
            ),
        ],
        "body": [
            ("heading", "Na de film"),
            (
                "paragraph",
                (
                    "Kijk de film met uw team. Vraag daarna: wat hangt er bij ons aan de muur? Loop er samen langs. Op "
                    "deze plank staat ook een lijst die u kunt gebruiken."
                ),
            ),
        ],
    },
    {
        "type": "film",
        "slug": "vier-stappen-naar-een-doel",
        "parent": "de-methode",
        "title": "Vier stappen naar een doel",
        "intro": "Van een wens naar een stap die deze week kan. De film laat zien hoe een coach daarbij helpt.",
        "audience": "public",
        "labels": ["rol:coach", "domein:geld", "domein:werk", "fase:kennismaken", "fase:beginnen"],
        "minutes": 1,
        "scenes": [
            {"seconds": 4, "text": "‘Ik wil weer slapen zonder zorgen’", "shape": "circle"},
            {"seconds": 4, "text": "Stap 1: kies één ding", "shape": "arch"},
            {"seconds": 5, "text": "Stap 2: maak het klein", "shape": "path"},
            {"seconds": 4, "text": "Stap 3: denk vooruit", "shape": "bridge"},
            {"seconds": 5, "text": "Stap 4: sta stil bij wat lukt", "shape": "circle"},
            {"seconds": 4, "text": "Niet gelukt? Halveer de stap", "shape": "path"},
            {"seconds": 4, "text": "Wat is uw stap voor deze week?", "shape": "bridge"},
        ],
        "captions": [
            (0.2, 3.8, "Een wens is groot. Een doel is dichtbij."),
            (4.2, 7.8, "Wat wilt u het eerst?"),
            (8.2, 12.8, "Een doos zoeken voor de post. Meer niet."),
            (13.2, 16.8, "Komt er iets tussen? Wat doet u dan?"),
            (17.2, 21.8, "Het is gelukt. Hoe heeft u dat gedaan?"),
            (22.2, 25.8, "Dan was de stap te groot. Dat is geen ramp."),
            (26.2, 29.8, "Klein is goed. Begin vandaag."),
        ],
        "transcript": [
            (
                "De film heeft geen geluid. De woorden staan in beeld en in de ondertiteling. Een gele cirkel gaat "
                "steeds van links naar rechts."
            ),
            (
                "U ziet een grote cirkel. In beeld staat een wens: Ik wil weer slapen zonder zorgen. De ondertiteling "
                "zegt: Een wens is groot. Een doel is dichtbij."
            ),
            "U ziet een boog. In beeld staat: Stap 1: kies één ding. De coach vraagt: Wat wilt u het eerst?",
            (
                "U ziet een pad van stippen dat omhoog gaat. In beeld staat: Stap 2: maak het klein. De inwoner zegt: "
                "Een doos zoeken voor de post. Meer niet."
            ),
            (
                "U ziet een brug met twee bogen. In beeld staat: Stap 3: denk vooruit. De coach vraagt: Komt er iets "
                "tussen? Wat doet u dan?"
            ),
            (
                "De cirkel is terug en groeit. In beeld staat: Stap 4: sta stil bij wat lukt. De coach zegt: Het is "
                "gelukt. Hoe heeft u dat gedaan?"
            ),
            (
                "U ziet weer het pad. In beeld staat: Niet gelukt? Halveer de stap. De ondertiteling zegt: Dan was de "
                "stap te groot. Dat is geen ramp."
            ),
            (
                "De film eindigt met de brug. In beeld staat: Wat is uw stap voor deze week? De ondertiteling zegt: "
                "Klein is goed. Begin vandaag."
            ),
        ],
        "body": [],
    },
]
