"""What makes a moment less handy: holidays, the edges of the week, and people who have something else. Never a block.

Public and school holidays come from the `holidays` package; autumn and spring breaks are advice to schools, and what
is not known yet (some years ahead) is said so.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays
from django.utils import timezone

from learning_circles.models import Circle, CircleMember, Meeting, Registration
from membership.models import Province
from portal.core.templatetags.portal import day, weekday

type Moment = tuple[datetime, datetime]

#: The school region of most of each province (Regeling vaststelling schoolvakanties); some are split.
REGIONS = {
    "Noord": {
        Province.GRONINGEN,
        Province.FRYSLAN,
        Province.DRENTHE,
        Province.OVERIJSSEL,
        Province.FLEVOLAND,
        Province.NOORD_HOLLAND,
    },
    "Midden": {Province.UTRECHT, Province.ZUID_HOLLAND, Province.GELDERLAND},
    "Zuid": {Province.ZEELAND, Province.NOORD_BRABANT, Province.LIMBURG},
}


@lru_cache(maxsize=16)
def public_holidays(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("NL", years=year, language="nl"))


@lru_cache(maxsize=48)
def school_holidays(year: int, region: str) -> dict[date, str]:
    """Empty for a year that is not known yet."""
    found = holidays.country_holidays("NL", subdiv=region, years=year, categories=("school",), language="nl")
    return dict(found)


def warnings_for(circle: Circle, moments: Iterable[Moment]) -> list[str]:
    """One Dutch sentence for each thing to think of, in the order of the moments."""
    moments = list(moments)
    members = CircleMember.objects.current().filter(circle=circle)
    people = dict(members.values_list("user_id", "organisation__province"))
    provinces, busy = set(people.values()), _busy(circle, list(people), moments)
    return [sentence for moment in moments for sentence in _about(moment, provinces, busy)]


def _about(moment: Moment, provinces: set[str], busy: list[tuple[datetime, datetime, str]]) -> list[str]:
    starts = timezone.localtime(moment[0])
    on = starts.date()
    named = f"{weekday(starts).capitalize()} {day(starts)}"
    found = [f"{named} is {name}." for name in [public_holidays(on.year).get(on)] if name]
    regions = [region for region, places in REGIONS.items() if not provinces or provinces & places]
    free = [region for region in regions if on in school_holidays(on.year, region)]
    if free:
        name = school_holidays(on.year, free[0])[on]
        found.append(f"{named} is schoolvakantie in regio {_and(free)} ({name.lower()}).")
    elif any(not school_holidays(on.year, region) for region in regions):
        found.append(f"Van {on.year} zijn de schoolvakanties nog niet bekend.")
    if on.weekday() == 0 and starts.time() < time(12):
        found.append(f"{named} is een maandagochtend. Dan kunnen minder mensen.")
    if on.weekday() == 4 and moment[1].astimezone(starts.tzinfo).time() > time(13):
        found.append(f"{named} is een vrijdagmiddag. Dan kunnen minder mensen.")
    if on.weekday() > 4:
        found.append(f"{named} is in het weekend.")
    clashes = {title for begin, end, title in busy if begin < moment[1] and moment[0] < end}
    found += [
        f"Op {weekday(starts)} {day(starts)} hebben mensen uit deze kring al ‘{title}’." for title in sorted(clashes)
    ]
    return found


def _busy(circle: Circle, people: list[int], moments: list[Moment]) -> list[tuple[datetime, datetime, str]]:
    """Meetings of other circles in these days at which people of this circle have a place."""
    if not moments:
        return []
    first, last = min(m[0] for m in moments) - timedelta(days=1), max(m[1] for m in moments) + timedelta(days=1)
    places = Registration.objects.seated().filter(user__in=people).values("meeting")
    found = Meeting.objects.standing().filter(starts_at__gte=first, starts_at__lt=last, pk__in=places)
    return list(found.exclude(circle=circle).values_list("starts_at", "ends_at", "title"))


def _and(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} en {words[-1]}" if len(words) > 1 else words[0]
