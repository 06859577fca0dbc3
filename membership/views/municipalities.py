"""/netwerk/gemeenten/: in which municipalities members work. One picture, and the same rows as a table and a file."""

from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from membership.access import seats_of
from membership.algorithms.outlines import HEIGHT, WIDTH
from membership.forms.network import ProvinceFilter
from membership.models import Municipality, Organisation
from membership.views.network import as_csv
from portal.core.page_cache import allow_query, keep

NAMED = 6  # members in a row of the table; the template cuts there


@dataclass(frozen=True)
class Row:
    """A municipality in which members work; `level` is the highest of theirs."""

    municipality: Municipality
    members: tuple[Organisation, ...]

    @property
    def level(self) -> int:
        return max(member.level for member in self.members)

    @property
    def more(self) -> int:
        """How many the table does not name; the file names all."""
        return max(0, len(self.members) - NAMED)


@allow_query("provincie")
@require_safe
def municipalities(request: HttpRequest) -> HttpResponse:
    rows, total = _all()
    form = ProvinceFilter(request.GET)
    province = form.cleaned_data["provincie"] if form.is_valid() else ""
    own = {seat.organisation.municipality_id for seat in seats_of(request.user)} - {None}
    context = {
        "form": form,
        "rows": [row for row in rows if province in ("", row.municipality.province)],
        "filtered": bool(province),
        "count": len(rows),
        "count_2": sum(row.level == 2 for row in rows),
        "total": total,
        "own": own,
        "width": WIDTH,
        "height": HEIGHT,
        "today": timezone.localdate(),
    }
    return render(request, "membership/municipalities.html", context)


@allow_query("provincie")
@require_safe
def municipalities_csv(request: HttpRequest) -> HttpResponse:
    form = ProvinceFilter(request.GET)
    province = form.cleaned_data["provincie"] if form.is_valid() else ""
    cells = (
        (
            row.municipality.code,
            row.municipality.name,
            row.municipality.get_province_display(),
            row.level,
            "; ".join(member.name for member in row.members),
        )
        for row in _all()[0]
        if province in ("", row.municipality.province)
    )
    return as_csv("gemeenten.csv", ("Gemeentecode", "Gemeente", "Provincie", "Niveau", "Leden"), cells)


@allow_query()
@require_safe
def map_svg(request: HttpRequest) -> HttpResponse:
    """Drawn once for everybody until the register or the municipalities change."""
    drawn = keep(f"municipality map {timezone.localdate()}", _draw)
    response = HttpResponse(drawn, content_type="image/svg+xml")
    response["Cache-Control"] = "max-age=300"
    return response


def _all() -> tuple[list[Row], int]:
    """Every row, and how many municipalities there are. Without any this page is not there."""
    rows, total = keep(f"municipality rows {timezone.localdate()}", _rows)
    if not total:
        raise Http404
    return rows, total


def _rows() -> tuple[list[Row], int]:
    members = Organisation.objects.members().filter(municipality__isnull=False).select_related("municipality")
    members = members.defer("municipality__outline").order_by(
        "municipality__name_key", "municipality", "name_key", "pk"
    )
    rows = [Row(place, tuple(found)) for place, found in groupby(members, key=lambda member: member.municipality)]
    return rows, Municipality.objects.current().count()


def _draw() -> str:
    rows = {row.municipality.pk: row for row in _all()[0]}
    empty, taken = [], {1: [], 2: []}
    for pk, outline in Municipality.objects.current().exclude(outline="").values_list("pk", "outline").order_by("code"):
        (taken[rows[pk].level] if pk in rows else empty).append(outline)
    context = {"empty": empty, "taken": taken, "rows": rows.values(), "width": WIDTH, "height": HEIGHT}
    return render_to_string("membership/parts/municipalities.svg", context)
