"""PDF: opens without repair, does nothing by itself, carries no other file. Read with qpdf, by way of pikepdf."""

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, StreamDecodeLevel

from .refusals import FileRefused
from .viruses import EICAR

MAX_PAGES = 1_000
MAX_OBJECTS = 200_000
MAX_DECODED = 250 * 1024 * 1024
MAX_STREAM = 64 * 1024 * 1024

# Keys and actions of ISO 32000-2: 12.6.4 (actions), 7.11.4 (embedded files), 12.5.6 (annotations), 12.7.8 (XFA).
SCRIPT_KEYS = {"/JS", "/JavaScript", "/XFA"}
SCRIPT_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/RichMediaExecute"}
EMBEDDED_KEYS = {"/EF", "/EmbeddedFiles", "/RichMediaContent"}
EMBEDDED_KINDS = {"/FileAttachment", "/RichMedia", "/3D", "/Movie", "/Sound", "/Screen"}
SCRIPT_ADDRESS = re.compile(rb"\s*(javascript|vbscript|data):", re.IGNORECASE)
#: Somebody's disk or share: following it hands a Windows password's hash to the other side.
OUTSIDE_ADDRESS = re.compile(rb"\s*(file:|smb:|[\\/]{2})", re.IGNORECASE)
# Quick first look at an object's text; only what matches is taken apart. Reading all would take four times as long.
SUSPECT = re.compile(
    b"|".join(
        re.escape(name.encode())
        for name in SCRIPT_KEYS
        | SCRIPT_ACTIONS
        | EMBEDDED_KEYS
        | EMBEDDED_KINDS
        | {"/OpenAction", "/AA", "/URI", "/GoToR"}
    )
)


def check_pdf(path: Path) -> None:
    """Raises FileRefused. A password to open is refused; a password that only limits printing is not."""
    try:
        with pikepdf.open(path, attempt_recovery=False, suppress_warnings=True) as pdf:
            _check_open(pdf)
    except pikepdf.PasswordError as error:
        raise FileRefused("encrypted") from error
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise FileRefused("encrypted" if "encryption" in str(error) else "broken") from error


def bound_memory() -> None:
    """Limit what qpdf unpacks. For the whole process, so only for a process that does nothing else."""
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=MAX_STREAM, run_length_max_memory=MAX_STREAM, png_max_memory=MAX_STREAM, max_stream_filters=4
    )


def _check_open(pdf: Pdf) -> None:
    pages = len(pdf.pages)
    if not pages:
        raise FileRefused("broken")
    if pages > MAX_PAGES:
        raise FileRefused("too_many_pages")
    if len(pdf.objects) > MAX_OBJECTS:
        raise FileRefused("too_slow")
    left = MAX_DECODED
    for thing in pdf.objects:
        if not isinstance(thing, Object):
            continue
        described = thing.stream_dict if isinstance(thing, Stream) else thing
        if SUSPECT.search(described.unparse(resolved=True)):
            for dictionary in _dictionaries(described):
                _check_dictionary(dictionary)
        if isinstance(thing, Stream):
            left -= _check_stream(thing)
        if left < 0:
            raise FileRefused("zip_bomb")


def _dictionaries(top: Object) -> Iterator[Dictionary]:
    """Every dictionary written inside this object. What it refers to comes by as an object of its own."""
    waiting: list[object] = [top]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Dictionary):
            yield value
            inside: list[object] = [item for _key, item in value.items()]
        elif isinstance(value, Array):
            inside = list(value)
        else:
            continue
        waiting += [item for item in inside if isinstance(item, Object) and not item.is_indirect]


def _check_dictionary(found: Dictionary) -> None:
    keys = set(found.keys())
    if keys & EMBEDDED_KEYS or _name(found, "/Subtype") in EMBEDDED_KINDS:
        raise FileRefused("embedded")
    if keys & SCRIPT_KEYS or _name(found, "/S") in SCRIPT_ACTIONS:
        raise FileRefused("script")
    if _name(found, "/S") == "/GoToR":
        raise FileRefused("external")
    if "/URI" in keys and isinstance(found["/URI"], pikepdf.String):
        _check_address(bytes(found["/URI"]))
    by_itself: list[object] = [found["/OpenAction"]] if "/OpenAction" in keys else []
    if "/AA" in keys and isinstance(found["/AA"], Dictionary):
        by_itself += [action for _key, action in found["/AA"].items()]
    if not all(map(_only_goes_to_a_page, by_itself)):
        raise FileRefused("script")


def _check_address(address: bytes) -> None:
    if SCRIPT_ADDRESS.match(address):
        raise FileRefused("script")
    if OUTSIDE_ADDRESS.match(address):
        raise FileRefused("external")


def _only_goes_to_a_page(action: object) -> bool:
    """A destination (array or name), or one action that jumps inside this document and ends there."""
    return not isinstance(action, Dictionary) or (_name(action, "/S") in {"", "/GoTo"} and "/Next" not in action)


def _name(found: Dictionary, key: str) -> str:
    value = found.get(key)
    return str(value) if isinstance(value, Name) else ""


def _check_stream(stream: Stream) -> int:
    """Look for the test string in the unpacked bytes and return how many. Pictures are skipped: too large.

    The bytes may not stand in another file (7.3.8), nor show a page of one (8.10.4).
    """
    if {"/F", "/Ref"} & set(stream.stream_dict.keys()):
        raise FileRefused("external")
    if _name(stream.stream_dict, "/Subtype") == "/Image":
        return 0
    try:
        content = stream.read_bytes(StreamDecodeLevel.generalized)
    except pikepdf.PdfError as error:
        if "memory" in str(error) or "limit" in str(error):
            raise FileRefused("zip_bomb") from error
        return 0  # A filter we do not unpack: the raw bytes were looked at as part of the file.
    if EICAR in content:
        raise FileRefused("virus")
    return len(content)
