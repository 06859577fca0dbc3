"""Makers of files for `file_corpus`: small PDF, DOCX and ODT files, whole or with one thing changed."""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
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

Factory = Callable[[], bytes]
Entries = dict[str, bytes]

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
XML = b'<?xml version="1.0" encoding="UTF-8"?>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
BODY = b"</w:body>"
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


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
    """Both the directory and the entry's own header say 10 bytes."""
    data = with_entry("word/big.bin", bytes(900_000))
    at = data.index(b"word/big.bin") - 30 + 22
    data = data[:at] + struct.pack("<L", 10) + data[at + 4 :]
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
