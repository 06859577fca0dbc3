from django.contrib.sitemaps.views import sitemap
from django.urls import path

from knowledge.views import NewInTheLibrary, PublicPages

app_name = "knowledge"
urlpatterns = [
    path("kennis/nieuw.rss", NewInTheLibrary(), name="feed"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PublicPages}}, name="sitemap"),
]
