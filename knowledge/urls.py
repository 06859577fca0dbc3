from django.contrib.sitemaps.views import sitemap
from django.urls import path
from django.views.decorators.http import require_safe

from knowledge.views import learning, licences
from knowledge.views.feeds import NewInTheLibrary, PublicPages

app_name = "knowledge"
urlpatterns = [
    path("kennis/nieuw.rss", require_safe(NewInTheLibrary()), name="feed"),
    path("sitemap.xml", require_safe(sitemap), {"sitemaps": {"pages": PublicPages}}, name="sitemap"),
    path("mijn/leren/", learning.own, name="learning"),
    path("mijn/leren/organisatie/", learning.organisation, name="route_totals"),
    path("mijn/leren/lessen/<int:pk>/klaar/", learning.lesson_done, name="lesson_done"),
    path("mijn/leren/bewijzen/<int:pk>/", learning.certificate, name="route_certificate"),
    path("mijn/licenties/", licences.licences, name="licences"),
    path("mijn/licenties/<int:pk>/", licences.licence, name="licence"),
    path("mijn/licenties/<int:pk>/akkoord/", licences.accepted, name="licence_accepted"),
    path("mijn/licenties/bestanden/<int:pk>/", licences.file, name="licensed_file"),
]
