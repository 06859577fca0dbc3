"""Checks of a file that somebody sends: a PDF, DOCX or ODT that is what it says and does nothing by itself.

`light_check` runs in the request; `deep_check_isolated` and `scan` run in a job (law 11). Whatever is refused
raises FileRefused with a sentence for the person. Nothing is repaired or cleaned: a checked file is the file sent.
"""

import zipfile
from pathlib import Path
from typing import BinaryIO

from . import office
from .clamd import ScannerDown, scan
from .isolated import check_picture_isolated, deep_check_isolated, read_pdf_isolated
from .refusals import KINDS, MAX_BYTES, FileRefused, Kind
from .viruses import EICAR
from .zipped import LOCAL_HEADER, OLE, Zip

__all__ = [
    "KINDS",
    "MAX_BYTES",
    "WEB_PAGE",
    "FileRefused",
    "Kind",
    "ScannerDown",
    "check_picture_isolated",
    "deep_check",
    "deep_check_isolated",
    "light_check",
    "read_pdf_isolated",
    "scan",
]

OTHER_WORD = {".doc", ".docm", ".dot", ".dotm", ".dotx", ".rtf"}
# Also what a browser would call a web page, wherever in the first kilobyte it stands (mimesniff.spec.whatwg.org).
WEB_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<iframe", b"<?php")
PDF_MAGIC = b"%PDF-"


def light_check(name: str, file: BinaryIO) -> str:
    """The kind of file this says and seems to be, from its name, size, first bytes and zip directory.

    Cheap enough for a request, and not enough to hand the file to anybody: `deep_check_isolated` must follow.
    Raises FileRefused. Leaves the file at its beginning.
    """
    try:
        size = file.seek(0, 2)
        if not size:
            raise FileRefused("empty")
        if size > MAX_BYTES:
            raise FileRefused("too_large")
        kind = _kind_by_name(name)
        file.seek(0)
        _check_first_bytes(kind, file)
        if kind != "pdf":
            office.check_directory(Zip(file), kind)
        return kind
    finally:
        file.seek(0)


def deep_check(path: Path, kind: str) -> None:
    """Read the whole file as the kind `light_check` gave. Raises FileRefused.

    A hostile file can cost much time and memory: call this by `deep_check_isolated`.
    """
    if EICAR in path.read_bytes():  # also between the entries of a zip, where no reader of documents looks
        raise FileRefused("virus")
    if kind == "pdf":
        from .pdf import check_pdf  # Here, so that no request waits for the PDF library to load.

        check_pdf(path)
        return
    with path.open("rb") as file:
        archive = Zip(file)
        office.check_directory(archive, kind)
        office.check_contents(archive, kind)


def _kind_by_name(name: str) -> str:
    extension = Path(name.strip().lower()).suffix
    if extension in OTHER_WORD:
        raise FileRefused("old_word")
    for kind, about in KINDS.items():
        if extension == about.extension:
            return kind
    raise FileRefused("extension")


def _check_first_bytes(kind: str, file: BinaryIO) -> None:
    """The first kilobyte fits the name and no other kind; the end of a PDF does not make it a zip too.

    An OLE file is a Word file with a password, or one of before 2007.
    """
    head = file.read(1024)
    if head.startswith(OLE):
        rest = head + file.read()
        raise FileRefused("encrypted" if "EncryptedPackage".encode("utf-16-le") in rest else "old_word")
    before, magic, _after = head.partition(PDF_MAGIC)
    if kind != "pdf":
        fits = head.startswith(LOCAL_HEADER) and not magic
    else:
        fits = bool(magic) and b"<" not in before and not before.startswith((LOCAL_HEADER[:2], b"MZ", b"\x7fELF"))
        fits = fits and not zipfile.is_zipfile(file)
    if not fits or any(mark in head.lower() for mark in WEB_PAGE):
        raise FileRefused("content")
