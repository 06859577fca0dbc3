"""Between the organisation and the network: sent, read, decided."""

from datetime import date

from django.urls import reverse

from portal.core.models import Notification
from portal.core.notifications import Letter, register
from portal.core.templatetags.portal import day as day_in_words


def plan_submitted(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Plan ingediend: {context['organisation']}, versie {context['number']}",
        title=f"{context['organisation']} stuurde een plan in",
        paragraphs=[f"Versie {context['number']} van het implementatieplan wacht op uw oordeel."],
        action=("Lees het plan", reverse("plans_admin:version", args=[context["version"]])),
        reason="U krijgt deze e-mail omdat u plannen leest.",
    )


def plan_returned(notification: Notification) -> Letter:
    context = notification.context
    sections = context["sections"]
    good = context["count"] - len(sections)
    first = sections[0]
    many = len(sections) > 1
    praise = (
        f"{good} van de {context['count']} onderdelen {'is' if good == 1 else 'zijn'} goed."
        if good
        else "Dank u wel voor uw werk."
    )
    missing = (
        f"Bij {len(sections)} onderdelen missen wij nog iets."
        if many
        else f"Bij onderdeel {first['number']} missen wij nog iets."
    )
    label = f"Vul {len(sections)} onderdelen aan" if many else f"Vul onderdeel {first['number']} aan"
    return Letter(
        subject=f"Uw plan is gelezen: vul nog {len(sections)} onderde{'len' if many else 'el'} aan",
        title="Uw plan is gelezen",
        paragraphs=[
            f"Beste {context['name']},",
            f"Wij hebben uw implementatieplan met plezier gelezen. {praise} {missing}",
            context["reason"],
        ],
        points=[f"Onderdeel {s['number']}: {s['title']}" for s in sections],
        action=(label, "/mijn/plan/"),
        after=[
            "Er is geen haast." + (" Aan de andere onderdelen hoeft u niets meer te doen." if good else ""),
            f"Met vriendelijke groet, {context['by']}",
        ],
        reason=f"U krijgt deze e-mail omdat u beheerder bent van {context['organisation']}.",
    )


def plan_approved(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject="Uw plan is goedgekeurd: u bent nu in niveau 2",
        title="Uw plan is goedgekeurd",
        paragraphs=[
            f"Beste {context['name']},",
            f"Gefeliciteerd. {context['organisation']} is vanaf vandaag lid in niveau 2.",
            context["reason"],
            "Alle hulpmiddelen van niveau 2 staan nu voor u open.",
        ],
        action=("Bekijk wat u nu kunt doen", "/mijn/"),
        after=[f"Met vriendelijke groet, {context['by']}"],
        reason=f"U krijgt deze e-mail omdat u beheerder bent van {context['organisation']}.",
    )


def plan_refused(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject="Ons besluit over uw implementatieplan",
        title="Wij keuren dit plan niet goed",
        paragraphs=[
            f"Beste {context['name']},",
            f"Dank u wel voor uw werk aan het plan. Wij keuren versie {context['number']} niet goed.",
            context["reason"],
        ],
        action=("Lees onze brief", reverse("plans:version", args=[context["number"]])),
        after=[
            "Uw teksten zijn bewaard. Bel ons gerust, dan kijken wij samen wat er wel kan.",
            f"Met vriendelijke groet, {context['by']}",
        ],
        reason=f"U krijgt deze e-mail omdat u beheerder bent van {context['organisation']}.",
    )


def decision_undone(notification: Notification) -> Letter:
    context = notification.context
    after = (
        "Uw organisatie is nu weer lid in niveau 1. Wij lezen uw plan opnieuw."
        if context["approved"]
        else "Wij lezen uw plan opnieuw. U hoeft nu niets te doen."
    )
    return Letter(
        subject="Wij komen terug op ons besluit over uw plan",
        title="Wij komen terug op ons besluit",
        paragraphs=[f"Beste {context['name']},", context["reason"], after],
        action=("Bekijk uw plan", "/mijn/plan/"),
        after=["Bel ons gerust als u vragen hebt.", f"Met vriendelijke groet, {context['by']}"],
        reason=f"U krijgt deze e-mail omdat u beheerder bent van {context['organisation']}.",
    )


def plan_to_read(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Wilt u dit plan lezen? {context['organisation']}, versie {context['number']}",
        title=f"Een plan om te lezen: {context['organisation']}",
        paragraphs=[f"Een collega vraagt u om versie {context['number']} van dit implementatieplan te lezen."],
        action=("Lees het plan", reverse("plans_admin:version", args=[context["version"]])),
        reason="U krijgt deze e-mail omdat u plannen leest.",
    )


def plan_withdrawn(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Plan ingetrokken: {context['organisation']}, versie {context['number']}",
        title=f"{context['organisation']} trok het plan in",
        paragraphs=["De organisatie schrijft zelf verder. U hoeft dit plan nu niet te lezen."],
        reason="U krijgt deze e-mail omdat u dit plan las.",
    )


def proposal_declined(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Uw voorstel is teruggegeven: {context['organisation']}",
        title="Uw voorstel voor een besluit is teruggegeven",
        paragraphs=[f"{context['by']} las uw voorstel en wil dat u er nog eens naar kijkt."],
        action=("Bekijk het voorstel", reverse("plans_admin:decision", args=[context["version"]])),
        reason="U krijgt deze e-mail omdat u dit besluit voorstelde.",
    )


def plan_return_near(notification: Notification) -> Letter:
    context = notification.context
    day = day_in_words(date.fromisoformat(context["answer_by"]))
    return Letter(
        subject=f"Uw plan: wij zien uw aanvulling graag voor {day}",
        title="Uw aanvulling op het plan",
        paragraphs=[
            f"Wij vroegen u om uw plan voor {day} aan te vullen.",
            "Lukt dat niet? Dat is niet erg. Bel of mail ons, dan kiezen wij samen een andere dag.",
        ],
        action=("Ga verder met uw plan", "/mijn/plan/"),
        reason=f"U krijgt deze e-mail omdat u beheerder bent van {context['organisation']}.",
    )


def plan_help(notification: Notification) -> Letter:
    return Letter(
        subject="Kunnen wij helpen met uw plan?",
        title="Kunnen wij helpen met uw plan?",
        paragraphs=[
            "U bent aan een implementatieplan begonnen. Er is geen haast: uw teksten blijven bewaard.",
            "Komt u ergens niet uit? Bel of mail ons. Dan denken wij graag mee.",
        ],
        action=("Bekijk uw plan", "/mijn/plan/"),
        reason=f"U krijgt deze e-mail omdat u beheerder bent van {notification.context['organisation']}.",
    )


def reading_to_do(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Nog te lezen: {context['organisation']}, versie {context['number']}",
        title=f"U leest nog het plan van {context['organisation']}",
        paragraphs=[
            f"Een collega vroeg u om dit plan te lezen. Wij beloofden antwoord voor {_promised(context)}.",
            "Komt het u niet uit? Zeg het tegen een collega. Die kan een ander vragen.",
        ],
        action=("Lees verder", reverse("plans_admin:version", args=[context["version"]])),
        reason="U krijgt deze e-mail omdat u dit plan leest.",
    )


def answer_promised(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Antwoord beloofd voor {_promised(context)}: {context['organisation']}",
        title=f"{context['organisation']} wacht op antwoord",
        paragraphs=[f"Wij beloofden antwoord op versie {context['number']} voor {_promised(context)}."],
        action=("Bekijk het plan", reverse("plans_admin:version", args=[context["version"]])),
        reason="U krijgt deze e-mail omdat u plannen leest.",
    )


def _promised(context: dict) -> str:
    return day_in_words(date.fromisoformat(context["promised"]))


register("plan_submitted", plan_submitted)
register("plan_returned", plan_returned, urgent=True)
register("plan_approved", plan_approved, urgent=True)
register("plan_refused", plan_refused, urgent=True)
register("decision_undone", decision_undone, urgent=True)
register("plan_to_read", plan_to_read)
register("plan_withdrawn", plan_withdrawn)
register("proposal_declined", proposal_declined)
register("plan_return_near", plan_return_near)
register("plan_help", plan_help)
register("reading_to_do", reading_to_do)
register("answer_promised", answer_promised)
