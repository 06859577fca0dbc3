"""What learning circles promise in speed: choosing a date for a large circle, dividing people over many."""

import json
import random
import resource
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

import django

from bench.browser import Browser
from bench.measuring import Report, compare
from bench.road import asking, pages
from bench.servers import LARGE, PORTAL, REFERENCE, REFERENCE_PATH, portal, prepare, reference, run, settings_for
from learning_circles.algorithms.division import Circle, Participant, Rules, check
from learning_circles.algorithms.explanation import explain
from learning_circles.algorithms.planner import Person, Place, Ranking, Slot, Weights, plan
from learning_circles.algorithms.travel import Point

PEOPLE, SLOTS, PLACES = 40, 30, 12  # in three forms
MEMBERS, CIRCLES, SECONDS = 350, 30, 60
THEMES = ["schulden", "wonen", "jeugd", "werk", "gezondheid", "taal", "vrijwilligers", "meten"]


def circles() -> list[str]:
    """Every line about circles; returns the names of what falls short."""
    report = Report()
    reading(report)
    planning(report)
    composing(report)
    return report.short


def reading(report: Report) -> None:
    """Five hundred meetings: the list, a month, a feed of all of them; and one registration."""
    cluster = prepare()
    found = json.loads(run(sys.executable, "-m", "bench.gatherings", "fill", **settings_for(LARGE)))
    with reference(), portal(PORTAL, LARGE):
        pages(
            report,
            found,
            [
                ("list of 500 meetings", "member", "/leerkringen/", 0.04, 12),
                ("month of 500 meetings", "member", found["month"], 0.04, 12),
                ("feed of 500 meetings", "", found["feed"], 0.02, 4),
            ],
        )
        feed = Browser(PORTAL)
        answer = feed.get(found["feed"])
        quickest = min(feed.get(found["feed"]).seconds for _ in range(20)) * 1000
        report.line("feed of 500 meetings", quickest, "ms", "<=40", f"{answer.body.count(b'BEGIN:VEVENT')} events")
        known = f"If-None-Match: {answer.header('ETag')}\r\n"
        unchanged = compare(
            lambda: feed.get(found["feed"], expect=304, headers=known), asking(REFERENCE, REFERENCE_PATH, "")
        )
        report.line("feed unchanged", unchanged.ratio, "ratio", ">=0.5", unchanged.note)
        _composers_pages(report)
    cost = json.loads(run(sys.executable, "-m", "bench.gatherings", "registering", **settings_for(LARGE)))
    note = f"{1000 * cost['ours']:.1f} ms beside {1000 * cost['bare']:.2f} ms, in the database and around it"
    report.fact("registration / bare locked insert", cost["ours"] / cost["bare"], "times", note)
    cluster.release()


def _composers_pages(report: Report) -> None:
    """What staff and people read of a round of 350 people and 30 circles: as many queries as of a small one."""
    found = json.loads(run(sys.executable, "-m", "bench.wishing", **settings_for(LARGE)))
    pages(
        report,
        found,
        [
            ("round of 350 wishes", "staff", found["round"], 0.004, 16),
            ("division of 350 people", "staff", found["division"], 0.0015, 17),
            ("somebody moved in it", "staff", found["move"], 0.0015, 17),
            ("what one wishes", "member", found["wishes"], 0.02, 10),
        ],
    )


def planning(report: Report) -> None:
    """Processor time to rank every slot, place and form and to explain the best; the quickest of three."""
    found = _apart("planning")
    note = f"{PEOPLE} people, {SLOTS} slots, {PLACES} places, {found['options']} options"
    report.line("planner, ranked and explained", found["milliseconds"], "ms", "<=2000", note)


def _apart(what: str) -> dict:
    """Measured in a process of its own, which does nothing else."""
    return json.loads(run(sys.executable, "-m", "bench.circles", what, **settings_for("circles")))


def planned() -> dict:
    times = []
    for _ in range(3):
        begin = time.process_time()
        ranking = _planned()
        explain(*ranking.options[:2])
        times.append(time.process_time() - begin)
    return {"milliseconds": 1000 * min(times), "options": len(ranking.options)}


def _planned() -> Ranking:
    rng = random.Random(6)
    towns = [Point(rng.uniform(51, 53.3), rng.uniform(3.9, 6.9)) for _ in range(PLACES)]
    people = [
        Person(n, n // 3, rng.choice(towns), rng.randint(0, 6), rng.randint(0, 3), rng.randint(0, 600))
        for n in range(PEOPLE)
    ]
    start = datetime(2027, 3, 1, 9, tzinfo=UTC)
    days = [start + timedelta(days=n) for n in range(SLOTS)]
    slots = [Slot(n, day, day + timedelta(hours=2)) for n, day in enumerate(days)]
    places = [Place(n, f"Plaats {n}", town, rng.choice([None, 10, 20])) for n, town in enumerate(towns)]
    said = ["can", "can", "if_needed", "cannot", None]
    asked = ((person.key, slot.key) for person in people for slot in slots)
    answers = {key: answer for key in asked if (answer := rng.choice(said))}
    return plan(people, slots, places, answers, Weights())


def composing(report: Report) -> None:
    """Earlier circles mixed, and kept together."""
    for earlier in ("mix", "keep"):
        found = _apart(earlier)
        note = "{placed} of {people} placed in {opened} circles, score {score:.1f}, bound {bound:.1f}, {label}"
        name = f"composer, earlier {'mixed' if earlier == 'mix' else 'kept'}"
        report.fact(f"{name}, gap", 100 * found["gap"], "%", note.format(**found))
        report.line(f"{name}, time", found["seconds"], "s", f"<={SECONDS + 15}")
        report.line(f"{name}, memory", found["megabytes"], "MB", "<=1000")
        report.line(f"{name}, rules broken", found["violations"], "rules", "<=0")


def members() -> list[Participant]:
    """People of organisations of all sizes, most with three wishes of which some themes are far dearer than others."""
    rng = random.Random(6)
    regions = ["Noord", "Oost", "Zuid", "West"]
    kinds = [
        (rng.choice(regions), rng.choice("kmg"), rng.choice(["gemeente", "stichting", "woningcorporatie"]))
        for _ in range(MEMBERS // 4)
    ]
    favour = [1 / (n + 1) for n in range(len(THEMES))]
    found = []
    for n in range(MEMBERS):
        organisation = min(int(rng.expovariate(1 / 25)), len(kinds) - 1)
        region, size, kind = kinds[organisation]
        themes = dict.fromkeys(rng.choices(THEMES, favour, k=rng.choice([1, 3, 4, 5])))
        days = frozenset(rng.sample(range(5), rng.choice([0, 2, 2, 3, 4])))
        phase, earlier = rng.choice("1234"), rng.choice([None, *range(CIRCLES - 5)])
        found.append(Participant(n, organisation, phase, size, kind, region, tuple(themes)[:3], days, earlier))
    return found


def wanted() -> list[Circle]:
    """More room than people, but not on each day and not for each theme; some circles are alike."""
    rng = random.Random(7)
    favour = [1 / (n + 1) for n in range(len(THEMES))]
    where = [None, None, "Noord", "Oost", "Zuid", "West"]
    themes = [*THEMES, *rng.choices(THEMES, favour, k=CIRCLES - len(THEMES))]
    found = [Circle(n, theme, rng.randint(0, 4), rng.choice(where), 8, 14) for n, theme in enumerate(themes)]
    return [*found[:-2], *(replace(circle, key=key) for key, circle in enumerate(found[:2], start=CIRCLES - 2))]


def composed(earlier: Literal["keep", "mix"]) -> dict:
    """Meant for a process that ends after it."""
    from learning_circles.algorithms.composer import compose

    begin = time.monotonic()
    found = compose(members(), wanted(), Rules(earlier=earlier), seconds=SECONDS)
    return {
        "seconds": time.monotonic() - begin,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "people": len(found.people),
        "placed": len(found.division),
        "opened": len(set(found.division.values())),
        "score": found.score,
        "bound": found.bound,
        "gap": found.gap,
        "label": "proven best" if found.is_optimal else "out of time",
        "violations": len(check(found)),
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(planned() if sys.argv[1] == "planning" else composed("keep" if sys.argv[1] == "keep" else "mix")))
