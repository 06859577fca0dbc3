"""The figures of a table as lines: a row with at most one figure for each cell, so that a change is a place to look up.

Of a row with counts in fine and in coarse categories there are two lines.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]


class Lines:
    """Of figures by classes (`inside`) and by cells (`counted`). After the last line, figure and class comes none.

    `inside`: lines by classes; `figure`: lines by cells.
    """

    def __init__(self, inside: Flags, counted: Flags) -> None:
        self.none, (classes, cells) = len(inside), (inside.shape[1], counted.shape[1])
        rows: list[Flags] = []
        figures: list[Indices] = []
        for one, (row, own) in enumerate(zip(inside, counted, strict=True)):
            for other, taken in zip(rows, figures, strict=True):
                if (other == row).all() and (taken[own] == self.none).all():
                    taken[own] = one
                    break
            else:
                rows.append(row)
                figures.append(np.where(own, one, self.none))
        self.inside = np.array(rows, dtype=bool).reshape(-1, classes)
        self.figure = np.array([*figures, np.full(cells, self.none)], dtype=np.int64)

    def __len__(self) -> int:
        return len(self.inside)

    @cached_property
    def differs(self) -> Flags:
        """Lines by cells by cells: whether who goes from one to the other is counted otherwise."""
        found: Flags = self.figure[:, :, None] != self.figure[:, None]
        return found

    @cached_property
    def hit(self) -> Indices:
        """Lines by cells by cells: the figure of the first, if it is not the figure of the second."""
        return np.where(self.differs, self.figure[:, :, None], self.none)

    @cached_property
    def apart(self) -> Indices:
        """By two classes the lines of the first that are not the other's; as many of no line as make up the number."""
        lines = np.hstack([self.inside, np.zeros((len(self), 1), dtype=bool)])
        most = max(1, int(lines.sum(axis=0).max(initial=0)))
        found = np.full((lines.shape[1], lines.shape[1], most), len(self))
        for one, own in enumerate(lines.T):
            for turn, line in enumerate(np.flatnonzero(own).tolist()):
                found[one, ~lines[line], turn] = line
        return found

    @cached_property
    def near(self) -> NDArray[np.float64]:
        """By two classes how many lines only one of them is in."""
        return (self.inside[:, :, None] != self.inside[:, None]).sum(axis=0).astype(float)


def bits(places: Sequence[int] | Indices, words: int) -> NDArray[np.uint64]:
    """Words by places, each with its one bit; below 0 none."""
    found = np.zeros((words, len(places)), dtype=np.uint64)
    for column, place in enumerate(np.asarray(places).tolist()):
        if place >= 0:
            found[place // 64, column] = np.uint64(1 << place % 64)
    return found
