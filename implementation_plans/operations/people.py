"""Who is told about a plan."""

from datetime import date

from implementation_plans.models import ConflictOfInterest, Plan
from membership.models import Seat
from portal.accounts.access import ADVISER, DECIDER, GROUP_NAMES
from portal.accounts.models import User


def readers():
    """Advisers and deciders: who reads plans."""
    names = [GROUP_NAMES[ADVISER], GROUP_NAMES[DECIDER]]
    return User.objects.filter(is_active=True, groups__name__in=names).distinct().order_by("pk")


def readers_of(plan: Plan) -> list[User]:
    """Who may read this plan: without a seat there or an interest in it."""
    tied = Seat.objects.current().filter(organisation=plan.organisation_id).values("user")
    interested = ConflictOfInterest.objects.standing().filter(plan=plan).values("user")
    return list(readers().exclude(pk__in=tied).exclude(pk__in=interested))


def admins_of(plan: Plan, day: date) -> list[User]:
    seats = Seat.objects.current(day).admins().filter(organisation=plan.organisation, user__is_active=True)
    return [seat.user for seat in seats.select_related("user").order_by("user_id")]
