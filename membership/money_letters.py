"""What this room writes about money."""

from datetime import date

from django.urls import reverse

from membership.algorithms.money import euros
from membership.models import InvoiceFiles
from portal.core import files
from portal.core.models import Notification, PrivateFile
from portal.core.notifications import Letter, register
from portal.core.templatetags.portal import day


def invoice_sent(notification: Notification) -> Letter:
    context = notification.context
    number, organisation, amount = context["number"], context["organisation"], euros(context["cents"])
    reason = f"U krijgt deze e-mail omdat u de facturen van {organisation} ontvangt."
    page = ("Bekijk de factuur", reverse("membership:invoice", args=[number]))
    if context["credit"]:
        return Letter(
            subject=f"Creditfactuur {number}",
            title=f"Creditfactuur {number}",
            paragraphs=[f"{organisation} krijgt {amount} terug, of betaalt het niet meer. U hoeft niets te doen."],
            action=page,
            reason=reason,
        )
    return Letter(
        subject=f"Factuur {number} voor {organisation}",
        title=f"Factuur {number}",
        paragraphs=[
            f"Dit is de factuur voor het lidmaatschap van {organisation}: {amount}.",
            f"Wilt u betalen vóór of op {day(date.fromisoformat(context['due_on']))}?",
        ],
        action=page,
        after=["Klopt er iets niet? Bel of mail ons. Dan lossen wij het samen op."],
        reason=reason,
    )


def invoice_mailed(notification: Notification) -> Letter:
    """With its files, as they are kept: the mail, the page and our books are the same bytes."""
    letter = invoice_sent(notification)
    made = InvoiceFiles.objects.select_related("pdf", "ubl").get(invoice=notification.context["invoice"])
    letter.files.extend(_attached(file) for file in (made.pdf, made.ubl) if file)
    return letter


def _attached(file: PrivateFile) -> tuple[str, str, bytes]:
    with file.content.open("rb") as content:
        return file.name, files.content_type(file), content.read()


register("invoice_sent", invoice_sent, urgent=True, mailed=invoice_mailed)
