"""The implementation plan that a member writes on the road to level 2: seven sections with questions and criteria."""

TEMPLATE: dict = {
    "title": "Implementatieplan",
    "intro": (
        "Dit is uw plan om met de aanpak te gaan werken. U schrijft het samen met collega’s, in zeven onderdelen. U "
        "kunt altijd stoppen en later verdergaan. Wij bewaren wat u schrijft."
    ),
    "sections": [
        {
            "code": "purpose",
            "examples": ["de-aanpak", "wat-stress-doet-met-denken"],
            "title": "Aanleiding en doel",
            "short_title": "Doel",
            "lead": "Hier vertelt u waarom u met de aanpak wilt werken. En wat er anders wordt voor inwoners.",
            "minutes": 20,
            "guidance": (
                "Begin met wat u nu in de praktijk ziet. Beschrijf daarna wat u over twee jaar wilt zien. Houd het "
                "klein: één duidelijk doel is beter dan vijf. Vraag ook een trajectbegeleider om mee te schrijven."
            ),
            "questions": [
                {
                    "code": "purpose_why",
                    "words": 80,
                    "board_part": "why",
                    "label": "Waarom wilt u met de aanpak werken?",
                    "hint": "Schrijf op wat u nu ziet gebeuren. Bijvoorbeeld: mensen missen afspraken of haken af.",
                },
                {
                    "code": "purpose_change",
                    "words": 80,
                    "board_part": "what",
                    "label": "Wat wordt er anders voor inwoners?",
                    "hint": "Denk aan één doel dat u over twee jaar kunt zien.",
                },
            ],
            "criteria": [
                "Het is duidelijk waarom u begint.",
                "Het doel gaat over inwoners, niet alleen over de organisatie.",
                "Het doel past bij de drie uitgangspunten van de aanpak.",
                "U kunt over twee jaar zien of het doel is gehaald.",
            ],
        },
        {
            "code": "audience",
            "examples": ["een-brief-die-rust-geeft"],
            "title": "Voor wie",
            "short_title": "Voor wie",
            "lead": "Hier kiest u met welke groep u begint. U schrijft ook hoe u hen bereikt zonder extra stress.",
            "minutes": 20,
            "guidance": (
                "Kies een groep die u goed kent. Een kleine groep is een goed begin. Denk ook aan mensen die moeite "
                "hebben met lezen. Schrijf over de groep, nooit over één inwoner."
            ),
            "questions": [
                {
                    "code": "audience_who",
                    "words": 60,
                    "label": "Met welke groep begint u?",
                    "hint": "Noem de groep en het aantal deelnemers in het eerste jaar.",
                },
                {
                    "code": "audience_reach",
                    "words": 80,
                    "label": "Hoe bereikt u deze groep zonder extra stress?",
                    "hint": "Denk aan een rustige plek, weinig papier en een herinnering die helpt.",
                },
            ],
            "criteria": [
                "De groep is klein genoeg om mee te beginnen.",
                "Het begin is eenvoudig: weinig formulieren, weinig stappen.",
                "U gebruikt meer dan één manier om mensen te bereiken.",
                "Deelnemers denken mee over de aanpak.",
            ],
        },
        {
            "code": "governance",
            "expected_file": "het besluit van uw bestuur, als het er al is",
            "title": "Bestuur en besluit",
            "short_title": "Bestuur",
            "lead": (
                "Een andere manier van werken heeft steun nodig van het bestuur. Hier schrijft u wie besluit en wie "
                "helpt."
            ),
            "minutes": 15,
            "guidance": (
                "Praat vroeg met uw bestuurder, ook als het plan nog niet af is. Vraag wat de bestuurder nodig heeft "
                "om ja te zeggen. Schrijf op welke regels ruimte moeten geven. Is er nog geen besluit? Noem dan de "
                "datum waarop u het verwacht."
            ),
            "questions": [
                {
                    "code": "governance_decision",
                    "words": 50,
                    "board_part": "ask",
                    "label": "Wie besluit over dit plan, en wanneer?",
                    "hint": "Noem de functie en een datum. Voeg het besluit toe als u het al heeft.",
                },
                {
                    "code": "governance_support",
                    "words": 80,
                    "is_promise": True,
                    "label": "Hoe helpen bestuur en management mee?",
                    "hint": "Denk aan ruimte in de regels, tijd voor collega’s en een vast gesprek.",
                },
            ],
            "criteria": [
                "Het is duidelijk wie besluit.",
                "Er is een besluit, of een datum voor het besluit.",
                "De bestuurder weet wat de aanpak vraagt.",
                "Collega’s krijgen ruimte om anders te werken.",
            ],
        },
        {
            "code": "embedding",
            "expected_file": "uw werkafspraken",
            "examples": ["werkbegeleiding-organiseren"],
            "title": "Borging",
            "short_title": "Borging",
            "lead": (
                "Zo zorgt u dat de nieuwe manier van werken blijft. Ook als het druk is, of als collega’s weggaan."
            ),
            "minutes": 20,
            "guidance": (
                "Borging betekent: hoe u zorgt dat het blijft. Een training alleen is niet genoeg. Kies een collega "
                "die ervoor zorgt, en geef die collega uren. Zet een vast moment in de agenda om samen te leren. "
                "Denk ook aan nieuwe collega’s."
            ),
            "questions": [
                {
                    "code": "embedding_owner",
                    "words": 60,
                    "board_part": "who",
                    "is_promise": True,
                    "label": "Wie zorgt dat de aanpak blijft?",
                    "hint": "Noem de functie, niet de naam. Schrijf ook hoeveel uur per week die collega krijgt.",
                },
                {
                    "code": "embedding_rhythm",
                    "words": 60,
                    "label": "Hoe praat u er elke maand over?",
                    "hint": "Denk aan een vast moment in het teamoverleg. Of aan samen een gesprek nabespreken.",
                },
                {
                    "code": "embedding_year_plan",
                    "words": 40,
                    "label": "Staat het in uw jaarplan?",
                    "hint": "Schrijf waar het staat. Of wat u doet tot het erin staat.",
                },
            ],
            "criteria": [
                "Het is duidelijk wie ervoor zorgt.",
                "Die collega heeft er tijd voor.",
                "Er is een vast moment om te leren.",
                "Het staat in uw jaarplan.",
            ],
        },
        {
            "code": "training",
            "examples": ["doelactieplan-stap-voor-stap"],
            "title": "Training van collega’s",
            "short_title": "Training",
            "lead": (
                "Collega’s gaan anders praten en anders kijken. Hier schrijft u wie de training volgt en hoeveel "
                "tijd er is."
            ),
            "minutes": 25,
            "guidance": (
                "Begin met collega’s die graag willen. Plan na elke training een moment om te oefenen. Een nieuwe "
                "houding vraagt maanden, geen dagen. Kijk ook naar de leidinggevenden: zij doen het voor. Schrijf "
                "eerlijk op hoeveel deelnemers één collega aankan."
            ),
            "questions": [
                {
                    "code": "training_who",
                    "words": 80,
                    "label": "Wie volgt de training, en wanneer?",
                    "hint": "Noem functies, aantallen en een maand. Denk ook aan de balie en aan leidinggevenden.",
                },
                {
                    "code": "training_practice",
                    "words": 80,
                    "label": "Wat doen collega’s straks anders?",
                    "hint": "Beschrijf een gesprek, een brief of een huisbezoek zoals het dan gaat.",
                },
                {
                    "code": "training_staffing",
                    "words": 50,
                    "label": "Hoeveel tijd krijgt een collega per deelnemer?",
                    "hint": "Noem het aantal deelnemers per collega. En wie het werk overneemt bij ziekte.",
                },
            ],
            "criteria": [
                "Het is duidelijk wie de training volgt, en wanneer.",
                "Leidinggevenden leren mee.",
                "Na de training is er tijd om te oefenen.",
                "Het aantal deelnemers per collega is haalbaar.",
            ],
        },
        {
            "code": "planning",
            "expected_file": "een planning",
            "examples": ["begin-klein"],
            "title": "Planning en geld",
            "short_title": "Planning",
            "lead": "Hier zet u de stappen op een rij. U schrijft ook wat het kost en wie betaalt.",
            "minutes": 25,
            "guidance": (
                "Denk in kleine stappen van een paar maanden. Kies per stap één ding dat dan klaar is. Reken ook de "
                "uren van collega’s mee. Schrijf op wat kan tegenzitten. Dan weet u vooraf wat u doet."
            ),
            "questions": [
                {
                    "code": "planning_steps",
                    "words": 100,
                    "board_part": "next",
                    "is_promise": True,
                    "label": "Welke stappen zet u, en wanneer?",
                    "hint": "Noem drie tot zes stappen met een maand erbij.",
                },
                {
                    "code": "planning_money",
                    "words": 60,
                    "label": "Wat kost het, en wie betaalt?",
                    "hint": "Reken training, uren en materiaal mee. Een schatting is genoeg.",
                },
                {
                    "code": "planning_setbacks",
                    "words": 60,
                    "label": "Wat doet u als het tegenzit?",
                    "hint": "Noem één of twee dingen die kunnen misgaan. Schrijf erbij wat u dan doet.",
                },
            ],
            "criteria": [
                "De stappen zijn klein en hebben een datum.",
                "Het is duidelijk wat het kost en wie betaalt.",
                "De uren van collega’s zijn meegerekend.",
                "U weet wat u doet als het tegenzit.",
            ],
        },
        {
            "code": "measuring",
            "examples": ["onderzoek-washington"],
            "title": "Meten en leren",
            "short_title": "Meten",
            "lead": "Hier schrijft u waaraan u merkt dat het werkt. En hoe u daarvan leert, samen met het netwerk.",
            "minutes": 15,
            "guidance": (
                "Meet weinig, maar meet steeds hetzelfde. Gebruik gegevens die u toch al heeft. Vraag deelnemers hoe "
                "zij het ervaren. Bespreek de uitkomsten met collega’s, en verander daarna één ding. Deel ook wat "
                "nog niet lukt."
            ),
            "questions": [
                {
                    "code": "measuring_signs",
                    "words": 60,
                    "label": "Waaraan merkt u dat het werkt?",
                    "hint": "Kies twee of drie dingen die u kunt tellen of vragen. Houd het licht voor deelnemers.",
                },
                {
                    "code": "measuring_sharing",
                    "words": 60,
                    "label": "Hoe leert u ervan, en wat deelt u met het netwerk?",
                    "hint": "Denk aan een leerkring, een praktijkverhaal of de vragenlijst.",
                },
            ],
            "criteria": [
                "U meet weinig, en steeds hetzelfde.",
                "Het meten geeft deelnemers geen extra stress.",
                "Er is een moment om de uitkomsten te bespreken.",
                "U deelt met het netwerk wat goed gaat en wat nog niet.",
            ],
        },
    ],
}

#: What staff renewed lately, by section: other words, one question more, one less.
NEW_QUESTIONS: dict[str, dict] = {
    "audience": {
        "words": {
            "audience_reach": {
                "label": "Hoe bereikt u deze groep, zonder extra stress?",
                "hint": "Denk aan een rustige plek, weinig papier en iemand die zij al kennen.",
            }
        }
    },
    "embedding": {"gone": ["embedding_year_plan"]},
    "measuring": {
        "added": [
            {
                "code": "measuring_first_year",
                "label": "Wat wilt u na het eerste jaar weten?",
                "hint": "Eén vraag is genoeg. Schrijf hem op zoals u hem aan een collega stelt.",
                "words": 40,
            }
        ]
    },
}
