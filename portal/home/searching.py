"""/zoeken/: everything that somebody may know of, by words and by facets."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from knowledge.templatetags.site_menu import menu_pages
from membership.access import audiences_of
from portal.core import search as search_table
from portal.core.page_cache import allow_query, keep
from portal.core.search import missed


@allow_query("q", "soort", "rol", "domein", "fase", "jaar", "volgorde", "pagina")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Visitors' pages may be kept; what a person with an account finds is theirs alone."""
    asked = search_table.asked(request.GET)
    chose = bool(asked["kinds"] or asked["labels"] or asked["year"])
    found = None
    if asked["words"] or chose:
        found = search_table.find(**asked, audiences=audiences_of(request.user))
        if not found.count and not chose:
            missed.note(found.words, on=timezone.localdate())
    context = {
        "words": asked["words"],
        "order": asked["order"],
        "found": found,
        "page": found.page if found else None,
        "themes": keep("menu", menu_pages),
    }
    return _own(request, render(request, "home/search.html", context))


@allow_query("q", "deel")
@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Titles that begin with what somebody types: a page of links, or with `deel` only its list for the script."""
    words = request.GET.get("q", "")[:200]
    entries = search_table.suggest(words, audiences=audiences_of(request.user))
    template = "home/suggested.html" if "deel" in request.GET else "home/suggestions.html"
    return _own(request, render(request, template, {"words": words, "entries": entries}))


def _own(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if request.user.is_authenticated:
        add_never_cache_headers(response)
    return response
