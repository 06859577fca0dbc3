"""The front of the library: its themes for this reader, rows of two lines, and no query that need not be asked."""

import re

import pytest

from knowledge import models
from knowledge.access import restrict
from portal.core.search import LEVEL_2, MEMBERS
from tests.factories import LabelFactory, member, staff
from tests.knowledge.test_library import text
from tests.pages import library, page
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    return library()


def themes(client) -> set[str]:
    shown = text(client).partition('class="themes"')[2].partition("</ul>")[0]
    return set(re.findall(r'<a href="[^"]+">([^<]+)</a>', shown))


def test_everybody_sees_the_themes_they_may_read_from_the_moment_that_changes(
    client, shelf, django_capture_on_commit_callbacks
):
    page(shelf, "Open", models.ThemePage)
    closed = page(shelf, "Dicht", models.ThemePage)
    people = {
        "visitor": client,
        "level 1": client_of(member(level=1).user),
        "level 2": client_of(member(level=2).user),
        "staff": client_of(staff("adviser")),
    }
    may = {"public": set(people), MEMBERS: {"level 1", "level 2", "staff"}, LEVEL_2: {"level 2", "staff"}}
    for audience in ("public", MEMBERS, LEVEL_2, "public"):
        with django_capture_on_commit_callbacks(execute=True):
            restrict(closed, audience)
        seen = {who: themes(browser) for who, browser in people.items()}
        assert {who for who, titles in seen.items() if "Dicht" in titles} == may[audience], audience
        assert all("Open" in titles for titles in seen.values())


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("chosen", "queries"), [("", 8), ("&soort=article&domein=geld", 8)])
def test_a_visitor_costs_the_same_queries_however_much_there_is(
    client, shelf, count, chosen, queries, django_assert_num_queries
):
    money = LabelFactory(kind="domein", slug="geld", name="Geld")
    for number in range(count):
        theme = page(shelf, f"Thema {number}", models.ThemePage, labels=[money])
        page(theme, f"Artikel {number}", labels=[money])
    address = f"/kennis/?meetlat=1{chosen}"  # an address that is not kept
    text(client, address)
    with django_assert_num_queries(queries):
        client.get(address)


def test_a_row_says_what_it_is_and_when_and_leaves_the_rest_to_the_choices(client, shelf):
    labels = [LabelFactory(kind="domein", slug="geld", name="Geld"), LabelFactory(kind="rol", slug="r", name="Coach")]
    page(shelf, "Brieven die rust geven", labels=labels)
    shown = text(client)
    (about,) = re.findall(r'<p class="found__about">(.*?)</p>', shown)
    assert re.fullmatch(r"<span>Artikel</span><span>[a-z]+ 20\d\d</span>", about)
    assert "Geld <span" in shown  # beside the rows, to choose by
    assert "Gaat over: Geld, Coach." in text(client, "/kennis/brieven-die-rust-geven/")


def test_a_passage_ends_a_heading_and_an_item_before_the_next_sentence(client, shelf):
    body = [
        ("heading", "Naast elkaar"),
        ("list", ["Kies één ding", "Begin klein."]),
        ("paragraph", "<p>De brug helpt</p>"),
    ]
    made = page(shelf, "De aanpak", body=[("heading", "Kop")])
    made.body = body
    made.save_revision().publish()
    shown = text(client, "/kennis/?q=naast")
    assert "elkaar. Kies één ding. Begin klein. De brug helpt." in shown


@pytest.mark.parametrize(("minutes", "said"), [(1, "1 minuut lezen"), (2, "2 minuten lezen")])
def test_one_minute_is_a_minute(client, shelf, minutes, said):
    assert f">{said}<" in text(client, page(shelf, "Kort", minutes=minutes).get_url())


def test_what_was_chosen_does_not_stand_before_what_was_found(client, shelf):
    """On a narrow screen the choices are above the rows: they are folded, and open only where nothing was found."""
    money = LabelFactory(kind="domein", slug="geld", name="Geld")
    page(shelf, "Over geld", labels=[money])
    found, nothing = text(client, "/kennis/?domein=geld"), text(client, "/kennis/?domein=geld&soort=film")
    assert '<details class="facets">' in found
    assert '<details class="facets" open>' in nothing
    assert '<ul class="chosen"' in found


def test_who_looks_for_something_is_not_shown_the_themes_again(client, shelf):
    page(page(shelf, "Geld", models.ThemePage), "Brieven")
    assert "Begin met een thema" in text(client)
    for asked in ("?q=brieven", "?soort=article", "?q=bestaatniet"):
        assert "Begin met een thema" not in text(client, f"/kennis/{asked}")
