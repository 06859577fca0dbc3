"""Finding a date together: propose, ask, answer, remind once, choose."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from learning_circles.models import Choice, Circle, CircleMember, Invitee, Manner, Meeting, Poll, PollAnswer, Slot
from learning_circles.operations.circles import lock_circle
from learning_circles.operations.meetings import announce_meeting, plan_meeting
from learning_circles.operations.refusals import CircleClosed, NoSlots, PollClosed, PollOpen
from portal.core import audit, links, notifications

type Moments = Iterable[tuple[datetime, datetime]]


def lock_poll(pk: int) -> Poll:
    return Poll.objects.select_for_update(of=("self",)).select_related("circle").get(pk=pk)


@transaction.atomic
def open_poll(
    circle: Circle,
    *,
    title: str,
    moments: Moments,
    manners: list[str],
    towns: Iterable,
    closes_on: date,
    by,
    at: datetime | None = None,
) -> Poll:
    """Ask everybody in the circle when they can come, in their mail of the day.

    One question at a time in a circle: raises PollOpen. Raises CircleClosed, NoSlots.
    """
    at = at or timezone.now()
    circle = lock_circle(circle.pk)
    if circle.is_closed:
        raise CircleClosed
    if Poll.objects.filter(circle=circle, closed_at=None).exists():
        raise PollOpen
    moments = sorted(set(moments))
    if not moments:
        raise NoSlots
    poll = Poll.objects.create(
        circle=circle, title=title, manners=manners, closes_on=closes_on, opened_at=at, opened_by=by
    )
    poll.towns.set(towns)
    Slot.objects.bulk_create(Slot(poll=poll, starts_at=start, ends_at=end) for start, end in moments)
    members = CircleMember.objects.current(timezone.localdate(at)).filter(circle=circle, user__is_active=True)
    for member in members.select_related("user").order_by("pk"):
        _ask(poll, member, at)
    audit.record("poll.opened", circle, by=by, at=at, poll=poll.pk)
    return poll


def _ask(poll: Poll, member: CircleMember, at: datetime) -> None:
    invitee = Invitee.objects.create(poll=poll, user=member.user, organisation=member.organisation, invited_at=at)
    _tell("poll_invitation", poll, invitee, at)


def subject_of(invitee: Invitee) -> str:
    return f"invitee:{invitee.pk}"


def _tell(kind: str, poll: Poll, invitee: Invitee, at: datetime) -> None:
    notifications.notify(
        kind,
        to=invitee.user,
        key=f"{kind}:{invitee.pk}",
        subject=subject_of(invitee),
        context={
            "poll": poll.pk,
            "invitee": invitee.pk,
            "title": poll.title,
            "circle_title": poll.circle.title,
            "slots": poll.slots.filter(removed_at=None).count(),
            "closes_on": poll.closes_on.isoformat(),
        },
        at=at,
    )


@transaction.atomic
def change_slots(poll: Poll, moments: Moments, *, by, at: datetime | None = None) -> Poll:
    """The proposed dates from now on. Answers to those that stay are kept; one that comes back has its answers again.

    Raises NoSlots, PollClosed.
    """
    at = at or timezone.now()
    poll = lock_poll(poll.pk)
    if poll.is_closed:
        raise PollClosed
    wanted = set(moments)
    if not wanted:
        raise NoSlots
    present = {(slot.starts_at, slot.ends_at): slot for slot in poll.slots.all()}
    Slot.objects.bulk_create(Slot(poll=poll, starts_at=s, ends_at=e) for s, e in sorted(wanted - present.keys()))
    for moment, slot in present.items():
        if (slot.removed_at is None) != (moment in wanted):
            slot.removed_at = None if moment in wanted else at
            slot.save(update_fields=["removed_at"])
    audit.record("poll.slots_changed", poll.circle, by=by, at=at, poll=poll.pk, slots=len(wanted))
    return poll


@transaction.atomic
def answer_poll(invitee: Invitee, choices: dict[int, str], *, at: datetime | None = None) -> Invitee:
    """What somebody can: by slot. A slot without an answer stays unanswered; saving again replaces what they said.

    Raises PollClosed.
    """
    at = at or timezone.now()
    poll = lock_poll(invitee.poll_id)
    invitee = Invitee.objects.get(pk=invitee.pk)
    if poll.is_closed or poll.closes_on < timezone.localdate(at):
        raise PollClosed
    standing = set(poll.slots.filter(removed_at=None).values_list("pk", flat=True))
    for slot, choice in choices.items():
        if slot in standing and choice in Choice.values:
            PollAnswer.objects.update_or_create(
                slot_id=slot, invitee=invitee, defaults={"choice": choice, "answered_at": at}
            )
    invitee.answered_at = at
    invitee.save(update_fields=["answered_at"])
    notifications.settle(subject_of(invitee), at=at)
    return invitee


@transaction.atomic
def remind_of_poll(invitee_pk: int, *, at: datetime | None = None) -> bool:
    """Once, to who answered nothing yet; says whether there was anything to remind of."""
    at = at or timezone.now()
    poll_pk = Invitee.objects.values_list("poll_id", flat=True).get(pk=invitee_pk)
    poll = lock_poll(poll_pk)
    invitee = Invitee.objects.select_related("user").get(pk=invitee_pk)
    if invitee.answered_at or invitee.reminded_at or poll.is_closed or poll.closes_on < timezone.localdate(at):
        return False
    invitee.reminded_at = at
    invitee.save(update_fields=["reminded_at"])
    _tell("poll_reminder", poll, invitee, at)
    return True


@transaction.atomic
def choose_slot(
    poll: Poll, *, slot: Slot, manner: str, town=None, address: str = "", by, at: datetime | None = None, **facts
) -> Meeting:
    """The date is chosen: the meeting is there, announced, and everybody who was asked reads it.

    Choosing the same again changes nothing. Raises PollClosed when another one was chosen, or none.
    """
    at = at or timezone.now()
    poll = lock_poll(poll.pk)
    slot = poll.slots.get(pk=slot.pk)
    if poll.meeting_id and poll.meeting.starts_at == slot.starts_at:
        return poll.meeting
    if poll.is_closed:
        raise PollClosed
    place = {} if manner == Manner.ONLINE else {"town": town, "address": address}
    meeting = plan_meeting(
        poll.circle,
        title=poll.title,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        manner=manner,
        by=by,
        at=at,
        **place,
        **facts,
    )
    poll.meeting = meeting
    _close(poll, by=by, at=at)
    announce_meeting(meeting, by=by, at=at)
    audit.record("poll.slot_chosen", poll.circle, by=by, at=at, poll=poll.pk, meeting=meeting.pk)
    return meeting


@transaction.atomic
def close_poll(poll: Poll, *, by, at: datetime | None = None) -> Poll:
    """No date comes of it. Closing again changes nothing."""
    at = at or timezone.now()
    poll = lock_poll(poll.pk)
    if not poll.is_closed:
        _close(poll, by=by, at=at)
        audit.record("poll.closed", poll.circle, by=by, at=at, poll=poll.pk)
    return poll


def _close(poll: Poll, *, by, at: datetime) -> None:
    poll.closed_at, poll.closed_by = at, by
    poll.save(update_fields=["closed_at", "closed_by", "meeting"])
    for invitee in poll.invitees.all():
        notifications.settle(subject_of(invitee), at=at)
        links.revoke("answer_poll", invitee.pk, at=at)
