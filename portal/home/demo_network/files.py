"""Real files for the demo: a PDF and a Word document about an organisation's plan."""

from io import BytesIO

import docx
from django.core.files.uploadedfile import SimpleUploadedFile
from fpdf import FPDF

LINES = [
    "Elke eerste dinsdag van de maand bespreken wij samen één gesprek.",
    "Wij kijken wat rust gaf, en wat juist stress gaf.",
    "Twee werkbegeleiders helpen collega's op de werkvloer.",
    "Na een half jaar kijken wij of de afspraken nog passen.",
]


def agreements_pdf(organisation: str) -> SimpleUploadedFile:
    pdf = FPDF()
    pdf.set_title("Afspraken teamoverleg")
    pdf.add_page()
    pdf.set_font("helvetica", size=18)
    pdf.cell(text="Afspraken teamoverleg", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("helvetica", size=12)
    pdf.cell(text=organisation, new_x="LMARGIN", new_y="NEXT")
    for line in LINES:
        pdf.multi_cell(0, 8, text=line, new_x="LMARGIN", new_y="NEXT")
    return SimpleUploadedFile("Afspraken teamoverleg.pdf", bytes(pdf.output()), "application/pdf")


def planning_docx(organisation: str) -> SimpleUploadedFile:
    document = docx.Document()
    document.add_heading("Planning eerste jaar", level=1)
    document.add_paragraph(organisation)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Wanneer", "Wat"
    for when, what in (("januari", "Training van het team"), ("maart", "Begin met de eerste groep")):
        row = table.add_row().cells
        row[0].text, row[1].text = when, what
    buffer = BytesIO()
    document.save(buffer)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return SimpleUploadedFile("Planning eerste jaar.docx", buffer.getvalue(), kind)


def pages_pdf(title: str, pages: list[list[str]]) -> bytes:
    """A publication: on every page a heading and its paragraphs, with title and language as readers expect."""
    pdf = FPDF()
    pdf.set_title(title)
    pdf.set_lang("nl")
    for heading, *paragraphs in pages:
        pdf.add_page()
        pdf.set_font("helvetica", style="B", size=18)
        pdf.multi_cell(0, 9, text=_latin(heading), new_x="LMARGIN", new_y="NEXT")
        pdf.ln(4)
        pdf.set_font("helvetica", size=12)
        for paragraph in paragraphs:
            pdf.multi_cell(0, 7, text=_latin(paragraph), new_x="LMARGIN", new_y="NEXT")
            pdf.ln(3)
    return bytes(pdf.output())


def _latin(text: str) -> str:
    """The built-in fonts know Latin-1 only."""
    plain = text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2013: "-", 0x2026: "..."})
    return plain.encode("latin-1", "replace").decode("latin-1")
