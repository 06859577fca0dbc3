"""Reminders that stop when the thing is done: before a meeting, and once to who did not answer what we asked."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from learning_circles.models import Action, Invitee, Meeting, WishRound
from learning_circles.operations import telling
from learning_circles.operations.registering import lock_meeting
from learning_circles.operations.wishing import lock_round, people_of_level, subject_of
from portal.core import notifications

DAYS_BEFORE = (7, 1)
POLL_DAYS_BEFORE = 3
ACTION_DAYS_BEFORE = 3
WISHES_DAYS_BEFORE = 3


@transaction.atomic
def remind_of_meeting(pk: int, *, at: datetime | None = None) -> None:
    """Everybody with a place, for the nearest reminder that is due. The row of the meeting makes it one."""
    at = at or timezone.now()
    meeting = lock_meeting(pk)
    days = _due(meeting, at)
    if days is None:
        return
    meeting.reminded_at = at
    meeting.save(update_fields=["reminded_at"])
    telling.reminded(meeting, days=days, at=at)


def _due(meeting: Meeting, at: datetime) -> int | None:
    """The last reminder whose day has come and which was not written since."""
    if meeting.is_cancelled or not meeting.is_announced or meeting.starts_at <= at:
        return None
    left = (timezone.localdate(meeting.starts_at) - timezone.localdate(at)).days
    due = [days for days in DAYS_BEFORE if left <= days]
    if not due:
        return None
    days = min(due)
    since = timezone.localdate(meeting.starts_at) - timedelta(days=days)
    written = meeting.reminded_at
    return days if written is None or timezone.localdate(written) < since else None


def meetings_to_remind(at: datetime) -> list[int]:
    soon = (
        Meeting.objects.announced()
        .standing()
        .filter(starts_at__gt=at, starts_at__lt=at + timedelta(days=max(DAYS_BEFORE) + 1))
    )
    return [meeting.pk for meeting in soon.order_by("pk") if _due(meeting, at) is not None]


@transaction.atomic
def remind_of_action(pk: int, *, at: datetime | None = None) -> None:
    """Who promised something reads it once more, some days before it should be done. Once."""
    at = at or timezone.now()
    action = Action.objects.select_related("meeting__circle").get(pk=pk)
    lock_meeting(action.meeting_id)
    action.refresh_from_db(fields=["done_at", "reminded_at"])
    if action.is_done or action.reminded_at or action.owner is None or action.due_on is None:
        return
    action.reminded_at = at
    action.save(update_fields=["reminded_at"])
    notifications.notify(
        "action_due",
        to=action.owner,
        key=f"action-due:{action.pk}",
        subject=f"action:{action.pk}",
        context=telling.facts_of(action.meeting) | {"text": action.text, "due_on": action.due_on.isoformat()},
        at=at,
    )


def actions_to_remind(at: datetime) -> list[int]:
    """Promises that should be done within some days, not on the day they were made."""
    today = timezone.localdate(at)
    due = Action.objects.filter(done_at=None, reminded_at=None, owner__is_active=True, agreed_at__lt=at - timedelta(1))
    soon = due.filter(due_on__gte=today, due_on__lte=today + timedelta(days=ACTION_DAYS_BEFORE))
    return list(soon.order_by("pk").values_list("pk", flat=True)[:1000])


def invitees_to_remind(at: datetime) -> list[int]:
    """Who answered nothing, some days before answering ends and not on the day they were asked."""
    today = timezone.localdate(at)
    silent = Invitee.objects.current(today).filter(answered_at=None, reminded_at=None, poll__closed_at=None)
    due = silent.filter(
        poll__closes_on__gte=today,
        poll__closes_on__lte=today + timedelta(days=POLL_DAYS_BEFORE),
        invited_at__lt=at - timedelta(days=1),
    )
    return list(due.order_by("pk").values_list("pk", flat=True)[:1000])


@transaction.atomic
def remind_of_round(pk: int, *, at: datetime | None = None) -> None:
    """Everybody of the level who neither wished something nor declined, once, some days before it ends."""
    at = at or timezone.now()
    of = lock_round(pk)
    today = timezone.localdate(at)
    if of.reminded_at or not of.takes_wishes_on(today):
        return
    of.reminded_at = at
    of.save(update_fields=["reminded_at"])
    answered = {*of.wishes.values_list("user", flat=True), *of.declined.values_list("pk", flat=True)}
    notifications.notify_all(
        "wishes_reminder",
        to=[person for person in people_of_level(of.level, today) if person.pk not in answered],
        key=f"wishes-reminder:{of.pk}",
        subject=subject_of(of),
        context={"name": of.name, "round": of.slug, "wishes_until": of.wishes_until.isoformat()},
        at=at,
    )


def rounds_to_remind(at: datetime) -> list[int]:
    """Some days before the last day for wishes, not on the day people were asked."""
    today = timezone.localdate(at)
    due = WishRound.objects.open().filter(
        reminded_at=None,
        wishes_until__gte=today,
        wishes_until__lte=today + timedelta(days=WISHES_DAYS_BEFORE),
        opened_at__lt=at - timedelta(days=1),
    )
    return list(due.order_by("pk").values_list("pk", flat=True))
