"""What implementation plans promise in speed: reading them, seeing what changed, checking and making documents."""

import json
import random
import sys
import tempfile
import time
from pathlib import Path

from bench.measuring import Ask, Report
from bench.road import PAGES, asking, pages, sessions
from bench.servers import LARGE, PORTAL, portal, prepare, reference, run, settings_for
from implementation_plans.algorithms.difference import difference

WORDS = 8_000
PDF_BYTES = 25_000_000
WRITING = [("section page of a writer", "writer", "/mijn/plan/onderdeel/4/", 0.06, 22)]
ON_LIST = [page for page in PAGES if page[0].startswith("staff plans")]


def plans() -> list[str]:
    """Every line about plans; returns the names of what falls short."""
    report = Report()
    cluster = prepare()
    people = sessions(LARGE, writers=1) | _in_large("plans")
    with reference(), portal(PORTAL, LARGE):
        reviewing(report, people)
        pages(report, people, ON_LIST)
        pages(report, people | {"writer": people["writers"][0]}, WRITING)
    differences(report)
    checking(report)
    documents(report, people["large"]["plan"])
    cluster.release()
    return report.short


def reviewing(report: Report, people: dict) -> None:
    """Twelve sections, six versions and twenty files cost no query more than four, two and one."""
    path = "/beheer/plannen/{}/onderdeel/2/"
    large, small = (path.format(people[size]["version"]) for size in ("large", "small"))
    pages(report, people, [("review screen, 12 sections", "staff", large, 0.015, 40)])
    more = [_queries(asking(PORTAL, where, people["staff"])) for where in (large, small)]
    report.line("review screen, more than a small one", more[0] - more[1], "queries", "<=0", f"{more[0]} and {more[1]}")


def _queries(page: Ask) -> int:
    """The fewest of some, when both workers' caches are warm."""
    return min(page().queries for _ in range(8))


def differences(report: Report) -> None:
    """Processor time for two versions of 8,000 words; the quickest of three, as elsewhere."""
    times = {name: min(_milliseconds(old, new) for _ in range(3)) for name, (old, new) in _texts().items()}
    note = ", ".join(f"{name} {value:.0f}" for name, value in times.items())
    report.line("difference of 8,000 words, a fifth edited", times["a fifth"], "ms", "<=300")
    report.line("difference of 8,000 words, the slowest", max(times.values()), "ms", "<=300", note)


def _milliseconds(old: str, new: str) -> float:
    begin = time.process_time()
    difference(old, new)
    return 1000 * (time.process_time() - begin)


def _texts() -> dict[str, tuple[str, str]]:
    """Two versions each, from hardly edited to nothing in common, and some that are hard to compare."""
    chance = random.Random(1)
    known = [f"woord{n}" for n in range(1500)]
    often = [1 / (n + 1) for n in range(1500)]  # as in language: a few words make up half of it

    def text(words: list[str] = known) -> str:
        ends = chance.choices([" ", ", ", ". ", ".\n\n"], [20, 2, 2, 0.4], k=WORDS)
        return "".join(word + end for word, end in zip(chance.choices(words, often, k=WORDS), ends, strict=True))

    def edited(old: str, share: float) -> str:
        """Some words gone, some others, some more."""
        kept = [w for w in old.split(" ") if chance.random() > share / 3]
        return " ".join(chance.choice(known) if chance.random() < share / 2 else word for word in kept)

    old = text()
    each = [f"eigen{n}" for n in range(WORDS)]
    return {
        "a fiftieth": (old, edited(old, 0.02)),
        "a fifth": (old, edited(old, 0.2)),
        "most": (old, edited(old, 0.6)),
        "another text": (old, text()),
        "other words": (old, text([f"ander{n}" for n in range(1500)])),
        "another order": (" ".join(each), " ".join(chance.sample(each, WORDS))),
        "backwards": (old, " ".join(reversed(old.split(" ")))),
        "one word": ("de " * WORDS, "de " * (WORDS - 1000)),
    }


def checking(report: Report) -> None:
    """What the process that reads somebody's file takes, of 25 MB: more than we accept from a browser."""
    for name in ("text", "pictures"):
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            run(sys.executable, "-m", "bench.documents", "pdf", file.name, name, str(PDF_BYTES))
            size = Path(file.name).stat().st_size / 1e6
            found = json.loads(run(sys.executable, "-m", "bench.documents", "check", file.name))
        note = f"{size:.1f} MB, {found['seconds']:.1f} s, {found['refused'] or 'taken'}"
        report.line(f"file check of a PDF of {name}", found["megabytes"], "MB", "<=512", note)


def documents(report: Report, plan: int) -> None:
    """The letter and the dossier of the large plan, each in a process of its own, as the worker makes them."""
    for name in ("letter", "dossier"):
        found = _in_large("make", name, str(plan), module="bench.documents")
        note = f"{found['size'] / 1e6:.2f} MB of document, the process took {found['megabytes']:.0f} MB"
        report.fact(f"making the {name} of 12 sections", found["seconds"], "s", note)


def _in_large(*command: str, module: str = "bench.people") -> dict:
    return json.loads(run(sys.executable, "-m", module, *command, **settings_for(LARGE)))
