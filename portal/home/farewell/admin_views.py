"""Farewells in the staff's desk: what is planned, and saying it for an organisation that asked by phone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from membership import operations
from membership.admin_views import organisation_for
from membership.models import Farewell, Organisation
from portal.accounts.access import ADVISER, DECIDER, staff_role_required
from portal.accounts.admin_views import staff_page
from portal.core.forms import posted
from portal.core.templatetags.portal import day
from portal.home.farewell.consequences import consequences_of
from portal.home.farewell.forms import StaffFarewellForm

PAGE = "farewells_admin:farewell"


def planned() -> list[Farewell]:
    """For the queue, the first to go on top."""
    return list(Farewell.objects.standing().select_related("organisation")[:20])


@require_http_methods(["GET", "HEAD", "POST"])
@staff_role_required(ADVISER, DECIDER)
def farewell(request: HttpRequest, pk: int) -> HttpResponse:
    """Why an organisation leaves; or the form to write it down. What it means stands beside the form."""
    shown = organisation_for(pk)
    days = operations.possible_days(shown, on=timezone.localdate())
    form = StaffFarewellForm(posted(request), days=days)
    if not form.is_bound or not form.is_valid():
        return _page(request, shown, form, status=422 if form.is_bound else 200)
    try:
        found = operations.say_farewell(shown, by=request.user, **form.cleaned_data)
    except operations.AlreadyLeaving:
        messages.error(request, _("Er staat al een afscheid gepland. Neem dat eerst terug."))
        return _page(request, shown, form, status=409)
    except operations.NotAMember:
        form.add_error(None, _("Deze organisatie is geen lid. Er is niets op te zeggen."))
        return _page(request, shown, form, status=422)
    messages.success(request, _("De laatste dag is %s. De beheerders krijgen bericht.") % day(found.last_day))
    return redirect(PAGE, pk=pk)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def farewell_end(request: HttpRequest, pk: int) -> HttpResponse:
    newest = get_object_or_404(Farewell.objects.filter(organisation=pk).order_by("-pk")[:1])
    try:
        operations.take_back_farewell(newest, by=request.user)
    except operations.FarewellOver:
        messages.error(request, _("De laatste dag is voorbij. Laat de organisatie opnieuw toe."))
    else:
        messages.success(request, _("Het afscheid is teruggenomen. De beheerders krijgen bericht."))
    return redirect(PAGE, pk=pk)


def _page(request: HttpRequest, shown: Organisation, form: StaffFarewellForm, *, status: int) -> HttpResponse:
    farewells = list(Farewell.objects.filter(organisation=shown).select_related("said_by").order_by("-pk"))
    standing = next((each for each in farewells if each.stands), None)
    last_day = standing.last_day if standing else form.days[1]
    context = {
        "organisation": shown,
        "form": form,
        "standing": standing,
        "earlier": [each for each in farewells if not each.stands],
        "consequences": consequences_of(shown, last_day=last_day, reader=request.user),
    }
    trail = [
        (_("Organisaties"), reverse("membership_admin:organisations")),
        (shown.name, reverse("membership_admin:organisation", args=[shown.pk])),
        (_("Afscheid"), ""),
    ]
    return staff_page(request, "beheer/farewell.html", context, trail=trail, status=status)
