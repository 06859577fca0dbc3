"""Help while somebody types: what begins so stands first, and nothing shows that one may not know of."""

import pytest

from portal.core import search

pytestmark = pytest.mark.django_db

EVERYBODY = {"public", "members", "level_2"}


@pytest.fixture
def titles():
    def add(number: int, title: str, **facts) -> None:
        search.index("page", 80_000 + number, url=f"/{number}/", **({"audience": "public", "title": title} | facts))

    add(1, "Brieven die rust geven")
    add(2, "Een rustige brief")
    add(3, "Brug")
    add(4, "De brug in Fryslân", audience="members")
    add(5, "Briefgeheim", audience="level_2")
    add(6, "Brief voor leden", teaser_for="members")
    for number in range(20):
        add(100 + number, f"Gemeente {number:02}")
    add(200, "Over de gemeente")


def suggested(words: str, *audiences: str) -> list[str]:
    return [entry.title for entry in search.suggest(words, audiences=set(audiences or ("public",)))]


def test_what_begins_so_stands_before_what_holds_it(titles):
    assert suggested("brie") == ["Brief voor leden", "Brieven die rust geven", "Een rustige brief"]
    assert suggested("rust") == ["Een rustige brief", "Brieven die rust geven"]


def test_nobody_is_helped_to_what_they_may_not_know_of(titles):
    assert "Briefgeheim" not in suggested("brief", "public", "members")
    assert "Briefgeheim" in suggested("brief", *EVERYBODY)
    assert "Brief voor leden" not in suggested("brief", "public", "members")  # they know the thing itself
    assert suggested("frysl") == []
    assert suggested("frysl", "public", "members") == ["De brug in Fryslân"]


def test_two_letters_are_how_a_title_begins_or_a_whole_word(titles):
    assert "Brug" in suggested("br")
    assert "Een rustige brief" not in suggested("br")
    assert suggested("de", "public", "members") == ["De brug in Fryslân", "Over de gemeente"]
    assert suggested("b") == []


@pytest.mark.parametrize("typed", ["100%", "_e", "br%", "\\\\e", "'; --", "gemeente:*", "\x00ge"])
def test_what_is_typed_is_text_and_no_pattern(titles, typed):
    assert set(suggested(typed)) <= {f"Gemeente {n:02}" for n in range(20)} | {"Over de gemeente"}


def test_where_many_begin_so_no_more_is_asked(titles, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert suggested("gemeente") == [f"Gemeente {n:02}" for n in range(8)]
    with django_assert_num_queries(2):
        assert suggested("over") == ["Over de gemeente"]
