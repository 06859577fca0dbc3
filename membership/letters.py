"""What this room writes to people."""

import secrets

from django.urls import reverse
from django.utils import timezone

from membership.models import Admission, SeatInvitation
from membership.operations.admissions import LINK_DAYS, hash_code
from portal.core import links
from portal.core.models import Notification
from portal.core.notifications import Letter, register

INVITATION_DAYS = 30


def admission_code(notification: Notification) -> Letter | None:
    """Makes the code and the link at the moment of mailing; only their hashes are kept."""
    admission = Admission.objects.select_for_update().filter(pk=notification.context["admission"]).first()
    if admission is None or admission.is_submitted:
        return None
    code = f"{secrets.randbelow(1_000_000):06d}"
    admission.code_hash, admission.code_failures = hash_code(admission.pk, code), 0
    admission.code_sent_at = timezone.now()
    admission.save(update_fields=["code_hash", "code_failures", "code_sent_at"])
    token = links.issue("resume_admission", admission.pk, days=LINK_DAYS)
    shown = f"{code[:3]} {code[3:]}"
    return Letter(
        subject=f"{shown} is uw code voor de aanvraag",
        title=f"Uw code is {shown}",
        paragraphs=[
            "Vul deze code in bij uw aanvraag. Dan weten wij dat dit e-mailadres van u is. De code werkt 15 minuten.",
            "Stopt u nu, en gaat u later verder? Gebruik dan de knop. Die werkt 60 dagen.",
        ],
        action=("Ga verder met de aanvraag", reverse("membership:resume", args=[token])),
        after=["Hebt u geen aanvraag gedaan? Dan hoeft u niets te doen."],
        reason="U krijgt deze e-mail omdat iemand dit adres invulde bij een aanvraag.",
    )


def admission_received(notification: Notification) -> Letter:
    organisation = notification.context["organisation"]
    return Letter(
        subject="Wij hebben uw aanvraag",
        title="Wij hebben uw aanvraag",
        paragraphs=[
            f"Dank u wel voor de aanvraag van {organisation}.",
            "Wij bellen of mailen u binnen 5 werkdagen. Uiterlijk over 2 weken krijgt u ons antwoord.",
            "U hoeft nu niets te doen.",
        ],
        reason=f"U krijgt deze e-mail omdat u het lidmaatschap aanvroeg voor {organisation}.",
    )


def admission_waits(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Nieuwe aanvraag: {context['organisation']}",
        title=f"Nieuwe aanvraag: {context['organisation']}",
        paragraphs=["Er wacht een aanvraag voor het lidmaatschap op een besluit."],
        action=("Lees de aanvraag", reverse("membership_admin:admission", args=[context["admission"]])),
        reason="U krijgt deze e-mail omdat u aanvragen behandelt.",
    )


def admission_admitted(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Welkom: {context['organisation']} is lid",
        title="Welkom in het netwerk",
        paragraphs=[
            f"{context['organisation']} is vanaf vandaag lid, in niveau 1.",
            context["reason"],
            "Log in met dit e-mailadres. Dan ziet u uw eerste stap.",
        ],
        action=("Ga naar mijn overzicht", "/mijn/"),
        after=[f"Met vriendelijke groet, {context['by']}"],
        reason=f"U krijgt deze e-mail omdat u contactpersoon bent van {context['organisation']}.",
    )


def admission_declined(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject="Ons antwoord op uw aanvraag",
        title="Ons antwoord op uw aanvraag",
        paragraphs=[
            f"Dank u wel voor de aanvraag van {context['organisation']}. Uw organisatie kan nu geen lid worden.",
            context["reason"],
            "Bent u het er niet mee eens? Of is er iets veranderd? Laat het ons weten.",
        ],
        after=[f"Met vriendelijke groet, {context['by']}"],
        reason=f"U krijgt deze e-mail omdat u het lidmaatschap aanvroeg voor {context['organisation']}.",
    )


def seat_invitation(notification: Notification) -> Letter | None:
    invitation = SeatInvitation.objects.open().filter(pk=notification.context["invitation"]).first()
    if invitation is None:
        return None
    organisation = notification.context["organisation"]
    token = links.issue("accept_invitation", invitation.pk, days=INVITATION_DAYS)
    return Letter(
        subject=f"Uw plek bij {organisation} in het netwerk",
        title="U bent uitgenodigd",
        paragraphs=[
            f"{notification.context['by']} vraagt u om mee te doen namens {organisation}.",
            "Met een eigen plek leest u alle kennis voor leden. En u schrijft mee aan het plan.",
        ],
        action=("Bekijk de uitnodiging", reverse("membership:invitation", args=[token])),
        after=[f"De knop werkt {INVITATION_DAYS} dagen. Verwachtte u dit niet? Dan hoeft u niets te doen."],
        reason="U krijgt deze e-mail omdat een collega uw adres opgaf.",
    )


def colleague_joined(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"{context['name']} doet nu mee",
        title=f"{context['name']} doet nu mee",
        paragraphs=[f"Uw collega heeft een plek bij {context['organisation']}. U hoeft niets te doen."],
        action=("Bekijk uw collega’s", "/mijn/collegas/"),
        reason="U krijgt deze e-mail omdat u deze collega uitnodigde.",
    )


register("admission_code", admission_code, secret=True)
register("admission_received", admission_received, urgent=True)
register("admission_waits", admission_waits)
register("admission_admitted", admission_admitted, urgent=True)
register("admission_declined", admission_declined, urgent=True)
register("seat_invitation", seat_invitation, secret=True)
register("colleague_joined", colleague_joined)
