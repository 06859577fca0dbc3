"""Meetings as iCalendar (RFC 5545, RFC 5546). Times are in UTC: no rules about summer time travel along."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from icalendar import Alarm, Calendar, Event, vCalAddress, vText

REFRESH = timedelta(hours=4)
ALARM = timedelta(hours=-1)
PRODUCT = "-//Brugkring//leerkringen//NL"


@dataclass(frozen=True)
class Appointment:
    """What of a meeting stands in a calendar. The same `uid` with a higher `sequence` replaces it.

    Times are kept in UTC: in a zone the two half hours around winter time are equal to Python.
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    url: str = ""
    text: str = ""
    is_cancelled: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts_at", self.starts_at.astimezone(UTC))
        object.__setattr__(self, "ends_at", self.ends_at.astimezone(UTC))


@dataclass(frozen=True)
class Organiser:
    """Must be whom the mail is from, or some calendars show another sender."""

    name: str
    email: str


def invitation(appointment: Appointment, *, organiser: Organiser, attendee: str, at: datetime) -> bytes:
    """For one person who has a place already, so it asks for no answer; METHOD:CANCEL takes it out again.

    Only their own address stands in it: those of others would be given away.
    """
    calendar = _calendar("CANCEL" if appointment.is_cancelled else "REQUEST")
    event = _event(appointment, at)
    sender = vCalAddress(f"mailto:{organiser.email}")
    sender.params["CN"] = vText(_line(organiser.name))
    person = vCalAddress(f"mailto:{attendee}")
    person.params["ROLE"] = vText("REQ-PARTICIPANT")
    person.params["PARTSTAT"] = vText("DECLINED" if appointment.is_cancelled else "ACCEPTED")
    person.params["RSVP"] = vText("FALSE")
    event.add("organizer", sender)
    event.add("attendee", person)
    if not appointment.is_cancelled:
        event.add_component(_alarm(appointment))
    calendar.add_component(event)
    return calendar.to_ical()


def feed(appointments: Iterable[Appointment], *, name: str, at: datetime) -> bytes:
    """A subscription, or one meeting to put in a calendar. Cancelled meetings stay in it, marked so.

    Its DTSTAMP is the day: many people follow the same meetings, and so each is written once a day.
    """
    day = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", _line(name))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH, parameters={"VALUE": "DURATION"})
    head, end, _rest = calendar.to_ical().rpartition(b"END:VCALENDAR")
    return b"".join([head, *(_written(appointment, day) for appointment in appointments), end, b"\r\n"])


@lru_cache(maxsize=2000)
def _written(appointment: Appointment, at: datetime) -> bytes:
    return _event(appointment, at).to_ical()


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _event(appointment: Appointment, at: datetime) -> Event:
    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", appointment.starts_at)
    event.add("dtend", appointment.ends_at)
    event.add("summary", _line(appointment.title))
    event.add("location", _line(appointment.place))
    event.add("status", "CANCELLED" if appointment.is_cancelled else "CONFIRMED")
    if appointment.text:
        event.add("description", _lines(appointment.text))
    if appointment.url:
        event.add("url", appointment.url)
    return event


def _alarm(appointment: Appointment) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _line(appointment.title))
    alarm.add("trigger", ALARM)
    return alarm


def _line(text: str) -> str:
    """One line, without what could end a property or a parameter (RFC 5545, 3.1 and 3.2)."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).replace('"', "'").split())


def _lines(text: str) -> str:
    return "\n".join(_line(line) for line in text.splitlines())
