"""Difficult words, explained where they stand in a text for the first time."""

import re
from collections.abc import Sequence
from typing import Protocol

from django.utils.html import format_html

TAG = re.compile(r"(<[^>]*>)")
#: Nothing is put inside these: a link in a link, or a heading that reads on.
CLOSED = {"a", "button", "h1", "h2", "h3", "h4", "code", "figcaption", "summary", "svg"}


class Word(Protocol):
    slug: str

    @property
    def forms(self) -> list[str]: ...


def explain[W: Word](html: str, words: Sequence[W]) -> tuple[str, list[W]]:
    """The same HTML with a link to `#woord-<slug>` at the first place of every word, and the words found, in order.

    `html` is our own rendering: escaped text between well-formed tags. Whole words only, in any capitals; the longest
    form wins where two begin at the same place.
    """
    by_form = {form.lower(): word for word in words for form in word.forms}
    if not by_form:
        return html, []
    longest_first = sorted(by_form, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w&])({'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    found: dict[str, W] = {}
    closed = 0

    def link(match: re.Match[str]) -> str:
        word = by_form[match[0].lower()]
        if word.slug in found:
            return match[0]
        found[word.slug] = word
        return format_html('<a class="term" href="#woord-{}">', word.slug) + match[0] + "</a>"

    parts = TAG.split(html)
    for place, part in enumerate(parts):
        if part.startswith("<"):
            name = part.strip("</> ").partition(" ")[0].lower()
            if name in CLOSED and not part.endswith("/>"):
                closed += -1 if part.startswith("</") else 1
        elif not closed:
            parts[place] = pattern.sub(link, part)
    return "".join(parts), list(found.values())
