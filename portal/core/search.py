"""One table to find everything in. Rooms fill it from their operations and publish hooks."""

import re

from anyascii import anyascii
from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery, SearchRank, SearchVector
from django.db.models import Case, F, FloatField, QuerySet, Value, When

from portal.core.models import SearchEntry

MOST = 100  # hits that are ranked and shown
FOLD = str.maketrans("vz", "fs")
PUBLIC, MEMBERS, LEVEL_2 = "public", "members", "level_2"


def plain(text: str) -> str:
    """Without accents, lower case, single spaces: "Fryslân" becomes "fryslan"."""
    return " ".join(anyascii(text).lower().split())


def folded(text: str) -> str:
    """The plain form with v as f and z as s, since the Dutch stemmer does not know that brieven are a brief."""
    return plain(text).translate(FOLD)


def index(kind: str, object_id: int, *, audience: str, title: str, url: str, summary: str = "", text: str = "") -> None:
    """Make a thing findable for an audience, or change how it is found."""
    facts = _facts(audience=audience, title=title, url=url, summary=summary, text=text)
    SearchEntry.objects.update_or_create(kind=kind, object_id=object_id, defaults=facts)


def new_entry(kind: str, object_id: int, **facts) -> SearchEntry:
    """The row that `index` would write, not saved: for whoever writes thousands at once."""
    return SearchEntry(kind=kind, object_id=object_id, **_facts(**facts))


def _facts(*, audience: str, title: str, url: str, summary: str = "", text: str = "") -> dict:
    everything = f"{title} {summary} {text}"
    return {
        "audience": audience,
        "title": title[:255],
        "summary": summary[:300],
        "url": url,
        "plain": plain(f"{title} {summary}"),
        "words": SearchVector(Value(title), weight="A", config="dutch")
        + SearchVector(Value(everything), weight="C", config="dutch")
        + SearchVector(Value(plain(everything)), weight="D", config="simple")
        + SearchVector(Value(folded(everything)), weight="D", config="dutch"),
    }


def remove(kind: str, object_id: int) -> None:
    SearchEntry.objects.filter(kind=kind, object_id=object_id).delete()


def find(words: str, *, audiences: set[str]) -> list[SearchEntry]:
    """Entries that these audiences may know of, the best first; MOST + 1 at most, without `words` and `plain`.

    Words, their Dutch stems and the beginnings of words are found by the index. Where that finds nothing,
    every title and summary is read for the words as a part of longer ones ("haven" in Lindehaven).
    """
    words = words[:200].replace("\x00", "")
    ascii_words = plain(words)
    if not ascii_words:
        return []
    query = _query(words, ascii_words)
    known = SearchEntry.objects.filter(audience__in=audiences)
    found = _ranked(known.filter(words=query), query, ascii_words)
    return found or _ranked(known.filter(plain__contains=ascii_words), query, ascii_words)


def _ranked(hits: QuerySet[SearchEntry], query: CombinedSearchQuery, ascii_words: str) -> list[SearchEntry]:
    """Bounded before it is ranked: a word that stands in every title costs no more than a rare one."""
    return list(
        SearchEntry.objects.filter(pk__in=hits.values("pk")[: MOST + 1])
        .annotate(
            rank=SearchRank(F("words"), query)
            + Case(When(plain__startswith=ascii_words, then=1.0), default=0.0, output_field=FloatField())
        )
        .defer("words", "plain")
        .order_by("-rank", "title", "pk")
    )


def _query(words: str, ascii_words: str) -> CombinedSearchQuery:
    query = (
        SearchQuery(words, config="dutch", search_type="websearch")
        | SearchQuery(ascii_words, config="simple", search_type="websearch")
        | SearchQuery(folded(words), config="dutch", search_type="websearch")
    )
    if beginnings := re.findall(r"[a-z0-9]+", ascii_words):
        query |= SearchQuery(" & ".join(f"{b}:*" for b in beginnings), config="simple", search_type="raw")
    return query
