"""Tables as files that anybody can open: each as CSV, all together as JSON, and a text that says what is what."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from portal.core.documents import csv_safe
from portal.core.templatetags.portal import day

BOM = "\ufeff"  # without it a spreadsheet reads é as Ã©


@dataclass(frozen=True)
class Table:
    """`name`: of the file, without ending. `about`: one sentence for the reader. Cells: texts, numbers, days, moments,
    booleans or None.
    """

    name: str
    about: str
    headings: Sequence[str]
    rows: list[Sequence[object]] = field(default_factory=list)

    def as_csv(self) -> bytes:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerow(self.headings)
        writer.writerows([csv_safe(_words(cell)) for cell in row] for row in self.rows)
        return (BOM + out.getvalue()).encode(errors="replace")

    def as_data(self) -> list[dict[str, object]]:
        return [dict(zip(self.headings, (_data(cell) for cell in row), strict=True)) for row in self.rows]


def files_of(tables: Iterable[Table], *, title: str, notes: Sequence[str], at: datetime) -> Iterator[tuple[str, bytes]]:
    """lees-mij.txt, a CSV per table and alles.json, as paths and contents for an archive."""
    tables = list(tables)
    yield "lees-mij.txt", _read_me(tables, title=title, notes=notes, at=at).encode()
    for table in tables:
        yield f"{table.name}.csv", table.as_csv()
    everything = {table.name: table.as_data() for table in tables}
    made = {"wat": title, "gemaakt": timezone.localtime(at).isoformat(timespec="seconds"), "gegevens": everything}
    yield "alles.json", json.dumps(made, ensure_ascii=False, indent=2).encode(errors="replace")


def _read_me(tables: list[Table], *, title: str, notes: Sequence[str], at: datetime) -> str:
    parts = [title, f"Gemaakt op {day(at)}.", "", *notes, "", "Wat staat waarin?", ""]
    parts += [f"- {table.name}.csv: {table.about} ({len(table.rows)})" for table in tables]
    parts += [
        "- alles.json: dezelfde gegevens bij elkaar, voor een computer.",
        "- inhoud.json: een lijst van alle bestanden, met een controlegetal per bestand.",
        "",
        "Een csv-bestand opent u met Excel, LibreOffice of een ander rekenblad.",
        "Een leeg vak betekent: dat is er niet.",
    ]
    return "\r\n".join(parts) + "\r\n"


def _words(cell: object) -> object:
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, datetime):
        return f"{timezone.localtime(cell):%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else cell if isinstance(cell, int) else str(cell)


def _data(cell: object) -> object:
    if isinstance(cell, datetime):
        return timezone.localtime(cell).isoformat(timespec="seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if cell is None or isinstance(cell, bool | int | float) else str(cell)
