"""/netwerk/: who takes part. The map is a count; the table is the content."""

import csv
import io
import math
from collections.abc import Iterable
from functools import partial

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from membership.access import seats_of
from membership.figures import member_counts, public_figures
from membership.forms import NetworkFilter
from membership.models import Municipality, Organisation, Province
from membership.models.organisations import OrganisationQuerySet
from portal.core.documents import csv_safe
from portal.core.page_cache import allow_query, keep

PER_PAGE = 25
MOST_SHAPES = 24  # in one tile of the map: four rows of six


@allow_query("q", "provincie", "niveau", "pagina")
@require_safe
def network(request: HttpRequest) -> HttpResponse:
    form = NetworkFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    per_shape, tiles = _tiles()
    own = [seat.organisation for seat in seats_of(request.user)]
    context = {
        "form": _filter(form),
        "page": _page(wanted, request.GET.get("pagina")),
        "map": _map(tiles, own),
        "per_shape": per_shape,
        "busiest": sorted(tiles, key=lambda t: (-t["total"], t["name"]))[:2],
        "totals": {level: sum(t[level] for t in tiles) for level in ("level_1", "level_2")},
        "total": sum(t["total"] for t in tiles),
        "figures": keep(f"figures as text {timezone.localdate()}", _figures),
        "has_municipalities": keep("has municipalities", Municipality.objects.exists),
        "own_ids": {o.pk for o in own},
        "own_province_names": sorted({o.get_province_display() for o in own}),
        "filtered": bool(wanted.get("q") or wanted.get("provincie") or wanted.get("niveau")),
        "query": _without_page(request),
        "today": timezone.localdate(),
    }
    return render(request, "membership/network.html", context)


@allow_query("q", "provincie", "niveau")
@require_safe
def members_csv(request: HttpRequest) -> HttpResponse:
    """The rows of the table, all of them, for a spreadsheet."""
    form = NetworkFilter(request.GET)
    rows = _rows(form.cleaned_data if form.is_valid() else {}).select_related("municipality")
    headings = ("Organisatie", "Soort", "Provincie", "Gemeente", "Niveau", "Lid sinds")
    cells = (
        (o.name, o.get_kind_display(), o.get_province_display(), o.municipality or "", o.level, o.member_since)
        for o in rows
    )
    return as_csv("leden.csv", headings, cells)


def as_csv(name: str, headings: tuple, rows: Iterable[tuple]) -> HttpResponse:
    """Commas and UTF-8 with its mark, so that a spreadsheet knows the letters. What was typed is no formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([csv_safe(cell if isinstance(cell, int) else str(cell)) for cell in row] for row in rows)
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _rows(wanted: dict) -> OrganisationQuerySet:
    words, province, level = (wanted.get(name, "") for name in ("q", "provincie", "niveau"))
    rows = Organisation.objects.members().by_name()
    if words:
        rows = rows.named_or_in(words)
    if province:
        rows = rows.filter(province=province)
    if level:
        rows = rows.filter(level=int(level))
    return rows


def _page(wanted: dict, number: str | None) -> Page:
    """The rows are asked anew, their number is kept: it costs more the larger the network is."""
    words, province, level = (wanted.get(name, "") for name in ("q", "provincie", "niveau"))
    rows = _rows(wanted)
    paginator = Paginator(rows, PER_PAGE)
    if words:
        name = f"members found {timezone.localdate()} {province} {level} {words}"
        paginator.count = keep(name, rows.count)
    else:
        fits = {key: n for key, n in member_counts().items() if province in ("", key[0]) and level in ("", str(key[1]))}
        paginator.count = sum(fits.values())
    return paginator.get_page(number)


def _tiles() -> tuple[int, list[dict]]:
    """One tile per province with its members by level, also where there are none.

    Each shape is one member, or as many as keep the fullest tile within MOST_SHAPES.
    """
    counts = member_counts()
    totals = [counts.get((code, 1), 0) + counts.get((code, 2), 0) for code in Province.values]
    per_shape = max(1, math.ceil(max(totals) / MOST_SHAPES))
    tiles = []
    for (code, name), total in zip(Province.choices, totals, strict=True):
        one, two = counts.get((code, 1), 0), counts.get((code, 2), 0)
        amount = 0 if total == 0 else 1 if total < 3 else 2 if total < 6 else 3
        tiles.append(
            {
                "code": code,
                "name": name,
                "level_1": one,
                "level_2": two,
                "total": total,
                "amount": amount,
                "shapes": ["l2"] * math.ceil(two / per_shape) + ["l1"] * math.ceil(one / per_shape),
            }
        )
    return per_shape, tiles


def _map(tiles: list[dict], own: list[Organisation]) -> SafeString:
    """Drawn once for everybody, and once for each set of provinces that people call their own."""
    provinces = sorted({organisation.province for organisation in own})
    context = {"tiles": tiles, "own_provinces": provinces}
    draw = partial(render_to_string, "membership/parts/map.html", context)
    return keep(f"map {timezone.localdate()} {' '.join(provinces)}", draw)


def _filter(form: NetworkFilter) -> NetworkFilter | SafeString:
    """Two lists of choices cost as much as half the rows: drawn once for each choice that people make."""
    if not form.is_valid():
        return form
    return keep(f"network filter {form.cleaned_data}", form.render)


def _figures() -> SafeString:
    """The same for everybody: their words and tables of before cost as much as the rows of the list."""
    return render_to_string("membership/parts/network_figures.html", {"figures": public_figures()})


def _without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("pagina", None)
    return query.urlencode()
