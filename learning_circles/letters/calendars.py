"""About a place at a meeting. What has to be in a calendar carries the calendar's own message (law 13)."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from learning_circles.algorithms.calendars import Appointment, Organiser, invitation
from portal.core.models import Notification
from portal.core.notifications import CalendarPart, Letter, register
from portal.core.templatetags.portal import day, span, weekday

REASON = "U krijgt deze e-mail omdat u zich hebt aangemeld voor deze bijeenkomst."


@dataclass(frozen=True)
class Told:
    """The meeting as it was when this was written."""

    title: str
    when: str
    place: str
    url: str
    link: str
    reason: str

    @property
    def points(self) -> list[str]:
        """When, where and the way in, one to a line."""
        return [self.when, f"Waar: {self.place}"] + ([f"Online meedoen: {self.link}"] if self.link else [])


def told(notification: Notification) -> Told:
    context = notification.context
    starts, ends = _moments(context)
    return Told(
        title=context["title"],
        when=span(starts, ends),
        place="online" if context.get("online") else context["place"],
        url=reverse("circles:meeting", args=[context["circle"], context["number"]]),
        link=context.get("link", ""),
        reason=context.get("reason", ""),
    )


def _moments(context: dict) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(context["starts_at"]), datetime.fromisoformat(context["ends_at"])


def _calendar(notification: Notification, *, cancelled: bool) -> CalendarPart:
    """Made when it is mailed: the sender and the address are those of that moment."""
    context = notification.context
    starts, ends = _moments(context)
    link = context.get("link", "")
    appointment = Appointment(
        uid=context["uid"],
        sequence=context["sequence"],  # leaving and coming back are told apart by their moment (RFC 5546, 2.1.5)
        starts_at=starts,
        ends_at=ends,
        title=context["title"],
        place=context["place"],
        url=settings.PORTAL_URL + reverse("circles:meeting", args=[context["circle"], context["number"]]),
        text=f"{context['circle_title']}\n{link}" if link else context["circle_title"],
        is_cancelled=cancelled,
    )
    return CalendarPart("CANCEL" if cancelled else "REQUEST", partial(_made, appointment, notification.created_at))


def _made(appointment: Appointment, at: datetime, name: str, sender: str, attendee: str) -> bytes:
    return invitation(appointment, organiser=Organiser(name, sender), attendee=attendee, at=at)


def meeting_invitation(notification: Notification) -> Letter:
    meeting = told(notification)
    return Letter(
        subject=f"U hebt een plek: {meeting.title}",
        title="U hebt een plek",
        paragraphs=[f"U doet mee aan de bijeenkomst ‘{meeting.title}’.", "Zet hem in uw agenda met het bestand erbij."],
        points=meeting.points,
        action=("Bekijk de bijeenkomst", meeting.url),
        after=["Kunt u toch niet? Meld u dan af met de knop. Dan kan iemand anders komen."],
        reason=REASON,
        calendar=_calendar(notification, cancelled=False),
    )


def meeting_waiting(notification: Notification) -> Letter:
    meeting = told(notification)
    return Letter(
        subject=f"U staat op de wachtlijst: {meeting.title}",
        title="U staat op de wachtlijst",
        paragraphs=[
            f"De bijeenkomst ‘{meeting.title}’ is vol. Komt er een plek vrij? Dan krijgt u een e-mail.",
            "Wie zich het eerst aanmeldde, is het eerst aan de beurt.",
        ],
        points=meeting.points,
        action=("Bekijk de bijeenkomst", meeting.url),
        reason=REASON,
    )


def meeting_offer(notification: Notification) -> Letter:
    meeting = told(notification)
    until = timezone.localtime(datetime.fromisoformat(notification.context["until"]))
    return Letter(
        subject=f"Er is een plek voor u: {meeting.title}",
        title="Er is een plek voor u",
        paragraphs=[
            f"Bij de bijeenkomst ‘{meeting.title}’ is een plek vrij. Die houden wij voor u vast.",
            f"Neem de plek voor {weekday(until)} {day(until)} om {until:%H.%M} uur. Daarna gaat hij naar de volgende.",
        ],
        points=meeting.points,
        action=("Neem de plek, of zeg nee", meeting.url),
        reason=REASON,
    )


def meeting_offer_lapsed(notification: Notification) -> Letter:
    meeting = told(notification)
    return Letter(
        subject=f"De plek is naar een ander: {meeting.title}",
        title="De plek is naar een ander gegaan",
        paragraphs=[
            f"Wij hielden een plek voor u vast bij ‘{meeting.title}’. De tijd is om. De plek is nu voor een ander.",
            "Wilt u nog meedoen? Meld u dan opnieuw aan.",
        ],
        action=("Bekijk de bijeenkomst", meeting.url),
        reason=REASON,
    )


def meeting_moved(notification: Notification) -> Letter:
    meeting = told(notification)
    return Letter(
        subject=f"Veranderd: {meeting.title}",
        title="De bijeenkomst is veranderd",
        paragraphs=[f"De bijeenkomst ‘{meeting.title}’ is nu:"],
        points=meeting.points,
        action=("Bekijk de bijeenkomst", meeting.url),
        after=[meeting.reason] * bool(meeting.reason)
        + ["Uw plek blijft van u. Het bestand erbij verandert de afspraak in uw agenda. Kunt u niet? Meld u dan af."],
        reason=REASON,
        calendar=_calendar(notification, cancelled=False),
    )


def meeting_changed(notification: Notification) -> Letter:
    meeting = told(notification)
    words = {"title": "het onderwerp", "online_link": "het adres om online mee te doen"}
    changed = " en ".join(words[name] for name in notification.context["fields"])
    return Letter(
        subject=f"Veranderd: {meeting.title}",
        title="Er is iets veranderd",
        paragraphs=[f"Bij de bijeenkomst ‘{meeting.title}’ is {changed} veranderd. De tijd en de plaats blijven."],
        points=meeting.points,
        action=("Bekijk de bijeenkomst", meeting.url),
        after=["Het bestand erbij verandert de afspraak in uw agenda."],
        reason=REASON,
        calendar=_calendar(notification, cancelled=False),
    )


def meeting_moved_waiting(notification: Notification) -> Letter:
    meeting = told(notification)
    return Letter(
        subject=f"Veranderd: {meeting.title}",
        title="De bijeenkomst is veranderd",
        paragraphs=[f"U staat op de wachtlijst voor ‘{meeting.title}’. De bijeenkomst is nu:"],
        points=meeting.points,
        action=("Bekijk de bijeenkomst", meeting.url),
        after=[meeting.reason] * bool(meeting.reason),
        reason=REASON,
    )


def meeting_cancelled(notification: Notification) -> Letter:
    meeting = told(notification)
    calendar = _calendar(notification, cancelled=True) if notification.context["had_place"] else None
    return Letter(
        subject=f"Gaat niet door: {meeting.title}",
        title="De bijeenkomst gaat niet door",
        paragraphs=[f"De bijeenkomst ‘{meeting.title}’ gaat niet door.", meeting.reason],
        points=[meeting.when],
        action=("Bekijk de kring", meeting.url),
        reason=REASON,
        calendar=calendar,
    )


def meeting_left(notification: Notification) -> Letter:
    meeting = told(notification)
    return Letter(
        subject=f"U bent afgemeld: {meeting.title}",
        title="U bent afgemeld",
        paragraphs=[f"U doet niet meer mee aan ‘{meeting.title}’. Het bestand erbij haalt de afspraak uit uw agenda."],
        points=[meeting.when],
        action=("Bekijk de bijeenkomst", meeting.url),
        reason=REASON,
        calendar=_calendar(notification, cancelled=True),
    )


register("meeting_invitation", meeting_invitation, urgent=True)
register("meeting_waiting", meeting_waiting)
register("meeting_offer", meeting_offer, urgent=True)
register("meeting_offer_lapsed", meeting_offer_lapsed)
register("meeting_moved", meeting_moved, urgent=True)
register("meeting_changed", meeting_changed, urgent=True)
register("meeting_moved_waiting", meeting_moved_waiting)
register("meeting_cancelled", meeting_cancelled, urgent=True)
register("meeting_left", meeting_left, urgent=True)
