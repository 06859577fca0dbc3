"""The books of a year as the bookkeeper reads them in: a workbook or a CSV, made by a job and kept for a week."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from membership import books
from portal.accounts.access import FINANCE, has_role
from portal.core.documents import Sheet, csv_safe, prepared, xlsx

KINDS = {"xlsx": "membership.books_xlsx", "csv": "membership.books_csv"}
Rows = list[list[object]]


def subject_of(year: int) -> str:
    return f"books:{year}"


def rows_with_sums(year: int) -> Rows:
    """Every invoice and credit note by number; the last row is the sum of the rows above it."""
    rows = list(books.rows_of(year))
    amounts = [sum((row[column] for row in rows), Decimal(0)) for column in range(6, len(books.HEADINGS))]
    return [*rows, [_("Samen"), "", None, None, "", "", *amounts]]


def as_xlsx(year: int, rows: Rows) -> bytes:
    return xlsx([Sheet(str(year), books.HEADINGS, rows)])


def as_csv(_year: int, rows: Rows) -> bytes:
    """As Dutch spreadsheets read it: semicolons, a comma in amounts, and a mark that says UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";")
    writer.writerow(books.HEADINGS)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", ",")
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return "" if value is None else csv_safe(value)


def _register(kind: str, written: Callable[[int, Rows], bytes]) -> None:
    def make(subject: str, at: datetime) -> prepared.Made:
        year = int(subject.partition(":")[2])
        return prepared.Made(f"Facturen {year}.{kind}", kind, written(year, rows_with_sums(year)))

    prepared.register(KINDS[kind], make, may_open=lambda user, _subject: has_role(user, FINANCE))


_register("xlsx", as_xlsx)
_register("csv", as_csv)
