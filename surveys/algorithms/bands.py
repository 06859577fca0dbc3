"""The only number format of protected counts: bands from both ends, so that yes and no have the same edges."""

from bisect import bisect_right
from functools import lru_cache

Band = tuple[int, int]  # both ends included


@lru_cache(maxsize=4096)
def bands(n: int, width: int) -> tuple[Band, ...]:
    """Counts 0 to n in steps of `width` from both ends; a middle smaller than a step joins its two neighbours.

    Mirrored: when a count is in the band [a, b], what is left is in the band [n - b, n - a].
    """
    steps, rest = divmod(n + 1, 2 * width)
    if 0 < rest < width:
        steps = max(steps - 1, 0)
    low = [(start, start + width - 1) for start in range(0, steps * width, width)]
    high = [(n - end, n - start) for start, end in reversed(low)]
    middle = [(steps * width, n - steps * width)] if 2 * steps * width <= n else []
    return (*low, *middle, *high)


def band(count: int, n: int, width: int) -> Band:
    found = bands(n, width)
    return found[bisect_right(found, (count, n + 1)) - 1]
