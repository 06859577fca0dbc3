from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from learning_circles.access import may_open_circles
from learning_circles.admin_views import circles, divisions, rounds


@hooks.register("register_admin_urls")
def circle_urls():
    patterns = [
        path("leerkringen/", circles.CircleIndex.as_view(), name="circles"),
        path("leerkringen/lijst/", circles.CircleIndex.as_view(results_only=True), name="circles_results"),
        path("leerkringen/nieuw/", circles.new, name="circle_new"),
        path("leerkringen/<int:pk>/", circles.circle, name="circle"),
        path("leerkringen/<int:pk>/begeleider/", circles.facilitator, name="facilitator"),
        path(
            "leerkringen/<int:pk>/begeleider/<int:facilitator_pk>/einde/",
            circles.facilitator_end,
            name="facilitator_end",
        ),
        path("leerkringen/<int:pk>/afronding/", circles.closing, name="closing"),
        path("leerkringen/verdeling/", rounds.RoundIndex.as_view(), name="rounds"),
        path("leerkringen/verdeling/lijst/", rounds.RoundIndex.as_view(results_only=True), name="rounds_results"),
        path("leerkringen/verdeling/nieuw/", rounds.new, name="round_new"),
        path("leerkringen/verdeling/<int:pk>/", rounds.wish_round, name="round"),
        path("leerkringen/verdeling/<int:pk>/regels/", rounds.change, name="round_change"),
        path("leerkringen/verdeling/<int:pk>/einde/", rounds.end, name="round_end"),
        path("leerkringen/verdeling/<int:pk>/aanbod/", rounds.offer, name="offer"),
        path("leerkringen/verdeling/<int:pk>/aanbod/voorstel/", rounds.offers_proposed, name="offers_proposed"),
        path("leerkringen/verdeling/<int:pk>/aanbod/<int:offer_pk>/einde/", rounds.offer_end, name="offer_end"),
        path("leerkringen/verdeling/<int:pk>/voorstel/", divisions.division, name="division"),
        path("leerkringen/verdeling/<int:pk>/voorstel/opdracht/", divisions.asked, name="division_asked"),
        path("leerkringen/verdeling/<int:pk>/voorstel/verplaatsing/", divisions.moved, name="person_moved"),
        path("leerkringen/verdeling/<int:pk>/kringen/", divisions.made, name="circles_made"),
    ]
    return [path("", include((patterns, "circles_admin")))]


class CirclesItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_open_circles(request.user)


@hooks.register("register_admin_menu_item")
def circles_item():
    return CirclesItem(_("Leerkringen"), reverse("circles_admin:circles"), icon_name="group", order=40)
