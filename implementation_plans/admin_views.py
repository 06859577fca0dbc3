"""Reading and deciding about plans, for advisers and deciders."""

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.filters import WagtailFilterSet

from implementation_plans import operations
from implementation_plans.access import may_approve
from implementation_plans.forms import DecisionForm, ReviewForm
from implementation_plans.models import PlanVersion, SectionReview, VersionSection
from membership.operations import NoApprovedPlan, NotALevel1Member
from portal.accounts.access import ADVISER, DECIDER, staff_role_required
from portal.accounts.admin_views import DayColumn, RecordIndex, TextColumn, staff_page
from portal.accounts.models import User
from portal.core.forms import posted
from portal.core.models import AuditEntry

OWN_PLAN = gettext_lazy("U hebt zelf een plek bij deze organisatie. Een collega oordeelt over dit plan.")


class VersionFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"),
        method="in_state",
        choices=[
            ("waiting", gettext_lazy("Wacht op besluit")),
            ("returned", gettext_lazy("Terug om aan te vullen")),
            ("approved", gettext_lazy("Goedgekeurd")),
        ],
    )

    class Meta:
        model = PlanVersion
        fields = ["state"]

    def in_state(self, queryset, name: str, value: str):
        return queryset.waiting() if value == "waiting" else queryset.filter(decision__outcome=value)


class VersionIndex(RecordIndex):
    model = PlanVersion
    roles = (ADVISER, DECIDER)
    page_title = gettext_lazy("Plannen")
    header_icon = "doc-full"
    index_url_name = "plans_admin:versions"
    index_results_url_name = "plans_admin:versions_results"
    open_url_name = "plans_admin:version"
    title_accessor = "plan.organisation.name"
    title_label = gettext_lazy("Organisatie")
    filterset_class = VersionFilter
    search_fields = ["plan__organisation__name_key"]
    default_ordering = "-submitted_at"
    extra_columns = [
        TextColumn("number", label=gettext_lazy("Versie")),
        DayColumn("submitted_at", label=gettext_lazy("Ingediend"), sort_key="submitted_at"),
        TextColumn("state_label", label=gettext_lazy("Status")),
    ]
    list_export = ["plan.organisation.name", "number", "submitted_at", "state_label"]

    def get_base_queryset(self):
        return PlanVersion.objects.visible_to(self.request.user).select_related("plan__organisation", "decision")


@require_safe
@staff_role_required(ADVISER, DECIDER)
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to the first section without a verdict, or to the decision."""
    shown = _version(request, pk)
    sections = list(shown.sections.select_related("review"))
    if not shown.is_decided:
        for section in sections:
            if not hasattr(section, "review"):
                return redirect("plans_admin:section", pk=pk, number=section.number)
    return redirect("plans_admin:decision", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_role_required(ADVISER, DECIDER)
def section(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One section: its text on the left, the verdict on the right. A POST saves the verdict."""
    shown = _version(request, pk)
    sections = list(shown.sections.select_related("review__saved_by").prefetch_related("files__file"))
    current = next((s for s in sections if s.number == number), None)
    if current is None:
        return redirect("plans_admin:version", pk=pk)
    review = getattr(current, "review", None)
    initial = {"verdict": review.verdict, "reaction": review.reaction} if review else {}
    form = ReviewForm(posted(request), initial=initial)
    was_faster = None
    if request.method == "POST" and form.is_valid():
        try:
            operations.save_review(current, by=request.user, **form.cleaned_data)
        except operations.AlreadyDecided as decided:
            was_faster = decided.decision
        except operations.OwnPlan:
            form.add_error(None, OWN_PLAN)
        else:
            messages.success(request, _("Uw oordeel over onderdeel %s is bewaard.") % number)
            following = number + 1
            if any(s.number == following for s in sections):
                return redirect("plans_admin:section", pk=pk, number=following)
            return redirect("plans_admin:decision", pk=pk)
    context = _frame(shown, sections, current) | {
        "form": form,
        "review": review,
        "earlier": _earlier(shown, current),
        "last": number == len(sections),
        "was_faster": was_faster,
    }
    status = 409 if was_faster else 422 if form.is_bound else 200
    return staff_page(request, "beheer/plan_section.html", context, trail=_trail(), status=status)


@require_safe
@staff_role_required(ADVISER, DECIDER)
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found of every section, and the decision that follows from it."""
    return _decision_page(request, _version(request, pk), DecisionForm())


@require_POST
@staff_role_required(ADVISER, DECIDER)
def decision_made(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or return, as the verdicts say. Deciding twice is deciding once."""
    shown = _version(request, pk)
    asks = SectionReview.objects.filter(section__version=shown, verdict="add").exists()
    if not asks and not may_approve(request.user):
        raise PermissionDenied
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _decision_page(request, shown, form, status=422)
    decide = operations.return_plan if asks else operations.approve_plan
    try:
        decide(shown, reason=form.cleaned_data["reason"], by=request.user)
    except operations.AlreadyDecided:
        return _decision_page(request, _version(request, pk), form, status=409, was_faster=True)
    except operations.NotFullyRead as unread:
        names = ", ".join(str(s) for s in unread.sections)
        form.add_error(None, _("Nog niet gelezen: %s. Geef eerst daar uw oordeel.") % names)
    except (operations.StillToAdd, operations.NothingToAdd):
        form.add_error(None, _("Een collega veranderde net een oordeel. Kijk het overzicht nog een keer na."))
    except operations.OwnPlan:
        form.add_error(None, OWN_PLAN)
    except operations.SameReader:
        form.add_error(None, _("U las dit plan zelf. Een collega neemt het besluit: zo is het ingesteld."))
    except (NotALevel1Member, NoApprovedPlan):
        form.add_error(None, _("Deze organisatie is nu geen lid van niveau 1. Kijk bij Organisaties wat er speelt."))
    if form.errors:
        return _decision_page(request, _version(request, pk), form, status=409)
    messages.success(request, _("Het besluit is genomen. De organisatie krijgt nu een e-mail."))
    return redirect("plans_admin:versions")


@require_safe
@staff_role_required(ADVISER, DECIDER)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _version(request, pk)
    entries = AuditEntry.objects.filter(
        subject=f"plan:{shown.plan_id}",
        verb__in=["plan.submitted", "plan.section_read", "plan.returned", "plan.approved"],
    )
    context = {"version": shown, "entries": _named(list(entries.order_by("-at", "-pk")[:200]))}
    return staff_page(request, "beheer/plan_history.html", context, trail=_trail())


def _version(request: HttpRequest, pk: int) -> PlanVersion:
    versions = PlanVersion.objects.visible_to(request.user)
    related = ("plan__organisation", "plan__template", "decision__decided_by", "submitted_by")
    return get_object_or_404(versions.select_related(*related), pk=pk)


def _trail() -> list[tuple[str, str]]:
    return [(_("Plannen"), reverse("plans_admin:versions")), (_("Beoordeling"), "")]


def _frame(shown: PlanVersion, sections: list[VersionSection], current: VersionSection | None = None) -> dict:
    read = sum(hasattr(s, "review") for s in sections)
    return {"version": shown, "sections": sections, "section": current, "read": read, "count": len(sections)}


def _earlier(shown: PlanVersion, current: VersionSection) -> list[SectionReview]:
    return list(
        SectionReview.objects.filter(
            section__version__plan=shown.plan_id,
            section__code=current.code,
            section__version__number__lt=shown.number,
        )
        .exclude(reaction="")
        .select_related("section__version__decision", "saved_by")
        .order_by("-section__version__number")
    )


def _decision_page(request, shown: PlanVersion, form, *, status: int = 200, was_faster: bool = False) -> HttpResponse:
    sections = list(shown.sections.select_related("review__saved_by"))
    reviews = [s.review for s in sections if hasattr(s, "review")]
    asks = any(r.asks_for_more for r in reviews)
    context = _frame(shown, sections) | {
        "form": form,
        "asks": asks,
        "complete": len(reviews) == len(sections),
        "may_decide": asks or may_approve(request.user),
        "was_faster": was_faster,
    }
    return staff_page(request, "beheer/plan_decision.html", context, trail=_trail(), status=status)


VERBS = {
    "plan.submitted": gettext_lazy("Plan verstuurd"),
    "plan.section_read": gettext_lazy("Onderdeel beoordeeld"),
    "plan.returned": gettext_lazy("Teruggestuurd om aan te vullen"),
    "plan.approved": gettext_lazy("Goedgekeurd"),
}


def _named(entries: list[AuditEntry]) -> list[tuple[AuditEntry, str, str]]:
    """Entries with the verb in words and the actor's name as it is now."""
    people = User.objects.in_bulk({e.actor_id for e in entries if e.actor_id})
    return [(e, str(VERBS[e.verb]), str(people.get(e.actor_id, ""))) for e in entries]
