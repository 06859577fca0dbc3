"""Chooses for each protected question how much of it can be shown: for jobs only, because the gate asks a solver.

The gate is given bands and sizes, never an answer. So every world that gives the same release gets the same release.
"""

import json
import os
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import Any

import numpy as np

from surveys.algorithms.gate import OutOfTime, judge
from surveys.algorithms.publishing import NUMBERS, Base, publish, sha256, table
from surveys.algorithms.rounds import Level, Policy, Round
from surveys.algorithms.standing_in import stand_in
from surveys.algorithms.variables import Variable, families, variables
from surveys.algorithms.worlds import Counts, of_total, with_rows, worlds

LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Certificate:
    """Holds nothing of anybody's answer: it follows from the release it is about, by its hash.

    `pools`: by variable groups of worlds, each world a letter per respondent; `why` is the proof that rows would not
    have been safe in these, for a total that stands in for rows.
    """

    release: str
    levels: dict[str, Level]
    pools: dict[str, list[dict[str, Any]]]

    def to_json(self) -> str:
        return json.dumps({"release": self.release, "levels": self.levels, "pools": self.pools}, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Certificate":
        data = json.loads(text)
        return cls(data["release"], data["levels"], data["pools"])


def written(world: Counts) -> str:
    return "".join(LETTERS[cell] * int(count) for counts in world for cell, count in enumerate(counts))


def read(text: str, sizes: Sequence[int], cells: int) -> Counts:
    """ValueError for what is no world of these classes."""
    if len(text) != sum(sizes):
        raise ValueError("A world has a letter per respondent.")
    owners = np.repeat(np.arange(len(sizes)), sizes)
    found = np.zeros((len(sizes), cells), dtype=np.int64)
    places = np.array([LETTERS.index(letter) for letter in text], dtype=np.int64)
    if (places >= cells).any():
        raise ValueError("A world has answers that the table has not.")
    np.add.at(found, (owners, places), 1)
    return found


def certify(
    round: Round,
    policy: Policy,
    *,
    on_progress: Callable[[int, int], None] | None = None,
    seconds: float | None = None,
    processes: int = 1,
) -> Certificate:
    """The most telling safe level of each variable. `on_progress`: how many of how many are done.

    `seconds`: what is not proven safe by then is hidden; one table takes no more than three times its share, so that a
    hard one does not hide those after it. More `processes` give the same, sooner.
    """
    found = variables(round, policy)
    deadline = None if seconds is None else time.time() + seconds
    share = None if seconds is None else 3 * seconds * processes / max(1, len(found))
    work = partial(_certified, round, policy, deadline, share)
    levels: dict[str, Level] = {}
    pools: dict[str, list[dict[str, Any]]] = {}
    for done, (variable, (level, pool)) in enumerate(zip(found, _each(work, found, processes), strict=True), start=1):
        levels[variable.code] = level
        if pool:
            pools[variable.code] = pool
        if on_progress:
            on_progress(done, len(found))
    for family in families(found):
        if any(levels[variable.code] == "hidden" for variable in family):
            for variable in family:
                levels[variable.code] = "hidden"
                pools.pop(variable.code, None)
    return Certificate(sha256(publish(round, policy, levels)), levels, pools)


Found = tuple[Level, list[dict[str, Any]]]


def _each(work: Callable[[Variable], Found], found: list[Variable], processes: int) -> Iterable[Found]:
    if processes == 1:
        yield from map(work, found)
        return
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a core each
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(work, found)


def _certified(round: Round, policy: Policy, deadline: float | None, share: float | None, variable: Variable) -> Found:
    base = Base(round, policy, variable.base)
    first = base.levels(variable)[0]
    if first == "hidden":
        return "hidden", []

    ends = [end for end in (deadline, None if share is None else time.time() + share) if end is not None]

    def on_time() -> None:
        if ends and time.time() > min(ends):
            raise OutOfTime

    numbers = {name: getattr(policy, name) for name in NUMBERS}
    classes = base.classes()
    everybody = worlds(table(base, variable, first), classes, numbers)
    try:
        on_time()
        judged = judge(everybody, on_time)
        if judged.verdict == "safe":
            return first, [{"worlds": [written(one) for one in judged.bases], "why": None}]
        if first == "total":
            return "hidden", []
        shown = table(base, variable, "total")
        rows = with_rows(shown, [row.code for row in base.rows], classes, numbers)
        groups = stand_in(rows, of_total(rows, worlds(shown, classes, numbers)), on_time)
    except OutOfTime:
        return "hidden", []
    if not groups:
        return "hidden", []
    return "total", [{"worlds": [written(one) for one in group.bases], "why": group.why.data()} for group in groups]
