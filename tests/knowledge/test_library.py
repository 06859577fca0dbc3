"""The library shows every reader what they may know of, and nothing else."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from knowledge import models
from knowledge.access import restrict
from portal.core.page_cache import bump
from portal.core.search import LEVEL_2, MEMBERS
from tests.factories import GlossaryEntryFactory, LabelFactory, NetworkItemFactory, member, staff
from tests.pages import LEAST, document, library, page
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    return library()


@pytest.fixture
def theme(shelf):
    return page(shelf, "Stress en denken", models.ThemePage)


def text(client, address: str = "/kennis/") -> str:
    """The page as it is after the transaction: kept pages are forgotten on commit, which no test here does."""
    bump()
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


# --- What stands in it ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", LEAST)
def test_every_type_can_be_read_with_the_least_it_must_have(client, theme, kind):
    made = page(theme, f"Over {kind.__name__}", kind)
    shown = text(client, made.get_url())
    assert f"<h1>{made.title}</h1>" in shown
    assert made.title in text(client)
    assert made.title in text(client, theme.get_url())


def test_an_empty_library_says_so(client, shelf):
    assert "Hier staat nog niets voor u." in text(client)


def test_a_reader_chooses_by_kind_label_and_words(client, theme):
    money = LabelFactory(kind="domein", slug="geld", name="Geld")
    film = page(theme, "Een rustige wachtkamer", models.FilmPage, labels=[money])
    story = page(theme, "Zo doet Lindehaven het", models.StoryPage, labels=[money])
    other = page(theme, "Brieven die rust geven")
    shown = text(client, "/kennis/?domein=geld")
    assert film.title in shown
    assert story.title in shown
    assert other.title not in shown
    shown = text(client, "/kennis/?domein=geld&soort=film")
    assert film.title in shown
    assert story.title not in shown
    shown = text(client, "/kennis/?q=brief")
    assert other.get_url() in shown
    assert film.get_url() not in shown


def test_a_theme_holds_its_own_pages_only(client, shelf, theme):
    other = page(shelf, "Geld", models.ThemePage)
    here, there = page(theme, "Hier"), page(other, "Daar")
    shown = text(client, theme.get_url())
    assert here.title in shown
    assert there.lead not in shown


@pytest.mark.parametrize(
    "asked",
    ["soort=bestaat-niet", "jaar=x", "pagina=-1", "pagina=9999999999999999999", "domein=%00", "q=%F0%9F", "volgorde=x"],
)
def test_a_strange_choice_is_no_error(client, theme, asked):
    page(theme, "Iets")
    text(client, f"/kennis/?{asked}")


# --- For whom ------------------------------------------------------------------------------------------------


def test_closed_pages_are_on_nobody_elses_shelf(client, theme):
    for audience in (MEMBERS, LEVEL_2):
        restrict(page(theme, f"Geheim {audience}", lead=f"Lead {audience}"), audience)
    seen = {
        "visitor": text(client),
        "level 1": text(client_of(member(level=1).user)),
        "level 2": text(client_of(member(level=2).user)),
        "staff": text(client_of(staff("adviser"))),
    }
    assert {who for who, shown in seen.items() if "Geheim members" in shown} == {"level 1", "level 2", "staff"}
    assert {who for who, shown in seen.items() if "Geheim level_2" in shown} == {"level 2", "staff"}


def test_a_teaser_stands_in_for_the_page_and_shows_the_way_in(client, theme):
    closed = page(
        theme,
        "Het instrument zelf",
        models.InstrumentPage,
        lead="Vertrouwelijk begin",
        teaser_title="Een hulpmiddel voor gesprekken",
        teaser_text="U tekent samen een brug.",
    )
    restrict(closed, LEVEL_2)
    for who in (client, client_of(member(level=1).user)):
        for address in ("/kennis/", theme.get_url()):
            shown = text(who, address)
            assert "Een hulpmiddel voor gesprekken" in shown
            assert "Voor leden in niveau 2" in shown
            assert "Het instrument zelf" not in shown
            assert "Vertrouwelijk begin" not in shown
    refused = client_of(member(level=1).user).get(closed.get_url())
    assert refused.status_code == 403
    assert "Een hulpmiddel voor gesprekken" in refused.content.decode()
    assert "Het instrument zelf" not in refused.content.decode()
    shown = text(client_of(member(level=2).user))
    assert "Het instrument zelf" in shown
    assert "Een hulpmiddel voor gesprekken" not in shown


def test_a_page_that_opens_again_has_no_teaser_left(client, theme):
    closed = page(theme, "Open voor even", teaser_title="Alleen de teaser")
    restrict(closed, MEMBERS)
    assert "Alleen de teaser" in text(client)
    restrict(closed, "public")
    shown = text(client)
    assert "Open voor even" in shown
    assert "Alleen de teaser" not in shown


def test_moving_a_page_under_a_closed_theme_closes_it_in_the_list(client, shelf, theme):
    closed = page(shelf, "Voor leden", models.ThemePage)
    restrict(closed, MEMBERS)
    moved = page(theme, "Verhuisd")
    assert "Verhuisd" in text(client)
    moved.move(closed, pos="last-child")
    assert "Verhuisd" not in text(client)


# --- What a type must have -----------------------------------------------------------------------------------


def test_a_film_of_our_own_needs_captions(shelf):
    film = models.FilmPage(title="Film", slug="film", transcript="<p>Tekst</p>", film=document(name="film.webm"))
    with pytest.raises(ValidationError, match="ondertiteling"):
        shelf.add_child(instance=film)


def test_a_replaced_publication_points_to_the_new_one(client, theme):
    newer = page(theme, "Jaarverslag 2018", models.PublicationPage)
    older = page(theme, "Jaarverslag 2017", models.PublicationPage, replaced_by=newer)
    shown = text(client, older.get_url())
    assert "Hier is iets nieuwers van:" in shown
    assert newer.get_url() in shown


def test_lessons_and_figures_are_shown_with_their_source(client, theme):
    trip = page(theme, "Boston", models.StudyTripPage)
    trip.lessons.add(NetworkItemFactory(text="Vier wat lukt.", source="Studiereis"))
    trip.save_revision().publish()
    assert "Vier wat lukt." in text(client, trip.get_url())
    story = page(theme, "Lindehaven", models.StoryPage)
    story.figures.add(models.StoryFigure(value="8 van 10", meaning="houden contact", n=10, source="Eigen telling"))
    story.save_revision().publish()
    shown = text(client, story.get_url())
    assert "Over 10 mensen." in shown
    assert "Eigen telling" in shown


def test_days_and_figures_are_said_as_people_say_them(client, theme):
    begin = datetime(2027, 1, 12, 13, tzinfo=timezone.get_default_timezone())
    event = page(theme, "Werkplaats", models.EventPage, starts_at=begin, ends_at=begin + timedelta(hours=3))
    assert "Dinsdag 12 januari 2027, 13.00 tot 16.00 uur" in text(client, event.get_url())
    assert "<span>12 januari 2027</span>" in text(client)
    trip = page(theme, "Boston", models.StudyTripPage, starts_on=begin.date(), ends_on=begin.date())
    assert "<dd>12 januari 2027</dd>" in text(client, trip.get_url())
    study = page(theme, "Washington", models.EvidencePage, n=3098)
    assert "<dd>3.098</dd>" in text(client, study.get_url())
    story = page(theme, "Lindehaven", models.StoryPage)
    story.figures.add(models.StoryFigure(value="1 op 3", meaning="houdt contact", n=12000, source="Eigen telling"))
    story.save_revision().publish()
    assert "Over 12.000 mensen." in text(client, story.get_url())


def test_difficult_words_are_explained_below_the_text(client, theme):
    GlossaryEntryFactory(word="borging", slug="borging", meaning="Zorgen dat iets blijft.")
    article = page(theme, "Vasthouden", body=[("paragraph", "<p>Borging vraagt tijd.</p>")])
    shown = text(client, article.get_url())
    assert '<a class="term" href="#woord-borging">Borging</a>' in shown
    assert "Zorgen dat iets blijft." in shown


def test_a_deleted_file_leaves_a_page_that_can_be_read(client, theme):
    paper = document()
    publication = page(theme, "Verslag", models.PublicationPage, document=paper)
    paper.delete()
    assert "Het bestand is er nu niet." in text(client, publication.get_url())


# --- For machines --------------------------------------------------------------------------------------------


def test_the_feed_and_the_sitemap_hold_public_pages_only(client, theme):
    page(theme, "Open artikel")
    restrict(page(theme, "Besloten artikel", slug="besloten"), MEMBERS)
    feed = client.get("/kennis/nieuw.rss")
    assert feed.headers["Content-Type"].startswith("application/rss+xml")
    assert "Open artikel" in feed.content.decode()
    assert "Besloten artikel" not in feed.content.decode()
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "/open-artikel/" in sitemap
    assert "/netwerk/" in sitemap
    assert "besloten" not in sitemap


def test_an_old_address_leads_to_the_new_one(client, theme, django_capture_on_commit_callbacks):
    article = page(theme, "Oude naam", slug="oude-naam")
    article.slug = "nieuwe-naam"
    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision().publish()
    response = client.get("/kennis/stress-en-denken/oude-naam/")
    assert (response.status_code, response.url) == (301, "/kennis/stress-en-denken/nieuwe-naam/")


def test_reports_show_what_to_look_at_to_editors_only(theme):
    late = page(theme, "Al oud", review_by="2020-01-01")
    page(theme, "Nog vers", review_by="2999-01-01")
    editor = client_of(staff("editor"))
    shown = text(editor, "/beheer/reports/overdue/")
    assert late.title in shown
    assert "Nog vers" not in shown
    paper = document()
    broken = page(theme, "Zonder bestand", models.PublicationPage, document=paper)
    paper.delete()
    assert broken.title in text(editor, "/beheer/reports/incomplete/")
    for role in ("adviser", "decider", "finance"):
        assert client_of(staff(role)).get("/beheer/reports/overdue/").status_code in (302, 403)


def test_what_is_searched_in_the_library_and_not_found_stands_in_the_report(client, theme):
    page(theme, "Een brief")
    for address in (
        "/kennis/?q=brief",
        "/kennis/?q=kwantum",
        f"{theme.get_url()}?q=quark",
        "/kennis/?q=boson&soort=film",
    ):
        text(client, address)
    editor = client_of(staff("editor"))
    shown = text(editor, "/beheer/reports/missed/")
    assert {word for word in ("brief", "kwantum", "quark", "boson") if word in shown} == {"kwantum"}
    assert date_format(timezone.localdate(), "j F Y") in shown
    restrict(page(theme, "Geheim higgs"), LEVEL_2)
    text(client, "/kennis/?q=higgs")
    assert "higgs" in text(editor, "/beheer/reports/missed/")


def test_how_deep_a_page_stands_costs_no_query(client, shelf, theme):
    near, deep = page(shelf, "Dichtbij"), page(theme, "Ver weg")
    for each in (near, deep):
        text(client, f"{each.get_url()}?x=1")
    counts = []
    for each in (near, deep):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"{each.get_url()}?x=2").status_code == 200
        counts.append(len(asked))
    assert counts[1] <= counts[0]
    assert client.get("/kennis/ver-weg/").status_code == 404
