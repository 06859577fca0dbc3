"""Pages of long lists, whose cost does not grow with the list."""

import time

from django.core.paginator import Paginator
from django.utils.functional import cached_property

MANY = 1000
SECONDS = 10
MOST_KEPT = 500
_counts: dict[str, tuple[float, int]] = {}  # by query: when it was counted, the count


class LongList(Paginator):
    """The rows are always asked anew; a count above MANY may be SECONDS old in each process.

    A short list is counted every time, so nothing that was just added is ever missing from it. In a long one
    only the number and the very last page can be that far behind.
    """

    @cached_property
    def count(self) -> int:
        query = str(self.object_list.query)
        counted_at, count = _counts.get(query, (0.0, 0))
        if count < MANY or time.monotonic() - counted_at > SECONDS:
            count = self.object_list.count()
            if len(_counts) >= MOST_KEPT:
                _counts.clear()
            _counts[query] = (time.monotonic(), count)
        return count
