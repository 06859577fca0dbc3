"""What a few worlds prove. Each stands for its neighbours: the worlds in which one or two respondents answer otherwise.

A claim puts one respondent of a class at a cell: where one already is, by one respondent who changes, or by two who
change places. Two claims go together when no person is used twice and no figure leaves its band, and are then one world
in which both hold. So one base of C classes and O cells proves up to (C O)^2 pairs, and whoever checks it needs the
base alone.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surveys.algorithms.lines import bits
from surveys.algorithms.worlds import Counts, Flags, Worlds

NOBODY = -1
AT_ONCE = 1 << 15  # pairs, so that what is looked up stays near
Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Claims:
    """At most one per target, which is a class and a cell in one number; the last axis goes by target.

    `tight`: figures that one more change would take out of its band, in bits. `used`: where a last person is used, or
    below 0.
    """

    valid: Flags
    tight: NDArray[np.uint64]
    used: Indices

    def beside(self, targets: Indices, other: "Claims", others: Indices) -> Flags:
        """Which of `targets` go together with the one of `others` at the same place; all of them are valid."""
        found = np.zeros(len(targets), dtype=bool)
        for begin in range(0, len(targets), AT_ONCE):
            places = np.arange(begin, min(begin + AT_ONCE, len(targets)))
            for one, two in zip(self.tight, other.tight, strict=True):  # everybody's row first: it parts most
                places = places[one[targets[places]] & two[others[places]] == 0]
            for one in self.used:
                for two in other.used:
                    used = one[targets[places]]
                    places = places[(used != two[others[places]]) | (used < 0)]
            found[places] = True
        return found


class Neighbours:
    """Of one base: claims by how they come about, at most one of each kind per target."""

    def __init__(self, worlds: Worlds, base: Counts) -> None:
        self.lines, self.base = worlds.lines, base
        sums = worlds.sums(base)
        self.up, self.down = np.append(worlds.high - sums, 2), np.append(sums - worlds.low, 2)
        up, down = self.up[self.lines.figure], self.down[self.lines.figure]
        # By line, from a cell to a cell: whether a figure would leave its band, and how many come to its edge.
        self.shut = self.lines.differs & ((down < 1)[:, :, None] | (up < 1)[:, None])
        self.edges = self.lines.differs * ((down == 1)[:, :, None].astype(np.int64) + (up == 1)[:, None])
        self._mark()
        nobody = np.full(base.shape, len(base))
        single = self._single()
        self.claims = [
            self._stays(),
            self._claims(single, nobody, single >= 0),
            *(self._claims(source, partner, source >= 0) for source, partner in self._swaps()),
        ]

    def _mark(self) -> None:
        """A bit for each figure with room for one more, and for each with room for one less."""
        places = np.stack([self.up == 1, self.down == 1])
        numbers = np.where(places, np.cumsum(places.ravel()).reshape(places.shape) - 1, NOBODY)
        words = max(1, -(-int(places.sum()) // 64))
        self.more, self.less = bits(numbers[0], words), bits(numbers[1], words)

    def _single(self) -> Indices:
        """By target from which cell of its class one respondent can come, with the most room left; or below 0."""
        classes, cells = self.base.shape
        rows = self.lines.inside.T.astype(np.float32)
        stuck, edges = (
            (rows @ of[:-1].reshape(-1, cells * cells)).reshape(classes, cells, cells)
            for of in (self.shut.astype(np.float32), self.edges.astype(np.float32))
        )
        score = ((self.base > 0)[:, :, None] & (stuck == 0) & ~np.eye(cells, dtype=bool)) * (1000 - edges)
        return np.where(score.any(axis=1), score.argmax(axis=1), NOBODY)

    def _swaps(self) -> list[tuple[Indices, Indices]]:
        """Twice, by target from which cell of its class one can come, and of which class who goes there instead."""
        classes, cells = self.base.shape
        source, place = np.nonzero(self.base.T)
        liking = self._liking(place, source)
        begins = np.flatnonzero(np.diff(source, prepend=NOBODY))
        turns, found = np.arange(len(place)), []
        for _ in range(2):
            best = np.maximum.reduceat(liking, begins, axis=1)
            score = np.zeros((classes, cells, cells), dtype=np.int64)
            partner = np.zeros_like(score)
            which = len(place) - 1 - best % len(place)
            score[place[:, None], source[:, None], source[begins]] = best // len(place)
            partner[place[:, None], source[:, None], source[begins]] = place[which]
            origin = score.argmax(axis=1)
            mate = np.take_along_axis(partner, origin[:, None], axis=1)[:, 0]
            found.append((np.where(score.any(axis=1), origin, NOBODY), mate))
            liking[np.broadcast_to(turns[:, None], which.shape)[best > 0], which[best > 0]] = 0
        return found

    def _liking(self, place: Indices, source: Indices) -> Indices:
        """Of two who may change places, in an order that differs by base and target; 0 where a figure forbids it."""
        rows = self.lines.inside[:, place]
        # Rows that hold both see nothing of an exchange.
        forbids = (rows[:, :, None] & self.shut[:-1][:, source]).astype(np.float32)
        stuck = np.zeros((len(place), len(place)), dtype=np.float32)
        for cell in np.unique(source):
            there = source == cell
            stuck[:, there] = forbids[:, :, cell].T @ ~rows[:, there]
        possible = (stuck + stuck.T == 0) & (place[:, None] != place) & (source[:, None] != source)
        mixed = place[:, None] * 7919 + place * 10473 + source[:, None] * 31 + source * 17
        return np.where(possible, (1 + mixed % 997) * len(place) + np.arange(len(place))[::-1], 0)

    def _stays(self) -> Claims:
        targets = self.base.size
        used = np.where(self.base.ravel() == 1, np.arange(targets), NOBODY)
        return Claims(self.base.ravel() > 0, np.zeros((len(self.more), targets), dtype=np.uint64), used[None])

    def _claims(self, source: Indices, partner: Indices, valid: Flags) -> Claims:
        """One of a class from `source` to the cell, one of `partner` the other way; beyond the last class nobody."""
        classes, cells = self.base.shape
        place, cell = np.divmod(np.arange(classes * cells), cells)
        source, partner = np.maximum(source.ravel(), 0), np.where(valid, partner, classes).ravel()
        tight = np.zeros((len(self.more), classes * cells), dtype=np.uint64)
        for own, other, origin, end in ((place, partner, source, cell), (partner, place, cell, source)):
            for line in self.lines.apart[own, other].T:
                tight |= self.more[:, self.lines.hit[line, end, origin]]
                tight |= self.less[:, self.lines.hit[line, origin, end]]
        mates = np.where(partner < classes, partner * cells + cell, NOBODY)
        used = np.stack([place * cells + source, mates])
        last = (self.base.ravel()[used] == 1) & (used >= 0)
        return Claims(valid.ravel(), tight, np.where(last, used, NOBODY))

    @property
    def possible(self) -> Flags:
        return np.logical_or.reduce([claims.valid for claims in self.claims])

    def together(self, targets: Indices, others: Indices) -> Flags:
        """Which of these targets are shown possible beside the one of the others at the same place."""
        kinds = np.array([1 << turn for turn in range(len(self.claims))], dtype=np.uint8)
        valid = (np.stack([claims.valid for claims in self.claims]) * kinds[:, None]).sum(axis=0, dtype=np.uint8)
        own, other = valid[targets], valid[others]
        for mine, kind in zip(self.claims, kinds, strict=True):
            for theirs, another in zip(self.claims, kinds, strict=True):
                both = np.flatnonzero((own & kind).astype(bool) & (other & another).astype(bool))
                shown = both[mine.beside(targets[both], theirs, others[both])]
                own[shown] = 0
        return (own == 0) & (valid[targets] > 0)


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
    """What is shown so far: which targets are possible, and which values stay open for others beside each of them.

    `pairs`: of a target and another, those that would open a value where fewer than two are open.
    """

    def __init__(self, worlds: Worlds) -> None:
        self.worlds = worlds
        classes, cells = worlds.shape
        self.bases: list[Counts] = []
        self.possible = np.zeros(classes * cells, dtype=bool)
        self.todo = (np.arange(classes)[:, None] * cells + _representatives(worlds)).ravel()
        self.values = [np.tile(values, classes) for values in worlds.projections]
        # A bit for each value that is open: by question, target and class.
        self.open = np.zeros((len(self.values), classes * cells, classes), dtype=np.uint32)
        self.owner = np.repeat(np.arange(classes), cells)
        self.is_closed = any(int(values.max()) < 1 for values in worlds.projections)  # a question with one answer
        substantive = np.flatnonzero(np.logical_or.reduce([values >= 0 for values in self.values]))
        targets, others = (own.ravel() for own in np.meshgrid(self.todo, substantive, indexing="ij"))
        alone = (worlds.sizes[self.owner[targets]] == 1) & (self.owner[targets] == self.owner[others])
        self.pairs = (targets[~alone], others[~alone])

    def add(self, base: Counts, within: Worlds | None = None) -> bool:
        """Whether this base showed anything that was still needed; one that did not is not kept.

        `within`: of which worlds its neighbours must be, when not of all.
        """
        found = Neighbours(within or self.worlds, base)
        gained = bool((found.possible & ~self.possible).any())
        self.possible |= found.possible
        targets, others = self.pairs
        shown = found.together(targets, others)
        if shown.any():
            gained = True
            self._open(targets[shown], others[shown])
            self._sift(~shown)
        if gained:
            self.bases.append(base)
            is_left = ~self.possible[self.todo]
            is_left |= np.bincount(self.pairs[0], minlength=self.possible.size)[self.todo] > 0
            self.todo = self.todo[is_left]
        return gained

    def _open(self, targets: Indices, others: Indices) -> None:
        for values, opened in zip(self.values, self.open, strict=True):
            value = values[others]
            said = value >= 0
            which = np.left_shift(np.uint32(1), value[said].astype(np.uint32))
            np.bitwise_or.at(opened, (targets[said], self.owner[others[said]]), which)

    def _sift(self, left: Flags) -> None:
        """Leaves the pairs that would still open something."""
        targets, others = (own[left] for own in self.pairs)
        owner = self.owner[others]
        useful = np.zeros(len(targets), dtype=bool)
        for values, opened in zip(self.values, self.open, strict=True):
            value, seen = values[others], opened[targets, owner]
            is_few = seen & (seen - (seen > 0)) == 0  # no bit, or one
            useful |= is_few & (value >= 0) & (seen >> np.maximum(value, 0).astype(np.uint32) & 1 == 0)
        self.pairs = (targets[useful], others[useful])

    @property
    def is_safe(self) -> bool:
        return len(self.todo) == 0 and not self.is_closed

    def wanted(self, target: int, owner: int) -> tuple[int, ...]:
        """The others of a class that would open a value beside this target."""
        targets, others = self.pairs
        return tuple(others[(targets == target) & (self.owner[others] == owner)].tolist())
