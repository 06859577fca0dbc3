"""Chooses for each protected question how much of it can be shown: for jobs only, because the gate asks a solver.

The gate is given bands and sizes, never an answer. So every world that gives the same release gets the same release.
"""

import json
import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context, parent_process
from typing import Any

import numpy as np

from surveys.algorithms.gate import OutOfTime, judge
from surveys.algorithms.publishing import NUMBERS, Base, publish, sha256, table
from surveys.algorithms.rounds import Level, Policy, Round
from surveys.algorithms.standing_in import stand_in
from surveys.algorithms.variables import Variable, families, variables
from surveys.algorithms.worlds import Counts, of_total, with_rows, worlds

LATEST = 4
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


Found = tuple[Level, list[dict[str, Any]]]


def certify(
    round: Round,
    policy: Policy,
    *,
    on_progress: Callable[[int, int], None] | None = None,
    seconds: float | None = None,
    processes: int = 1,
) -> Certificate:
    """The most telling safe level of each variable. `on_progress`: how many of how many are done.

    `seconds`: of processor, for the whole round in all `processes` together; one table takes no more than three times
    its share, so that what a release shows does not hang on how busy the machine is. By the clock all ends at `LATEST`
    times as long. What is not proven safe by then is hidden. More processes give the same, sooner.
    """
    found = variables(round, policy)
    latest = None if seconds is None else time.time() + LATEST * seconds
    share = None if seconds is None else 3 * seconds / max(1, len(found))
    work = partial(_certified, round, policy, latest, share)
    # Those that may take long go first, so that no process waits for another at the end.
    order = sorted(found, key=lambda variable: len(variable.cells), reverse=True)
    done: dict[str, Found] = {}
    for variable, one in zip(order, _each(work, order, processes), strict=True):
        done[variable.code] = one
        if on_progress:
            on_progress(len(done), len(found))
    levels = {variable.code: done[variable.code][0] for variable in found}
    pools = {variable.code: pool for variable in found if (pool := done[variable.code][1])}
    for family in families(found):
        if any(levels[variable.code] == "hidden" for variable in family):
            for variable in family:
                levels[variable.code] = "hidden"
                pools.pop(variable.code, None)
    return Certificate(sha256(publish(round, policy, levels)), levels, pools)


def _each(work: Callable[[Variable], Found], found: list[Variable], processes: int) -> Iterable[Found]:
    if processes == 1:
        yield from map(work, found)
        return
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a core each
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=_end_with_parent) as pool:
        yield from pool.map(work, found)


def _end_with_parent() -> None:
    """A worker that is killed begins again: what it left would only take the processor from that."""
    parent = parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _certified(round: Round, policy: Policy, latest: float | None, share: float | None, variable: Variable) -> Found:
    base = Base(round, policy, variable.base)
    first = base.levels(variable)[0]
    if first == "hidden":
        return "hidden", []

    begin = time.thread_time()

    def on_time() -> None:
        if share is not None and time.thread_time() - begin > share:
            raise OutOfTime
        if latest is not None and time.time() > latest:
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
