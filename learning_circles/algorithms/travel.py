"""How far, how long by a rule of thumb, and that in words."""

from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from django.utils.translation import gettext as _

EARTH = 6371.0088  # kilometres, mean radius (IUGG, Geodetic Reference System 1980)
START, PER_KILOMETRE = 15, 0.8  # minutes; our own rule of thumb for door to door, never calibrated
SAME_TOWN = 1.0  # kilometres: points this near are the same town's, and nobody counts that as a journey
IN_MINUTES = 90  # a longer duration is told in hours and minutes


class Point(NamedTuple):
    """Degrees north and east: 52.09, 5.12 is Utrecht."""

    latitude: float
    longitude: float


def kilometres(a: Point, b: Point) -> float:
    """Along a great circle, by the haversine formula: as the crow flies."""
    north, south = radians(a.latitude), radians(b.latitude)
    east = radians(b.longitude - a.longitude)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


def minutes(home: Point, place: Point) -> int:
    """One way, whole minutes: 0 within a town, else 15 and 0.8 a kilometre."""
    distance = kilometres(home, place)
    return 0 if distance < SAME_TOWN else round(START + PER_KILOMETRE * distance)


def duration(whole_minutes: int) -> str:
    """ "ongeveer 80 minuten", "ongeveer 1 uur en 40 minuten": to five minutes up to 90, to ten above; at least five."""
    step = 5 if whole_minutes <= IN_MINUTES else 10
    rounded = max(step, (2 * whole_minutes + step) // (2 * step) * step)
    if rounded <= IN_MINUTES:
        return _("ongeveer %(minutes)d minuten") % {"minutes": rounded}
    hours, rest = divmod(rounded, 60)
    if rest == 0:
        return _("ongeveer %(hours)d uur") % {"hours": hours}
    return _("ongeveer %(hours)d uur en %(minutes)d minuten") % {"hours": hours, "minutes": rest}
