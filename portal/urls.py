"""The public addresses (design, section 7). Domain rooms first; every other address is a page."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from portal.core import views

urlpatterns = [
    path("", include("portal.core.urls")),
    path("", include("portal.accounts.urls")),
    path("", include("portal.home.urls")),
    path("", include("membership.urls")),
    path("", include("implementation_plans.urls")),
    path("", include("learning_circles.urls")),
    path("", include("surveys.urls")),
    path("", include("knowledge.urls")),
    path("beheer/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("beheer/logout/", RedirectView.as_view(pattern_name="account_logout")),
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/<int:document_id>/<str:document_filename>", views.document, name="wagtaildocs_serve"),
]
if settings.DEMO:
    from portal.home.demo_network.urls import urlpatterns as demo_urlpatterns

    urlpatterns += demo_urlpatterns
urlpatterns += [path("", include(wagtail_urls))]

handler400 = "portal.core.views.bad_request"
handler403 = "portal.core.views.permission_denied"
handler404 = "portal.core.views.page_not_found"
handler500 = "portal.core.views.server_error"
