import pytest
from django.core.checks import run_checks
from django.test import Client
from wagtail.models import PageViewRestriction

from knowledge.access import restrict
from portal.core.models import SearchEntry
from tests.factories import member, page, site, staff
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    home = site()
    section = page(home, "Kennis", slug="kennis")
    open_page = page(section, "Voor iedereen", slug="open")
    members = page(section, "Voor leden", slug="leden")
    level_2 = page(section, "Voor niveau twee", slug="niveau-2")
    restrict(members, "members")
    restrict(level_2, "level_2")
    return {"open": open_page, "leden": members, "niveau-2": level_2}


def status(user, slug) -> int:
    browser = client_of(user) if user else Client()
    return browser.get(f"/kennis/{slug}/").status_code


MATRIX = {
    "visitor": (200, 302, 302),
    "level 1": (200, 200, 403),
    "level 2": (200, 200, 200),
    "adviser": (200, 200, 200),
    "editor": (200, 200, 200),
    "finance": (200, 200, 200),
}


@pytest.mark.parametrize("who", MATRIX)
def test_who_may_open_what(pages, who):
    user = {
        "visitor": lambda: None,
        "level 1": lambda: member(1).user,
        "level 2": lambda: member(2).user,
    }.get(who, lambda: staff(who))()
    assert tuple(status(user, slug) for slug in ("open", "leden", "niveau-2")) == MATRIX[who]


def test_a_closed_page_says_for_whom_it_is_and_the_way_in(pages):
    text = client_of(member(1).user).get("/kennis/niveau-2/").content.decode()
    assert "Dit is voor leden van niveau 2" in text
    assert "implementatieplan" in text


def test_a_visitor_reads_the_teaser_an_editor_wrote_and_the_way_in(pages):
    closed = pages["niveau-2"]
    closed.teaser_title, closed.teaser_text = "Zo maakt u een plan", "Voor coaches, met een voorbeeld."
    closed.save_revision().publish()
    answer = Client().get("/kennis/niveau-2/")
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "no-store" in answer["Cache-Control"]
    assert "Zo maakt u een plan" in text
    assert "Voor niveau twee" not in text
    assert 'href="/inloggen/?next=/kennis/niveau-2/"' in text
    assert 'href="/word-lid/"' in text


def test_what_one_may_not_open_is_not_in_lists(pages):
    assert "Voor leden" not in Client().get("/kennis/").content.decode().split("<article")[1]
    level_1 = client_of(member(1).user).get("/kennis/").content.decode()
    assert ("Voor leden" in level_1, "Voor niveau twee" in level_1) == (True, False)
    assert "Voor niveau twee" in client_of(member(2).user).get("/kennis/").content.decode()


def test_search_knows_the_audience_of_a_page_and_follows_it(pages):
    def audience(slug):
        return SearchEntry.objects.get(kind="page", object_id=pages[slug].pk).audience

    assert [audience(s) for s in pages] == ["public", "members", "level_2"]
    restrict(pages["leden"], "public")
    assert audience("leden") == "public"
    pages["open"].unpublish()
    assert not SearchEntry.objects.filter(kind="page", object_id=pages["open"].pk).exists()


def test_a_page_below_a_closed_page_is_closed_too(pages):
    below = page(pages["niveau-2"], "Dieper", slug="dieper")
    assert SearchEntry.objects.get(kind="page", object_id=below.pk).audience == "level_2"
    assert client_of(member(1).user).get("/kennis/niveau-2/dieper/").status_code == 403


def test_a_restriction_that_forgets_the_staff_is_an_error(pages):
    assert "knowledge.E001" not in [e.id for e in run_checks(databases=["default"])]
    restriction = PageViewRestriction.objects.first()
    restriction.groups.remove(restriction.groups.get(name="Medewerkers: redacteur"))
    assert "knowledge.E001" in [e.id for e in run_checks(databases=["default"])]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_page_is_read_and_nothing_is_sent_to_it(pages, method):
    assert Client().generic(method, "/kennis/open/").status_code == 405
    assert Client().generic(method, "/").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_pages_takes_the_same_number_of_queries(count, django_assert_num_queries):
    section = page(site(), "Kennis", slug="kennis")
    for n in range(count):
        restrict(page(section, f"Pagina {n}"), "members")
    browser = client_of(member(1).user)
    browser.get("/kennis/")
    with django_assert_num_queries(QUERIES):
        browser.get("/kennis/")


QUERIES = 14
