"""The decision about a version: first the letter, then the deed, and how it is taken back."""

from datetime import timedelta
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from implementation_plans import operations
from implementation_plans.access import may_approve, may_see_others
from implementation_plans.admin_views.frame import (
    OWN_PLAN,
    frame,
    reviews_shown,
    sections_with_own_review,
    trail,
    version_of,
)
from implementation_plans.forms.reviewing import DecisionForm, LetterForm, ReasonForm
from implementation_plans.models import DecisionDraft, Outcome, PlanVersion
from membership.operations import LevelChange, NoApprovedPlan, NotALevel1Member, level_change
from portal.accounts.access import ADVISER, DECIDER, staff_role_required
from portal.accounts.admin_views import staff_page
from portal.core.forms import posted
from portal.core.models import OperatorSettings

USUAL_TIME_TO_ADD = timedelta(weeks=6)


def _for_readers(view):
    """For who may see what colleagues found, since the letter holds it: others are led to the page that says so."""

    @staff_role_required(ADVISER, DECIDER)
    @wraps(view)
    def guarded(request: HttpRequest, pk: int) -> HttpResponse:
        shown = version_of(request, pk)
        if not may_see_others(shown, request.user):
            return redirect("plans_admin:decision", pk=pk)
        return view(request, shown)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@staff_role_required(ADVISER, DECIDER)
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found of every section, and the letter that follows from it. A POST keeps the letter."""
    shown = version_of(request, pk)
    form = _letter_form(request, shown)
    if request.method == "POST" and may_see_others(shown, request.user) and form.is_valid():
        data = form.cleaned_data
        answer_by = data["answer_by"] if data["outcome"] == Outcome.RETURNED else None
        try:
            operations.save_draft(
                shown,
                outcome=data["outcome"],
                letter=form.saved_letter(),
                answer_by=answer_by,
                seen=data["seen"],
                by=request.user,
            )
        except operations.AlreadyDecided:
            return _decision_page(request, version_of(request, pk), form, status=409, was_faster=True)
        except operations.PlanWithdrawn:
            form.add_error(None, _("De organisatie heeft dit plan net ingetrokken. Er is geen besluit meer nodig."))
        except operations.LetterChanged:
            other = _open_draft(shown)
            form = form.on_top_of(other.stamp if other else "")
            form.add_error(None, _("Een collega bewaarde net een andere brief. Bewaart u nu, dan geldt uw brief."))
        else:
            return redirect("plans_admin:letter", pk=pk)
    return _decision_page(request, shown, form, status=422 if form.is_bound else 200)


@require_safe
@_for_readers
def letter(request: HttpRequest, shown: PlanVersion) -> HttpResponse:
    """The letter as the organisation will read it, and the one deed that comes next."""
    draft = _open_draft(shown)
    if draft is None:
        return redirect("plans_admin:decision", pk=shown.pk)
    return _letter_page(request, shown, draft, DecisionForm())


@require_POST
@_for_readers
def proposal(request: HttpRequest, shown: PlanVersion) -> HttpResponse:
    """Offer the letter to a second person. Offering twice is offering once."""
    if (draft := _open_draft(shown)) is None:
        return redirect("plans_admin:decision", pk=shown.pk)
    form = DecisionForm()
    try:
        read = request.POST.get("letter", "")
        sentence = _refused(lambda: operations.propose_decision(shown, letter=read, by=request.user))
    except operations.AlreadyDecided:
        return _too_late(request, shown, form)
    if sentence:
        messages.error(request, sentence)
        return _letter_page(request, shown, draft, form, status=409)
    messages.success(request, _("Het voorstel ligt nu bij uw collega’s. Een van hen neemt het besluit."))
    return redirect("plans_admin:letter", pk=shown.pk)


@require_POST
@_for_readers
def proposal_declined(request: HttpRequest, shown: PlanVersion) -> HttpResponse:
    """The second person says no, and why."""
    if not may_approve(request.user):
        raise PermissionDenied
    if (draft := _open_draft(shown)) is None:
        return redirect("plans_admin:decision", pk=shown.pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _letter_page(request, shown, draft, form, status=422)
    reason = form.cleaned_data["reason"]
    try:
        sentence = _refused(lambda: operations.decline_proposal(shown, reason=reason, by=request.user))
    except operations.AlreadyDecided:
        return _too_late(request, shown, form)
    if sentence:
        messages.error(request, sentence)
        return _letter_page(request, shown, draft, form, status=409)
    messages.success(request, _("Het voorstel is teruggegeven. Uw collega krijgt bericht."))
    return redirect("plans_admin:decision", pk=shown.pk)


@require_POST
@_for_readers
def decision_made(request: HttpRequest, shown: PlanVersion) -> HttpResponse:
    """Take the decision of the saved letter. Deciding twice is deciding once."""
    draft = _open_draft(shown)
    outcome = draft.outcome if draft else _outcome_found(shown)
    read = request.POST.get("letter", "")
    if outcome != Outcome.RETURNED and not may_approve(request.user):
        raise PermissionDenied
    form = DecisionForm(request.POST)
    if draft is None and not form.is_valid():
        return _decision_page(request, shown, form, status=422)
    decide = {
        Outcome.RETURNED: operations.return_plan,
        Outcome.APPROVED: operations.approve_plan,
        Outcome.REFUSED: operations.refuse_plan,
    }[Outcome(outcome)]
    try:
        sentence = _refused(lambda: decide(shown, reason=form.data.get("reason", ""), letter=read, by=request.user))
    except operations.AlreadyDecided:
        return _too_late(request, shown, form)
    if sentence:
        messages.error(request, sentence)
        return _decision_page(
            request, version_of(request, shown.pk), _letter_form(request, shown, bound=False), status=409
        )
    messages.success(request, _("Het besluit is genomen. De organisatie krijgt nu een e-mail."))
    return redirect("plans_admin:versions")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_role_required(DECIDER)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a standing decision back, with a reason the organisation reads."""
    shown = version_of(request, pk)
    if not shown.is_decided:
        return redirect("plans_admin:decision", pk=pk)
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        sentence = _refused(lambda: operations.undo_decision(shown.decision, reason=reason, by=request.user))
        if not sentence:
            messages.success(request, _("Het besluit is teruggedraaid. De organisatie krijgt nu een e-mail."))
            return redirect("plans_admin:decision", pk=pk)
        form.add_error(None, sentence)
    context = {"version": shown, "form": form, "change": _level_change(shown, 1) if shown.is_approved else None}
    status = 422 if form.is_bound else 200
    return staff_page(request, "beheer/plan_undo.html", context, trail=trail(shown), status=status)


# --- Parts -------------------------------------------------------------------------------------------------


def _refused(deed) -> str:
    """Do it; the sentence that says why not and what to do, or nothing. AlreadyDecided has a page of its own."""
    try:
        deed()
    except operations.PlanWithdrawn:
        return _("De organisatie heeft dit plan net ingetrokken. Er is geen besluit genomen.")
    except operations.NotFullyRead as unread:
        names = ", ".join(str(s) for s in unread.sections)
        return _("Nog niet gelezen: %s. Geef eerst daar uw oordeel.") % names
    except (operations.StillToAdd, operations.NothingToAdd):
        return _("Een collega veranderde net een oordeel. Bekijk het overzicht nog een keer.")
    except operations.OwnPlan:
        return str(OWN_PLAN)
    except operations.NotProposed:
        return _("Bij ons kijken twee mensen naar een besluit. Leg het eerst voor aan een collega.")
    except operations.LetterChanged:
        return _("Een collega veranderde net de brief. Lees hem nog een keer. Daarna neemt u het besluit.")
    except operations.SamePerson:
        return _("U stelde dit besluit zelf voor. Daarom neemt een collega het besluit.")
    except (NotALevel1Member, NoApprovedPlan):
        return _("Deze organisatie is nu geen lid in niveau 1. Kijk bij Organisaties wat er speelt.")
    except operations.NotUndoable as not_undoable:
        if not_undoable.because == "written":
            return _("De organisatie schrijft al verder. U kunt dit besluit niet meer terugdraaien. Bel hen.")
        return _("De organisatie stuurde al een nieuwe versie. Neem daar een besluit over.")
    return ""


def _too_late(request: HttpRequest, shown: PlanVersion, form) -> HttpResponse:
    """A colleague decided meanwhile: their decision, and what this person typed."""
    return _decision_page(request, version_of(request, shown.pk), form, status=409, was_faster=True)


def _open_draft(shown: PlanVersion) -> DecisionDraft | None:
    drafts = DecisionDraft.objects.filter(version=shown, closed_at=None).select_related("saved_by", "proposed_by")
    return drafts.first() if shown.is_being_read else None


def _outcome_found(shown: PlanVersion) -> str:
    return Outcome.RETURNED if operations.flagged_sections(shown) else Outcome.APPROVED


def _letter_form(request: HttpRequest, shown: PlanVersion, *, bound: bool = True) -> LetterForm:
    """On the saved letter, or on one composed of what the readers wrote.

    Where two people look at a decision, an adviser may write any: a decider is the second person.
    """
    today = timezone.localdate()
    draft, flagged = _open_draft(shown), operations.flagged_sections(shown)
    outcome = draft.outcome if draft else (Outcome.RETURNED if flagged else Outcome.APPROVED)
    composed = operations.compose_letter(shown, outcome=outcome, opening="")
    words = draft.letter if draft else composed
    saved = {part["code"]: part["text"] for part in words["parts"]}
    parts = [part | {"text": saved.get(part["code"], part["text"])} for part in composed["parts"]]
    return LetterForm(
        posted(request) if bound else None,
        letter=words | {"parts": parts},
        flagged=flagged,
        may_choose=may_approve(request.user) or OperatorSettings.load().two_pairs_of_eyes,
        today=today,
        initial={
            "outcome": outcome,
            "seen": draft.stamp if draft else "",
            "opening": words["opening"],
            "closing": words["closing"],
            "answer_by": draft.answer_by if draft else today + USUAL_TIME_TO_ADD,
        },
    )


def _decision_page(request, shown: PlanVersion, form, *, status: int = 200, was_faster: bool = False) -> HttpResponse:
    sections = sections_with_own_review(shown, request.user)
    context = frame(shown, sections, request.user)
    found = reviews_shown(sections, request.user, context)
    for section in sections:
        section.found = found[section.pk]
    context |= {
        "form": form,
        "is_letter": isinstance(form, LetterForm),
        "complete": all(reviews for _section, reviews in operations.reviews_of(shown)),
        "draft": _open_draft(shown),
        "declined": _last_declined(shown),
        "may_approve": may_approve(request.user),
        "was_faster": was_faster,
    }
    return staff_page(request, "beheer/plan_decision.html", context, trail=trail(shown), status=status)


def _level_change(shown: PlanVersion, level: int) -> LevelChange | None:
    """What this decision does to the dues of this year, to be read before it is taken."""
    return level_change(shown.plan.organisation, level=level, day=timezone.localdate())


def _last_declined(shown: PlanVersion) -> DecisionDraft | None:
    declined = DecisionDraft.objects.filter(version=shown).exclude(declined_because="")
    return declined.select_related("declined_by").first() if shown.is_being_read else None


def _letter_page(request, shown: PlanVersion, draft: DecisionDraft, form, *, status: int = 200) -> HttpResponse:
    two = OperatorSettings.load().two_pairs_of_eyes
    own = draft.proposed_by_id == request.user.pk
    able = may_approve(request.user) or draft.outcome == Outcome.RETURNED
    context = frame(shown, sections_with_own_review(shown, request.user), request.user) | {
        "draft": draft,
        "letter": draft.letter,
        "form": form if isinstance(form, ReasonForm) else ReasonForm(),
        "may_propose": two and not draft.is_proposed,
        "may_decide": able and (not two or (draft.is_proposed and not own)),
        "may_decline": two and draft.is_proposed and not own and may_approve(request.user),
        "waits_for_other": two and draft.is_proposed and own,
        "change": _level_change(shown, 2) if draft.outcome == Outcome.APPROVED else None,
    }
    return staff_page(request, "beheer/plan_letter.html", context, trail=trail(shown), status=status)
