"""From a draft to approved minutes, what people promised, and what the network learns from it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from knowledge.models import NetworkItem
from learning_circles.access import was_there
from learning_circles.models import (
    Action,
    Evaluation,
    Harvest,
    Meeting,
    Minutes,
    MinutesRemark,
    MinutesVersion,
    Registration,
    WritingHold,
)
from learning_circles.operations import telling
from learning_circles.operations.meetings import people_of
from learning_circles.operations.refusals import ChangedMeanwhile, MinutesNotOpen, NotThere, TooEarly
from learning_circles.operations.registering import lock_meeting
from portal.core import audit, notifications

DAYS_FOR_REMARKS = 10
HOLD = timedelta(minutes=15)


@transaction.atomic
def hold_minutes(meeting: Meeting, *, by, takes_over: bool = False, at: datetime | None = None) -> WritingHold:
    """Say that this person writes now, for a quarter of an hour from their last save.

    Returns who writes: somebody else who is still at it, unless this person takes over.
    """
    at = at or timezone.now()
    meeting = lock_meeting(meeting.pk)
    held = WritingHold.objects.filter(meeting=meeting, until__gt=at).select_related("by").first()
    if held and held.by_id != by.pk and not takes_over:
        return held
    since = held.since if held and held.by_id == by.pk else at
    made, _created = WritingHold.objects.update_or_create(
        meeting=meeting, defaults={"by": by, "since": since, "until": at + HOLD}
    )
    return made


@transaction.atomic
def release_minutes(meeting: Meeting, *, by) -> None:
    """This person is done writing; who wrote meanwhile goes on."""
    WritingHold.objects.filter(meeting=lock_meeting(meeting.pk), by=by).delete()


@transaction.atomic
def save_minutes(meeting: Meeting, *, text: str, revision: int, by, at: datetime | None = None) -> Minutes:
    """Keep what was written. `revision` is the one the writer began from; 0 for the first.

    Raises ChangedMeanwhile when somebody else saved since: nothing of either is lost. MinutesNotOpen once approved;
    TooEarly before the meeting began.
    """
    at = at or timezone.now()
    meeting = lock_meeting(meeting.pk)
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None:
        if meeting.starts_at > at:
            raise TooEarly
        minutes = Minutes(meeting=meeting, saved_at=at)
    if minutes.is_approved:
        raise MinutesNotOpen
    if minutes.text == text and minutes.pk:
        return minutes
    if minutes.revision != revision:
        raise ChangedMeanwhile(minutes)
    if minutes.pk and minutes.saved_by_id != by.pk:
        _keep_version(minutes)
    minutes.text, minutes.saved_at, minutes.saved_by = text, at, by
    minutes.revision += 1
    minutes.save()
    WritingHold.objects.filter(meeting=meeting, by=by).update(until=at + HOLD)
    return minutes


def _keep_version(minutes: Minutes) -> None:
    MinutesVersion.objects.get_or_create(
        minutes=minutes,
        revision=minutes.revision,
        defaults={"text": minutes.text, "saved_at": minutes.saved_at, "saved_by": minutes.saved_by},
    )


@transaction.atomic
def share_minutes(minutes: Minutes, *, by, at: datetime | None = None) -> Minutes:
    """Who was there reads it and may say what is missing, for some days. Sharing again changes nothing."""
    at = at or timezone.now()
    meeting = lock_meeting(minutes.meeting_id)
    minutes = Minutes.objects.get(pk=minutes.pk)
    if minutes.is_shared:
        return minutes
    minutes.shared_at = at
    minutes.remarks_until = timezone.localdate(at) + timedelta(days=DAYS_FOR_REMARKS)
    minutes.save(update_fields=["shared_at", "remarks_until"])
    _keep_version(minutes)
    audit.record("minutes.shared", meeting, by=by, at=at)
    came = Registration.objects.filter(meeting=meeting, came=True).exclude(user=by).select_related("user")
    notifications.notify_all(
        "minutes_shared",
        to=[registration.user for registration in came],
        key=f"minutes-shared:{minutes.pk}",
        subject=f"minutes:{minutes.pk}",
        context=telling.facts_of(meeting) | {"until": minutes.remarks_until.isoformat()},
        at=at,
    )
    return minutes


@transaction.atomic
def remark_on_minutes(minutes: Minutes, *, text: str, by, at: datetime | None = None) -> MinutesRemark:
    """What somebody who was there misses. The same words again are one remark. Raises MinutesNotOpen, NotThere."""
    at = at or timezone.now()
    meeting = lock_meeting(minutes.meeting_id)
    minutes = Minutes.objects.get(pk=minutes.pk)
    if not minutes.takes_remarks:
        raise MinutesNotOpen
    if not was_there(by, meeting):
        raise NotThere
    remark, _created = MinutesRemark.objects.get_or_create(
        minutes=minutes, made_by=by, text=text, defaults={"made_at": at}
    )
    return remark


@transaction.atomic
def handle_remark(remark: MinutesRemark, *, by, at: datetime | None = None) -> None:
    """The remark is dealt with. Again changes nothing."""
    at = at or timezone.now()
    lock_meeting(remark.minutes.meeting_id)
    MinutesRemark.objects.filter(pk=remark.pk, handled_at=None).update(handled_at=at)


@transaction.atomic
def approve_minutes(minutes: Minutes, *, by, at: datetime | None = None) -> Minutes:
    """The minutes stand, and the whole circle reads what came out. Approving again changes nothing.

    Raises MinutesNotOpen when they were not shared before.
    """
    at = at or timezone.now()
    meeting = lock_meeting(minutes.meeting_id)
    minutes = Minutes.objects.get(pk=minutes.pk)
    if minutes.is_approved:
        return minutes
    if not minutes.is_shared:
        raise MinutesNotOpen
    minutes.approved_at, minutes.approved_by = at, by
    minutes.save(update_fields=["approved_at", "approved_by"])
    _keep_version(minutes)
    audit.record("minutes.approved", meeting, by=by, at=at)
    notifications.settle(f"minutes:{minutes.pk}", at=at)
    notifications.notify_all(
        "minutes_approved",
        to=[person for person in people_of(meeting.circle, at) if person != by],
        key=f"minutes-approved:{minutes.pk}",
        context=telling.facts_of(meeting),
        at=at,
    )
    return minutes


@transaction.atomic
def agree_action(
    meeting: Meeting,
    *,
    text: str,
    registration: Registration | None,
    due_on: date | None,
    by,
    at: datetime | None = None,
) -> Action:
    """Somebody who has a place takes something on. The same promise twice is one."""
    at = at or timezone.now()
    meeting = lock_meeting(meeting.pk)
    owner = registration.user if registration else None
    action, created = Action.objects.get_or_create(
        meeting=meeting,
        text=text,
        owner=owner,
        done_at=None,
        defaults={
            "organisation": registration.organisation if registration else None,
            "due_on": due_on,
            "agreed_at": at,
        },
    )
    if created and owner and owner != by:
        notifications.notify(
            "action_agreed",
            to=owner,
            key=f"action:{action.pk}",
            subject=f"action:{action.pk}",
            context=telling.facts_of(meeting) | {"text": text, "due_on": due_on.isoformat() if due_on else ""},
            at=at,
        )
    return action


@transaction.atomic
def finish_action(action: Action, *, by, at: datetime | None = None) -> Action:
    """Done: nobody is asked about it any more. Finishing again changes nothing."""
    at = at or timezone.now()
    lock_meeting(action.meeting_id)
    action = Action.objects.get(pk=action.pk)
    if not action.is_done:
        action.done_at, action.done_by = at, by
        action.save(update_fields=["done_at", "done_by"])
        notifications.settle(f"action:{action.pk}", at=at)
    return action


@transaction.atomic
def harvest(meeting: Meeting, *, kind: str, text: str, by, at: datetime | None = None) -> NetworkItem:
    """What goes well, goes less well or is needed, for the whole network. The same words twice are one item."""
    at = at or timezone.now()
    meeting = lock_meeting(meeting.pk)
    found = Harvest.objects.filter(meeting=meeting, item__kind=kind, item__text=text).select_related("item").first()
    if found:
        return found.item
    item = NetworkItem.objects.create(
        kind=kind, text=text, source=f"Leerkring {meeting.circle.title}"[:160], raised_at=at
    )
    Harvest.objects.create(meeting=meeting, item=item, harvested_at=at)
    audit.record("meeting.harvested", meeting, by=by, at=at, item=item.pk)
    return item


@transaction.atomic
def drop_harvest(harvested: Harvest, *, by, at: datetime | None = None) -> None:
    """A slip: the item is no longer of the network."""
    meeting = lock_meeting(harvested.meeting_id)
    audit.record("meeting.harvest_dropped", meeting, by=by, at=at or timezone.now(), item=harvested.item_id)
    harvested.item.delete()


@transaction.atomic
def look_back(
    registration: Registration, *, useful: int, takes_home: str, wish: str, at: datetime | None = None
) -> Evaluation:
    """What somebody who was there thought of it; saying it again replaces it. Raises NotThere."""
    at = at or timezone.now()
    lock_meeting(registration.meeting_id)
    registration = Registration.objects.get(pk=registration.pk)
    if not registration.came:
        raise NotThere
    words = {"useful": useful, "takes_home": takes_home, "wish": wish, "given_at": at}
    evaluation, _created = Evaluation.objects.update_or_create(registration=registration, defaults=words)
    telling.settle(registration, at=at)
    return evaluation
