"""Asking when people can come. In the mail the button is a link of their own: answering takes no account."""

from dataclasses import replace
from datetime import date

from django.urls import reverse

from learning_circles.letters.circles import IN_CIRCLE
from learning_circles.models import Invitee
from portal.core import links
from portal.core.models import Notification
from portal.core.notifications import Letter, register, seed_of
from portal.core.templatetags.portal import day

VERB = "answer_poll"
LINK_DAYS = 60


def poll_invitation(notification: Notification) -> Letter:
    return _asking(notification, f"Wanneer kunt u? {notification.context['title']}", "Wanneer kunt u?")


def poll_reminder(notification: Notification) -> Letter:
    subject = f"Wilt u nog kiezen? {notification.context['title']}"
    return _asking(notification, subject, "Wilt u nog kiezen wanneer u kunt?")


def _asking(notification: Notification, subject: str, title: str) -> Letter:
    context = notification.context
    count = context["slots"]
    choices = "1 datum" if count == 1 else f"{count} datums"
    last = day(date.fromisoformat(context["closes_on"]))
    return Letter(
        subject=subject,
        title=title,
        paragraphs=[
            f"De leerkring ‘{context['circle_title']}’ zoekt een datum voor ‘{context['title']}’.",
            f"Zeg bij {choices} of u kunt. Dat kost één minuut. Graag tot en met {last}.",
        ],
        action=("Kies wat u kunt", reverse("circles:poll", args=[context["poll"]])),
        reason=IN_CIRCLE,
    )


def _with_link(letter, notification: Notification) -> Letter | None:
    """The same link each time it is mailed; only its hash is kept. None once the date is chosen, or for who left."""
    invitee = Invitee.objects.current().filter(pk=notification.context["invitee"], poll__closed_at=None).first()
    if invitee is None:
        return None
    token = links.issue(VERB, invitee.pk, days=LINK_DAYS, seed=seed_of(notification, "link"))
    made = letter(notification)
    return replace(made, action=(made.action[0], reverse("circles:poll_link", args=[token])))


register("poll_invitation", poll_invitation, mailed=lambda n: _with_link(poll_invitation, n))
register("poll_reminder", poll_reminder, mailed=lambda n: _with_link(poll_reminder, n))
