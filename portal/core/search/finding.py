"""What people find. Who may know of a thing is the first question, before any word is looked at.

Counts are right up to MOST candidates; above it they are "more than".
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.paginator import Page, Paginator
from django.db import connection
from django.http import QueryDict
from django.utils.safestring import SafeString

from portal.core.search import names
from portal.core.search.candidates import MOST, NEW, Facts, Known, candidates
from portal.core.search.names import KIND, YEAR, Choice, Facet
from portal.core.search.passages import BEFORE, LENGTH, marked, passage, pattern
from portal.core.search.words import LONGEST_QUESTION, Question

PER_PAGE = 20
MOST_CHOSEN = 30  # values of one facet in one address
BEST = "best"
ORDERS = {"nieuw": NEW}  # as in addresses; anything else is best first


#: What a list shows of entries, and the piece of text around the first of the found words.
SHOWN = """
SELECT id, kind, title, url, summary, "on", teaser_for, start,
       CASE WHEN place > 0 THEN substr(text, start, %(length)s) ELSE '' END
FROM core_searchentry,
LATERAL (SELECT regexp_instr(text, %(found)s, 1, 1, 0, 'i') AS place OFFSET 0) AS found,
LATERAL (SELECT greatest(place - %(before)s, 1) AS start) AS piece
WHERE id = ANY(%(ids)s)
"""


@dataclass(frozen=True)
class Entry:
    """One thing that was found, as a list shows it. `marked_title` and `passage` are HTML, escaped, with <mark>."""

    title: str
    url: str
    summary: str
    kind: str
    on: date | None
    teaser_for: str
    marked_title: SafeString
    passage: SafeString | str

    @property
    def kind_label(self) -> str:
        return names.kind_label(self.kind)

    @property
    def teaser_label(self) -> str:
        return names.audience_label(self.teaser_for)


@dataclass(frozen=True)
class Found:
    """One page of what was found. `count` is MOST where there are more: then `is_more`."""

    words: str
    entries: list[Entry]
    count: int
    is_more: bool
    counts_are_least: bool  # the counts beside choices are of the first MOST + 1 only
    facets: list[Facet]
    page: Page

    @property
    def chosen(self) -> list[tuple[Facet, Choice]]:
        return [(facet, choice) for facet in self.facets for choice in facet.chosen]


@dataclass(frozen=True)
class Wanted:
    """What a reader chose: within one facet any of the choices will do, of different facets all must."""

    kinds: frozenset[str] = frozenset()
    year: int | None = None
    labels: dict[str, set[str]] = field(default_factory=dict)  # by facet: whole labels

    @classmethod
    def of(cls, kinds: Iterable[str], labels: Iterable[str], year: int | None) -> "Wanted":
        by_facet: dict[str, set[str]] = {}
        for label in labels:
            by_facet.setdefault(label.partition(":")[0], set()).add(label)
        return cls(frozenset(kinds), year, by_facet)

    def __bool__(self) -> bool:
        return bool(self.kinds or self.labels or self.year)

    def fits(self, facts: Facts, *, but: str = "") -> bool:
        """Whether an entry with these facts is wanted, whatever was chosen of the facet `but`."""
        kind, labels, year = facts
        return (
            (but == KIND or not self.kinds or kind in self.kinds)
            and (but == YEAR or not self.year or year == self.year)
            and all(facet == but or wanted & set(labels.split()) for facet, wanted in self.labels.items())
        )


def asked(query: QueryDict) -> dict:
    """What an address asks of `find`: the arguments that a reader chooses by words, facets, order and page."""
    year = query.get(YEAR, "")
    labels = [f"{facet}:{slug}" for facet in names.facets_of_labels() for slug in query.getlist(facet)[:MOST_CHOSEN]]
    return {
        "words": query.get("q", "").strip()[:LONGEST_QUESTION],
        "kinds": tuple(query.getlist(KIND)[:MOST_CHOSEN]),
        "labels": tuple(labels),
        "year": int(year) if year.isascii() and year.isdigit() and 1000 <= int(year[:5]) <= 9999 else None,
        "order": ORDERS.get(query.get("volgorde", ""), BEST),
        "page": query.get("pagina", "1"),
    }


def find(
    words: str,
    *,
    audiences: Collection[str],
    kinds: Iterable[str] = (),
    labels: Iterable[str] = (),
    year: int | None = None,
    order: str = BEST,
    page: int | str = 1,
    among: Collection[str] | None = None,
) -> Found:
    """What these audiences may know of and was asked for, PER_PAGE a page; without words everything, newest first.

    `among`: only these kinds are searched and counted. As many queries however much is found.
    """
    question, wanted = Question.of(words), Wanted.of(kinds, labels, year)
    known = Known.by(audiences, among)
    every = candidates(question, known, order)
    counted = Counter(facts for _pk, facts in every)
    is_whole = len(every) <= MOST
    if is_whole or not wanted:
        fitting = {facts for facts in counted if wanted.fits(facts)}
        hits = [hit for hit in every if hit[1] in fitting]
    else:
        hits = candidates(question, known.narrowed(wanted.kinds, wanted.labels.values(), wanted.year), order)
    count = min(len(hits), MOST)
    shown = Paginator(range(count), PER_PAGE).get_page(page)
    entries = _entries([hits[n][0] for n in shown.object_list], question) if count else []
    shown.object_list = entries
    facets = _facets(counted, wanted)
    return Found(question.text, entries, count, len(hits) > MOST, not is_whole, facets, shown)


def _entries(ids: list[int], question: Question) -> list[Entry]:
    found = pattern(question.words)
    with connection.cursor() as cursor:
        cursor.execute(
            SHOWN, {"ids": ids, "found": rf"\m({found})" if found else r"\A\Z", "before": BEFORE, "length": LENGTH}
        )
        by_pk = {pk: _entry(*row, found=found) for pk, *row in cursor.fetchall()}
    return [by_pk[pk] for pk in ids if pk in by_pk]


def _entry(kind, title, url, summary, on, teaser_for, start, piece, *, found: str) -> Entry:
    return Entry(
        kind=kind,
        title=title,
        url=url,
        summary=summary,
        on=on,
        teaser_for=teaser_for,
        marked_title=marked(title, found),
        passage=passage(piece, start, found) if piece else marked(summary, found),
    )


def _facets(every: Counter[Facts], wanted: Wanted) -> list[Facet]:
    years = {str(year): str(year) for year in sorted({facts[2] for facts in every if facts[2]}, reverse=True)}
    named = [(KIND, str(names.KIND_LABEL), names.kinds(), set(wanted.kinds))]
    named += [(facet, *names.choices_of(facet), _slugs(wanted, facet)) for facet in names.facets_of_labels()]
    named += [(YEAR, str(names.YEAR_LABEL), years, {str(wanted.year)} if wanted.year else set())]
    facets = [_facet(every, wanted, *each) for each in named]
    return [facet for facet in facets if facet.choices]


def _facet(
    every: Counter[Facts], wanted: Wanted, name: str, label: str, values: dict[str, str], chosen: set[str]
) -> Facet:
    """Beside each choice: how many one would see if it were the only one of this facet."""
    counts: Counter[str] = Counter()
    for facts, n in every.items():
        if not wanted or wanted.fits(facts, but=name):
            for value in _values(facts, name):
                counts[value] += n
    values = values | {value: value for value in sorted(chosen - values.keys())}
    choices = [Choice(v, shown, counts[v], v in chosen) for v, shown in values.items() if counts[v] or v in chosen]
    return Facet(name, label, choices, is_single=name == YEAR)


def _slugs(wanted: Wanted, facet: str) -> set[str]:
    return {label.partition(":")[2] for label in wanted.labels.get(facet, ())}


def _values(facts: Facts, facet: str) -> list[str]:
    kind, labels, year = facts
    if facet == KIND:
        return [kind]
    if facet == YEAR:
        return [str(year)] if year else []
    return [label.partition(":")[2] for label in labels.split() if label.partition(":")[0] == facet]
