"""Places at a meeting: never one too many, never one too few.

Every operation here locks the meeting's row first, so that whoever comes at the same moment waits for the other. After
each of them as many places of the room are held (taken, or offered until a moment) as there are people who want one,
up to the capacity.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from learning_circles.models import CircleMember, Manner, Meeting, Registration
from learning_circles.operations import telling
from learning_circles.operations.refusals import NotEntitled, NotOpen, OfferGone, SeatsTaken
from membership.models import Organisation, Seat, Term
from portal.core import audit


def lock_meeting(pk: int) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).select_related("circle", "town").get(pk=pk)


@transaction.atomic
def register(
    meeting: Meeting,
    *,
    user,
    organisation: Organisation,
    by,
    online: bool = False,
    diet: str = "",
    access_needs: str = "",
    at: datetime | None = None,
) -> Registration:
    """Give somebody a place, or the next number in line. Registering again changes nothing.

    `online` counts where a meeting is in a room and online: it takes no place of the room. Raises NotOpen, NotEntitled.
    """
    at = at or timezone.now()
    meeting = lock_meeting(meeting.pk)
    if found := Registration.objects.standing().filter(meeting=meeting, user=user).first():
        return found
    if not meeting.is_announced or meeting.is_cancelled or meeting.ends_at <= at:
        raise NotOpen
    _check_entitled(meeting, user, organisation, at)
    is_free = _free_places(meeting) > 0
    last = Registration.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"] or 0
    registration = Registration.objects.create(
        meeting=meeting,
        user=user,
        organisation=organisation,
        position=last + 1,
        is_online=online and meeting.manner == Manner.HYBRID,
        registered_at=at,
        registered_by=by,
        diet=diet,
        access_needs=access_needs,
    )
    audit.record("meeting.registered", meeting, by=by, at=at, user=user.pk, registration=registration.pk)
    if registration.is_online or is_free:
        _seat(registration, at)
    else:
        telling.waiting(registration, at=at)
    return registration


def _check_entitled(meeting: Meeting, user, organisation: Organisation, at: datetime) -> None:
    today, circle = timezone.localdate(at), meeting.circle
    is_in = CircleMember.objects.current(today).filter(circle=circle, user=user).exists()
    seat = Seat.objects.current(today).filter(user=user, organisation=organisation)
    term = Term.objects.in_force(today).filter(organisation=organisation, level__gte=circle.level)
    if not ((circle.is_open or is_in) and seat.exists() and term.exists()):
        raise NotEntitled


def _free_places(meeting: Meeting) -> int:
    """Of the room, for somebody new: nobody passes those who wait. Call under the meeting's lock."""
    if meeting.capacity is None:
        return 1
    if Registration.objects.waiting().filter(meeting=meeting).exists():
        return 0
    return meeting.capacity - Registration.objects.in_room().filter(meeting=meeting).count()


def _seat(registration: Registration, at: datetime) -> None:
    registration.seated_at = at
    registration.save(update_fields=["seated_at"])
    telling.seated(registration, at=at)


@transaction.atomic
def unregister(registration: Registration, *, by, at: datetime | None = None) -> None:
    """Give up a place, an offer or a number in line, up to the end of the meeting. Doing it again changes nothing."""
    at = at or timezone.now()
    meeting = lock_meeting(registration.meeting_id)
    registration = Registration.objects.get(pk=registration.pk)
    if registration.ended_at:
        return
    if meeting.ends_at <= at:
        raise NotOpen
    had_place = registration.has_place
    _end(registration, by=by, at=at)
    audit.record("meeting.unregistered", meeting, by=by, at=at, user=registration.user_id)
    telling.ended(registration, at=at, had_place=had_place)
    _fill(meeting, at)


def _end(registration: Registration, *, by, at: datetime) -> None:
    """What people need from us goes with the registration."""
    registration.ended_at, registration.ended_by = at, by
    registration.diet = registration.access_needs = ""
    registration.save(update_fields=["ended_at", "ended_by", "diet", "access_needs"])
    telling.settle(registration, at=at)


@transaction.atomic
def accept_offer(registration: Registration, *, by, at: datetime | None = None) -> Registration:
    """Take the place that came free. Accepting again changes nothing. Raises OfferGone, NotOpen."""
    at = at or timezone.now()
    meeting = lock_meeting(registration.meeting_id)
    registration = Registration.objects.get(pk=registration.pk)
    if registration.has_place:
        return registration
    if meeting.is_cancelled or meeting.ends_at <= at:
        raise NotOpen
    if not registration.is_offered or registration.offer_until <= at:
        raise OfferGone
    telling.settle(registration, at=at)
    _seat(registration, at)
    audit.record("meeting.offer_accepted", meeting, by=by, at=at, user=registration.user_id)
    return registration


@transaction.atomic
def lapse_offers(meeting_pk: int, *, at: datetime | None = None) -> int:
    """Offers whose moment passed go to the next in line. Returns how many lapsed."""
    at = at or timezone.now()
    meeting = lock_meeting(meeting_pk)
    lapsed = list(Registration.objects.offered().filter(meeting=meeting, offer_until__lte=at))
    for registration in lapsed:
        _end(registration, by=None, at=at)
        telling.lapsed(registration, at=at)
        audit.record("meeting.offer_lapsed", meeting, by=None, at=at, user=registration.user_id)
    _fill(meeting, at)
    return len(lapsed)


def offers_to_lapse(at: datetime) -> list[int]:
    """Meetings with an offer whose moment passed."""
    due = Registration.objects.offered().filter(offer_until__lte=at, meeting__cancelled_at=None)
    return list(due.order_by("meeting_id").values_list("meeting_id", flat=True).distinct()[:500])


@transaction.atomic
def change_capacity(meeting: Meeting, *, capacity: int | None, by, at: datetime | None = None) -> Meeting:
    """More places are offered to who waits; fewer only as far as they are free. Raises SeatsTaken."""
    at = at or timezone.now()
    meeting = lock_meeting(meeting.pk)
    if capacity == meeting.capacity:
        return meeting
    taken = Registration.objects.in_room().filter(meeting=meeting).count()
    if capacity is not None and capacity < taken:
        raise SeatsTaken(taken)
    meeting.capacity = capacity
    meeting.save(update_fields=["capacity"])
    audit.record("meeting.capacity_changed", meeting, by=by, at=at, capacity=capacity)
    _fill(meeting, at)
    return meeting


@transaction.atomic
def note_needs(
    registration: Registration, *, diet: str, access_needs: str, by, at: datetime | None = None
) -> Registration:
    """What somebody eats and needs: read by who runs the circle only, erased after the meeting."""
    at = at or timezone.now()
    meeting = lock_meeting(registration.meeting_id)
    registration = Registration.objects.get(pk=registration.pk)
    if registration.ended_at or meeting.ends_at <= at:
        raise NotOpen
    registration.diet, registration.access_needs = diet, access_needs
    registration.save(update_fields=["diet", "access_needs"])
    return registration


def _fill(meeting: Meeting, at: datetime) -> None:
    """Offer every free place of the room to who waits longest. Call under the meeting's lock.

    An offer stands `offer_hours`, at most until the meeting begins; after that moment a free place is simply theirs.
    """
    if meeting.is_cancelled or meeting.ends_at <= at:
        return
    waiting = Registration.objects.waiting().filter(meeting=meeting).select_related("user", "organisation")
    if meeting.capacity is not None:
        free = meeting.capacity - Registration.objects.in_room().filter(meeting=meeting).count()
        waiting = waiting[: max(0, free)]
    until = min(at + timedelta(hours=meeting.offer_hours), meeting.starts_at)
    for registration in waiting:
        if meeting.capacity is None or until <= at:
            _seat(registration, at)
            continue
        registration.offered_at, registration.offer_until = at, until
        registration.save(update_fields=["offered_at", "offer_until"])
        telling.offered(registration, at=at)


# --- Who was there -----------------------------------------------------------------------------------------


@transaction.atomic
def mark_attendance(meeting: Meeting, *, came: set[int], by, at: datetime | None = None) -> int:
    """Of everybody with a place, who came (`came`: their registrations). Returns how many came. Marking again is fine.

    Raises NotOpen before the meeting begins.
    """
    at = at or timezone.now()
    meeting = lock_meeting(meeting.pk)
    if meeting.starts_at > at or meeting.is_cancelled:
        raise NotOpen
    seated = Registration.objects.seated().filter(meeting=meeting)
    seated.filter(pk__in=came).update(came=True, came_marked_at=at)
    seated.exclude(pk__in=came).update(came=False, came_marked_at=at)
    audit.record("meeting.attendance_marked", meeting, by=by, at=at, came=seated.filter(came=True).count())
    telling.look_back(meeting, at=at)
    return seated.filter(came=True).count()


@transaction.atomic
def erase_needs(meeting_pk: int, *, at: datetime | None = None) -> int:
    """What people eat and need is nobody's business once the meeting is over. Returns of how many it was erased."""
    at = at or timezone.now()
    meeting = lock_meeting(meeting_pk)
    meeting.needs_erased_at = at
    meeting.save(update_fields=["needs_erased_at"])
    return (
        Registration.objects.filter(meeting=meeting).exclude(diet="", access_needs="").update(diet="", access_needs="")
    )


def needs_to_erase(at: datetime) -> list[int]:
    over = Meeting.objects.filter(needs_erased_at=None, ends_at__lte=at - timedelta(days=1))
    return list(over.order_by("pk").values_list("pk", flat=True)[:500])
