"""/netwerk/: who takes part. The map is a count; the table is the content."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from membership.access import seats_of
from membership.forms import NetworkFilter
from membership.models import Organisation, Province
from portal.core.page_cache import allow_query

PER_PAGE = 25


@allow_query("q", "provincie", "niveau", "pagina")
@require_safe
def network(request: HttpRequest) -> HttpResponse:
    form = NetworkFilter(request.GET)
    members = Organisation.objects.members()
    tiles = _tiles(members)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = members.by_name()
    if wanted.get("q"):
        rows = rows.named_like(wanted["q"])
    if wanted.get("provincie"):
        rows = rows.filter(province=wanted["provincie"])
    if wanted.get("niveau"):
        rows = rows.filter(level=int(wanted["niveau"]))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    own = [seat.organisation for seat in seats_of(request.user)]
    context = {
        "form": form,
        "page": page,
        "tiles": tiles,
        "busiest": sorted(tiles, key=lambda t: (-t["total"], t["name"]))[:2],
        "totals": {level: sum(t[level] for t in tiles) for level in ("level_1", "level_2")},
        "total": sum(t["total"] for t in tiles),
        "own_ids": {o.pk for o in own},
        "own_provinces": {o.province for o in own},
        "own_province_names": sorted({o.get_province_display() for o in own}),
        "filtered": bool(wanted.get("q") or wanted.get("provincie") or wanted.get("niveau")),
        "query": _without_page(request),
        "today": timezone.localdate(),
    }
    return render(request, "membership/network.html", context)


def _tiles(members) -> list[dict]:
    """One tile per province with its members by level, also where there are none."""
    counts: dict[tuple[str, int], int] = {
        (row["province"], row["level"]): row["n"]
        for row in members.values("province", "level").annotate(n=Count("pk")).order_by()
    }
    tiles = []
    for code, name in Province.choices:
        one, two = counts.get((code, 1), 0), counts.get((code, 2), 0)
        total = one + two
        amount = 0 if total == 0 else 1 if total < 3 else 2 if total < 6 else 3
        tiles.append(
            {
                "code": code,
                "name": name,
                "level_1": one,
                "level_2": two,
                "total": total,
                "amount": amount,
                "shapes": ["l2"] * two + ["l1"] * one,
            }
        )
    return tiles


def _without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("pagina", None)
    return query.urlencode()
