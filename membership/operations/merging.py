"""One organisation goes on in another, as municipalities do that merge. What is of the membership; portal.home looks at
the other rooms first.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from membership.access import sync_groups
from membership.models import EmailDomain, JoinRequest, Organisation, Seat, SeatInvitation
from membership.operations.seats import open_seat, revoke_invitation
from membership.operations.terms import end_membership
from portal.accounts.models import User
from portal.core import audit, notifications


class AlreadyMerged(Exception):
    """It went on in another organisation before: `organisation` says in which."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation


class NoSuccessor(Exception):
    """Who takes over is another organisation, and a member today."""


@transaction.atomic
def go_on_in(organisation: Organisation, *, into: Organisation, by, at: datetime | None = None) -> Organisation:
    """End a membership because another member takes over; its people have a seat there from the same moment.

    They keep their role and bring no duties: those are given there already. Whoever has a seat there keeps that one.
    Open invitations end, e-mail domains and questions for a seat go along. Its plan, invoices and answers stay its
    own, as history. The same again changes nothing. Raises AlreadyMerged and NoSuccessor.
    """
    at = at or timezone.now()
    today = timezone.localdate(at)
    both = [organisation.pk, into.pk]
    locked = {o.pk: o for o in Organisation.objects.select_for_update().filter(pk__in=both).order_by("pk")}
    organisation, into = locked[organisation.pk], locked[into.pk]
    if organisation.merged_into_id == into.pk:
        return organisation
    if organisation.merged_into_id:
        raise AlreadyMerged(organisation)
    if organisation.pk == into.pk or into.current_term(today) is None:
        raise NoSuccessor
    moved = _move_people(organisation, into, today, by=by, at=at)
    _move_doors(organisation, into, by=by, at=at)
    end_membership(organisation, reason=f"ging op in {into}", by=by, at=at)
    organisation.merged_into, organisation.merged_at, organisation.merged_by = into, at, by
    organisation.save(update_fields=["merged_into", "merged_at", "merged_by"])
    audit.record("organisation.merged", organisation, by=by, at=at, into=into.pk)
    audit.record("organisation.took_over", into, by=by, at=at, organisation=organisation.pk)
    _tell(organisation, into, moved, today, at=at)
    return organisation


def _move_people(organisation: Organisation, into: Organisation, today: date, *, by, at: datetime) -> list[User]:
    there = set(Seat.objects.current(today).filter(organisation=into).values_list("user", flat=True))
    seats = Seat.objects.current(today).filter(organisation=organisation).select_related("user").order_by("pk")
    moved = []
    for seat in seats:
        if seat.user.is_active and seat.user_id not in there:
            open_seat(into, user=seat.user, role=seat.role, by=by, at=at)
            moved.append(seat.user)
        seat.until, seat.ended_by = today, by
        seat.save(update_fields=["until", "ended_by"])
        audit.record("seat.ended", organisation, by=by, at=at, seat=seat.pk, user=seat.user_id)
    sync_groups([seat.user_id for seat in seats])
    return moved


def _move_doors(organisation: Organisation, into: Organisation, *, by, at: datetime) -> None:
    """Whoever wants in knocks at the successor from now on."""
    for invitation in SeatInvitation.objects.open().filter(organisation=organisation):
        revoke_invitation(invitation, by=by, at=at)
    for door in EmailDomain.objects.open().filter(organisation=organisation):
        door.closed_at = at
        door.save(update_fields=["closed_at"])
        EmailDomain.objects.open().get_or_create(
            organisation=into, domain=door.domain, defaults={"opened_at": at, "opened_by": by}
        )
    known = JoinRequest.objects.waiting().filter(organisation=into).values("email")
    JoinRequest.objects.waiting().filter(organisation=organisation).exclude(email__in=known).update(organisation=into)


def _tell(organisation: Organisation, into: Organisation, moved: list[User], today: date, *, at: datetime) -> None:
    context = {"organisation": organisation.name, "into": into.name, "people": len(moved)}
    key = f"merged:{organisation.pk}"
    notifications.settle(f"municipality-merged:{organisation.pk}", at=at)
    notifications.notify_all("seat_moved", to=moved, key=f"{key}:moved", context=context, at=at)
    admins = Seat.objects.current(today).admins().filter(organisation=into, user__is_active=True)
    others = [seat.user for seat in admins.select_related("user") if seat.user not in moved]
    notifications.notify_all("organisation_took_over", to=others, key=f"{key}:admin", context=context, at=at)
