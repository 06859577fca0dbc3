"""Help while somebody types: titles, and nothing that they may not know of."""

from collections.abc import Collection

from django.contrib.postgres.search import SearchQuery

from portal.core.models import SearchEntry
from portal.core.search.words import SHORTEST_BEGINNING, clean, plain, split

READ = 60  # titles that are looked at, however many begin so


def suggest(words: str, *, audiences: Collection[str], most: int = 8) -> list[SearchEntry]:
    """Things whose title begins so, then those whose title holds words that do: title and address only.

    How titles begin is read from an index in order, a few rows. Only where that gives few is the index of words asked:
    it gathers every title with such a word before it gives one. Two letters are the beginning of too many words.
    """
    parts = [part for part in split(clean(words))[0] if part.isalnum()][:6]
    if len("".join(parts)) < 2:
        return []
    start = plain(clean(words))
    known = SearchEntry.objects.filter(audience__in=audiences).exclude(teaser_for__in=audiences)
    known = known.only("title", "title_key", "url")
    hits = list(known.filter(title_key__startswith=start).order_by("title_key")[:READ])
    if len(hits) < most:
        begins = [f"{part}:*" if len(part) >= SHORTEST_BEGINNING else part for part in parts]
        words_begin = SearchQuery(" & ".join(begins), config="simple", search_type="raw")
        hits += known.filter(title_words=words_begin).exclude(pk__in=[hit.pk for hit in hits])[:READ]
    return sorted(hits, key=lambda e: (not e.title_key.startswith(start), len(e.title), e.title_key, e.pk))[:most]
