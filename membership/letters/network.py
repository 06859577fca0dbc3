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


register("participants_asked", participants_asked)
register("message_confirm", message_confirm, secret=True)
register("relayed_message", relayed_message, secret=True)
register("profile_hidden", profile_hidden)
