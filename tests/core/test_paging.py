from portal.core.paging import MANY, LongList


class Rows:
    """Stands for a queryset: says how often it was counted."""

    def __init__(self, query: str, number: int) -> None:
        self.query, self.number, self.counted = query, number, 0

    def count(self) -> int:
        self.counted += 1
        return self.number


def test_a_short_list_is_counted_every_time_so_a_new_row_is_never_missing():
    rows = Rows("short", 0)
    assert LongList(rows, 20).count == 0
    rows.number = 1
    assert LongList(rows, 20).count == 1


def test_a_long_list_is_counted_once_in_a_while():
    rows = Rows("long", MANY)
    assert [LongList(rows, 20).count for _ in range(3)] == [MANY] * 3
    assert rows.counted == 1


def test_another_filter_is_another_count():
    assert LongList(Rows("one filter", MANY), 20).count == MANY
    assert LongList(Rows("another filter", 3), 20).count == 3
