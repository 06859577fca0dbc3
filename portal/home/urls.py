from django.conf import settings
from django.urls import path

from portal.home import needs, searching, views

app_name = "home"
urlpatterns = [
    path("mijn/welkom/", views.landing, name="landing"),
    path("mijn/", views.overview, name="overview"),
    path("mijn/berichten/", views.notifications, name="notifications"),
    path("mijn/gegevens/", views.own_data, name="own_data"),
    path("uitkomsten/u-vroeg-wij-deden/", needs.needs, name="needs"),
    path("zoeken/", searching.search, name="search"),
    path("zoeken/hulp/", searching.suggestions, name="suggestions"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("robots.txt", views.robots_txt, name="robots_txt"),
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
]
if settings.DEMO or settings.DEBUG:
    urlpatterns.append(path("demo/onderdelen/", views.components, name="components"))
