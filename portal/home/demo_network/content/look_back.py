"""What organisations of the demo network say came of their promises."""

ANSWERS: list[tuple[str, str]] = [
    ("done", ""),
    ("done", "Dit loopt goed. Nieuwe collega’s krijgen het in hun eerste maand uitgelegd."),
    ("partly", "De helft is klaar. In het voorjaar volgt de rest: wij hadden twee zieke collega’s."),
    ("done", ""),
    ("dropped", "Wij doen dit nu anders. Het vaste teamoverleg bleek een betere plek."),
]
