"""Asking for a seat by the e-mail domain of one's organisation. An admin gives it; the domain alone opens nothing."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from membership.models import EmailDomain, JoinRequest, Organisation, Role, Seat
from membership.operations.seats import account_for, open_seat
from portal.accounts.models import User
from portal.core import audit, links, notifications

KEEP_UNSENT = timedelta(days=7)
KEEP_UNANSWERED = timedelta(days=60)
#: Everybody can have an address here, so such a domain says nothing about where somebody works.
PUBLIC_DOMAINS = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "hotmail.com",
        "hotmail.nl",
        "outlook.com",
        "outlook.nl",
        "live.com",
        "live.nl",
        "msn.com",
        "icloud.com",
        "me.com",
        "yahoo.com",
        "yahoo.nl",
        "proton.me",
        "protonmail.com",
        "gmx.net",
        "gmx.com",
        "ziggo.nl",
        "kpnmail.nl",
        "kpnplanet.nl",
        "xs4all.nl",
        "planet.nl",
        "hetnet.nl",
        "upcmail.nl",
        "home.nl",
        "casema.nl",
        "chello.nl",
        "quicknet.nl",
        "telfort.nl",
        "tele2.nl",
        "zonnet.nl",
        "online.nl",
        "caiway.nl",
        "delta.nl",
        "freedom.nl",
        "solcon.nl",
    ]
)


class NotOwnDomain(Exception):
    """An admin opens only the domain of the address they log in with: that one is proved."""


class PublicDomain(Exception):
    """A domain where anybody can have an address."""


class NotTheirDomain(Exception):
    """The organisation does not have the domain of this address (any more)."""


class AlreadyAnswered(Exception):
    """Another admin answered before: `request` says who and what."""

    def __init__(self, request: JoinRequest) -> None:
        self.request = request


def domain_of(address: str) -> str:
    return address.rpartition("@")[2].strip().lower()


@transaction.atomic
def open_email_domain(organisation: Organisation, *, by: User, at: datetime | None = None) -> EmailDomain:
    """Let people with an address like that of `by` ask for a seat. Raises PublicDomain and NotOwnDomain."""
    at = at or timezone.now()
    domain = domain_of(by.email)
    if domain in PUBLIC_DOMAINS:
        raise PublicDomain
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not Seat.objects.current().admins().filter(organisation=organisation, user=by).exists():
        raise NotOwnDomain
    opened, created = EmailDomain.objects.open().get_or_create(
        organisation=organisation, domain=domain, defaults={"opened_at": at, "opened_by": by}
    )
    if created:
        audit.record("domain.opened", organisation, by=by, at=at, domain=opened.pk)
    return opened


@transaction.atomic
def close_email_domain(domain: EmailDomain, *, by: User, at: datetime | None = None) -> None:
    """Nobody asks through this domain any more. Requests that wait stay. Closing again changes nothing."""
    at = at or timezone.now()
    if EmailDomain.objects.open().filter(pk=domain.pk).update(closed_at=at):
        audit.record("domain.closed", domain.organisation, by=by, at=at, domain=domain.pk)


@transaction.atomic
def ask_to_join(*, form_key: uuid.UUID, name: str, email: str, at: datetime | None = None) -> JoinRequest:
    """Mail that address what is possible there. The screen says the same to everybody.

    The same form sent twice is one request and one mail.
    """
    at = at or timezone.now()
    request, created = JoinRequest.objects.get_or_create(
        form_key=form_key, defaults={"name": " ".join(name.split()), "email": email, "asked_at": at}
    )
    if created:
        notifications.notify(
            "join_link", to=request.email, key=f"join-link:{request.pk}", context={"request": request.pk}, at=at
        )
    return request


@transaction.atomic
def send_join_request(request: JoinRequest, *, organisation: Organisation, at: datetime | None = None) -> JoinRequest:
    """The link in the mail was used: the organisation's admins hear of it. Raises NotTheirDomain.

    Asking an organisation again while it has not answered returns the request that waits.
    """
    at = at or timezone.now()
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    request = JoinRequest.objects.select_for_update().get(pk=request.pk)
    if request.sent_at:
        return request
    if not EmailDomain.objects.of_address(request.email).filter(organisation=organisation).exists():
        raise NotTheirDomain
    if waiting := JoinRequest.objects.waiting().filter(organisation=organisation, email=request.email).first():
        return waiting
    request.organisation, request.sent_at = organisation, at
    request.save(update_fields=["organisation", "sent_at"])
    audit.record("seat.asked", organisation, by=None, at=at, request=request.pk)
    for seat in Seat.objects.current(timezone.localdate(at)).admins().filter(organisation=organisation):
        notifications.notify(
            "join_requested",
            to=seat.user,
            key=f"join-requested:{request.pk}:{seat.user_id}",
            subject=f"join:{request.pk}",
            context={"name": request.name, "organisation": organisation.name},
            at=at,
        )
    return request


@transaction.atomic
def grant_join_request(request: JoinRequest, *, by: User, at: datetime | None = None) -> Seat:
    """Give the seat: account, seat and a word to the new colleague, in one click.

    Raises AlreadyAnswered when somebody declined before; giving it again returns the seat.
    """
    at = at or timezone.now()
    request, organisation = _locked(request)
    user = account_for(request.email, request.name)
    current = Seat.objects.current(timezone.localdate(at)).filter(organisation=organisation, user=user).first()
    if request.decided_at and not (request.is_granted and current):
        raise AlreadyAnswered(request)
    if request.decided_at and current:
        return current
    seat = current or open_seat(organisation, user=user, role=Role.PROFESSIONAL, by=by, at=at)
    _answer(request, organisation, granted=True, by=by, at=at)
    return seat


@transaction.atomic
def decline_join_request(request: JoinRequest, *, by: User, at: datetime | None = None) -> JoinRequest:
    """No seat; the person hears it kindly. Raises AlreadyAnswered when it was given before."""
    at = at or timezone.now()
    request, organisation = _locked(request)
    if request.decided_at:
        if request.is_granted:
            raise AlreadyAnswered(request)
        return request
    _answer(request, organisation, granted=False, by=by, at=at)
    return request


def _locked(request: JoinRequest) -> tuple[JoinRequest, Organisation]:
    """As it is now, and the organisation that answers: its row is the lock."""
    organisation = Organisation.objects.select_for_update().get(join_requests=request.pk)
    return JoinRequest.objects.select_related("decided_by").get(pk=request.pk), organisation


def _answer(request: JoinRequest, organisation: Organisation, *, granted: bool, by: User, at: datetime) -> None:
    request.decided_at, request.decided_by, request.is_granted = at, by, granted
    request.save(update_fields=["decided_at", "decided_by", "is_granted"])
    verb = "seat.request_granted" if granted else "seat.request_declined"
    audit.record(verb, organisation, by=by, at=at, request=request.pk)
    notifications.settle(f"join:{request.pk}", at=at)
    notifications.notify(
        "join_granted" if granted else "join_declined",
        to=request.email,
        key=f"join-answered:{request.pk}",
        context={"organisation": organisation.name, "by": str(by)},
        at=at,
    )


@transaction.atomic
def forget_join_requests(*, at: datetime) -> int:
    """Delete what was never sent, what nobody answered in 60 days, and what was answered long ago."""
    old = JoinRequest.objects.filter(sent_at=None, asked_at__lt=at - KEEP_UNSENT)
    old |= JoinRequest.objects.filter(asked_at__lt=at - KEEP_UNANSWERED)
    links.forget("send_join_request", list(old.values_list("pk", flat=True)))
    deleted, _models = old.delete()
    return deleted
