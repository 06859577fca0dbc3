"""Giving a closed file to whoever may have it: whole or a part, by ourselves or by the web server in front of us."""

import logging
import re
from pathlib import Path
from typing import BinaryIO

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe, quote_etag
from whitenoise.responders import SlicedFile

from portal.core.models.files import ClosedStorage

PRIVATE = "private, no-store"
PUBLIC = "public, max-age=86400"
#: One part from `first` up to and including `last`, or the last so many bytes. Several parts are answered whole.
ONE_RANGE = re.compile(r"\s*bytes\s*=\s*(?P<first>\d{0,18})\s*-\s*(?P<last>\d{0,18})\s*\Z", re.IGNORECASE)
logger = logging.getLogger("portal.files")


def hand_over(
    request: HttpRequest, file: FieldFile, *, name: str, content_type: str, shown: bool = False, public: bool = False
) -> HttpResponse:
    """The file as a response; the caller has asked whether this person may have it.

    `shown` lets a browser open it instead of saving it; `public` lets anybody keep it for a day. Behind nginx the
    answer is empty and nginx sends the bytes, ranges too. Without bytes on the disk: Http404, and a line in the log.
    """
    storage = file.storage
    assert isinstance(storage, ClosedStorage)  # noqa: S101  anything else may lie where everybody reads
    if storage.accel_prefix:
        response = HttpResponse(headers={"X-Accel-Redirect": f"{storage.accel_prefix}{file.name}"})
    else:
        response = _own_answer(request, Path(storage.path(str(file.name))))
    if response.status_code in (200, 206):
        response.headers["Content-Type"] = content_type
        response.headers["Content-Disposition"] = content_disposition_header(not shown, name) or "inline"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = PUBLIC if public else PRIVATE
    # A browser's own viewer of PDFs does not start in a sandbox. Its scripts reach nothing of ours.
    is_viewer = shown and content_type == "application/pdf"
    response.headers["Content-Security-Policy"] = "default-src 'none'" + ("" if is_viewer else "; sandbox")
    return response


def _own_answer(request: HttpRequest, path: Path) -> HttpResponse:
    try:
        content = path.open("rb")
        about = path.stat()
    except FileNotFoundError as error:
        logger.error("the bytes of %s are not on the disk", path.name)
        raise Http404 from error
    etag = quote_etag(f"{about.st_mtime_ns:x}-{about.st_size:x}")
    changed = int(about.st_mtime)
    response = get_conditional_response(request, etag, changed)
    if response is None:
        response = _whole_or_part(request, content, about.st_size, etag, changed)
    else:
        content.close()
    for name, value in {"Accept-Ranges": "bytes", "ETag": etag, "Last-Modified": http_date(changed)}.items():
        response.headers[name] = value
    return response


def _whole_or_part(request: HttpRequest, content: BinaryIO, size: int, etag: str, changed: int) -> HttpResponse:
    asked = ONE_RANGE.match(request.headers.get("Range", "")) if request.method == "GET" else None
    if asked is None or not any(asked.groups()) or not _is_same(request.headers.get("If-Range"), etag, changed):
        return FileResponse(content, headers={"Content-Length": str(size)})
    first, last = _part(asked["first"], asked["last"], size)
    if first > last:
        content.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    headers = {"Content-Range": f"bytes {first}-{last}/{size}", "Content-Length": str(last - first + 1)}
    return FileResponse(SlicedFile(content, first, last), status=206, headers=headers)


def _part(first: str, last: str, size: int) -> tuple[int, int]:
    """First and last byte, both included; the first after the last where there is nothing to give."""
    if not first:
        return (max(0, size - int(last)) if int(last) else size), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _is_same(if_range: str | None, etag: str, changed: int) -> bool:
    """Whether the part that somebody has is of this very file (RFC 9110, 13.1.5)."""
    return if_range is None or if_range == etag or parse_http_date_safe(if_range) == changed
