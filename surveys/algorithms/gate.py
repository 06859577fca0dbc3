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
from surveys.algorithms.witnesses import Settled, wander
from surveys.algorithms.worlds import Counts, Flags, Worlds

CHAINS = 64  # worlds wandered from at once
SOME = 0.8  # with less settled in one go, the solver is asked too
Verdict = Literal["safe", "unsafe", "unknown"]


class OutOfTime(Exception):
    """Nothing was decided."""


@dataclass(frozen=True)
class Judged:
    """`bases`: what shows that it is safe; `stuck`: the target where it is not, and `wanted` in vain beside it."""

    verdict: Verdict
    bases: list[Counts]
    stuck: int = -1
    wanted: tuple[int, ...] = ()


def judge(worlds: Worlds, on_time: Callable[[], None] = lambda: None, most: int | None = None) -> Judged:
    """Cheap worlds first, then one asked of the solver for whatever they leave open.

    `most`: worlds after which it is "unknown"; for whoever wants tables that are not safe, which show it early.
    """
    settled, solver = Settled(worlds.limits()), Solver(worlds)
    world = solver.world(np.zeros(worlds.shape).ravel())
    if isinstance(world, str):
        return Judged("unknown", [])
    settled.add(world)
    _wander_freely(settled, world)
    while not settled.is_safe:
        on_time()
        if most is not None and len(settled.bases) > most:
            return Judged("unknown", [])
        stuck = _wander_from(settled)
        if stuck is not None and (verdict := _solve(settled, solver, stuck)):
            lacks = settled.wanted(np.array([stuck]))[0] & settled.possible[stuck]
            return Judged(verdict, [], stuck, tuple(int(one) for one in np.flatnonzero(lacks)))
    return Judged("safe", settled.bases)


def _wander_freely(settled: Settled, world: Counts) -> None:
    if settled.is_safe:
        return
    starts = np.repeat(world[None], 16, axis=0)
    free = np.zeros(starts.shape, dtype=bool)
    for base in wander(settled.worlds, starts, np.full(16, -1), free, _steps(settled), 0):
        if settled.is_safe:
            return
        settled.add(base)


def _steps(settled: Settled) -> int:
    return 200 + 10 * settled.worlds.shape[0]


def _wander_from(settled: Settled) -> int | None:
    """Other worlds with what is most wanted in them; a target for the solver, when that brought little.

    A pair is looked for from the side that lacks most: the target, or what is wanted beside many targets.
    """
    todo = settled.todo
    if not settled.possible[todo].all():
        return int(todo[~settled.possible[todo]][0])
    lacks = settled.wanted(todo)
    each = np.concatenate([lacks.sum(axis=1), np.where(settled.possible, lacks.sum(axis=0), 0)])
    chosen = np.argsort(-each, kind="stable")[: min(CHAINS, int((each > 0).sum()))]
    locks = np.where(chosen < len(todo), todo[chosen % len(todo)], chosen - len(todo))
    wanted = np.zeros((len(chosen), *settled.worlds.shape), dtype=bool)
    for place, one in enumerate(chosen):
        wanted[place].flat[np.flatnonzero(lacks[one]) if one < len(todo) else todo[lacks[:, one - len(todo)]]] = True
    starts = np.stack([settled.examples[int(lock)] for lock in locks])
    ends = wander(settled.worlds, starts, locks, wanted, _steps(settled), len(settled.bases))
    promising = _promising(ends, todo, lacks)
    for lock, end, is_promising in zip(locks, ends, promising, strict=True):
        settled.examples[int(lock)] = end
        if not settled.is_safe and (is_promising or not promising.any()):
            settled.add(end)
    return None if len(settled.todo) < SOME * len(todo) else int(settled.todo[0])


def _promising(ends: Counts, todo: NDArray[np.int64], lacks: Flags) -> Flags:
    """Which worlds hold something wanted by themselves: what only their neighbours hold costs much more to find."""
    there = ends.reshape(len(ends), -1) > 0
    return np.array([(lacks[own[todo]] & own).any() for own in there])


def _solve(settled: Settled, solver: Solver, target: int) -> Verdict | None:
    """One world more that settles something about the target, or else what is proven: none when there was one."""
    gains = settled.wanted(np.array([target]))[0].astype(float)
    is_wanted, gains[target] = gains[target] > 0, 0
    world = solver.world(gains, target)
    if not isinstance(world, str) and world.ravel() @ gains == 0 and settled.possible[target]:
        world = solver.world(gains, target, 2) if is_wanted else "none"
    if isinstance(world, str):
        return "unsafe" if world == "none" else "unknown"
    settled.add(world)
    return None
