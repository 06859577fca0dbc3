"""Documents that take a while: asked for on a screen, made in a job, kept for a week.

A room registers who makes a kind and who may have it. Its view asks, and shows what `latest` finds with
documents/parts/prepared.html. The same kind and subject is one document for everybody who may have it: what
differs between readers is two kinds.
"""

import io
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from portal.core import audit, files, jobs
from portal.core.documents.pdfs import NoPdf
from portal.core.models import PreparedFile, PrivateFile

ROOM = "core.prepared"
JOB = "core.prepare_file"
FRESH = timedelta(minutes=1)  # a double click, a page sent twice
MOST_TRIES = 3

logger = logging.getLogger("portal.documents")


@dataclass(frozen=True)
class Made:
    """A finished document: its name for people, what it is (as in `files.OWN_KINDS`, or "pdf"), and its content."""

    name: str
    kind: str
    content: bytes | BinaryIO


@dataclass(frozen=True)
class Kind:
    make: Callable[[str, datetime], Made]  # of this subject, as it stands at this moment; may be called twice
    may_open: Callable[[object, str], bool]  # may this user have what is made of this subject, now?
    is_quick: bool  # made in a second: woken by the queue, where log-in codes stand behind it


_kinds: dict[str, Kind] = {}


def register(
    name: str,
    make: Callable[[str, datetime], Made],
    *,
    may_open: Callable[[object, str], bool],
    is_quick: bool = False,
) -> None:
    _kinds[name] = Kind(make, may_open, is_quick)


@transaction.atomic
def ask_for(kind: str, *, subject: str, by, at: datetime | None = None) -> PreparedFile:
    """Have a document made of `subject`, or return the one that is being made or was made a moment ago.

    The caller asks whether `by` may have it. Only a quick kind is woken by the queue, where others would stand before
    log-in codes: those the next sweep takes up.
    """
    assert kind in _kinds, kind
    at = at or timezone.now()
    with connection.cursor() as cursor:  # two people who ask at once
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"prepared:{kind}:{subject}"])
    before = latest(kind, subject=subject)
    if before and (before.is_waiting or (before.ready_at and before.ready_at > at - FRESH)):
        return before
    prepared = PreparedFile.objects.create(kind=kind, subject=subject, asked_by=by, asked_at=at)
    audit.record("document.asked", prepared, by=by, at=at, kind=kind, about=subject)
    if _kinds[kind].is_quick:
        jobs.wake(JOB, prepared.pk)
    return prepared


def latest(kind: str, *, subject: str) -> PreparedFile | None:
    """What was asked for last: being made, ready or failed. None when nothing was, or a week went by."""
    return PreparedFile.objects.of(kind, subject).select_related("file").order_by("asked_at", "pk").last()


def latest_of(kind: str, subjects: Iterable[str]) -> dict[str, PreparedFile]:
    """The same for many subjects, in one query; without those of which nothing was asked."""
    found = PreparedFile.objects.filter(kind=kind, subject__in=list(subjects)).select_related("file")
    return {prepared.subject: prepared for prepared in found.order_by("asked_at", "pk")}


def make(pk: int | str, *, at: datetime | None = None) -> None:
    """Make one document. Nobody else makes it meanwhile; if we are killed, the next round does it again.

    What kills its worker three times is given up, so that it does not take the mails with it.
    """
    at = at or timezone.now()
    if not _take_up(pk, at):
        return
    with transaction.atomic():
        prepared = _waiting(pk)
        if prepared is None:
            return
        try:
            with transaction.atomic():
                prepared.file = _made(prepared, at)
                prepared.ready_at = at
        except Exception as error:
            logger.exception("%s could not be made", prepared)
            prepared.file = prepared.ready_at = None
            _give_up(prepared, "no_pdf" if isinstance(error, NoPdf) else "error", at)
        else:
            prepared.save(update_fields=["file", "ready_at"])


@transaction.atomic
def _take_up(pk: int | str, at: datetime) -> bool:
    """Count the try before it begins. False when somebody else is at it, or it was tried too often."""
    prepared = _waiting(pk)
    if prepared is None:
        return False
    if prepared.tries >= MOST_TRIES:
        logger.error("%s was tried %s times and never finished", prepared, prepared.tries)
        _give_up(prepared, "killed", at)
        return False
    PreparedFile.objects.filter(pk=prepared.pk).update(tries=F("tries") + 1)
    return True


def _waiting(pk: int | str) -> PreparedFile | None:
    """Locked until the end of the transaction. None when another process holds it."""
    return PreparedFile.objects.waiting().select_for_update(skip_locked=True).filter(pk=pk).first()


def _made(prepared: PreparedFile, at: datetime) -> PrivateFile:
    made = _kinds[prepared.kind].make(prepared.subject, at)
    content = io.BytesIO(made.content) if isinstance(made.content, bytes) else made.content
    with content:
        return files.keep(content, room=ROOM, owner=f"prepared:{prepared.pk}", name=made.name, kind=made.kind, at=at)


def _give_up(prepared: PreparedFile, because: str, at: datetime) -> None:
    prepared.failed_at, prepared.failed_because = at, because
    prepared.save(update_fields=["failed_at", "failed_because"])


def due(at: datetime) -> list[int]:
    """The one that waits longest: between two of them the sweep does its other work."""
    waiting = PreparedFile.objects.waiting().filter(asked_at__lte=at)
    return list(waiting.order_by("asked_at", "pk").values_list("pk", flat=True)[:1])


def may_open(user, file: PrivateFile) -> bool:
    """Asked again at every download: what one might have yesterday, one may not have today."""
    prepared = PreparedFile.objects.filter(file=file).first()
    kind = _kinds.get(prepared.kind) if prepared else None
    return bool(prepared and kind and kind.may_open(user, prepared.subject))


def forget_prepared(*, at: datetime) -> int:
    """Throw away what is a week old. Returns how many."""
    past = list(PreparedFile.objects.past(at).select_related("file"))
    for prepared in past:
        _forget(prepared)
    return len(past)


def forget(subject: str) -> None:
    """Throw away all that was made of a subject that is erased itself."""
    for prepared in PreparedFile.objects.filter(subject=subject).select_related("file"):
        _forget(prepared)


@transaction.atomic
def _forget(prepared: PreparedFile) -> None:
    prepared.delete()
    if prepared.file:
        files.throw_away(prepared.file)


files.register_policy(ROOM, may_open)
jobs.register(JOB, run=make, due=due)
