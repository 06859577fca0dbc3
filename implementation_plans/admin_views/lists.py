"""The list of submitted plans, and the history of one."""

import django_filters
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe
from wagtail.admin.filters import WagtailFilterSet

from implementation_plans.admin_views.frame import trail, version_of
from implementation_plans.models import PlanVersion, Reading
from implementation_plans.operations.history import READERS_VERBS, history_of
from portal.accounts.access import ADVISER, DECIDER, staff_role_required
from portal.accounts.admin_views import DayColumn, RecordIndex, TextColumn, staff_page


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

    read_by = django_filters.ChoiceFilter(
        label=gettext_lazy("Lezers"),
        method="has_readers",
        choices=[("me", gettext_lazy("Ik lees")), ("nobody", gettext_lazy("Niemand leest nog"))],
    )

    class Meta:
        model = PlanVersion
        fields = ["state", "read_by"]

    def has_readers(self, queryset, name: str, value: str):
        readings = Reading.objects.current().filter(version=OuterRef("pk"))
        if value == "me":
            return queryset.filter(Exists(readings.filter(reader=self.request.user)))
        return queryset.waiting().filter(~Exists(readings))

    def in_state(self, queryset, name: str, value: str):
        if value == "waiting":
            return queryset.waiting()
        if value == "withdrawn":
            return queryset.filter(withdrawn_at__isnull=False)
        return queryset.filter(decision__outcome=value)


def _waiting(version: PlanVersion) -> str:
    days = version.days_waiting
    return "" if days is None else ngettext("%s dag", "%s dagen", days) % days


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
        TextColumn("waiting", label=gettext_lazy("Bij ons"), accessor=_waiting, sort_key="submitted_at"),
        TextColumn("reader_names", label=gettext_lazy("Lezers")),
        TextColumn("state_label", label=gettext_lazy("Status")),
    ]
    list_export = ["plan.organisation.name", "number", "submitted_at", "days_waiting", "reader_names", "state_label"]
    export_headings = {
        "plan.organisation.name": gettext_lazy("Organisatie"),
        "days_waiting": gettext_lazy("Dagen bij ons"),
        "reader_names": gettext_lazy("Lezers"),
        "state_label": gettext_lazy("Status"),
    }

    def get_base_queryset(self):
        versions = PlanVersion.objects.readable_by(self.request.user)
        readings = Prefetch("readings", Reading.objects.current().select_related("reader"))
        return versions.select_related("plan__organisation", "decision").prefetch_related(readings)


@require_safe
@staff_role_required(ADVISER, DECIDER)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    shown = version_of(request, pk)
    context = {"version": shown, "entries": history_of(shown.plan, READERS_VERBS)}
    return staff_page(request, "beheer/plan_history.html", context, trail=trail(shown, _("Geschiedenis")))
