"""What is written when an organisation leaves: to its admins, to staff, and to who runs a circle it was in."""

from datetime import date

from django.urls import reverse

from portal.core.models import Notification
from portal.core.notifications import Letter, register
from portal.core.templatetags.portal import day


def _last_day(notification: Notification) -> str:
    return day(date.fromisoformat(notification.context["last_day"]))


def farewell_said(notification: Notification) -> Letter:
    organisation, last_day = notification.context["organisation"], _last_day(notification)
    return Letter(
        subject=f"{organisation} stopt na {last_day}",
        title=f"{organisation} stopt na {last_day}",
        paragraphs=[
            "Jammer dat u gaat. Tot en met die dag blijft alles zoals het is.",
            "Bedenkt u zich? Dan neemt u het terug met één knop. Haal ook op wat u wilt bewaren.",
        ],
        action=("Bekijk het afscheid", reverse("home:farewell")),
        reason=f"U krijgt deze e-mail omdat u beheerder bent van {organisation}.",
    )


def farewell_planned(notification: Notification) -> Letter:
    organisation, last_day = notification.context["organisation"], _last_day(notification)
    return Letter(
        subject=f"{organisation} zegt op: laatste dag {last_day}",
        title=f"{organisation} zegt op",
        paragraphs=[f"De laatste dag is {last_day}. U leest waarom. Misschien wilt u bellen."],
        action=("Bekijk het afscheid", reverse("farewells_admin:farewell", args=[notification.context["pk"]])),
        reason="U krijgt deze e-mail omdat u over aanvragen van het netwerk beslist.",
    )


def farewell_taken_back(notification: Notification) -> Letter:
    organisation = notification.context["organisation"]
    return Letter(
        subject=f"{organisation} blijft lid",
        title=f"{organisation} blijft lid",
        paragraphs=["De opzegging is teruggenomen. Er verandert niets. Fijn!"],
        reason=f"U krijgt deze e-mail omdat u beheerder bent van {organisation}, of voor het netwerk werkt.",
    )


def farewell_done(notification: Notification) -> Letter:
    organisation, last_day = notification.context["organisation"], _last_day(notification)
    return Letter(
        subject=f"{organisation} is geen lid meer",
        title=f"{organisation} is geen lid meer",
        paragraphs=[
            f"De laatste dag was {last_day}. Dank u wel voor alles wat u bracht.",
            "U kunt uw gegevens nog ophalen. Wilt u terugkomen? Bel of mail ons. Dan regelen wij het samen.",
        ],
        action=("Haal uw gegevens op", reverse("home:organisation_export")),
        reason=f"U krijgt deze e-mail omdat u beheerder bent van {organisation}.",
    )


def farewell_over(notification: Notification) -> Letter:
    organisation, last_day = notification.context["organisation"], _last_day(notification)
    circles = notification.context["places"]
    ended = "Zij zaten in geen leerkring." if not circles else f"Hun plekken in leerkringen ({circles}) zijn vrij."
    return Letter(
        subject=f"{organisation} is geen lid meer",
        title=f"{organisation} is geen lid meer",
        paragraphs=[f"De laatste dag was {last_day}. {ended}"],
        action=(
            "Bekijk de organisatie",
            reverse("membership_admin:organisation", args=[notification.context["pk"]]),
        ),
        reason="U krijgt deze e-mail omdat u over aanvragen van het netwerk beslist.",
    )


def farewell_of_circle(notification: Notification) -> Letter:
    organisation, title = notification.context["organisation"], notification.context["title"]
    return Letter(
        subject=f"{organisation} zit niet meer in de leerkring {title}",
        title=f"{organisation} zit niet meer in ‘{title}’",
        paragraphs=[
            f"{organisation} is geen lid van het netwerk meer. Hun plekken in de kring zijn vrij. "
            "Wat de kring samen maakte, blijft."
        ],
        action=("Bekijk de kring", reverse("circles:circle", args=[notification.context["circle"]])),
        reason="U krijgt deze e-mail omdat u deze leerkring begeleidt.",
    )


register("farewell_done", farewell_done)
register("farewell_over", farewell_over)
register("farewell_of_circle", farewell_of_circle)
register("farewell_said", farewell_said)
register("farewell_planned", farewell_planned)
register("farewell_taken_back", farewell_taken_back)
