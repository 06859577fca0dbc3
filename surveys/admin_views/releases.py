"""Outcomes for network staff: have them made, look at them, put them online once and for all."""

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.access import staff_role_required
from portal.accounts.admin_views import staff_page
from surveys import operations
from surveys.access import ROLES
from surveys.admin_views.rounds import round_for, trail_to
from surveys.models import Release
from surveys.results import Results, response_words


def release_for(request: HttpRequest, pk: int) -> Release:
    """Of this round, made or being made; 404 when nobody asked for it."""
    release = getattr(round_for(request, pk), "release", None)
    if release is None:
        raise Http404
    return release


@require_POST
@staff_role_required(*ROLES)
def asked(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        operations.ask_release(round_for(request, pk), by=request.user)
    except operations.RoundOpen:
        messages.error(request, _("Leden vullen nog in. Sluit de ronde eerst."))
    except operations.ReleaseOut:
        messages.error(request, _("De uitkomsten staan al online. Ze zijn definitief."))
    else:
        return redirect("surveys_admin:release", pk=pk)
    return redirect("surveys_admin:round", pk=pk)


@require_safe
@staff_role_required(*ROLES)
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the job is, and then what members would see."""
    found = release_for(request, pk)
    context = {"round": found.round, "release": found}
    if found.is_made:
        results = Results(json.loads(found.content))
        context |= {
            "results": results,
            "response": response_words(results),
            "parts": [(section, results.cards(section)) for section in results.sections],
            "hidden": sum(card.is_hidden for section in results.sections for card in results.cards(section)),
        }
    trail = trail_to(found.round, (_("Uitkomsten"), ""))
    return staff_page(request, "beheer/survey_release.html", context, trail=trail)


@require_POST
@staff_role_required(*ROLES)
def published(request: HttpRequest, pk: int) -> HttpResponse:
    found = release_for(request, pk)
    try:
        operations.publish_release(
            found,
            is_public=request.POST.get("is_public") == "1",
            sha256=request.POST.get("sha256", ""),
            by=request.user,
        )
    except operations.NotMade:
        messages.error(request, _("De uitkomsten zijn intussen opnieuw gemaakt. Bekijk ze eerst."))
    except operations.ReleaseOut:
        messages.error(request, _("De uitkomsten staan al online. Ze zijn definitief."))
    else:
        messages.success(request, _("De uitkomsten staan online. Leden lezen het in hun volgende e-mail."))
    return redirect("surveys_admin:release", pk=pk)
