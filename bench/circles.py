"""What learning circles promise in speed: choosing a date for a large circle, dividing people over many."""

import random
import time
from datetime import UTC, datetime, timedelta

from bench.measuring import Report
from learning_circles.algorithms.explanation import explain
from learning_circles.algorithms.planner import Person, Place, Ranking, Slot, Weights, plan
from learning_circles.algorithms.travel import Point

PEOPLE, SLOTS, PLACES = 40, 30, 12  # in three forms


def planning(report: Report) -> None:
    """Processor time to rank every slot, place and form and to explain the best; the quickest of three."""
    times = []
    for _ in range(3):
        begin = time.process_time()
        ranking = _planned()
        explain(*ranking.options[:2])
        times.append(time.process_time() - begin)
    note = f"{PEOPLE} people, {SLOTS} slots, {PLACES} places, {len(ranking.options)} options"
    report.line("planner, ranked and explained", min(times), "s", "<=2", f"{note}, {min(times) * 1000:.0f} ms")


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
