"""/mijn/gegevens/meenemen/ for oneself, /mijn/organisatie/meenemen/ for an admin's organisation."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from membership.models import Seat
from membership.views.own import for_admins
from portal.core.documents import prepared
from portal.home.takeaway import kinds


@never_cache
@login_required
@require_safe
def own_export(request: HttpRequest) -> HttpResponse:
    found = prepared.latest(kinds.PERSON, subject=kinds.subject_of(request.user))
    return render(request, "home/own_export.html", {"prepared": found})


@require_POST
@never_cache
@login_required
def own_export_asked(request: HttpRequest) -> HttpResponse:
    prepared.ask_for(kinds.PERSON, subject=kinds.subject_of(request.user), by=request.user)
    return redirect("home:own_export")


@require_safe
@for_admins
def organisation_export(request: HttpRequest, seat: Seat) -> HttpResponse:
    kind = kinds.kind_for(request.user, seat.organisation)
    found = prepared.latest(kind, subject=kinds.subject_of(seat.organisation))
    context = {"seat": seat, "prepared": found, "with_money": kind == kinds.WITH_MONEY}
    return render(request, "home/organisation_export.html", context)


@require_POST
@for_admins
def organisation_export_asked(request: HttpRequest, seat: Seat) -> HttpResponse:
    kind = kinds.kind_for(request.user, seat.organisation)
    prepared.ask_for(kind, subject=kinds.subject_of(seat.organisation), by=request.user)
    return redirect("home:organisation_export")
