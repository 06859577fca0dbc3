"""Help while somebody types: titles, and nothing that they may not know of."""

from collections.abc import Collection

from django.contrib.postgres.search import SearchQuery

from portal.core.models import SearchEntry
from portal.core.search.words import clean, plain, split

READ = 60  # titles that are looked at, however many begin so


def suggest(words: str, *, audiences: Collection[str], most: int = 8) -> list[SearchEntry]:
    """Things whose title holds words that begin so, those first whose title itself does: title and address only."""
    parts = [part for part in split(clean(words))[0] if part.isalnum()][:6]
    if len("".join(parts)) < 2:
        return []
    begins = SearchQuery(" & ".join(f"{part}:*" for part in parts), config="simple", search_type="raw")
    known = SearchEntry.objects.filter(audience__in=audiences).exclude(teaser_for__in=audiences)
    hits = known.filter(title_words=begins).only("title", "title_key", "url")[:READ]
    start = plain(words)
    return sorted(hits, key=lambda e: (not e.title_key.startswith(start), len(e.title), e.title_key, e.pk))[:most]
