"""Public figures: counted in the register, or reported by members and confirmed. Each with a day and a source."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch
from django.utils import timezone

from membership.models import Figure, FigureValue, ParticipantReport, Seat, Term
from portal.core.page_cache import keep

#: A sum over fewer organisations would say too much of one of them.
LEAST_REPORTS = 5
ASKED_FROM = (1, 10)  # month and day; asked about the year before
ASKED_UNTIL = (4, 1)


@dataclass(frozen=True)
class Shown:
    """A figure as visitors see it, with its values of before."""

    code: str
    label: str
    value: int
    is_about: bool  # rounded, so that no organisation's own number follows from two sums
    day: date
    definition: str
    source: str
    is_stale: bool
    confirmed_on: date | None  # None: the register itself
    reported_by: int | None
    asked: int | None
    earlier: tuple[tuple[date, int], ...]


def year_asked(today: date) -> int:
    """The year that members are asked about: the last one that is over."""
    return today.year - 1


def is_asked(today: date) -> bool:
    """Whether this is the time of the year in which members are asked how many people they guided."""
    return ASKED_FROM <= (today.month, today.day) < ASKED_UNTIL


def year_to_report(seat: Seat) -> int | None:
    """The year of which this admin is asked the number of people, and nobody gave it yet. One query, in that time."""
    today = timezone.localdate()
    if not (is_asked(today) and seat.is_admin and seat.level == 2):
        return None
    year = year_asked(today)
    given = ParticipantReport.objects.filter(organisation=seat.organisation_id, year=year)
    return None if given.exists() else year


def member_counts() -> dict[tuple[str, int], int]:
    """How many organisations take part today, by province and level. Kept until the register changes."""
    return keep(f"member counts {timezone.localdate()}", _count_members)


def _count_members(day: date | None = None) -> dict[tuple[str, int], int]:
    rows = Term.objects.in_force(day).values_list("organisation__province", "level").annotate(n=Count("pk")).order_by()
    return {(province, level): n for province, level, n in rows}


def counted_on(day: date | None = None) -> dict[str, int]:
    """What the register says of a day (today), by the code of the figure."""
    levels = {1: 0, 2: 0}
    for (_province, level), n in (_count_members(day) if day else member_counts()).items():
        levels[level] += n
    return {"organisations": sum(levels.values()), "level_1": levels[1], "level_2": levels[2]}


def members_by_level() -> dict:
    """How many organisations take part today, by level, and in how many provinces."""
    counts = counted_on()
    return {
        "level_1": counts["level_1"],
        "level_2": counts["level_2"],
        "total": counts["organisations"],
        "provinces": len({province for province, _level in member_counts()}),
        "day": timezone.localdate(),
    }


def public_figures() -> list[Shown]:
    """Those with a value, in the order that staff chose. Kept until something public changes."""
    return keep(f"figures {timezone.localdate()}", _public_figures)


def _public_figures() -> list[Shown]:
    standing = FigureValue.objects.standing().order_by("-day", "-pk")
    figures = Figure.objects.filter(is_public=True).prefetch_related(Prefetch("values", standing, to_attr="standing"))
    counted = counted_on()
    return [shown for figure in figures if (shown := _shown(figure, counted))]


def _shown(figure: Figure, counted: dict[str, int]) -> Shown | None:
    values: list[FigureValue] = figure.standing  # type: ignore[attr-defined]
    of_register = figure.is_counted_by_register
    if not of_register and not values:
        return None
    newest = None if of_register else values[0]
    day = newest.day if newest else timezone.localdate()
    return Shown(
        code=figure.code,
        label=figure.label,
        value=newest.value if newest else counted.get(figure.code, 0),
        is_about=not of_register,
        day=day,
        definition=figure.definition,
        source=figure.source,
        is_stale=figure.is_stale(day),
        confirmed_on=timezone.localdate(newest.confirmed_at) if newest else None,
        reported_by=newest.reported_by if newest else None,
        asked=newest.asked if newest else None,
        earlier=tuple((v.day, v.value) for v in values if v.day != day),
    )
