from django.conf import settings
from django.urls import path

from portal.home import needs, searching, views
from portal.home.farewell import views as farewell
from portal.home.takeaway import views as takeaway

app_name = "home"
urlpatterns = [
    path("mijn/welkom/", views.landing, name="landing"),
    path("mijn/", views.overview, name="overview"),
    path("mijn/berichten/", views.notifications, name="notifications"),
    path("mijn/gegevens/", views.own_data, name="own_data"),
    path("mijn/gegevens/meenemen/", takeaway.own_export, name="own_export"),
    path("mijn/gegevens/meenemen/map/", takeaway.own_export_asked, name="own_export_asked"),
    path("mijn/organisatie/meenemen/", takeaway.organisation_export, name="organisation_export"),
    path("mijn/organisatie/meenemen/map/", takeaway.organisation_export_asked, name="organisation_export_asked"),
    path("mijn/afscheid/", farewell.farewell, name="farewell"),
    path("mijn/afscheid/reden/", farewell.farewell_reason, name="farewell_reason"),
    path("mijn/afscheid/besluit/", farewell.farewell_confirmed, name="farewell_confirmed"),
    path("mijn/afscheid/einde/", farewell.farewell_end, name="farewell_end"),
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
