"""The decision about a version: the letter first, then the deed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from implementation_plans import operations
from implementation_plans.access import may_approve
from implementation_plans.admin_views.frame import OWN_PLAN, frame, sections_with_own_review, trail, version_of
from implementation_plans.forms.reviewing import DecisionForm
from implementation_plans.models import PlanVersion
from membership.operations import NoApprovedPlan, NotALevel1Member
from portal.accounts.access import ADVISER, DECIDER, staff_role_required
from portal.accounts.admin_views import staff_page


@require_safe
@staff_role_required(ADVISER, DECIDER)
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found of every section, and the decision that follows from it."""
    return _decision_page(request, version_of(request, pk), DecisionForm())


@require_POST
@staff_role_required(ADVISER, DECIDER)
def decision_made(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or return, as the judgements say. Deciding twice is deciding once."""
    shown = version_of(request, pk)
    asks = bool(operations.flagged_sections(shown))
    if not asks and not may_approve(request.user):
        raise PermissionDenied
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _decision_page(request, shown, form, status=422)
    decide = operations.return_plan if asks else operations.approve_plan
    try:
        decide(shown, reason=form.cleaned_data["reason"], by=request.user)
    except operations.AlreadyDecided:
        return _decision_page(request, version_of(request, pk), form, status=409, was_faster=True)
    except operations.PlanWithdrawn:
        form.add_error(None, _("De organisatie heeft dit plan net ingetrokken. Er is geen besluit genomen."))
    except operations.NotFullyRead as unread:
        names = ", ".join(str(s) for s in unread.sections)
        form.add_error(None, _("Nog niet gelezen: %s. Geef eerst daar uw oordeel.") % names)
    except (operations.StillToAdd, operations.NothingToAdd):
        form.add_error(None, _("Een collega veranderde net een oordeel. Kijk het overzicht nog een keer na."))
    except operations.OwnPlan:
        form.add_error(None, OWN_PLAN)
    except operations.NotProposed:
        form.add_error(None, _("Bij ons kijken twee mensen naar een besluit. Stel het eerst voor aan een collega."))
    except operations.SamePerson:
        form.add_error(None, _("U stelde dit besluit zelf voor. Een collega neemt het: zo is het ingesteld."))
    except (NotALevel1Member, NoApprovedPlan):
        form.add_error(None, _("Deze organisatie is nu geen lid van niveau 1. Kijk bij Organisaties wat er speelt."))
    if form.errors:
        return _decision_page(request, version_of(request, pk), form, status=409)
    messages.success(request, _("Het besluit is genomen. De organisatie krijgt nu een e-mail."))
    return redirect("plans_admin:versions")


def _decision_page(request, shown: PlanVersion, form, *, status: int = 200, was_faster: bool = False) -> HttpResponse:
    sections = sections_with_own_review(shown, request.user)
    found = {section.pk: reviews for section, reviews in operations.reviews_of(shown)}
    for section in sections:
        section.found = found[section.pk]
    asks = any(review.asks_for_more for reviews in found.values() for review in reviews)
    context = frame(shown, sections, request.user) | {
        "form": form,
        "asks": asks,
        "complete": all(found.values()),
        "may_decide": asks or may_approve(request.user),
        "was_faster": was_faster,
    }
    return staff_page(request, "beheer/plan_decision.html", context, trail=trail(), status=status)
