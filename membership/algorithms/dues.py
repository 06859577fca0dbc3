"""What a year of membership costs. One rule: we reckon by the month, and a month counts for the level it ended in.

So who comes in pays from the month of coming in, and who goes on to another level pays the difference from the month
of that change. Who leaves during a year pays that year.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from membership.algorithms.money import Line, part_of

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
RULE = "Wij rekenen per maand. Een maand telt mee voor het niveau aan het eind van die maand."


@dataclass(frozen=True)
class Price:
    """Of a tariff: cents a year without VAT, and how VAT goes."""

    amount_cents: int
    vat_category: str
    vat_rate: Decimal
    exemption: str


@dataclass(frozen=True)
class Stretch:
    """Months of a year in a row at one level, from `first` up to and including `last`."""

    level: int
    first: int
    last: int

    @property
    def months(self) -> int:
        return self.last - self.first + 1


def stretches(terms: Iterable[tuple[int, date, date | None]], year: int) -> list[Stretch]:
    """The months of `year` by level, from terms (level, start, end) that were in force. An open term runs on."""
    found: list[Stretch] = []
    known = sorted(terms, key=lambda term: term[1])
    for month in range(1, 13):
        first, after = date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
        levels = [level for level, start, end in known if start < after and (end is None or end > first)]
        if not levels:
            continue
        before = found[-1] if found else None
        if before and before.level == levels[-1] and before.last == month - 1:
            found[-1] = Stretch(before.level, before.first, month)
        else:
            found.append(Stretch(levels[-1], month, month))
    return found


def lines(year: int, parts: Iterable[Stretch], prices: Mapping[int, Price]) -> list[Line]:
    """One line per stretch; `prices` by level."""
    return [
        Line(
            text=words(year, part),
            net_cents=part_of(prices[part.level].amount_cents, part.months, 12),
            vat_category=prices[part.level].vat_category,
            vat_rate=prices[part.level].vat_rate,
            exemption=prices[part.level].exemption,
        )
        for part in parts
    ]


def words(year: int, part: Stretch) -> str:
    if part.months == 12:
        return f"Lidmaatschap {year}, niveau {part.level}"
    first, last = MONTHS[part.first - 1], MONTHS[part.last - 1]
    span = first if part.months == 1 else f"{first} tot en met {last}"
    return f"Lidmaatschap {year}, niveau {part.level}, {span} ({part.months} van 12 maanden)"
