"""The yearly look back on an approved plan."""

from datetime import date

from django.urls import reverse

from portal.core.models import Notification
from portal.core.notifications import Letter, register
from portal.core.templatetags.portal import day


def embedding_opened(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject="Hoe gaat het met de beloften in uw plan?",
        title="Hoe gaat het met uw beloften?",
        paragraphs=[
            "Uw implementatieplan is al een tijd goedgekeurd. Wij kijken graag met u terug.",
            f"U ziet {_promises(context)} uit uw plan. Bij elke belofte kiest u: gedaan, deels of niet meer.",
            f"Het kost ongeveer 20 minuten. Graag voor {day(date.fromisoformat(context['due_on']))}.",
        ],
        action=("Kijk terug op uw plan", reverse("plans:embedding", args=[context["number"]])),
        after=["Niet alles hoeft gelukt te zijn. Wij leren ook van wat anders liep."],
        reason=f"U krijgt deze e-mail omdat u beheerder bent van {context['organisation']}.",
    )


def embedding_reminder(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject="Kunnen wij helpen met de terugblik op uw plan?",
        title="De terugblik op uw plan staat nog open",
        paragraphs=[
            "Drie weken geleden vroegen wij hoe het gaat met de beloften in uw plan.",
            "Wat u al invulde, is bewaard. Lukt het niet? Bel ons gerust. Dan doen wij het samen.",
        ],
        action=("Ga verder met de terugblik", reverse("plans:embedding", args=[context["number"]])),
        reason=f"U krijgt deze e-mail omdat u beheerder bent van {context['organisation']}.",
    )


def _promises(context: dict) -> str:
    return "1 belofte" if context["count"] == 1 else f"{context['count']} beloften"


register("embedding_opened", embedding_opened)
register("embedding_reminder", embedding_reminder)
