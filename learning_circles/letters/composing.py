"""About a round of wishes, in the mail of the day."""

from dataclasses import replace
from datetime import date

from django.urls import reverse

from portal.core.models import Notification
from portal.core.notifications import Letter, register
from portal.core.templatetags.portal import day


def wishes_asked(notification: Notification) -> Letter:
    context = notification.context
    last = day(date.fromisoformat(context["wishes_until"]))
    return Letter(
        subject="Wat wilt u leren in een leerkring?",
        title="Wat wilt u leren in een leerkring?",
        paragraphs=[
            f"Wij maken nieuwe kringen: ‘{context['name']}’. U kiest waarover, op welke dagen en waar.",
            f"Dat kan tot en met {last}. Daarna kijken wij wie het best bij elkaar passen.",
        ],
        action=("Zeg wat u wenst", reverse("circles:wishes", args=[context["round"]])),
        reason="U krijgt deze e-mail omdat u een plek hebt bij een lid van het netwerk.",
    )


def wishes_reminder(notification: Notification) -> Letter:
    """Says that doing nothing is all right."""
    asked = wishes_asked(notification)
    last = day(date.fromisoformat(notification.context["wishes_until"]))
    title = "Wilt u nog zeggen wat u wilt leren?"
    first = f"Wij maken nieuwe kringen: ‘{notification.context['name']}’. U gaf nog geen wensen door."
    second = f"Dat kan tot en met {last}. Wilt u niet meedoen? Dan hoeft u niets te doen."
    return replace(asked, subject=title, title=title, paragraphs=[first, second])


def circles_made(notification: Notification) -> Letter:
    context = notification.context
    if context["circle"]:
        title = f"U zit in de leerkring ‘{context['circle']}’"
        first = "De nieuwe kringen zijn er. De begeleider vraagt u daarna wanneer u kunt."
    else:
        title = "Er is nu geen leerkring voor u"
        first = "De nieuwe kringen zijn er. Helaas is er dit keer geen kring voor u bij."
    return Letter(
        subject=title,
        title=title,
        paragraphs=[first, "Op de pagina staat welke wensen lukten. En waarom andere niet."],
        action=("Bekijk uw wensen", reverse("circles:wishes", args=[context["round"]])),
        reason=f"U krijgt deze e-mail omdat u een wens doorgaf voor ‘{context['name']}’.",
    )


register("wishes_asked", wishes_asked)
register("wishes_reminder", wishes_reminder)
register("circles_made", circles_made)
