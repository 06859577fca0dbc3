"""Reads the yearly file of municipalities: shows what would change, and changes it with --apply."""

import csv
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from membership.algorithms import areas as files
from membership.operations import municipalities as operations

MOST_BYTES = 60_000_000
MOST_LINES = 30  # of one kind of change


class Command(BaseCommand):
    help = (
        "Leest een bestand met gemeenten (TopoJSON of GeoJSON, met CBS-codes) en toont wat er verandert. "
        "Er verandert pas iets met --apply."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="TopoJSON or GeoJSON in WGS84 degrees or RD metres")
        parser.add_argument("--names", type=Path, help="CSV with columns code, name, province, where the file has none")
        parser.add_argument("--from", dest="on", help="day from which it is right, as 2027-01-01; else 1 January")
        parser.add_argument(
            "--successor", action="append", default=[], metavar="GM0001=GM0002", help="what an ended one merged into"
        )
        parser.add_argument("--apply", action="store_true", help="write it, in one transaction")

    def handle(
        self, *, file: Path, names: Path | None, on: str | None, successor: list, apply: bool, **options
    ) -> None:
        day = _day(on)
        successors = _successors(successor)
        try:
            areas = files.read(_text(file))
        except files.BrokenFile as broken:
            raise CommandError(_listed("Dit bestand klopt niet. Er is niets veranderd.", broken.problems)) from broken
        if names:
            _add_names(areas, _text(names))
        try:
            difference = (
                operations.import_municipalities(areas, on=day, successors=successors, by=None)
                if apply
                else operations.compare(areas, on=day, successors=successors)
            )
        except operations.NotThisFile as refused:
            difference = refused.difference
        if difference.problems:
            raise CommandError(_listed("Dit bestand past niet. Er is niets veranderd.", difference.problems))
        self.stdout.write(f"{len(areas)} gemeenten gelezen, geldig vanaf {day:%d-%m-%Y}.")
        for line in report(difference):
            self.stdout.write(line)
        if difference.is_empty:
            self.stdout.write("Geen verschil: er verandert niets.")
        else:
            self.stdout.write("Alles is bewaard." if apply else "Er is nog niets veranderd. Doe het met --apply.")


def report(difference: operations.Difference) -> list[str]:
    """The difference in lines, each kind with its names."""
    kinds = [
        ("nieuw", [f"{area.code} {area.name}" for area in difference.new]),
        ("met een andere naam", [f"{m.code} {m.name} heet nu {name}" for m, name in difference.renamed]),
        ("in een andere provincie", [f"{m.code} {m.name}: {province}" for m, province in difference.moved]),
        ("opnieuw getekend", [f"{m.code} {m.name}" for m in difference.redrawn]),
        ("opgeheven", [f"{m.code} {m.name} gaat op in {code}" for m, code in difference.ended]),
        ("organisaties gekoppeld", [f"{o.name}: {code}" for o, code in difference.linked]),
        ("organisaties in een nieuwe gemeente", [f"{o.name}: {code}" for o, code in difference.merged]),
        ("organisaties zonder gemeente", [o.name for o in difference.unlinked]),
    ]
    lines = []
    for what, names in kinds:
        if names:
            lines.append(f"{len(names)} {what}")
            lines += [f"  {name}" for name in names[:MOST_LINES]]
            if len(names) > MOST_LINES:
                lines.append(f"  en nog {len(names) - MOST_LINES}")
    return lines


def _listed(title: str, problems: list[str]) -> str:
    more = len(problems) - MOST_LINES
    lines = [f"- {problem}" for problem in problems[:MOST_LINES]]
    return "\n".join([title, *lines, *([f"En nog {more} andere."] if more > 0 else [])])


def _day(text: str | None) -> date:
    if text is None:
        return timezone.localdate().replace(month=1, day=1)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text} is geen dag. Schrijf het zo: 2027-01-01.") from error


def _successors(pairs: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        old, is_pair, new = pair.partition("=")
        if not (is_pair and files.CODE.match(old) and files.CODE.match(new) and old != new):
            raise CommandError(f"{pair} is geen opvolger. Schrijf het zo: --successor GM1696=GM0402.")
        if found.setdefault(old, new) != new:
            raise CommandError(f"{old} heeft twee opvolgers. Geef er één.")
    return found


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CommandError(f"{path} is te groot: meer dan {MOST_BYTES // 1_000_000} MB.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CommandError(f"{path} is niet te openen: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is geen tekst in UTF-8.") from error


def _add_names(areas: list[files.Area], text: str) -> None:
    """Fill in what the file itself does not say."""
    first = text.split("\n", 1)[0]
    rows = list(csv.DictReader(text.splitlines(), delimiter=";" if ";" in first else ","))
    if not rows or not {"code", "name", "province"} <= rows[0].keys():
        raise CommandError("De lijst met namen heeft kolommen nodig: code, name en province.")
    known = {row["code"]: row for row in rows}
    for area in areas:
        if row := known.get(area.code):
            area.name = area.name or " ".join((row["name"] or "").split())
            area.province = area.province or (row["province"] or "").strip()
