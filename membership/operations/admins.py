"""When nobody of an organisation manages it any more: colleagues ask, staff appoint."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from membership.models import AdminWanted, Organisation, Role, Seat, SeatInvitation
from membership.operations.admissions import staff_who_decide
from membership.operations.seats import invite_colleague
from portal.core import audit, notifications


@transaction.atomic
def ask_for_admin(seat: Seat, *, by, at: datetime | None = None) -> AdminWanted:
    """A colleague tells the network that the admin is gone. Asking again while it is open changes nothing."""
    at = at or timezone.now()
    organisation = Organisation.objects.select_for_update().get(pk=seat.organisation_id)
    wanted, created = AdminWanted.objects.open().get_or_create(
        organisation=organisation, defaults={"asked_at": at, "asked_by": by}
    )
    if created:
        audit.record("admin.wanted", organisation, by=by, at=at)
        for member in staff_who_decide():
            notifications.notify(
                "admin_wanted",
                to=member,
                key=f"admin-wanted:{wanted.pk}:{member.pk}",
                subject=f"admin:{organisation.pk}",
                context={"organisation": organisation.name, "pk": organisation.pk, "name": str(by)},
                at=at,
            )
    return wanted


@transaction.atomic
def appoint_admin(seat: Seat, *, by, at: datetime | None = None) -> Seat:
    """Staff make a colleague admin, after making sure that this is right. Appointing again changes nothing.

    The former admin keeps the seat until somebody closes it.
    """
    at = at or timezone.now()
    organisation = Organisation.objects.select_for_update().get(pk=seat.organisation_id)
    seat = Seat.objects.current(timezone.localdate(at)).select_related("user").get(pk=seat.pk)
    _settle_admin_wanted(organisation, at=at)
    if seat.role == Role.ADMIN:
        return seat
    seat.role = Role.ADMIN
    seat.save(update_fields=["role"])
    audit.record("seat.changed", organisation, by=by, at=at, seat=seat.pk, role=seat.role, duties=seat.duties)
    notifications.notify(
        "seat_inherited",
        to=seat.user,
        key=f"admin-appointed:{seat.pk}:{at.timestamp()}",
        context={"organisation": organisation.name, "role": seat.role, "duties": []},
        at=at,
    )
    return seat


@transaction.atomic
def invite_admin(
    organisation: Organisation, *, email: str, name: str, by, at: datetime | None = None
) -> SeatInvitation:
    """Staff invite somebody new as admin, when nobody is left; the question is answered. Raises AlreadyHasSeat."""
    at = at or timezone.now()
    invitation = invite_colleague(organisation, email=email, name=name, role=Role.ADMIN, by=by, at=at)
    _settle_admin_wanted(organisation, at=at)
    return invitation


def _settle_admin_wanted(organisation: Organisation, *, at: datetime) -> None:
    """The question is answered: somebody was appointed or invited."""
    AdminWanted.objects.open().filter(organisation=organisation).update(settled_at=at)
    notifications.settle(f"admin:{organisation.pk}", at=at)
