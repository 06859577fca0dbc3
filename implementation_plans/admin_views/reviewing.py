"""Reading a submitted version, section by section."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from implementation_plans import operations
from implementation_plans.admin_views.beside import beside
from implementation_plans.admin_views.frame import (
    OWN_PLAN,
    frame,
    reviews_shown,
    sections_with_own_review,
    trail,
    version_of,
)
from implementation_plans.forms.reviewing import NoteForm, ReviewForm
from implementation_plans.models import Judgement, PlanVersion, SectionReview, VersionSection
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
            current.own_review = operations.save_review(current, judged=form.judged(), by=request.user)
        except operations.AlreadyDecided as decided:
            was_faster = decided.decision
        except operations.PlanWithdrawn:
            form.add_error(None, _("De organisatie heeft dit plan ingetrokken. Uw oordeel is niet bewaard."))
        except operations.OwnPlan:
            form.add_error(None, OWN_PLAN)
        else:
            messages.success(request, _("Uw oordeel over onderdeel %s is bewaard.") % number)
            return redirect(_onward(request, shown, sections, current))
    status = 409 if was_faster else 422 if form.is_bound else 200
    return _section_page(request, shown, sections, current, form, NoteForm(), was_faster=was_faster, status=status)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def note(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Keep a note for colleagues of the network beside this section."""
    shown = version_of(request, pk)
    sections = sections_with_own_review(shown, request.user)
    current = next((s for s in sections if s.number == number), None)
    if current is None:
        raise Http404
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            operations.add_note(current, text=form.cleaned_data["text"], by=request.user)
        except operations.OwnPlan:
            form.add_error(None, OWN_PLAN)
        else:
            messages.success(request, _("Uw notitie staat bij onderdeel %s.") % number)
            return redirect("plans_admin:section", pk=pk, number=number)
    review = ReviewForm(criteria=current.criteria, initial=_initial(current.own_review))
    return _section_page(request, shown, sections, current, review, form, status=422)


def _section_page(
    request: HttpRequest,
    shown: PlanVersion,
    sections: list[VersionSection],
    current: VersionSection,
    form: ReviewForm,
    note_form: NoteForm,
    *,
    was_faster=None,
    status: int = 200,
) -> HttpResponse:
    context = frame(shown, sections, request.user, current)
    found = reviews_shown([current], request.user, context)[current.pk]
    unread = [s for s in sections if s.own_review is None]
    context |= beside(current, context["versions"]) | {
        "form": form if shown.is_being_read or form.is_bound else None,  # what was typed too late stays
        "note_form": note_form,
        "criteria": _criteria(form, current, [r for r in found if r.reader_id != request.user.pk]),
        "following": _following(sections, current),
        "last_unread": unread[-1] if unread else None,
        "marks_changes": (request.POST or request.GET).get("verschil", "ja") != "nee",
        "was_faster": was_faster,
    }
    return staff_page(request, "beheer/plan_section.html", context, trail=trail(shown), status=status)


def _criteria(form: ReviewForm, current: VersionSection, others: list[SectionReview]) -> list[dict]:
    """Every criterion with its two fields, one's own judgement, and those of colleagues as far as one may see them."""

    def of(review: SectionReview | None, number: int) -> Judgement | None:
        return next((j for j in review.judgements.all() if j.number == number), None) if review else None

    return [
        {
            "text": text,
            "verdict": verdict,
            "reaction": reaction,
            "own": of(current.own_review, number),
            "others": [(review.reader, found) for review in others if (found := of(review, number))],
        }
        for (number, text), (verdict, reaction) in zip(current.criteria, form.rows(), strict=True)
    ]


def _following(sections: list[VersionSection], current: VersionSection) -> VersionSection | None:
    """The next one to read: after this one, else from the start; None when nothing but this one is unread."""
    unread = [s for s in sections if s.own_review is None and s != current]
    return next((s for s in unread if s.number > current.number), unread[0] if unread else None)


def _onward(request: HttpRequest, shown: PlanVersion, sections: list[VersionSection], current: VersionSection) -> str:
    following = _following(sections, current)
    if following is None:
        return reverse("plans_admin:decision", args=[shown.pk])
    address = reverse("plans_admin:section", args=[shown.pk, following.number])
    return f"{address}?verschil=nee" if request.POST.get("verschil") == "nee" else address


def _initial(review: SectionReview | None) -> dict:
    if review is None:
        return {}
    judgements = list(review.judgements.all())
    verdicts = {f"verdict-{j.number}": j.verdict for j in judgements}
    return verdicts | {f"reaction-{j.number}": j.reaction for j in judgements}
