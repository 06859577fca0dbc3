"""What this room writes when a level or a membership changes."""

from django.urls import reverse

from membership.algorithms.money import euros
from portal.core.models import Notification
from portal.core.notifications import Letter, register


def dues_to_credit(notification: Notification) -> Letter:
    context = notification.context
    organisation, year = context["organisation"], context["year"]
    return Letter(
        subject=f"{organisation} ging terug naar niveau 1",
        title=f"{organisation} ging terug naar niveau 1",
        paragraphs=[
            f"Hun lidmaatschap kost in {year} {euros(context['cents'])} minder, zonder btw.",
            "De factuur van dit jaar is al verstuurd.",
            "Maak een creditfactuur als u dit bedrag wilt verrekenen.",
        ],
        action=("Bekijk de organisatie", reverse("membership_admin:organisation", args=[context["pk"]])),
        reason="U krijgt deze e-mail omdat u de facturen van het netwerk beheert.",
    )


def membership_again(notification: Notification) -> Letter:
    organisation = notification.context["organisation"]
    return Letter(
        subject=f"{organisation} is weer lid",
        title=f"Welkom terug, {organisation}",
        paragraphs=[
            "Uw organisatie is vanaf vandaag weer lid, in niveau 1. Uw plan en uw gegevens zijn er nog.",
            "Kijk of uw collega’s nog kloppen. Leerkringen gaan niet vanzelf verder: meld u daar opnieuw aan.",
        ],
        action=("Naar uw overzicht", reverse("home:overview")),
        reason=f"U krijgt deze e-mail omdat u beheerder bent van {organisation}.",
    )


register("dues_to_credit", dues_to_credit)
register("membership_again", membership_again)
