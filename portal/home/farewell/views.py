"""An admin says goodbye for the own organisation: /mijn/afscheid/. First what is theirs, then why and until when, then
what it means; nothing happens before the last button.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from membership import operations
from membership.models import Farewell, Seat
from membership.views.own import for_admins
from portal.core.forms import posted
from portal.core.templatetags.portal import day
from portal.home.farewell.consequences import consequences_of
from portal.home.farewell.forms import FarewellForm

PAGE = "home:farewell"


def standing_of(seat: Seat) -> Farewell | None:
    return Farewell.objects.standing().filter(organisation=seat.organisation).select_related("said_by").first()


@require_safe
@for_admins
def farewell(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What is planned; or else, before anything, what they may take along."""
    standing = standing_of(seat)
    context = {"seat": seat, "farewell": standing, "term": seat.organisation.current_term()}
    if standing:
        context["consequences"] = consequences_of(seat.organisation, last_day=standing.last_day, reader=request.user)
    return render(request, "home/farewell.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def farewell_reason(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Why and until when; a POST shows what that means, and the button."""
    if standing_of(seat) or seat.organisation.current_term() is None:
        return redirect(PAGE)
    form = _form(request, seat)
    if form.is_bound and form.is_valid():
        last_day = form.cleaned_data["last_day"]
        context = {
            "seat": seat,
            "form": form,
            "last_day": last_day,
            "consequences": consequences_of(seat.organisation, last_day=last_day, reader=request.user),
        }
        return render(request, "home/farewell_confirm.html", context)
    return _reason_page(request, seat, form)


@require_POST
@for_admins
def farewell_confirmed(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The last button."""
    form = _form(request, seat)
    if not form.is_valid():
        return _reason_page(request, seat, form)
    try:
        found = operations.say_farewell(seat.organisation, by=request.user, **form.cleaned_data)
    except operations.AlreadyLeaving as before:
        day_of_before = day(before.farewell.last_day)
        messages.error(request, _("Uw organisatie zegde al op, met %s als laatste dag.") % day_of_before)
    except operations.NotAMember:
        messages.error(request, _("Uw organisatie is geen lid meer. U hoeft niets te doen."))
    else:
        messages.success(request, _("Wij weten het nu. Uw laatste dag is %s.") % day(found.last_day))
    return redirect(PAGE)


@require_POST
@for_admins
def farewell_end(request: HttpRequest, seat: Seat) -> HttpResponse:
    """They stay after all. Taking back twice is taking back once."""
    newest = get_object_or_404(Farewell.objects.filter(organisation=seat.organisation).order_by("-pk")[:1])
    try:
        operations.take_back_farewell(newest, by=request.user)
    except operations.FarewellOver:
        messages.error(request, _("De laatste dag is voorbij. Wilt u terugkomen? Bel of mail ons."))
    else:
        messages.success(request, _("Fijn! Uw organisatie blijft lid. Er verandert niets."))
    return redirect(PAGE)


def _form(request: HttpRequest, seat: Seat) -> FarewellForm:
    days = operations.possible_days(seat.organisation, on=timezone.localdate())
    return FarewellForm(posted(request), days=days)


def _reason_page(request: HttpRequest, seat: Seat, form: FarewellForm) -> HttpResponse:
    context = {"seat": seat, "form": form}
    return render(request, "home/farewell_reason.html", context, status=422 if form.is_bound else 200)
