from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from membership import admin_views
from portal.accounts.access import ADVISER, DECIDER, has_role, is_staff_member


@hooks.register("register_admin_urls")
def membership_urls():
    patterns = [
        path("aanvragen/", admin_views.AdmissionIndex.as_view(), name="admissions"),
        path("aanvragen/lijst/", admin_views.AdmissionIndex.as_view(results_only=True), name="admissions_results"),
        path("aanvragen/<int:pk>/", admin_views.admission, name="admission"),
        path("aanvragen/<int:pk>/besluit/", admin_views.admission_decision, name="admission_decision"),
        path("organisaties/", admin_views.OrganisationIndex.as_view(), name="organisations"),
        path(
            "organisaties/lijst/",
            admin_views.OrganisationIndex.as_view(results_only=True),
            name="organisations_results",
        ),
        path("organisaties/<int:pk>/", admin_views.organisation, name="organisation"),
        path("organisaties/<int:pk>/beheerder/", admin_views.admin_appointed, name="admin_appointed"),
        path("organisaties/<int:pk>/uitnodiging/", admin_views.admin_invited, name="admin_invited"),
        path("organisaties/<int:pk>/plekken/<int:seat_pk>/einde/", admin_views.seat_closed, name="seat_closed"),
    ]
    return [path("", include((patterns, "membership_admin")))]


class AdmissionsItem(MenuItem):
    def is_shown(self, request) -> bool:
        return has_role(request.user, ADVISER, DECIDER)


class OrganisationsItem(MenuItem):
    def is_shown(self, request) -> bool:
        return is_staff_member(request.user)


@hooks.register("register_admin_menu_item")
def admissions_item():
    return AdmissionsItem(_("Aanvragen"), reverse("membership_admin:admissions"), icon_name="user", order=10)


@hooks.register("register_admin_menu_item")
def organisations_item():
    return OrganisationsItem(_("Organisaties"), reverse("membership_admin:organisations"), icon_name="group", order=30)
