"""Who joined, came back, left and stayed, by year: for staff. Reckoned in the database from terms and farewells.

A stretch is a time of membership without a gap, whatever its levels. A year holds what happened from 1 January up to
and including 31 December: whose last day is 31 December left in that year, and is not there when the next one begins.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.utils import timezone

from membership.models import FarewellReason, Kind, Term

START, JOINED, BACK, LEFT, KEPT, END = "start", "joined", "back", "left", "kept", "end"
NO_ANSWER, BY_STAFF = "no_answer", "staff"
REASONS = {
    **{value: str(label) for value, label in FarewellReason.choices},
    NO_ANSWER: "Geen antwoord op de vraag om te verlengen",
    BY_STAFF: "Zonder opzegging in het portaal",
}
HEADINGS = ("jaar", "begin", "nieuw", "terug", "weg", "eind", "gebleven", "gebleven in %")

#: Stretches with the level they began and ended in; then what each did in each year.
STRETCHES = """
WITH counted AS (
  SELECT organisation_id, level, start, "end", end_reason,
         lag("end") OVER (PARTITION BY organisation_id ORDER BY start) AS before
  FROM membership_term WHERE "end" IS NULL OR "end" > start
), numbered AS (
  SELECT *, count(*) FILTER (WHERE before IS DISTINCT FROM start)
            OVER (PARTITION BY organisation_id ORDER BY start) AS stretch
  FROM counted
), stretches AS (
  SELECT organisation_id, stretch, min(start) AS first,
         CASE WHEN bool_or("end" IS NULL) THEN 'infinity'::date ELSE max("end") END AS past,
         min(start) - min(before) AS gap,
         (array_agg(level ORDER BY start))[1] AS first_level,
         (array_agg(level ORDER BY start DESC))[1] AS last_level,
         (array_agg(end_reason ORDER BY start DESC))[1] AS end_reason
  FROM numbered GROUP BY organisation_id, stretch
), years AS (
  SELECT year, make_date(year, 1, 1) AS begins,
         least(make_date(year + 1, 1, 1), %(today)s::date + 1) AS over
  FROM generate_series(%(first)s::int, %(last)s::int) AS year
), present AS (
  SELECT y.year, s.*, s.first < y.begins AND s.past > y.begins AS at_start, s.past > y.over AS at_end, y.begins, y.over
  FROM years y JOIN stretches s ON s.first < y.over AND s.past > y.begins
), events AS (
  SELECT year, organisation_id, 'start' AS what, begins AS day, 0 AS level, NULL::int AS gap, '' AS reason
  FROM present WHERE at_start
  UNION ALL
  SELECT year, organisation_id, 'end', over - 1, 0, NULL, '' FROM present WHERE at_end
  UNION ALL
  SELECT DISTINCT p.year, p.organisation_id, 'kept', p.begins, 0, NULL::int, ''
  FROM present p JOIN present q ON q.year = p.year AND q.organisation_id = p.organisation_id AND q.at_end
  WHERE p.at_start
  UNION ALL
  SELECT year, organisation_id, CASE WHEN stretch = 1 THEN 'joined' ELSE 'back' END, first, first_level, gap, ''
  FROM present WHERE first >= begins
  UNION ALL
  SELECT p.year, p.organisation_id, 'left', p.past - 1, p.last_level, NULL,
         coalesce(f.reason, CASE WHEN p.end_reason LIKE 'geen antwoord%%' THEN 'no_answer' ELSE 'staff' END)
  FROM present p LEFT JOIN membership_farewell f
    ON f.organisation_id = p.organisation_id AND f.last_day = p.past - 1 AND f.taken_back_at IS NULL
  WHERE p.past <= p.over
)
"""
COUNTS = (
    STRETCHES
    + """
SELECT e.year, e.what, o.kind, coalesce(t.level, e.level), e.reason, count(*)
FROM events e JOIN membership_organisation o ON o.id = e.organisation_id
LEFT JOIN membership_term t ON e.level = 0 AND t.organisation_id = e.organisation_id
  AND t.start <= e.day AND (t."end" IS NULL OR t."end" > e.day)
GROUP BY 1, 2, 3, 4, 5
"""
)
MOVES = (
    STRETCHES
    + """
SELECT e.what, o.id, o.name, e.day, e.level, e.gap, e.reason
FROM events e JOIN membership_organisation o ON o.id = e.organisation_id
WHERE e.what IN ('joined', 'back', 'left') ORDER BY e.day, o.name_key, o.id
"""
)


@dataclass
class Year:
    """Organisations, by what, and of each by level, kind and (who left) reason."""

    year: int
    total: Counter[str] = field(default_factory=Counter)
    by_level: Counter[tuple[str, int]] = field(default_factory=Counter)
    by_kind: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_reason: Counter[str] = field(default_factory=Counter)

    @property
    def kept_percent(self) -> int | None:
        """Of who was a member when the year began, how many are when it ends. None when there was nobody."""
        return round(100 * self.total[KEPT] / self.total[START]) if self.total[START] else None

    @property
    def row(self) -> list[int | None]:
        counts = [self.total[what] for what in (START, JOINED, BACK, LEFT, END, KEPT)]
        return [self.year, *counts, self.kept_percent]

    @property
    def levels(self) -> Iterator[tuple[str, list[int]]]:
        for level in (1, 2):
            yield f"Niveau {level}", [self.by_level[what, level] for what in (START, JOINED, BACK, LEFT, END)]

    @property
    def kinds(self) -> Iterator[tuple[str, list[int]]]:
        for kind, label in Kind.choices:
            counts = [self.by_kind[what, kind] for what in (START, JOINED, BACK, LEFT, END)]
            if any(counts):
                yield str(label), counts

    @property
    def reasons(self) -> list[tuple[str, int]]:
        return [(REASONS[reason], count) for reason, count in self.by_reason.most_common()]


@dataclass(frozen=True)
class Move:
    """One organisation that came or went. `gap`: days without membership before it came back."""

    what: str
    organisation: int
    name: str
    day: date
    level: int
    gap: int | None
    reason: str

    @property
    def reason_label(self) -> str:
        return REASONS.get(self.reason, "")


def years_known(today: date | None = None) -> list[int]:
    """From the first term on up to now, ten at most; the newest last."""
    today = today or timezone.localdate()
    first = Term.objects.that_counted().order_by("start").values_list("start", flat=True).first()
    return list(range(max(first.year if first else today.year, today.year - 9), today.year + 1))


def years(first: int, last: int, *, today: date | None = None) -> list[Year]:
    """One query, however many years and members. This year is as far as today."""
    found = {year: Year(year) for year in range(first, last + 1)}
    for year, what, kind, level, reason, count in _rows(COUNTS, first, last, today):
        of = found[year]
        of.total[what] += count
        of.by_level[what, level] += count
        of.by_kind[what, kind] += count
        if what == LEFT:
            of.by_reason[reason] += count
    return list(found.values())


def moves(year: int, *, today: date | None = None) -> list[Move]:
    return [Move(*row) for row in _rows(MOVES, year, year, today)]


def _rows(sql: str, first: int, last: int, today: date | None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"first": first, "last": last, "today": today or timezone.localdate()})
        return cursor.fetchall()
