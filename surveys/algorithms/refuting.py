"""A proof that rows are not safe, which anybody can check by hand: weights under which the bands contradict themselves.

Needed where a total stands in for rows. That it does tells that the rows were not safe, so only such worlds may count.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from surveys.algorithms.worlds import Worlds

MARGIN = 1e-4  # of organisations; far above what rounding can do to sums of whole numbers


@dataclass(frozen=True)
class Refutation:
    """In no world is somebody at `target` and somebody else at one of `wanted`; without `wanted`: anybody at `target`.

    `weights`: of the sizes of classes, of the figures and of the two claims, in this order.
    """

    target: int
    wanted: tuple[int, ...]
    weights: tuple[float, ...]

    def data(self) -> dict[str, Any]:
        return {"target": self.target, "wanted": list(self.wanted), "weights": list(self.weights)}


def refute(worlds: Worlds, target: int, wanted: tuple[int, ...]) -> Refutation | None:
    """For jobs only: imports scipy. None when only whole numbers contradict themselves, not fractions."""
    from scipy.optimize import linprog

    matrix, low, high = _lines(worlds, target, wanted)
    lines, columns = matrix.shape
    # As little as possible off each bound; the price of each bound is its weight.
    both = np.vstack([np.hstack([matrix, -np.eye(lines)]), np.hstack([-matrix, -np.eye(lines)])])
    costs = np.concatenate([np.zeros(columns), np.ones(lines)])
    most = np.repeat(worlds.sizes, worlds.shape[1])
    bounds = [*((0, int(one)) for one in most), *((0, None) for _ in range(lines))]
    solved = linprog(costs, A_ub=both, b_ub=np.concatenate([high, -low]), bounds=bounds, method="highs")
    if solved.status != 0 or solved.fun < MARGIN:
        return None
    price = solved.ineqlin.marginals
    weights = np.round(price[lines:] - price[:lines], 6)
    found = Refutation(target, wanted, tuple(float(one) for one in weights))
    return found if holds(worlds, found) else None


def holds(worlds: Worlds, refutation: Refutation) -> bool:
    """Whether it proves that the worlds are not safe. No solver: the weighted sum cannot reach its own bound."""
    target, wanted = refutation.target, refutation.wanted
    classes, cells = worlds.shape
    if not 0 <= target < classes * cells or not _is_harm(worlds, target, wanted):
        return False
    matrix, low, high = _lines(worlds, target, wanted)
    weights = np.array(refutation.weights)
    if weights.shape != low.shape or not np.isfinite(weights).all():
        return False
    most = float(np.where(weights > 0, weights * high, weights * low).sum())
    slope = weights @ matrix
    least = float(np.minimum(slope * np.repeat(worlds.sizes, cells), 0).sum())
    return least > most + MARGIN


def _is_harm(worlds: Worlds, target: int, wanted: tuple[int, ...]) -> bool:
    """Without `wanted` an answer is impossible; with it a class keeps fewer than two values of a question."""
    if not wanted:
        return True
    classes, cells = worlds.shape
    if len({one // cells for one in wanted}) > 1 or not all(0 <= one < classes * cells for one in wanted):
        return False
    if worlds.sizes[wanted[0] // cells] == 1 and wanted[0] // cells == target // cells:
        return False
    shut = {one % cells for one in wanted}
    for values in worlds.projections:
        left = {int(value) for cell, value in enumerate(values) if value >= 0 and cell not in shut}
        if len(left) < 2:
            return True
    return False


def _lines(
    worlds: Worlds, target: int, wanted: tuple[int, ...]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    limited = worlds.limits()
    classes, cells = worlds.shape
    whole = np.repeat(np.eye(classes), cells, axis=1)
    figures = (limited.inside[:, :, None] & limited.counted[:, None, :]).reshape(-1, classes * cells)
    claims = np.zeros((2, classes * cells))
    claims[0, target] = 1
    claims[1, list(wanted)] = 1
    people = int(worlds.sizes.sum())
    least = [1, (2 if target in wanted else 1) if wanted else 0]
    low = np.concatenate([worlds.sizes, limited.low, least]).astype(float)
    high = np.concatenate([worlds.sizes, limited.high, [people, people]]).astype(float)
    return np.vstack([whole, figures, claims]), low, high
