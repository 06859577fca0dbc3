"""Which entries are looked at for a question: MOST + 1 at most, so that no word costs more than its rareness allows.

Four nets, each thrown only while the ones before caught too few: titles with these words or their stems, titles with
words that begin so, and both again for texts. All are read from the indexes for words. The planner may not read the
table instead: it would gamble that matches are spread evenly, and where they are not (two words that never meet, a
word that only others may know of) read all of it.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from portal.core.search.words import Question, plain

MOST = 1000
NEW = "new"

type Facts = tuple[str, str, int | None]  # kind, labels with spaces between, year
type Candidate = tuple[int, Facts]

COLUMNS = """id, kind, array_to_string(labels, ' ') AS labels, extract(year FROM "on")::int AS year, "on" """
NEWEST = '"on" DESC NULLS LAST, id DESC'
BEST = f"rank DESC, {NEWEST}"
IS_BEGINNING = "(title_key LIKE %(begin)s)::int"
#: A text of which the words take more bytes is not weighed: to read them all costs too much.
LONG_TEXT = 8_000


@dataclass(frozen=True)
class Known:
    """What may be found at all: conditions in SQL, and their values by name."""

    conditions: tuple[str, ...]
    values: dict[str, object]
    is_narrowed: bool = False

    @classmethod
    def by(cls, audiences: Collection[str], among: Collection[str] | None) -> "Known":
        conditions = ["audience = ANY(%(audiences)s)", "teaser_for <> ALL(%(audiences)s)"]
        conditions += ["kind = ANY(%(among)s)"] if among is not None else []
        return cls(tuple(conditions), {"audiences": list(audiences), "among": list(among or ())})

    def narrowed(self, kinds: Collection[str], labels: Iterable[Collection[str]], year: int | None) -> "Known":
        """The same, of which only one of these kinds, with a label of each of these sets, and of this year."""
        sets = {f"labels_{n}": list(each) for n, each in enumerate(labels)}
        conditions = [f"labels && %({name})s::varchar[]" for name in sets]
        conditions += ["kind = ANY(%(kinds)s)"] if kinds else []
        conditions += ['"on" BETWEEN %(first)s AND %(last)s'] if year else []
        days = {"first": date(year, 1, 1), "last": date(year, 12, 31)} if year else {}
        values = self.values | sets | days | {"kinds": list(kinds)}
        return Known((*self.conditions, *conditions), values, is_narrowed=True)

    def entries(self, rank: str, condition: str = "true") -> str:
        every = " AND ".join([*self.conditions, condition])
        return f"SELECT {COLUMNS}, {rank} AS rank FROM core_searchentry WHERE {every}"  # noqa: S608  no value in it


def candidates(question: Question, known: Known, order: str) -> list[Candidate]:
    """The first MOST + 1 at most, in the order in which they are shown."""
    if not question.text:
        return _first(known.entries("0"), known.values, NEWEST, by_words=known.is_narrowed)
    if not question.exact:
        return []
    values = known.values | {"begin": f"{plain(question.text)}%"}
    if order == NEW:
        found = _first(known.entries("0", f"words @@ ({question.begins})"), values, NEWEST, by_words=False)
    else:
        found = _first(_each_while_few(_nets(question, known)), values, BEST)
    return found or _first(known.entries("0", f"title_words @@ ({question.inside})"), values, BEST)


def _nets(question: Question, known: Known) -> list[str]:
    exact, begins = question.exact, question.begins
    only_begins = f"({begins}) && !!({exact})"
    not_in_title = f"NOT title_words @@ ({begins})"
    weighed = f"CASE WHEN pg_column_size(words) <= {LONG_TEXT} THEN ts_rank(words, {exact}) ELSE 0 END"
    return [
        known.entries(f"2 + ts_rank(title_words, {exact}) + {IS_BEGINNING}", f"title_words @@ ({exact})"),
        known.entries(f"2 + {IS_BEGINNING}", f"title_words @@ ({only_begins})"),
        known.entries(weighed, f"words @@ ({exact}) AND {not_in_title}"),
        known.entries("0", f"words @@ ({only_begins}) AND {not_in_title}"),
    ]


def _each_while_few(nets: list[str]) -> str:
    """PostgreSQL runs the second only while the first gave too few, and so on."""
    return " UNION ALL ".join(f"({net} LIMIT {MOST + 1})" for net in nets) + f" LIMIT {MOST + 1}"


def _first(entries: str, values: dict[str, object], order: str, *, by_words: bool = True) -> list[Candidate]:
    sql = f"SELECT id, kind, labels, year FROM ({entries}) found ORDER BY {order} LIMIT {MOST + 1}"  # noqa: S608  same
    with _words_only() if by_words else nullcontext(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [(row[0], row[1:]) for row in cursor.fetchall()]


@contextmanager
def _words_only() -> Iterator[None]:
    """Read from the indexes for words, and from nothing else, until the transaction ends."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true),"
                " set_config('enable_indexonlyscan', 'off', true)"
            )
        yield
