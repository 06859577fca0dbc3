"""What this room writes about money."""

from datetime import date

from django.urls import reverse

from membership.algorithms.money import euros
from membership.models import InvoiceFiles, Renewal
from portal.core import files, links
from portal.core.models import Notification, PrivateFile
from portal.core.notifications import Letter, register, seed_of
from portal.core.templatetags.portal import day

NUMBER_DAYS = 60


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


def renewal_asked(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Blijft {context['organisation']} lid in {context['year']}?",
        title=f"Blijft {context['organisation']} lid in {context['year']}?",
        paragraphs=["Kijk of alles nog klopt, en laat het ons weten. Dat kost ongeveer 2 minuten."],
        action=("Kijk en bevestig", reverse("membership:renewal")),
        reason=_why(context["organisation"]),
    )


def renewal_grace(notification: Notification) -> Letter:
    context = notification.context
    until = day(date.fromisoformat(context["until"]))
    return Letter(
        subject=f"Wij hoorden nog niet of {context['organisation']} lid blijft",
        title="Blijft u lid?",
        paragraphs=[
            f"Het nieuwe jaar is begonnen. U houdt nog toegang tot {until}.",
            "Laat ons vóór die dag weten of u blijft.",
        ],
        action=("Kijk en bevestig", reverse("membership:renewal")),
        reason=_why(context["organisation"]),
    )


def membership_ended(notification: Notification) -> Letter:
    organisation = notification.context["organisation"]
    return Letter(
        subject=f"{organisation} is geen lid meer",
        title=f"{organisation} is geen lid meer",
        paragraphs=[
            "Wij kregen geen antwoord op onze vraag. Wilt u toch blijven? Bel of mail ons. Dan regelen wij het."
        ],
        reason=_why(organisation),
    )


def order_number_asked(notification: Notification) -> Letter:
    """In the list of messages it leads to the page behind the log-in."""
    return _order_number(notification, reverse("membership:renewal"))


def order_number_mailed(notification: Notification) -> Letter | None:
    renewal = Renewal.objects.filter(pk=notification.context["renewal"], declined_at=None, ended_at=None).first()
    if renewal is None:
        return None
    token = links.issue("give_order_number", renewal.pk, days=NUMBER_DAYS, seed=seed_of(notification, "link"))
    return _order_number(notification, reverse("membership:order_number", args=[token]))


def _order_number(notification: Notification, path: str) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Welk inkoopnummer moet op de factuur van {context['year']}?",
        title=f"Welk inkoopnummer moet op de factuur van {context['year']}?",
        paragraphs=[
            f"In januari krijgt {context['organisation']} onze factuur. Met uw inkoopnummer komt die goed aan.",
            "Het is één veld. Hebt u geen nummer nodig? Dat kunt u daar ook zeggen.",
        ],
        action=("Geef het nummer door", path),
        reason=_why(context["organisation"]),
    )


def invoice_reminder(notification: Notification) -> Letter:
    context = notification.context
    number, amount, due = context["number"], euros(context["cents"]), day(date.fromisoformat(context["due_on"]))
    first = [
        f"Van factuur {number} staat nog {amount} open. De betaaldatum was {due}.",
        "Misschien kruiste uw betaling dit bericht. Dan hoeft u niets te doen.",
    ]
    second = [
        f"Van factuur {number} staat nog {amount} open. Is er iets waardoor betalen niet lukt?",
        "Bel of mail ons gerust. Wij zoeken samen een oplossing. Uw toegang blijft gewoon.",
    ]
    return Letter(
        subject=f"Factuur {number} staat nog open",
        title=f"Factuur {number} staat nog open",
        paragraphs=second if context["step"] == 2 else first,
        action=("Bekijk de factuur", reverse("membership:invoice", args=[number])),
        reason=_why(context["organisation"]),
    )


def invoice_call(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Bel {context['organisation']} over factuur {context['number']}",
        title=f"Bel {context['organisation']} over factuur {context['number']}",
        paragraphs=[f"Er staat nog {euros(context['cents'])} open. Twee berichten hielpen niet. Vraag wat er speelt."],
        action=("Bekijk de factuur", reverse("money_admin:invoice", args=[context["invoice"]])),
        reason="U krijgt deze e-mail omdat u de facturen van het netwerk beheert.",
    )


def _why(organisation: str) -> str:
    return f"U krijgt deze e-mail omdat u contactpersoon bent van {organisation}, of de facturen ontvangt."


register("invoice_sent", invoice_sent, urgent=True, mailed=invoice_mailed)
register("renewal_asked", renewal_asked)
register("renewal_grace", renewal_grace)
register("membership_ended", membership_ended)
register("order_number_asked", order_number_asked, mailed=order_number_mailed)
register("invoice_reminder", invoice_reminder)
register("invoice_call", invoice_call)
