"""About circles and their meetings, in the mail of the day."""

from django.urls import reverse

from learning_circles.letters.calendars import REASON, told
from portal.core.models import Notification
from portal.core.notifications import Letter, register

IN_CIRCLE = "U krijgt deze e-mail omdat u in deze leerkring zit."


def circle_facilitator(notification: Notification) -> Letter:
    title = notification.context["title"]
    return Letter(
        subject=f"U begeleidt de leerkring {title}",
        title=f"U begeleidt de leerkring ‘{title}’",
        paragraphs=["U plant de bijeenkomsten, nodigt mensen uit en schrijft het verslag. Wij helpen u graag."],
        action=("Ga naar de kring", reverse("circles:circle", args=[notification.context["circle"]])),
        reason="U krijgt deze e-mail omdat u deze leerkring begeleidt.",
    )


def circle_joined(notification: Notification) -> Letter:
    title = notification.context["title"]
    return Letter(
        subject=f"U zit in de leerkring {title}",
        title=f"Welkom in de leerkring ‘{title}’",
        paragraphs=[f"{notification.context['by']} heeft u in de kring gezet. U ziet daar wie er meedoen en wanneer."],
        action=("Bekijk de kring", reverse("circles:circle", args=[notification.context["circle"]])),
        reason=IN_CIRCLE,
    )


def meeting_announced(notification: Notification) -> Letter:
    meeting = told(notification)
    return Letter(
        subject=f"Nieuwe bijeenkomst: {meeting.title}",
        title=f"Komt u naar ‘{meeting.title}’?",
        paragraphs=[f"De leerkring ‘{notification.context['circle_title']}’ komt bij elkaar. Meld u aan als u komt."],
        points=meeting.points,
        action=("Bekijk de bijeenkomst", meeting.url),
        reason=IN_CIRCLE,
    )


def meeting_reminder(notification: Notification) -> Letter:
    meeting = told(notification)
    return Letter(
        subject=f"Binnenkort: {meeting.title}",
        title=f"Binnenkort: ‘{meeting.title}’",
        paragraphs=["U hebt een plek bij deze bijeenkomst."],
        points=meeting.points,
        action=("Bekijk de bijeenkomst", meeting.url),
        after=["Kunt u toch niet? Meld u dan af. Dan kan iemand anders komen."],
        reason=REASON,
    )


register("circle_facilitator", circle_facilitator)
register("circle_joined", circle_joined)
register("meeting_announced", meeting_announced)
register("meeting_reminder", meeting_reminder)
