"""Lists for a spreadsheet. What people typed stays text: a name is never a formula (P22)."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone

#: A cell that begins so may be a formula, or start a program, in somebody's spreadsheet.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: What XML cannot hold, and so no XLSX file.
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NARROW, WIDE = 8, 60  # characters
FORMATS = {datetime: "dd-mm-yyyy hh:mm", date: "dd-mm-yyyy", time: "hh:mm"}


@dataclass(frozen=True)
class Sheet:
    """One tab of a workbook. The cells are texts, numbers, dates, moments, booleans or None."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[object]]


def plain_text(value: object) -> str:
    """A text without the characters that no spreadsheet can hold."""
    return ILLEGAL.sub("", str(value))


def csv_safe(value: object) -> object:
    """A cell of a CSV file that no spreadsheet takes for a formula. Numbers and dates stay what they are."""
    if not isinstance(value, str):
        return value
    text = plain_text(value)
    return f"'{text}" if text.startswith(RISKY) else text


def xlsx(sheets: Iterable[Sheet]) -> bytes:
    """A workbook: headings bold and in sight, columns as wide as their words, dates as dates, texts as texts."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for number, sheet in enumerate(sheets, start=1):
        _write(book.create_sheet(_tab_name(sheet.title) or f"Blad {number}"), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(tab, sheet: Sheet) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    rows = [[_value(cell) for cell in row] for row in sheet.rows]
    headings = [plain_text(heading) for heading in sheet.headings]
    for index, column in enumerate(zip(headings, *rows, strict=True), start=1):
        longest = max(_length(value) for value in column)
        tab.column_dimensions[get_column_letter(index)].width = min(WIDE, max(NARROW, longest + 2))
    tab.freeze_panes = "A2"

    def cell(value: object, *, bold: bool = False):
        made = WriteOnlyCell(tab, value)
        if isinstance(value, str):
            made.data_type = "s"
            made.quotePrefix = value.startswith(RISKY)  # a text also after somebody edits the cell
        elif type(value) in FORMATS:
            made.number_format = FORMATS[type(value)]
        if bold:
            made.font = Font(bold=True)
        return made

    tab.append([cell(heading, bold=True) for heading in headings])
    for row in rows:
        tab.append([cell(value) for value in row])


def _value(value: object) -> object:
    """As a spreadsheet knows it. Moments in Dutch time, for it knows no zones."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if value is None or isinstance(value, int | float | Decimal | date | time):
        return value
    return plain_text(value)


def _length(value: object) -> int:
    if isinstance(value, datetime | date | time):
        return len(FORMATS[type(value)])
    return max(map(len, str("" if value is None else value).split("\n")))


def _tab_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", plain_text(title)).strip("' ")[:31]
