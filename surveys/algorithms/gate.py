"""Whether a table is safe: a function of the table alone, so that it is the same for every world that gives it.

Safe is: whoever an organisation is, every answer is possible for it; and beside every answer of any one other
respondent two substantive answers, of each question in the table. What is not proven is not safe.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from surveys.algorithms.solving import Solver
from surveys.algorithms.walking import NOBODY, Places, Walk
from surveys.algorithms.witnesses import Settled
from surveys.algorithms.worlds import Counts, Flags, Worlds

CHAINS = 48  # worlds looked for at once
ASKED, SEARCHED = 2, 5  # walks in vain, after which the solver says at once what it sees, and after which it searches
MANY = 150  # worlds, beyond which twice as many are looked for at once
MIDDLE = 8  # worlds around one of the solver
STEPS = 12  # per respondent, to come into the bands from anywhere
Verdict = Literal["safe", "unsafe", "unknown"]
Claim = tuple[int, tuple[int, ...]]  # somebody at a target, and somebody else at one of these of one class


class OutOfTime(Exception):
    """Nothing was decided."""


@dataclass(frozen=True)
class Judged:
    """`bases`: what shows that it is safe; `stuck`: the claim that no world holds."""

    verdict: Verdict
    bases: list[Counts]
    stuck: Claim = (NOBODY, ())


def judge(worlds: Worlds, on_time: Callable[[], None] = lambda: None, most: int | None = None) -> Judged:
    """Walks to worlds from anywhere, then to those that hold what is still wanted; the solver for what no walk found.

    `most`: walks after which it is "unknown"; for whoever wants tables that are not safe, which show it early.
    """
    search = Search(worlds)
    if search.settled.is_closed or not search.begin(on_time):
        return Judged("unknown", [])
    walks = 0
    while not search.settled.is_safe:
        on_time()
        if walks == most:
            return Judged("unknown", [])
        walks += 1
        if (stuck := search.solve(search.walk_on(on_time), on_time)) is not None:
            return stuck
    return Judged("safe", search.settled.bases)


class Search:
    """For what is to be `settled`, among the worlds of a table; of those that are to be settled by default."""

    def __init__(
        self, worlds: Worlds, settled: Settled | None = None, chains: int = CHAINS, shut: Flags | None = None
    ) -> None:
        """`shut`: targets of which no world is known to hold any."""
        self.within, self.solver, self.chains = worlds.limits(), Solver(worlds), chains
        self.settled = settled or Settled(self.within)
        self.shut = np.zeros(worlds.sizes.size * worlds.shape[1], dtype=bool) if shut is None else shut
        self.walk = Walk(self.within)
        self.pool: list[Places] = []
        self.kept: list[Counts] = []
        self.missed: dict[Claim, int] = {}
        self.turn = 0

    def begin(self, on_time: Callable[[], None]) -> bool:
        """Worlds from anywhere; false when there is none."""
        places = self.walk.anywhere(self.chains, 0)
        found = places[self._settle(places, _nobody(places), STEPS, 1.0)]
        if not len(found):
            world = self.solver.world()
            if isinstance(world, str):
                return False
            found = self.walk.written(world)[None]
        self.begin_from(found, on_time)
        return True

    def begin_from(self, found: Places, on_time: Callable[[], None]) -> None:
        """These worlds, and where they are few, what walks from them come to."""
        self._take(list(found), on_time)
        if 2 * len(found) < self.chains and not self.settled.is_safe:
            places = found[np.arange(self.chains) % len(found)]
            inside = self._settle(places, _nobody(places), STEPS // 2, 1.0)
            self._take(list(places[inside]), on_time)

    def _settle(self, places: Places, locked: NDArray[np.int64], steps: int, heat: float) -> NDArray[np.bool_]:
        self.turn += 1
        return self.walk.settle(places, locked, 100 + steps * self.walk.people, heat, self.turn)

    def _take(self, places: list[Places], on_time: Callable[[], None]) -> None:
        self.pool += places
        for base in self.walk.counts(np.stack(places)) if len(places) else ():
            if self.settled.is_safe:
                return
            on_time()
            if self.settled.add(base, self.within):
                self.kept.append(base)

    def walk_on(self, on_time: Callable[[], None]) -> list[Claim]:
        """Takes worlds with what is wanted in them; returns the claims for which walking is in vain."""
        claims = self._claims()
        if not claims:
            return []
        rng = np.random.default_rng(self.turn)
        pool = np.stack(self.pool)
        places, locked = np.zeros((len(claims), pool.shape[1]), dtype=np.int64), np.full((len(claims), 2), NOBODY)
        for chain, (target, wanted) in enumerate(claims):
            places[chain] = self._near(pool, target, rng)
            beside = [wanted[rng.integers(len(wanted))]] if wanted else []
            who = self.walk.place(places, chain, [target, *beside])
            locked[chain, : len(who)] = who
        inside = self._settle(places, locked, STEPS if self.missed else STEPS // 2, 0.3)
        self._take(list(places[inside]), on_time)
        missed = [claim for claim, is_found in zip(claims, inside, strict=True) if not is_found]
        self.missed = {claim: self.missed.get(claim, 0) + 1 for claim in missed}
        return [claim for claim, times in self.missed.items() if times in (ASKED, SEARCHED)]

    def _near(self, pool: Places, target: int, rng: np.random.Generator) -> NDArray[np.int64]:
        """A world in which somebody is at the target, if there is one."""
        there = self.walk.has(pool, target)
        return pool[rng.choice(np.flatnonzero(there) if there.any() else len(pool))]

    def _claims(self) -> list[Claim]:
        """What was tried in vain; answers that are not possible yet; beside targets a class that is hard for it."""
        rng = np.random.default_rng(self.turn)
        settled, (targets, others) = self.settled, self.settled.pairs
        found = [claim for claim in self.missed if self._is_open(claim)]
        first = settled.todo[~settled.possible[settled.todo] & ~self.shut[settled.todo]]
        found += [(int(one), ()) for one in rng.permutation(first)[: self.chains // 2]]
        lacks = np.zeros((settled.possible.size, len(self.within.sizes)))
        is_open = ~self.shut[others]
        lacks[targets[is_open], settled.owner[others[is_open]]] = 1
        lacks[~settled.possible | self.shut] = 0
        # What is shut for many is the hardest: nearly all follows from it, or it is what no world holds.
        lacks *= lacks.sum(axis=1)[:, None]
        lacks *= (lacks > 0).sum(axis=0)
        while len(found) < self.chains * (1 + (len(self.kept) > MANY)) and lacks.any():
            target, owner = divmod(int(lacks.argmax()), lacks.shape[1])
            found.append((target, tuple(one for one in settled.wanted(target, owner) if not self.shut[one])))
            lacks[target] /= 4
            lacks[:, owner] /= 4
            lacks[target, owner] = 0
        return list(dict.fromkeys(found))

    def _is_open(self, claim: Claim) -> bool:
        """Whether it is still to be shown, as it is."""
        target, wanted = claim
        if not wanted:
            return not self.settled.possible[target]
        return set(wanted) <= set(self.settled.wanted(target, wanted[0] // self.walk.cells))

    def solve(self, claims: list[Claim], on_time: Callable[[], None]) -> Judged | None:
        """Takes a world for each claim, or says what is proven. Most that no world holds are seen at the first node."""
        for claim in claims:
            on_time()
            if not self._is_open(claim):
                continue
            is_last = self.missed[claim] >= SEARCHED
            world = self.solver.world(*claim, nodes=None if is_last else 1)
            if not isinstance(world, str):
                self._take_middle(self.walk.written(world), claim, on_time)
            elif world == "none" or is_last:
                return Judged("unsafe" if world == "none" else "unknown", [], claim)
        return None

    def _take_middle(self, world: NDArray[np.int64], claim: Claim, on_time: Callable[[], None]) -> None:
        """What the solver found is at the edges of bands: worlds in the middle with the same claim in them too."""
        target, wanted = claim
        places = np.tile(world, (MIDDLE, 1))
        there = [one for one in wanted if self.walk.has(places[:1], one, 1 + (one == target))[0]]
        locked = np.array([self.walk.place(places, chain, [target, *there[:1]]) for chain in range(MIDDLE)])
        inside = self._settle(places, locked, STEPS // 3, 0.5)
        self._take([world, *places[inside]], on_time)


def _nobody(places: Places) -> NDArray[np.int64]:
    """Nobody locked."""
    return np.full((len(places), 1), NOBODY)
