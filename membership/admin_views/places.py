"""How an organisation stands on the site: its place on the map, and words that may not be there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from membership.admin_views import organisation_for, organisation_page
from membership.forms.network import HidingForm, PlaceForm
from membership.models import Profile
from membership.operations import municipalities as operations
from membership.operations import profiles
from portal.accounts.access import ADVISER, DECIDER, staff_role_required


@require_POST
@staff_role_required(ADVISER, DECIDER)
def placed(request: HttpRequest, pk: int) -> HttpResponse:
    shown = organisation_for(pk)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return organisation_page(request, shown, place=form, status=422)
    municipality = form.cleaned_data["municipality"]
    operations.place_organisation(shown, municipality=municipality, by=request.user)
    said = _("%(name)s staat nu in %(place)s.") if municipality else _("%(name)s staat nu niet op de kaart.")
    messages.success(request, said % {"name": shown.name, "place": municipality})
    return redirect("membership_admin:organisation", pk=pk)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def profile_hidden(request: HttpRequest, pk: int) -> HttpResponse:
    """Words that may not be on the site go off it at once; the organisation reads why."""
    shown = organisation_for(pk)
    told = get_object_or_404(Profile, organisation=shown)
    form = HidingForm(request.POST)
    if not form.is_valid():
        return organisation_page(request, shown, hiding=form, status=422)
    try:
        profiles.hide_profile(told, reason=form.cleaned_data["reason"], by=request.user)
    except profiles.AlreadyHidden as before:
        messages.error(request, _("%s haalde dit profiel al van de site.") % (before.profile.hidden_by or "-"))
        return organisation_page(request, shown, status=409)
    messages.success(request, _("Het profiel staat niet meer op de site. De beheerders krijgen bericht."))
    return redirect("membership_admin:organisation", pk=pk)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def profile_restored(request: HttpRequest, pk: int) -> HttpResponse:
    shown = organisation_for(pk)
    profiles.restore_profile(get_object_or_404(Profile, organisation=shown), by=request.user)
    messages.success(request, _("Het profiel staat weer op de site, zoals de organisatie het wil."))
    return redirect("membership_admin:organisation", pk=pk)
