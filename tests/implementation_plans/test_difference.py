import random
import re

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from implementation_plans.algorithms.difference import Piece, difference

SAME = lambda text: Piece("same", text)  # noqa: E731
ADDED = lambda text: Piece("added", text)  # noqa: E731
REMOVED = lambda text: Piece("removed", text)  # noqa: E731


def old_of(found) -> str:
    return "".join(piece.text for paragraph in found.paragraphs for piece in paragraph if piece.kind != "added")


def new_of(found) -> str:
    return "".join(piece.text for paragraph in found.paragraphs for piece in paragraph if piece.kind != "removed")


WORDS = st.sampled_from(
    ["de", "een", "plan", "rust", "coach", "e-mail", "collega’s", ".", ",", "é", "e\u0301", "😀", "计划"]
)
SPACES = st.sampled_from([" ", " ", " ", "\n", "\n\n", "\r\n", "\r", "\t", "  ", "\u2028", "\x1d", "\u00a0", ""])
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.tuples(WORDS, SPACES), max_size=40).map(lambda found: "".join(map("".join, found))),
)


@given(TEXTS, TEXTS)
def test_the_pieces_make_up_both_texts(old, new):
    found = difference(old, new)
    assert (old_of(found), new_of(found)) == (old, new)
    assert all(piece.text for paragraph in found.paragraphs for piece in paragraph)
    assert found.is_nothing == (old == new)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    found = difference(text, text)
    assert (found.is_nothing, found.words_added, found.words_removed) == (True, 0, 0)


@given(st.lists(st.sampled_from(["een zin.", "nog een zin.", "rust", "coach"]), max_size=30), st.data())
def test_an_edit_of_a_long_text_is_found_and_nothing_else(lines, data):
    """One new word somewhere is one added piece."""
    words = "\n".join(lines).split(" ")
    place = data.draw(st.integers(0, len(words)))
    old, new = " ".join(words), " ".join([*words[:place], "nieuwwoord", *words[place:]])
    found = difference(old, new)
    assert (found.words_added, found.words_removed) == (1, 0)


@pytest.mark.parametrize(
    ("old", "new", "paragraphs"),
    [
        (
            "Het college besluit hier in de loop van 2027 over.",
            "Het college besluit hier in maart 2027 over.",
            [[SAME("Het college besluit hier in "), REMOVED("de loop van "), ADDED("maart "), SAME("2027 over.")]],
        ),
        (
            "Wij gaan met de teams praten.",
            "Wij spreken met alle teams.",
            [
                [
                    SAME("Wij "),
                    REMOVED("gaan met de "),
                    ADDED("spreken met alle "),
                    SAME("teams"),
                    REMOVED(" praten"),
                    SAME("."),
                ]
            ],
        ),
        (
            "Blijft.\nGaat weg.\nBlijft ook.\n",
            "Blijft.\nBlijft ook.\nKomt erbij.\n",
            [[SAME("Blijft.\n")], [REMOVED("Gaat weg.\n")], [SAME("Blijft ook.\n")], [ADDED("Komt erbij.\n")]],
        ),
        (
            "Eerste deel. Tweede deel.",
            "Eerste deel.\r\n\r\nTweede deel.",
            [[SAME("Eerste deel."), REMOVED(" "), ADDED("\r\n\r\n")], [SAME("Tweede deel.")]],
        ),
        (
            "Onze aanpak begint met rust. Wij geven de klant tijd en ruimte.",
            "Elke maand bespreken wij de voortgang met het college. De wethouder is daarbij.",
            [
                [
                    REMOVED("Onze aanpak begint met rust. Wij geven de klant tijd en ruimte"),
                    ADDED("Elke maand bespreken wij de voortgang met het college. De wethouder is daarbij"),
                    SAME("."),
                ]
            ],
        ),
        (
            "Blijft.\nGaat weg.\nBlijft ook.",
            "Blijft.\n\nBlijft ook.",
            [[SAME("Blijft."), REMOVED("\n"), ADDED("\n\n")], [REMOVED("Gaat weg.\n")], [SAME("Blijft ook.")]],
        ),
        (
            "Wij lezen elke week samen over het werk van onze coaches.",
            "Iedere coach schrijft zelf verslag over het gesprek met de klant.",
            [
                [
                    REMOVED("Wij lezen elke week samen over het werk van onze coaches"),
                    ADDED("Iedere coach schrijft zelf verslag over het gesprek met de klant"),
                    SAME("."),
                ]
            ],
        ),
        ("", "Nieuw.", [[ADDED("Nieuw.")]]),
        ("Weg.", "", [[REMOVED("Weg.")]]),
        ("", "", []),
    ],
)
def test_a_difference_reads_as_a_person_would_tell_it(old, new, paragraphs):
    assert difference(old, new).paragraphs == paragraphs


def test_a_moved_paragraph_leaves_the_others_alone():
    stays = [f"Alinea {word} blijft gewoon staan waar die staat." for word in ("een", "twee", "drie")]
    moved = "Deze alinea verhuist naar het einde."
    found = difference("\n".join([moved, *stays, ""]), "\n".join([*stays, moved, ""]))
    kinds = [[piece.kind for piece in paragraph] for paragraph in found.paragraphs]
    assert kinds == [["removed"], ["same"], ["same"], ["same"], ["added"]]


def test_what_is_the_same_everywhere_is_still_compared_to_the_end():
    """Long texts of few words have no word that stands out: they may be told coarsely, but never wrong."""
    chance = random.Random(7)
    old, new = (" ".join(chance.choices(["a", "b"], k=3000)) for _ in range(2))
    found = difference(old, new)
    assert (old_of(found), new_of(found)) == (old, new)


# --- On a screen ----------------------------------------------------------------------------------------------


def shown(old: str, new: str, what: str = "marked") -> str:
    source = "{% load differences %}{% difference old new as found %}{{ found|" + what + " }}"
    return engines["django"].from_string(source).render({"old": old, "new": new})


def test_additions_and_removals_are_marked_and_named():
    assert shown("Het blijft oud.", "Het blijft nieuw.") == (
        '<p>Het blijft <del><span class="visually-hidden">weggehaald: </span>oud'
        '<span class="visually-hidden"> (einde)</span></del>'
        '<ins><span class="visually-hidden">toegevoegd: </span>nieuw'
        '<span class="visually-hidden"> (einde)</span></ins>.</p>'
    )


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</del></p><b>",
    "&lt;script&gt;",
    "{0} {x} %s",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("other", ["", "Gewoon.", "iets <script> anders"])
def test_a_text_is_never_html(text, other):
    for html in (shown(text, other), shown(other, text), shown(f"a {text} b", f"a {text} c")):
        tags = set(re.findall(r"<[^>]*>?", html))
        assert tags <= {
            "<p>",
            "</p>",
            "<ins>",
            "</ins>",
            "<del>",
            "</del>",
            "</span>",
            '<span class="visually-hidden">',
        }


def test_other_white_space_is_no_change_on_a_screen():
    html = shown("Een.\r\nTwee.", "Een.\n\nTwee.")
    assert re.sub(r"\s+", " ", html) == "<p>Een. </p> <p>Twee.</p>"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("a b", "a b", "Er is niets veranderd."),
        ("een twee", "een twee drie vier", "2 woorden toegevoegd."),
        ("een twee", "een", "1 woord weggehaald."),
        ("een oude zin", "een nieuwe lange zin", "2 woorden toegevoegd, 1 woord weggehaald."),
        ("een zin", "een zin!", "Alleen leestekens of regels zijn veranderd."),
        ("een\ntwee", "een\n\ntwee", "Alleen leestekens of regels zijn veranderd."),
    ],
)
def test_a_sentence_tells_how_much_changed(old, new, sentence):
    assert shown(old, new, "summed_up") == sentence
