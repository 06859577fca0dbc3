"""What this room writes to people."""

from django.urls import reverse

from portal.core.models import Notification
from portal.core.notifications import Letter, register


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
            "Er is geen haast. De andere onderdelen zijn goed. Daar hoeft u niets meer aan te doen.",
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


register("plan_submitted", plan_submitted)
register("plan_returned", plan_returned, urgent=True)
register("plan_approved", plan_approved, urgent=True)
