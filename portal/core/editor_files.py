"""What editors may upload as a document: its kind, how large, and that its first bytes are what its name says."""

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.file_checks import WEB_PAGE

OFFICE = "application/vnd.openxmlformats-officedocument"
ZIP = re.compile(rb"PK\x03\x04")
TEXT = re.compile(rb"[^\0]*\Z")
HEAD = 1024


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


def check_upload(file) -> None:
    """Raises ValidationError for the field "file", with a sentence that says what to do. Leaves it at its beginning."""
    kind = KINDS.get(PurePath(file.name or "").suffix.lower().removeprefix("."))
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


def _head_of(file: BinaryIO) -> bytes:
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    return head


def _refuse(sentence: str, **values: object) -> None:
    raise ValidationError({"file": ValidationError(sentence, params=values)})
