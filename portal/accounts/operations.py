"""Changes of how somebody logs in (laws 1 and 2)."""

from datetime import datetime, timedelta

from allauth.mfa.base.internal.flows import delete_dangling_recovery_codes
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts.access import is_staff_member
from portal.accounts.models import AddressChange, User
from portal.accounts.second_step import second_steps_of
from portal.core import audit, links, notifications

UNDO_DAYS = 14
KEEP_ADDRESS_CHANGES = timedelta(days=60)


class AddressChangeClosed(Exception):
    """The change was made, stopped or replaced before, or the address belongs to somebody else by now."""


class LastSecondStep(Exception):
    """Staff are never without a second step: another one first."""


@transaction.atomic
def request_address_change(user: User, *, new: str, by: User, at: datetime | None = None) -> AddressChange:
    """Mail a link to the new address, and a word with a way to stop it to the old one.

    A new request takes the place of an open one. When the new address belongs to somebody already, the mail
    there says so and nothing can be confirmed: the screen does not tell who has an account.
    """
    at = at or timezone.now()
    user = User.objects.select_for_update().get(pk=user.pk)
    for former in AddressChange.objects.open().filter(user=user):
        _stop(former, at=at)
    change = AddressChange.objects.create(user=user, old=user.email, new=new, asked_at=at)
    audit.record("account.address_asked", user, by=by, at=at, change=change.pk)
    notifications.notify(
        "address_change", to=change.new, key=f"address-change:{change.pk}", context={"change": change.pk}, at=at
    )
    notifications.notify(
        "address_leaves", to=change.old, key=f"address-leaves:{change.pk}", context={"change": change.pk}, at=at
    )
    return change


@transaction.atomic
def confirm_address_change(change: AddressChange, *, at: datetime | None = None) -> User:
    """The link at the new address was used. From now on this person logs in there, and is logged out elsewhere.

    Raises AddressChangeClosed. Confirming again changes nothing.
    """
    at = at or timezone.now()
    user = User.objects.select_for_update().get(pk=change.user_id)
    change.refresh_from_db()
    if change.is_confirmed:
        return user
    if change.stopped_at or user.email != change.old:
        raise AddressChangeClosed
    _give_address(user, change.new)
    change.confirmed_at = at
    change.save(update_fields=["confirmed_at"])
    links.revoke("confirm_address", change.pk, at=at)
    end_sessions(user, by=user, at=at)
    audit.record("account.address_changed", user, by=user, at=at, change=change.pk)
    return user


@transaction.atomic
def undo_address_change(change: AddressChange, *, at: datetime | None = None) -> User:
    """The former address says "this was not me": stop the change or turn it back, and log out everywhere.

    Passkeys and an app that were added since the request go as well: whoever asked for it may have added them.
    Raises AddressChangeClosed when the former address belongs to somebody else by now.
    """
    at = at or timezone.now()
    user = User.objects.select_for_update().get(pk=change.user_id)
    change.refresh_from_db()
    if change.stopped_at and user.email != change.new:
        return user
    if user.email != change.old:
        _give_address(user, change.old)
    Authenticator.objects.filter(user=user, created_at__gte=change.asked_at).delete()
    _stop(change, at=at)
    end_sessions(user, by=None, at=at)
    audit.record("account.address_undone", user, by=None, at=at, change=change.pk)
    return user


def _give_address(user: User, address: str) -> None:
    user.email = address
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError as error:
        raise AddressChangeClosed from error


def _stop(change: AddressChange, *, at: datetime) -> None:
    change.stopped_at = at
    change.save(update_fields=["stopped_at"])
    for verb in ("confirm_address", "undo_address"):
        links.revoke(verb, change.pk, at=at)


@transaction.atomic
def end_sessions(
    user: User, *, keep: str | None = None, only: int | None = None, by: User | None, at: datetime | None = None
) -> int:
    """Log somebody out everywhere, but for the session `keep`, or on the one device `only`. Returns how many."""
    ending = UserSession.objects.filter(user=user)
    if keep:
        ending = ending.exclude(session_key=keep)
    if only:
        ending = ending.filter(pk=only)
    keys = list(ending.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    ending.delete()
    if keys:
        audit.record("account.sessions_ended", user, by=by, at=at or timezone.now(), count=len(keys))
    return len(keys)


@transaction.atomic
def end_second_step(way: Authenticator, *, by: User, at: datetime | None = None) -> None:
    """Take away a passkey or the app of `by`. Raises LastSecondStep for staff with no other."""
    User.objects.select_for_update().get(pk=by.pk)
    others = [step for step in second_steps_of(by) if step.pk != way.pk]
    if not others and is_staff_member(by):
        raise LastSecondStep
    way.delete()
    delete_dangling_recovery_codes(by)
    audit.record("account.second_step_ended", by, by=by, at=at or timezone.now(), way=way.type)


def tell_of_new_way_in(user: User, *, way: str, at: datetime | None = None) -> None:
    """A passkey or app was added: the owner hears it by mail, in case it was somebody else."""
    at = at or timezone.now()
    audit.record("account.second_step_added", user, by=user, at=at, way=way)
    notifications.notify(
        "new_way_in", to=user, key=f"new-way-in:{user.pk}:{at.timestamp()}", context={"way": way}, at=at
    )


@transaction.atomic
def reset_second_step(user: User, *, by: User | None = None, at: datetime | None = None) -> int:
    """For somebody who lost phone and codes, after staff made sure who it is. Returns how many ways were removed."""
    removed, _models = Authenticator.objects.filter(user=user).delete()
    end_sessions(user, by=by, at=at)
    audit.record("account.second_step_reset", user, by=by, at=at or timezone.now(), count=removed)
    return removed


@transaction.atomic
def forget_old_entrances(*, at: datetime) -> None:
    """Addresses asked for long ago, and devices whose session is over."""
    AddressChange.objects.filter(asked_at__lt=at - KEEP_ADDRESS_CHANGES).delete()
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    UserSession.objects.exclude(session_key__in=alive).delete()
