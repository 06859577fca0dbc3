"""What the library promises in speed: reading it, its shelves, and finding among a hundred thousand things."""

import statistics

from bench import weight
from bench.entries import FEW, HIDDEN, MANY, OFTEN, SELDOM, prepare_entries
from bench.measuring import Ask, Report
from bench.paint import largest_paint
from bench.road import FRESH, asking, pages, sessions
from bench.servers import PORTAL, PORTAL_SMALL, portal, prepare, reference

#: An address the page cache does not keep.
SEARCH, HELP = "/zoeken/?meetlat=1&q=", "/zoeken/hulp/?meetlat=1&deel=1&q="
ARTICLE = "/kennis/stress-en-denken/wat-stress-doet-met-denken/"
MEMBER_ARTICLE = "/kennis/werken-met-mensen/de-brug-en-licht-verstandelijke-beperking/"
PAGES = [  # name, who, path, ratio, queries; among a thousand things
    ("article from the page cache", "", ARTICLE, 0.80, 0),
    ("article, rendered", "", f"{ARTICLE}{FRESH}", 0.08, 10),
    ("article for members", "member", MEMBER_ARTICLE, 0.05, 15),
    ("shelves of 1,000 with facets", "", "/kennis/?meetlat=1", 0.08, 8),
    ("shelves of 1,000, two facets chosen", "", "/kennis/?meetlat=1&soort=film&domein=d3", 0.08, 8),
    ("search of 1,000, a word in a third", "", SEARCH + OFTEN, 0.08, 12),
]
ASKED = {  # name: the words
    "a word in a third": OFTEN,
    "a word in one of a thousand": SELDOM,
    "a word in two titles of three": "gemeente",
    "two words": f"stichting+{OFTEN}",
    "words that never meet": f"gemeente+{OFTEN}",
    "a word only others may find": HIDDEN,
    "no such word": "bestaatniet",
}
TURNS = 60


def content() -> list[str]:
    """Every line about content; returns the names of what falls short."""
    report = Report()
    cluster = prepare()
    prepare_entries(cluster)
    people = sessions(FEW)
    with reference(), portal(PORTAL, FEW):
        pages(report, people, PAGES)
        public_article(report)
    with portal(PORTAL, MANY), portal(PORTAL_SMALL, FEW):
        searching(report)
        helping(report)
    cluster.release()
    return report.short


def public_article(report: Report) -> None:
    found = weight.of(PORTAL, ARTICLE)
    report.line("article, without fonts", found.kilobytes, "kB gzip", "<=40")
    report.line("article", found.requests, "requests", "<=8")
    report.line("article", found.third_parties, "others", "<=0")
    seconds = largest_paint(PORTAL, ARTICLE)
    note = f"{min(seconds):.2f}-{max(seconds):.2f}"
    report.line("article, largest paint at a quarter speed", statistics.median(seconds), "s", "<=1.5", note)


def searching(report: Report) -> None:
    """As visitors, each answer rendered anew."""
    base = asking(PORTAL_SMALL, SEARCH + OFTEN, "")
    for name, words in ASKED.items():
        few, many = medians(base, asking(PORTAL, SEARCH + words, ""))
        report.line(f"100,000, {name}", many, "ms", "<=25", f"{few:.1f} ms for a third of 1,000")
        report.line(f"100,000, {name} / 1,000", many / few, "times", "<=2")


def helping(report: Report) -> None:
    for typed in ("ge", "gemeente", OFTEN[:4], "bestaatniet"):
        _few, many = medians(asking(PORTAL_SMALL, HELP + typed, ""), asking(PORTAL, HELP + typed, ""))
        report.line(f"help of 100,000, typing {typed}", many, "ms", "<=5")


def medians(one: Ask, other: Ask) -> tuple[float, float]:
    """Milliseconds of each; they take turns, so that a noisy machine slows both."""
    for _ in range(8):
        one()
        other()
    times = [(one().seconds, other().seconds) for _ in range(TURNS)]
    return 1000 * statistics.median(first for first, _ in times), 1000 * statistics.median(last for _, last in times)
