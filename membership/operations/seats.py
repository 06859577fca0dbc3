from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from membership.access import sync_groups
from membership.models import Duty, Organisation, Role, Seat, SeatInvitation
from portal.accounts.models import User, split_name
from portal.core import audit, links, notifications


class LastAdmin(Exception):
    """An organisation is never without an active admin: name another one first."""


class LastForInvoices(Exception):
    """Somebody must receive the invoices: give that duty to a colleague first."""


class SuccessorGone(Exception):
    """Who should take over has no seat here any more."""


class AlreadyHasSeat(Exception):
    """This person already holds a seat here."""


class InvitationClosed(Exception):
    """The invitation was accepted or withdrawn before."""


@transaction.atomic
def open_seat(
    organisation: Organisation,
    *,
    user: User,
    role: str,
    duties: list[str] | None = None,
    by,
    at: datetime | None = None,
) -> Seat:
    """Give somebody a seat from today; the groups of the membership follow at once."""
    at = at or timezone.now()
    seat = Seat.objects.create(
        organisation=organisation,
        user=user,
        role=role,
        duties=duties or [],
        since=timezone.localdate(at),
        opened_by=by,
    )
    audit.record("seat.opened", organisation, by=by, at=at, seat=seat.pk, user=user.pk, role=role)
    sync_groups([user.pk])
    return seat


@transaction.atomic
def invite_colleague(
    organisation: Organisation, *, email: str, name: str, role: str, by, at: datetime | None = None
) -> SeatInvitation:
    """Ask somebody in by mail. Asking again while the invitation is open mails a new link."""
    at = at or timezone.now()
    email = email.strip().lower()
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if Seat.objects.current().filter(organisation=organisation, user__email=email).exists():
        raise AlreadyHasSeat
    invitation, created = SeatInvitation.objects.open().get_or_create(
        organisation=organisation,
        email=email,
        defaults={"name": " ".join(name.split()), "role": role, "invited_at": at, "invited_by": by},
    )
    if created:
        audit.record("seat.invited", organisation, by=by, at=at, invitation=invitation.pk, role=role)
    notifications.notify(
        "seat_invitation",
        to=email,
        key=f"invitation:{invitation.pk}:{at:%Y%m%d%H%M}",
        subject=f"invitation:{invitation.pk}",
        context={"invitation": invitation.pk, "organisation": organisation.name, "by": str(by)},
        at=at,
    )
    return invitation


@transaction.atomic
def accept_invitation(invitation: SeatInvitation, *, at: datetime | None = None) -> Seat:
    """The link was used: the address is proved, so the account and the seat exist from now on."""
    at = at or timezone.now()
    invitation = SeatInvitation.objects.select_for_update().select_related("organisation").get(pk=invitation.pk)
    user = account_for(invitation.email, invitation.name)
    current = Seat.objects.current(timezone.localdate(at)).filter(organisation=invitation.organisation, user=user)
    if invitation.revoked_at or (invitation.accepted_at and not current.exists()):
        raise InvitationClosed
    if seat := current.first():
        return seat
    seat = open_seat(invitation.organisation, user=user, role=invitation.role, by=user, at=at)
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    links.revoke("accept_invitation", invitation.pk, at=at)
    notifications.settle(f"invitation:{invitation.pk}", at=at)
    inviter = Seat.objects.current(timezone.localdate(at)).filter(
        organisation=invitation.organisation, user=invitation.invited_by_id
    )
    if invitation.invited_by_id not in (None, user.pk) and inviter.exists():
        notifications.notify(
            "colleague_joined",
            to=invitation.invited_by,
            key=f"joined:{seat.pk}",
            context={"name": str(user), "organisation": invitation.organisation.name},
            at=at,
        )
    return seat


@transaction.atomic
def revoke_invitation(invitation: SeatInvitation, *, by, at: datetime | None = None) -> None:
    """Withdraw: the mailed link stops working now. Withdrawing again changes nothing."""
    at = at or timezone.now()
    invitation = SeatInvitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at:
        raise InvitationClosed
    if invitation.revoked_at:
        return
    invitation.revoked_at = at
    invitation.save(update_fields=["revoked_at"])
    links.revoke("accept_invitation", invitation.pk, at=at)
    notifications.settle(f"invitation:{invitation.pk}", at=at)
    audit.record("seat.invitation_revoked", invitation.organisation, by=by, at=at, invitation=invitation.pk)


@transaction.atomic
def end_seat(seat: Seat, *, successor: Seat | None = None, by, at: datetime | None = None) -> Seat:
    """Close a seat today; what it opened is closed at the next request.

    Duties that nobody else has go over to `successor`, or else to another admin. With a successor the last
    admin may leave: that colleague is admin from this moment. Raises LastAdmin, and SuccessorGone when the
    successor has no seat here.
    """
    at = at or timezone.now()
    seat = _locked(seat)
    today = timezone.localdate(at)
    if seat.until and seat.until <= today:
        return seat
    heir = _heir(seat, successor, today)
    is_last_admin = seat.is_admin and not _other_admins(seat, today).exists()
    if is_last_admin and heir is None:
        raise LastAdmin
    left = _duties_only_of(seat, today)
    if heir and (left or is_last_admin):
        role = Role.ADMIN if is_last_admin else heir.role
        _become(heir, role=role, duties=[*heir.duties, *left], by=by, at=at)
    seat.until, seat.ended_by = today, by
    seat.save(update_fields=["until", "ended_by"])
    audit.record("seat.ended", seat.organisation, by=by, at=at, seat=seat.pk, user=seat.user_id)
    sync_groups([seat.user_id])
    return seat


def _heir(seat: Seat, successor: Seat | None, today) -> Seat | None:
    colleagues = Seat.objects.current(today).filter(organisation=seat.organisation_id).exclude(pk=seat.pk)
    colleagues = colleagues.filter(user__is_active=True).select_related("organisation", "user")
    if successor is None:
        return colleagues.admins().order_by("since", "pk").first()
    found = colleagues.filter(pk=successor.pk).first()
    if found is None:
        raise SuccessorGone
    return found


def _duties_only_of(seat: Seat, today) -> list[str]:
    others = Seat.objects.current(today).filter(organisation=seat.organisation_id).exclude(pk=seat.pk)
    held = {duty for duties in others.values_list("duties", flat=True) for duty in duties}
    return [duty for duty in seat.duties if duty not in held]


def _become(seat: Seat, *, role: str, duties: list[str], by, at: datetime) -> None:
    """Role and duties come from somebody who leaves: the heir hears of it."""
    seat.role, seat.duties = role, duties
    seat.save(update_fields=["role", "duties"])
    audit.record("seat.changed", seat.organisation, by=by, at=at, seat=seat.pk, role=role, duties=duties)
    if seat.user_id != getattr(by, "pk", None):
        notifications.notify(
            "seat_inherited",
            to=seat.user,
            key=f"seat-inherited:{seat.pk}:{role}:{'-'.join(duties)}:{at.timestamp()}",
            context={"organisation": seat.organisation.name, "role": role, "duties": duties},
            at=at,
        )


@transaction.atomic
def change_seat(seat: Seat, *, role: str, duties: list[str], by, at: datetime | None = None) -> Seat:
    """Another role or other duties. Raises LastAdmin when nobody would manage the organisation, LastForInvoices when
    nobody would receive its invoices.
    """
    at = at or timezone.now()
    seat = _locked(seat)
    if seat.role == role and seat.duties == duties:
        return seat
    if seat.is_admin and role != Role.ADMIN and not _other_admins(seat, timezone.localdate(at)).exists():
        raise LastAdmin
    if Duty.INVOICES not in duties and Duty.INVOICES in _duties_only_of(seat, timezone.localdate(at)):
        raise LastForInvoices
    seat.role, seat.duties = role, duties
    seat.save(update_fields=["role", "duties"])
    audit.record("seat.changed", seat.organisation, by=by, at=at, seat=seat.pk, role=role, duties=duties)
    return seat


def _locked(seat: Seat) -> Seat:
    """The organisation's row is the lock: two admins leaving at once cannot both be the last but one."""
    Organisation.objects.select_for_update().get(pk=seat.organisation_id)
    return Seat.objects.select_related("organisation", "user").get(pk=seat.pk)


def _other_admins(seat: Seat, today):
    others = Seat.objects.current(today).admins().filter(organisation=seat.organisation_id).exclude(pk=seat.pk)
    return others.filter(user__is_active=True)


def account_for(email: str, name: str) -> User:
    """The account with this address, made now when there is none. The caller knows that the address is proved."""
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        first, last = split_name(name)
        try:
            with transaction.atomic():
                user = User.objects.create_user(email, first_name=first, last_name=last)
        except IntegrityError:  # somebody else made the account in the same moment
            user = User.objects.get(email=email)
    return user
