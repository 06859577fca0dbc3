import hashlib
import secrets
import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from membership.models import Admission, Duty, Organisation, Role
from membership.operations.organisations import create_organisation
from membership.operations.seats import account_for, open_seat
from membership.operations.terms import open_term
from portal.accounts.access import ADVISER, DECIDER, GROUP_NAMES
from portal.accounts.models import User
from portal.core import audit, links, notifications

CODE_LIVES = timedelta(minutes=15)
CODE_TRIES = 5
LINK_DAYS = 60
KEEP_UNFINISHED = timedelta(days=365)


class CodeRefused(Exception):
    """The code is wrong, too old, or was tried too often. `again`: a new code is needed."""

    def __init__(self, *, again: bool) -> None:
        self.again = again


class AlreadySubmitted(Exception):
    """The application was sent before; it cannot change any more."""


class NotSubmitted(Exception):
    """Nothing to decide about yet."""


class MunicipalityKnown(Exception):
    """An organisation with this municipality code is in the register already."""


class AlreadyDecided(Exception):
    """Somebody decided before: `admission` says who and when."""

    def __init__(self, admission: Admission) -> None:
        self.admission = admission


def hash_code(admission_id: int, code: str) -> str:
    return hashlib.sha256(f"{admission_id}:{code}".encode()).hexdigest()


@transaction.atomic
def start_admission(
    *,
    form_key: uuid.UUID,
    organisation_name: str,
    kind: str,
    applicant_name: str,
    email: str,
    phone: str = "",
    address_is_proved: bool = False,
    by=None,
    at: datetime | None = None,
) -> Admission:
    """The first step. The same form sent twice is the same application; a code is mailed once.

    `address_is_proved`: a mailed link led here, so there is no code to send.
    """
    at = at or timezone.now()
    admission, created = Admission.objects.get_or_create(
        form_key=form_key,
        defaults={
            "organisation_name": " ".join(organisation_name.split()),
            "kind": kind,
            "applicant_name": " ".join(applicant_name.split()),
            "email": email.strip().lower(),
            "phone": phone,
            "started_at": at,
            "address_proved_at": at if address_is_proved else None,
        },
    )
    if created:
        audit.record("admission.started", admission, by=by, at=at)
        if not address_is_proved:
            request_code(admission, by=by, at=at)
    return admission


@transaction.atomic
def request_code(admission: Admission, *, by=None, at: datetime | None = None) -> None:
    """Mail a code and a link to go on with. The letter makes both, so nothing secret lies in a row."""
    at = at or timezone.now()
    notifications.notify(
        "admission_code",
        to=admission.email,
        key=f"admission-code:{admission.pk}:{uuid.uuid4()}",
        context={"admission": admission.pk},
        at=at,
    )


def prove_address(admission: Admission, *, code: str, by=None, at: datetime | None = None) -> Admission:
    """The code from the mail was typed over. Raises CodeRefused, after the failure is counted."""
    at = at or timezone.now()
    digits = "".join(c for c in code if c.isdigit())
    with transaction.atomic():
        admission = Admission.objects.select_for_update().get(pk=admission.pk)
        usable = _code_is_usable(admission, at)
        if usable and secrets.compare_digest(admission.code_hash, hash_code(admission.pk, digits)):
            return admission if admission.address_proved_at else _proved(admission, by=by, at=at)
        if usable:
            admission.code_failures += 1
            admission.save(update_fields=["code_failures"])
    raise CodeRefused(again=not _code_is_usable(admission, at))


def _code_is_usable(admission: Admission, at: datetime) -> bool:
    sent = admission.code_sent_at
    alive = sent is not None and at - sent <= CODE_LIVES
    return bool(admission.code_hash) and alive and admission.code_failures < CODE_TRIES


@transaction.atomic
def prove_address_by_link(admission: Admission, *, by=None, at: datetime | None = None) -> Admission:
    """The mailed link was used: only somebody who reads this address has it.

    That closes the road by code, so whoever typed this address elsewhere does not come in after them.
    """
    at = at or timezone.now()
    admission = Admission.objects.select_for_update().get(pk=admission.pk)
    if admission.code_hash:
        admission.code_hash = ""
        admission.save(update_fields=["code_hash"])
    return admission if admission.address_proved_at else _proved(admission, by=by, at=at)


def _proved(admission: Admission, *, by, at: datetime) -> Admission:
    admission.address_proved_at = at
    admission.save(update_fields=["address_proved_at"])
    audit.record("admission.address_proved", admission, by=by, at=at)
    return admission


@transaction.atomic
def save_details(admission: Admission, *, by=None, at: datetime | None = None, **details) -> Admission:
    """Keep what was filled in so far: province, inhabitants, kvk, motivation. Raises AlreadySubmitted."""
    admission = Admission.objects.select_for_update().get(pk=admission.pk)
    if admission.is_submitted:
        raise AlreadySubmitted
    for field in ("province", "inhabitants", "kvk", "motivation"):
        setattr(admission, field, details.get(field, getattr(admission, field)))
    admission.save(update_fields=["province", "inhabitants", "kvk", "motivation"])
    return admission


@transaction.atomic
def submit_admission(admission: Admission, *, by=None, at: datetime | None = None, **details) -> Admission:
    """Send the application to the network. Sending again changes nothing and tells nobody twice."""
    at = at or timezone.now()
    admission = Admission.objects.select_for_update().get(pk=admission.pk)
    if admission.is_submitted:
        return admission
    admission = save_details(admission, by=by, at=at, **details)
    admission.address_proved_at = admission.address_proved_at or at
    admission.submitted_at = at
    admission.save(update_fields=["address_proved_at", "submitted_at"])
    audit.record("admission.submitted", admission, by=by, at=at)
    notifications.notify(
        "admission_received",
        to=admission.email,
        key=f"admission-received:{admission.pk}",
        context={"organisation": admission.organisation_name},
        at=at,
    )
    for member in staff_who_decide():
        notifications.notify(
            "admission_waits",
            to=member,
            key=f"admission-waits:{admission.pk}:{member.pk}",
            subject=f"admission:{admission.pk}",
            context={"organisation": admission.organisation_name, "admission": admission.pk},
            at=at,
        )
    return admission


@transaction.atomic
def admit_organisation(
    admission: Admission, *, reason: str, by: User, at: datetime | None = None, **facts
) -> Organisation:
    """Admit: organisation, first seat (admin, contact) and a level-1 term, all or nothing.

    `facts` are corrections by staff (province, inhabitants, municipality_code). Raises NotSubmitted,
    MunicipalityKnown and AlreadyDecided; deciding the same again by the same person returns the organisation.
    """
    at = at or timezone.now()
    admission = _to_decide(admission)
    if admission.is_decided:
        if admission.organisation and admission.decided_by_id == by.pk:
            return admission.organisation
        raise AlreadyDecided(admission)
    code = facts.get("municipality_code", "")
    if code and Organisation.objects.filter(municipality_code=code).exists():
        raise MunicipalityKnown
    known = {"province": admission.province, "inhabitants": admission.inhabitants, "kvk": admission.kvk}
    organisation = create_organisation(
        admission.organisation_name, kind=admission.kind, by=by, at=at, **(known | facts)
    )
    _decide(admission, organisation=organisation, reason=reason, by=by, at=at)
    user = account_for(admission.email, admission.applicant_name)
    open_term(organisation, level=1, by=by, at=at)
    duties: list[str] = [Duty.CONTACT, Duty.INVOICES, Duty.LICENCES]
    open_seat(organisation, user=user, role=Role.ADMIN, duties=duties, by=by, at=at)
    notifications.notify(
        "admission_admitted",
        to=user,
        key=f"admission-decided:{admission.pk}",
        context={"organisation": organisation.name, "reason": reason, "by": by.call_name},
        at=at,
    )
    return organisation


@transaction.atomic
def decline_admission(admission: Admission, *, reason: str, by: User, at: datetime | None = None) -> Admission:
    """Not admitted, with a reason the applicant reads. Raises NotSubmitted and AlreadyDecided."""
    at = at or timezone.now()
    admission = _to_decide(admission)
    if admission.is_decided:
        if not admission.is_admitted and admission.decided_by_id == by.pk:
            return admission
        raise AlreadyDecided(admission)
    _decide(admission, organisation=None, reason=reason, by=by, at=at)
    notifications.notify(
        "admission_declined",
        to=admission.email,
        key=f"admission-decided:{admission.pk}",
        context={"organisation": admission.organisation_name, "reason": reason, "by": by.call_name},
        at=at,
    )
    return admission


def _to_decide(admission: Admission) -> Admission:
    admission = (
        Admission.objects.select_for_update(of=("self",))
        .select_related("organisation", "decided_by")
        .get(pk=admission.pk)
    )
    if not admission.is_submitted:
        raise NotSubmitted
    return admission


def _decide(admission: Admission, *, organisation: Organisation | None, reason: str, by: User, at: datetime) -> None:
    admission.decided_at, admission.decided_by = at, by
    admission.reason, admission.organisation = reason, organisation
    admission.save(update_fields=["decided_at", "decided_by", "reason", "organisation"])
    verb = "admission.admitted" if organisation else "admission.declined"
    audit.record(verb, admission, by=by, at=at, organisation=organisation.pk if organisation else None)
    links.revoke("resume_admission", admission.pk, at=at)
    notifications.settle(f"admission:{admission.pk}", at=at)


@transaction.atomic
def forget_unfinished(*, at: datetime) -> int:
    """Delete applications that were begun more than a year ago and never sent. Returns how many."""
    old = Admission.objects.filter(submitted_at=None, started_at__lt=at - KEEP_UNFINISHED)
    links.forget("resume_admission", list(old.values_list("pk", flat=True)))
    deleted, _ = old.delete()
    return deleted


def staff_who_decide() -> list[User]:
    names = [GROUP_NAMES[ADVISER], GROUP_NAMES[DECIDER]]
    return list(User.objects.filter(is_active=True, groups__name__in=names).distinct().order_by("pk"))
