"""What was sent and what came back: the letter of a decision, withdrawing, the dossier."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from implementation_plans import operations
from implementation_plans.access import may_submit
from implementation_plans.jobs import dossier as dossiers
from implementation_plans.jobs import letter as letters
from implementation_plans.models import Plan, PlanVersion
from implementation_plans.views.desk import Desk, at_own_desk
from membership.models import Seat
from membership.views.own import for_members
from portal.core.documents import prepared


def _decided(request: HttpRequest, seat: Seat, number: int) -> PlanVersion:
    versions = PlanVersion.objects.visible_to(request.user).select_related("decision__decided_by", "plan__organisation")
    version = get_object_or_404(versions, plan__organisation=seat.organisation, number=number)
    if not version.is_decided:
        raise Http404
    return version


def _plan(request: HttpRequest, seat: Seat) -> Plan:
    plans = Plan.objects.visible_to(request.user).select_related("organisation", "template")
    return get_object_or_404(plans, organisation=seat.organisation)


@require_safe
@for_members
def letter(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    version = _decided(request, seat, number)
    found = prepared.latest(letters.KIND, subject=letters.subject_of(version.decision))
    context = {"version": version, "decision": version.decision, "letter": version.decision.letter, "prepared": found}
    return render(request, "implementation_plans/letter.html", context)


@require_POST
@for_members
def letter_asked(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    version = _decided(request, seat, number)
    prepared.ask_for(letters.KIND, subject=letters.subject_of(version.decision), by=request.user)
    return redirect("plans:letter", number=number)


@require_POST
@at_own_desk
def withdrawal(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take back what is being read. Doing it twice is doing it once."""
    plan = desk.plan
    if not may_submit(request.user, plan):
        raise PermissionDenied
    version = plan.latest_version()
    if version is None:
        raise Http404
    try:
        operations.withdraw_plan(version, by=request.user)
    except operations.AlreadyDecided:
        messages.error(request, _("Wij namen net een besluit over deze versie. Intrekken kan niet meer."))
    else:
        messages.success(request, _("Uw plan is ingetrokken. U kunt weer schrijven. Niets is verloren."))
    return redirect("plans:plan")


@require_safe
@for_members
def dossier(request: HttpRequest, seat: Seat) -> HttpResponse:
    plan = _plan(request, seat)
    found = prepared.latest(dossiers.OWN, subject=dossiers.subject_of(plan))
    return render(request, "implementation_plans/dossier.html", {"plan": plan, "prepared": found})


@require_POST
@for_members
def dossier_asked(request: HttpRequest, seat: Seat) -> HttpResponse:
    plan = _plan(request, seat)
    prepared.ask_for(dossiers.OWN, subject=dossiers.subject_of(plan), by=request.user)
    return redirect("plans:dossier")
