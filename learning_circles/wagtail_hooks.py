from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from learning_circles import admin_views
from learning_circles.access import may_open_circles


@hooks.register("register_admin_urls")
def circle_urls():
    patterns = [
        path("leerkringen/", admin_views.CircleIndex.as_view(), name="circles"),
        path("leerkringen/lijst/", admin_views.CircleIndex.as_view(results_only=True), name="circles_results"),
        path("leerkringen/nieuw/", admin_views.new, name="circle_new"),
        path("leerkringen/<int:pk>/", admin_views.circle, name="circle"),
        path("leerkringen/<int:pk>/begeleider/", admin_views.facilitator, name="facilitator"),
        path(
            "leerkringen/<int:pk>/begeleider/<int:facilitator_pk>/einde/",
            admin_views.facilitator_end,
            name="facilitator_end",
        ),
        path("leerkringen/<int:pk>/afronding/", admin_views.closing, name="closing"),
    ]
    return [path("", include((patterns, "circles_admin")))]


class CirclesItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_open_circles(request.user)


@hooks.register("register_admin_menu_item")
def circles_item():
    return CirclesItem(_("Leerkringen"), reverse("circles_admin:circles"), icon_name="group", order=40)
