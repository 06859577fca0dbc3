"""Which items of two sequences belong together, in order: what occurs once in both is an anchor for the rest."""

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

Pair = tuple[int, int]
GRAMS = (1, 2, 4, 8, 16)  # what does not occur once by itself may do so together with what follows it
SMALL = 2_500  # pairs to compare in a stretch without anchors: 50 by 50 items
WORK = 60  # times the length of both: beyond that what is left counts as different


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Pairs of positions with equal items, both increasing. Not always the most pairs there are, in bounded time."""
    pairs: list[Pair] = []
    todo = [(0, len(old), 0, len(new))]
    work = WORK * (len(old) + len(new))
    while todo:
        i, i_end, j, j_end = todo.pop()
        while i < i_end and j < j_end and old[i] == new[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        while i < i_end and j < j_end and old[i_end - 1] == new[j_end - 1]:
            i_end, j_end = i_end - 1, j_end - 1
            pairs.append((i_end, j_end))
        if i == i_end or j == j_end or work < 0:
            continue
        anchors: list[Pair] = []
        for gram in GRAMS:
            work -= i_end - i + j_end - j
            anchors = _anchors(_once(old, i, i_end, gram), _once(new, j, j_end, gram))
            if anchors:
                break
        if anchors:
            starts = [(i, j), *((a + 1, b + 1) for a, b in anchors)]
            ends = [*anchors, (i_end, j_end)]
            todo += [(s[0], e[0], s[1], e[1]) for s, e in zip(starts, ends, strict=True)]
            pairs += anchors
        elif (i_end - i) * (j_end - j) <= SMALL:
            work -= (i_end - i) * (j_end - j)
            blocks = SequenceMatcher(None, old[i:i_end], new[j:j_end], autojunk=False).get_matching_blocks()
            pairs += [(i + a + n, j + b + n) for a, b, size in blocks for n in range(size)]
    return sorted(pairs)


def _once(items: Sequence[Hashable], start: int, end: int, gram: int) -> dict[Hashable, int]:
    """Where each run of `gram` items begins, in order; -1 for one that occurs again."""
    found: dict[Hashable, int] = {}
    for position in range(start, end - gram + 1):
        item = items[position] if gram == 1 else tuple(items[position : position + gram])
        found[item] = -1 if item in found else position
    return found


def _anchors(old: dict[Hashable, int], new: dict[Hashable, int]) -> list[Pair]:
    """The longest list of what occurs once in both and stands in the same order in both."""
    common = [(at, new[item]) for item, at in old.items() if at >= 0 and new.get(item, -1) >= 0]
    tails: list[int] = []  # position in `new` that ends the best list of each length
    ends: list[int] = []  # and which of `common` that is
    before: list[int] = []
    for index, (_, position) in enumerate(common):
        length = bisect_left(tails, position)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [position]
        ends[length : length + 1] = [index]
    chosen: list[Pair] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chosen.append(common[index])
        index = before[index]
    return chosen[::-1]
