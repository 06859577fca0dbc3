"""What this room writes about the public face of the network."""

from django.urls import reverse

from portal.core.models import Notification
from portal.core.notifications import Letter, register


def participants_asked(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Hoeveel mensen begeleidde u in {context['year']}?",
        title=f"Hoeveel mensen begeleidde u in {context['year']}?",
        paragraphs=[
            f"Wij vragen dit elk jaar aan wie met de aanpak werkt, ook aan {context['organisation']}.",
            "Het is één getal. Ongeveer is genoeg. Op de site staat alleen het totaal van alle leden.",
        ],
        action=("Vul het aantal in", reverse("membership:participants")),
        reason=f"U krijgt deze e-mail omdat u beheerder bent van {context['organisation']}.",
    )


register("participants_asked", participants_asked)
