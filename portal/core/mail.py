"""A letter becomes a mail: text and HTML from the same words, links to the configured address only."""

import smtplib
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import formataddr
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.template.loader import render_to_string

from portal.core.models import OperatorSettings

if TYPE_CHECKING:
    from portal.core.notifications import CalendarPart, Letter


_kept = threading.local()


@contextmanager
def one_connection() -> Iterator[None]:
    """All mail of this thread inside the block goes over one connection, opened by the first."""
    _kept.mailer = mailers.default
    try:
        yield
    finally:
        _hang_up(_kept.mailer)
        _kept.mailer = None


def server_is_away(error: Exception) -> bool:
    """Nobody answered, or the conversation broke off; not: the server said no to this one mail."""
    if isinstance(error, smtplib.SMTPException):
        return isinstance(error, smtplib.SMTPServerDisconnected | smtplib.SMTPConnectError)
    return isinstance(error, OSError)


def send_letter(letter: "Letter", *, to: str, message_id: str) -> None:
    """Hand one letter to the mail server. Raises what the connection raises."""
    context = {"letter": letter, "letters": [letter]}
    _send("email/letter", context, letter.subject, to, message_id, letter)


def send_daily(letters: list["Letter"], *, to: str, message_id: str) -> None:
    if len(letters) == 1:
        send_letter(letters[0], to=to, message_id=message_id)
        return
    subject = f"{len(letters)} berichten voor u"
    _send("email/daily", {"letters": letters}, subject, to, message_id)


def _send(template: str, context: dict, subject: str, to: str, message_id: str, alone: "Letter | None" = None) -> None:
    """`alone`: the one letter of this mail, which may bring an event for a calendar, files, and who gets the answer."""
    operator = OperatorSettings.load()
    context |= {"operator": operator, "portal_url": settings.PORTAL_URL}
    host = urlsplit(settings.PORTAL_URL).hostname or "localhost"
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(f"{template}.txt", context),
        from_email=formataddr((operator.sender_name, operator.sender_email)),
        to=[to],
        reply_to=[(alone.reply_to if alone else "") or operator.contact_email],
        headers={"Message-ID": f"<{message_id}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    if alone and alone.calendar:
        _put_in_calendar(message, alone.calendar, alone.calendar.made(operator.sender_name, operator.sender_email, to))
    for name, content_type, content in alone.files if alone else ():
        message.attach(name, content, content_type)
    _hand_over(message)


def _put_in_calendar(message: EmailMultiAlternatives, calendar: "CalendarPart", content: bytes) -> None:
    """As a part of the message, which some calendars take over by themselves, and as a file for the others."""
    message.attach_alternative(content.decode(), f'text/calendar; method={calendar.method}; charset="UTF-8"')
    message.attach("afspraak.ics", content, "application/ics")


def _hand_over(message: EmailMultiAlternatives) -> None:
    mailer = getattr(_kept, "mailer", None)
    if mailer is None:
        message.send()
        return
    try:
        mailer.open()
        mailer.send_messages([message])
    except Exception:
        _hang_up(mailer)  # the next mail starts a conversation of its own
        raise


def _hang_up(mailer) -> None:
    with suppress(OSError):  # the mail server may be gone
        mailer.close()
