"""What people find. Who may know of a thing is the first question, before any word is looked at.

A search looks at MOST + 1 candidates at most, those found in titles first: a word that stands in every entry costs
no more than a rare one. Counts are right up to MOST; above it they are "more than".
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, FloatField, Q, QuerySet, Value, When
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from portal.core.models import SearchEntry
from portal.core.search import names
from portal.core.search.names import KIND, YEAR, Choice, Facet
from portal.core.search.passages import marked, passages, pattern
from portal.core.search.words import LONGEST_QUESTION, Part, Question, clean, plain, split

MOST = 1000
PER_PAGE = 20
MOST_CHOSEN = 30  # values of one facet in one address
NEWEST = (F("on").desc(nulls_last=True), "-pk")
BEST, NEW = "best", "new"
ORDERS = {"nieuw": NEW}  # as in addresses; anything else is best first

type Facts = tuple[str, tuple[str, ...], int | None]  # kind, labels, year


@dataclass(frozen=True)
class Entry:
    """One thing that was found, as a list shows it. `marked_title` and `passage` are HTML, escaped, with <mark>."""

    title: str
    url: str
    summary: str
    kind: str
    on: date | None
    labels: list[str]
    teaser_for: str
    marked_title: SafeString
    passage: SafeString | str

    @property
    def kind_label(self) -> str:
        return names.kind_label(self.kind)

    @property
    def teaser_label(self) -> str:
        return names.audience_label(self.teaser_for)

    @property
    def label_names(self) -> list[str]:
        known = {facet: names.choices_of(facet)[1] for facet in names.facets_of_labels()}
        pairs = (label.partition(":") for label in self.labels)
        return [known[facet][slug] for facet, _colon, slug in pairs if slug in known.get(facet, {})]


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

    kinds: frozenset[str]
    year: int | None
    labels: dict[str, set[str]] = field(default_factory=dict)  # by facet: whole labels

    @classmethod
    def of(cls, kinds: Iterable[str], labels: Iterable[str], year: int | None) -> "Wanted":
        by_facet: dict[str, set[str]] = {}
        for label in labels:
            by_facet.setdefault(label.partition(":")[0], set()).add(label)
        return cls(frozenset(kinds), year, by_facet)

    def __bool__(self) -> bool:
        return bool(self.kinds or self.labels or self.year)

    def of_rows(self, rows: QuerySet[SearchEntry]) -> QuerySet[SearchEntry]:
        if self.kinds:
            rows = rows.filter(kind__in=self.kinds)
        if self.year:
            rows = rows.filter(on__year=self.year)
        for labels in self.labels.values():
            rows = rows.filter(labels__overlap=sorted(labels))
        return rows

    def fits(self, facts: Facts, *, but: str = "") -> bool:
        """Whether an entry with these facts is wanted, whatever was chosen of the facet `but`."""
        kind, labels, year = facts
        return (
            (but == KIND or not self.kinds or kind in self.kinds)
            and (but == YEAR or not self.year or year == self.year)
            and all(facet == but or wanted & set(labels) for facet, wanted in self.labels.items())
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

    `among`: only these kinds are searched and counted. Three queries; one more where no word begins so and titles are
    searched for words that end so ("haven" in Lindehaven), and one more to count what was chosen from more than MOST.
    """
    question, wanted = Question.of(words), Wanted.of(kinds, labels, year)
    search = _Search(question, _known(audiences, among), order)
    return search.page_of(wanted, page)


def suggest(words: str, *, audiences: Collection[str], most: int = 8) -> list[SearchEntry]:
    """Things whose title holds words that begin so, those first whose title itself does: title and address only."""
    parts = [part for part in split(clean(words))[0] if part.isalnum()][:6]
    if len("".join(parts)) < 2:
        return []
    begins = SearchQuery(" & ".join(f"{part}:*" for part in parts), config="simple", search_type="raw")
    hits = _known(audiences, None).filter(title_words=begins).only("title", "title_key", "url")[:60]
    start = plain(words)
    return sorted(hits, key=lambda e: (not e.title_key.startswith(start), len(e.title), e.title_key, e.pk))[:most]


def _known(audiences: Collection[str], among: Collection[str] | None) -> QuerySet[SearchEntry]:
    known = SearchEntry.objects.filter(audience__in=audiences).exclude(teaser_for__in=audiences)
    return known if among is None else known.filter(kind__in=among)


class _Search:
    def __init__(self, question: Question, known: QuerySet[SearchEntry], order: str) -> None:
        self.question, self.known, self.order = question, known, order
        self.words: Part | None = question.narrow
        self.facts = self._facts()
        if not self.facts and self.words is not None:
            self.words = question.wide
            self.facts = self._facts()
        self.is_whole = sum(self.facts.values()) <= MOST

    def page_of(self, wanted: Wanted, number: int | str) -> Found:
        if self.is_whole or not wanted:
            count = sum(n for facts, n in self.facts.items() if wanted.fits(facts))
        else:
            count = self._candidates(wanted.of_rows(self.known)).count()
        page = Paginator(range(min(count, MOST)), PER_PAGE).get_page(number)
        entries = self._entries(wanted, page) if count else []
        page.object_list = entries
        return Found(
            self.question.text, entries, min(count, MOST), count > MOST, not self.is_whole, self._facets(wanted), page
        )

    @cached_property
    def pattern(self) -> str:
        return pattern(self.question.words)

    def _candidates(self, rows: QuerySet[SearchEntry]) -> QuerySet:
        if self.question.text and self.words is None:
            return rows.none()
        if self.words is None:
            return rows.order_by(*NEWEST).values("pk")[: MOST + 1]
        if self.order == NEW:
            return rows.filter(self._hits()).order_by(*NEWEST).values("pk")[: MOST + 1]
        in_title = Q(title_words=self.words)
        first = rows.filter(in_title).values("pk")[: MOST + 1]
        rest = rows.filter(~in_title, words=self.words).values("pk")[: MOST + 1]
        return first.union(rest, all=True)[: MOST + 1]

    def _hits(self) -> Q:
        return Q(title_words=self.words) | Q(words=self.words)

    def _facts(self) -> Counter[Facts]:
        """How many candidates there are of each kind, set of labels and year."""
        rows = SearchEntry.objects.filter(pk__in=self._candidates(self.known))
        counted = rows.values_list("kind", "labels", "on__year").annotate(n=Count("pk")).order_by()
        return Counter({(kind, tuple(labels), year): n for kind, labels, year, n in counted})

    def _entries(self, wanted: Wanted, page: Page) -> list[Entry]:
        rows = SearchEntry.objects.filter(pk__in=self._candidates(wanted.of_rows(self.known)))
        if self.words is not None and self.order != NEW:
            rows = rows.annotate(rank=self._rank()).order_by("-rank", *NEWEST)
        else:
            rows = rows.order_by(*NEWEST)
        start = (page.number - 1) * PER_PAGE
        fields = ("pk", "title", "url", "summary", "kind", "on", "labels", "teaser_for")
        shown = list(rows.values(*fields)[start : start + PER_PAGE])
        quotes = passages([row["pk"] for row in shown], self.pattern) if self.pattern and shown else {}
        return [
            Entry(
                **row,
                marked_title=marked(row["title"], self.pattern),
                passage=quotes.get(pk) or marked(row["summary"], self.pattern),
            )
            for row in shown
            for pk in [row.pop("pk")]
        ]

    def _rank(self):
        """Titles that begin with the words before others that hold them, and those before texts."""
        begins = Case(
            When(title_key__startswith=plain(self.question.text), then=Value(1.0)),
            default=Value(0.0),
            output_field=FloatField(),
        )
        return begins + SearchRank(F("title_words"), self.words) + SearchRank(F("words"), self.words)

    def _facets(self, wanted: Wanted) -> list[Facet]:
        labels = [(facet, *names.choices_of(facet)) for facet in names.facets_of_labels()]
        years = {str(y): str(y) for _kind, _labels, y in sorted(self.facts, key=lambda f: -(f[2] or 0)) if y}
        every = [
            self._facet(KIND, str(names.KIND_LABEL), names.kinds(), wanted, set(wanted.kinds)),
            *(self._facet(facet, label, choices, wanted, _slugs(wanted, facet)) for facet, label, choices in labels),
            self._facet(YEAR, str(names.YEAR_LABEL), years, wanted, {str(wanted.year)} if wanted.year else set()),
        ]
        return [facet for facet in every if facet.choices]

    def _facet(self, name: str, label: str, values: dict[str, str], wanted: Wanted, chosen: set[str]) -> Facet:
        counts: Counter[str] = Counter()
        for facts, n in self.facts.items():
            if wanted.fits(facts, but=name):
                counts.update(dict.fromkeys(_values(facts, name), n))
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
    return [label.partition(":")[2] for label in labels if label.partition(":")[0] == facet]
