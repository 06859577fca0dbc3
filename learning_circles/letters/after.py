"""After a meeting: minutes, promises and looking back."""

from datetime import date

from django.urls import reverse

from learning_circles.letters.calendars import told
from portal.core.models import Notification
from portal.core.notifications import Letter, register
from portal.core.templatetags.portal import day

WAS_THERE = "U krijgt deze e-mail omdat u bij deze bijeenkomst was."


def meeting_look_back(notification: Notification) -> Letter:
    meeting = told(notification)
    return Letter(
        subject=f"Had u er iets aan? {meeting.title}",
        title="Had u er iets aan?",
        paragraphs=[
            f"U was bij ‘{meeting.title}’. Wilt u drie korte vragen beantwoorden?",
            "De begeleider leest uw antwoord met uw naam erbij. Anderen zien het niet.",
        ],
        action=("Kijk terug", f"{meeting.url}terugblik/"),
        reason=WAS_THERE,
    )


def minutes_shared(notification: Notification) -> Letter:
    meeting = told(notification)
    until = day(date.fromisoformat(notification.context["until"]))
    return Letter(
        subject=f"Klopt het verslag? {meeting.title}",
        title="Klopt het verslag?",
        paragraphs=[f"Het verslag van ‘{meeting.title}’ staat klaar. Mist er iets? Zeg het ons tot en met {until}."],
        action=("Lees het verslag", f"{meeting.url}verslag/"),
        reason=WAS_THERE,
    )


def minutes_approved(notification: Notification) -> Letter:
    meeting = told(notification)
    return Letter(
        subject=f"Wat kwam eruit? {meeting.title}",
        title="Wat kwam eruit?",
        paragraphs=[f"Het verslag van ‘{meeting.title}’ is klaar. Ook als u er niet was, leest u wat eruit kwam."],
        action=("Lees het verslag", f"{meeting.url}verslag/"),
        reason="U krijgt deze e-mail omdat u in deze leerkring zit.",
    )


def action_agreed(notification: Notification) -> Letter:
    context = notification.context
    wish = f" Graag voor {day(date.fromisoformat(context['due_on']))}." if context["due_on"] else ""
    return Letter(
        subject=f"Afgesproken: {context['text']}",
        title="Dit hebt u afgesproken",
        paragraphs=[f"{context['text']}.{wish}"],
        action=("Bekijk de bijeenkomst", reverse("circles:meeting", args=[context["circle"], context["number"]])),
        after=["Is het klaar? Zet er dan een vinkje bij. Dan vragen wij er niet meer naar."],
        reason="U krijgt deze e-mail omdat u dit op u nam.",
    )


def action_due(notification: Notification) -> Letter:
    context = notification.context
    by = day(date.fromisoformat(context["due_on"]))
    return Letter(
        subject=f"Bijna zover: {context['text']}",
        title="Lukt het?",
        paragraphs=[f"U sprak af: {context['text']}. Graag voor {by}."],
        action=("Bekijk de kring", reverse("circles:circle", args=[context["circle"]])),
        after=["Is het klaar? Zet er dan een vinkje bij. Lukt het niet? Zeg het in de kring. Daar is hij voor."],
        reason="U krijgt deze e-mail omdat u dit op u nam.",
    )


register("meeting_look_back", meeting_look_back)
register("minutes_shared", minutes_shared)
register("minutes_approved", minutes_approved)
register("action_agreed", action_agreed)
register("action_due", action_due)
