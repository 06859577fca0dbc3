"""Difficult words are explained once, where they stand first, and the text stays what it was."""

import re
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.explaining import explain


@dataclass(frozen=True)
class Word:
    slug: str
    forms: list[str] = field(default_factory=list)


STRESS = Word("stress", ["stress"])
CHRONIC = Word("chronische-stress", ["chronische stress", "langdurige stress"])


def without_links(html: str) -> str:
    return re.sub(r'<a class="term" href="#woord-[\w-]+">(.*?)</a>', r"\1", html)


def test_the_first_place_is_linked_and_no_other():
    html, found = explain("<p>Stress is lastig. Stress went niet.</p>", [STRESS])
    assert html == '<p><a class="term" href="#woord-stress">Stress</a> is lastig. Stress went niet.</p>'
    assert found == [STRESS]


def test_the_longest_form_wins_and_the_order_is_that_of_the_text():
    html, found = explain("<p>Langdurige stress. En stress.</p>", [STRESS, CHRONIC])
    assert '<a class="term" href="#woord-chronische-stress">Langdurige stress</a>' in html
    assert '<a class="term" href="#woord-stress">stress</a>' in html
    assert found == [CHRONIC, STRESS]


def test_nothing_is_put_in_a_link_a_heading_or_a_part_of_a_word():
    text = '<h2>Stress</h2><p><a href="/x/">stress</a> stressvrij &stress; <img alt="stress"></p>'
    assert explain(text, [STRESS]) == (text, [])


def test_after_a_heading_the_text_is_explained_again():
    html, _found = explain("<h2>Stress</h2><p>Stress</p>", [STRESS])
    assert html == '<h2>Stress</h2><p><a class="term" href="#woord-stress">Stress</a></p>'


def test_without_words_or_text_nothing_happens():
    assert explain("<p>Stress</p>", []) == ("<p>Stress</p>", [])
    assert explain("", [STRESS]) == ("", [])


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(st.lists(st.sampled_from(["stress", "chronische stress", "rust", "<b>", "</b>", "<h3>", "</h3>", " ", "."])))
def test_taking_the_links_away_gives_the_text_back(parts):
    text = "".join(parts)
    html, found = explain(text, [STRESS, CHRONIC])
    assert without_links(html) == text
    assert len(found) == len({word.slug for word in found}) == html.count('class="term"')
