"""What the library writes to editors."""

from django.urls import reverse

from portal.core.models import Notification
from portal.core.notifications import Letter, register


def page_waits(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Leest u mee? {context['title']}",
        title=f"Leest u mee? {context['title']}",
        paragraphs=[f"{context['by']} wil deze pagina online zetten. Een ander leest de pagina eerst na."],
        action=("Lees de pagina na", _edit(context)),
        reason="U krijgt deze e-mail omdat u redacteur bent.",
    )


def page_approved(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Nagelezen en goed: {context['title']}",
        title=f"Nagelezen en goed: {context['title']}",
        paragraphs=[f"{context['by']} las uw pagina en vindt die goed. U hoeft niets te doen."],
        action=("Bekijk de pagina", _edit(context)),
        reason="U krijgt deze e-mail omdat u vroeg om de pagina na te lezen.",
    )


def page_returned(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Nog één ding: {context['title']}",
        title=f"Nog één ding: {context['title']}",
        paragraphs=[
            f"{context['by']} las uw pagina en vraagt u iets te veranderen.",
            context["comment"] or "Wat precies, staat er niet bij. Vraag het even.",
        ],
        action=("Werk de pagina bij", _edit(context)),
        reason="U krijgt deze e-mail omdat u vroeg om de pagina na te lezen.",
    )


def _edit(context: dict) -> str:
    return reverse("wagtailadmin_pages:edit", args=[context["page"]])


register("page_waits", page_waits)
register("page_approved", page_approved)
register("page_returned", page_returned)
