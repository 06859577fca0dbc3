"""Which rows a table has: from the sizes of groups alone. No function here is given an answer."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from surveys.algorithms.rounds import Policy


@dataclass(frozen=True)
class Row:
    """`by` None: everybody. `inside`: the places, in the list of attributes it was made from, of who is in it."""

    by: str | None
    value: str
    inside: frozenset[int]

    @property
    def code(self) -> str:
        return f"{self.by}:{self.value}" if self.by else "all"


def choose_rows(attributes: Sequence[Mapping[str, str]], policy: Policy) -> list[Row]:
    """Everybody first, then of each ladder the finest step that shows enough of them; below the minimum nothing.

    Each row, what a breakdown leaves unshown, and what one row has more than another inside it, is nobody or `least`.
    """
    if len(attributes) < policy.figures_from:
        return []
    found = [Row(None, "", frozenset(range(len(attributes))))]
    if len(attributes) < policy.rows_from:
        return found
    for ladder in policy.ladders:
        for by in ladder:
            rows = _rows_by(by, attributes, policy)
            if sum(len(row.inside) for row in rows) >= policy.covered * len(attributes) and _apart(rows, found, policy):
                found += rows
                break
    return found


def _rows_by(by: str, attributes: Sequence[Mapping[str, str]], policy: Policy) -> list[Row]:
    values = [policy.value(one, by) for one in attributes]
    order = {value: place for place, value in enumerate(policy.labels.get(by, {}))}
    shown = sorted(
        (value for value, size in Counter(values).items() if value and policy.least <= size < len(values)),
        key=lambda value: (order.get(value, len(order)), value),
    )
    sizes = Counter(values)
    while shown and 0 < len(values) - sum(sizes[value] for value in shown) < policy.least:
        shown.remove(min(shown, key=lambda value: (sizes[value], value)))
    return [Row(by, value, frozenset(n for n, other in enumerate(values) if other == value)) for value in shown]


def _apart(rows: Sequence[Row], found: Sequence[Row], policy: Policy) -> bool:
    return all(
        not (a.inside < b.inside and len(b.inside - a.inside) < policy.least)
        for one in rows
        for other in found
        for a, b in ((one, other), (other, one))
    )
