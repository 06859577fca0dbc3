"""Difficult words in plain language."""

GLOSSARY: list[dict] = [
    {
        "word": "executieve functies",
        "also": "executieve functie, executieve vaardigheden, executieve vaardigheid",
        "meaning": (
            "Wat uw hersenen doen om te plannen, te kiezen en vol te houden. U kunt deze functies oefenen, ook als u "
            "volwassen bent."
        ),
    },
    {
        "word": "zelfregulering",
        "also": "zelfregulatie",
        "meaning": (
            "Uw gedachten, gevoel en gedrag zelf sturen. Bijvoorbeeld: eerst tot tien tellen en dan pas antwoord geven."
        ),
    },
    {
        "word": "chronische stress",
        "also": "langdurige stress",
        "meaning": (
            "Spanning die maanden of jaren duurt. Het hoofd krijgt geen rust, en dan wordt vooruitkijken moeilijk."
        ),
    },
    {
        "word": "werkgeheugen",
        "also": "",
        "meaning": "Het deel van het geheugen dat iets kort vasthoudt. Denk aan een tijd of een naam die u net hoorde.",
    },
    {"word": "impulsbeheersing", "also": "impulscontrole", "meaning": "Even wachten voor u iets zegt, doet of koopt."},
    {
        "word": "gedragsevaluatie",
        "also": "",
        "meaning": "Terugkijken op wat u deed. Zo leert u iets voor de volgende keer.",
    },
    {
        "word": "doelactieplan",
        "also": "doelactieplannen",
        "meaning": "Eén bladzijde met één doel, een paar kleine stappen en een datum. De inwoner kiest het doel zelf.",
    },
    {
        "word": "positieve prikkel",
        "also": "positieve prikkels",
        "meaning": "Een kleine beloning als iemand een stap heeft gezet. Vooraf is afgesproken wat het is.",
    },
    {
        "word": "leerkring",
        "also": "leerkringen",
        "meaning": "Een vaste groep leden die een paar keer per jaar samen leert. Ieder neemt een eigen vraag mee.",
    },
    {
        "word": "borging",
        "also": "geborgd, borgen",
        "meaning": "Zorgen dat iets blijft. Ook als er mensen weggaan, of als het geld van de proef op is.",
    },
    {
        "word": "coach",
        "also": "coaches",
        "meaning": (
            "Een professional die naast iemand staat. De coach vraagt, denkt mee en doet voor. De inwoner kiest."
        ),
    },
    {
        "word": "mentor",
        "also": "mentoring",
        "meaning": "Het woord uit Boston voor coach. In dit netwerk zeggen wij meestal coach.",
    },
    {
        "word": "zelfredzaamheid",
        "also": "zelfredzaam",
        "meaning": "Zelf kunnen doen wat nodig is in uw leven. Hulp van mensen om u heen mag daarbij.",
    },
    {
        "word": "integraal",
        "also": "integrale",
        "meaning": "Alles in samenhang. U kijkt niet naar één probleem, maar naar het hele leven van iemand.",
    },
    {
        "word": "licht verstandelijke beperking",
        "also": "LVB, licht verstandelijke beperkingen",
        "meaning": "Iemand leert langzamer en vindt moeilijke taal lastig. Aan de buitenkant is dat vaak niet te zien.",
    },
    {
        "word": "leefgebied",
        "also": "leefgebieden, levensdomein, levensdomeinen",
        "meaning": "Een deel van het leven. Bijvoorbeeld wonen, geld, gezin, gezondheid, opleiding of werk.",
    },
    {
        "word": "pilot",
        "also": "pilots",
        "meaning": "Een proef in het klein, voor een vaste tijd. Daarna kiest u: stoppen, anders doen of verdergaan.",
    },
    {
        "word": "controlegroep",
        "also": "vergelijkingsgroep",
        "meaning": "Een groep mensen die de aanpak niet krijgt. Onderzoekers vergelijken hen met de groep die meedoet.",
    },
    {
        "word": "implementatieplan",
        "also": "implementatieplannen",
        "meaning": (
            "Uw plan van aanpak: hoe gaat u in uw organisatie met de methode werken? Is het goedgekeurd, dan gaat u "
            "naar niveau 2."
        ),
    },
    {
        "word": "themagroep",
        "also": "themagroepen",
        "meaning": "Een groep mensen die over één onderwerp praat, zoals armoede. Vaak zijn het wethouders.",
    },
    {
        "word": "werkbegeleider",
        "also": "werkbegeleiders, werkbegeleiding",
        "meaning": "Een collega die anderen helpt na de training. Zo houden zij de nieuwe manier van werken vol.",
    },
    {
        "word": "gedragsbewust beleid",
        "also": "gedragsbewust",
        "meaning": "Regels en brieven die passen bij hoe mensen echt denken en doen. Ook op een slechte dag.",
    },
    {
        "word": "adviesraad",
        "also": "adviesraden",
        "meaning": "Een groep inwoners die de gemeente raad geeft. Het gaat vaak over zorg, werk of geld.",
    },
    {
        "word": "cofinanciering",
        "also": "medefinanciering",
        "meaning": "Twee of meer partijen betalen samen. Ieder betaalt een deel.",
    },
    {
        "word": "draagvlak",
        "also": "",
        "meaning": "Genoeg mensen staan achter een plan. Zij werken eraan mee, ook als het lastig wordt.",
    },
    {
        "word": "ervaringsdeskundige",
        "also": "ervaringsdeskundigen",
        "meaning": (
            "Iemand die zelf iets moeilijks meemaakte en daarvan leerde. Met die kennis helpt hij of zij anderen."
        ),
    },
    {
        "word": "intervisie",
        "also": "",
        "meaning": (
            "Collega’s bespreken samen een moeilijk moment uit hun werk. Zij stellen vragen en geven elkaar geen "
            "rapport."
        ),
    },
    {
        "word": "nulmeting",
        "also": "nulmetingen, beginmeting",
        "meaning": "Meten hoe het is voordat u begint. Later meet u nog een keer. Dan ziet u wat er veranderde.",
    },
    {
        "word": "veerkracht",
        "also": "veerkrachtig",
        "meaning": "De kracht om na een tegenslag weer verder te gaan. Met rust en hulp groeit zij.",
    },
    {
        "word": "terugval",
        "also": "",
        "meaning": (
            "Weer doen zoals vroeger, terwijl het al beter ging. Dat hoort bij leren. Daarna kunt u gewoon verder."
        ),
    },
    {
        "word": "steekproef",
        "also": "steekproeven",
        "meaning": (
            "Een klein deel van een grote groep. U telt alleen dat deel en kijkt wat het over de hele groep zegt."
        ),
    },
    {
        "word": "vroegsignalering",
        "also": "",
        "meaning": "Vroeg zien dat iemand geldzorgen krijgt. Bijvoorbeeld als de huur twee keer niet is betaald.",
    },
]
