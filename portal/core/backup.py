"""A backup is one folder: a dump, the files, and a manifest that says what each part must be.

The manifest comes last and the folder gets its name when all is on disk, so a killed backup is never taken
for one. The dump is of a moment before the files were read: every file that a row names was there. A file
without a row is swept away later; a row without a file would be a loss, so a file that was removed between
makes us begin again.

The manifest finds damage, not malice: who can write a backup can also write its manifest.
"""

import contextlib
import hashlib
import json
import os
import shutil
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from portal.core import dumps, page_cache
from portal.core.models import MailedLink, Notification

FORMAT = 1
MANIFEST = "manifest.json"
DUMP = "database.dump"
UNFINISHED = ".unfinished-"
RESTORED = ".restored-"
TREES = {"private.tar": "PRIVATE_ROOT", "documents.tar": "DOCUMENTS_ROOT", "media.tar": "MEDIA_ROOT"}
PARTS = (DUMP, *TREES)
ATTEMPTS = 3


class BackupRefused(Exception):
    """Not done, and nothing was changed; the text is a Dutch sentence for the person at the keyboard."""


# --- Making one ---------------------------------------------------------------------------------------


def make_backup(target: Path) -> dict:
    """Write a backup into the new folder `target` and return its manifest. Raises BackupRefused.

    `target` appears whole or not at all. Memory stays the same whatever the size: everything is streamed.
    """
    if target.exists():
        raise BackupRefused(f"{target} bestaat al. Kies een nieuwe naam.")
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f"{target.name}{UNFINISHED}", dir=target.parent))  # mode 0700
    try:
        manifest = _fill(unfinished)
        unfinished.rename(target)
    except (dumps.DumpFailed, OSError) as failure:
        raise BackupRefused(str(failure)) from failure
    finally:
        if unfinished.exists():
            shutil.rmtree(unfinished)
    _sync(target.parent)
    return manifest


def _fill(folder: Path) -> dict:
    """Write the parts, and again when files disappeared meanwhile. Twice the same ones: they were gone before."""
    missing: list[str] = []
    for _ in range(ATTEMPTS):
        moment = timezone.now()
        missing_before, missing = missing, _write_parts(folder)
        if not missing or missing == missing_before:
            break
    manifest = {
        "format": FORMAT,
        "made_at": moment.isoformat(timespec="seconds"),
        "portal": _portal_version(),
        "postgresql": dumps.server_version(),
        "migrations": _applied_migrations(),
        "parts": {name: _measure(folder / name) for name in PARTS},
        "missing_files": missing,
    }
    (folder / MANIFEST).write_bytes(_render(manifest))
    for path in (*folder.iterdir(), folder):
        path.chmod(0o700 if path.is_dir() else 0o600)
        _sync(path)
    return manifest


def _write_parts(folder: Path) -> list[str]:
    """Dump, then the files; returns the files that rows of that very dump name and that are not there."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        dumps.dump_database(folder / DUMP, snapshot=cursor.fetchone()[0])
        for part, setting in TREES.items():
            _pack(Path(getattr(settings, setting)), folder / part)
        return sorted(_named_files_that_are_gone())


def _pack(root: Path, archive: Path) -> None:
    """All files below `root`. One that disappears while we read is looked at afterwards."""
    with tarfile.open(archive, "w", format=tarfile.PAX_FORMAT, dereference=True) as tar:
        for path in root.rglob("*"):
            if not path.is_file():
                continue
            with contextlib.suppress(FileNotFoundError), path.open("rb") as content:
                tar.addfile(tar.gettarinfo(arcname=str(path.relative_to(root)), fileobj=content), content)
            tar.members.clear()  # type: ignore[attr-defined]  # it would remember every file


def _unpack(archive: Path, folder: Path) -> None:
    with tarfile.open(archive) as tar:
        while member := tar.next():
            tar.extract(member, folder, filter="data")
            tar.members.clear()  # type: ignore[attr-defined]


def _named_files_that_are_gone() -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.FileField):
                continue
            names = model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)
            for name in names.iterator():
                if name and not field.storage.exists(name):
                    yield f"{model._meta.label}: {name}"


# --- Checking one --------------------------------------------------------------------------------------


def verify_backup(folder: Path) -> dict:
    """The manifest of a whole and unaltered backup. Raises BackupRefused for any other; changes nothing."""
    if UNFINISHED in folder.name:
        raise BackupRefused(f"{folder} is niet afgemaakt. Kies een andere reservekopie.")
    manifest = _read_manifest(folder)
    names = {path.name for path in folder.iterdir()}
    if extra := sorted(names - {MANIFEST, *PARTS}):
        raise BackupRefused(f"{folder} bevat iets dat er niet hoort: {', '.join(extra)}.")
    for name in PARTS:
        path, promised = folder / name, manifest["parts"][name]
        if not path.is_file() or path.is_symlink():
            raise BackupRefused(f"{name} ontbreekt in {folder}.")
        if path.stat().st_size != promised["size"]:
            raise BackupRefused(f"{name} is {path.stat().st_size} bytes groot; dat moet {promised['size']} zijn.")
        if _measure(path) != promised:
            raise BackupRefused(f"{name} is veranderd sinds de reservekopie werd gemaakt.")
    return manifest


def _read_manifest(folder: Path) -> dict:
    path = folder / MANIFEST
    if not path.is_file():
        raise BackupRefused(f"{folder} is geen reservekopie: {MANIFEST} ontbreekt.")
    content = path.read_bytes()
    try:
        manifest = json.loads(content)
        del manifest["seal"]
        whole = _render(manifest) == content and set(manifest["parts"]) == set(PARTS)
    except (ValueError, KeyError, TypeError):
        whole = False
    if not whole:
        raise BackupRefused(f"{MANIFEST} is beschadigd.")
    if manifest["format"] != FORMAT:
        raise BackupRefused(f"Deze reservekopie heeft vorm {manifest['format']}; dit portaal leest vorm {FORMAT}.")
    return manifest


def _render(manifest: dict) -> bytes:
    """The one way in which this manifest can be written, sealed with its own digest."""
    digest = hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()
    return json.dumps(manifest | {"seal": digest}, sort_keys=True, indent=1).encode() + b"\n"


# --- Putting one back -------------------------------------------------------------------------------------


def restore_backup(folder: Path, *, replace: bool = False) -> dict:
    """Put database and files back as they were and return the manifest. Raises BackupRefused: nothing changed.

    Everything is checked and unpacked before the first change. What could open something does not come
    back: there are no sessions in a backup, standing mailed links are revoked, unsent codes are erased.
    Stopped between the database and the files, it may simply run again.
    """
    manifest = verify_backup(folder)
    _refuse_newer(manifest)
    roots = {part: Path(getattr(settings, setting)) for part, setting in TREES.items()}
    if not replace and (dumps.has_content() or any(_content_of(root) for root in roots.values())):
        raise BackupRefused("Er staat al iets in de database of bij de bestanden. Vervangen kan met --replace.")
    unpacked: dict[Path, Path] = {}
    try:
        for part, root in roots.items():
            root.mkdir(mode=0o750, parents=True, exist_ok=True)
            unpacked[root] = Path(tempfile.mkdtemp(prefix=RESTORED, dir=root))
            _unpack(folder / part, unpacked[root])
        dumps.load_database(folder / DUMP, afterwards=_nothing_opens())
    except (dumps.DumpFailed, OSError) as failure:
        for fresh in unpacked.values():
            shutil.rmtree(fresh, ignore_errors=True)
        raise BackupRefused(str(failure)) from failure
    for root, fresh in unpacked.items():
        _exchange(root, fresh)
    connection.close()  # it may remember what is no longer there
    page_cache.bump()
    return manifest


def _nothing_opens() -> str:
    links, letters = MailedLink._meta.db_table, Notification._meta.db_table
    return (
        f"UPDATE public.{links} SET revoked_at = now() WHERE revoked_at IS NULL;"  # noqa: S608  names of our own
        f"UPDATE public.{letters} SET secret_text = '', settled_at = now() WHERE secret_text <> '';"
    )


def _exchange(root: Path, fresh: Path) -> None:
    """Put what is in `fresh`, a folder inside `root`, in the place of all the rest; `root` itself stays."""
    for path in _content_of(root):
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    for path in fresh.iterdir():
        path.rename(root / path.name)
    fresh.rmdir()


def _content_of(root: Path) -> list[Path]:
    return [path for path in root.iterdir() if not path.name.startswith(RESTORED)] if root.is_dir() else []


# --- What a manifest says -----------------------------------------------------------------------------------


def _refuse_newer(manifest: dict) -> None:
    """An older backup is migrated afterwards; one of a newer portal this portal cannot read."""
    known = MigrationLoader(None).disk_migrations
    unknown = [f"{app}.{name}" for app, name in manifest["migrations"].items() if (app, name) not in known]
    if unknown:
        raise BackupRefused(
            f"Deze reservekopie is van een nieuwer portaal (versie {manifest['portal']}): "
            f"{', '.join(unknown)} is hier niet bekend."
        )


def _applied_migrations() -> dict[str, str]:
    """Of each app the last migration in the database."""
    applied = MigrationLoader(connection).applied_migrations
    return dict(sorted(applied))  # the last name of an app wins


def _portal_version() -> str:
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]


def _measure(path: Path) -> dict:
    with path.open("rb") as content:
        return {"size": path.stat().st_size, "sha256": hashlib.file_digest(content, "sha256").hexdigest()}


def _sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
