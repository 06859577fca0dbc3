"""What people are told when something changes, as rows for the worker (law 13). Call inside the operation.

The calendar mails of one person and meeting replace each other: what was not sent yet is settled by the next one, so
that nobody gets an invitation after a cancellation.
"""

from datetime import datetime

from learning_circles.models import Meeting, Registration
from portal.core import notifications


def subject_of(registration: Registration) -> str:
    return f"registration:{registration.pk}"


def facts_of(meeting: Meeting) -> dict:
    """What a letter and a calendar need to know of a meeting, as it is now."""
    return {
        "meeting": meeting.pk,
        "circle": meeting.circle.slug,
        "number": meeting.number,
        "uid": str(meeting.uid),
        "sequence": meeting.sequence,
        "title": meeting.title,
        "circle_title": meeting.circle.title,
        "starts_at": meeting.starts_at.isoformat(),
        "ends_at": meeting.ends_at.isoformat(),
        "place": meeting.place,
    }


def _tell(kind: str, registration: Registration, *, key: str, at: datetime, **more) -> None:
    notifications.notify(
        kind,
        to=registration.user,
        key=f"{kind}:{registration.pk}:{key}",
        subject=subject_of(registration),
        context=facts_of(registration.meeting) | more,
        at=at,
    )


def settle(registration: Registration, *, at: datetime) -> None:
    notifications.settle(subject_of(registration), at=at)


def seated(registration: Registration, *, at: datetime) -> None:
    settle(registration, at=at)
    meeting = registration.meeting
    _tell(
        "meeting_invitation",
        registration,
        key=str(meeting.sequence),
        at=at,
        online=registration.is_online,
        link=meeting.online_link,
    )


def waiting(registration: Registration, *, at: datetime) -> None:
    _tell("meeting_waiting", registration, key="1", at=at)


def offered(registration: Registration, *, at: datetime) -> None:
    settle(registration, at=at)
    _tell("meeting_offer", registration, key="1", at=at, until=registration.offer_until.isoformat())


def lapsed(registration: Registration, *, at: datetime) -> None:
    _tell("meeting_offer_lapsed", registration, key="1", at=at)


def ended(registration: Registration, *, at: datetime, had_place: bool) -> None:
    """Takes the meeting out of the calendar of who had a place."""
    if had_place:
        _tell("meeting_left", registration, key="1", at=at)


def moved(meeting: Meeting, *, reason: str, at: datetime) -> None:
    """Who has a place gets the new invitation; who waits or was offered a place reads it."""
    for registration in _standing(meeting):
        if registration.has_place:
            settle(registration, at=at)
            _tell(
                "meeting_moved",
                registration,
                key=str(meeting.sequence),
                at=at,
                reason=reason,
                online=registration.is_online,
                link=meeting.online_link,
            )
        else:
            _tell("meeting_moved_waiting", registration, key=str(meeting.sequence), at=at, reason=reason)


def changed(meeting: Meeting, fields: list[str], *, at: datetime) -> None:
    """Who has a place: the same time and place, with another title or online address."""
    for registration in Registration.objects.seated().filter(meeting=meeting).select_related("user"):
        registration.meeting = meeting
        settle(registration, at=at)
        _tell(
            "meeting_changed",
            registration,
            key=str(meeting.sequence),
            at=at,
            fields=fields,
            online=registration.is_online,
            link=meeting.online_link,
        )


def cancelled(meeting: Meeting, *, at: datetime) -> None:
    for registration in _standing(meeting):
        settle(registration, at=at)
        _tell(
            "meeting_cancelled",
            registration,
            key="1",
            at=at,
            reason=meeting.cancelled_reason,
            had_place=registration.has_place,
        )


def announced(meeting: Meeting, people: list, *, at: datetime) -> None:
    """The circle's people, in the mail of the day."""
    notifications.notify_all(
        "meeting_announced",
        to=people,
        key=f"meeting-announced:{meeting.pk}",
        subject=f"meeting:{meeting.pk}:announced",
        context=facts_of(meeting),
        at=at,
    )


def reminded(meeting: Meeting, *, days: int, at: datetime) -> None:
    """Who has a place, once for each of the two reminders; a later change settles what was not sent yet."""
    for registration in Registration.objects.seated().filter(meeting=meeting).select_related("user", "meeting__circle"):
        registration.meeting = meeting
        _tell("meeting_reminder", registration, key=f"{days}:{meeting.sequence}", at=at, link=meeting.online_link)


def look_back(meeting: Meeting, *, at: datetime) -> None:
    """Who was there may say what they thought of it; once."""
    came = Registration.objects.filter(meeting=meeting, came=True, evaluation=None).select_related("user")
    for registration in came:
        registration.meeting = meeting
        _tell("meeting_look_back", registration, key="1", at=at)


def _standing(meeting: Meeting) -> list[Registration]:
    found = list(Registration.objects.standing().filter(meeting=meeting).select_related("user").order_by("position"))
    for registration in found:
        registration.meeting = meeting
    return found
