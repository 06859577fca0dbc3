"""What would harm a reader or a page is refused by every road by which an editor sends a file, and nothing is kept."""

import io
import json
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, UploadedFile

from portal.core.file_checks import isolated
from portal.core.models import PortalDocument, PortalImage
from tests.core import file_corpus
from tests.core.file_makers import docx, pdf
from tests.factories import PortalDocumentFactory, PortalImageFactory, site, staff
from tests.people import client_of

pytestmark = pytest.mark.django_db

ROADS = ["one", "many", "while choosing", "another"]
CHOOSER = {"wagtaildocs": "document-chooser-upload", "wagtailimages": "image-chooser-upload"}
SAID = {
    "truncated pdf": "is beschadigd",
    "pdf with password": "heeft een wachtwoord",
    "pdf with script at opening": "klein programma",
    "pdf with file": "zit een ander bestand",
    "docm named docx": "een macro",
}


def picture(form: str) -> bytes:
    """With grain, so that half of it is half a picture."""
    file = io.BytesIO()
    Image.effect_noise((400, 300), 60).convert("RGB").save(file, form)
    return file.getvalue()


@pytest.fixture
def editor(settings, tmp_path):
    settings.DOCUMENTS_ROOT, settings.MEDIA_ROOT = tmp_path / "documents", tmp_path / "media"
    site()
    return client_of(staff("editor"))


@pytest.fixture
def standing(editor):
    """What a new file would take the place of."""
    document = PortalDocumentFactory(file=ContentFile(pdf(), name="staat.pdf"))
    return {"wagtaildocs": document, "wagtailimages": PortalImageFactory()}


def send(road: str, editor, standing, kind: str, name: str, content: bytes) -> str:
    """What the editor reads."""
    address, file, before = {
        "one": (reverse(f"{kind}:add"), "file", ""),
        "many": (reverse(f"{kind}:add_multiple"), "files[]", ""),
        "while choosing": (reverse(f"{kind}_chooser:create"), f"{CHOOSER[kind]}-file", f"{CHOOSER[kind]}-"),
        "another": (reverse(f"{kind}:edit", args=[standing[kind].pk]), "file", ""),
    }[road]
    facts = {"title": "Stuk", "collection": Collection.get_first_root_node().pk, "tags": "", "description": ""}
    sent = {f"{before}{key}": value for key, value in facts.items()} | {file: SimpleUploadedFile(name, content)}
    response = editor.post(address, sent, headers={"x-requested-with": "XMLHttpRequest"})
    assert response.status_code in (200, 302), (road, response.status_code)
    if response.headers["Content-Type"].startswith("application/json"):
        return " ".join(map(str, json.loads(response.content).values()))
    return response.content.decode()


def kept(settings) -> tuple:
    rows = [list(model.objects.order_by("pk").values_list("pk", "file")) for model in (PortalDocument, PortalImage)]
    files = {path for root in (settings.DOCUMENTS_ROOT, settings.MEDIA_ROOT) for path in Path(root).rglob("*.*")}
    files = {path for path in files if path.parent.name != "renditions"}  # a screen that shows a picture makes a size
    return rows, files, UploadedFile.objects.count()


@pytest.mark.parametrize("road", ROADS)
def test_a_broken_locked_or_active_document_is_refused_with_its_sentence(road, editor, standing, settings):
    before = kept(settings)
    for case, said in SAID.items():
        name, make, _code = file_corpus.BAD[case]
        assert said in send(road, editor, standing, "wagtaildocs", name, make()), case
    assert kept(settings) == before


@pytest.mark.parametrize("road", ROADS)
def test_a_picture_that_is_cut_off_is_refused_and_is_no_error(road, editor, standing, settings):
    before = kept(settings)
    for form in ("JPEG", "PNG", "WEBP"):
        whole = picture(form)
        name = f"brug.{form.lower()}"
        assert "is beschadigd" in send(road, editor, standing, "wagtailimages", name, whole[: len(whole) // 2]), form
    avif = picture("AVIF")
    assert "geen foto" in send(road, editor, standing, "wagtailimages", "brug.avif", avif[: len(avif) // 2])
    assert "geen foto" in send(road, editor, standing, "wagtailimages", "brug.png", b"geen foto")
    assert kept(settings) == before


@pytest.mark.parametrize("road", ROADS)
def test_what_is_whole_comes_in(road, editor, standing):
    for name, content in (("plan.pdf", pdf()), ("plan.docx", docx())):
        send(road, editor, standing, "wagtaildocs", name, content)
        assert PortalDocument.objects.filter(file__endswith=Path(name).suffix, file__contains="plan").exists()
    for form in ("JPEG", "PNG", "WEBP", "AVIF"):
        send(road, editor, standing, "wagtailimages", f"brug.{form.lower()}", picture(form))
        assert PortalImage.objects.filter(file__endswith=form.lower()).exists()


def test_a_picture_of_more_points_than_can_be_shown_is_refused(editor, standing):
    file = io.BytesIO()
    Image.new("1", (16_000, 16_000)).save(file, "PNG")  # 32 kB
    assert "te veel beeldpunten" in send("one", editor, standing, "wagtailimages", "groot.png", file.getvalue())


def test_a_checker_that_does_not_work_lets_nothing_in_and_says_whose_fault_it_is(
    editor, standing, settings, monkeypatch, caplog
):
    monkeypatch.setattr(isolated, "MODULE", "portal.core.nowhere")
    before = kept(settings)
    for kind, name, content in (("wagtaildocs", "plan.pdf", pdf()), ("wagtailimages", "brug.png", picture("PNG"))):
        assert "Dat ligt aan ons" in send("one", editor, standing, kind, name, content)
    assert kept(settings) == before
    assert sum("could not be checked" in record.getMessage() for record in caplog.records) == 2
