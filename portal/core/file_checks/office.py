"""DOCX and ODT: which entries there may be, what their XML may point at. A link may go out, content may not come in."""

import re
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from .refusals import FileRefused
from .xml import Watcher, watch
from .zipped import LOCAL_HEADER, OLE, Zip

LINK_SCHEMES = {"http", "https", "mailto", "tel"}
MAIN_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ODT_TYPE = b"application/vnd.oasis.opendocument.text"
MACRO_NAME = re.compile(r"(^|/)(vbaProject\w*\.bin|vbaData\.xml|Basic/.*|Scripts/.*|Dialogs/.*)$", re.IGNORECASE)
#: A drive letter, with or without file:///; never a server ("//") or a web address.
LOCAL_TEMPLATE = re.compile(r"(file:///)?[A-Za-z]:[\\/]", re.ASCII)
MACRO_ADDRESS = re.compile(r"\s*(vnd\.sun\.star\.script|macro|javascript|vbscript):", re.IGNORECASE)
MACRO_TYPE = re.compile(r"macroEnabled|vbaProject|vbaData", re.IGNORECASE)
#: Fields that bring in another file; a picture pasted from a mail keeps its "cid:" name, which leads nowhere.
FETCHING_FIELD = re.compile(
    r"\s*(LINK\b|(INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|DATABASE|RD)\b(?!\s*\"?cid:))", re.IGNORECASE
)
DRAWN = {"imagedata", "fill", "stroke", "image"}  # VML
OUTSIDE_ADDRESS = re.compile(r"\s*([a-z][a-z0-9+.-]+:|[\\/]{2})", re.IGNORECASE)
EMBEDDED_RELATIONS = {"oleObject", "control", "activeXControlBinary", "aFChunk", "package"}
EMBEDDED_ELEMENTS = {"OLEObject", "control", "altChunk"}
ODT_EMBEDDED = {"object-ole", "applet", "plugin"}
ODF_MANIFEST = "META-INF/manifest.xml"
NEEDED = {"docx": {"[Content_Types].xml"}, "odt": {"mimetype", "content.xml", ODF_MANIFEST}}
MAIN_NAME = re.compile(r"word/document\d*\.xml")  # Word on the web also writes document2.xml.
XML_NAME = (".xml", ".rels", ".rdf")
XML_HEAD = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff")


def check_directory(archive: Zip, kind: str) -> None:
    """By names alone, nothing of size unpacked: it is this kind of file, without macros or password."""
    names = archive.entries
    if any(MACRO_NAME.search(name) for name in names):
        raise FileRefused("macro")
    if "encrypted-package" in names:
        raise FileRefused("encrypted")
    if not NEEDED[kind] <= names.keys() or (kind == "docx" and not any(map(MAIN_NAME.fullmatch, names))):
        raise FileRefused("content")
    if kind == "odt":
        _check_mimetype(archive)


def check_contents(archive: Zip, kind: str) -> None:
    """Unpack and read everything. Raises FileRefused at the first thing that does not belong in a document."""
    for name in sorted(archive.entries, key=_reading_order):
        head = archive.head(name)
        if head.startswith(OLE) or re.fullmatch(r"word/embeddings/.*\.bin", name, re.IGNORECASE):
            raise FileRefused("embedded")
        if head.startswith(LOCAL_HEADER):
            _check_nested(archive, name)
        elif head and not name.endswith(".svg") and (name.endswith(XML_NAME) or head.lstrip().startswith(XML_HEAD)):
            watcher = _docx_watcher(name) if kind == "docx" else OdtWatcher()
            watch(archive.chunks(name), watcher)
            _after(name, watcher)
        else:
            for _chunk in archive.chunks(name):
                pass


def _reading_order(name: str) -> tuple[bool, bool, str]:
    """What describes the others comes first: it gives the person the most telling reason."""
    return (name not in {"[Content_Types].xml", ODF_MANIFEST}, not name.endswith(".rels"), name)


def _check_mimetype(archive: Zip) -> None:
    """The first entry, stored, says ODT (ODF 1.3 part 2, 3.3)."""
    entry = archive.entries["mimetype"]
    if entry.header_offset or entry.compress_type or archive.head("mimetype").strip() != ODT_TYPE:
        raise FileRefused("content")


def _check_nested(archive: Zip, name: str) -> None:
    """The workbook behind a chart in a DOCX is the only file in the file: same limits, no macros, no deeper."""
    if not re.fullmatch(r"word/embeddings/[^/]+\.xlsx", name, re.IGNORECASE):
        raise FileRefused("embedded")
    inner = Zip(BytesIO(b"".join(archive.chunks(name))))
    for inner_name in inner.entries:
        if MACRO_NAME.search(inner_name):
            raise FileRefused("macro")
        if inner.head(inner_name).startswith((OLE, LOCAL_HEADER)):
            raise FileRefused("embedded")
        for _chunk in inner.chunks(inner_name):
            pass


def _refuse_bad_link(address: str) -> None:
    """A link a person may follow: a website, a mail address, a telephone number, a place in this document."""
    if MACRO_ADDRESS.match(address):
        raise FileRefused("macro")
    if address and not address.startswith("#") and _scheme(address) not in LINK_SCHEMES:
        raise FileRefused("external")


def _scheme(address: str) -> str:
    try:
        return urlsplit(address.strip()).scheme
    except ValueError:
        return "?"


def _docx_watcher(name: str) -> Watcher:
    if name == "[Content_Types].xml":
        return ContentTypes()
    if name.startswith(("customXml/", "customUI/")):
        return Watcher()  # Somebody's own data: any name may be used there.
    return Relations(name) if name.endswith(".rels") else WordWatcher()


def _after(name: str, watcher: Watcher) -> None:
    if isinstance(watcher, ContentTypes) and not watcher.is_document:
        raise FileRefused("content")
    if isinstance(watcher, WordWatcher):
        watcher.field_ends()


class ContentTypes(Watcher):
    """[Content_Types].xml: a plain document, no macros (a .docm under another name says so here)."""

    is_document = False

    def element(self, name: str, values: dict[str, str]) -> None:
        content_type = values.get("ContentType", "")
        if MACRO_TYPE.search(content_type):
            raise FileRefused("macro")
        if content_type == MAIN_PART and MAIN_NAME.fullmatch(values.get("PartName", "").lstrip("/")):
            self.is_document = True


class Relations(Watcher):
    """A .rels file. Outside the file only links go; inside, no OLE, controls, pasted-in files."""

    def __init__(self, name: str) -> None:
        self._of_chart = Path(name).parent.parent.name == "charts"

    def element(self, name: str, values: dict[str, str]) -> None:
        if name != "Relationship":
            return
        relation, target = values.get("Type", "").rpartition("/")[2], values.get("Target", "")
        if relation == "hyperlink":
            if values.get("TargetMode") == "External":
                _refuse_bad_link(target)
        elif relation == "attachedTemplate" and LOCAL_TEMPLATE.match(target):
            return  # the house style's .dotm on the writer's own disk: a note of origin, opened by nobody here
        elif values.get("TargetMode", "Internal") != "Internal" or _scheme(target) or target.startswith("//"):
            raise FileRefused("template" if relation == "attachedTemplate" else "external")
        elif "vba" in relation.lower():
            raise FileRefused("macro")
        elif relation in EMBEDDED_RELATIONS and not (relation == "package" and self._of_chart):
            raise FileRefused("embedded")


class WordWatcher(Watcher):
    """A Word part: no objects, no DDE field, which runs a program (MITRE ATT&CK T1559.002), and none that fetches.

    Word may cut the text of a field over many elements, so it is collected until the field is read.
    """

    def __init__(self) -> None:
        self._instruction = ""
        self._in_field = False

    def element(self, name: str, values: dict[str, str]) -> None:
        if name in EMBEDDED_ELEMENTS:
            raise FileRefused("embedded")
        if name == "fldSimple":
            self._instruction = values.get("instr", "")
        if name in {"fldChar", "fldSimple"}:
            self.field_ends()
        if name in DRAWN and OUTSIDE_ADDRESS.match(values.get("src", "")):
            raise FileRefused("external")
        self._in_field = name == "instrText"

    def text(self, text: str) -> None:
        if self._in_field:
            self._instruction += text

    def field_ends(self) -> None:
        if re.match(r"\s*DDE(AUTO)?\b", self._instruction, re.IGNORECASE):
            raise FileRefused("macro")
        if FETCHING_FIELD.match(self._instruction):
            raise FileRefused("external")
        self._instruction = ""


class OdtWatcher(Watcher):
    """Any XML of an ODT: no scripts, no OLE, no password, nothing fetched from elsewhere."""

    def element(self, name: str, values: dict[str, str]) -> None:
        if name == "encryption-data":
            raise FileRefused("encrypted")
        if name in {"event-listener", "script", "execute-macro"}:
            raise FileRefused("macro")
        if name in ODT_EMBEDDED:
            raise FileRefused("embedded")
        if name in {"dde-source", "dde-connection-decl"}:
            raise FileRefused("external")
        if address := values.get("href", ""):
            self._check_address(name, address)

    def _check_address(self, name: str, address: str) -> None:
        """Only `a` is a link. A template is a note of origin and may be a file; all else must be in the file."""
        scheme = _scheme(address)
        if MACRO_ADDRESS.match(address):
            raise FileRefused("macro")
        if name == "a":
            _refuse_bad_link(address)
        elif name == "template":
            if scheme not in {"", "file"} or re.match(r"(file:)?//[^/]", address):
                raise FileRefused("template")
        elif scheme or address.startswith(("/", "\\", "../")):
            raise FileRefused("external")
