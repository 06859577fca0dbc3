"""Finds worlds of a table as an integer program, solved by HiGHS: for jobs only.

Limits are counts of steps and not of seconds, so that every machine comes to the same answer.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from surveys.algorithms.worlds import Counts, Worlds

SEARCHED = 200_000  # answers of classes times nodes of the search tree, per question to the solver
Answer = Literal["none", "unknown"]


class Solver:
    """Of one set of worlds; imports scipy when it is made."""

    def __init__(self, worlds: Worlds) -> None:
        from scipy.optimize import LinearConstraint
        from scipy.sparse import block_diag, csr_array, vstack

        self.worlds, limited = worlds, worlds.limits()
        classes, cells = worlds.shape
        figures = [
            np.outer(rows, counted).ravel() for rows, counted in zip(limited.inside, limited.counted, strict=True)
        ]
        whole = block_diag([np.ones((1, cells))] * classes)
        matrix = vstack([whole, csr_array(np.array(figures, dtype=float).reshape(-1, classes * cells))])
        low = np.concatenate([worlds.sizes, limited.low])
        self.constraint = LinearConstraint(matrix, low, np.concatenate([worlds.sizes, limited.high]))
        self.most = np.repeat(worlds.sizes, cells)

    def world(
        self, target: int | None = None, wanted: Sequence[int] = (), *, nodes: int | None = None
    ) -> Counts | Answer:
        """With somebody at the target, and somebody else at one of `wanted`; "none" is proven."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        least = np.zeros(self.most.shape)
        constraints = [self.constraint]
        if target is not None:
            least[target] = 1
        if len(wanted):
            beside = np.zeros(self.most.shape)
            beside[list(wanted)] = 1
            constraints.append(LinearConstraint(beside[None], 2 if target in wanted else 1, np.inf))
        solved = milp(
            np.zeros(self.most.shape),
            integrality=np.ones(self.most.shape),
            bounds=Bounds(least, self.most),
            constraints=constraints,
            options={"node_limit": nodes or max(1, SEARCHED // len(self.most))},
        )
        if solved.x is None:
            return "none" if solved.status == 2 else "unknown"
        found = np.rint(solved.x).astype(np.int64).reshape(self.worlds.shape)
        there = found.ravel()
        is_right = self.worlds.holds(found) and (there >= least).all()
        beside_it = not len(wanted) or there[list(wanted)].sum() >= (2 if target in wanted else 1)
        return found if is_right and beside_it else "unknown"
