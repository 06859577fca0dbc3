"""Whether a total may stand in for rows that are not safe.

Seeing it, everybody knows that the rows were not. So it is safe only if the worlds of the total whose rows are not safe
are enough to keep every answer open. They are looked for from the total alone, and come with their proof.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from surveys.algorithms.gate import NOBODY, Search, judge
from surveys.algorithms.pinning import Pinned, pinned, pins
from surveys.algorithms.refuting import Refutation, refute
from surveys.algorithms.walking import Places, Walk
from surveys.algorithms.witnesses import Settled
from surveys.algorithms.worlds import Counts, Worlds

PINS = 60  # bands of rows tried
TRIED, CHAINS, BURSTS = 48, 16, 20  # worlds, how many at once, and how often some are mended
PATIENCE = 3  # walks per table
LARGEST = 600  # targets; beyond it worlds are not tried one by one
TOGETHER, ROUNDS = 24, 6  # walks at once, and how often, among worlds with one proof


@dataclass
class Group:
    """Worlds with one proof that their rows are not safe."""

    why: Refutation
    bases: list[Counts] = field(default_factory=list)


def stand_in(rows: Worlds, total: Worlds, on_time: Callable[[], None] = lambda: None) -> list[Group]:
    """Groups of worlds that together make the total safe; none when they were not found."""
    people = total.sizes.sum(keepdims=True)
    if judge(replace(total, sizes=people, inside=total.inside[:, :1]), on_time).verdict != "safe":
        return []  # when all worlds of the total leave something shut, some of them do
    settled, groups = Settled(total.limits()), []
    for one in _candidates(rows, total, settled, on_time):
        on_time()
        search = Search(one.within, settled, TOGETHER, one.shut)
        lacking = int(settled.todo[~one.shut[settled.todo]][0])
        world = search.solver.world(lacking, nodes=1)
        if not isinstance(world, str):
            search.begin_from(search.walk.written(world)[None], on_time)
            for _ in range(ROUNDS):
                before = len(search.kept)
                if settled.is_safe:
                    break
                search.walk_on(on_time)
                if len(search.kept) == before:
                    break
        if search.kept:
            groups.append(Group(one.why, search.kept))
        if settled.is_safe:
            return groups
    return []


def _candidates(rows: Worlds, total: Worlds, settled: Settled, on_time: Callable[[], None]) -> Iterator[Pinned]:
    tried = 0
    for one in pins(rows, total):
        if not one.shut[settled.todo].all():
            tried += 1
            yield one
        if tried == PINS:
            break
    if total.sizes.size * total.shape[1] <= LARGEST:
        yield from _seen(rows, total, on_time)


def _seen(rows: Worlds, total: Worlds, on_time: Callable[[], None]) -> Iterator[Pinned]:
    """What the rows of worlds of the total would be, where those are not safe."""
    walk, seen = Walk(total.limits()), set()
    for turn in range(TRIED // CHAINS):
        places = walk.anywhere(CHAINS, turn)
        rng = np.random.default_rng(turn)
        for chain in range(CHAINS):
            for inside in np.unique(rows.inside, axis=0):
                if chain % 4 and rng.random() < 0.7:  # its classes lean to one answer, as in rows that are not safe
                    places[chain, inside[walk.owner]] = rng.integers(walk.cells)
        for world in walk.counts(_mended(walk, places, turn)):
            on_time()
            same = rows.seen(world)
            key = np.stack([same.low, same.high]).tobytes()
            if key not in seen:
                seen.add(key)
                judged = judge(same, on_time, PATIENCE)
                why = refute(same, *judged.stuck) if judged.verdict == "unsafe" else None
                if why is not None:
                    yield Pinned(pinned(same, total, why), why, np.zeros(total.sizes.size * total.shape[1], dtype=bool))


def _mended(walk: Walk, places: Places, turn: int) -> Places:
    """As few changes as make worlds of them: what walks on, leans no more."""
    found = []
    for burst in range(BURSTS):
        if not len(places):
            break
        inside = walk.settle(places, np.full((len(places), 1), NOBODY), 50, 0, turn * BURSTS + burst)
        found += list(places[inside])
        places = places[~inside]
    return np.array(found, dtype=np.int64).reshape(-1, walk.people)
