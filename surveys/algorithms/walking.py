"""Many worlds of one table at once, looked for by changing one respondent, or two who change places, at a time.

A walk likes figures in the middle of their bands: there nearly every respondent could have answered otherwise without
any band noticing, so that such a world proves more than one at the edges (`witnesses`). It begins anywhere, also
outside the bands, and says at the end which worlds came to be inside. A figure that stays outside its band weighs more
and more, so that others give way to it: without that, most walks to a world with two given answers end one short.
Chance comes from fixed seeds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surveys.algorithms.worlds import Counts, Flags, Worlds

Places = NDArray[np.int64]  # chains by respondents, in the order of classes: the cell each is at
OUTSIDE = 5  # what a count costs per respondent outside its band; on the edge of it: 1
ALONE = 0.25  # of the changes are of one respondent
NEAR = 4  # the higher, the more alike are two who change places
CHOOSY = 0.3  # of those who would do, as a partner
EVERY, HEAVIER = 40, 0.5  # steps after which a figure outside its band costs so much more
NOBODY = -1


class Walk:
    """Of one set of worlds, with enough answers as a figure (`Worlds.limits`)."""

    def __init__(self, worlds: Worlds) -> None:
        self.worlds = worlds
        classes, self.cells = worlds.shape
        self.owner = np.repeat(np.arange(classes), worlds.sizes)
        self.first = np.concatenate([[0], np.cumsum(worlds.sizes)]).tolist()
        self.people, self.nothing = len(self.owner), len(worlds.low)
        self.inside = worlds.inside[:, self.owner]
        self.apart, self.hit = worlds.lines.apart, worlds.lines.hit
        self.near = self._near()
        self.gain, self.loss = self._costs()

    def _near(self) -> NDArray[np.int64]:
        """For each respondent the others, those who share most rows with it first."""
        apart = self.worlds.lines.near[np.ix_(self.owner, self.owner)]
        apart += 0.9 * np.random.default_rng(0).random(apart.shape)
        np.fill_diagonal(apart, np.inf)
        return np.argsort(apart, axis=1)[:, : max(1, self.people - 1)]

    def _costs(self) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
        """By figure and count, one after another: what one more, and one less, adds to the costs."""
        count = np.arange(-1, self.people + 2)
        low, high = self.worlds.low[:, None], self.worlds.high[:, None]
        costs = (OUTSIDE - 1) * (np.maximum(low - count, 0) + np.maximum(count - high, 0))
        room = high - low >= 2
        costs += np.maximum(low + room - count, 0) + np.maximum(count - high + room, 0)
        costs = np.vstack([costs, np.zeros((1, len(count)), dtype=np.int64)]).astype(np.int16)
        middle = costs[:, 1:-1]
        return (costs[:, 2:] - middle).ravel(), (costs[:, :-2] - middle).ravel()

    def sums(self, places: Places) -> NDArray[np.int64]:
        """Of each figure, and at the end of none."""
        counts = self.counts(places)
        found = np.array([self.worlds.sums(one) for one in counts], dtype=np.int64)
        return np.hstack([found.reshape(len(places), -1), np.zeros((len(places), 1), dtype=np.int64)])

    def counts(self, places: Places) -> Counts:
        found = np.zeros((len(places), *self.worlds.shape), dtype=np.int64)
        np.add.at(found, (np.arange(len(places))[:, None], self.owner[None], places), 1)
        return found

    def written(self, world: Counts) -> Places:
        """The places of one world."""
        return np.repeat(np.tile(np.arange(self.cells), len(world)), world.ravel())

    def anywhere(self, chains: int, seed: int) -> Places:
        """Respondents at cells as often as the bands of everybody say; the rest is for the walk to mend."""
        rng = np.random.default_rng(seed)
        likely = np.full((len(self.worlds.sizes), self.cells), 0.5)
        room = self.worlds.high - self.worlds.low >= 2
        low, high = np.maximum(self.worlds.low + room, 0.2), np.maximum(self.worlds.high - room, 0.2)
        for _ in range(12):
            likely *= (self.worlds.sizes / likely.sum(axis=1))[:, None]
            for figure, (inside, counted) in enumerate(zip(self.worlds.inside, self.worlds.counted, strict=True)):
                own = np.ix_(inside, counted)
                now = max(likely[own].sum(), 1e-9)
                likely[own] *= min(max(now, low[figure]), high[figure]) / now
        upto = (likely / likely.sum(axis=1)[:, None]).cumsum(axis=1)[self.owner]
        drawn = rng.random((chains, self.people, 1))
        return np.minimum((drawn > upto[None]).sum(axis=2), self.cells - 1)

    def has(self, places: Places, target: int, least: int = 1) -> Flags:
        """Which chains have at least so many at a target, a class and a cell in one number."""
        own, cell = divmod(target, self.cells)
        found: Flags = (places[:, self.first[own] : self.first[own + 1]] == cell).sum(axis=1) >= least
        return found

    def place(self, places: Places, chain: int, targets: Sequence[int]) -> list[int]:
        """Puts a respondent at each target, a class and a cell in one number; returns who they are."""
        found: list[int] = []
        for target in targets:
            own, cell = divmod(target, self.cells)
            free = [one for one in range(self.first[own], self.first[own + 1]) if one not in found]
            there = [one for one in free if places[chain, one] == cell]
            if free:
                found.append((there or free)[0])
                places[chain, found[-1]] = cell
        return found

    def settle(self, places: Places, locked: NDArray[np.int64], steps: int, heat: float, seed: int) -> Flags:
        """Walks from `places`, in place, while those `locked` (by chain, or below 0) stay. Which are worlds at the end.

        `heat`: of the beginning, in costs; it falls to nothing at two thirds of the steps.
        """
        rng = np.random.default_rng(seed)
        sums = self.sums(places)
        chains = _Chains(places, sums, locked, np.ones(sums.shape, dtype=np.float32))
        for done in range(0, steps, 100):
            now = heat * max(0.0, 1 - 1.5 * done / steps)
            drawn = rng.random((min(100, steps - done), 5, len(places)))
            orders = rng.random((len(drawn), max(self.people, self.nothing)))
            for step, (draw, order) in enumerate(zip(drawn, orders, strict=True)):
                one = (draw[0] * self.people).astype(np.int64)
                other = self.near[one, (draw[1] ** NEAR * self.near.shape[1]).astype(np.int64)]
                if step % 2:
                    self._mend(chains, one, other, order)
                self._change(chains, one, other, draw, now)
                if step % EVERY == 0:
                    chains.weights[:, :-1] += HEAVIER * self._outside(chains.sums[:, :-1])
        return ~self._outside(chains.sums[:, :-1]).any(axis=1)

    def _outside(self, sums: NDArray[np.int64]) -> Flags:
        return np.asarray((sums < self.worlds.low) | (sums > self.worlds.high))

    def _mend(
        self, chains: "_Chains", one: NDArray[np.int64], other: NDArray[np.int64], order: NDArray[np.float64]
    ) -> None:
        """Where a figure is outside its band: somebody who can mend that, to change places with somebody alike."""
        sums = chains.sums[:, :-1]
        high = sums > self.worlds.high
        wrong = high | (sums < self.worlds.low)
        chain = np.flatnonzero(wrong.any(axis=1))
        if not len(chain):
            return
        turn = np.argsort(order[: self.nothing])
        figure = turn[wrong[chain][:, turn].argmax(axis=1)]
        is_extra = self.worlds.counted[figure[:, None], chains.places[chain]] == high[chain, figure][:, None]
        inside = self.inside[figure]
        turn = np.argsort(order[: self.people])
        mine = (inside & is_extra)[:, turn]
        found = turn[mine.argmax(axis=1)]
        near = self.near[found]
        theirs = np.take_along_axis(~inside & ~is_extra, near, axis=1) & (order[: near.shape[1]] < CHOOSY)
        partner = near[np.arange(len(near)), theirs.argmax(axis=1)]
        useful = mine.any(axis=1)
        one[chain[useful]] = found[useful]
        useful &= theirs.any(axis=1)
        other[chain[useful]] = partner[useful]

    def _change(
        self,
        chains: "_Chains",
        one: NDArray[np.int64],
        other: NDArray[np.int64],
        draw: NDArray[np.float64],
        heat: float,
    ) -> None:
        """One goes to a cell, or changes places with the other, if that costs nothing, or by heat."""
        places, sums, chain = chains.places, chains.sums, np.arange(len(one))
        alone = draw[2] < ALONE
        source = places[chain, one]
        cell = np.where(alone, (draw[3] * self.cells).astype(np.int64), places[chain, other])
        mine, theirs = self.owner[one], np.where(alone, len(self.worlds.sizes), self.owner[other])
        rows = np.concatenate([self.apart[mine, theirs], self.apart[theirs, mine]], axis=1)
        half = rows.shape[1] // 2
        leaves = np.repeat(np.stack([source, cell], axis=1), half, axis=1)
        enters = np.repeat(np.stack([cell, source], axis=1), half, axis=1)
        less, more = self.hit[rows, leaves, enters], self.hit[rows, enters, leaves]
        width = self.people + 1
        at = chain[:, None]
        costs = self.loss[less * width + sums[at, less]] * chains.weights[at, less]
        costs = (costs + self.gain[more * width + sums[at, more]] * chains.weights[at, more]).sum(axis=1)
        fits = (costs <= 0) if heat <= 0 else (costs <= -heat * np.log(draw[4]))
        fits &= (source != cell) & ~(chains.locked == one[:, None]).any(axis=1)
        fits &= alone | ~(chains.locked == other[:, None]).any(axis=1)
        at = np.flatnonzero(fits)
        sums[at[:, None], less[at]] -= 1
        sums[at[:, None], more[at]] += 1
        sums[:, -1] = 0
        places[at, one[at]] = cell[at]
        both = at[~alone[at]]
        places[both, other[both]] = source[both]


@dataclass
class _Chains:
    """`sums`, `weights`: of each figure, and in the end of none. `locked`: respondents who stay, or below 0."""

    places: Places
    sums: NDArray[np.int64]
    locked: NDArray[np.int64]
    weights: NDArray[np.float32]
