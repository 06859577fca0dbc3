"""/netwerk/adviesraden/: is our municipality in it, and what may a council ask it?"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from membership.forms.network import CouncilFilter
from membership.models import Kind, Municipality, Organisation
from portal.core.page_cache import allow_query
from portal.core.search import plain

MOST = 12  # municipalities of one search
SHORTEST = 2  # letters


@dataclass(frozen=True)
class Place:
    """A municipality that was meant, what it is called now, and the members that work there."""

    name: str
    province: str
    is_now: str  # the municipality it merged into, when it did
    members: tuple[Organisation, ...]


@allow_query("q")
@require_safe
def councils(request: HttpRequest) -> HttpResponse:
    form = CouncilFilter(request.GET)
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    searched = len(plain(words)) >= SHORTEST
    places = _places(words) if searched else []
    context = {
        "form": form,
        "searched": searched,
        "places": places[:MOST],
        "more": len(places) > MOST,
        "all_known": Municipality.objects.exists() if searched and not places else False,
    }
    return render(request, "membership/councils.html", context)


def _places(words: str) -> list[Place]:
    """Municipalities by name, also by one of before. Those called so wholly come first."""
    key = plain(words).removeprefix("gemeente ")
    found = list(
        Municipality.objects.named_like(key).defer("outline").select_related("merged_into").by_name()[: MOST * 4]
    )
    now = {place.pk: place.merged_into or place for place in found}
    members: dict[int, list[Organisation]] = {}
    for member in Organisation.objects.members().filter(municipality__in={p.pk for p in now.values()}).by_name():
        members.setdefault(member.municipality_id or 0, []).append(member)
    places = [
        Place(
            place.name,
            place.get_province_display(),
            str(place.merged_into or ""),
            tuple(members.get(now[place.pk].pk, [])),
        )
        for place in found
    ]
    alone = Organisation.objects.members().filter(kind=Kind.MUNICIPALITY, municipality=None).named_like(key)
    places += [Place(o.name, o.get_province_display(), "", (o,)) for o in alone.by_name()[: MOST + 1]]
    return sorted(places, key=lambda place: (plain(place.name).removeprefix("gemeente ") != key, plain(place.name)))
