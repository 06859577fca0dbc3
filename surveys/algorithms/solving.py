"""Finds worlds of a table as an integer program, solved by HiGHS: for jobs only.

Limits are counts of steps and not of seconds, so that every machine comes to the same answer.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from surveys.algorithms.worlds import Counts, Worlds

NODES = 5000  # of the search tree, per question to the solver
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

    def world(self, gains: NDArray[np.float64], target: int | None = None, people: int = 1) -> Counts | Answer:
        """With the most gains, and at least so many people at the target; "none" is proven."""
        from scipy.optimize import Bounds, milp

        least = np.zeros(self.most.shape)
        if target is not None:
            if people > self.most[target]:
                return "none"
            least[target] = people
        solved = milp(
            -gains,
            integrality=np.ones(self.most.shape),
            bounds=Bounds(least, self.most),
            constraints=self.constraint,
            options={"node_limit": NODES, "mip_rel_gap": 0},
        )
        if solved.x is None:
            return "none" if solved.status == 2 else "unknown"
        found = np.rint(solved.x).astype(np.int64).reshape(self.worlds.shape)
        is_right = self.worlds.holds(found) and (found.ravel() >= least).all()
        if not is_right or (solved.status != 0 and not (found.ravel() @ gains) > 0):
            return "unknown"
        return found
