from django.contrib.sitemaps.views import sitemap
from django.urls import path
from django.views.decorators.http import require_safe

from knowledge.views import NewInTheLibrary, PublicPages

app_name = "knowledge"
urlpatterns = [
    path("kennis/nieuw.rss", require_safe(NewInTheLibrary()), name="feed"),
    path("sitemap.xml", require_safe(sitemap), {"sitemaps": {"pages": PublicPages}}, name="sitemap"),
]
