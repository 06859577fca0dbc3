"""What this room writes to people."""

from django.urls import reverse
from django.utils import timezone

from membership.models import Admission, Duty, EmailDomain, Interest, JoinRequest, Role, Seat, SeatInvitation
from membership.operations.admissions import LINK_DAYS, hash_code
from membership.operations.interests import KEEP, KEEP_UNCONFIRMED
from portal.core import links
from portal.core.models import Notification
from portal.core.notifications import Letter, register, seed_of

INVITATION_DAYS = 30
JOIN_DAYS = 3


def admission_code(notification: Notification) -> Letter | None:
    """Makes the code and the link at the moment of mailing, the same each time; only their hashes are kept."""
    admission = Admission.objects.select_for_update().filter(pk=notification.context["admission"]).first()
    if admission is None or admission.is_submitted:
        return None
    code = f"{int.from_bytes(seed_of(notification, 'code')) % 1_000_000:06d}"
    admission.code_hash, admission.code_failures = hash_code(admission.pk, code), 0
    admission.code_sent_at = timezone.now()
    admission.save(update_fields=["code_hash", "code_failures", "code_sent_at"])
    token = links.issue("resume_admission", admission.pk, days=LINK_DAYS, seed=seed_of(notification, "link"))
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
    seed = seed_of(notification, "link")
    token = links.issue("accept_invitation", invitation.pk, days=INVITATION_DAYS, seed=seed)
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


def join_link(notification: Notification) -> Letter | None:
    """What is possible at this address; only who reads the mail there hears it."""
    request = JoinRequest.objects.filter(pk=notification.context["request"], sent_at=None).first()
    if request is None:
        return None
    reason = "U krijgt deze e-mail omdat iemand dit adres invulde bij ‘Mag ik meedoen?’."
    names = [d.organisation.name for d in EmailDomain.objects.of_address(request.email).select_related("organisation")]
    if Seat.objects.current().filter(user__email=request.email).exists():
        return Letter(
            subject="U hebt al een plek in het netwerk",
            title="U hebt al een plek",
            paragraphs=["U hoeft niets te vragen. Log in met dit adres."],
            action=("Log in", reverse("account_login")),
            reason=reason,
        )
    if not names:
        return Letter(
            subject="Meedoen met het netwerk",
            title="Wij kennen uw organisatie nog niet aan dit adres",
            paragraphs=[
                "Is uw organisatie al lid? Vraag een collega om u uit te nodigen.",
                "Is uw organisatie nog geen lid? Vraag dan het lidmaatschap aan.",
            ],
            action=("Word lid van het netwerk", reverse("membership:apply")),
            reason=reason,
        )
    token = links.issue("send_join_request", request.pk, days=JOIN_DAYS, seed=seed_of(notification, "link"))
    return Letter(
        subject=f"Meedoen namens {names[0]}" if len(names) == 1 else "Meedoen met het netwerk",
        title="Wilt u meedoen?",
        paragraphs=["Met de knop vraagt u een plek. Een collega die het portaal beheert, geeft u die plek."],
        action=("Vraag een plek", reverse("membership:join_link", args=[token])),
        after=[f"De knop werkt {JOIN_DAYS} dagen. Vroeg u dit niet? Dan hoeft u niets te doen."],
        reason=reason,
    )


def join_requested(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"{context['name']} wil meedoen",
        title=f"{context['name']} wil meedoen",
        paragraphs=[f"Deze collega vraagt een plek bij {context['organisation']}. U beslist."],
        action=("Bekijk de vraag", "/mijn/collegas/"),
        reason=f"U krijgt deze e-mail omdat u beheerder bent van {context['organisation']}.",
    )


def join_granted(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"U hebt een plek bij {context['organisation']}",
        title="Uw plek staat klaar",
        paragraphs=[f"{context['by']} gaf u een plek bij {context['organisation']}. Log in met dit e-mailadres."],
        action=("Log in", reverse("account_login")),
        reason="U krijgt deze e-mail omdat u om een plek vroeg.",
    )


def join_declined(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject="Uw vraag om mee te doen",
        title="U krijgt nu geen plek",
        paragraphs=[
            f"{context['by']} gaf u nu geen plek bij {context['organisation']}.",
            "Klopt dat niet? Praat met deze collega.",
        ],
        reason="U krijgt deze e-mail omdat u om een plek vroeg.",
    )


def seat_inherited(notification: Notification) -> Letter:
    context = notification.context
    is_admin = context["role"] == Role.ADMIN
    duties = [str(Duty(duty).label).lower() for duty in context["duties"]]
    title = f"U bent nu beheerder van {context['organisation']}" if is_admin else "U hebt er een taak bij"
    paragraphs = ["U nodigt collega’s uit en verstuurt het plan."] if is_admin else []
    if duties:
        paragraphs.append(f"Uw taken: {', '.join(duties)}.")
    return Letter(
        subject=title,
        title=title,
        paragraphs=[*paragraphs, "Klopt dit niet? Bel of mail ons."],
        action=("Bekijk uw collega’s", "/mijn/collegas/"),
        reason=f"U krijgt deze e-mail omdat u een plek hebt bij {context['organisation']}.",
    )


def admin_wanted(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"{context['organisation']} zoekt een beheerder",
        title=f"{context['organisation']} zoekt een beheerder",
        paragraphs=[f"{context['name']} meldt dat er geen beheerder meer is. Wijs iemand aan."],
        action=("Bekijk de organisatie", reverse("membership_admin:organisation", args=[context["pk"]])),
        reason="U krijgt deze e-mail omdat u aanvragen behandelt.",
    )


register("join_link", join_link, secret=True)
register("join_requested", join_requested)
register("join_granted", join_granted, urgent=True)
register("join_declined", join_declined, urgent=True)
register("seat_inherited", seat_inherited)
register("admin_wanted", admin_wanted)


def interest_confirm(notification: Notification) -> Letter | None:
    """Nothing of what was typed stands in it: the address may be somebody else's."""
    interest = Interest.objects.filter(pk=notification.context["interest"], confirmed_at=None).first()
    if interest is None:
        return None
    return Letter(
        subject="Klopt het dat u meer wilt weten?",
        title="Klopt het dat u meer wilt weten?",
        paragraphs=[
            "Iemand vulde dit e-mailadres in op onze site. Bent u dat?",
            "Kijk dan of alles klopt, en bevestig het. Daarna lezen wij uw vraag.",
        ],
        action=("Kijk en bevestig", _own_interest(interest, notification)),
        after=[
            "Met deze knop kunt u later zien wat wij bewaren. U haalt uzelf er ook mee van de lijst.",
            f"Was u het niet? Dan hoeft u niets te doen. Wij vergeten dit adres na {KEEP_UNCONFIRMED.days} dagen.",
        ],
        reason="U krijgt deze e-mail omdat iemand dit adres invulde op onze site.",
    )


def interest_waits(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Nieuwe belangstelling: {context['who']}",
        title=f"Nieuwe belangstelling: {context['who']}",
        paragraphs=["Er wacht een vraag op uw reactie."],
        action=("Lees de vraag", reverse("membership_admin:interest", args=[context["interest"]])),
        reason="U krijgt deze e-mail omdat u vragen van belangstellenden behandelt.",
    )


def interest_invited(notification: Notification) -> Letter | None:
    interest = Interest.objects.filter(pk=notification.context["interest"]).first()
    if interest is None:
        return None
    token = links.issue("apply_by_invitation", interest.pk, days=LINK_DAYS, seed=seed_of(notification, "link"))
    return Letter(
        subject="U kunt nu lid worden van het netwerk",
        title="U kunt nu lid worden",
        paragraphs=[
            f"U liet ons weten dat {interest.organisation_name} belangstelling heeft. Wij nodigen u graag uit.",
            "Wat u al invulde, staat klaar. Uw aanvraag kost nog ongeveer 5 minuten.",
        ],
        action=("Begin met de aanvraag", reverse("membership:interest_invitation", args=[token])),
        after=[
            f"De knop werkt {LINK_DAYS} dagen. Komt het nu niet uit? Dan hoeft u niets te doen.",
            f"Met vriendelijke groet, {notification.context['by']}",
        ],
        reason="U krijgt deze e-mail omdat u op de lijst van belangstellenden staat.",
    )


def interest_answered(notification: Notification) -> Letter | None:
    interest = Interest.objects.filter(pk=notification.context["interest"]).first()
    if interest is None:
        return None
    return Letter(
        subject="Ons antwoord op uw vraag",
        title="Ons antwoord op uw vraag",
        paragraphs=["U liet ons weten dat u belangstelling hebt.", notification.context["answer"]],
        action=("Bekijk wat wij van u bewaren", _own_interest(interest, notification)),
        after=[f"Met vriendelijke groet, {notification.context['by']}"],
        reason="U krijgt deze e-mail omdat u op de lijst van belangstellenden staat.",
    )


def _own_interest(interest: Interest, notification: Notification) -> str:
    token = links.issue("own_interest", interest.pk, days=KEEP.days, seed=seed_of(notification, "own interest"))
    return reverse("membership:own_interest", args=[token])


register("admission_code", admission_code, secret=True)
register("admission_received", admission_received, urgent=True)
register("admission_waits", admission_waits)
register("admission_admitted", admission_admitted, urgent=True)
register("admission_declined", admission_declined, urgent=True)
register("seat_invitation", seat_invitation, secret=True)
register("colleague_joined", colleague_joined)
register("interest_confirm", interest_confirm, secret=True)
register("interest_waits", interest_waits)
register("interest_invited", interest_invited, secret=True)
register("interest_answered", interest_answered, secret=True)
