"""The yearly file of municipalities: what it would change, and changing it, all or nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from membership.algorithms.areas import Area
from membership.algorithms.outlines import outlines
from membership.models import Kind, Municipality, Organisation, Province
from portal.accounts.access import ADVISER, DECIDER, staff
from portal.accounts.models import User
from portal.core import audit, notifications
from portal.core.page_cache import public_changed
from portal.core.search import plain

#: What provinces are called in files: by their letters, their name, and their CBS code.
PROVINCES = {plain(str(label)): value for value, label in Province.choices} | {
    value: value for value in Province.values
}
PROVINCES |= {f"pv{number}": value for number, value in enumerate(Province.values, start=20)}
PROVINCES |= {"friesland": "fr"}


class NotThisFile(Exception):
    """The file fits itself, but not what we know: `difference.problems` says why. Nothing was changed."""

    def __init__(self, difference: "Difference") -> None:
        self.difference = difference


@dataclass
class Difference:
    """What a file would change. With `problems` nothing may be changed at all."""

    on: date
    new: list[Area] = field(default_factory=list)
    renamed: list[tuple[Municipality, str]] = field(default_factory=list)
    moved: list[tuple[Municipality, str]] = field(default_factory=list)  # to another province
    redrawn: list[Municipality] = field(default_factory=list)
    ended: list[tuple[Municipality, str]] = field(default_factory=list)  # with the code of the successor
    linked: list[tuple[Organisation, str]] = field(default_factory=list)  # with the code of its municipality
    merged: list[tuple[Organisation, str]] = field(default_factory=list)  # stood in one that ended
    unlinked: list[Organisation] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any((self.new, self.renamed, self.moved, self.redrawn, self.ended, self.linked, self.merged))


def compare(areas: list[Area], *, on: date, successors: dict[str, str]) -> Difference:
    """Hold a file that was read against what we know. `on`: from which day it is right; `successors`: old code, new.

    `areas` get the names and provinces we know where the file has none. Changes nothing in the database.
    """
    difference = Difference(on)
    known = {m.code: m for m in Municipality.objects.select_related("merged_into")}
    drawn = outlines(areas)
    codes = {area.code for area in areas}
    for area in areas:
        _compare_one(area, known.get(area.code), drawn[area.code], difference)
    _compare_ended(known, codes, successors, difference)
    newest = max((m.valid_from for m in known.values()), default=None)
    if newest and on < newest and not difference.is_empty:
        difference.problems.append(
            f"Dit bestand geldt vanaf {on:%d-%m-%Y}, maar wij kennen al een van {newest:%d-%m-%Y}."
        )
    _compare_organisations(areas, known, difference)
    return difference


def _compare_one(area: Area, old: Municipality | None, drawn, difference: Difference) -> None:
    area.name = area.name or (old.name if old else "")
    given = area.province
    area.province = PROVINCES.get(plain(given), "") if given else (old.province if old else "")
    if given and not area.province:
        difference.problems.append(f"{area.code}: wij kennen de provincie ‘{given[:40]}’ niet.")
    elif not area.name or not area.province:
        what = "naam" if not area.name else "provincie"
        difference.problems.append(f"{area.code} heeft geen {what}. Geef een lijst mee met --names.")
    elif len(area.name) > 80:
        difference.problems.append(f"{area.code}: de naam is langer dan 80 tekens.")
    if old is None:
        difference.new.append(area)
        return
    if old.has_ended:
        difference.problems.append(
            f"{area.code} ({old.name}) ging op in {old.merged_into}, maar staat weer in het bestand."
        )
    if old.name != area.name:
        difference.renamed.append((old, area.name))
    if old.province != area.province:
        difference.moved.append((old, area.province))
    if (old.outline, old.x, old.y) != (drawn.path, drawn.x, drawn.y):
        difference.redrawn.append(old)


def _compare_ended(known: dict, codes: set[str], successors: dict[str, str], difference: Difference) -> None:
    for old in known.values():
        if old.has_ended or old.code in codes:
            continue
        successor = successors.get(old.code)
        if successor is None:
            difference.problems.append(
                f"{old.code} ({old.name}) staat niet meer in het bestand. Zeg waarin die opging: "
                f"--successor {old.code}=GM…"
            )
            continue
        difference.ended.append((old, successor))
        if difference.on <= old.valid_from:
            difference.problems.append(f"{old.code} ({old.name}) kan niet eindigen voordat die begon.")
    for code, successor in successors.items():
        if code in codes:
            difference.problems.append(f"{code} staat nog in het bestand en kan dus geen opvolger hebben.")
        elif code not in known:
            difference.problems.append(f"{code} kennen wij niet en kan dus niet opgaan in {successor}.")
        if successor not in codes:
            difference.problems.append(f"{successor}, de opvolger van {code}, staat niet in het bestand.")


def _compare_organisations(areas: list[Area], known: dict[str, Municipality], difference: Difference) -> None:
    find = _finder({area.code: (area.name, area.province) for area in areas}, _all_successors(known, difference))
    ended = {old.pk: successor for old, successor in difference.ended}
    for organisation in Organisation.objects.select_related("town").by_name():
        if organisation.municipality_id in ended:
            difference.merged.append((organisation, ended[organisation.municipality_id]))
        elif organisation.municipality_id is None:
            code = find(organisation)
            if code:
                difference.linked.append((organisation, code))
            else:
                difference.unlinked.append(organisation)


def _all_successors(known: dict[str, Municipality], difference: Difference) -> dict[str, str]:
    past = {m.code: m.merged_into.code for m in known.values() if m.merged_into}
    return past | {old.code: successor for old, successor in difference.ended}


def _finder(places: dict[str, tuple[str, str]], successors: dict[str, str]) -> Callable[[Organisation], str]:
    """In which municipality an organisation stands: by its code, by the name of the municipality it is, by its town.

    `places`: name and province by code. "Hengelo (O.)" is found as Hengelo, in its own province.
    """
    by_name: dict[tuple[str, str], list[str]] = {}
    for code, (name, province) in places.items():
        by_name.setdefault((bare(name), province), []).append(code)

    def now(code: str) -> str:
        while code in successors:
            code = successors[code]
        return code if code in places else ""

    def find(organisation: Organisation) -> str:
        if code := now(organisation.municipality_code):
            return code
        if organisation.kind == Kind.MUNICIPALITY:
            found = by_name.get((bare(organisation.name), organisation.province), [])
            if len(found) == 1:
                return found[0]
        return now(organisation.town.municipality_code) if organisation.town else ""

    return find


def bare(name: str) -> str:
    """As people say it: "Gemeente Hengelo (O.)" is hengelo."""
    return re.sub(r" \([^)]*\)$", "", plain(name).removeprefix("gemeente "))


@transaction.atomic
def import_municipalities(
    areas: list[Area], *, on: date, successors: dict[str, str], by, at: datetime | None = None
) -> Difference:
    """Do what `compare` says, in one transaction; the same file again changes nothing. Raises NotThisFile.

    Whoever stood in a municipality that ended stands in its successor; the membership itself stays as it is.
    """
    at = at or timezone.now()
    list(Municipality.objects.select_for_update().order_by("pk").values_list("pk"))
    difference = compare(areas, on=on, successors=successors)
    if difference.problems:
        raise NotThisFile(difference)
    if difference.is_empty:
        return difference
    _write(areas, difference, by=by, at=at)
    by_code = Municipality.objects.in_bulk(field_name="code")
    for old, successor in difference.ended:
        old = by_code[old.code]
        old.valid_to, old.merged_into, old.outline = on, by_code[successor], ""
        old.save(update_fields=["valid_to", "merged_into", "outline"])
        audit.record("municipality.ended", old, by=by, at=at, successor=successor)
    _tell_of_mergers(difference, by_code, at=at)
    for organisation, code in [*difference.linked, *difference.merged]:
        _place(organisation, by_code[code], by=by, at=at)
    public_changed()
    return difference


def _tell_of_mergers(difference: Difference, by_code: dict[str, Municipality], *, at: datetime) -> None:
    """Staff who work with members hear which of them may have merged too, each in the mail of the day."""
    people = list(User.objects.filter(staff(ADVISER, DECIDER), is_superuser=False).distinct().order_by("pk"))
    members = Organisation.objects.members(timezone.localdate(at)).in_bulk([o.pk for o, _code in difference.merged])
    for organisation, code in difference.merged:
        if organisation.pk not in members:
            continue
        notifications.notify_all(
            "municipality_merged",
            to=people,
            key=f"municipality-merged:{organisation.pk}:{code}",
            subject=f"municipality-merged:{organisation.pk}",
            context={
                "organisation": organisation.name,
                "pk": organisation.pk,
                "old": str(organisation.municipality),
                "new": by_code[code].name,
            },
            at=at,
        )


def _write(areas: list[Area], difference: Difference, *, by, at: datetime) -> None:
    drawn = outlines(areas)
    known = Municipality.objects.in_bulk([area.code for area in areas], field_name="code")
    for area in areas:
        row = known.get(area.code) or Municipality(code=area.code, valid_from=difference.on)
        outline = drawn[area.code]
        facts = (area.name, area.province, outline.path, outline.x, outline.y)
        if row.pk and facts == (row.name, row.province, row.outline, row.x, row.y):
            continue
        verb = "municipality.changed" if row.pk else "municipality.imported"
        if row.pk and row.name != area.name and row.name not in row.earlier_names:
            row.earlier_names = [*row.earlier_names, row.name]
            row.earlier_keys = " | ".join(map(plain, row.earlier_names))[:600]
        row.name, row.province, row.outline, row.x, row.y = facts
        row.name_key = plain(area.name)[:100]
        row.save()
        audit.record(verb, row, by=by, at=at)


# --- Where an organisation stands ------------------------------------------------------------------------------


@transaction.atomic
def place_organisation(
    organisation: Organisation, *, municipality: Municipality | None, by, at: datetime | None = None
) -> Organisation:
    """Staff say in which municipality an organisation stands; no import changes that but a merger.

    The same again changes nothing.
    """
    at = at or timezone.now()
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if organisation.municipality_id != (municipality.pk if municipality else None):
        _place(organisation, municipality, by=by, at=at)
        public_changed()
    return organisation


def place_by_data(organisation: Organisation, *, by, at: datetime) -> None:
    """An organisation that stands nowhere yet: its code, its name or its town may say where. Else it stays so."""
    if organisation.municipality_id:
        return
    town = organisation.town
    codes = {organisation.municipality_code, town.municipality_code if town else ""} - {""}
    near = Municipality.objects.filter(Q(code__in=codes) | Q(name_key__startswith=bare(organisation.name)))
    found = list(near.select_related("merged_into").defer("outline"))
    places = {m.code: (m.name, m.province) for m in (m.merged_into or m for m in found)}
    ended = {m.code: m.merged_into.code for m in found if m.merged_into}
    if code := _finder(places, ended)(organisation):
        _place(organisation, Municipality.objects.get(code=code), by=by, at=at)


def _place(organisation: Organisation, municipality: Municipality | None, *, by, at: datetime) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(municipality=municipality)
    organisation.municipality = municipality
    code = municipality.code if municipality else ""
    audit.record("organisation.placed", organisation, by=by, at=at, municipality=code)
