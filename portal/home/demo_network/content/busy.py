"""What people say to each other about plans that are busy now. All of it is invented."""

TASKS = [  # section, number of the colleague, due in so many days
    ("embedding", 0, 9),
    ("training", 1, 16),
    ("planning", 2, 23),
]
REMARKS = [  # section, number of the colleague, text, is it resolved
    ("embedding", 1, "Noemen wij hier ook wie invalt als de werkbegeleider ziek is?", False),
    ("embedding", 2, "De 8 uur per week is afgesproken met de manager. Dat kan zo blijven staan.", True),
    ("audience", 2, "Ik vraag het woensdag aan twee inwoners in ons panel.", False),
]
OUTSIDERS = [  # name, address, right, for so many days, does this person see it by now
    ("Sil Kampen", "sil.kampen@adviesbureau.example", "remark", 40, True),
    ("Griet Havenaar", "secretaris@cultuurhuis.example", "read", 20, False),
]
OUTSIDE_REMARK = ("embedding", "Helder. Schrijf ook op wanneer u dit bespreekt, dan vergeet niemand het.")
NOTES = [
    ("governance", "Ik belde hen vorige week. Het college wil dit graag, de raad praat er in het voorjaar over."),
    ("audience", "Let op de aantallen: in de aanvraag stonden er meer."),
]
REFUSAL = (
    "Dank u wel voor uw werk. Wij zien wat u wilt bereiken. Toch keuren wij dit plan nu niet goed. De gemeente doet "
    "nog niet mee, en zonder haar krijgen uw begeleiders geen tijd. Wij helpen u graag om haar erbij te halen."
)
PROPOSAL = (
    "U hebt onze vragen rustig en volledig beantwoord. Wij keuren uw plan goed. Fijn dat de uren voor "
    "de werkbegeleiders nu vaststaan."
)
