"""Whether a total may stand in for rows that are not safe.

Seeing it, everybody knows that the rows were not. So it is safe only if the worlds of the total whose rows are not safe
are enough to keep every answer open. They are looked for from the total alone, and each comes with its proof.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from surveys.algorithms.gate import judge
from surveys.algorithms.refuting import Refutation, reasons, refute
from surveys.algorithms.solving import Solver
from surveys.algorithms.witnesses import Settled, wander
from surveys.algorithms.worlds import Counts, Worlds

TRIED, CHAINS = 48, 16  # worlds, and how many at once
PATIENCE = 24  # worlds per table
LARGEST = 1500  # targets; beyond it no stand-in is looked for


@dataclass
class Group:
    """Worlds that give the same rows, and why those are not safe."""

    why: Refutation
    bases: list[Counts] = field(default_factory=list)


def stand_in(rows: Worlds, total: Worlds, on_time: Callable[[], None] = lambda: None) -> list[Group]:
    """Groups of worlds that together make the total safe; none when they were not found."""
    start = Solver(total).world(np.zeros(total.shape).ravel())
    if isinstance(start, str) or start.size > LARGEST or judge(total, on_time).verdict != "safe":
        return []  # when all worlds of the total leave something shut, some of them do
    settled, groups = Settled(total.limits()), []
    seen: dict[bytes, Refutation | None] = {}
    for place in range(TRIED // CHAINS):
        for world in _leaning(rows, total, start, place):
            on_time()
            same = rows.seen(world)
            key = np.stack([same.low, same.high]).tobytes()
            if key not in seen:
                seen[key] = _why(same, on_time)
            why = seen[key]
            if why is not None and (group := _grown(settled, same, world, why)).bases:
                groups.append(group)
            if settled.is_safe:
                return groups
    return []


def _leaning(rows: Worlds, total: Worlds, start: Counts, seed: int) -> Counts:
    """Worlds of the total in which the classes of a row lean to one answer, as rows that are not safe often do."""
    rng = np.random.default_rng(seed)
    wanted = np.zeros((CHAINS, *total.shape), dtype=bool)
    for chain in range(CHAINS):
        for inside in np.unique(rows.inside, axis=0):
            if chain % 4 and rng.random() < 0.7:
                wanted[chain, inside, rng.integers(total.shape[1])] = True
    starts = np.repeat(start[None], CHAINS, axis=0)
    return wander(total.limits(), starts, np.full(CHAINS, -1), wanted, 500 + 20 * len(start), seed)


def _why(same: Worlds, on_time: Callable[[], None]) -> Refutation | None:
    judged = judge(same, on_time, PATIENCE)
    if judged.verdict != "unsafe":
        return None
    for wanted in reasons(same, judged.stuck, judged.wanted):
        if (found := refute(same, judged.stuck, wanted)) is not None:
            return found
    return None


def _grown(settled: Settled, same: Worlds, world: Counts, why: Refutation) -> Group:
    """The world and others with the same rows, as far as they settle something."""
    group, within = Group(why), same.limits()
    starts = np.repeat(world[None], 8, axis=0)
    free = np.zeros(starts.shape, dtype=bool)
    for base in (world, *wander(within, starts, np.full(8, -1), free, 300, 0)):
        if not settled.is_safe and settled.add(base, within):
            group.bases.append(base)
    return group
