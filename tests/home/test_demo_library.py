"""What the library of the demo holds: enough to judge it by, and every entry whole."""

from collections import Counter

import pytest

from portal.home.demo_network.content.library import GLOSSARY, MATERIAL, MOVED
from portal.home.demo_network.content.pages import PAGES
from portal.home.demo_network.covers import DRAWINGS, cover

LEAST = {"instrument": 6, "publication": 8, "film": 2, "story": 6}


def of(kind: str) -> list[dict]:
    return [entry for entry in MATERIAL if entry["type"] == kind]


def test_there_is_enough_of_everything_and_part_of_it_is_closed():
    counted = Counter(entry["type"] for entry in MATERIAL)
    assert {kind: counted[kind] for kind, least in LEAST.items() if counted[kind] < least} == {}
    assert len(GLOSSARY) >= 30
    assert len(MATERIAL) + len(PAGES) >= 40
    for kind in ("instrument", "publication"):
        assert {entry["audience"] for entry in of(kind)} == {"public", "members", "level_2"}


def test_no_address_and_no_word_is_there_twice():
    slugs = [entry["slug"] for entry in MATERIAL] + list(MOVED)
    assert [slug for slug, times in Counter(slugs).items() if times > 1] == []
    words = [entry["word"] for entry in GLOSSARY]
    words += [also for entry in GLOSSARY for also in entry["also"].split(", ") if also]
    assert [word for word, times in Counter(words).items() if times > 1] == []
    variants = [variant["file"] for entry in of("instrument") for variant in entry["variants"] if variant["file"]]
    names = [file["name"] for file in variants + [entry["file"] for entry in of("publication")]]
    assert [name for name, times in Counter(names).items() if times > 1] == []


@pytest.mark.parametrize("entry", MATERIAL, ids=lambda entry: entry["slug"])
def test_an_entry_is_whole(entry):
    """Labels to be found by; who may not read it gets a teaser; an instrument under licence has one."""
    assert entry["labels"]
    if entry["audience"] != "public":
        assert entry["teaser"]["title"]
        assert entry["teaser"]["text"]
    if entry.get("needs_licence"):
        assert entry["versions"][-1]["licence"]


@pytest.mark.parametrize("entry", [*MATERIAL, *PAGES], ids=lambda entry: entry["slug"])
def test_a_panel_stands_below_a_heading_of_its_page(entry):
    """Its own is of the third level."""
    kinds = [kind for kind, _value in entry["body"]]
    assert "panel" not in kinds or "heading" in kinds[: kinds.index("panel")]


@pytest.mark.parametrize("entry", of("publication"), ids=lambda entry: entry["slug"])
def test_a_publication_is_a_file_and_a_text_to_read_without_it(entry):
    assert len(entry["file"]["pages"]) > 1
    assert [kind for kind, _value in entry["body"] if kind == "heading"]


def test_every_publication_has_a_drawing_of_its_own():
    drawn = [entry["cover"]["drawing"] for entry in of("publication")]
    assert [name for name, times in Counter(drawn).items() if times > 1] == []
    assert len({cover("Titel", "sand", name) for name in DRAWINGS}) == len(DRAWINGS)


@pytest.mark.parametrize("entry", of("story"), ids=lambda entry: entry["slug"])
def test_a_story_tells_both_sides_and_where_its_figures_come_from(entry):
    assert entry["goes_well"]
    assert entry["goes_less"]
    for figure in entry["figures"]:
        part, _, whole = figure["value"].partition(" van ")
        assert 0 < int(part) <= int(whole or figure["n"]) == figure["n"]
        assert figure["source"]
