from django.urls import path

from membership.views import application, colleagues, figures, interest, joining, money, network, own

app_name = "membership"
urlpatterns = [
    path("netwerk/", network.network, name="network"),
    path("word-lid/", application.start, name="apply"),
    path("word-lid/code/", application.code, name="code"),
    path("word-lid/code/nieuw/", application.new_code, name="new_code"),
    path("word-lid/uitnodiging/klaar/", application.invitation_done, name="invitation_done"),
    path("word-lid/uitnodiging/<str:token>/", application.invitation, name="invitation"),
    path("word-lid/interesse/", interest.register, name="interest"),
    path("word-lid/interesse/verstuurd/", interest.sent, name="interest_sent"),
    path("word-lid/interesse/gestopt/", interest.withdrawn, name="interest_withdrawn"),
    path("word-lid/interesse/uitnodiging/<str:token>/", interest.invitation, name="interest_invitation"),
    path("word-lid/interesse/<str:token>/", interest.own, name="own_interest"),
    path("word-lid/interesse/<str:token>/einde/", interest.withdrawal, name="interest_withdrawal"),
    path("word-lid/<str:token>/", application.resume, name="resume"),
    path("mijn/plek/", own.choose_seat, name="choose_seat"),
    path("mijn/organisatie/", own.organisation, name="organisation"),
    path("mijn/deelnemers/", figures.participants, name="participants"),
    path("mijn/vertrek/", own.leave, name="leave"),
    path("mijn/beheerder/", own.admin_wanted, name="admin_wanted"),
    path("mijn/collegas/", colleagues.colleagues, name="colleagues"),
    path("mijn/collegas/<int:pk>/", colleagues.colleague, name="colleague"),
    path("mijn/collegas/<int:pk>/einde/", colleagues.seat_end, name="seat_end"),
    path("mijn/collegas/domein/", colleagues.domain_open, name="domain_open"),
    path("mijn/collegas/domein/<int:pk>/einde/", colleagues.domain_close, name="domain_close"),
    path("mijn/collegas/vragen/<int:pk>/antwoord/", colleagues.join_decision, name="join_decision"),
    path("mijn/facturen/", money.invoices, name="invoices"),
    path("mijn/facturen/gegevens/", money.profile, name="invoice_profile"),
    path("mijn/facturen/<str:number>/", money.invoice, name="invoice"),
    path("mijn/uitnodigingen/<int:pk>/einde/", colleagues.invitation_end, name="invitation_end"),
    path("inloggen/meedoen/", joining.ask, name="join"),
    path("inloggen/meedoen/verstuurd/", joining.asked, name="join_asked"),
    path("inloggen/meedoen/<str:token>/", joining.by_link, name="join_link"),
]
