"""What an organisation's admins may know of how colleagues learn: once a month, by fives (decision 0028)."""

from collections import defaultdict
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from knowledge.models import LessonDone, RouteDone, RouteTotal
from knowledge.models.totals import STEP

#: By organisation and route.
Counts = dict[tuple[int, int], int]


@transaction.atomic
def count_routes(*, at: datetime | None = None) -> int:
    """Count again when this month was not counted yet. Returns how many totals were written.

    Somebody counts for the organisations in which they had a seat on the day itself, also after they left: who leaves
    changes no total, and neither does who comes.
    """
    day = timezone.localdate(at or timezone.now())
    with connection.cursor() as cursor:  # two timers at once
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('knowledge.count_routes'))")
    if RouteTotal.objects.filter(counted_on__gte=day.replace(day=1)).exists():
        return 0
    begun, done = _people(LessonDone.objects.all()), _people(RouteDone.objects.filter(route__isnull=False))
    before = {(total.organisation_id, total.route_id): total for total in RouteTotal.objects.all()}
    for where in begun.keys() | done.keys():
        _write(where, before.get(where), begun[where], done[where], day)
    RouteTotal.objects.update(counted_on=day)
    return len(begun.keys() | done.keys())


def _people(done) -> Counts:
    """How many different people, by the organisation in which they had a seat then, and by route."""
    had_a_seat = Q(user__seats__since__lte=TruncDate("done_at")) & (
        Q(user__seats__until=None) | Q(user__seats__until__gt=TruncDate("done_at"))
    )
    rows = done.filter(had_a_seat).values_list("user__seats__organisation", "route")
    found: Counts = defaultdict(int)
    for organisation, route, people in rows.annotate(people=Count("user", distinct=True)):
        found[organisation, route] = people
    return found


def _write(where: tuple[int, int], before: RouteTotal | None, begun: int, done: int, day: date) -> None:
    organisation, route = where
    total = before or RouteTotal(organisation_id=organisation, route_id=route, begun=0, done=0)
    total.begun, total.done = max(total.begun, begun // STEP * STEP), max(total.done, done // STEP * STEP)
    total.counted_on = day
    total.save()
