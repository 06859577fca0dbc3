"""The list of submitted plans, and the history of one."""

import django_filters
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.filters import WagtailFilterSet

from implementation_plans.admin_views.frame import trail, version_of
from implementation_plans.models import PlanVersion
from portal.accounts.access import ADVISER, DECIDER, staff_role_required
from portal.accounts.admin_views import DayColumn, RecordIndex, TextColumn, staff_page
from portal.accounts.models import User
from portal.core.models import AuditEntry


class VersionFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"),
        method="in_state",
        choices=[
            ("waiting", gettext_lazy("Wacht op besluit")),
            ("returned", gettext_lazy("Terug om aan te vullen")),
            ("approved", gettext_lazy("Goedgekeurd")),
            ("refused", gettext_lazy("Niet goedgekeurd")),
            ("withdrawn", gettext_lazy("Ingetrokken")),
        ],
    )

    class Meta:
        model = PlanVersion
        fields = ["state"]

    def in_state(self, queryset, name: str, value: str):
        if value == "waiting":
            return queryset.waiting()
        if value == "withdrawn":
            return queryset.filter(withdrawn_at__isnull=False)
        return queryset.filter(decision__outcome=value)


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
        return PlanVersion.objects.readable_by(self.request.user).select_related("plan__organisation", "decision")


@require_safe
@staff_role_required(ADVISER, DECIDER)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    shown = version_of(request, pk)
    entries = AuditEntry.objects.filter(subject=f"plan:{shown.plan_id}", verb__in=VERBS)
    context = {"version": shown, "entries": _named(list(entries.order_by("-at", "-pk")[:200]))}
    return staff_page(request, "beheer/plan_history.html", context, trail=trail())


VERBS = {
    "plan.submitted": gettext_lazy("Plan verstuurd"),
    "plan.withdrawn": gettext_lazy("Plan ingetrokken door de organisatie"),
    "plan.reader_assigned": gettext_lazy("Lezer gevraagd"),
    "plan.reader_released": gettext_lazy("Lezer gestopt"),
    "plan.conflict_declared": gettext_lazy("Belang gemeld"),
    "plan.conflict_ended": gettext_lazy("Belang vervallen"),
    "plan.section_read": gettext_lazy("Onderdeel beoordeeld"),
    "plan.letter_saved": gettext_lazy("Brief bewaard"),
    "plan.decision_proposed": gettext_lazy("Besluit voorgesteld"),
    "plan.proposal_declined": gettext_lazy("Voorstel teruggegeven"),
    "plan.returned": gettext_lazy("Teruggestuurd om aan te vullen"),
    "plan.approved": gettext_lazy("Goedgekeurd"),
    "plan.refused": gettext_lazy("Niet goedgekeurd"),
    "plan.decision_undone": gettext_lazy("Besluit herroepen"),
}


def _named(entries: list[AuditEntry]) -> list[tuple[AuditEntry, str, str]]:
    """Entries with the verb in words and the actor's name as it is now."""
    people = User.objects.in_bulk({e.actor_id for e in entries if e.actor_id})
    return [(e, str(VERBS[e.verb]), str(people.get(e.actor_id, ""))) for e in entries]
