"""What in a text may tell whose it is, and whether a quote is of the words it is taken from. A person decides."""

import re
from collections.abc import Iterable, Iterator

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from membership.models import Municipality, Organisation, Seat

LEFT_OUT = "[…]"
SHORT = 6  # names of fewer letters are words too (Best, Goes): marked only as they are written
PATTERNS = (
    r"[\w.+-]+@[\w-]+\.[\w.-]*\w",  # an address for mail
    r"(?:https?://|www\.)\S+",
    r"(?:\+31|0)[\d\s().-]{7,}\d",  # a number to call
    r"\b\d{4}\s?[A-Z]{2}\b",  # a postcode
    r"\b\d[\d.]*\d\b",  # a count or a year: few have the same
)
GENERAL = re.compile(r"^(?:gemeente|stichting|vereniging)\s+", re.IGNORECASE)


def names() -> set[str]:
    """Of organisations, with and without what they are; of municipalities; of people with a seat. Three queries."""
    found = set(Organisation.objects.values_list("name", flat=True))
    found |= {GENERAL.sub("", name) for name in found}
    found |= set(Municipality.objects.current().values_list("name", flat=True))
    for first, last in Seat.objects.current().values_list("user__first_name", "user__last_name").distinct():
        found |= {first, last}
    return {name.strip() for name in found if len(name.strip()) > 1}


def revealing(text: str, among: Iterable[str]) -> list[tuple[int, int]]:
    """Places in the text, from the first on, none inside another: names of `among`, addresses and numbers."""
    found = [match.span() for pattern in PATTERNS for match in re.finditer(pattern, text)]
    for name in among:
        flags = re.IGNORECASE if len(name) >= SHORT else re.NOFLAG
        found += [match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, flags)]
    outer: list[tuple[int, int]] = []
    for begin, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not outer or begin >= outer[-1][1]:
            outer.append((begin, end))
    return outer


def marked(text: str, among: Iterable[str]) -> SafeString:
    """As HTML, with a mark around what may tell whose it is."""
    return mark_safe("".join(_pieces(text, revealing(text, among))))  # noqa: S308  made by format_html alone


def _pieces(text: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    done = 0
    for begin, end in spans:
        yield format_html("{}<mark>{}</mark>", text[done:begin], text[begin:end])
        done = end
    yield format_html("{}", text[done:])


def is_taken_from(text: str, quote: str) -> bool:
    """Whether the quote leaves words out, at [ ] or at its ends, and puts no others in their place."""
    left = _plain(text)
    parts = [part for part in map(_plain, re.split(r"\[[^\]]*\]", quote)) if part]
    for part in parts:
        place = re.search(rf"(?<!\w){re.escape(part)}(?!\w)", left)
        if place is None:
            return False
        left = left[place.end() :]
    return bool(parts)


def _plain(text: str) -> str:
    """Spaces, capitals and what stands at the ends do not make other words."""
    return " ".join(text.casefold().split()).strip(" .,;:!?…‘’“”\"'")
