"""Bands of rows under which they are not safe: the quickest way to worlds of a total that may stand in for its rows.

Where the least that the bands of a row allow are together all its organisations, every count of it is known, and what
counts nought is nobody's answer. So it is where the least of the rows of a breakdown are the most of the total.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from surveys.algorithms.bands import band, bands
from surveys.algorithms.refuting import Refutation, refute
from surveys.algorithms.worlds import Flags, Worlds

OPTIONS = 12  # bands tried per figure


@dataclass(frozen=True)
class Pinned:
    """`within`: worlds of the total, each with rows that are not safe; `why`: of all of them. `shut`: targets."""

    within: Worlds
    why: Refutation
    shut: Flags


def pinned(same: Worlds, total: Worlds, why: Refutation) -> Worlds:
    """The worlds of the total that share with `same` the bands that the proof weighs: it is a proof in all of them."""
    classes = len(same.sizes)
    weighs = np.array(why.weights[classes : classes + len(same.low)]) != 0
    return replace(
        total,
        inside=np.vstack([total.inside, same.inside[weighs]]),
        counted=np.vstack([total.counted, same.counted[weighs]]),
        low=np.append(total.low, same.low[weighs]),
        high=np.append(total.high, same.high[weighs]),
    )


def pins(rows: Worlds, total: Worlds) -> Iterator[Pinned]:
    """`rows` need no bands, and have everybody's row first."""
    whole = len(total.low)
    share = _share(total)
    found = [*_of_rows(rows, total, share), *_of_breakdowns(rows, total, share)]
    for _turn, figures, counts, shut in sorted(found, key=lambda one: one[0]):
        low, high = np.zeros_like(rows.low), rows.n.copy()
        low[:whole], high[:whole] = total.low, total.high
        for figure, count in zip(figures, counts, strict=True):
            low[figure], high[figure] = band(count, int(rows.n[figure]), rows.width)
        same = replace(rows, low=low, high=high)
        why = refute(same, int(np.flatnonzero(shut)[0]), ())
        if why is not None:
            yield Pinned(pinned(same, total, why), why, shut)


def _share(total: Worlds) -> NDArray[np.float64]:
    """Of each cell, about: from the bands of the total, alike where one band is of several cells."""
    people = int(total.sizes.sum())
    found = np.zeros(total.counted.shape[1])
    for counted, low, high in zip(total.counted, total.low, total.high, strict=True):
        found[counted] = (low + high) / 2 / people / counted.sum()
    return found


Found = tuple[int, list[int], list[int], Flags]


def _of_rows(rows: Worlds, total: Worlds, share: NDArray[np.float64]) -> Iterator[Found]:
    people = int(rows.sizes.sum())
    for row, figures in _rows(rows):
        n = int(rows.n[figures[0]])
        aims = [n * float(share[rows.counted[figure]].sum()) for figure in figures]
        parts = [(total.counted & rows.counted[figure]).any(axis=1) for figure in figures]
        limits = [(int(total.low[own].sum()) - people + n, int(total.high[own].sum())) for own in parts]
        for turn, nought in enumerate(np.argsort(aims, kind="stable").tolist()):
            least = _least([n] * len(figures), limits, aims, n, nought, rows.width)
            if least is not None:
                noughts = [figure for figure, count in zip(figures, least, strict=True) if count == 0]
                shut = np.outer(row, rows.counted[noughts].any(axis=0)).ravel()
                yield turn, figures, least, shut


def _of_breakdowns(rows: Worlds, total: Worlds, share: NDArray[np.float64]) -> Iterator[Found]:
    """Also of everybody who is not in a band: their least is what the most of the band leaves."""
    people = int(rows.sizes.sum())
    for breakdown in _breakdowns(rows):
        for counted, low, high in zip(total.counted, total.low.tolist(), total.high.tolist(), strict=True):
            figures = [figure for figure in breakdown if (rows.counted[figure] == counted).all()]
            sizes = [int(rows.n[figure]) for figure in figures]
            part = float(share[counted].sum())
            for most, own, is_rest in ((high, part, False), (people - low, 1 - part, True)):
                aims = [n * own for n in sizes]
                for turn, nought in enumerate(np.argsort(aims, kind="stable").tolist()):
                    least = _least(sizes, [(0, n) for n in sizes], aims, most, nought, rows.width)
                    if least is not None:
                        noughts = [figure for figure, count in zip(figures, least, strict=True) if count == 0]
                        shut = np.outer(rows.inside[noughts].any(axis=0), counted ^ is_rest).ravel()
                        counts = [n - count for n, count in zip(sizes, least, strict=True)] if is_rest else least
                        yield turn, figures, counts, shut


def _rows(rows: Worlds) -> Iterator[tuple[Flags, list[int]]]:
    """Each row but everybody's, with its figures."""
    found: dict[bytes, list[int]] = {}
    for figure, inside in enumerate(rows.inside):
        found.setdefault(inside.tobytes(), []).append(figure)
    for figures in found.values():
        if not rows.inside[figures[0]].all():
            yield rows.inside[figures[0]], figures


def _breakdowns(rows: Worlds) -> list[list[int]]:
    """Figures of rows that have nobody in common, as they follow each other."""
    found: list[list[int]] = []
    taken: Flags | None = None
    for row, figures in _rows(rows):
        if taken is None or (taken & row).any():
            found.append([])
            taken = np.zeros_like(row)
        taken = taken | row
        found[-1] += figures
    return found


def _least(
    sizes: Sequence[int],
    limits: Sequence[tuple[int, int]],
    aims: Sequence[float],
    whole: int,
    nought: int,
    width: int,
) -> list[int] | None:
    """By figure the least of a band, `whole` together and as near as can be to `aims`; of `nought` none at all."""
    costs = np.full(whole + 1, np.inf)
    costs[0], chosen = 0, []
    for place, (n, (least, most), aim) in enumerate(zip(sizes, limits, aims, strict=True)):
        lows = [low for low, _high in bands(n, width) if least <= low <= min(most, whole)]
        nearest = sorted((abs(low - aim), low) for low in lows)[:OPTIONS]
        options = [0] if place == nought else [low for _far, low in nearest]
        if not options or options[0] < least:
            return None
        after = np.full((len(options), whole + 1), np.inf)
        for turn, low in enumerate(options):
            after[turn, low:] = costs[: whole + 1 - low] + (low - aim) ** 2
        best = after.argmin(axis=0)
        costs = after.min(axis=0)
        chosen.append(np.array(options)[best])
    if not np.isfinite(costs[whole]):
        return None
    found, left = [], whole
    for own in reversed(chosen):
        found.append(int(own[left]))
        left -= found[-1]
    return found[::-1]
