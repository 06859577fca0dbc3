"""Two members become one: what that would do in every room, and doing it (design, part 3)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from implementation_plans.models import Plan
from knowledge.models import LicenceAcceptance
from membership import operations as membership
from membership.models import EmailDomain, Invoice, Organisation, Seat, SeatInvitation
from portal.accounts.models import User
from surveys.models import Participation


class PlanBeingRead(Exception):
    """The network has a plan of the organisation that ends: decide on it first."""


@dataclass(frozen=True)
class Consequences:
    """What a merger does, for who decides on it to read first."""

    organisation: Organisation
    into: Organisation
    moves: list[User]  # get a seat at the successor
    stays: list[User]  # have one there already
    closed: int  # accounts that are closed: their seat ends
    invitations: int
    domains: list[str]
    plan: Plan | None
    licences: list[str]  # that the successor still has to agree to
    open_invoices: int
    has_open_survey: bool

    @property
    def level(self) -> int | None:
        return self.organisation.level

    @property
    def loses_level(self) -> bool:
        """Whether people of the one had level 2, and have level 1 at the other."""
        return (self.organisation.level or 0) > (self.into.level or 0)

    @property
    def is_blocked(self) -> bool:
        return self.plan is not None and self.plan.is_being_read


def consequences_of(organisation: Organisation, into: Organisation) -> Consequences:
    """Both with their level. Nothing changes."""
    today = timezone.localdate()
    there = set(Seat.objects.current(today).filter(organisation=into).values_list("user", flat=True))
    seats = Seat.objects.current(today).filter(organisation=organisation).select_related("user").order_by("pk")
    people = [seat.user for seat in seats if seat.user.is_active]
    agreed = LicenceAcceptance.objects.filter(organisation=organisation)
    known = LicenceAcceptance.objects.filter(organisation=into).values("digest")
    waiting = Participation.objects.waiting().filter(organisation=organisation, round__closed_at=None)
    return Consequences(
        organisation=organisation,
        into=into,
        moves=[user for user in people if user.pk not in there],
        stays=[user for user in people if user.pk in there],
        closed=len(seats) - len(people),
        invitations=SeatInvitation.objects.open().filter(organisation=organisation).count(),
        domains=list(EmailDomain.objects.open().filter(organisation=organisation).values_list("domain", flat=True)),
        plan=Plan.objects.filter(organisation=organisation).first(),
        licences=list(agreed.exclude(digest__in=known).order_by("title").values_list("title", flat=True).distinct()),
        open_invoices=Invoice.objects.open().filter(organisation=organisation).count(),
        has_open_survey=waiting.filter(round__closes_on__gte=today).exists(),
    )


@transaction.atomic
def merge_organisations(
    organisation: Organisation, *, into: Organisation, by, at: datetime | None = None
) -> Organisation:
    """`organisation` goes on in `into`: as membership.operations.go_on_in says. Doing it again changes nothing.

    What it wrote elsewhere stays its own: plan, invoices, answers, registrations. Raises PlanBeingRead, AlreadyMerged
    and NoSuccessor.
    """
    plan = Plan.objects.select_for_update().filter(organisation=organisation).first()
    if plan is not None and plan.is_being_read:
        raise PlanBeingRead
    return membership.go_on_in(organisation, into=into, by=by, at=at)
