"""The staff's front page: one queue of what waits, oldest first."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.documents.views.documents import DocumentsFilterSet
from wagtail.images.views.images import ImagesFilterSet

from implementation_plans.access import may_review
from implementation_plans.models import PlanVersion
from knowledge.models import NetworkItem
from membership.models import AdminWanted, Admission, Interest, Organisation
from portal.accounts.access import ADVISER, DECIDER, has_role
from portal.accounts.words_only import edits_words
from portal.core.models import PrivateFile
from portal.home import mergers, needs
from portal.home.farewell import admin_views as farewells


class QueuePanel(Component):
    name = "queue"
    template_name = "beheer/queue.html"
    order = 10

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        if not may_review(request.user):
            return {"request": request, "shown": False}
        late = NetworkItem.objects.keepable_by(request.user).waiting_long(timezone.now())
        plans = PlanVersion.objects.readable_by(request.user).waiting().select_related("plan__organisation")
        return {
            "request": request,
            "shown": True,
            "admissions": Admission.objects.waiting_for_decision().order_by("submitted_at")[:20],
            "plans": plans.order_by("submitted_at")[:20],
            "waiting_files": PrivateFile.objects.waiting_long(timezone.now()).count(),
            "unmanaged": unmanaged(),
            "farewells": farewells.planned(),
            "needs": late.order_by("raised_at")[:20],
            "interests": Interest.objects.waiting().order_by("confirmed_at")[:20],
        }


def unmanaged() -> list[Organisation]:
    """Members without an active admin, and those of which a colleague says so."""
    asked = Organisation.objects.filter(admins_wanted__in=AdminWanted.objects.open()).order_by("name_key", "pk")[:20]
    alone = Organisation.objects.without_admin().by_name()[:20]
    return list({organisation.pk: organisation for organisation in [*asked, *alone]}.values())


@hooks.register("register_admin_urls")
def need_urls():
    patterns = [
        path("gevraagd/", needs.NeedIndex.as_view(), name="needs"),
        path("gevraagd/lijst/", needs.NeedIndex.as_view(results_only=True), name="needs_results"),
        path("gevraagd/nieuw/", needs.new, name="need_new"),
        path("gevraagd/<int:pk>/", needs.need, name="need"),
        path("gevraagd/<int:pk>/delen/", needs.need_shared, name="need_shared"),
    ]
    return [path("", include((patterns, "needs_admin")))]


@hooks.register("register_admin_urls")
def merger_urls():
    patterns = [
        path("organisaties/<int:pk>/opgaan/", mergers.merger, name="merger"),
        path("organisaties/<int:pk>/opgaan/besluit/", mergers.merged, name="merged"),
    ]
    return [path("", include((patterns, "mergers_admin")))]


@hooks.register("register_admin_urls")
def farewell_urls():
    patterns = [
        path("organisaties/<int:pk>/afscheid/", farewells.farewell, name="farewell"),
        path("organisaties/<int:pk>/afscheid/einde/", farewells.farewell_end, name="farewell_end"),
    ]
    return [path("", include((patterns, "farewells_admin")))]


class NeedsItem(MenuItem):
    def is_shown(self, request) -> bool:
        return has_role(request.user, ADVISER, DECIDER)


@hooks.register("register_admin_menu_item")
def needs_item():
    return NeedsItem(_("U vroeg, wij deden"), reverse("needs_admin:needs"), icon_name="list-ul", order=47)


@hooks.register("construct_homepage_panels")
def queue_first(request, panels) -> None:
    """Wagtail's own panels tell of pages: for whoever works on none they would be empty, and cost the most."""
    panels[:] = [QueuePanel(), *(panels if edits_words(request.user) else [])]


@hooks.register("construct_homepage_summary_items")
def no_counts(request, items) -> None:
    items.clear()


@hooks.register("insert_global_admin_css")
def own_screens() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("build/admin.css"))


@hooks.register("construct_main_menu")
def no_help_from_elsewhere(request, items) -> None:
    """Wagtail's help menu speaks of its releases, in English, to people who decide about plans."""
    items[:] = [item for item in items if item.name != "help"]


# Wagtail 8.0 answers 500 to a search in a list that is also filtered by how often things are used. Without the filter
# the list can still be ordered by use.
for filters in (ImagesFilterSet, DocumentsFilterSet):
    filters.base_filters.pop("usage_count", None)
