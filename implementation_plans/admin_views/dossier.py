"""The network's own dossier of a plan, with judgements and internal notes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from implementation_plans.admin_views.frame import trail, version_of
from implementation_plans.jobs import dossier as dossiers
from portal.accounts.access import ADVISER, DECIDER, staff_role_required
from portal.accounts.admin_views import staff_page
from portal.core.documents import prepared


@require_safe
@staff_role_required(ADVISER, DECIDER)
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    shown = version_of(request, pk)
    if not dossiers.may_open_readers(request.user, dossiers.subject_of(shown.plan)):
        messages.info(request, _("Lees eerst zelf. Het dossier opent als u elk onderdeel hebt gelezen."))
        return redirect("plans_admin:version", pk=pk)
    found = prepared.latest(dossiers.READERS, subject=dossiers.subject_of(shown.plan))
    return staff_page(
        request, "beheer/plan_dossier.html", {"version": shown, "prepared": found}, trail=trail(shown, _("Dossier"))
    )


@require_POST
@staff_role_required(ADVISER, DECIDER)
def dossier_asked(request: HttpRequest, pk: int) -> HttpResponse:
    shown = version_of(request, pk)
    if not dossiers.may_open_readers(request.user, dossiers.subject_of(shown.plan)):
        raise PermissionDenied
    prepared.ask_for(dossiers.READERS, subject=dossiers.subject_of(shown.plan), by=request.user)
    return redirect("plans_admin:dossier", pk=pk)
