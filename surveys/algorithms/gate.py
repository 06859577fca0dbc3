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
from surveys.algorithms.worlds import Counts, Worlds

CHAINS = 48  # worlds looked for at once
ASKED, SEARCHED = 2, 5  # walks in vain, after which the solver says at once what it sees, and after which it searches
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

    `most`: worlds after which it is "unknown"; for whoever wants tables that are not safe, which show it early.
    """
    search = Search(worlds)
    if not search.begin(on_time):
        return Judged("unknown", [])
    while not search.settled.is_safe:
        on_time()
        if most is not None and len(search.settled.bases) > most:
            return Judged("unknown", [])
        if (stuck := search.solve(search.walk_on(on_time), on_time)) is not None:
            return stuck
    return Judged("safe", search.settled.bases)


class Search:
    """For what is to be `settled`, among the worlds of a table; of those that are to be settled by default."""

    def __init__(self, worlds: Worlds, settled: Settled | None = None, chains: int = CHAINS) -> None:
        self.within, self.solver, self.chains = worlds.limits(), Solver(worlds), chains
        self.settled = settled or Settled(self.within)
        self.walk = Walk(self.within)
        self.pool: list[Places] = []
        self.kept: list[Counts] = []
        self.missed: dict[Claim, int] = {}
        self.turn = 0

    def begin(self, on_time: Callable[[], None]) -> bool:
        """Worlds from anywhere; false when there is none."""
        places, found = self.walk.anywhere(self.chains, 0), []
        for heat in (1.0, 0.5, 0.5):
            inside = self._settle(places, np.full((len(places), 1), NOBODY), STEPS, heat)
            found += list(places[inside])
            places = places[~inside]
            if 2 * len(found) >= self.chains:
                break
        if not found:
            world = self.solver.world()
            if isinstance(world, str):
                return False
            found = [self.walk.written(world)]
        self._take(found, on_time)
        return True

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
        rng = np.random.default_rng(self.turn)
        places = np.stack([self.pool[one] for one in rng.integers(len(self.pool), size=len(claims))])
        locked = np.full((len(claims), 2), NOBODY)
        for chain, (target, wanted) in enumerate(claims):
            beside = [wanted[rng.integers(len(wanted))]] if wanted else []
            who = self.walk.place(places, chain, [target, *beside])
            locked[chain, : len(who)] = who
        is_hard = max(self.missed.values(), default=0) >= ASKED
        inside = self._settle(places, locked, STEPS if is_hard else STEPS // 3, 0.3)
        self._take(list(places[inside]), on_time)
        missed = [claim for claim, is_found in zip(claims, inside, strict=True) if not is_found]
        self.missed = {claim: self.missed.get(claim, 0) + 1 for claim in missed}
        return [claim for claim, times in self.missed.items() if times in (ASKED, SEARCHED)]

    def _claims(self) -> list[Claim]:
        """What was tried once in vain; answers that are not possible yet; beside each target some class or other."""
        todo, possible = self.settled.todo, self.settled.possible
        lacks = dict(zip(todo.tolist(), self.settled.wanted(todo).reshape(len(todo), -1, self.walk.cells), strict=True))
        found = [claim for claim in self.missed if self._is_open(claim, lacks)]
        found += [(int(one), ()) for one in todo[~possible[todo]][: self.chains // 2]]
        rng = np.random.default_rng(self.turn)
        turns = []
        for target, own in lacks.items():
            if possible[target]:
                classes = rng.permutation(np.flatnonzero(own.any(axis=1)))[: self.chains]
                turns += [(turn, turn - len(classes), target, int(one)) for turn, one in enumerate(classes)]
        for _turn, _left, target, one in sorted(turns):
            if len(found) >= self.chains:
                break
            found.append(
                (target, tuple(int(one * self.walk.cells + cell) for cell in np.flatnonzero(lacks[target][one])))
            )
        return list(dict.fromkeys(found))

    def _is_open(self, claim: Claim, lacks: dict[int, NDArray[np.bool_]]) -> bool:
        """Whether it is still to be shown, as it is."""
        target, wanted = claim
        if not wanted:
            return not self.settled.possible[target]
        return target in lacks and bool(lacks[target].ravel()[list(wanted)].all())

    def solve(self, claims: list[Claim], on_time: Callable[[], None]) -> Judged | None:
        """Takes a world for each claim, or says what is proven. Most that no world holds are seen at the first node."""
        for claim in claims:
            on_time()
            is_last = self.missed[claim] >= SEARCHED
            world = self.solver.world(*claim, nodes=None if is_last else 1)
            if not isinstance(world, str):
                self._take([self.walk.written(world)], on_time)
            elif world == "none" or is_last:
                return Judged("unsafe" if world == "none" else "unknown", [], claim)
        return None
