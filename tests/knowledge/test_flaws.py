"""What is wrong with a page is said when it is published, and stands in the report until it is mended."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Collection, Page

from knowledge import models
from knowledge.access import CLOSED, restrict, restrict_collection
from knowledge.flaws import flaws_of
from portal.core import timer
from tests.factories import OutsideLinkFactory, PortalImageFactory, staff
from tests.knowledge.test_editing import VTT, add, errors_of, form
from tests.pages import document, library, page
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    return library()


@pytest.fixture
def collections():
    """One for each audience, and the public root."""
    root = Collection.get_first_root_node()
    found = {"public": root}
    for audience in ("members", "level_2", CLOSED):
        found[audience] = root.add_child(name=audience)
        restrict_collection(found[audience], audience)
    return found


def in_english(flaws: list[str]) -> set[str]:
    """The kinds of flaw in these sentences."""
    kinds = {
        "ook te openen voor wie": "too open",
        "gaat niet open voor iedereen": "too closed",
        "wachtwoord": "locked",
        "beschadigd": "broken",
        "geen ondertiteling": "no captions",
        "weggegooid": "gone",
        "niet online": "late",
        "antwoordt niet": "dead link",
    }
    return {kind for words, kind in kinds.items() for flaw in flaws if words in flaw}


def flaws(of: Page) -> set[str]:
    call_command("rebuild_references_index", verbosity=0)  # Wagtail keeps it on commit, which no test here does
    return in_english(flaws_of(Page.objects.filter(pk=of.pk)).get(of.pk, []))


ORDER = ["public", "members", "level_2", CLOSED]


@pytest.mark.parametrize("of_page", ORDER)
@pytest.mark.parametrize("of_file", ORDER)
def test_a_file_opens_for_the_readers_of_its_page_and_for_nobody_else(shelf, collections, of_page, of_file):
    paper = document("Werkblad", collection=collections[of_file])
    made = page(shelf, "Verslag", models.PublicationPage, document=paper)
    restrict(made, of_page)
    difference = ORDER.index(of_file) - ORDER.index(of_page)
    assert flaws(made) == ({"too open"} if difference < 0 else {"too closed"} if difference > 0 else set())


def test_the_audience_of_a_page_is_also_that_of_the_pages_above_it(shelf, collections):
    theme = page(shelf, "Voor leden", models.ThemePage)
    restrict(theme, "members")
    made = page(theme, "Verslag", models.PublicationPage, document=document())
    assert flaws(made) == {"too open"}


def test_pictures_in_the_text_documents_in_a_link_and_files_of_variants_are_seen_too(shelf, collections):
    picture = PortalImageFactory(collection=collections["public"])
    linked = document("Flyer")
    block = {"type": "image", "value": {"image": picture.pk, "decorative": False, "alt_text": "Een brug"}}
    text = {"type": "paragraph", "value": f'<p><a linktype="document" id="{linked.pk}">Flyer</a></p>'}
    made = page(shelf, "Instrument", models.InstrumentPage)
    made.body = type(made.body)(made.body.stream_block, [block, text], is_lazy=True)
    made.variants.add(models.InstrumentVariant(name="Op papier", document=document("Variant")))
    made.save_revision().publish()
    restrict(made, "level_2")
    call_command("rebuild_references_index", verbosity=0)
    said = flaws_of([made])[made.pk]
    assert len(said) == 3
    for title in (picture.title, "Flyer", "Variant"):
        assert sum(f"“{title}”" in flaw for flaw in said) == 1


def test_a_pdf_that_cannot_be_read_is_told(shelf):
    made = page(shelf, "Verslag", models.PublicationPage, document=document(content=b"%PDF-1.7 \xff stuk"))
    run_jobs()
    assert flaws(made) == {"broken"}


def test_what_is_missing_or_dead_is_told(shelf):
    paper, captions = document(), document("Ondertiteling", "a.vtt", VTT)
    publication = page(shelf, "Verslag", models.PublicationPage, document=paper)
    film = page(
        shelf, "Film", models.FilmPage, film=document(name="film.webm"), captions=captions, elsewhere="", transcript="x"
    )
    assert (flaws(publication), flaws(film)) == (set(), set())
    paper.delete()
    captions.delete()
    assert (flaws(publication), flaws(film)) == ({"gone"}, {"no captions"})
    OutsideLinkFactory(page=publication, trouble="De site antwoordt niet.")
    assert flaws(publication) == {"gone", "dead link"}


def test_publishing_says_it_and_the_report_shows_it_with_the_same_queries_for_many(
    shelf, collections, django_assert_num_queries, django_capture_on_commit_callbacks
):
    restrict(shelf, "members")
    editor = client_of(staff("editor"))
    for number in range(3):
        data = form(
            slug=f"verslag-{number}",
            lead="",
            document=document(f"Stuk {number}"),
            cover="",
            year="2024",
            published_by="",
            replaced_by="",
        )
        with django_capture_on_commit_callbacks(execute=True):
            response = add(editor, shelf, "publicationpage", data, "action-publish")
        assert response.status_code == 302, errors_of(response)
        said = editor.get(response.url).content.decode()
        assert f"“Stuk {number}” is ook te openen voor wie deze pagina niet mag lezen." in said
    shown = editor.get("/beheer/reports/incomplete/").content.decode()
    assert shown.count("is ook te openen") == 3
    pages = list(models.PublicationPage.objects.all())
    for some in (pages[:1], pages):
        with django_assert_num_queries(12):
            flaws_of(some)
    exported = editor.get("/beheer/reports/incomplete/?export=csv")
    assert "is ook te openen" in b"".join(exported.streaming_content).decode()


def test_the_report_of_what_to_read_again_says_who_and_before_when(shelf):
    keeper = staff("editor", first_name="Floor", last_name="Letterhof")
    page(shelf, "Al oud", review_by="2020-01-03", caretaker=keeper)
    page(shelf, "Nog ouder", models.EvidencePage, review_by="2019-01-03")
    shown = client_of(keeper).get("/beheer/reports/overdue/").content.decode()
    assert shown.index("Nog ouder") < shown.index("Niemand") < shown.index("Al oud") < shown.index("3 januari 2020")
    assert "Floor Letterhof" in shown


# --- Planned ------------------------------------------------------------------------------------------------------


def plan(shelf, title: str, go_live_at, kind=models.ArticlePage, **facts) -> Page:
    made = page(shelf, title, kind, **facts)
    made.unpublish()
    made.go_live_at = go_live_at
    made.save_revision().publish()
    made.refresh_from_db()
    return made


def publish_at(moment) -> None:
    with time_machine.travel(moment, tick=False):
        timer.publish_due(moment)


def test_a_planned_page_goes_online_and_comes_down_at_its_time(shelf):
    now = timezone.now()
    made = plan(shelf, "Gepland", now + timedelta(hours=1))
    page(shelf, "Voorbij", expire_at=now + timedelta(hours=2))
    seen = []
    for hours in (0, 1.5, 2.5):
        publish_at(now + timedelta(hours=hours))
        seen.append(set(Page.objects.live().filter(title__in=["Gepland", "Voorbij"]).values_list("title", flat=True)))
    assert seen == [{"Voorbij"}, {"Gepland", "Voorbij"}, {"Gepland"}]
    assert flaws(made) == set()


def test_a_planned_page_that_lost_its_file_waits_alone_and_stands_in_the_report(shelf, caplog):
    now = timezone.now()
    paper = document()
    broken = plan(shelf, "Zonder bestand", now + timedelta(hours=1), models.PublicationPage, document=paper)
    whole = plan(shelf, "Heel", now + timedelta(hours=2))
    paper.delete()
    for _ in range(2):
        publish_at(now + timedelta(hours=3))
    live = {p.title: p.live for p in Page.objects.filter(pk__in=(broken.pk, whole.pk))}
    assert live == {"Zonder bestand": False, "Heel": True}
    assert len(caplog.records) == 1  # not every half minute
    assert in_english(flaws_of([broken], now + timedelta(hours=3))[broken.pk]) == {"late"}
