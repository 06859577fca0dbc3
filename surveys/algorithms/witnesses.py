"""What a few worlds prove. Each stands for its neighbours: the worlds in which one or two respondents answer otherwise.

A claim puts one respondent of a class at a cell: where one already is, by one respondent who changes, or by two who
change places. Two claims go together when no person is used twice and no figure leaves its band, and are then one world
in which both hold. So one base of C classes and O cells proves up to (C O)^2 pairs with a few products of matrices, and
whoever checks it needs the base alone.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from surveys.algorithms.worlds import Counts, Flags, Worlds

NOBODY = -1


@dataclass(frozen=True)
class Claims:
    """At most one per target, which is a class and a cell in one number; the arrays go by target.

    `tight`: figures that one more change would take out of its band. `used`: where a last person is used, or below 0.
    """

    valid: Flags
    tight: NDArray[np.float32]
    used: NDArray[np.int64]

    def beside(self, targets: NDArray[np.int64], other: "Claims", others: NDArray[np.int64], found: Flags) -> None:
        """Marks in `found` which of `targets` go together with which of `others`."""
        rows, columns = np.flatnonzero(self.valid[targets]), np.flatnonzero(other.valid[others])
        mine, theirs = targets[rows], others[columns]
        clash = self.tight[mine] @ other.tight[theirs].T > 0
        for used in self.used[mine].T:
            for taken in other.used[theirs].T:
                clash |= (used[:, None] == taken[None]) & (used[:, None] >= 0)
        found[np.ix_(rows, columns)] |= ~clash


class Neighbours:
    """Of one base: claims by how they come about, at most one of each kind per target."""

    def __init__(self, worlds: Worlds, base: Counts) -> None:
        self.worlds, self.base = worlds, base
        sums = worlds.sums(base)
        self.up, self.down = worlds.high - sums, sums - worlds.low
        self.inside = worlds.inside.astype(np.float32)
        self.step = worlds.counted.astype(np.int64)
        place = np.arange(len(base))
        self.mixed = (place[:, None] * 7919 + place[None] * 10473) % 997  # so that partners differ
        self.single, self.swaps = _Best(base.shape), (_Best(base.shape), _Best(base.shape))
        for source, cell in permutations(range(base.shape[1]), 2):
            if base[:, source].any():
                self._moves(source, cell)
        self.claims = [self._stays(), self._claims(self.single), *(self._claims(one) for one in self.swaps)]

    def _moves(self, source: int, cell: int) -> None:
        """One respondent of a class from `source` to `cell`, alone or in exchange for one of another class."""
        step = self.step[:, cell] - self.step[:, source]
        forth = ((step > 0) & (self.up < 1)) | ((step < 0) & (self.down < 1))
        back = ((step < 0) & (self.up < 1)) | ((step > 0) & (self.down < 1))
        tight = ((step > 0) & (self.up == 1)) | ((step < 0) & (self.down == 1))
        here, there = np.flatnonzero(self.base[:, source]), np.flatnonzero(self.base[:, cell])
        free = ~self.inside[forth][:, here].any(axis=0)
        self.single.offer(cell, here, free * (1000 - tight @ self.inside[:, here]), source)
        if len(there):
            # Rows that hold both see nothing of an exchange.
            stuck = self.inside[forth][:, here].T @ (1 - self.inside[forth][:, there])
            stuck += (1 - self.inside[back][:, here]).T @ self.inside[back][:, there]
            possible = (stuck == 0) & (here[:, None] != there[None])
            liking = possible * (1 + (self.mixed[np.ix_(here, there)] + source * 31 + cell * 17) % 997)
            for best in self.swaps:
                partner = liking.argmax(axis=1)
                place = np.arange(len(here))
                best.offer(cell, here, liking[place, partner], source, there[partner])
                liking[place, partner] = 0

    def _stays(self) -> Claims:
        targets = self.base.size
        used = np.where(self.base.ravel() == 1, np.arange(targets), NOBODY)
        return Claims(self.base.ravel() > 0, np.zeros((targets, 2 * len(self.up)), dtype=np.float32), used[:, None])

    def _claims(self, best: "_Best") -> Claims:
        classes, cells = self.base.shape
        place, cell = np.divmod(np.arange(classes * cells), cells)
        source, partner, valid = best.source.ravel(), best.partner.ravel(), best.score.ravel() > 0
        rows = self.inside.T[place] - np.where((partner >= 0)[:, None], self.inside.T[partner], 0)
        change = rows * (self.step.T[cell] - self.step.T[source])
        tight = np.hstack([(change > 0) & (self.up == 1), (change < 0) & (self.down == 1)]).astype(np.float32)
        used = np.stack([place * cells + source, np.where(partner >= 0, partner * cells + cell, NOBODY)], axis=1)
        last = (self.base.ravel()[used] == 1) & (used >= 0)
        return Claims(valid, tight, np.where(last, used, NOBODY))

    @property
    def possible(self) -> Flags:
        return np.logical_or.reduce([claims.valid for claims in self.claims])

    def together(self, targets: NDArray[np.int64], others: NDArray[np.int64]) -> Flags:
        """Which of these targets are shown possible beside which of the others."""
        found = np.zeros((len(targets), len(others)), dtype=bool)
        for mine in self.claims:
            for theirs in self.claims:
                mine.beside(targets, theirs, others, found)
        return found


class _Best:
    """The best offer so far for each class and cell."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.score = np.zeros(shape)
        self.source = np.zeros(shape, dtype=np.int64)
        self.partner = np.full(shape, NOBODY)

    def offer(
        self,
        cell: int,
        classes: NDArray[np.int64],
        score: NDArray[Any],
        source: int,
        partner: NDArray[np.int64] | None = None,
    ) -> None:
        better = score > self.score[classes, cell]
        self.score[classes[better], cell] = score[better]
        self.source[classes[better], cell] = source
        if partner is not None:
            self.partner[classes[better], cell] = partner[better]


def _representatives(worlds: Worlds) -> NDArray[np.int64]:
    """Of cells that are told apart by nothing in the table the first: what holds beside it holds beside the others.

    To swap two such cells takes every world of the table to another one, and open values to as many open values.
    """
    found: list[int] = []
    for cell in range(worlds.shape[1]):
        if not any(_are_alike(worlds, cell, other) for other in found):
            found.append(cell)
    return np.array(found, dtype=np.int64)


def _are_alike(worlds: Worlds, cell: int, other: int) -> bool:
    for values in worlds.projections:
        one, two = values[cell], values[other]
        if one != two and (min(one, two) < 0 or (values == one).sum() > 1 or (values == two).sum() > 1):
            return False
    swapped = worlds.counted.copy()
    swapped[:, [cell, other]] = swapped[:, [other, cell]]
    rows = [row.tobytes() for row in worlds.inside]
    figures, others = (
        Counter(zip(rows, (one.tobytes() for one in counted), worlds.low, worlds.high, strict=True))
        for counted in (worlds.counted, swapped)
    )
    return figures == others


class Settled:
    """What is shown so far: which targets are possible, and which values stay open for others beside each of them."""

    def __init__(self, worlds: Worlds) -> None:
        self.worlds = worlds
        classes, cells = worlds.shape
        self.bases: list[Counts] = []
        self.possible = np.zeros(classes * cells, dtype=bool)
        self.pairs = np.zeros((classes * cells, classes * cells), dtype=bool)
        self.todo = (np.arange(classes)[:, None] * cells + _representatives(worlds)).ravel()

    def add(self, base: Counts, within: Worlds | None = None) -> bool:
        """Whether this base showed anything that was still needed; one that did not is not kept.

        `within`: of which worlds its neighbours must be, when not of all.
        """
        found = Neighbours(within or self.worlds, base)
        fresh = np.flatnonzero(found.possible & ~self.possible)
        self.possible |= found.possible
        before = self._values(self.todo)
        others = self._telling(before >= 2)
        self.pairs[np.ix_(self.todo, others)] |= found.together(self.todo, others)
        after = self._values(self.todo)
        gained = len(fresh) > 0 or bool((after != before).any())
        if gained:
            self.bases.append(base)
        self.todo = self.todo[~((after >= 2).all(axis=(1, 2)) & self.possible[self.todo])]
        return gained

    def _telling(self, is_open: Flags) -> NDArray[np.int64]:
        """Targets that are a substantive answer of a class for which something is not open yet."""
        substantive = np.stack([values >= 0 for values in self.worlds.projections])
        lacking = ~is_open.all(axis=0)
        return np.flatnonzero((lacking[:, :, None] & substantive[:, None]).any(axis=0).ravel())

    def _values(self, targets: NDArray[np.int64]) -> NDArray[np.int8]:
        """Targets by dimensions by classes: how many values a respondent of the class keeps beside it, up to 2."""
        classes, cells = self.worlds.shape
        pairs = self.pairs[targets].reshape(len(targets), classes, cells)
        found = np.zeros((len(targets), len(self.worlds.projections), classes), dtype=np.int8)
        for place, values in enumerate(self.worlds.projections):
            for value in range(values.max() + 1):
                found[:, place] += pairs[:, :, values == value].any(axis=2)
        alone = self.worlds.sizes[targets // cells] == 1
        found[alone, :, targets[alone] // cells] = 2  # nobody else is in the class
        return np.minimum(found, 2)

    @property
    def is_safe(self) -> bool:
        return len(self.todo) == 0

    def wanted(self, targets: NDArray[np.int64]) -> Flags:
        """For each of these targets the others that would open a value beside it, where fewer than two are open."""
        lacking = self._values(targets) < 2
        classes, cells = self.worlds.shape
        pairs = self.pairs[targets].reshape(len(targets), classes, cells)
        wanted = np.zeros(pairs.shape, dtype=bool)
        for place, values in enumerate(self.worlds.projections):
            for value in range(values.max() + 1):
                shut = lacking[:, place] & ~pairs[:, :, values == value].any(axis=2)
                wanted |= shut[:, :, None] & (values == value)
        return wanted.reshape(len(targets), -1)
