"""Texts of the demo home page. Figures on that page are counted from the data and never stand here."""

HOME: dict = {
    "title": "Minder stress. Meer ruimte om vooruit te komen.",
    "lead": (
        "Gemeenten en maatschappelijke organisaties leren hier samen werken met Mobility Mentoring®. Zij maken hun "
        "hulp rustiger, eenvoudiger en gelijkwaardiger."
    ),
    "primary_action": "Word lid van het netwerk",
    "secondary_action": "Lees wat de aanpak is",
    "steps_title": "Zo bouwt u uw brug",
    "steps_lead": "Een andere manier van werken vraagt tijd. U doet het in drie stappen. Wij lopen met u mee.",
    "steps": [
        {
            "title": "Kennismaken",
            "text": "U wordt lid van niveau 1. U leert de aanpak kennen en doet mee met een leerkring.",
        },
        {
            "title": "Een plan maken",
            "text": "U schrijft een implementatieplan, met uw collega’s. Wij lezen het en geven reactie.",
        },
        {
            "title": "Aan de slag",
            "text": "Uw plan is goedgekeurd. U gaat door naar niveau 2 en krijgt alle hulpmiddelen.",
        },
    ],
    "figures_title": "Het netwerk in cijfers",
    "figures_action": "Bekijk wie er meedoen",
    "circles_title": "Leren doet u in een kring",
    "circles_text": (
        "In een leerkring zit iedereen aan dezelfde tafel. U brengt een vraag mee. De anderen denken met u mee. Zo "
        "leert u van wat goed gaat, en van wat nog niet lukt."
    ),
    "quote": {
        "text": (
            "Wij vroegen eerst om papieren. Nu vragen wij eerst hoe het gaat. Dat ene verschil geeft rust, ook bij ons."
        ),
        "source": "Teamleider van een gemeente (voorbeeld)",
    },
    "meetings_title": "Binnenkort",
    "meetings_action": "Alle bijeenkomsten",
    "knowledge_title": "Nieuw in kennis",
    "knowledge_action": "Alle kennis",
    "closing_title": "Twijfelt u nog? Praat eerst met ons.",
    "closing_text": "U zit nergens aan vast. Wij vertellen wat het netwerk doet en wat het van u vraagt.",
    "closing_primary_action": "Bel ons",
    "closing_secondary_action": "Of stuur een bericht",
    "demo_note": "Dit is een voorbeeld. De personen, plannen en cijfers zijn verzonnen.",
}
