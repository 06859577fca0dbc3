"""The few words around what was found, with the found words marked. Everything else of the text stays text."""

import re

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from portal.core.search.words import split

BEFORE, LENGTH = 90, 260  # characters
ENDINGS = ("en", "e", "s", "n")
ALIKE = {
    "a": "aàáâãäå",
    "c": "cç",
    "e": "eèéêë",
    "f": "fv",
    "i": "iìíîï",
    "n": "nñ",
    "o": "oòóôõö",
    "s": "sz",
    "u": "uùúûü",
    "y": "yýÿ",
}


def pattern(words: tuple[str, ...]) -> str:
    """The beginnings of words that show why something was found; read the same by PostgreSQL and Python.

    Double letters count once and a plural ending not at all: "brieven" marks brief, "leren" marks leer.
    """
    roots = [_root(part) for word in words for part in split(word)[0]]
    return "|".join(dict.fromkeys(root for root in roots if root))


def _root(word: str) -> str:
    if word.isdigit() or len(word) < 3:
        return rf"{_letters(word)}(?!\w)"
    for ending in ENDINGS:
        if len(word) - len(ending) >= 3 and word.endswith(ending):
            word = word.removesuffix(ending)
            break
    return _letters(re.sub(r"(.)\1+", r"\1", word), "{1,2}")


def _letters(word: str, times: str = "") -> str:
    return "".join((f"[{ALIKE[c]}]" if c in ALIKE else c) + times for c in word)


def passage(text: str, place: int, found: str) -> SafeString:
    """A piece of text from `place` on, without the words that were cut in two, and with marks."""
    words = text.split()
    is_beginning, is_end = place <= 1, len(text) < LENGTH
    if not is_beginning and len(words) > 2:
        words = words[1:]
    if not is_end and len(words) > 2:
        words = words[:-1]
    before, after = "" if is_beginning else "… ", "" if is_end else " …"
    return format_html("{}{}{}", before, marked(" ".join(words), found), after)


def marked(text: str, found: str) -> SafeString:
    """The text, escaped, with the found words in <mark>, each to its end."""
    if not found:
        return conditional_escape(text)
    out, end = [], 0
    for match in re.finditer(rf"\b(?:{found})\w*", text, re.IGNORECASE):
        out += [conditional_escape(text[end : match.start()]), "<mark>", conditional_escape(match[0]), "</mark>"]
        end = match.end()
    return mark_safe("".join([*out, conditional_escape(text[end:])]))  # noqa: S308  every piece is escaped
