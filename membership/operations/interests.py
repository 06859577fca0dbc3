"""The interest register: those who are not ready to join, or cannot."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Greatest
from django.utils import timezone

from membership.models import Admission, Interest
from membership.operations.admissions import staff_who_decide, start_admission
from portal.accounts.models import User
from portal.core import audit, notifications
from portal.core.models import MailedLink

KEEP_UNCONFIRMED = timedelta(days=14)
KEEP = timedelta(days=2 * 365)  # after the last contact; the form and the privacy page say "2 jaar"
LINK_VERBS = ("own_interest", "apply_by_invitation")


class InterestGone(Exception):
    """Taken off the list in the meantime; nothing of it is left."""


class AlreadyHandled(Exception):
    """Somebody invited or closed before: `interest` says who and when."""

    def __init__(self, interest: Interest) -> None:
        self.interest = interest


class NoOrganisation(Exception):
    """A person without an organisation cannot apply: the member is an organisation."""


class NotInvited(Exception):
    """Only an invitation leads into an application."""


@transaction.atomic
def register_interest(
    *,
    form_key: uuid.UUID,
    kind: str,
    organisation_name: str,
    name: str,
    email: str,
    wish: str,
    by=None,
    at: datetime | None = None,
) -> Interest:
    """Somebody fills in the form. The same form sent twice is one row and one mail with a link.

    Nobody of the network hears of it before the link is used; what is not confirmed is forgotten.
    """
    at = at or timezone.now()
    interest, created = Interest.objects.get_or_create(
        form_key=form_key,
        defaults={
            "kind": kind,
            "organisation_name": " ".join(organisation_name.split()),
            "name": " ".join(name.split()),
            "email": email.strip().lower(),
            "wish": wish,
            "registered_at": at,
        },
    )
    if created:
        audit.record("interest.registered", interest, by=by, at=at, kind=kind, wish=wish)
        _tell(interest, "interest_confirm", to=interest.email, at=at)
    return interest


@transaction.atomic
def confirm_interest(interest: Interest, *, message: str = "", by=None, at: datetime | None = None) -> Interest:
    """The mailed link was used: staff see it from now on. Confirming again changes nothing.

    An earlier entry of the same address that still waits is replaced. Raises InterestGone.
    """
    at = at or timezone.now()
    same_address = Interest.objects.select_for_update().filter(email=interest.email).order_by("pk")
    by_pk = {row.pk: row for row in same_address}
    if interest.pk not in by_pk:
        raise InterestGone
    interest = by_pk[interest.pk]
    if interest.is_confirmed:
        return interest
    for earlier in by_pk.values():
        if earlier.is_confirmed and not earlier.is_handled:
            _erase(earlier, "interest.replaced", by=by, at=at)
    interest.confirmed_at, interest.message = at, message.strip()
    interest.save(update_fields=["confirmed_at", "message"])
    audit.record("interest.confirmed", interest, by=by, at=at)
    for member in staff_who_decide():
        who = interest.organisation_name or "een persoon"
        _tell(interest, "interest_waits", to=member, at=at, context={"interest": interest.pk, "who": who})
    return interest


@transaction.atomic
def withdraw_interest(interest: Interest, *, by=None, at: datetime | None = None) -> None:
    """Off the list: the entry, its links and every message about it are deleted now. Again is fine.

    An application that came of it stands by itself and stays.
    """
    at = at or timezone.now()
    present = Interest.objects.select_for_update().filter(pk=interest.pk).first()
    if present:
        _erase(present, "interest.withdrawn", by=by, at=at)


@transaction.atomic
def invite_to_apply(
    interest: Interest, *, by: User, although_closed: bool = False, at: datetime | None = None
) -> Interest:
    """Mail a link into the application, filled in already. The same person inviting again changes nothing.

    `although_closed`: somebody closed it before, and the time has come after all. Raises NoOrganisation,
    InterestGone and AlreadyHandled.
    """
    at = at or timezone.now()
    interest = _locked(interest)
    if interest.is_invited and interest.invited_by_id == by.pk:
        return interest
    if interest.is_invited or (interest.is_closed and not although_closed):
        raise AlreadyHandled(interest)
    if not interest.organisation_name:
        raise NoOrganisation
    interest.invited_at, interest.invited_by = at, by
    interest.save(update_fields=["invited_at", "invited_by"])
    audit.record("interest.invited", interest, by=by, at=at)
    notifications.settle(_subject(interest), at=at)
    context = {"interest": interest.pk, "by": by.call_name}
    _tell(interest, "interest_invited", to=interest.email, at=at, context=context)
    return interest


@transaction.atomic
def close_interest(interest: Interest, *, answer: str = "", by: User, at: datetime | None = None) -> Interest:
    """Handled without an invitation. The answer, when there is one, is mailed.

    The same person closing again changes nothing. Raises InterestGone and AlreadyHandled.
    """
    at = at or timezone.now()
    interest = _locked(interest)
    if interest.is_handled:
        if interest.is_closed and not interest.is_invited and interest.closed_by_id == by.pk:
            return interest
        raise AlreadyHandled(interest)
    interest.closed_at, interest.closed_by, interest.answer = at, by, answer.strip()
    interest.save(update_fields=["closed_at", "closed_by", "answer"])
    audit.record("interest.closed", interest, by=by, at=at, answered=bool(interest.answer))
    notifications.settle(_subject(interest), at=at)
    if interest.answer:
        context = {"interest": interest.pk, "answer": interest.answer, "by": by.call_name}
        _tell(interest, "interest_answered", to=interest.email, at=at, context=context)
    return interest


@transaction.atomic
def apply_by_invitation(interest: Interest, *, by=None, at: datetime | None = None) -> Admission:
    """Begin the application with what is known; the mailed invitation proved the address.

    Accepting twice is one application. Raises NotInvited and InterestGone.
    """
    at = at or timezone.now()
    interest = _locked(interest)
    if interest.admission:
        return interest.admission
    if not interest.is_invited:
        raise NotInvited
    interest.admission = start_admission(
        form_key=interest.form_key,
        organisation_name=interest.organisation_name,
        kind=interest.admission_kind,
        applicant_name=interest.name,
        email=interest.email,
        address_is_proved=True,
        by=by,
        at=at,
    )
    interest.save(update_fields=["admission"])
    audit.record("interest.applied", interest, by=by, at=at, admission=interest.admission.pk)
    return interest.admission


@transaction.atomic
def forget_interests(*, at: datetime) -> int:
    """Delete what was never confirmed, and what had no contact for 2 years. Returns how many."""
    last_contact = Greatest("registered_at", "confirmed_at", "invited_at", "closed_at")
    old = (
        Interest.objects.select_for_update()
        .annotate(last_contact=last_contact)
        .filter(Q(confirmed_at=None, registered_at__lt=at - KEEP_UNCONFIRMED) | Q(last_contact__lt=at - KEEP))
        .order_by("pk")
    )
    forgotten = list(old)
    for interest in forgotten:
        _erase(interest, "interest.forgotten", by=None, at=at)
    return len(forgotten)


def _locked(interest: Interest) -> Interest:
    present = (
        Interest.objects.select_for_update(of=("self",))
        .select_related("invited_by", "closed_by", "admission")
        .filter(pk=interest.pk)
        .first()
    )
    if present is None:
        raise InterestGone
    return present


def _subject(interest: Interest) -> str:
    return f"interest:{interest.pk}"


def _tell(interest: Interest, kind: str, *, to, at: datetime, context: dict | None = None) -> None:
    key = f"{kind}:{interest.pk}" if isinstance(to, str) else f"{kind}:{interest.pk}:{to.pk}"
    notifications.notify(
        kind, to=to, key=key, subject=_subject(interest), context=context or {"interest": interest.pk}, at=at
    )


def _erase(interest: Interest, verb: str, *, by, at: datetime) -> None:
    audit.record(verb, interest, by=by, at=at)
    MailedLink.objects.filter(verb__in=LINK_VERBS, object_id=interest.pk).delete()
    notifications.forget(_subject(interest))
    interest.delete()
