from datetime import date

import pytest
from django.core.management import call_command
from django.http import QueryDict

from portal.core import search
from portal.core.models import SearchEntry
from portal.core.search import candidates, names
from tests.factories import member, page, site
from tests.people import client_of

pytestmark = pytest.mark.django_db
EVERYBODY = {"public"}


@pytest.fixture
def facets(monkeypatch):
    """Names of our own, so that no room's registration decides a test."""
    monkeypatch.setattr(names, "_kinds", {})
    monkeypatch.setattr(names, "_labels", {})
    monkeypatch.setattr(names, "_audiences", {"level_2": "Voor leden van niveau 2"})
    search.register_kind("article", "Artikelen", "Artikel")
    search.register_kind("film", "Films", "Film")
    search.register_labels("rol", "Rol", lambda: [("professional", "Professional"), ("bestuur", "Bestuur")])
    search.register_labels("domein", "Domein", lambda: [("geld", "Geld"), ("werk", "Werk")])


@pytest.fixture
def entries():
    search.index("page", 90_001, audience="public", title="Een brief die rust geeft", url="/a/", text="Schrijf kort.")
    search.index("page", 90_002, audience="members", title="De brug in Fryslân", url="/b/")
    search.index("page", 90_003, audience="level_2", title="Doelactieplan", url="/c/")


@pytest.fixture
def library(facets):
    def add(n, kind, title, on, *labels, audience="public", **facts):
        search.index(kind, n, audience=audience, title=title, url=f"/{n}/", on=on, labels=labels, **facts)

    add(1, "article", "Brug een", date(2018, 5, 1), "rol:professional", "domein:geld")
    add(2, "article", "Brug twee", date(2019, 5, 1), "rol:bestuur", "domein:geld", "thema:stress")
    add(3, "film", "Brug drie", date(2019, 6, 1), "rol:professional", "domein:werk")
    add(4, "film", "Brug vier", None, audience="level_2")
    add(5, "secret", "Brug vijf", date(2020, 1, 1))


def titles(words, *audiences, **asked):
    return [e.title for e in search.find(words, audiences=set(audiences), **asked).entries]


def counts(found):
    return {facet.name: {choice.value: choice.count for choice in facet.choices} for facet in found.facets}


# --- Who may know ----------------------------------------------------------------------------------------


def test_what_one_may_not_know_is_not_found(entries):
    assert titles("doelactieplan", "public", "members") == []
    assert titles("doelactieplan", "public", "members", "level_2") == ["Doelactieplan"]


def test_what_one_may_not_know_is_in_no_list_and_no_count(library):
    found = search.find("brug", audiences=EVERYBODY)
    assert found.count == found.page.paginator.count == 4
    assert counts(found)["soort"] == {"article": 2, "film": 1}
    assert search.find("", audiences=EVERYBODY, kinds=("film",)).count == 1


def test_a_teaser_is_for_who_does_not_know_the_thing(library):
    search.index("film", -4, audience="public", teaser_for="level_2", title="Brug vier", url="/4/", summary="Kort")
    (teaser,) = search.find("vier", audiences={"public", "members"}).entries
    assert (teaser.teaser_label, teaser.summary) == ("Voor leden van niveau 2", "Kort")
    (itself,) = search.find("vier", audiences={"public", "members", "level_2"}).entries
    assert (itself.teaser_label, itself.summary) == ("", "")


# --- Facets ----------------------------------------------------------------------------------------------


def test_each_choice_says_how_many_one_would_see(library):
    found = search.find("brug", audiences=EVERYBODY)
    assert counts(found) == {
        "soort": {"article": 2, "film": 1},
        "rol": {"professional": 2, "bestuur": 1},
        "domein": {"geld": 2, "werk": 1},
        "jaar": {"2020": 1, "2019": 2, "2018": 1},
    }


def test_other_choices_of_a_facet_keep_their_counts(library):
    found = search.find("brug", audiences=EVERYBODY, kinds=("film",))
    assert [e.title for e in found.entries] == ["Brug drie"]
    assert counts(found)["soort"] == {"article": 2, "film": 1}
    assert counts(found)["rol"] == {"professional": 1}
    assert [(facet.name, choice.label) for facet, choice in found.chosen] == [("soort", "Films")]


def test_within_a_facet_either_will_do_and_of_two_facets_both_must(library):
    either = ("rol:professional", "rol:bestuur")
    assert set(titles("", "public", labels=either)) == {"Brug een", "Brug twee", "Brug drie"}
    assert titles("", "public", labels=("rol:professional", "domein:geld")) == ["Brug een"]
    assert set(titles("brug", "public", year=2019)) == {"Brug twee", "Brug drie"}
    assert titles("brug", "public", labels=("thema:stress",)) == ["Brug twee"]  # no facet, but a filter


def test_only_some_kinds_count_where_a_page_asks_so(library):
    found = search.find("brug", audiences=EVERYBODY, among=("article", "film"))
    assert found.count == 3
    assert "2020" not in counts(found)["jaar"]


def test_a_kind_without_a_name_is_found_without_one(library):
    (entry,) = search.find("vijf", audiences=EVERYBODY).entries
    assert (entry.title, entry.kind_label) == ("Brug vijf", "")


def test_an_entry_names_its_kind_and_day(library):
    (entry,) = search.find("twee", audiences=EVERYBODY).entries
    assert (entry.kind_label, entry.on) == ("Artikel", date(2019, 5, 1))


def test_a_chosen_value_that_nobody_has_can_be_taken_away_again(library):
    found = search.find("brug", audiences=EVERYBODY, labels=("rol:onbekend",), kinds=("niets",), year=1999)
    assert found.count == 0
    assert {choice.label for _facet, choice in found.chosen} == {"onbekend", "niets", "1999"}


# --- Order, pages and bounds -----------------------------------------------------------------------------


def test_without_words_everything_is_listed_newest_first(library):
    found = search.find("", audiences=EVERYBODY)
    assert [e.title for e in found.entries] == ["Brug vijf", "Brug drie", "Brug twee", "Brug een"]


def test_the_best_come_first_and_the_newest_when_asked(facets):
    search.index("article", 1, audience="public", title="Over rust", url="/", on=date(2020, 1, 1), text="Een brug.")
    search.index("article", 2, audience="public", title="Naar de brug", url="/", on=date(2010, 1, 1))
    search.index("article", 3, audience="public", title="Brug bouwen", url="/", on=date(2011, 1, 1))
    assert titles("brug", "public") == ["Brug bouwen", "Naar de brug", "Over rust"]
    assert titles("brug", "public", order="new") == ["Over rust", "Brug bouwen", "Naar de brug"]


def test_twenty_a_page_and_a_page_too_far_is_the_last(facets):
    for n in range(45):
        search.index("article", n, audience="public", title=f"Brug {n}", url=f"/{n}/")
    found = [search.find("brug", audiences=EVERYBODY, page=page) for page in (1, "2", 3, 9)]
    assert [len(each.entries) for each in found] == [20, 20, 5, 5]
    assert len({e.title for each in found[:3] for e in each.entries}) == 45
    assert (found[3].page.number, found[3].page.paginator.num_pages) == (3, 3)


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(candidates, "MOST", 2)
    monkeypatch.setattr("portal.core.search.finding.MOST", 2)


@pytest.mark.parametrize("order", ["best", "new"])
def test_counts_are_right_up_to_the_most_and_above_it_more_than(facets, few, order):
    for n in range(2):
        search.index("article", n, audience="public", title=f"Gemeente {n}", url=f"/{n}/")
    found = search.find("gemeente", audiences=EVERYBODY, order=order)
    assert (found.count, found.is_more, found.counts_are_least) == (2, False, False)
    search.index("film", 9, audience="public", title="Gemeente 9", url="/9/")
    found = search.find("gemeente", audiences=EVERYBODY, order=order)
    assert (found.count, found.is_more, found.counts_are_least) == (2, True, True)


def test_what_is_chosen_is_looked_for_beyond_the_most(facets, few):
    for n in range(9):
        search.index("article", n, audience="public", title=f"Gemeente {n}", url=f"/{n}/")
    search.index("film", 9, audience="public", title="Een film", summary="Gemeente", url="/9/")
    found = search.find("gemeente", audiences=EVERYBODY, kinds=("film",))
    assert ([e.title for e in found.entries], found.count, found.is_more) == (["Een film"], 1, False)


def test_the_same_number_of_queries_however_much_is_found(facets, django_assert_num_queries):
    def add(numbers):
        for n in numbers:
            search.index("article", n, audience="public", title=f"Brug {n}", text="brug", url=f"/{n}/")

    add(range(1))
    with django_assert_num_queries(5):
        search.find("brug", audiences=EVERYBODY)
    add(range(1, 30))
    with django_assert_num_queries(5):
        assert search.find("brug", audiences=EVERYBODY, kinds=("article",)).count == 30
    with django_assert_num_queries(8):  # and the words inside longer ones
        search.find("bestaatniet", audiences=EVERYBODY)


# --- Passages --------------------------------------------------------------------------------------------


def passage_of(words, **facts):
    search.index("article", 1, audience="public", title="T", url="/", **facts)
    (entry,) = search.find(words, audiences=EVERYBODY).entries
    return entry.passage


@pytest.mark.parametrize(
    ("words", "text", "marked"),
    [
        ("brieven", "Schrijf een brief.", "<mark>brief</mark>"),
        ("brief", "Schrijf BRIEVEN.", "<mark>BRIEVEN</mark>"),
        ("fryslan", "In Fryslân is het.", "<mark>Fryslân</mark>"),
        ("leren", "Ik leer veel.", "<mark>leer</mark>"),
        ("niveau 2", "Op niveau 2, in 2019.", "<mark>niveau</mark> <mark>2</mark>, in 2019."),
        ('"goede brief"', "Een goede brief.", "<mark>goede</mark> <mark>brief</mark>"),
    ],
)
def test_what_was_found_is_marked_where_it_stands(facets, words, text, marked):
    assert marked in passage_of(words, text=text)


def test_a_passage_is_about_what_was_found(facets):
    passage = passage_of("brug", text="Woord " * 500 + "de brug is open " + "woord " * 500)
    assert passage.startswith("… ")
    assert passage.endswith(" …")
    assert "de <mark>brug</mark> is open" in passage


def test_a_text_stays_text(facets):
    text = "<script>alert(1)</script> & brug <mark>x</mark> \x02 <b>brug</b>"
    passage = passage_of("brug script mark", text=text, summary=text)
    assert "<script" not in passage
    assert "<b>" not in passage
    assert passage.count("<mark>") == passage.count("</mark>") == 6
    search.index("article", 1, audience="public", title="<i>brug</i>", url="/")
    (entry,) = search.find("brug", audiences=EVERYBODY).entries
    assert entry.marked_title == "&lt;i&gt;<mark>brug</mark>&lt;/i&gt;"


def test_the_summary_is_shown_where_the_text_does_not_hold_the_words(facets):
    assert passage_of("kort", summary="In het kort", text="Iets anders") == "In het <mark>kort</mark>"


# --- Addresses, rooms, the page --------------------------------------------------------------------------


def test_an_address_says_what_is_asked(facets):
    asked = search.asked(QueryDict("q= brug &soort=film&rol=bestuur&thema=x&jaar=2019&volgorde=nieuw&pagina=3"))
    assert asked == {
        "words": "brug",
        "kinds": ("film",),
        "labels": ("rol:bestuur",),
        "year": 2019,
        "order": "new",
        "page": "3",
    }


@pytest.mark.parametrize("year", ["", "x", "-1", "0", "99999999999999", "²", "0001"])
def test_a_year_that_is_none_is_not_asked(year):
    assert search.asked(QueryDict(f"jaar={year}"))["year"] is None


def test_everything_can_be_put_in_again():
    contact = page(site(), "Contact")
    organisation = member(level=1).organisation
    SearchEntry.objects.all().delete()
    search.index("organisation", 987_654, audience="public", title="Weg", url="/")
    call_command("index_again")
    assert SearchEntry.objects.filter(kind="organisation").values_list("title", flat=True).get() == organisation.name
    assert SearchEntry.objects.filter(kind="page").values_list("title", flat=True).get() == contact.title


def test_the_page_shows_what_the_persons_level_allows(client, entries):
    site()
    page = client.get("/zoeken/?q=doelactieplan").content.decode()
    assert "Doelactieplan" not in page
    assert "/c/" in client_of(member(level=2).user).get("/zoeken/?q=doelactieplan").content.decode()
    assert "/c/" not in client_of(member(level=1).user).get("/zoeken/?q=doelactieplan").content.decode()


def test_a_filter_is_one_click_away_from_gone_and_pages_keep_it(client, library):
    site()
    for n in range(30):
        search.index("film", 100 + n, audience="public", title=f"Brug {n}", url=f"/{n}/", labels=["rol:bestuur"])
    page = client.get("/zoeken/?q=brug&soort=film&rol=bestuur").content.decode()
    assert 'href="?q=brug&amp;rol=bestuur"' in page
    assert 'href="?q=brug&amp;soort=film"' in page
    assert "q=brug&amp;soort=film&amp;rol=bestuur&amp;pagina=2" in page
    assert "<mark>Brug</mark>" in page


def test_the_empty_page_helps(client):
    site()
    main = client.get("/zoeken/?q=xylofoon").content.decode().split("<main")[1].split("</main>")[0]
    assert "‘xylofoon’" in main
    assert "mailto:netwerk@example.org" in main


def test_visitors_pages_are_kept_and_those_of_members_never(client):
    site()
    client.get("/zoeken/?q=brug")
    assert client.get("/zoeken/?q=brug").headers.get("X-Page-Cache") == "hit"
    answer = client_of(member(level=1).user).get("/zoeken/?q=brug")
    assert "X-Page-Cache" not in answer.headers
    assert "no-store" in answer.headers["Cache-Control"]
