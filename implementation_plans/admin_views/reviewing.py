"""Reading a submitted version, section by section."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from implementation_plans import operations
from implementation_plans.admin_views.frame import OWN_PLAN, frame, sections_with_own_review, trail, version_of
from implementation_plans.forms.reviewing import ReviewForm
from implementation_plans.models import PlanVersion, SectionReview, VersionSection
from portal.accounts.access import ADVISER, DECIDER, staff_role_required
from portal.accounts.admin_views import staff_page
from portal.core.forms import posted


@require_safe
@staff_role_required(ADVISER, DECIDER)
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to the first section without one's own judgement, or to the decision."""
    shown = version_of(request, pk)
    if shown.is_being_read:
        for section in sections_with_own_review(shown, request.user):
            if section.own_review is None:
                return redirect("plans_admin:section", pk=pk, number=section.number)
    return redirect("plans_admin:decision", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_role_required(ADVISER, DECIDER)
def section(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One section: its text on the left, the criteria on the right. A POST saves the judgements."""
    shown = version_of(request, pk)
    sections = sections_with_own_review(shown, request.user)
    current = next((s for s in sections if s.number == number), None)
    if current is None:
        return redirect("plans_admin:version", pk=pk)
    form = ReviewForm(posted(request), criteria=current.criteria, initial=_initial(current.own_review))
    was_faster = None
    if request.method == "POST" and form.is_valid():
        try:
            operations.save_review(current, judged=form.judged(), by=request.user)
        except operations.AlreadyDecided as decided:
            was_faster = decided.decision
        except operations.PlanWithdrawn:
            form.add_error(None, _("De organisatie heeft dit plan ingetrokken. Uw oordeel is niet bewaard."))
        except operations.OwnPlan:
            form.add_error(None, OWN_PLAN)
        else:
            messages.success(request, _("Uw oordeel over onderdeel %s is bewaard.") % number)
            following = number + 1
            if any(s.number == following for s in sections):
                return redirect("plans_admin:section", pk=pk, number=following)
            return redirect("plans_admin:decision", pk=pk)
    context = frame(shown, sections, request.user, current) | {
        "form": form,
        "review": current.own_review,
        "earlier": _earlier(shown, current),
        "last": number == len(sections),
        "was_faster": was_faster,
    }
    status = 409 if was_faster else 422 if form.is_bound else 200
    return staff_page(request, "beheer/plan_section.html", context, trail=trail(), status=status)


def _initial(review: SectionReview | None) -> dict:
    if review is None:
        return {}
    judgements = list(review.judgements.all())
    verdicts = {f"verdict-{j.number}": j.verdict for j in judgements}
    return verdicts | {f"reaction-{j.number}": j.reaction for j in judgements}


def _earlier(shown: PlanVersion, current: VersionSection) -> list[tuple[PlanVersion, str]]:
    """What the letters of earlier versions said of this section, newest first."""
    decided = PlanVersion.objects.filter(plan=shown.plan_id, number__lt=shown.number, decision__isnull=False)
    found = [(v, v.decision.reaction_to(current.code)) for v in decided.select_related("decision").order_by("-number")]
    return [(version, reaction) for version, reaction in found if reaction]
