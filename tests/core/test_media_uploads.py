"""What editors send: which files come in, what we read in them, and what is said of what cannot be read."""

import io
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject
from wagtail.models import Collection

from portal.core import captions, document_facts, editor_files, jobs
from portal.core.file_checks.pdf_text import guess_language
from portal.core.models import PortalDocument, PortalImage
from tests.core.file_makers import docx, odt, pdf
from tests.factories import PortalDocumentFactory, PortalImageFactory, page, site, staff
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db

GOOD = {
    "a.pdf": pdf(),
    "a.docx": docx(),
    "a.odt": odt(),
    "a.mp4": b"\0\0\0\x18ftypmp42",
    "a.webm": b"\x1a\x45\xdf\xa3 x",
    "a.mp3": b"ID3\x04 x",
    "a.vtt": b"WEBVTT\n",
    "a.txt": "Één woord".encode(),
    "A.CSV": b"a;b\n",
    "a.ics": b"BEGIN:VCALENDAR\r\n",
}
BAD = {
    "a.pdf": b"<html>%PDF-1.7",
    "b.pdf": b"MZ program",
    "a.docx": b"%PDF-1.7",
    "a.mp4": b"\x1a\x45\xdf\xa3",
    "a.txt": b"<script>alert(1)</script>",
    "b.txt": b"a\0b",
    "a.vtt": b"1\n00:01 --> 00:02",
    "a.ics": b"%PDF-",
    "a.zip": b"PK\x03\x04",
    "a.svg": b"<svg/>",
    "a.html": b"<p>",
    "zonder": b"%PDF-1.7",
    "leeg.txt": b"",
}


@pytest.fixture
def editor():
    site()
    return client_of(staff("editor"))


def send(editor, name: str, content: bytes):
    root = Collection.get_first_root_node().pk
    data = {"title": "Stuk", "collection": root, "tags": "", "file": SimpleUploadedFile(name, content)}
    return editor.post(reverse("wagtaildocs:add"), data)


@pytest.mark.parametrize("name", GOOD)
def test_a_file_that_is_what_it_says_comes_in(editor, name):
    assert send(editor, name, GOOD[name]).status_code == 302
    assert PortalDocument.objects.get().file_size == len(GOOD[name])


@pytest.mark.parametrize("name", BAD)
def test_another_file_is_refused_with_a_sentence(editor, name):
    response = send(editor, name, BAD[name])
    assert response.status_code == 200
    assert not PortalDocument.objects.exists()
    assert response.context["form"].errors["file"]


def test_a_film_may_be_larger_than_a_document_and_neither_without_end(editor, settings):
    settings.MAX_DOCUMENT_BYTES, settings.MAX_FILM_BYTES = 1 << 20, 2 << 20
    more = b"\0" * ((1 << 20) + 1)
    assert send(editor, "a.mp4", GOOD["a.mp4"] + more).status_code == 302
    assert "Het mag 1 MB zijn" in send(editor, "a.pdf", GOOD["a.pdf"] + more).content.decode()
    assert "Het mag 2 MB zijn" in send(editor, "a.mp4", GOOD["a.mp4"] + more * 2).content.decode()


def test_wagtail_takes_the_kinds_that_we_know(settings):
    assert set(settings.WAGTAILDOCS_EXTENSIONS) == set(editor_files.KINDS)


@pytest.mark.parametrize("name", ["a.svg", "a.png"])
def test_a_picture_that_is_none_is_refused(editor, name):
    data = {"title": "Beeld", "collection": Collection.get_first_root_node().pk, "tags": "", "description": ""}
    data["file"] = SimpleUploadedFile(name, b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
    assert editor.post(reverse("wagtailimages:add"), data).status_code == 200
    assert not PortalImage.objects.exists()


# --- What stands in it ----------------------------------------------------------------------------------------


def with_language(language: str, pages: int = 2) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    if language:
        writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_a_job_reads_pages_and_language():
    document = PortalDocumentFactory(file=ContentFile(with_language("nl-NL"), name="a.pdf"), file_size=1_840_000)
    assert document.facts == "PDF, 1,8 MB"
    run_jobs()
    document = PortalDocument.objects.get()
    assert document.facts == "PDF, 1,8 MB, 2 bladzijden, Nederlands"
    assert run_jobs() == 0


def test_a_new_file_is_read_anew(editor):
    send(editor, "a.pdf", with_language("nl"))
    run_jobs()
    document = PortalDocument.objects.get()
    data = {"title": "Stuk", "collection": document.collection_id, "tags": ""}
    data["file"] = SimpleUploadedFile("b.pdf", with_language("", pages=1))
    assert editor.post(reverse("wagtaildocs:edit", args=[document.pk]), data).status_code == 302
    document = PortalDocument.objects.get()
    assert (document.pages, document.language, document.read_at) == (None, "", None)
    run_jobs()
    assert PortalDocument.objects.get().pages == 1


def test_a_broken_pdf_that_stands_is_handed_over_and_the_editor_reads_what_is_wrong(editor):
    PortalDocumentFactory(file=ContentFile(b"%PDF-1.7 \xff\xfe stuk", name="a.pdf"), file_size=17)
    run_jobs()
    document = PortalDocument.objects.get()
    assert (document.unreadable_because, document.pages, document.text) == ("broken", None, "")
    assert document.facts == "PDF, 1 kB"
    assert "Dit bestand is beschadigd" in editor.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()
    assert Client().get(document.url).status_code == 200


def test_bytes_that_are_gone_are_told_once():
    document = PortalDocumentFactory()
    Path(document.file.path).unlink()
    run_jobs()
    assert PortalDocument.objects.get().unreadable_because == "lost"


def test_a_room_hears_of_what_was_read(monkeypatch):
    heard = []
    monkeypatch.setattr(document_facts, "_listeners", [heard.append])
    document = PortalDocumentFactory(file=ContentFile(with_language("nl"), name="a.pdf"))
    run_jobs()
    assert heard == [document]


def test_the_checker_that_does_not_work_leaves_the_file_due(monkeypatch, caplog):
    def broken(path):
        raise RuntimeError("the file check failed with exit code 3")

    monkeypatch.setattr("portal.core.file_checks.read_pdf_isolated", broken)
    PortalDocumentFactory()
    assert jobs.run_due() == 0
    assert PortalDocument.objects.get().read_at is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("De brug is van de gemeente en het plan wordt niet voor de raad maar met een ander geschreven. " * 3, "nl"),
        ("The plan of the city is for people that are not with this group and was made by hand. " * 3, "en"),
        ("Der Plan ist für die Stadt und das Buch von der Frau ist nicht mit auf dem Tisch. " * 3, "de"),
        ("Le plan est pour la ville et les gens qui sont dans une maison avec des amis. " * 3, "fr"),
        ("De en het", ""),
        ("1 2 3 " * 50, ""),
    ],
)
def test_the_language_is_guessed_or_left_out(text, language):
    assert guess_language(text) == language


# --- Captions -----------------------------------------------------------------------------------------------------


def count_in(content: bytes, name: str = "a.vtt") -> int:
    return captions.captions_of_vtt(PortalDocumentFactory(file=ContentFile(content, name=name)))


TWO = """\ufeffWEBVTT - titel

1
00:01.000 --> 00:04.000 line:0
Hallo

01:00:05.000 --> 01:00:06.000
Ja
"""


def test_captions_are_counted():
    assert count_in(TWO.encode()) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"WEBVTTx\n", "begint niet met WEBVTT"),
        (b"", "begint niet met WEBVTT"),
        (b"WEBVTT\n\nHallo\n", "geen tekst met een tijd"),
        (b"WEBVTT\n\n00:01,000 --> 00:02,000\nHallo\n", "Regel 3"),
        (b"WEBVTT\n\n00:04.000 --> 00:02.000\nHallo\n", "Regel 3"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nÉén\n".encode("latin-1"), "UTF-8"),
    ],
)
def test_captions_that_a_browser_would_skip_are_refused(content, said):
    with pytest.raises(ValidationError, match=said):
        count_in(content)


def test_captions_are_a_vtt():
    with pytest.raises(ValidationError, match="vtt"):
        count_in(b"WEBVTT\n\n00:01.000 --> 00:02.000\nHallo\n", name="a.txt")


# --- Thrown away while in use ---------------------------------------------------------------------------------------


def test_a_picture_and_a_document_in_use_are_counted_and_a_page_without_them_is_whole(
    editor, django_capture_on_commit_callbacks
):
    image, document = PortalImageFactory(), PortalDocumentFactory()
    home = site()
    block = {"type": "image", "value": {"image": image.pk, "decorative": False, "alt_text": "Een brug"}}
    text = {"type": "paragraph", "value": f'<p><a linktype="document" id="{document.pk}">Flyer</a></p>'}
    with django_capture_on_commit_callbacks(execute=True):
        new = page(home, "Met beeld", slug="met-beeld", body=[("heading", "Kop")])
        new.body = type(new.body)(new.body.stream_block, [block, text], is_lazy=True)
        new.save_revision().publish()
    before = Client().get("/met-beeld/").content.decode()
    assert "/beeld/" in before
    assert document.url in before
    for name, thing in (("wagtailimages:delete", image), ("wagtaildocs:delete", document)):
        assert editor.get(reverse(name, args=[thing.pk])).context["usage_count"] == 1
        with django_capture_on_commit_callbacks(execute=True):
            assert editor.post(reverse(name, args=[thing.pk])).status_code == 302
    response = Client().get("/met-beeld/")
    assert response.status_code == 200
    assert "<img" not in response.content.decode().split("<article")[1].split("</article")[0]
    assert "/documenten/" not in response.content.decode()
    assert not Path(image.file.path).exists()
