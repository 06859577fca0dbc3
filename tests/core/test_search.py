import pytest

from portal.core import search
from tests.factories import member, site
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries():
    search.index("page", 90_001, audience="public", title="Een brief die rust geeft", url="/a/", text="Schrijf kort.")
    search.index("page", 90_002, audience="members", title="De brug in Fryslân", url="/b/")
    search.index("page", 90_003, audience="level_2", title="Doelactieplan", url="/c/")


def titles(words, *audiences):
    return [e.title for e in search.find(words, audiences=set(audiences))]


@pytest.mark.parametrize("words", ["brief", "brieven", "rust", "Bri"])
def test_words_stems_and_beginnings_are_found(entries, words):
    assert titles(words, "public") == ["Een brief die rust geeft"]


def test_a_part_in_the_middle_of_a_word_is_found_where_no_word_is(entries):
    assert titles("actiepl", "level_2") == ["Doelactieplan"]


def test_a_word_in_every_title_is_ranked_within_bounds(entries, monkeypatch):
    monkeypatch.setattr(search, "MOST", 2)
    for n in range(5):
        search.index("organisation", n, audience="public", title=f"Gemeente {n}", url=f"/{n}/")
    assert len(titles("gemeente", "public")) == 3  # one more than is shown: the page says "meer dan"


def test_accents_do_not_matter(entries):
    assert titles("fryslan", "members") == titles("Fryslân", "members") == ["De brug in Fryslân"]


def test_what_one_may_not_know_is_not_found(entries):
    assert titles("doelactieplan", "public", "members") == []
    assert titles("doelactieplan", "public", "members", "level_2") == ["Doelactieplan"]


@pytest.mark.parametrize("words", ["", "   ", "'", "a & | !", "\x00", "%", "(" * 300])
def test_odd_input_is_no_error(entries, words):
    assert titles(words, "public") in ([], ["Een brief die rust geeft"])


def test_the_page_shows_what_the_persons_level_allows(client, entries):
    site()
    assert (
        "Doelactieplan"
        not in client.get("/zoeken/?q=doelactieplan").content.decode().split("<main")[1].split("</form>")[1]
    )
    level_2 = client_of(member(level=2).user)
    assert "/c/" in level_2.get("/zoeken/?q=doelactieplan").content.decode()
    assert "/c/" not in client_of(member(level=1).user).get("/zoeken/?q=doelactieplan").content.decode()
