"""Fixed texts and the texts of the demo are easy to read: LIX at most 40, 12 words a sentence on average.

LIX (Björnsson, 1968): words per sentence plus the share of words longer than six letters, in per cent.
"""

import re
from pathlib import Path

import pytest

from portal.home.demo_network.content import home, library, pages, routes

ROOT = Path(__file__).resolve().parents[1]
TRANSLATED = re.compile(r"""{% translate (?:"([^"]+)"|'([^']+)') %}""")


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w’'-]*[A-Za-zÀ-ÿ][\w’'-]*", text)


def measured(text: str) -> tuple[float, float]:
    """LIX, and words per sentence."""
    words = words_of(text)
    sentences = max(1, len([s for s in re.split(r"[.!?:]+(?:\s|$)|\n", text) if words_of(s)]))
    long = sum(len(word) > 6 for word in words)
    average = len(words) / sentences
    return average + 100 * long / max(1, len(words)), average


def texts_of(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts_of(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in texts_of(part)]
    return []


def read(entry: dict) -> str:
    parts = [entry.get("title", ""), entry.get("intro", ""), *texts_of([value for _kind, value in entry["body"]])]
    for field in ("goes_well", "goes_less", "outcome", "programme", "transcript", "lessons", "teaser", "versions"):
        parts += texts_of(entry.get(field, []))
    return "\n".join(part for part in parts if part)


def read_files(entry: dict) -> str:
    """What stands in the PDF of a publication, or in those of an instrument."""
    files = [entry.get("file"), *(variant["file"] for variant in entry.get("variants", []))]
    return "\n".join(texts_of([file["pages"] for file in files if file]))


LESSONS = [lesson for route in routes.ROUTES for lesson in route["lessons"]]
EVERY = [*pages.PAGES, *library.THEMES, *library.MATERIAL, *routes.ROUTES, *LESSONS]
ENTRIES = {entry["slug"]: entry for entry in EVERY}
FILES = {entry["slug"]: text for entry in library.MATERIAL if (text := read_files(entry))}


@pytest.mark.parametrize("slug", ENTRIES)
def test_a_page_of_the_demo_is_easy_to_read(slug):
    lix, average = measured(read(ENTRIES[slug]))
    assert lix <= 40
    assert average <= 12


@pytest.mark.parametrize("slug", FILES)
def test_the_files_of_the_demo_are_easy_to_read(slug):
    lix, average = measured(FILES[slug])
    assert lix <= 40
    assert average <= 12
    assert [text for text in FILES[slug].splitlines() if measured(text)[1] > 20] == []


def test_difficult_words_are_explained_in_easy_ones():
    lix, average = measured("\n".join(entry["meaning"] for entry in library.GLOSSARY))
    assert lix <= 40
    assert average <= 12


def test_fixed_sentences_are_easy_to_read():
    """Every sentence that a screen of members and visitors holds, together and one by one."""
    sentences = []
    for path in (ROOT / "templates").rglob("*.html"):
        if "beheer" not in path.parts:
            sentences += [a or b for a, b in TRANSLATED.findall(path.read_text())]
    full = [s for s in sentences if s.rstrip().endswith((".", "?", "!")) and len(words_of(s)) > 3]
    assert len(full) > 150
    lix, average = measured("\n".join(full))
    assert lix <= 40
    assert average <= 12
    assert [s for s in full if measured(s)[1] > 20] == []


def test_the_measure_knows_hard_from_easy():
    assert measured("Wij bellen u. U hoeft niets te doen.")[0] < 20
    hard = "Ingevolge voornoemde beleidsregels worden aanvragen overeenkomstig vastgestelde procedures afgehandeld."
    assert measured(hard)[0] > 60


def test_the_home_page_is_easy_to_read():
    lix, average = measured("\n".join(t for t in texts_of(home.HOME) if len(words_of(t)) > 3))
    assert lix <= 40
    assert average <= 12
