"""Pictures, documents and films of the editors: where they lie, how they are handed over, what is known of them."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection

from portal.core.models import PortalDocument, PortalImage, PortalRendition
from portal.core.models.media import size_in_words
from tests.factories import PortalDocumentFactory, PortalImageFactory, site

pytestmark = pytest.mark.django_db
BODY = bytes(range(256)) * 40


@pytest.fixture
def film():
    site()
    return PortalDocumentFactory(title="Film", file=ContentFile(BODY, name="film.mp4"))


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_nothing_of_the_editors_lies_where_a_web_server_serves_it(settings):
    image = PortalImageFactory()
    rendition = image.get_rendition("width-20")
    for path in (image.file.path, rendition.file.path, PortalDocumentFactory().file.path):
        assert Path(path).is_relative_to(settings.DOCUMENTS_ROOT)
        assert not Path(path).is_relative_to(settings.MEDIA_ROOT)
    assert list(Path(settings.MEDIA_ROOT).rglob("*")) == []


def test_a_picture_on_a_public_page_has_an_address_that_says_nothing_of_its_name():
    site()
    rendition = PortalImageFactory(file__filename="geheim.png").get_rendition("width-20|format-png")
    assert "geheim" not in rendition.url
    response = Client().get(rendition.url)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/png")
    assert response.headers["Cache-Control"] == "public, max-age=86400"
    assert body(response) == Path(rendition.file.path).read_bytes()


@pytest.mark.parametrize("name", ["anders.png", "..%2f..%2foriginal_images%2fbrug.png", "%00.png"])
def test_no_other_name_is_a_picture(name):
    site()
    PortalImageFactory(file__filename="brug.png").get_rendition("width-20")
    assert Client().get(f"/beeld/{name}").status_code == 404


def test_several_sizes_at_once_have_addresses_at_once_and_the_same_later():
    specs = ("width-10", "width-20|format-webp")
    image = PortalImageFactory()
    first = {spec: found.url for spec, found in image.get_renditions(*specs).items()}
    again = PortalImage.objects.get().get_renditions(*specs)
    assert first == {spec: found.url for spec, found in again.items()}


def test_a_size_that_somebody_else_made_meanwhile_is_theirs_and_leaves_no_file(settings, monkeypatch):
    image, specs = PortalImageFactory(), ("width-10", "width-20")
    generate = PortalImage.generate_rendition_instance
    theirs = []

    def slow(self, wanted, source):
        if not theirs:  # after ours was looked for, before it is stored
            theirs.append(None)
            theirs[:] = [PortalImage.objects.get().create_rendition(wanted)]
        return generate(self, wanted, source)

    monkeypatch.setattr(PortalImage, "generate_rendition_instance", slow)
    monkeypatch.setattr("concurrent.futures.ThreadPoolExecutor", Here)
    monkeypatch.setattr("concurrent.futures.as_completed", list)
    found = image.get_renditions(*specs)
    assert theirs[0].url in {rendition.url for rendition in found.values()}
    on_disk = {path.name for path in (Path(settings.DOCUMENTS_ROOT) / "renditions").iterdir()}
    assert on_disk == {Path(rendition.file.name).name for rendition in PortalRendition.objects.all()}


class Here:
    """An executor that does the work where and when it is asked."""

    def __init__(self, **kwargs) -> None:
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args) -> None:
        pass

    def submit(self, work, *args):
        from concurrent.futures import Future

        done = Future()
        done.set_result(work(*args))
        return done


PARTS = {
    "bytes=0-0": (0, 0),
    "bytes=0-1": (0, 1),
    "bytes=100-199": (100, 199),
    "bytes=10000-": (10000, 10239),
    "bytes=-5": (10235, 10239),
    "bytes=-99999": (0, 10239),
    "bytes=10-99999": (10, 10239),
    "BYTES = 7-9": (7, 9),
}


@pytest.mark.parametrize("asked", PARTS)
def test_a_part_of_a_film_is_given(film, asked):
    first, last = PARTS[asked]
    response = Client().get(film.url, headers={"range": asked})
    assert response.status_code == 206
    assert response.headers["Content-Range"] == f"bytes {first}-{last}/10240"
    assert response.headers["Content-Length"] == str(last - first + 1)
    assert body(response) == BODY[first : last + 1]


@pytest.mark.parametrize("asked", ["bytes=10240-", "bytes=99999-100000", "bytes=-0", "bytes=9-3"])
def test_a_part_that_is_not_there_is_refused_with_the_size(film, asked):
    response = Client().get(film.url, headers={"range": asked})
    assert (response.status_code, response.headers["Content-Range"]) == (416, "bytes */10240")


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=", "bytes=-", "pages=1-2", "bytes=a-b", "bytes=" + "9" * 40])
def test_what_we_do_not_understand_is_answered_whole(film, asked):
    response = Client().get(film.url, headers={"range": asked})
    assert (response.status_code, body(response)) == (200, BODY)


def test_a_part_is_given_only_of_the_file_that_somebody_has(film):
    whole = Client().get(film.url)
    for known in (whole.headers["ETag"], whole.headers["Last-Modified"]):
        assert Client().get(film.url, headers={"range": "bytes=0-1", "if-range": known}).status_code == 206
    for other in ('"anders"', "Mon, 01 Jan 2001 00:00:00 GMT", f"W/{whole.headers['ETag']}", "onzin"):
        assert Client().get(film.url, headers={"range": "bytes=0-1", "if-range": other}).status_code == 200


def test_who_has_the_file_is_not_sent_it_again(film):
    whole = Client().get(film.url)
    for header, value in {
        "if-none-match": whole.headers["ETag"],
        "if-modified-since": whole.headers["Last-Modified"],
    }.items():
        response = Client().get(film.url, headers={header: value})
        assert (response.status_code, body(response)) == (304, b"")
        assert response.headers["ETag"] == whole.headers["ETag"]


def test_head_says_what_get_would(film):
    whole, head = Client().get(film.url), Client().head(film.url)
    assert body(head) == b""
    said = ("Content-Length", "Content-Type", "ETag", "Accept-Ranges", "Content-Disposition", "Cache-Control")
    assert {k: head.headers[k] for k in said} == {k: whole.headers[k] for k in said}


SHOWN = {
    "a.pdf": ("inline", "application/pdf", "default-src 'none'"),
    "a.mp4": ("inline", "video/mp4", "default-src 'none'; sandbox"),
    "a.vtt": ("inline", "text/vtt; charset=utf-8", "default-src 'none'; sandbox"),
    "a.txt": ("inline", "text/plain; charset=utf-8", "default-src 'none'; sandbox"),
    "a.csv": ("attachment", "text/csv; charset=utf-8", "default-src 'none'; sandbox"),
    "a.docx": (
        "attachment",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "default-src 'none'; sandbox",
    ),
    "a.html": ("attachment", "application/octet-stream", "default-src 'none'; sandbox"),
}


@pytest.mark.parametrize("accel", ["", "/bestanden-intern/"])
@pytest.mark.parametrize("name", SHOWN)
def test_only_what_a_browser_shows_safely_is_shown(name, accel, settings):
    site()
    settings.DOCUMENTS_ACCEL_PREFIX = accel
    response = Client().get(PortalDocumentFactory(file=ContentFile(b"x", name=name)).url)
    disposition, kind, policy = SHOWN[name]
    assert response.headers["Content-Disposition"].split(";")[0] == disposition
    assert (response.headers["Content-Type"], response.headers["Content-Security-Policy"]) == (kind, policy)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert ("X-Accel-Redirect" in response.headers) == bool(accel)


def test_a_document_answers_to_its_own_name_only(film):
    assert Client().get(f"/documenten/{film.pk}/anders.mp4").status_code == 404
    assert Client().get(f"/documenten/{film.pk + 1}/film.mp4").status_code == 404
    assert Client().post(film.url).status_code == 405


def test_bytes_that_are_gone_are_not_found(film):
    Path(film.file.path).unlink()
    assert Client().get(film.url).status_code == 404


@pytest.mark.parametrize("accel", ["", "/bestanden-intern/"])
def test_a_kept_picture_is_forgotten_when_its_collection_changes(accel, settings, django_capture_on_commit_callbacks):
    """Kept only where the web server sends the bytes: then the answer is nothing but its name."""
    site()
    settings.DOCUMENTS_ACCEL_PREFIX = accel
    image = PortalImageFactory(collection=Collection.get_first_root_node().add_child(name="Beelden"))
    url = image.get_rendition("width-20").url
    Client().get(url)
    assert Client().get(url).headers.get("X-Page-Cache") == ("hit" if accel else None)
    with django_capture_on_commit_callbacks(execute=True):
        image.collection.view_restrictions.create(restriction_type="login")
    assert Client().get(url).status_code == 404


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (None, ""),
        (0, ""),
        (12, "1 kB"),
        (850_400, "850 kB"),
        (1_840_000, "1,8 MB"),
        (9_960_000, "10 MB"),
        (209_715_200, "210 MB"),
    ],
)
def test_sizes_in_words(size, words):
    assert size_in_words(size) == words


def test_the_text_of_a_document_is_read_only_by_who_asks(django_assert_num_queries):
    PortalDocumentFactory(text="lang")
    with django_assert_num_queries(1):
        document = PortalDocument.objects.get()
        assert document.facts == "PDF"
    assert "text" in document.get_deferred_fields()
    assert document.text == "lang"
