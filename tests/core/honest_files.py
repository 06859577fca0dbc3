"""Honest files as people really send them: none may be refused.

The ones under files/ were made once with LibreOffice and Chromium (our own texts); the others are made here.
"""

from collections.abc import Callable
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from docx import Document
from docx.oxml import OxmlElement
from fpdf import FPDF
from pikepdf import Dictionary, Name, OutlineItem
from PIL import Image

from tests.core.file_corpus import GOOD
from tests.core.file_makers import Factory, pdf, pdf_annotation, pdf_with

FILES = Path(__file__).parent / "files"


@cache
def scan(pages: int = 2) -> bytes:
    """What a scanner sends: a picture a page, with grain so that it does not pack away."""
    sheets = [Image.effect_noise((620, 877), 40 + page) for page in range(pages)]
    file = BytesIO()
    sheets[0].save(file, "PDF", save_all=True, append_images=sheets[1:])
    return file.getvalue()


def pdf_of_version(version: str, **options: Any) -> bytes:
    return pdf_with(lambda document: None, min_version=version, force_version=version, **options)


def with_bookmarks() -> bytes:
    def add(document: pikepdf.Pdf) -> None:
        with document.open_outline() as outline:
            outline.root += [OutlineItem("Ons plan", 0), OutlineItem("Einde", 1)]

    return pdf_with(add)


def with_metadata() -> bytes:
    """As an archive wants it (PDF/A): XMP, language, marked as tagged."""

    def add(document: pikepdf.Pdf) -> None:
        with document.open_metadata() as meta:
            meta["dc:title"] = "Ons plan"
            meta["pdfaid:part"], meta["pdfaid:conformance"] = "2", "B"
        document.Root.Lang = pikepdf.String("nl-NL")
        document.Root.MarkInfo = Dictionary(Marked=True)

    return pdf_with(add)


def only_printing_locked() -> bytes:
    allow = pikepdf.Permissions(print_highres=False, print_lowres=False, extract=False)
    return pdf_with(lambda document: None, encryption=pikepdf.Encryption(owner="eigenaar", user="", R=6, allow=allow))


def long_report() -> bytes:
    """Forty pages of text, by fpdf2."""
    document = FPDF()
    document.set_font("Helvetica", size=11)
    for page in range(40):
        document.add_page()
        document.multi_cell(0, text=f"Bladzijde {page}. " + "Wij kijken elk half jaar terug. " * 60)
    return bytes(document.output())


def rich_docx() -> bytes:
    """Headings, lists, a large table, header and footer, page break, by python-docx."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Gemeente Rietbeek"
    document.sections[0].footer.paragraphs[0].text = "Bladzijde 1"
    document.add_heading("Ons plan", 0)
    for text in ("Rust in de wachtkamer", "Eén vast gezicht"):
        document.add_paragraph(text, style="List Bullet")
    table = document.add_table(60, 4)
    for row in table.rows:
        row.cells[0].text = "Wie doet wat, en wanneer?"
    document.add_page_break()
    document.add_paragraph("Lorem ipsum. " * 2000)
    return saved(document)


def docx_pasted_from_mail() -> bytes:
    """Word leaves a field with the name the picture had in the mail; nothing is fetched with it."""
    document = Document()
    field = OxmlElement("w:fldSimple")
    field.set(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}instr",
        ' INCLUDEPICTURE "cid:image001.png@01DA" ',
    )
    document.add_paragraph("Uit een mail")._p.append(field)
    return saved(document)


def saved(document: Any) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def from_disk(name: str) -> Callable[[], bytes]:
    return (FILES / name).read_bytes


HONEST: dict[str, tuple[str, Factory]] = {
    **{f"from disk: {path.name}": (path.name, from_disk(path.name)) for path in sorted(FILES.iterdir())},
    "scan": ("scan 24-11.pdf", scan),
    "scan of twelve pages": ("Scan.PDF", partial(scan, 12)),
    "pdf 1.4": ("plan.pdf", partial(pdf_of_version, "1.4", object_stream_mode=pikepdf.ObjectStreamMode.disable)),
    "pdf 1.5 with packed objects": (
        "plan.pdf",
        partial(pdf_of_version, "1.5", object_stream_mode=pikepdf.ObjectStreamMode.generate),
    ),
    "pdf 2.0": ("plan.pdf", partial(pdf_of_version, "2.0")),
    "pdf for the web": ("plan.pdf", partial(pdf_of_version, "1.6", linearize=True)),
    "pdf with bookmarks": ("Gemeente Rietbeek – plan.pdf", with_bookmarks),
    "pdf for the archive": ("plan.pdf", with_metadata),
    "pdf that may not be printed, new lock": ("plan.pdf", only_printing_locked),
    "pdf of forty pages": ("plan.pdf", long_report),
    "pdf with a mail link": (
        "plan.pdf",
        lambda: pdf_annotation(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="mailto:a@example.org")),
    ),
    "pdf with a note": ("plan.pdf", lambda: pdf_annotation(Subtype=Name.Text, Contents="Kan dit korter?")),
    "pdf with a bare web link": (
        "plan.pdf",
        lambda: pdf_annotation(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="www.example.org")),
    ),
    "pdf saved twice": ("plan (2).pdf", lambda: pdf() + b"%%EOF\r\n"),
    "docx with much": ("Ons plan één.docx", rich_docx),
    "docx pasted from mail": ("plan.docx", docx_pasted_from_mail),
    **GOOD,
}
