from django.urls import path

from membership.views import application, network, own

app_name = "membership"
urlpatterns = [
    path("netwerk/", network.network, name="network"),
    path("word-lid/", application.start, name="apply"),
    path("word-lid/code/", application.code, name="code"),
    path("word-lid/code/nieuw/", application.new_code, name="new_code"),
    path("word-lid/uitnodiging/klaar/", application.invitation_done, name="invitation_done"),
    path("word-lid/uitnodiging/<str:token>/", application.invitation, name="invitation"),
    path("word-lid/<str:token>/", application.resume, name="resume"),
    path("mijn/plek/", own.choose_seat, name="choose_seat"),
    path("mijn/organisatie/", own.organisation, name="organisation"),
    path("mijn/collegas/", own.colleagues, name="colleagues"),
    path("mijn/collegas/<int:pk>/", own.colleague, name="colleague"),
    path("mijn/collegas/<int:pk>/einde/", own.seat_end, name="seat_end"),
    path("mijn/uitnodigingen/<int:pk>/einde/", own.invitation_end, name="invitation_end"),
]
