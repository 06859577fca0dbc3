"""Reminders that stop when the thing is done: before a meeting, and once to who did not say when they can."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from learning_circles.models import Action, Invitee, Meeting
from learning_circles.operations import telling
from learning_circles.operations.registering import lock_meeting
from portal.core import notifications

DAYS_BEFORE = (7, 1)
POLL_DAYS_BEFORE = 3
ACTION_DAYS_BEFORE = 3


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
