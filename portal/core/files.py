"""Members' files: stored under random names, checked before anybody can open them (law 11)."""

import hashlib
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from django.conf import settings
from django.core.cache import cache
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core import file_checks, jobs
from portal.core.models import OperatorSettings, PrivateFile
from portal.core.models.files import random_name
from portal.core.templatetags.portal import size

KEEP_REFUSED = timedelta(days=7)
#: What we make ourselves and nobody sends.
OWN_KINDS = {
    "zip": "application/zip",
    "xml": "application/xml",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

logger = logging.getLogger("portal.files")
_policies: dict[str, Callable[[object, PrivateFile], bool]] = {}


class QuotaReached(Exception):
    """The owner's files would take more room than the operator gives. Both in bytes. `message`: what people read."""

    def __init__(self, used: int, allowed: int) -> None:
        self.used = used
        self.allowed = allowed

    @property
    def message(self) -> str:
        words = _(
            "Dit bestand past er niet meer bij. Er is %(used)s van %(allowed)s in gebruik."
            " Maak het bestand kleiner, of bel ons. Dan maken wij ruimte."
        )
        return words % {"used": size(self.used), "allowed": size(self.allowed)}


class TooManyThisHour(Exception):
    """The owner sent more files in an hour than the operator takes."""

    message = _("Het laatste uur kwamen er veel bestanden bij. Wacht een uur en probeer het dan opnieuw.")


class NotStored(Exception):
    """The disk is full or broken. Nothing was kept; it is our fault."""

    message = _("Wij kunnen nu geen bestanden bewaren. Dat ligt aan ons. Probeer het later opnieuw, of bel ons.")


#: Why an upload did not come in; each has a `message` for the person.
REFUSALS = (file_checks.FileRefused, QuotaReached, TooManyThisHour, NotStored)


def register_policy(room: str, may_open: Callable[[object, PrivateFile], bool]) -> None:
    """A room answers for its own files: may this user open this one?"""
    _policies[room] = may_open


def may_open(user, file: PrivateFile) -> bool:
    """Closed unless the file's room says yes and the check found it clean."""
    policy = _policies.get(file.room)
    return bool(policy and file.is_clean and policy(user, file))


def receive(upload: UploadedFile, *, room: str, owner: str, by, at: datetime) -> PrivateFile:
    """Store an upload in quarantine, at the cost of `owner` ("organisation:12").

    Raises file_checks.FileRefused, QuotaReached, TooManyThisHour and NotStored. Call inside the operation's
    transaction: until its end nobody else stores a file of this owner, so together they cannot pass the limits.
    A file whose row never commits is swept away later.
    """
    kind = file_checks.light_check(upload.name or "", cast(BinaryIO, upload.file))
    file = PrivateFile(
        room=room,
        owner=owner,
        name=clean_name(upload.name or f"bestand.{kind}"),
        kind=kind,
        size=upload.size or 0,
        uploaded_at=at,
        uploaded_by=by,
    )
    _refuse_beyond_limits(file)
    try:
        file.sha256 = _digest(upload)
        file.content.name = _stored(upload)
    except OSError as error:
        logger.error("an upload of %s bytes could not be stored: %s", file.size, error)
        raise NotStored from error
    file.save()
    jobs.wake("core.check_file", str(file.pk))
    return file


def keep(content: BinaryIO, *, room: str, owner: str, name: str, kind: str, at: datetime) -> PrivateFile:
    """Store a file that we made ourselves: no limits, no quarantine. Raises NotStored.

    Until the surrounding transaction commits, its bytes are nobody's and are swept away after a day.
    """
    made = File(content, name)
    file = PrivateFile(
        room=room,
        owner=owner,
        name=clean_name(name),
        kind=kind,
        size=made.size,
        uploaded_at=at,
        checked_at=at,
    )
    try:
        file.sha256 = _digest(made)
        file.content.name = _stored(made)
    except OSError as error:
        logger.error("a made file of %s bytes could not be stored: %s", file.size, error)
        raise NotStored from error
    file.save()
    return file


def throw_away(file: PrivateFile) -> None:
    """The row now, the bytes when the surrounding transaction commits."""
    transaction.on_commit(partial(file.content.storage.delete, str(file.content.name)), robust=True)
    file.delete()


def content_type(file: PrivateFile) -> str:
    kind = file_checks.KINDS.get(file.kind)
    return kind.content_type if kind else OWN_KINDS[file.kind]


def _refuse_beyond_limits(file: PrivateFile) -> None:
    """Wait until no other transaction stores for this owner, then count what stands."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"files:{file.owner}"])
    limits = OperatorSettings.load()
    allowed = limits.megabytes_per_organisation * 1_000_000
    used, recent = PrivateFile.objects.use_of(file.owner, since=file.uploaded_at - timedelta(hours=1))
    if used + file.size > allowed:
        raise QuotaReached(used, allowed)
    if recent >= limits.uploads_per_hour:
        raise TooManyThisHour


def _digest(upload: File) -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


def _stored(upload: File) -> str:
    """Under a random name, wholly or not at all. OSError when the disk is full or broken."""
    storage = PrivateFile.content.field.storage
    name = random_name()
    try:
        return storage.save(name, upload)
    except OSError:
        with suppress(OSError):
            storage.delete(name)
        raise


def clean_name(name: str) -> str:
    """A file's name as a person may see it: no path, no control characters, 120 characters at most."""
    base = PurePath(name.replace("\\", "/")).name
    printable = "".join(c for c in base if c.isprintable()).strip() or "bestand"
    stem, dot, suffix = printable.rpartition(".")
    return f"{stem[:110]}{dot}{suffix[:9]}" if dot else printable[:120]


def check_file(pk: int | str, *, at: datetime | None = None) -> None:
    """Ask the virus scanner, then look inside in a process of its own.

    A file that cannot be checked stays in quarantine, and so do the others until the next round: raises jobs.NotNow.
    """
    file = PrivateFile.objects.waiting_for_check().filter(pk=str(pk)).first()
    if file is None:
        return
    path = Path(file.content.path)
    verdict = ""
    try:
        if settings.CLAMD_SOCKET:
            file_checks.scan(path, settings.CLAMD_SOCKET)
        file_checks.deep_check_isolated(path, file.kind)
    except file_checks.ScannerDown as down:
        raise jobs.NotNow(str(down)) from down
    except file_checks.FileRefused as refusal:
        verdict = refusal.code
    PrivateFile.objects.waiting_for_check().filter(pk=str(pk)).update(
        checked_at=at or timezone.now(), refused_because=verdict
    )


def due_files(at: datetime) -> list[str]:
    """In any order, so that a file on which the scanner always stumbles does not stand before the others."""
    waiting = PrivateFile.objects.waiting_for_check().filter(uploaded_at__lte=at)
    _tell_about_waiting(at)
    return [str(pk) for pk in waiting.order_by("?").values_list("pk", flat=True)[:200]]


def _tell_about_waiting(at: datetime) -> None:
    """One line in the log an hour while files wait longer than they should."""
    waiting = PrivateFile.objects.waiting_long(at).count()
    if waiting and cache.add("files:told-about-waiting", True, timeout=3600):
        logger.error("%s files wait long for their check; look at the worker and the virus scanner", waiting)


def forget_refused_bytes(*, at: datetime) -> int:
    """Throw away what was refused a week ago; its name and the reason stay with the room. Returns how many."""
    refused = PrivateFile.objects.stored().exclude(refused_because="").filter(checked_at__lt=at - KEEP_REFUSED)
    count = 0
    for file in refused:
        with transaction.atomic():
            storage, name = file.content.storage, file.content.name
            if PrivateFile.objects.stored().filter(pk=file.pk).update(content=""):
                transaction.on_commit(partial(storage.delete, str(name)), robust=True)
                count += 1
    return count


def sweep_orphans(*, at: datetime) -> int:
    """Remove stored bytes without a row (a killed process, a full disk), a day after they came.

    A row whose bytes are gone says "lost" from now on, so that nobody waits for it. Returns how many were removed.
    """
    root = Path(settings.PRIVATE_ROOT)
    if not root.exists():
        return 0
    known = set(PrivateFile.objects.stored().values_list("content", flat=True))
    there = {str(path.relative_to(root)): path for path in root.glob("*/*")}
    too_young = (at - timedelta(days=1)).timestamp()
    removed = 0
    for name in there.keys() - known:
        with suppress(FileNotFoundError):
            if there[name].stat().st_mtime < too_young:
                there[name].unlink()
                removed += 1
    _mark_lost(known - there.keys(), of=len(known), at=at)
    return removed


def _mark_lost(names: set[str], *, of: int, at: datetime) -> None:
    """When not one file is there, the disk is away, not the files: then nothing is marked."""
    if not names:
        return
    logger.error("%s of %s private files are not on the disk", len(names), of)
    if len(names) < of:
        lost = PrivateFile.objects.filter(content__in=names, uploaded_at__lt=at - timedelta(days=1))
        lost.update(content="", checked_at=at, refused_because="lost")


jobs.register("core.check_file", run=check_file, due=due_files)
