"""Every world that gives one and the same table: answers of all respondents, of which members see no more than bands.

Respondents with the same place in every row are exchangeable, so a world is a count per class and cell. It is a world
of a table when its classes have their sizes and each row its bands, and enough of it answered to be shown at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from surveys.algorithms.bands import band
from surveys.algorithms.lines import Lines
from surveys.algorithms.rounds import MISSING

Counts = NDArray[np.int64]  # classes by cells
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Worlds:
    """A figure is a row and a category: its classes, its cells, and the band its count is in.

    `projections`: by dimension the value of each cell, and -1 where it has none to protect.
    `answered`: the cells of which at least `answers` must be counted; none: whether few answered cannot be seen.
    """

    sizes: NDArray[np.int64]
    inside: Flags  # figures by classes
    counted: Flags  # figures by cells
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    projections: tuple[NDArray[np.int64], ...]
    answered: Flags | None
    answers: int
    width: int

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.sizes), self.counted.shape[1]

    @cached_property
    def n(self) -> NDArray[np.int64]:
        """Organisations in the row of each figure."""
        return self.inside @ self.sizes

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.inside, self.counted)

    def sums(self, world: Counts) -> NDArray[np.int64]:
        return np.einsum(
            "jc,co,jo->j", self.inside.astype(np.int64), world, self.counted.astype(np.int64), optimize=True
        )

    def holds(self, world: Counts) -> bool:
        return (
            world.shape == self.shape
            and bool((world >= 0).all())
            and bool((world.sum(axis=1) == self.sizes).all())
            and self.shows(world)
            and bool(((self.low <= (sums := self.sums(world))) & (sums <= self.high)).all())
        )

    def shows(self, world: Counts) -> bool:
        return self.answered is None or int(world[:, self.answered].sum()) >= self.answers

    def seen(self, world: Counts) -> "Worlds":
        """The worlds that give the same table as this one."""
        found = [band(int(count), int(n), self.width) for count, n in zip(self.sums(world), self.n, strict=True)]
        low, high = np.array(found, dtype=np.int64).reshape(-1, 2).T
        return replace(self, low=low, high=high)

    def limits(self) -> "Worlds":
        """The same worlds, with enough answers as a figure of its own."""
        if self.answered is None:
            return self
        return replace(
            self,
            inside=np.vstack([self.inside, np.ones((1, self.shape[0]), dtype=bool)]),
            counted=np.vstack([self.counted, self.answered[None]]),
            low=np.append(self.low, self.answers),
            high=np.append(self.high, int(self.sizes.sum())),
            answered=None,
        )


def worlds(variable: Mapping[str, Any], classes: Sequence[Mapping[str, Any]], policy: Mapping[str, Any]) -> Worlds:
    """From a variable of a release with its figures and the classes of its base. KeyError when a figure is missing."""
    cells = [category["code"] for category in variable["categories"]]
    wide = {one["code"]: frozenset(one["of"]) for one in variable["coarse"]}
    inside, counted, low, high = [], [], [], []
    for figure in variable["figures"]:
        by, _colon, value = figure["row"].partition(":")
        rows = [not value or one["attributes"].get(by) == value for one in classes]
        for code in wide if figure["coarse"] else cells:
            inside.append(rows)
            counted.append([cell in wide[code] if figure["coarse"] else cell == code for cell in cells])
            low.append(figure["bands"][code][0])
            high.append(figure["bands"][code][1])
    values = [category["values"] for category in variable["categories"]]
    return Worlds(
        sizes=np.array([one["size"] for one in classes], dtype=np.int64),
        inside=np.array(inside, dtype=bool).reshape(-1, len(classes)),
        counted=np.array(counted, dtype=bool).reshape(-1, len(cells)),
        low=np.array(low, dtype=np.int64),
        high=np.array(high, dtype=np.int64),
        projections=tuple(_projection([own[place] for own in values]) for place in range(len(values[0]))),
        answered=None if variable["kind"] == "multiple" else np.array([own[0] not in MISSING for own in values]),
        answers=policy["figures_from"],
        width=policy["width"],
    )


def with_rows(
    variable: Mapping[str, Any], rows: Sequence[str], classes: Sequence[Mapping[str, Any]], policy: Mapping[str, Any]
) -> Worlds:
    """As `worlds`, of the table that a variable shown as total would have had with all its rows; no bands yet."""
    figures = []
    for row in rows:
        by, _colon, value = row.partition(":")
        n = sum(one["size"] for one in classes if not value or one["attributes"].get(by) == value)
        wide = bool(variable["coarse"]) and n < policy["coarse_scale_below"]
        codes = [one["code"] for one in variable["coarse" if wide else "categories"]]
        figures.append({"row": row, "n": n, "coarse": wide, "bands": dict.fromkeys(codes, (0, n))})
    return worlds({**variable, "figures": figures}, classes, policy)


def of_total(rows: Worlds, total: Worlds) -> Worlds:
    """The worlds of a total, told apart by the classes that rows would make."""
    everybody = np.ones((len(total.low), len(rows.sizes)), dtype=bool)
    return replace(rows, inside=everybody, counted=total.counted, low=total.low, high=total.high)


def _projection(values: Sequence[str]) -> NDArray[np.int64]:
    order = {value: place for place, value in enumerate(dict.fromkeys(v for v in values if v not in MISSING))}
    return np.array([order.get(value, -1) for value in values], dtype=np.int64)
