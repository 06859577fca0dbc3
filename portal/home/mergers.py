"""For network staff: a member goes on in another. First what that does, then doing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from membership import operations as membership
from membership.models import Organisation
from portal.accounts.access import ADVISER, DECIDER, staff_role_required
from portal.accounts.admin_views import staff_page
from portal.home.forms import SuccessorForm
from portal.home.merging import PlanBeingRead, consequences_of, merge_organisations

ORGANISATION = "membership_admin:organisation"


@require_safe
@staff_role_required(ADVISER, DECIDER)
def merger(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who takes over, and read what that does."""
    shown = _organisation(pk)
    form = SuccessorForm(request.GET if "into" in request.GET else None, organisation=shown)
    return _page(request, shown, form, status=422 if form.is_bound and not form.is_valid() else 200)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def merged(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _organisation(pk)
    form = SuccessorForm(request.POST, organisation=shown)
    if not form.is_valid():
        return _page(request, shown, form, status=422)
    into = form.cleaned_data["into"]
    try:
        merge_organisations(shown, into=into, by=request.user)
    except PlanBeingRead:
        messages.error(request, _("Er is nog een plan te lezen van %s. Besluit daar eerst over.") % shown)
        return _page(request, shown, form, status=409)
    except membership.AlreadyMerged as before:
        gone = before.organisation
        messages.error(request, _("%(name)s ging al op in %(into)s.") % {"name": gone, "into": gone.merged_into})
        return redirect(ORGANISATION, pk=pk)
    except membership.NoSuccessor:
        messages.error(request, _("%s is nu geen lid. Kies een organisatie die lid is.") % into)
        return redirect("mergers_admin:merger", pk=pk)
    messages.success(request, _("%(name)s gaat verder in %(into)s.") % {"name": shown, "into": into})
    return redirect(ORGANISATION, pk=into.pk)


def _organisation(pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.with_level().select_related("merged_into"), pk=pk)


def _page(request: HttpRequest, shown: Organisation, form: SuccessorForm, status: int = 200) -> HttpResponse:
    into = form.cleaned_data["into"] if form.is_bound and form.is_valid() else None
    context = {"organisation": shown, "form": form, "told": consequences_of(shown, into) if into else None}
    trail = [
        (_("Organisaties"), reverse("membership_admin:organisations")),
        (shown.name, reverse(ORGANISATION, args=[shown.pk])),
        (_("Gaat op in een andere"), ""),
    ]
    return staff_page(request, "beheer/merger.html", context, trail=trail, status=status)
