"""Members' files: stored under random names, checked before anybody can open them (law 11)."""

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from portal.core import file_checks, jobs
from portal.core.models import PrivateFile

logger = logging.getLogger("portal.files")
_policies: dict[str, Callable[[object, PrivateFile], bool]] = {}


def register_policy(room: str, may_open: Callable[[object, PrivateFile], bool]) -> None:
    """A room answers for its own files: may this user open this one?"""
    _policies[room] = may_open


def may_open(user, file: PrivateFile) -> bool:
    """Closed unless the file's room says yes and the check found it clean."""
    policy = _policies.get(file.room)
    return bool(policy and file.is_clean and policy(user, file))


def receive(upload: UploadedFile, *, room: str, by, at: datetime) -> PrivateFile:
    """Store an upload in quarantine. Raises file_checks.FileRefused with a sentence for the person.

    Call inside the operation's transaction. A file whose row never commits is swept away later.
    """
    kind = file_checks.light_check(upload.name or "", cast(BinaryIO, upload.file))
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    file = PrivateFile(
        room=room,
        name=clean_name(upload.name or f"bestand.{kind}"),
        kind=kind,
        size=upload.size or 0,
        sha256=digest.hexdigest(),
        uploaded_at=at,
        uploaded_by=by,
    )
    file.content.save("", upload, save=False)
    file.save()
    jobs.wake("core.check_file", str(file.pk))
    return file


def clean_name(name: str) -> str:
    """A file's name as a person may see it: no path, no control characters, 120 characters at most."""
    base = PurePath(name.replace("\\", "/")).name
    printable = "".join(c for c in base if c.isprintable()).strip() or "bestand"
    stem, dot, suffix = printable.rpartition(".")
    return f"{stem[:110]}{dot}{suffix[:9]}" if dot else printable[:120]


def check_file(pk: int | str, *, at: datetime | None = None) -> None:
    """Look inside, in a process of its own. A file that cannot be checked stays in quarantine."""
    file = PrivateFile.objects.waiting_for_check().filter(pk=str(pk)).first()
    if file is None:
        return
    path = Path(file.content.path)
    verdict = ""
    try:
        file_checks.virus_scan(path)
        file_checks.deep_check_isolated(path, file.kind)
    except file_checks.FileRefused as refusal:
        verdict = refusal.code
    PrivateFile.objects.waiting_for_check().filter(pk=str(pk)).update(
        checked_at=at or timezone.now(), refused_because=verdict
    )


def due_files(at: datetime) -> list[str]:
    waiting = PrivateFile.objects.waiting_for_check().filter(uploaded_at__lte=at)
    return [str(pk) for pk in waiting.order_by("uploaded_at").values_list("pk", flat=True)[:200]]


def sweep_orphans(*, at: datetime) -> int:
    """Remove stored bytes without a row (a killed process, a full disk), a day after they came."""
    root = Path(settings.PRIVATE_ROOT)
    if not root.exists():
        return 0
    known = set(PrivateFile.objects.values_list("content", flat=True))
    too_young = (at - timedelta(days=1)).timestamp()
    removed = 0
    for path in root.glob("*/*"):
        if str(path.relative_to(root)) not in known and path.stat().st_mtime < too_young:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


jobs.register("core.check_file", run=check_file, due=due_files)
