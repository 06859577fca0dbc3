"""Messages to people. Operations call `notify` and `settle`; the worker mails (law 13)."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.core import jobs, mail
from portal.core.models import DailyMail, Notification

logger = logging.getLogger("portal.mail")
SECRET_LIVES = timedelta(minutes=15)
GIVE_UP_AFTER = timedelta(hours=72)
KEEP_SECRETS = timedelta(days=1)
LONGEST_WAIT = timedelta(hours=4)


@dataclass(frozen=True)
class CalendarPart:
    """What calendars read in a mail. `made` gets the sender's name and address, and the addressee's."""

    method: str  # REQUEST or CANCEL
    made: Callable[[str, str, str], bytes]


@dataclass(frozen=True)
class Letter:
    """What a person reads: in the mail, and the title and first paragraph in /mijn/berichten/."""

    subject: str
    title: str
    paragraphs: list[str]
    action: tuple[str, str] | None = None  # label of the one button, path in the portal
    points: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    reason: str = ""  # why this person gets it
    calendar: CalendarPart | None = None  # of urgent kinds only: one mail, one event
    files: list[tuple[str, str, bytes]] = field(default_factory=list)  # name, content type, bytes; of urgent kinds only
    reply_to: str = ""  # of urgent kinds only: who gets an answer; the network when empty


@dataclass(frozen=True)
class Kind:
    """`letter` makes the text from the row alone: no queries, unless the kind is secret.

    `mailed` makes it for the mail, where the button may be a link of their own; it may ask the database.
    """

    letter: Callable[[Notification], Letter | None]
    urgent: bool = False
    secret: bool = False
    mailed: Callable[[Notification], Letter | None] | None = None


_kinds: dict[str, Kind] = {}


def register(
    name: str,
    letter: Callable[[Notification], Letter | None],
    *,
    urgent: bool = False,
    secret: bool = False,
    mailed: Callable[[Notification], Letter | None] | None = None,
) -> None:
    _kinds[name] = Kind(letter, urgent or secret, secret, mailed)


def letter_for(notification: Notification) -> Letter | None:
    """The text, or None when there is nothing to say any more (the link was revoked, say)."""
    kind = _kinds.get(notification.kind)
    return kind.letter(notification) if kind else None


def mailed_letter(notification: Notification) -> Letter | None:
    kind = _kinds.get(notification.kind)
    return (kind.mailed or kind.letter)(notification) if kind else None


def seed_of(notification: Notification, purpose: str) -> bytes:
    """32 secret bytes of this message, always the same: the worker may die after it mailed a code or
    a link and before it kept their hashes, and what it then mails again must be the same."""
    text = f"{notification.key}:{notification.created_at.isoformat()}"
    return salted_hmac(f"portal.letter.{purpose}", text, algorithm="sha256").digest()


def notify(
    kind: str,
    *,
    to,
    key: str,
    at: datetime,
    subject: str = "",
    context: dict | None = None,
    secret_text: str = "",
) -> None:
    """Tell `to` (a user, or an address) once per `key`; doing it again changes nothing.

    Call inside the operation's transaction. Urgent kinds are mailed within seconds of the commit,
    the others in the one mail of the day.
    """
    how = _kinds[kind]
    is_address = isinstance(to, str)
    notification, created = Notification.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "recipient": None if is_address else to,
            "address": to if is_address else "",
            "context": context or {},
            "subject": subject,
            "urgent": how.urgent,
            "secret": how.secret,
            "secret_text": secret_text,
            "created_at": at,
            "next_attempt_at": at,
        },
    )
    if created and how.urgent:
        jobs.wake("core.send_notification", notification.pk)


def notify_all(kind: str, *, to: list, key: str, at: datetime, subject: str = "", context: dict | None = None) -> None:
    """Tell people the same in one statement, each once per `key`. Not for urgent kinds: those wake a job each."""
    assert not _kinds[kind].urgent
    Notification.objects.bulk_create(
        (
            Notification(
                kind=kind,
                recipient=person,
                context=context or {},
                key=f"{key}:{person.pk}",
                subject=subject,
                created_at=at,
                next_attempt_at=at,
            )
            for person in to
        ),
        ignore_conflicts=True,
    )


def settle(subject: str, *, at: datetime, to=None) -> int:
    """The thing is done (or, with `to`, no concern of that person any more): nothing about it goes out.

    Returns how many were stopped.
    """
    about = Notification.objects.unsent().filter(subject=subject)
    if to is not None:
        about = about.filter(recipient=to)
    return about.update(settled_at=at, secret_text="")


def forget(subject: str, *, to=None) -> None:
    """Delete every message about something that is erased itself, sent or not: they may hold its words.

    With `to`: only those of that person, who may not know of it any more.
    """
    about = Notification.objects.filter(subject=subject)
    (about.filter(recipient=to) if to is not None else about).delete()


# --- Sending: jobs --------------------------------------------------------------------------------------


def send_notification(pk: int | str, *, at: datetime | None = None) -> None:
    """Mail one urgent message. Re-read under lock, so two workers cannot both send it.

    A worker killed between the hand-over and the commit sends it again, with the same Message-ID.
    Raises jobs.NotNow when the mail server is away.
    """
    _stop_when_away(_send_one(pk, at or timezone.now()))


def _send_one(pk: int | str, at: datetime) -> Exception | None:
    """Returns what went wrong on the way; the message is then postponed."""
    with transaction.atomic():
        notification = (
            Notification.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("recipient")
            .unsent()
            .filter(pk=pk, next_attempt_at__lte=at)
            .first()
        )
        if notification is None:
            return None
        letter = None if _is_too_old_for_secret(notification, at) else mailed_letter(notification)
        if letter is None:
            notification.settled_at, notification.secret_text = at, ""
            notification.save(update_fields=["settled_at", "secret_text"])
            return None
        try:
            mail.send_letter(letter, to=address_of(notification), message_id=f"notification-{notification.pk}")
        except Exception as error:  # any failure of the way there is tried again
            _postpone(notification, error, at)
            return error
        notification.sent_at, notification.secret_text = at, ""
        notification.save(update_fields=["sent_at", "secret_text"])
        return None


def _stop_when_away(error: Exception | None) -> None:
    if error and mail.server_is_away(error):
        raise jobs.NotNow from error


def address_of(notification: Notification) -> str:
    return notification.recipient.email if notification.recipient else notification.address


def _is_too_old_for_secret(notification: Notification, at: datetime) -> bool:
    return bool(notification.secret_text) and at - notification.created_at > SECRET_LIVES


def _postpone(notification: Notification, error: Exception, at: datetime) -> None:
    notification.attempts += 1
    wait = min(timedelta(seconds=settings.MAIL_RETRY_SECONDS) * 2 ** (notification.attempts - 1), LONGEST_WAIT)
    notification.next_attempt_at = at + wait
    if at - notification.created_at > GIVE_UP_AFTER:
        notification.failed_at = at
        notification.secret_text = ""
    notification.save(update_fields=["attempts", "next_attempt_at", "failed_at", "secret_text"])
    logger.warning("mail %s failed (%s), attempt %s", notification.pk, type(error).__name__, notification.attempts)


def due_notifications(at: datetime) -> list[int]:
    waiting = Notification.objects.unsent().urgent().filter(next_attempt_at__lte=at)
    return list(waiting.order_by("next_attempt_at", "pk").values_list("pk", flat=True)[:500])


def send_daily_mail(recipient_id: int | str, *, at: datetime | None = None) -> None:
    """One mail with all that a person should know today; the DailyMail row makes it one.

    Raises jobs.NotNow when the mail server is away.
    """
    _stop_when_away(_send_day(recipient_id, at or timezone.now()))


def _send_day(recipient_id: int | str, at: datetime) -> Exception | None:
    with transaction.atomic():
        waiting = list(
            Notification.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("recipient")
            .unsent()
            .filter(recipient_id=int(recipient_id), urgent=False, recipient__is_active=True, next_attempt_at__lte=at)
            .order_by("created_at", "pk")
        )
        letters = [(n, letter) for n in waiting if (letter := mailed_letter(n))]
        if not letters:
            return None
        day = timezone.localdate(at)
        try:
            with transaction.atomic():
                DailyMail.objects.create(recipient_id=recipient_id, day=day, sent_at=at)
                mail.send_daily(
                    [letter for _, letter in letters],
                    to=address_of(waiting[0]),
                    message_id=f"daily-{recipient_id}-{day.isoformat()}",
                )
        except IntegrityError:
            return None
        except Exception as error:  # any failure of the way there is tried again, later and later
            for notification, _letter in letters:
                _postpone(notification, error, at)
            return error
        Notification.objects.filter(pk__in=[n.pk for n, _ in letters]).update(sent_at=at)
        return None


def due_daily_mails(at: datetime) -> list[int]:
    local = timezone.localtime(at)
    if local.hour < settings.DAILY_MAIL_HOUR:
        return []
    had_one = DailyMail.objects.filter(day=local.date()).values("recipient_id")
    return list(
        Notification.objects.unsent()
        .filter(urgent=False, recipient__is_active=True, next_attempt_at__lte=at)
        .exclude(recipient_id__in=had_one)
        .order_by("recipient_id")
        .values_list("recipient_id", flat=True)
        .distinct()[:1000]
    )


def forget_secrets(*, at: datetime) -> int:
    """Delete secret messages of more than a day ago: nobody ever reads them again. Returns how many."""
    old = Notification.objects.filter(secret=True, created_at__lt=at - KEEP_SECRETS)
    deleted, _models = old.exclude(sent_at=None, settled_at=None, failed_at=None).delete()
    return deleted


def erase_old_secrets(pk: int | str, *, at: datetime | None = None) -> None:
    """A code nobody could deliver within 15 minutes is worthless to keep."""
    at = at or timezone.now()
    Notification.objects.filter(pk=pk, created_at__lt=at - SECRET_LIVES).exclude(secret_text="").update(
        secret_text="", settled_at=at
    )


def due_secrets(at: datetime) -> list[int]:
    return list(
        Notification.objects.filter(created_at__lt=at - SECRET_LIVES)
        .exclude(secret_text="")
        .values_list("pk", flat=True)[:500]
    )


# Erasing comes first, so that it never waits for a slow mail server.
jobs.register("core.erase_old_secrets", run=erase_old_secrets, due=due_secrets)
jobs.register("core.send_notification", run=send_notification, due=due_notifications, sweeping=mail.one_connection)
jobs.register("core.send_daily_mail", run=send_daily_mail, due=due_daily_mails, sweeping=mail.one_connection)
