"""Reminders that stop when the answers are in: a week and two weeks after opening, and three days before the end."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from surveys.models import Participation, Round
from surveys.operations.answering import lock
from surveys.operations.telling import contacts_of, tell

DAYS_AFTER_OPENING = (7, 14)
DAYS_BEFORE_END = 3


@transaction.atomic
def remind_of_survey(pk: int, *, at: datetime | None = None) -> bool:
    """Who sees to it, or else the contacts, read it once for each day of reminding. Says whether they did."""
    at = at or timezone.now()
    participation = lock(Participation.objects.get(pk=pk))
    if not _is_due(participation, at):
        return False
    participation.reminded_at = at
    participation.save(update_fields=["reminded_at"])
    person = participation.entrusted_to
    people = contacts_of([participation], at)[participation.organisation_id]
    if person and person.is_active and person.seats.current().filter(organisation=participation.organisation).exists():
        people = [person]
    day = timezone.localdate(at).isoformat()
    last = participation.round.closes_on.isoformat()
    tell("survey_reminder", participation, people, at=at, key=day, closes_on=last)
    return True


def reminder_days(found: Round) -> list:
    opened = timezone.localdate(found.opened_at)
    days = {opened + timedelta(days=n) for n in DAYS_AFTER_OPENING} | {
        found.closes_on - timedelta(days=DAYS_BEFORE_END)
    }
    return sorted(day for day in days if opened < day <= found.closes_on)


def _is_due(participation: Participation, at: datetime) -> bool:
    found, today = participation.round, timezone.localdate(at)
    if participation.is_submitted or participation.is_declined or not found.takes_answers_on(today):
        return False
    passed = [day for day in reminder_days(found) if day <= today]
    if not passed:
        return False
    return participation.reminded_at is None or timezone.localdate(participation.reminded_at) < passed[-1]


def participations_to_remind(at: datetime) -> list[int]:
    open_rounds = Round.objects.open(timezone.localdate(at))
    waiting = Participation.objects.waiting().filter(round__in=open_rounds).select_related("round").order_by("pk")
    return [participation.pk for participation in waiting if _is_due(participation, at)]
