"""What ties one person to circles, asked at once: later questions take plain ids, which the database plans quickly."""

from typing import NamedTuple

from django.db.models import Value
from django.utils import timezone

from learning_circles.models.circles import CircleMember, Facilitator
from learning_circles.models.registrations import Registration


class Ties(NamedTuple):
    """Ids of the circles somebody runs and is in now, and of the meetings to come they registered for."""

    runs: set[int]
    is_in: set[int]
    registered: set[int]


def ties_of(user) -> Ties:
    """One query per request at most, none for a visitor. What changes in between is seen by the next request.

    Registered is no right: also who has no seat any more may still stand on the list of a meeting.
    """
    if not hasattr(user, "_ties"):
        user._ties = _asked(user) if user.is_authenticated else Ties(set(), set(), set())
    return user._ties


def _asked(user) -> Ties:
    coming = Registration.objects.standing().filter(user=user.pk, meeting__ends_at__gt=timezone.now())
    rows = coming.values_list(Value("registered"), "meeting").union(
        Facilitator.objects.of(user).values_list(Value("runs"), "circle"),
        CircleMember.objects.of(user).values_list(Value("is_in"), "circle"),
        all=True,
    )
    found = Ties(set(), set(), set())
    for kind, pk in rows.order_by():
        getattr(found, kind).add(pk)
    return found
