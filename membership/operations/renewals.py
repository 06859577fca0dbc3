"""Does a member stay? Asked before the turn of the year; access follows the answer, never the payment."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from membership.models import DuesSettings, Duty, Farewell, Organisation, Renewal, Seat, Tariff, Term
from membership.operations.dues import look_again
from membership.operations.farewells import FarewellOver, note_farewell, nothing_more_to_ask, take_back_farewell
from membership.operations.invoicing import invoice_contacts, save_order_number
from membership.operations.terms import end_membership, follow_the_term, next_term
from portal.accounts.models import User
from portal.core import audit, notifications


class RenewalClosed(Exception):
    """It ended already: who comes back asks the network."""


def who_answers(organisation: Organisation, *, at: datetime) -> list[User]:
    """The contact person and who has the invoice duty; without either the admins."""
    seats = Seat.objects.current(timezone.localdate(at)).filter(organisation=organisation, user__is_active=True)
    seats = seats.select_related("user").order_by("pk")
    answering = seats.filter(duties__overlap=[Duty.CONTACT, Duty.INVOICES])
    return list({seat.user_id: seat.user for seat in answering or seats.admins()}.values())


def ask_renewals(*, at: datetime) -> int:
    """Ask every member, in the weeks before 1 January, whether it stays. Returns how many were asked now.

    Only when there are tariffs for that year: without them nobody can say what it costs.
    """
    today, own = timezone.localdate(at), DuesSettings.load()
    year = today.year + 1
    opens = date(year, 1, 1) - timedelta(weeks=own.weeks_before_renewal)
    if today < opens or not Tariff.objects.for_year(year).exists():
        return 0
    asked = Renewal.objects.filter(year=year).values("organisation")
    leaving = Farewell.objects.standing().values("organisation")
    members = list(Organisation.objects.members(today).exclude(pk__in=asked).exclude(pk__in=leaving).order_by("pk"))
    for organisation in members:
        ask_renewal(organisation, year=year, at=at)
    return len(members)


@transaction.atomic
def ask_renewal(organisation: Organisation, *, year: int, at: datetime) -> Renewal:
    renewal, created = Renewal.objects.get_or_create(organisation=organisation, year=year, defaults={"asked_at": at})
    if created:
        audit.record("renewal.asked", organisation, by=None, at=at, year=year)
        context = {"organisation": organisation.name, "year": year}
        people = who_answers(organisation, at=at)
        key, subject = f"renewal:{renewal.pk}", f"renewal:{renewal.pk}"
        notifications.notify_all("renewal_asked", to=people, key=key, subject=subject, context=context, at=at)
    return renewal


def ask_order_numbers(*, at: datetime) -> int:
    """Ask who has the invoice duty for the order number of next year, by a link to one field. Returns how many."""
    today, own = timezone.localdate(at), DuesSettings.load()
    year = today.year + 1
    if today < date(year, 1, 1) - timedelta(weeks=own.weeks_before_number):
        return 0
    waiting = Renewal.objects.filter(year=year, number_asked_at=None, declined_at=None)
    known = Organisation.objects.filter(order_numbers__year=year)
    found = list(waiting.exclude(organisation__in=known).select_related("organisation").order_by("pk"))
    for renewal in found:
        _ask_order_number(renewal, at=at)
    return len(found)


@transaction.atomic
def _ask_order_number(renewal: Renewal, *, at: datetime) -> None:
    organisation = renewal.organisation
    Renewal.objects.filter(pk=renewal.pk).update(number_asked_at=at)
    notifications.notify_all(
        "order_number_asked",
        to=invoice_contacts(organisation, at=at),
        key=f"order-number:{renewal.pk}",
        subject=f"order-number:{organisation.pk}:{renewal.year}",
        context={"organisation": organisation.name, "year": renewal.year, "renewal": renewal.pk},
        at=at,
    )


@transaction.atomic
def confirm_renewal(renewal: Renewal, *, number: str = "", by, at: datetime | None = None) -> Renewal:
    """They stay, and give the order number of that year when they have it: both are kept, or neither.

    Also after they said no or goodbye, while that year has not begun and they are members yet. Raises RenewalClosed.
    """
    at = at or timezone.now()
    renewal = _locked(renewal)
    if renewal.confirmed_at is None:
        _confirm(renewal, by=by, at=at)
    if number:
        save_order_number(renewal.organisation, year=renewal.year, number=number, by=by, at=at)
    return renewal


def _confirm(renewal: Renewal, *, by, at: datetime) -> None:
    has_begun = timezone.localdate(at) >= renewal.first_day
    if renewal.ended_at or (renewal.declined_at and (has_begun or not _stays_after_all(renewal, by=by, at=at))):
        raise RenewalClosed
    renewal.confirmed_at, renewal.confirmed_by = at, by
    renewal.declined_at, renewal.declined_by, renewal.reason = None, None, ""
    renewal.save(update_fields=["confirmed_at", "confirmed_by", "declined_at", "declined_by", "reason"])
    audit.record("renewal.confirmed", renewal.organisation, by=by, at=at, year=renewal.year)
    notifications.settle(f"renewal:{renewal.pk}", at=at)
    look_again(renewal.organisation, year=renewal.year)


@transaction.atomic
def decline_renewal(renewal: Renewal, *, reason: str, by, at: datetime | None = None) -> Renewal:
    """They leave: at the turn of the year, or today when that year has begun. Raises RenewalClosed once confirmed for
    a year that began, and when it ended already.
    """
    at = at or timezone.now()
    renewal = _locked(renewal)
    if renewal.declined_at:
        return renewal
    has_begun = timezone.localdate(at) >= renewal.first_day
    if renewal.ended_at or (renewal.confirmed_at and has_begun):
        raise RenewalClosed
    renewal.declined_at, renewal.declined_by, renewal.reason = at, by, reason
    renewal.confirmed_at = renewal.confirmed_by = None
    renewal.save(update_fields=["declined_at", "declined_by", "reason", "confirmed_at", "confirmed_by"])
    audit.record("renewal.declined", renewal.organisation, by=by, at=at, year=renewal.year)
    nothing_more_to_ask(renewal, at=at)
    ends_on = timezone.localdate(at) if has_begun else renewal.first_day
    note_farewell(renewal.organisation, words=reason, last_day=ends_on - timedelta(days=1), by=by, at=at)
    if has_begun:
        end_membership(renewal.organisation, reason="opgezegd", by=by, at=at)
    return renewal


def _stays_after_all(renewal: Renewal, *, by, at: datetime) -> bool:
    """Take back the farewell that goes with the no. False when it is over already."""
    standing = Farewell.objects.standing().filter(organisation=renewal.organisation_id).first()
    if standing:
        try:
            take_back_farewell(standing, by=by, at=at)
        except FarewellOver:
            return False
    return renewal.organisation.current_term(timezone.localdate(at)) is not None


def _locked(renewal: Renewal) -> Renewal:
    """The organisation's row is the lock, as for terms and seats."""
    Organisation.objects.select_for_update().get(pk=renewal.organisation_id)
    return Renewal.objects.select_related("organisation").get(pk=renewal.pk)


# --- The daily job ------------------------------------------------------------------------------------------


def turn_the_year(*, at: datetime) -> int:
    """Close every term of an earlier year on 31 December and open the next, for who did not say no. Returns how many.

    A day late, or a year late, it makes the same terms.
    """
    first = date(timezone.localdate(at).year, 1, 1)
    old = Term.objects.filter(end=None, start__lt=first).order_by("organisation_id")
    found = list(old.values_list("organisation_id", flat=True))
    for pk in found:
        _turn(pk, at=at)
    return len(found)


@transaction.atomic
def _turn(organisation_id: int, *, at: datetime) -> None:
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    term = Term.objects.filter(organisation=organisation, end=None).first()
    while term and term.start.year < timezone.localdate(at).year:
        year = term.start.year + 1
        renewal = Renewal.objects.filter(organisation=organisation, year=year).first()
        if renewal and renewal.declined_at:
            next_term(term, start=None, on=renewal.first_day, reason="opgezegd", at=at)
            follow_the_term(organisation)
            return
        term = next_term(term, start=date(year, 1, 1), on=date(year, 1, 1), reason="nieuw jaar", at=at)
        if renewal and renewal.is_open and renewal.grace_until is None:
            _give_grace(renewal, at=at)


def _give_grace(renewal: Renewal, *, at: datetime) -> None:
    """The year began without an answer: access stays for a while, and we say until when."""
    renewal.grace_until = renewal.first_day + timedelta(days=DuesSettings.load().days_of_grace)
    renewal.save(update_fields=["grace_until"])
    audit.record("renewal.grace", renewal.organisation, by=None, at=at, year=renewal.year)
    context = {"organisation": renewal.organisation.name, "year": renewal.year, "until": str(renewal.grace_until)}
    key, subject = f"renewal-grace:{renewal.pk}", f"renewal:{renewal.pk}"
    people = who_answers(renewal.organisation, at=at)
    notifications.notify_all("renewal_grace", to=people, key=key, subject=subject, context=context, at=at)


def end_grace(*, at: datetime) -> int:
    """End the membership of who gave no answer until the last day of grace. Returns how many."""
    past = Renewal.objects.open().filter(grace_until__lte=timezone.localdate(at)).order_by("pk")
    found = list(past)
    for renewal in found:
        _end_without_answer(renewal, at=at)
    return len(found)


@transaction.atomic
def _end_without_answer(renewal: Renewal, *, at: datetime) -> None:
    renewal = _locked(renewal)
    if not renewal.is_open:
        return
    renewal.ended_at = at
    renewal.save(update_fields=["ended_at"])
    nothing_more_to_ask(renewal, at=at)
    end_membership(renewal.organisation, reason="geen antwoord op de vraag om te verlengen", by=None, at=at)
    context = {"organisation": renewal.organisation.name}
    people = who_answers(renewal.organisation, at=at)
    notifications.notify_all("membership_ended", to=people, key=f"renewal-end:{renewal.pk}", context=context, at=at)
