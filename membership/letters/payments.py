"""What this room writes about payments."""

from django.urls import reverse

from membership.algorithms.money import euros
from portal.core.models import Notification
from portal.core.notifications import Letter, register

PAID_BY_YOU = "U krijgt deze e-mail omdat u een factuur online betaalde."
KEEPS_BOOKS = "U krijgt deze e-mail omdat u de boeken van het netwerk bijhoudt."


def payment_received(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Wij hebben uw betaling van factuur {context['number']}",
        title="Wij hebben uw betaling",
        paragraphs=[f"U betaalde {euros(context['cents'])} voor factuur {context['number']}. Dank u wel."],
        action=("Bekijk de factuur", reverse("membership:pay", args=[context["number"]])),
        reason=PAID_BY_YOU,
    )


def payment_failed(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Uw betaling van factuur {context['number']} is niet gelukt",
        title="Uw betaling is niet gelukt",
        paragraphs=[
            f"De bank voerde uw betaling van factuur {context['number']} niet uit. Er is geen geld afgeschreven.",
            "U kunt opnieuw betalen, of het bedrag overmaken.",
        ],
        action=("Betaal opnieuw", reverse("membership:pay", args=[context["number"]])),
        reason=PAID_BY_YOU,
    )


def refund_due(notification: Notification) -> Letter:
    number = notification.context["number"]
    return Letter(
        subject=f"Te veel betaald: factuur {number}",
        title=f"Te veel betaald: factuur {number}",
        paragraphs=["Er is meer betaald dan er open stond. Betaal het verschil terug."],
        action=("Bekijk wat terug moet", reverse("payments_admin:refunds")),
        reason=KEEPS_BOOKS,
    )


def dispute(notification: Notification) -> Letter:
    number, outcome = notification.context["number"], notification.context["outcome"]
    what = {
        "": "De bank van de betaler vraagt het geld terug. Geef bij Stripe antwoord, anders is het geld weg.",
        "won": "Het bezwaar is voorbij. Het geld blijft bij het netwerk.",
        "lost": "Het geld is terug bij de betaler. De factuur staat weer open.",
    }[outcome]
    return Letter(
        subject=f"Bezwaar tegen een betaling: factuur {number}",
        title=f"Bezwaar tegen een betaling: factuur {number}",
        paragraphs=[what],
        action=("Bekijk de verschillen met Stripe", reverse("payments_admin:differences")),
        reason=KEEPS_BOOKS,
    )


def differences(notification: Notification) -> Letter:
    count = notification.context["count"]
    return Letter(
        subject="Stripe en onze boeken verschillen",
        title="Stripe en onze boeken verschillen",
        paragraphs=[
            f"Vannacht zagen wij {count} {'verschil' if count == 1 else 'verschillen'} tussen Stripe en onze boeken."
        ],
        action=("Bekijk de verschillen", reverse("payments_admin:differences")),
        reason=KEEPS_BOOKS,
    )


register("payment_received", payment_received)
register("payment_failed", payment_failed)
register("refund_due", refund_due)
register("dispute", dispute)
register("differences", differences)
