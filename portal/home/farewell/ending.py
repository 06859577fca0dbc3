"""The day after the last: membership ends, and with it what every room keeps for members."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from implementation_plans import operations as plans
from implementation_plans.models import PlanShare
from learning_circles import operations as circles
from learning_circles.models import Circle, CircleMember, Facilitator, Registration
from membership import operations as membership
from membership.models import Farewell, Organisation, Seat
from membership.operations.admissions import staff_who_decide
from portal.accounts.access import is_staff_member
from portal.core import notifications


def end_farewells(*, at: datetime) -> int:
    """End every membership of which the last day is past, each in a transaction of its own. Returns how many."""
    return sum(end_farewell(farewell, at=at) for farewell in membership.farewells_past(at))


@transaction.atomic
def end_farewell(farewell: Farewell, *, at: datetime) -> bool:
    """Membership ends; places in circles, at meetings and in waiting lists are given up; who ran a circle for this
    organisation alone does so no more; nobody from outside reads the plan any more. What was made stays.

    Its admins, staff and whoever runs a circle concerned hear of it. False when it was done before.
    """
    found = membership.end_by_farewell(farewell, at=at)
    if found is None:
        return False
    organisation = found.organisation
    left = _leave_circles(organisation, at=at)
    _leave_meetings(organisation, at=at)
    _run_no_circle(organisation, at=at)
    for share in PlanShare.objects.open().filter(plan__organisation=organisation).order_by("pk"):
        plans.revoke_share(share, by=None, at=at)
    _tell(found, left, at=at)
    return True


def _leave_circles(organisation: Organisation, *, at: datetime) -> list[Circle]:
    """Returns the circles they were in, once for each person."""
    places = CircleMember.objects.filter(organisation=organisation, until=None, circle__closed_at=None)
    found = list(places.select_related("circle").order_by("circle_id", "pk"))
    for place in found:
        circles.leave_circle(place, by=None, at=at)
    return [place.circle for place in found]


def _leave_meetings(organisation: Organisation, *, at: datetime) -> None:
    """Meetings of other circles too: places, offers and numbers in line."""
    standing = Registration.objects.standing().filter(organisation=organisation, meeting__ends_at__gt=at)
    for registration in standing.order_by("meeting_id", "pk"):
        circles.unregister(registration, by=None, at=at)


def _run_no_circle(organisation: Organisation, *, at: datetime) -> None:
    today = timezone.localdate(at)
    seats = Seat.objects.current(today)
    elsewhere = seats.with_level(today).filter(level__isnull=False).exclude(organisation=organisation).values("user")
    people = seats.filter(organisation=organisation).exclude(user__in=elsewhere).values("user")
    running = Facilitator.objects.filter(until=None, user__in=people).select_related("user")
    for facilitator in running.order_by("circle_id", "pk"):
        if not is_staff_member(facilitator.user):
            circles.end_facilitator(facilitator, by=None, at=at)


def _tell(farewell: Farewell, left: list[Circle], *, at: datetime) -> None:
    organisation = farewell.organisation
    about = {"organisation": organisation.name, "last_day": str(farewell.last_day), "pk": organisation.pk}
    key = f"farewell-done:{farewell.pk}"
    admins = membership.admins_of(organisation, at=at)
    notifications.notify_all("farewell_done", to=admins, key=key, context=about, at=at)
    more = about | {"places": len(left)}
    notifications.notify_all("farewell_over", to=staff_who_decide(), key=f"{key}:staff", context=more, at=at)
    for circle in {circle.pk: circle for circle in left}.values():
        runs = Facilitator.objects.current(timezone.localdate(at)).filter(circle=circle).select_related("user")
        context = {"organisation": organisation.name, "circle": circle.slug, "title": circle.title}
        people = [facilitator.user for facilitator in runs]
        notifications.notify_all(
            "farewell_of_circle", to=people, key=f"{key}:circle:{circle.pk}", context=context, at=at
        )
