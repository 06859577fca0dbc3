"""What can be found, and by whom."""

from collections.abc import Callable, Iterable
from datetime import date

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import Value

from portal.core.models import SearchEntry
from portal.core.search.words import LONGEST_TEXT, clean, endings, plain, singular, split

PUBLIC, MEMBERS, LEVEL_2 = "public", "members", "level_2"
_rooms: dict[str, Callable[[], object]] = {}


def index(kind: str, object_id: int, **facts) -> None:
    """Make a thing findable for an audience, or change how it is found. The facts are those of `new_entry`."""
    SearchEntry.objects.update_or_create(kind=kind, object_id=object_id, defaults=_columns(**facts))


def new_entry(kind: str, object_id: int, **facts) -> SearchEntry:
    """The row that `index` would write, not saved: for whoever writes thousands at once.

    `audience`, `title`, `url`; `summary` for the list; `text` is found and quoted from, its first 200,000 characters;
    `labels` as "rol:professional"; `on`, its date; `teaser_for`, an audience that knows the thing itself and so does
    not find this entry, which stands in for it.
    """
    return SearchEntry(kind=kind, object_id=object_id, **_columns(**facts))


def _columns(
    *,
    audience: str,
    title: str,
    url: str,
    summary: str = "",
    text: str = "",
    labels: Iterable[str] = (),
    on: date | None = None,
    teaser_for: str = "",
) -> dict:
    title, summary, text = clean(title), clean(summary), clean(text[:LONGEST_TEXT])
    return {
        "audience": audience,
        "teaser_for": teaser_for,
        "title": title[:255],
        "title_key": plain(title)[:255],
        "summary": summary[:300],
        "url": url,
        "text": text,
        "labels": sorted(set(labels)),
        "on": on,
        "title_words": _vector(title, with_endings=True),
        "words": _vector(f"{title} {summary} {text}"),
    }


def _vector(text: str, *, with_endings: bool = False):
    parts, joined = split(text)
    more = joined + (endings(parts + joined) if with_endings else [])
    return (
        SearchVector(Value(" ".join(parts)), config="simple")
        + SearchVector(Value(" ".join(more)), config="simple")
        + SearchVector(Value(" ".join(map(singular, parts + joined))), config="dutch")
    )


def remove(kind: str, object_id: int) -> None:
    SearchEntry.objects.filter(kind=kind, object_id=object_id).delete()


def register_room(kind: str, reindex: Callable[[], object]) -> None:
    """`reindex` calls `index` for everything of this kind that may be found."""
    _rooms[kind] = reindex


def index_again() -> dict[str, int]:
    """Throw away and write again every entry of the registered rooms, each at once. Returns how many there are."""
    counts = {}
    for kind, reindex in _rooms.items():
        with transaction.atomic():
            SearchEntry.objects.filter(kind=kind).delete()
            reindex()
            counts[kind] = SearchEntry.objects.filter(kind=kind).count()
    return counts
