"""Planning, announcing, moving and cancelling a meeting. Each is a fact people can look up."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from learning_circles.models import BroughtQuestion, Circle, CircleMember, Manner, Meeting, MeetingMove, ProgrammeItem
from learning_circles.operations import telling
from learning_circles.operations.circles import lock_circle
from learning_circles.operations.refusals import CircleClosed, NotEntitled, NotOpen, WordsChanged
from learning_circles.operations.registering import lock_meeting
from membership.models import Organisation
from portal.accounts.models import User
from portal.core import audit, notifications
from portal.core.page_cache import public_changed

WORDS = ("title", "introduction", "online_link", "offer_hours")
IN_CALENDARS = ("title", "online_link")
PLAN = ("starts_at", "ends_at", "manner", "town", "address")


@transaction.atomic
def plan_meeting(circle: Circle, *, title: str, by, at: datetime | None = None, **facts) -> Meeting:
    """A meeting only who runs the circle sees, until it is announced.

    `facts`: starts_at, ends_at, manner, town, address, online_link, capacity, introduction, offer_hours.
    Raises CircleClosed.
    """
    at = at or timezone.now()
    circle = lock_circle(circle.pk)
    if circle.is_closed:
        raise CircleClosed
    last = circle.meetings.aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting.objects.create(
        circle=circle, number=last + 1, title=title, created_at=at, created_by=by, **_without_place_online(facts)
    )
    audit.record("meeting.planned", meeting, by=by, at=at, circle=circle.pk)
    return meeting


def _without_place_online(facts: dict) -> dict:
    return facts | {"town": None, "address": ""} if facts.get("manner") == Manner.ONLINE else facts


@transaction.atomic
def announce_meeting(meeting: Meeting, *, by, at: datetime | None = None) -> Meeting:
    """From now on people see it and register; the circle's own people read it in their mail of the day.

    Announcing again changes nothing. Raises NotOpen when it was cancelled or is over.
    """
    at = at or timezone.now()
    meeting = lock_meeting(meeting.pk)
    if meeting.is_announced:
        return meeting
    if meeting.is_cancelled or meeting.ends_at <= at:
        raise NotOpen
    meeting.announced_at = at
    meeting.save(update_fields=["announced_at"])
    audit.record("meeting.announced", meeting, by=by, at=at)
    telling.announced(meeting, people_of(meeting.circle, at), at=at)
    public_changed()
    return meeting


def people_of(circle: Circle, at: datetime) -> list[User]:
    members = CircleMember.objects.current(timezone.localdate(at)).filter(circle=circle, user__is_active=True)
    return [member.user for member in members.select_related("user").order_by("pk")]


@transaction.atomic
def change_meeting(
    meeting: Meeting, *, by, programme=None, reading=None, stamp=None, at: datetime | None = None, **facts
) -> Meeting:
    """Change what is said of a meeting, not when or where it is. `programme`: see set_programme.

    Who has a place gets what stands in their calendar anew: the title and the online address. `stamp`: of the words
    the writer began from; raises WordsChanged when somebody else changed them since.
    """
    at = at or timezone.now()
    meeting = lock_meeting(meeting.pk)
    if stamp is not None and stamp != meeting.words_stamp():
        raise WordsChanged(meeting)
    changed = [name for name in WORDS if name in facts and getattr(meeting, name) != facts[name]]
    for name in changed:
        setattr(meeting, name, facts[name])
    in_calendars = meeting.is_announced and not meeting.is_cancelled and meeting.ends_at > at
    told = [name for name in IN_CALENDARS if name in changed and in_calendars]
    meeting.sequence += bool(told)
    if changed:
        meeting.save(update_fields=[*changed, "sequence"])
        audit.record("meeting.changed", meeting, by=by, at=at, fields=changed)
        public_changed()
    if told:
        telling.changed(meeting, told, at=at)
    if programme is not None:
        set_programme(meeting, programme, by=by, at=at)
    if reading is not None:
        meeting.reading.set(reading)
    return meeting


@transaction.atomic
def move_meeting(meeting: Meeting, *, reason: str, by, at: datetime | None = None, **plan) -> Meeting:
    """Another time, place or form: of this meeting only, never of others of the circle.

    Once it is announced, people with a place get a new calendar invitation and the old plan stays to be read.
    Moving to what it is already changes nothing. Raises NotOpen when it was cancelled or has ended.
    """
    at = at or timezone.now()
    meeting = lock_meeting(meeting.pk)
    plan = _without_place_online({name: plan[name] for name in PLAN if name in plan})
    changed = [name for name, value in plan.items() if getattr(meeting, name) != value]
    if not changed:
        return meeting
    if meeting.is_cancelled or meeting.ends_at <= at:
        raise NotOpen
    before = {"starts_at": meeting.starts_at, "ends_at": meeting.ends_at, "place": meeting.place[:320]}
    for name in changed:
        setattr(meeting, name, plan[name])
    if meeting.is_announced:
        MeetingMove.objects.create(meeting=meeting, moved_at=at, moved_by=by, reason=reason, **before)
        meeting.sequence += 1
        meeting.reminded_at = None
    meeting.save(update_fields=[*changed, "sequence", "reminded_at"])
    audit.record("meeting.moved", meeting, by=by, at=at, fields=changed)
    if meeting.is_announced:
        telling.moved(meeting, reason=reason, at=at)
        public_changed()
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, reason: str, by, at: datetime | None = None) -> Meeting:
    """It does not take place. Everybody who registered is told, with the reason. Cancelling again changes nothing.

    Raises NotOpen when it is over.
    """
    at = at or timezone.now()
    meeting = lock_meeting(meeting.pk)
    if meeting.is_cancelled:
        return meeting
    if meeting.ends_at <= at:
        raise NotOpen
    meeting.cancelled_at, meeting.cancelled_by, meeting.cancelled_reason = at, by, reason
    meeting.sequence += 1
    meeting.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_reason", "sequence"])
    audit.record("meeting.cancelled", meeting, by=by, at=at)
    notifications.settle(f"meeting:{meeting.pk}:announced", at=at)
    telling.cancelled(meeting, at=at)
    public_changed()
    return meeting


@transaction.atomic
def set_programme(meeting: Meeting, items: Iterable[dict], *, by, at: datetime | None = None) -> None:
    """The programme from now on. `items`: begins (time), title, text."""
    at = at or timezone.now()
    meeting = lock_meeting(meeting.pk)
    meeting.programme.all().delete()
    ProgrammeItem.objects.bulk_create(ProgrammeItem(meeting=meeting, **item) for item in items)
    audit.record("meeting.programme_set", meeting, by=by, at=at)


@transaction.atomic
def bring_question(
    meeting: Meeting, *, organisation: Organisation, text: str, by, at: datetime | None = None
) -> BroughtQuestion | None:
    """What this organisation puts on the table; an empty text takes it back. Raises NotEntitled, NotOpen.

    Only somebody of the organisation who has a place, and only before the meeting is over.
    """
    at = at or timezone.now()
    meeting = lock_meeting(meeting.pk)
    if meeting.is_cancelled or meeting.ends_at <= at:
        raise NotOpen
    seated = meeting.registrations.seated().filter(user=by, organisation=organisation)
    if not seated.exists():
        raise NotEntitled
    if not text.strip():
        BroughtQuestion.objects.filter(meeting=meeting, organisation=organisation).delete()
        return None
    question, _created = BroughtQuestion.objects.update_or_create(
        meeting=meeting, organisation=organisation, defaults={"text": text, "asked_at": at, "asked_by": by}
    )
    return question


@transaction.atomic
def plan_series(circle: Circle, moments: Iterable[tuple[datetime, datetime]], *, by, **facts) -> list[Meeting]:
    """A meeting at each of these moments, with the same facts; from then on each goes its own way.

    A meeting that is there already, as after a double click, is not planned again.
    """
    circle = lock_circle(circle.pk)
    facts = {name: value for name, value in facts.items() if name not in ("starts_at", "ends_at")}
    made = []
    for starts_at, ends_at in moments:
        present = circle.meetings.filter(
            starts_at=starts_at, ends_at=ends_at, title=facts["title"], cancelled_at=None, created_by=by
        ).first()
        made.append(present or plan_meeting(circle, starts_at=starts_at, ends_at=ends_at, by=by, **facts))
    return made
