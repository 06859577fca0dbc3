from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from membership import admin_views
from membership.admin_views import figures, places, retention
from membership.models import Figure, Town
from membership.wagtail_hooks import money  # noqa: F401  its hooks
from portal.accounts.access import ADVISER, DECIDER, has_role, is_staff_member


class TownViewSet(SnippetViewSet):
    """Places people travel from and to."""

    model = Town
    icon = "site"
    menu_label = _("Plaatsen")
    add_to_admin_menu = True
    menu_order = 190
    list_display = ["name", "province", "municipality_code"]
    list_filter = ["province"]
    search_fields = ["name", "name_key"]


class FigureViewSet(SnippetViewSet):
    """The words of the public figures. Which there are, the portal knows: nobody adds or deletes one."""

    model = Figure
    icon = "table"
    menu_label = _("Woorden bij cijfers")
    add_to_admin_menu = True
    menu_order = 195
    list_display = ["label", "position", "is_public"]


register_snippet(TownViewSet)
register_snippet(FigureViewSet)


@hooks.register("register_admin_urls")
def membership_urls():
    patterns = [
        path("aanvragen/", admin_views.AdmissionIndex.as_view(), name="admissions"),
        path("aanvragen/lijst/", admin_views.AdmissionIndex.as_view(results_only=True), name="admissions_results"),
        path("aanvragen/<int:pk>/", admin_views.admission, name="admission"),
        path("aanvragen/<int:pk>/besluit/", admin_views.admission_decision, name="admission_decision"),
        path("belangstelling/", admin_views.InterestIndex.as_view(), name="interests"),
        path("belangstelling/lijst/", admin_views.InterestIndex.as_view(results_only=True), name="interests_results"),
        path("belangstelling/<int:pk>/", admin_views.interest, name="interest"),
        path("belangstelling/<int:pk>/uitnodiging/", admin_views.interest_invitation, name="interest_invitation"),
        path("belangstelling/<int:pk>/afronding/", admin_views.interest_closing, name="interest_closing"),
        path("organisaties/", admin_views.OrganisationIndex.as_view(), name="organisations"),
        path(
            "organisaties/lijst/",
            admin_views.OrganisationIndex.as_view(results_only=True),
            name="organisations_results",
        ),
        path("organisaties/<int:pk>/", admin_views.organisation, name="organisation"),
        path("organisaties/<int:pk>/terugkeer/", admin_views.readmission, name="readmission"),
        path("organisaties/<int:pk>/profiel/weg/", places.profile_hidden, name="profile_hidden"),
        path("organisaties/<int:pk>/profiel/terug/", places.profile_restored, name="profile_restored"),
        path("organisaties/<int:pk>/gemeente/", places.placed, name="placed"),
        path("organisaties/<int:pk>/beheerder/", admin_views.admin_appointed, name="admin_appointed"),
        path("organisaties/<int:pk>/uitnodiging/", admin_views.admin_invited, name="admin_invited"),
        path("organisaties/<int:pk>/plekken/<int:seat_pk>/einde/", admin_views.seat_closed, name="seat_closed"),
    ]
    return [path("", include((patterns, "membership_admin")))]


@hooks.register("register_admin_urls")
def figure_urls():
    patterns = [
        path("cijfers/", figures.figures, name="figures"),
        path("cijfers/totaal/", figures.settled, name="settled"),
        path("cijfers/<int:pk>/intrekking/", figures.withdrawn, name="withdrawn"),
        path("cijfers/opgaven/", figures.ReportIndex.as_view(), name="reports"),
        path("cijfers/opgaven/lijst/", figures.ReportIndex.as_view(results_only=True), name="reports_results"),
        path("cijfers/opgaven/<int:pk>/", figures.report, name="report"),
        path("cijfers/opgaven/<int:pk>/bevestiging/", figures.report_confirmed, name="report_confirmed"),
        path("cijfers/opgaven/<int:pk>/heropening/", figures.report_reopened, name="report_reopened"),
    ]
    return [path("", include((patterns, "figures_admin")))]


@hooks.register("register_admin_urls")
def course_urls():
    patterns = [
        path("verloop/", retention.course, name="course"),
        path("verloop/verloop.csv", retention.course_csv, name="csv"),
    ]
    return [path("", include((patterns, "course_admin")))]


class AdmissionsItem(MenuItem):
    """What members and those who want to be write to us, for those who answer them."""

    def is_shown(self, request) -> bool:
        return has_role(request.user, ADVISER, DECIDER)


class OrganisationsItem(MenuItem):
    def is_shown(self, request) -> bool:
        return is_staff_member(request.user)


@hooks.register("register_admin_menu_item")
def admissions_item():
    return AdmissionsItem(_("Aanvragen"), reverse("membership_admin:admissions"), icon_name="user", order=10)


@hooks.register("register_admin_menu_item")
def interests_item():
    return AdmissionsItem(_("Belangstelling"), reverse("membership_admin:interests"), icon_name="mail", order=15)


@hooks.register("register_admin_menu_item")
def organisations_item():
    return OrganisationsItem(_("Organisaties"), reverse("membership_admin:organisations"), icon_name="group", order=30)


@hooks.register("register_admin_menu_item")
def figures_item():
    return AdmissionsItem(_("Cijfers"), reverse("figures_admin:figures"), icon_name="table", order=48)


@hooks.register("register_admin_menu_item")
def course_item():
    return AdmissionsItem(_("Verloop van leden"), reverse("course_admin:course"), icon_name="history", order=49)
