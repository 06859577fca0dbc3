"""What this room writes about the public face of the network."""

from django.urls import reverse

from membership.models import RelayedMessage
from membership.models.profiles import MESSAGE_WAITS
from membership.operations.profiles import LINK
from portal.core import links
from portal.core.models import Notification
from portal.core.notifications import Letter, register, seed_of


def participants_asked(notification: Notification) -> Letter:
    context = notification.context
    reminder = (
        ["In januari vroegen wij het ook. Vanaf 1 april vragen wij het niet meer."] if context.get("again") else []
    )
    return Letter(
        subject=f"Hoeveel mensen begeleidde u in {context['year']}?",
        title=f"Hoeveel mensen begeleidde u in {context['year']}?",
        paragraphs=[
            *reminder,
            f"Wij vragen dit elk jaar aan wie met de aanpak werkt, ook aan {context['organisation']}.",
            "Het is één getal. Ongeveer is genoeg. Op de site staat alleen het totaal van alle leden.",
        ],
        action=("Vul het aantal in", reverse("membership:participants")),
        reason=f"U krijgt deze e-mail omdat u beheerder bent van {context['organisation']}.",
    )


def message_confirm(notification: Notification) -> Letter | None:
    """Nothing of what was typed stands in it: the address may be somebody else's."""
    message = RelayedMessage.objects.waiting().filter(pk=notification.context["message"]).first()
    if message is None:
        return None
    token = links.issue(LINK, message.pk, days=MESSAGE_WAITS.days, seed=seed_of(notification, "link"))
    organisation = notification.context["organisation"]
    return Letter(
        subject=f"Uw bericht aan {organisation}",
        title="Wilt u dit bericht versturen?",
        paragraphs=[
            f"Iemand schreef een bericht aan {organisation} en vulde dit e-mailadres in. Bent u dat?",
            "Lees uw bericht dan na en verstuur het. De contactpersoon krijgt het, met uw adres om u te antwoorden.",
        ],
        action=("Lees na en verstuur", reverse("membership:message", args=[token])),
        after=[f"De knop werkt {MESSAGE_WAITS.days} dagen. Was u het niet? Dan hoeft u niets te doen."],
        reason="U krijgt deze e-mail omdat iemand dit adres invulde op onze site.",
    )


def relayed_message(notification: Notification) -> Letter:
    """Its words are nowhere else: whoever answers this mail, answers the sender."""
    context = notification.context
    return Letter(
        subject=f"Een vraag aan {context['organisation']}",
        title=f"Een vraag aan {context['organisation']}",
        paragraphs=[
            f"{context['name']} stuurde u dit bericht via onze site:",
            *(f"‘{part}’" for line in context["text"].splitlines() if (part := line.strip())),
        ],
        after=[
            f"Antwoord u op deze e-mail? Dan gaat uw antwoord naar {context['email']}. Pas dan ziet de ander uw adres.",
            "Wilt u geen berichten meer? Zet ‘contact’ dan uit bij het profiel van uw organisatie.",
        ],
        reason=f"U krijgt deze e-mail omdat u contactpersoon bent van {context['organisation']}.",
        reply_to=context["email"],
    )


def profile_hidden(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Het profiel van {context['organisation']} staat niet meer op de site",
        title="Uw profiel staat niet meer op de site",
        paragraphs=[
            f"Wij haalden het profiel van {context['organisation']} van de site. De reden:",
            context["reason"],
            "U kunt uw tekst veranderen. Bel of mail ons daarna, dan zetten wij het terug.",
        ],
        action=("Bekijk uw profiel", reverse("membership:own_profile")),
        reason=f"U krijgt deze e-mail omdat u beheerder bent van {context['organisation']}.",
    )


def municipality_merged(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"{context['old']} ging op in {context['new']}",
        title=f"{context['old']} ging op in {context['new']}",
        paragraphs=[
            f"Daarom staat {context['organisation']} op de kaart nu in {context['new']}.",
            "Ging de organisatie zelf ook op in een andere? Dan kunt u het lidmaatschap laten overgaan. U leest eerst "
            "wat er dan gebeurt.",
        ],
        action=("Bekijk de organisatie", reverse("membership_admin:organisation", args=[context["pk"]])),
        reason="U krijgt deze e-mail omdat u met leden werkt.",
    )


def seat_moved(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"{context['organisation']} gaat verder in {context['into']}",
        title=f"{context['organisation']} gaat verder in {context['into']}",
        paragraphs=[
            f"U hebt nu een plek bij {context['into']}. Inloggen doet u zoals altijd.",
            "Wat u in leerroutes deed, is van u en gaat mee. Een beheerder daar geeft u taken, als dat nodig is.",
        ],
        action=("Ga naar mijn overzicht", "/mijn/"),
        reason=f"U krijgt deze e-mail omdat u een plek had bij {context['organisation']}.",
    )


def organisation_took_over(notification: Notification) -> Letter:
    context = notification.context
    count = context["people"]
    people = (
        "Er kwam niemand bij." if not count else f"{count} {'mens kreeg' if count == 1 else 'mensen kregen'} een plek."
    )
    return Letter(
        subject=f"{context['organisation']} gaat verder in {context['into']}",
        title=f"{context['organisation']} gaat verder in {context['into']}",
        paragraphs=[people, "Klopt wie er nu bij u werkt, en wie welke taak heeft?"],
        action=("Bekijk uw collega’s", reverse("membership:colleagues")),
        reason=f"U krijgt deze e-mail omdat u beheerder bent van {context['into']}.",
    )


register("participants_asked", participants_asked)
register("message_confirm", message_confirm, secret=True)
register("relayed_message", relayed_message, secret=True)
register("profile_hidden", profile_hidden)
register("municipality_merged", municipality_merged)
register("seat_moved", seat_moved)
register("organisation_took_over", organisation_took_over)
