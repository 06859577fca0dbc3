"""Who is told about a plan, and who may be asked to read it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from implementation_plans.models import ConflictOfInterest, Plan, PlanShare, PlanVersion, Reading
from membership.models import EmailDomain, Seat
from portal.accounts.access import ADVISER, DECIDER, GROUP_NAMES
from portal.accounts.models import User


@dataclass(frozen=True)
class Colleague:
    """Somebody of the network, with what they have to read at this moment: `load`, in plans."""

    user: User
    load: int
    is_tied: bool


def readers():
    """Advisers and deciders: who reads plans."""
    names = [GROUP_NAMES[ADVISER], GROUP_NAMES[DECIDER]]
    return User.objects.filter(is_active=True, groups__name__in=names).distinct().order_by("pk")


def readers_of(plan: Plan) -> list[User]:
    """Who may read this plan: without a seat there, a share of it, or an interest in it."""
    tied = Seat.objects.filter(organisation=plan.organisation_id).values("user")
    shared = PlanShare.objects.tying().filter(plan=plan).values("user")
    interested = ConflictOfInterest.objects.standing().filter(plan=plan).values("user")
    return list(readers().exclude(pk__in=tied).exclude(pk__in=shared).exclude(pk__in=interested))


def colleagues_for(plan: Plan) -> list[Colleague]:
    """Everybody who reads plans, who has least to read first.

    Tied is who has or had a seat at the organisation, a share of the plan, a declared interest in it, or an address
    in a domain of the organisation. That is more than what keeps a person from reading: it is who is better not asked.
    """
    open_readings = Reading.objects.current().filter(
        reader=OuterRef("pk"), completed_at=None, version__in=PlanVersion.objects.waiting()
    )
    load = open_readings.order_by().values("reader").annotate(n=Count("pk")).values("n")
    people = readers().annotate(load=Coalesce(Subquery(load, output_field=IntegerField()), 0))
    tied, domains = _tied(plan), _domains(plan)
    found = [Colleague(u, u.load, u.pk in tied or u.email.rpartition("@")[2] in domains) for u in people]
    return sorted(found, key=lambda colleague: (colleague.load, colleague.user.pk))


def _tied(plan: Plan) -> set[int]:
    seats = Seat.objects.filter(organisation=plan.organisation_id).values_list("user")
    shares = PlanShare.objects.filter(plan=plan, user__isnull=False).values_list("user")
    conflicts = ConflictOfInterest.objects.standing().filter(plan=plan).values_list("user")
    return {pk for (pk,) in seats.union(shares, conflicts)}


def _domains(plan: Plan) -> set[str]:
    return set(EmailDomain.objects.open().filter(organisation=plan.organisation_id).values_list("domain", flat=True))


def admins_of(plan: Plan, day: date) -> list[User]:
    seats = Seat.objects.current(day).admins().filter(organisation=plan.organisation, user__is_active=True)
    return [seat.user for seat in seats.select_related("user").order_by("user_id")]
