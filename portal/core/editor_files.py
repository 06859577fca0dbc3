"""What editors may upload: of which kind, how large, and that it is whole and does nothing by itself."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import file_checks
from portal.core.file_checks import WEB_PAGE

OFFICE = "application/vnd.openxmlformats-officedocument"
ZIP = re.compile(rb"PK\x03\x04")
TEXT = re.compile(rb"[^\0]*\Z")
HEAD = 1024
logger = logging.getLogger("portal.files")


@dataclass(frozen=True)
class Kind:
    """`starts` must match the first kilobyte. A film may be larger. What is shown opens in the browser itself."""

    label: str | Promise
    content_type: str
    starts: re.Pattern[bytes]
    is_shown: bool = True
    is_film: bool = False

    @property
    def max_bytes(self) -> int:
        return settings.MAX_FILM_BYTES if self.is_film else settings.MAX_DOCUMENT_BYTES


KINDS = {
    "pdf": Kind("PDF", "application/pdf", re.compile(rb"[^<]*%PDF-")),
    "docx": Kind("Word", f"{OFFICE}.wordprocessingml.document", ZIP, is_shown=False),
    "xlsx": Kind("Excel", f"{OFFICE}.spreadsheetml.sheet", ZIP, is_shown=False),
    "pptx": Kind("PowerPoint", f"{OFFICE}.presentationml.presentation", ZIP, is_shown=False),
    "odt": Kind("OpenDocument", "application/vnd.oasis.opendocument.text", ZIP, is_shown=False),
    "mp4": Kind(gettext_lazy("film"), "video/mp4", re.compile(rb".{4}ftyp", re.DOTALL), is_film=True),
    "webm": Kind(gettext_lazy("film"), "video/webm", re.compile(rb"\x1a\x45\xdf\xa3"), is_film=True),
    "mp3": Kind(gettext_lazy("geluid"), "audio/mpeg", re.compile(rb"ID3|\xff[\xe2-\xff]")),
    "vtt": Kind(gettext_lazy("ondertiteling"), "text/vtt; charset=utf-8", re.compile(rb"(\xef\xbb\xbf)?WEBVTT")),
    "txt": Kind(gettext_lazy("tekst"), "text/plain; charset=utf-8", TEXT),
    "csv": Kind("CSV", "text/csv; charset=utf-8", TEXT, is_shown=False),
    "ics": Kind(
        gettext_lazy("agenda"), "text/calendar; charset=utf-8", re.compile(rb"(\xef\xbb\xbf)?BEGIN:VCALENDAR"), False
    ),
}


def check_upload(file: File) -> None:
    """Raises ValidationError for the field "file", with a sentence that says what to do. Leaves it at its beginning.

    What can be taken apart (PDF, Word, OpenDocument) is, in a process of its own; the editor waits for it.
    """
    ending = PurePath(file.name or "").suffix.lower().removeprefix(".")
    kind = KINDS.get(ending)
    if kind is None:
        _refuse(_("Dit soort bestand kunnen wij niet gebruiken. Kies: %(kinds)s."), kinds=", ".join(KINDS))
        return
    if not file.size:
        _refuse(_("Dit bestand is leeg. Kies een bestand waar iets in staat."))
    if file.size > kind.max_bytes:
        _refuse(
            _("Dit bestand is te groot. Het mag %(megabytes)s MB zijn. Maak het kleiner en probeer het opnieuw."),
            megabytes=kind.max_bytes >> 20,
        )
    head = _head_of(file)
    is_page = kind.content_type.startswith("text/") and any(mark in head.lower() for mark in WEB_PAGE)
    if is_page or not kind.starts.match(head):
        _refuse(
            _(
                "De inhoud van dit bestand past niet bij de naam. Open het bestand, bewaar het opnieuw en"
                " probeer het nog eens."
            )
        )
    is_deep = ending in file_checks.KINDS
    if is_deep and (why := _flaw_inside(file, lambda path: file_checks.deep_check_isolated(path, ending))):
        _refuse(why)


def check_picture(file: File) -> None:
    """Raises ValidationError for a picture that is none, is cut off or unpacks to more than we can show."""
    if why := _flaw_inside(file, file_checks.check_picture_isolated):
        raise ValidationError(why)


def _flaw_inside(file: File, check: Callable[[Path], None]) -> str:
    """Why the file may not come in, or nothing. Without an answer nothing comes in: nobody would ask again."""
    try:
        with NamedTemporaryFile() as copy:
            for chunk in file.chunks():
                copy.write(chunk)
            copy.flush()
            check(Path(copy.name))
    except file_checks.FileRefused as refused:
        return str(refused.message)
    except (OSError, RuntimeError):
        logger.exception("an editor's upload of %s bytes could not be checked", file.size)
        return _("Wij kunnen dit bestand nu niet controleren. Dat ligt aan ons. Probeer het later opnieuw.")
    finally:
        file.seek(0)
    return ""


def _head_of(file: BinaryIO) -> bytes:
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    return head


def _refuse(sentence: str, **values: object) -> None:
    raise ValidationError({"file": ValidationError(sentence, params=values)})
