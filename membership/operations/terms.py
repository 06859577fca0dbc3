from datetime import date, datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from membership.access import sync_groups_of
from membership.models import Farewell, Organisation, Renewal, Seat, Term
from membership.operations.dues import draft_difference, level_change, was_member_before
from membership.operations.organisations import show_in_network
from membership.operations.telling import tell_finance
from portal.core import audit, notifications


class NotALevel1Member(Exception):
    """Only an organisation with a level-1 term in force can go on to level 2."""


class NotALevel2Member(Exception):
    """The organisation is no member any more, so there is no level to go back from."""


class NeverAMember(Exception):
    """There is nothing to come back to: this organisation applies for membership."""


class NoApprovedPlan(Exception):
    """The database knows no standing approval of a plan of this organisation."""


@transaction.atomic
def open_term(organisation: Organisation, *, level: int, by, at: datetime | None = None) -> Term:
    """Start a term today. For level 2 the database asks for a standing approval at commit."""
    at = at or timezone.now()
    term = Term.objects.create(
        organisation=organisation, level=level, start=timezone.localdate(at), opened_at=at, opened_by=by
    )
    audit.record("term.opened", organisation, by=by, at=at, term=term.pk, level=level)
    follow_the_term(organisation)
    return term


@transaction.atomic
def raise_level(organisation: Organisation, *, by, at: datetime | None = None) -> Term:
    """End the level-1 term and start level 2 on the same day. Called by the approval of a plan.

    When this year was invoiced already, finance finds a draft of the difference.

    Raises NotALevel1Member, and NoApprovedPlan when the database finds no standing approval: there
    is no other door to level 2. Doing it again returns the term in force.
    """
    at = at or timezone.now()
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    term = organisation.current_term(timezone.localdate(at))
    if term is None:
        raise NotALevel1Member
    if term.level == 2:
        return term
    _end(term, by=by, at=at, reason="niveau 2")
    try:
        with transaction.atomic():
            raised = open_term(organisation, level=2, by=by, at=at)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise NoApprovedPlan from error
    draft_difference(organisation, year=timezone.localdate(at).year, by=by, at=at)
    return raised


@transaction.atomic
def lower_level(organisation: Organisation, *, reason: str, by, at: datetime | None = None) -> Term:
    """End the level-2 term and go on in level 1 on the same day: the approval behind it was undone.

    When this year was invoiced already, finance hears what to credit: a credit note is made by hand (decision 0026).
    Raises NotALevel2Member; an organisation that is in level 1 already keeps that term.
    """
    at = at or timezone.now()
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    term = organisation.current_term(timezone.localdate(at))
    if term is None:
        raise NotALevel2Member
    if term.level == 1:
        return term
    change = level_change(organisation, level=1, day=timezone.localdate(at))
    _end(term, by=by, at=at, reason=reason)
    lowered = open_term(organisation, level=1, by=by, at=at)
    if change and change.is_invoiced and change.less:
        context = {"organisation": organisation.name, "pk": organisation.pk, "cents": change.less, "year": change.year}
        tell_finance("dues_to_credit", None, key=f"dues-to-credit:{lowered.pk}", at=at, context=context)
    return lowered


@transaction.atomic
def readmit(organisation: Organisation, *, by, at: datetime | None = None) -> Term:
    """A former member is a member again from today, in level 1, also when it had level 2: that door is a plan, read
    and approved again. The days between stay a gap. Coming back is saying yes to this year.

    Its admins hear of it. Letting in again returns the term in force. Raises NeverAMember: who is new applies.
    """
    at = at or timezone.now()
    today = timezone.localdate(at)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if term := organisation.current_term(today):
        return term
    if not Term.objects.that_counted().filter(organisation=organisation).exists():
        raise NeverAMember
    Farewell.objects.standing().filter(organisation=organisation).update(done_at=at)
    said = {"confirmed_at": at, "confirmed_by": by, "declined_at": None, "declined_by": None, "ended_at": None}
    Renewal.objects.filter(organisation=organisation, year=today.year, confirmed_at=None).update(**said)
    if was_member_before(organisation, today.year):
        answered = {"asked_at": at, "confirmed_at": at, "confirmed_by": by}
        Renewal.objects.get_or_create(organisation=organisation, year=today.year, defaults=answered)
    term = open_term(organisation, level=1, by=by, at=at)
    audit.record("membership.again", organisation, by=by, at=at, term=term.pk)
    seats = Seat.objects.current(today).admins().filter(organisation=organisation, user__is_active=True)
    people = [seat.user for seat in seats.select_related("user").order_by("pk")]
    context = {"organisation": organisation.name}
    notifications.notify_all("membership_again", to=people, key=f"membership-again:{term.pk}", context=context, at=at)
    return term


@transaction.atomic
def end_membership(organisation: Organisation, *, reason: str, by, at: datetime | None = None) -> Term | None:
    """End the term in force today. Access to what is for members closes in the same moment."""
    at = at or timezone.now()
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    term = organisation.current_term(timezone.localdate(at))
    if term is None:
        return None
    _end(term, by=by, at=at, reason=reason)
    follow_the_term(organisation)
    return term


def next_term(term: Term, *, start: date | None, on: date, reason: str, at: datetime) -> Term | None:
    """Close a term on the day `on` and, with `start`, open the next of the same level, which counts as one with it.

    The caller holds the organisation.
    """
    _end(term, by=None, at=at, reason=reason, on=on)
    if start is None:
        return None
    since = term.level_since
    return Term.objects.create(
        organisation_id=term.organisation_id, level=term.level, start=start, since=since, opened_at=at
    )


def _end(term: Term, *, by, at: datetime, reason: str, on: date | None = None) -> None:
    term.end, term.ended_at, term.ended_by, term.end_reason = on or timezone.localdate(at), at, by, reason
    term.save(update_fields=["end", "ended_at", "ended_by", "end_reason"])
    audit.record("term.ended", term.organisation, by=by, at=at, term=term.pk, level=term.level)


def follow_the_term(organisation: Organisation) -> None:
    """Bring access and the public list in line with what holds now."""
    sync_groups_of(organisation)
    show_in_network(organisation)
