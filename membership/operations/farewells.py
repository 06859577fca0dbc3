"""An organisation leaves the network, on a day of its own choice. What hangs on it elsewhere: portal.home.farewell."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from membership.access import sync_groups
from membership.models import Farewell, FarewellReason, Organisation, Renewal, Seat, SeatInvitation, Term
from membership.operations.admissions import staff_who_decide
from membership.operations.seats import revoke_invitation
from membership.operations.terms import follow_the_term, next_term
from portal.accounts.models import User
from portal.core import audit, links, notifications

KEEP_SEATS = timedelta(days=2 * 365)  # after the end of membership


class NotAMember(Exception):
    """There is no membership to end."""


class LastDayRefused(Exception):
    """The last day lies before today, or later than membership is certain: `first` and `last` are possible."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last


class AlreadyLeaving(Exception):
    """They said so before, with another day or reason: `farewell` says which. Take that back first."""

    def __init__(self, farewell: Farewell) -> None:
        self.farewell = farewell


class FarewellOver(Exception):
    """The last day is past: who comes back is let in again by staff."""


def possible_days(organisation: Organisation, *, on: date) -> tuple[date, date]:
    """The first and the last possible last day. The year that is paid ends on 31 December; in grace nothing was paid,
    so then it is the last day of grace.
    """
    last = date(on.year, 12, 31)
    grace = Renewal.objects.open().filter(organisation=organisation, year=on.year, grace_until__gt=on).first()
    return on, grace.grace_until - timedelta(days=1) if grace and grace.grace_until else last


@transaction.atomic
def say_farewell(
    organisation: Organisation,
    *,
    reason: str,
    last_day: date,
    words: str = "",
    because: str = "",
    by,
    at: datetime | None = None,
) -> Farewell:
    """They leave after `last_day`; until then nothing changes, and it can be taken back. The question whether they
    stay next year is answered by it. Admins and staff hear of it.

    Saying the same again changes nothing. Raises NotAMember, LastDayRefused and AlreadyLeaving.
    """
    at = at or timezone.now()
    today = timezone.localdate(at)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    standing = Farewell.objects.standing().filter(organisation=organisation).first()
    if standing:
        if (standing.reason, standing.last_day) == (reason, last_day):
            return standing
        raise AlreadyLeaving(standing)
    if organisation.current_term(today) is None:
        raise NotAMember
    first, last = possible_days(organisation, on=today)
    if not first <= last_day <= last:
        raise LastDayRefused(first, last)
    found = _write(organisation, reason=reason, words=words, last_day=last_day, because=because, by=by, at=at)
    for renewal in Renewal.objects.filter(organisation=organisation, year__gt=today.year, declined_at=None):
        _decline(renewal, by=by, at=at)
    return found


def note_farewell(organisation: Organisation, *, words: str, last_day: date, by, at: datetime) -> None:
    """They said no to another year. The caller holds the organisation."""
    if not Farewell.objects.standing().filter(organisation=organisation).exists():
        _write(organisation, reason=FarewellReason.OTHER, words=words, last_day=last_day, because="", by=by, at=at)


def _write(organisation: Organisation, *, by, at: datetime, **facts) -> Farewell:
    found = Farewell.objects.create(organisation=organisation, said_at=at, said_by=by, **facts)
    audit.record(
        "farewell.said",
        organisation,
        by=by,
        at=at,
        farewell=found.pk,
        reason=found.reason,
        last_day=str(found.last_day),
    )
    context = {"organisation": organisation.name, "last_day": str(found.last_day), "pk": organisation.pk}
    key, subject = f"farewell:{found.pk}", f"farewell:{found.pk}"
    people = admins_of(organisation, at=at)
    notifications.notify_all("farewell_said", to=people, key=key, subject=subject, context=context, at=at)
    notifications.notify_all(
        "farewell_planned", to=staff_who_decide(), key=f"{key}:staff", subject=subject, context=context, at=at
    )
    return found


@transaction.atomic
def take_back_farewell(farewell: Farewell, *, by, at: datetime | None = None) -> Farewell:
    """They stay after all: everything is as it was, and they are asked again about next year.

    Taking back again changes nothing. Raises FarewellOver.
    """
    at = at or timezone.now()
    Organisation.objects.select_for_update().get(pk=farewell.organisation_id)
    farewell = Farewell.objects.select_related("organisation").get(pk=farewell.pk)
    if farewell.taken_back_at:
        return farewell
    if farewell.done_at or farewell.last_day < timezone.localdate(at):
        raise FarewellOver
    farewell.taken_back_at, farewell.taken_back_by = at, by
    farewell.save(update_fields=["taken_back_at", "taken_back_by"])
    declined = Renewal.objects.filter(organisation=farewell.organisation_id, year__gt=farewell.last_day.year)
    again = list(declined.filter(declined_at__gte=farewell.said_at))
    declined.filter(pk__in=[renewal.pk for renewal in again]).update(declined_at=None, declined_by=None, reason="")
    audit.record("farewell.taken_back", farewell.organisation, by=by, at=at, farewell=farewell.pk)
    notifications.settle(f"farewell:{farewell.pk}", at=at)
    context = {"organisation": farewell.organisation.name, "pk": farewell.organisation_id}
    people = [*admins_of(farewell.organisation, at=at), *staff_who_decide()]
    notifications.notify_all(
        "farewell_taken_back", to=people, key=f"farewell-back:{farewell.pk}", context=context, at=at
    )
    for renewal in again:
        _ask_again(renewal, farewell, at=at)
    return farewell


@transaction.atomic
def end_by_farewell(farewell: Farewell, *, at: datetime) -> Farewell | None:
    """The last day is past: the term ends on the day after, also when this runs later; invitations of colleagues and
    questions about renewal are withdrawn. None when there is nothing to do any more.
    """
    organisation = Organisation.objects.select_for_update().get(pk=farewell.organisation_id)
    found = Farewell.objects.past(timezone.localdate(at)).filter(pk=farewell.pk).first()
    if found is None:
        return None
    found.done_at = at
    found.save(update_fields=["done_at"])
    term = Term.objects.filter(organisation=organisation, end=None).first()
    if term:
        next_term(term, start=None, on=max(found.first_day_without, term.start), reason="opgezegd", at=at)
    follow_the_term(organisation)
    for invitation in SeatInvitation.objects.open().filter(organisation=organisation).order_by("pk"):
        revoke_invitation(invitation, by=None, at=at)
    for renewal in Renewal.objects.open().filter(organisation=organisation):
        _decline(renewal, by=None, at=at)
    audit.record("farewell.done", organisation, by=None, at=at, farewell=found.pk)
    notifications.settle(f"farewell:{found.pk}", at=at)
    return found


def farewells_past(at: datetime) -> list[Farewell]:
    return list(Farewell.objects.past(timezone.localdate(at)).select_related("organisation").order_by("pk"))


@transaction.atomic
def close_seats_of_former(*, at: datetime) -> int:
    """Daily: two years after the last term ended nobody needs a seat there any more. Returns how many were closed."""
    today = timezone.localdate(at)
    terms = Term.objects.filter(organisation=OuterRef("organisation"))
    kept = terms.filter(Q(end=None) | Q(end__gt=today - KEEP_SEATS))
    past = Seat.objects.current(today).filter(Exists(terms), ~Exists(kept)).select_related("organisation")
    found = list(past.order_by("organisation_id", "pk"))
    Seat.objects.filter(pk__in=[seat.pk for seat in found]).update(until=today)
    for seat in found:
        audit.record("seat.ended", seat.organisation, by=None, at=at, seat=seat.pk, user=seat.user_id)
    sync_groups([seat.user_id for seat in found])
    return len(found)


def admins_of(organisation: Organisation, *, at: datetime) -> list[User]:
    seats = Seat.objects.current(timezone.localdate(at)).admins().filter(organisation=organisation)
    return [seat.user for seat in seats.filter(user__is_active=True).select_related("user").order_by("pk")]


def _ask_again(renewal: Renewal, farewell: Farewell, *, at: datetime) -> None:
    notifications.notify_all(
        "renewal_asked",
        to=admins_of(farewell.organisation, at=at),
        key=f"renewal:{renewal.pk}:{farewell.pk}",
        subject=f"renewal:{renewal.pk}",
        context={"organisation": farewell.organisation.name, "year": renewal.year},
        at=at,
    )


def _decline(renewal: Renewal, *, by, at: datetime) -> None:
    renewal.declined_at, renewal.declined_by = at, by
    renewal.confirmed_at = renewal.confirmed_by = None
    renewal.save(update_fields=["declined_at", "declined_by", "confirmed_at", "confirmed_by"])
    audit.record("renewal.declined", renewal.organisation, by=by, at=at, year=renewal.year)
    nothing_more_to_ask(renewal, at=at)


def nothing_more_to_ask(renewal: Renewal, *, at: datetime) -> None:
    notifications.settle(f"renewal:{renewal.pk}", at=at)
    notifications.settle(f"order-number:{renewal.organisation_id}:{renewal.year}", at=at)
    links.revoke("give_order_number", renewal.pk, at=at)
