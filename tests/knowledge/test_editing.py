"""What editors do in /beheer/: a draft keeps every word, and what goes online is whole."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from knowledge import models
from tests.factories import staff
from tests.pages import document, library, page
from tests.people import client_of

pytestmark = pytest.mark.django_db

VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nRust.\n"
#: What a browser skips in silence: times with a comma, as in other kinds of captions.
COMMA = b"WEBVTT\n\n00:00:01,000 --> 00:00:04,000\nRust.\n"


@pytest.fixture
def shelf():
    return library()


@pytest.fixture
def editor(shelf):
    return client_of(staff("editor"))


def film_form(**facts) -> dict:
    """The film's screen as a browser sends it: choosers send a key or nothing."""
    empty = {"lead": "", "film": "", "captions": "", "poster": "", "minutes": "", "elsewhere": "", "transcript": "null"}
    return form(**(empty | facts))


def form(**facts) -> dict:
    data = {
        "title": "Een rustige wachtkamer",
        "slug": "wachtkamer",
        "body": streamfield([]),
        "comments": inline_formset([]),
    }
    return nested_form_data(data | {name: getattr(value, "pk", value) for name, value in facts.items()})


def add(editor, shelf, kind: str, data: dict, action: str = ""):
    sent = data | ({action: "1"} if action else {})
    return editor.post(f"/beheer/pages/add/knowledge/{kind}/{shelf.pk}/", sent)


def errors_of(response) -> str:
    return str(response.context["form"].errors)


def test_a_draft_of_a_film_may_lack_the_film(editor, shelf):
    assert add(editor, shelf, "filmpage", film_form()).status_code == 302
    film = models.FilmPage.objects.get()
    assert (film.title, film.live) == ("Een rustige wachtkamer", False)
    response = add(editor, shelf, "filmpage", film_form(slug="twee"), "action-publish")
    assert "Kies een film, of geef het adres" in errors_of(response)
    assert "verplicht" in errors_of(response)
    assert models.FilmPage.objects.count() == 1


@pytest.mark.parametrize(
    ("captions", "said"),
    [
        (None, "Kies een bestand met ondertiteling"),
        (("a.vtt", COMMA), "Regel 3 van de ondertiteling klopt niet"),
        (("a.vtt", b"WEBVTT\n"), "staat geen tekst met een tijd"),
        (("a.txt", b"Rust."), "eindigt op .vtt"),
    ],
)
def test_a_film_goes_online_with_captions_that_a_browser_shows(editor, shelf, captions, said):
    chosen = document("Ondertiteling", *captions) if captions else ""
    facts = {"film": document(name="film.webm"), "captions": chosen, "transcript": rich_text("<p>Rust.</p>")}
    response = add(editor, shelf, "filmpage", film_form(**facts), "action-publish")
    assert said in errors_of(response)
    assert "Rust." in response.context["form"]["transcript"].value()
    assert not models.FilmPage.objects.exists()
    facts["captions"] = document("Ondertiteling", "b.vtt", VTT)
    assert add(editor, shelf, "filmpage", film_form(**facts), "action-publish").status_code == 302
    assert models.FilmPage.objects.get().live


def test_captions_of_which_the_bytes_are_gone_are_no_captions(shelf):
    lost = document("Ondertiteling", "a.vtt", VTT)
    lost.file.storage.delete(lost.file.name)
    facts = {"film": document(name="film.webm"), "transcript": "<p>Rust.</p>", "elsewhere": ""}
    with pytest.raises(ValidationError, match="bij ons weg"):
        page(shelf, "Film", models.FilmPage, captions=lost, **facts)


def test_a_film_is_a_film(shelf):
    with pytest.raises(ValidationError, match="geen film"):
        page(shelf, "Film", models.FilmPage, film=document(name="verslag.pdf"), elsewhere="")
