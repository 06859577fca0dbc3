"""Files people send: good ones as word processors write them, and bad ones each with one thing wrong.

`GOOD[label] = (name, factory)` and `BAD[label] = (name, factory, code)`; a factory returns the bytes.
"""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache, partial
from io import BytesIO
from typing import Any

import pikepdf
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from fpdf import FPDF
from odf.draw import Frame, Image  # type: ignore[import-untyped]
from odf.opendocument import OpenDocumentText  # type: ignore[import-untyped]
from odf.text import A, P  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name

from portal.core.file_checks import MAX_BYTES
from portal.core.file_checks.viruses import EICAR

Factory = Callable[[], bytes]
Entries = dict[str, bytes]

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
XML = b'<?xml version="1.0" encoding="UTF-8"?>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
BODY = b"</w:body>"


def png() -> bytes:
    """A red dot."""

    def block(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = block(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + block(b"IDAT", zlib.compress(b"\0\xff\0\0")) + block(b"IEND", b"")


# Zips


def unzip(data: bytes) -> Entries:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zip_of(*entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these entries in this order; an ODT's mimetype is stored, as its standard asks."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method, compresslevel=1) as archive:
        for name, data in entries:
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return file.getvalue()


def changed(base: Factory, add: Entries | None = None, replace: tuple[str, bytes, bytes] | None = None) -> bytes:
    """A good file with entries added or overwritten, or with the first `old` in one entry replaced by `new`."""
    entries = unzip(base())
    if replace:
        name, old, new = replace
        assert old in entries[name]
        entries[name] = entries[name].replace(old, new, 1)
    return zip_of(*(entries | (add or {})).items())


def with_entry(entry: str | zipfile.ZipInfo, data: bytes = b"x", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    return zip_of(*unzip(docx()).items(), (entry, data), method=method)


def symlink() -> bytes:
    link = zipfile.ZipInfo("word/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return with_entry(link, b"/etc/passwd")


def patched_directory(data: bytes, name: str, offset: int, value: bytes) -> bytes:
    """Overwrite bytes of one entry's record in the central directory (APPNOTE 4.3.12)."""
    at = data.rindex(name.encode()) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    return data[: at + offset] + value + data[at + offset + len(value) :]


def lying_size() -> bytes:
    data = with_entry("word/big.bin", bytes(900_000))
    return patched_directory(data, "word/big.bin", 24, struct.pack("<L", 10))


def overlapping() -> bytes:
    """The last entry's record points at the first entry: the same bytes count twice."""
    return patched_directory(with_entry("word/extra.bin"), "word/extra.bin", 42, struct.pack("<L", 0))


def wrong_checksum() -> bytes:
    return patched_directory(with_entry("word/extra.bin"), "word/extra.bin", 16, b"\1\2\3\4")


def zip_password() -> bytes:
    return patched_directory(with_entry("word/extra.bin"), "word/extra.bin", 8, b"\1\0")


def duplicate() -> bytes:
    return zip_of(*unzip(docx()).items(), ("word/Document.xml", b"<x/>"))


def many_entries() -> bytes:
    return zip_of(*unzip(docx()).items(), *((f"word/{number}", b"") for number in range(2_001)))


def small_bombs() -> bytes:
    """No entry over the limit that counts one by one, but together too dense."""
    return zip_of(*unzip(docx()).items(), *((f"word/{number}", bytes(1_000_000)) for number in range(50)))


# DOCX


@cache
def docx() -> bytes:
    """Heading, table, picture and a link to a website, by python-docx."""
    document = Document()
    document.add_heading("Ons plan", 1)
    document.add_table(2, 2).cell(0, 0).text = "Wie doet wat?"
    document.add_picture(BytesIO(png()))
    document.part.relate_to("https://example.org/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    document.part.relate_to("mailto:a@example.org", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def docx_relation(kind: str, target: str, *, external: bool = True, add: Entries | None = None) -> bytes:
    mode = ' TargetMode="External"' if external else ""
    relation = f'<Relationship Id="rX" Type="{OFFICE}{kind}" Target="{target}"{mode}/></Relationships>'
    return changed(docx, add, ("word/_rels/document.xml.rels", b"</Relationships>", relation.encode()))


def docx_template(target: str) -> bytes:
    relation = f'<Relationship Id="rId1" Type="{OFFICE}attachedTemplate" Target="{target}" TargetMode="External"/>'
    return changed(docx, {"word/_rels/settings.xml.rels": f"<Relationships>{relation}</Relationships>".encode()})


def docx_body(xml: bytes) -> bytes:
    """Something before the end of the text."""
    return changed(docx, replace=("word/document.xml", BODY, xml + BODY))


def docx_macro_type() -> bytes:
    macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    return changed(docx, replace=("[Content_Types].xml", WORD.encode(), macro))


def docx_chart(workbook: Factory) -> bytes:
    """A chart and the workbook with its numbers."""
    relation = f'<Relationship Id="rId1" Type="{OFFICE}package" Target="../embeddings/Workbook1.xlsx"/>'
    return changed(
        docx,
        {
            "word/charts/chart1.xml": XML + b"<chartSpace/>",
            "word/charts/_rels/chart1.xml.rels": f"<Relationships>{relation}</Relationships>".encode(),
            "word/embeddings/Workbook1.xlsx": workbook(),
        },
    )


def xlsx(**extra: bytes) -> bytes:
    return zip_of(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>"), *extra.items())


def docx_part(data: bytes, name: str = "word/extra.xml") -> bytes:
    return changed(docx, {name: data})


def dde() -> bytes:
    """The field's text cut in two, as attackers do."""
    pieces = b"".join(b"<w:r><w:instrText>%s</w:instrText></w:r>" % text for text in (b" DD", b"EAUTO c:\\x.exe "))
    kinds = [b'<w:r><w:fldChar w:fldCharType="%s"/></w:r>' % kind for kind in (b"begin", b"end")]
    return docx_body(b"<w:p>" + kinds[0] + pieces + kinds[1] + b"</w:p>")


DTD = XML + b"<!DOCTYPE x [<!ENTITY a 'a'>]><x>&a;</x>"
XXE = XML + b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>"


def billion_laughs() -> bytes:
    lines = ["<!ENTITY a0 'lol'>"] + [f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)]
    return XML + f"<!DOCTYPE x [{''.join(lines)}]><x>&a9;</x>".encode()


# ODT


@cache
def odt() -> bytes:
    """A link and a picture, by odfpy."""
    document = OpenDocumentText()
    paragraph = P(text="Ons plan ")
    paragraph.addElement(A(href="https://example.org/", text="meer lezen"))
    frame = Frame(width="1cm", height="1cm", anchortype="as-char")
    frame.addElement(Image(href=document.addPicture("dot.png", "image/png", png())))
    paragraph.addElement(frame)
    document.text.addElement(paragraph)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def odt_body(xml: bytes) -> bytes:
    names = b' xmlns:xl="http://www.w3.org/1999/xlink" xmlns:n="urn:x"'
    assert xml.endswith(b"/>")
    return changed(odt, replace=("content.xml", b"</office:text>", xml[:-2] + names + b"/></office:text>"))


def odt_template(address: bytes) -> bytes:
    element = b'<n:template xmlns:n="urn:x" xmlns:xl="http://www.w3.org/1999/xlink" xl:href="' + address + b'"/>'
    return changed(odt, replace=("meta.xml", b"</office:meta>", element + b"</office:meta>"))


def odt_encrypted() -> bytes:
    entry = re.search(rb"<manifest:file-entry[^>]*/>", unzip(odt())["META-INF/manifest.xml"])
    assert entry
    secret = entry[0][:-2] + b"><manifest:encryption-data/></manifest:file-entry>"
    return changed(odt, replace=("META-INF/manifest.xml", entry[0], secret))


def odt_mimetype_last() -> bytes:
    entries = unzip(odt())
    mimetype = entries.pop("mimetype")
    return zip_of(*entries.items(), ("mimetype", mimetype))


# PDF


@cache
def pdf() -> bytes:
    """Two pages, a link to a website and one to the other page, a picture, by fpdf2."""
    document = FPDF()
    document.add_page()
    document.set_font("Helvetica", size=12)
    document.cell(text="Ons plan", link="https://example.org/")
    document.image(BytesIO(png()), w=10)
    document.cell(text="Verder", link=document.add_link(page=1))
    document.add_page()
    document.cell(text="Einde")
    return bytes(document.output())


def pdf_with(change: Callable[[pikepdf.Pdf], object], **options: Any) -> bytes:
    """The good PDF after a change made with pikepdf."""
    file = BytesIO()
    with pikepdf.open(BytesIO(pdf())) as document:
        change(document)
        document.save(file, **options)
    return file.getvalue()


def pdf_root(key: str, value: Callable[[pikepdf.Pdf], object]) -> bytes:
    return pdf_with(lambda document: document.Root.__setitem__(Name(key), value(document)))


def pdf_opens(**action: Any) -> bytes:
    return pdf_root("/OpenAction", lambda _document: Dictionary(**action))


def pdf_annotation(**values: Any) -> bytes:
    """An annotation of the first page, as an object of its own."""

    def add(document: pikepdf.Pdf) -> None:
        annotation = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **values)
        document.pages[0].Annots = Array([document.make_indirect(annotation)])

    return pdf_with(add)


def pdf_attached(document: pikepdf.Pdf) -> None:
    document.attachments["notes.txt"] = b"hello"


def pdf_pages(number: int) -> bytes:
    document, file = pikepdf.new(), BytesIO()
    for _page in range(number):
        document.add_blank_page()
    document.save(file)
    return file.getvalue()


def pdf_stream(data: bytes) -> bytes:
    return pdf_root("/Extra", lambda document: document.make_stream(data))


def pdf_password(user: str) -> bytes:
    return pdf_with(lambda _document: None, encryption=pikepdf.Encryption(owner="eigenaar", user=user))


def pdf_stream_bomb() -> bytes:
    """100 kB that unpacks to 100 MB. Too much for a process without a memory limit, so in neither list."""

    def add(document: pikepdf.Pdf) -> None:
        document.Root.Extra = document.make_stream(b"")
        document.Root.Extra.write(zlib.compress(bytes(100 << 20)), filter=Name.FlateDecode)

    return pdf_with(add, compress_streams=False)


JS = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
PAGE_JUMP: dict[str, Any] = {"S": Name.GoTo, "D": Array([0, Name.Fit])}
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"

GOOD: dict[str, tuple[str, Factory]] = {
    "pdf": ("plan.pdf", pdf),
    "pdf in capitals": ("PLAN.PDF", pdf),
    "pdf with trailing data": ("plan.pdf", lambda: pdf() + b"\n" * 500),
    "pdf after a printer's header": ("plan.pdf", lambda: b"\x1b%-12345X@PJL\r\n" + pdf()),
    "pdf opening on a page": ("plan.pdf", lambda: pdf_opens(**PAGE_JUMP)),
    "pdf opening on a destination": ("plan.pdf", lambda: pdf_root("/OpenAction", lambda d: Array([0, Name.Fit]))),
    "pdf that may not be printed": ("plan.pdf", lambda: pdf_password("")),
    "pdf of 1,000 pages": ("plan.pdf", lambda: pdf_pages(1_000)),
    "docx": ("plan.docx", docx),
    "docx with dots in its name": ("plan.v2.pdf.docx", docx),
    "docx with trailing data": ("plan.docx", lambda: docx() + bytes(500)),
    "docx with a chart": ("plan.docx", lambda: docx_chart(xlsx)),
    "docx with a page number": ("plan.docx", lambda: docx_body(b'<w:fldSimple w:instr=" PAGE "/>')),
    "docx with a place link": ("plan.docx", lambda: docx_relation("hyperlink", "#_Toc1")),
    "odt": ("plan.odt", odt),
    "odt with a place link": ("plan.odt", lambda: odt_body(b'<n:a xl:href="#hoofdstuk"/>')),
    "docx from an own template": ("plan.docx", lambda: docx_template("file:///C:/Huisstijl/brief.dotm")),
    "odt from an own template": ("plan.odt", lambda: odt_template(b"../../sjablonen/brief.ott")),
    "odt with an empty settings file": ("plan.odt", lambda: changed(odt, {"Configurations2/current.xml": b""})),
    "odt with trailing data": ("plan.odt", lambda: odt() + bytes(500)),
}

BAD: dict[str, tuple[str, Factory, str]] = {
    # What it is
    "empty": ("plan.pdf", bytes, "empty"),
    "too large": ("plan.pdf", lambda: pdf().ljust(MAX_BYTES + 1, b"\n"), "too_large"),
    "program": ("plan.exe", pdf, "extension"),
    "double extension": ("plan.pdf.exe", pdf, "extension"),
    "no extension": ("plan", pdf, "extension"),
    "docm": ("plan.docm", docx, "old_word"),
    "doc": ("plan.DOC ", lambda: OLE, "old_word"),
    "doc named docx": ("plan.docx", lambda: OLE, "old_word"),
    "docx with password": ("plan.docx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "html named pdf": ("plan.pdf", lambda: HTML, "content"),
    "html before pdf": ("plan.pdf", lambda: HTML + pdf(), "content"),
    "xml before pdf": ("plan.pdf", lambda: b"<x>" + pdf(), "content"),
    "html inside pdf": ("plan.pdf", lambda: pdf().replace(b"\n", b"\n%" + HTML + b"\n", 1), "content"),
    "zip before pdf": ("plan.pdf", lambda: docx()[:40] + pdf(), "content"),
    "picture named pdf": ("plan.pdf", png, "content"),
    "pdf named docx": ("plan.docx", pdf, "content"),
    "docx named pdf": ("plan.pdf", docx, "content"),
    "docx named odt": ("plan.odt", docx, "content"),
    "odt named docx": ("plan.docx", odt, "content"),
    "any zip named docx": ("plan.docx", lambda: zip_of(("a.txt", b"a")), "content"),
    "docx of another type": (
        "plan.docx",
        lambda: changed(docx, replace=("[Content_Types].xml", WORD.encode(), b"application/x")),
        "content",
    ),
    "odt with its type last": ("plan.odt", odt_mimetype_last, "content"),
    "odt template": (
        "plan.odt",
        lambda: changed(odt, {"mimetype": unzip(odt())["mimetype"] + b"-template"}),
        "content",
    ),
    # Zips
    "program before docx": ("plan.docx", lambda: docx()[:100] + docx(), "content"),
    "path traversal": ("plan.docx", lambda: with_entry("word/../../x.xml"), "path"),
    "absolute path": ("plan.docx", lambda: with_entry("/tmp/x.xml"), "path"),
    "backslash path": ("plan.docx", lambda: with_entry("..\\x.xml"), "path"),
    "symlink": ("plan.docx", symlink, "path"),
    "duplicate name": ("plan.docx", duplicate, "path"),
    "zip password": ("plan.docx", zip_password, "encrypted"),
    "many entries": ("plan.docx", many_entries, "zip_bomb"),
    "zip bomb": ("plan.docx", lambda: with_entry("word/x.xml", bytes(20_000_000)), "zip_bomb"),
    "small bombs": ("plan.docx", small_bombs, "zip_bomb"),
    "lying size": ("plan.docx", lying_size, "zip_bomb"),
    "overlapping entries": ("plan.docx", overlapping, "zip_bomb"),
    "wrong checksum": ("plan.docx", wrong_checksum, "broken"),
    "other compression": ("plan.docx", lambda: with_entry("word/x", bytes(99), zipfile.ZIP_LZMA), "broken"),
    "truncated docx": ("plan.docx", lambda: docx()[:-300], "broken"),
    # DOCX
    "docx with macro": ("plan.docx", lambda: docx_part(b"x", "word/vbaProject.bin"), "macro"),
    "docm named docx": ("plan.docx", docx_macro_type, "macro"),
    "docx with dde": ("plan.docx", dde, "macro"),
    "docx with dde in short": ("plan.docx", lambda: docx_body(b'<w:fldSimple w:instr="DDE x"/>'), "macro"),
    "docx with javascript link": ("plan.docx", lambda: docx_relation("hyperlink", "javascript:x()"), "macro"),
    "docx with file link": ("plan.docx", lambda: docx_relation("hyperlink", "file:///C:/x.exe"), "external"),
    "docx with share link": ("plan.docx", lambda: docx_relation("hyperlink", r"\\server\share"), "external"),
    "docx with external image": ("plan.docx", lambda: docx_relation("image", "http://a.example/x.png"), "external"),
    "docx with external ole": ("plan.docx", lambda: docx_relation("oleObject", "http://a.example/x"), "external"),
    "docx with hidden external": (
        "plan.docx",
        lambda: docx_relation("image", "http://a.example/x", external=False),
        "external",
    ),
    "docx with template on a server": ("plan.docx", lambda: docx_template("file://server/brief.dotm"), "template"),
    "docx with external template": ("plan.docx", lambda: docx_template("http://a.example/x.dotm"), "template"),
    "docx with ole object": ("plan.docx", lambda: docx_part(OLE, "word/embeddings/oleObject1.bin"), "embedded"),
    "docx with ole elsewhere": ("plan.docx", lambda: docx_part(OLE, "word/media/image9.png"), "embedded"),
    "docx with ole relation": ("plan.docx", lambda: docx_relation("oleObject", "x.dat", external=False), "embedded"),
    "docx with ole element": ("plan.docx", lambda: docx_body(b'<OLEObject Type="Link"/>'), "embedded"),
    "docx with control": ("plan.docx", lambda: docx_relation("control", "x.xml", external=False), "embedded"),
    "docx with html part": (
        "plan.docx",
        lambda: docx_relation("aFChunk", "x.html", external=False, add={"word/x.html": HTML}),
        "embedded",
    ),
    "docx with workbook not of a chart": (
        "plan.docx",
        lambda: docx_relation("package", "embeddings/x.xlsx", external=False),
        "embedded",
    ),
    "docx with zip": ("plan.docx", lambda: docx_part(xlsx(), "word/media/x.png"), "embedded"),
    "docx with macros in workbook": (
        "plan.docx",
        lambda: docx_chart(lambda: xlsx(**{"xl/vbaProject.bin": b"x"})),
        "macro",
    ),
    "docx with bare dtd": ("plan.docx", lambda: docx_part(b"<!DOCTYPE x><x/>"), "dtd"),
    "docx with dtd": ("plan.docx", lambda: docx_part(DTD), "dtd"),
    "docx with dtd in utf-16": (
        "plan.docx",
        lambda: docx_part(DTD.decode().replace("UTF-8", "UTF-16").encode("utf-16"), "word/x.bin"),
        "dtd",
    ),
    "docx with xxe": ("plan.docx", lambda: docx_part(XXE), "dtd"),
    "docx with billion laughs": ("plan.docx", lambda: docx_part(billion_laughs()), "dtd"),
    "docx with half xml": ("plan.docx", lambda: docx_part(b"<a><b>"), "broken"),
    "docx with virus": ("plan.docx", lambda: docx_part(EICAR, "word/x.com"), "virus"),
    "docx with virus after much": ("plan.docx", lambda: docx_part(b"ab" * 32_750 + EICAR, "word/x.dat"), "virus"),
    "docx with virus in text": ("plan.docx", lambda: docx_body(b"<w:p>" + EICAR + b"</w:p>"), "virus"),
    "docx with virus in workbook": ("plan.docx", lambda: docx_chart(lambda: xlsx(x=EICAR)), "virus"),
    # ODT
    "odt with password": ("plan.odt", odt_encrypted, "encrypted"),
    "odt in an encrypted package": ("plan.odt", lambda: changed(odt, {"encrypted-package": b"x"}), "encrypted"),
    "odt with basic": ("plan.odt", lambda: changed(odt, {"Basic/Standard/Module1.xml": b"<x/>"}), "macro"),
    "odt with python": ("plan.odt", lambda: changed(odt, {"Scripts/python/x.py": b"pass"}), "macro"),
    "odt with event": ("plan.odt", lambda: odt_body(b'<n:event-listener xl:href="x"/>'), "macro"),
    "odt with macro link": ("plan.odt", lambda: odt_body(b'<n:a xl:href="vnd.sun.star.script:x"/>'), "macro"),
    "odt with file link": ("plan.odt", lambda: odt_body(b'<n:a xl:href="file:///etc/passwd"/>'), "external"),
    "odt with external image": ("plan.odt", lambda: odt_body(b'<n:image xl:href="http://a.example/x"/>'), "external"),
    "odt with image beside it": ("plan.odt", lambda: odt_body(b'<n:image xl:href="../x.png"/>'), "external"),
    "odt with external section": ("plan.odt", lambda: odt_body(b'<n:section-source xl:href="//a/x"/>'), "external"),
    "odt with dde": ("plan.odt", lambda: odt_body(b'<n:dde-source n:x="soffice"/>'), "external"),
    "odt with external template": ("plan.odt", lambda: odt_template(b"http://a.example/x.ott"), "template"),
    "odt with ole": ("plan.odt", lambda: odt_body(b'<n:object-ole xl:href="./Object 1"/>'), "embedded"),
    "odt with ole bytes": ("plan.odt", lambda: changed(odt, {"Object 1": OLE}), "embedded"),
    "odt with dtd": ("plan.odt", lambda: changed(odt, {"settings.xml": DTD}), "dtd"),
    "odt with virus": ("plan.odt", lambda: changed(odt, {"Pictures/x.png": EICAR}), "virus"),
    "truncated odt": ("plan.odt", lambda: odt()[:-300], "broken"),
    # PDF
    "only a pdf header": ("plan.pdf", lambda: b"%PDF-1.7\nhello", "broken"),
    "truncated pdf": ("plan.pdf", lambda: pdf()[: len(pdf()) // 2], "broken"),
    "pdf without pages": ("plan.pdf", partial(pdf_pages, 0), "broken"),
    "pdf with too many pages": ("plan.pdf", partial(pdf_pages, 1_001), "too_many_pages"),
    "pdf with password": ("plan.pdf", partial(pdf_password, "geheim"), "encrypted"),
    "pdf with script at opening": ("plan.pdf", lambda: pdf_opens(S=Name.JavaScript, JS="x"), "script"),
    "pdf with script names": (
        "plan.pdf",
        lambda: pdf_root("/Names", lambda d: Dictionary(JavaScript=Dictionary(Names=Array(["a", JS])))),
        "script",
    ),
    "pdf with disguised script": (
        "plan.pdf",
        lambda: pdf_annotation(A=Dictionary(JS="abc")).replace(b"/JS (abc)", b"/J#53 (a)"),
        "script",
    ),
    "pdf with script in packed objects": (
        "plan.pdf",
        lambda: pdf_with(
            lambda d: d.Root.__setitem__(Name.X, d.make_indirect(JS)),
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        ),
        "script",
    ),
    "pdf with launch": (
        "plan.pdf",
        lambda: pdf_annotation(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F="cmd.exe")),
        "script",
    ),
    "pdf with web page at opening": ("plan.pdf", lambda: pdf_opens(S=Name.URI, URI="https://a.example"), "script"),
    "pdf with jump and more": (
        "plan.pdf",
        lambda: pdf_opens(**PAGE_JUMP, Next=Dictionary(S=Name.URI, URI="https://a.example")),
        "script",
    ),
    "pdf with action on a page": (
        "plan.pdf",
        lambda: pdf_with(
            lambda d: d.pages[0].obj.__setitem__(Name.AA, Dictionary(O=Dictionary(S=Name.Named, N=Name.Print)))
        ),
        "script",
    ),
    "pdf with script link": (
        "plan.pdf",
        lambda: pdf_annotation(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="javascript:x()")),
        "script",
    ),
    "pdf with form that sends": (
        "plan.pdf",
        lambda: pdf_annotation(Subtype=Name.Link, A=Dictionary(S=Name.SubmitForm, F="https://a.example")),
        "script",
    ),
    "pdf with xfa": ("plan.pdf", lambda: pdf_root("/AcroForm", lambda d: Dictionary(XFA=Array([]))), "script"),
    "pdf with file": ("plan.pdf", lambda: pdf_with(pdf_attached), "embedded"),
    "pdf with pinned file": ("plan.pdf", lambda: pdf_annotation(Subtype=Name.FileAttachment), "embedded"),
    "pdf with rich media": ("plan.pdf", lambda: pdf_annotation(Subtype=Name.RichMedia), "embedded"),
    "pdf with virus": ("plan.pdf", lambda: pdf() + EICAR, "virus"),
    "pdf with packed virus": ("plan.pdf", lambda: pdf_stream(EICAR + bytes(500)), "virus"),
}
