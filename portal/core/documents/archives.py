"""A ZIP for people: names that every computer can write, and a list by which each file can be checked."""

import hashlib
import io
import json
import re
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO, cast

from django.utils import timezone

CONTENTS = "inhoud.json"
LONGEST = 120  # characters of a path
CHUNK = 256 * 1024
FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]')
RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)  # devices of Windows


def archive(entries: Iterable[tuple[str, bytes | BinaryIO]], *, at: datetime) -> BinaryIO:
    """A ZIP of these paths and contents, in a temporary file that is open at its beginning and gone when closed.

    The last entry is inhoud.json: the path, size and SHA-256 of all others. A path is made safe and its own: no way
    out of the folder, nothing Windows refuses, 120 characters at most. `entries` may make each file when it is asked
    for, and close it after: one at a time is read, in pieces. OSError when the disk is full.
    """
    file = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115  the caller closes it
    local = timezone.localtime(at)
    taken = {CONTENTS}
    listed = []
    try:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
            for path, content in entries:
                name = safe_path(path, taken)
                listed.append(_add(made, name, content, local))
            contents = {"gemaakt": local.isoformat(timespec="seconds"), "bestanden": listed}
            _add(made, CONTENTS, json.dumps(contents, ensure_ascii=False, indent=2).encode(), local)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _add(made: zipfile.ZipFile, name: str, content: bytes | BinaryIO, local: datetime) -> dict[str, object]:
    info = zipfile.ZipInfo(name, local.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    digest, size = hashlib.sha256(), 0
    with made.open(info, "w") as entry:
        while chunk := source.read(CHUNK):
            entry.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return {"pad": name, "bytes": size, "sha256": digest.hexdigest()}


def safe_path(path: str, taken: set[str]) -> str:
    """A path that every computer can unpack, unlike those in `taken`, to which it is added."""
    parts = [_safe_part(part) for part in path.replace("\\", "/").split("/")]
    *folders, name = [part for part in parts if part] or ["bestand"]
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix) > 8:
        stem, dot, suffix = name, "", ""
    folder = "".join(f"{part[:30].rstrip('. ')}/" for part in folders[:2])
    for number in range(1, len(taken) + 2):
        end = f" ({number}){dot}{suffix}" if number > 1 else f"{dot}{suffix}"
        found = folder + stem[: LONGEST - len(folder) - len(end)].rstrip(". ") + end
        if found.casefold() not in taken:
            break
    taken.add(found.casefold())
    return found


def _safe_part(part: str) -> str:
    cleaned = FORBIDDEN.sub("", unicodedata.normalize("NFC", part)).strip(" ").rstrip(". ")
    return f"_{cleaned}" if RESERVED.match(cleaned) else cleaned
