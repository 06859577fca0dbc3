"""A line at the foot of every page: on any page, in any position, in letters that it brings itself."""

import io
import re

import pikepdf
import pypdf
import pytest
from django.utils import timezone

from portal.core import documents
from portal.core.stamping import NotStamped, stamped
from tests.core.documents.reader import fonts, opened, read_aloud
from tests.training import blank

LINE = "Alleen voor Gemeente Súdwest-Fryslân. De brug, versie 1.0."


def stamp(tmp_path, content: bytes, line: str = LINE) -> pypdf.PdfReader:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    return pypdf.PdfReader(io.BytesIO(stamped(path, line)))


def places(sheet) -> dict[str, tuple[float, float]]:
    """Where each piece of text begins, in the page as it lies in the file."""
    found = {}
    sheet.extract_text(
        visitor_text=lambda text, cm, tm, *_: found.setdefault(
            text.strip(), (tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5])
        )
    )
    return found


@pytest.mark.parametrize("form", ["a4", "a5"])
@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_it_stands_at_the_foot_of_every_page(tmp_path, form, orientation):
    reader = stamp(tmp_path, blank(3, format=form, orientation=orientation))
    assert len(reader.pages) == 3
    for number, sheet in enumerate(reader.pages, start=1):
        assert f"Bladzijde {number}" in sheet.extract_text()
        x, y = places(sheet)[LINE]
        assert 0 < x < 30
        assert 0 < y < 12


@pytest.mark.parametrize(("turned", "side"), [(90, "right"), (180, "top"), (270, "left")])
def test_of_a_turned_page_the_foot_is_where_its_reader_sees_it(tmp_path, turned, side):
    with pikepdf.open(io.BytesIO(blank(1))) as pdf:
        pdf.pages[0].rotate(turned, relative=False)
        buffer = io.BytesIO()
        pdf.save(buffer)
    sheet = stamp(tmp_path, buffer.getvalue()).pages[0]
    x, y = places(sheet)[LINE]
    width, height = float(sheet.mediabox.width), float(sheet.mediabox.height)
    near = {"right": width - x, "top": height - y, "left": x}[side]
    assert 0 < near < 12


def test_a_long_name_becomes_smaller_and_strange_letters_their_nearest(tmp_path):
    name = "Samenwerkingsverband Łódź 東京 (a\\b) " * 4
    words = stamp(tmp_path, blank(1), f"Alleen voor {name}").pages[0].extract_text()
    assert "Samenwerkingsverband Lódz DongJing (a\\b)" in words


def test_a_line_as_long_as_names_may_be_ends_before_the_page_does(tmp_path):
    line = f"Alleen voor {'W' * 80} {'m' * 40}"
    path = tmp_path / "a.pdf"
    path.write_bytes(blank(1))
    with pikepdf.open(io.BytesIO(stamped(path, line))) as pdf:
        drawn = pdf.pages[0].Contents[-1].read_bytes()
        size = float(re.search(rb"/\S+ ([\d.]+) Tf", drawn)[1])
        font = pdf.pages[0].Resources.Font[re.search(rb"(/\S+) [\d.]+ Tf", drawn)[1].decode()]
        wide = sum(int(font.Widths[code - 32]) for code in line.encode("cp1252")) / 1000 * size
        assert 300 < wide <= float(pdf.pages[0].mediabox[2]) - 36 + 1


def test_a_page_with_nothing_on_it_and_fonts_from_above_is_stamped_too(tmp_path):
    with pikepdf.open(io.BytesIO(blank(1))) as pdf:
        page = pdf.pages[0]
        pdf.Root.Pages.Resources = page.obj.Resources
        del page.obj.Resources
        pdf.add_blank_page()
        buffer = io.BytesIO()
        pdf.save(buffer)
    first, second = stamp(tmp_path, buffer.getvalue()).pages
    assert "Bladzijde 1" in first.extract_text()
    assert LINE in first.extract_text()
    assert LINE in second.extract_text()


def test_readers_aloud_pass_it_over_and_tags_stay(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(blank(1))
    with pikepdf.open(io.BytesIO(stamped(path, LINE))) as pdf:
        content = pdf.pages[0].Contents
        drawn = b"".join(part.read_bytes() for part in content) if isinstance(content, pikepdf.Array) else b""
        assert b"/Artifact" in drawn


@pytest.mark.django_db
def test_a_tagged_file_of_ours_stays_pdf_ua_and_reads_aloud_as_before(tmp_path):
    words = {"address": ["Gemeente Veenmeer"], "words": "Beste Noor,\n\nDit is een blad.", "signed": ["Hanna"]}
    tagged = documents.pdf("documents/letter.html", words | {"date": timezone.now()}, title="Een werkblad")
    path = tmp_path / "a.pdf"
    path.write_bytes(tagged)
    made = stamped(path, LINE)
    assert LINE in pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text()
    assert read_aloud(made) == read_aloud(tagged), "the line is furniture: nobody hears it"
    before, after = opened(tagged), opened(made)
    assert all(fonts(after).values()), "every letter travels along"
    assert (str(after.Root.Lang), bool(after.Root.MarkInfo.Marked)) == ("nl", True)
    with before.open_metadata() as told, after.open_metadata() as kept:
        assert {name: kept[name] for name in told} == dict(told.items())
        assert kept["pdfuaid:part"] == "1"


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"%PDF-1.7 leeg", b""])
def test_what_is_no_pdf_is_not_stamped(tmp_path, content):
    with pytest.raises(NotStamped):
        stamp(tmp_path, content)
    with pytest.raises(NotStamped):
        stamped(tmp_path / "weg.pdf", LINE)
