from django.urls import path, register_converter
from django.urls.converters import StringConverter

from membership import webhooks
from membership.views import (
    application,
    colleagues,
    councils,
    figures,
    interest,
    joining,
    money,
    municipalities,
    network,
    own,
    paying,
    profiles,
    renewing,
)


class InvoiceNumber(StringConverter):
    """As we give them: a year and a number in it."""

    regex = "[0-9]{4}-[0-9]+"


register_converter(InvoiceNumber, "invoice")
app_name = "membership"
urlpatterns = [
    path("netwerk/", network.network, name="network"),
    path("netwerk/leden.csv", network.members_csv, name="members_csv"),
    path("netwerk/kaart.svg", municipalities.map_svg, name="map_svg"),
    path("netwerk/gemeenten/", municipalities.municipalities, name="municipalities"),
    path("netwerk/gemeenten.csv", municipalities.municipalities_csv, name="municipalities_csv"),
    path("netwerk/adviesraden/", councils.councils, name="councils"),
    path("netwerk/bericht/verstuurd/", profiles.written, name="message_written"),
    path("netwerk/bericht/klaar/", profiles.message_sent, name="message_sent"),
    path("netwerk/bericht/<str:token>/", profiles.message, name="message"),
    path("netwerk/<slug:slug>/", profiles.profile, name="profile"),
    path("netwerk/<slug:slug>/bericht/", profiles.write, name="write_message"),
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
    path("mijn/organisatie/profiel/", profiles.own_profile, name="own_profile"),
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
    path("mijn/facturen/<invoice:number>/", money.invoice, name="invoice"),
    path("mijn/verlengen/", renewing.renewal, name="renewal"),
    path("inkoopnummer/<str:token>/", renewing.order_number, name="order_number"),
    path("mijn/uitnodigingen/<int:pk>/einde/", colleagues.invitation_end, name="invitation_end"),
    path("inloggen/meedoen/", joining.ask, name="join"),
    path("inloggen/meedoen/verstuurd/", joining.asked, name="join_asked"),
    path("inloggen/meedoen/<str:token>/", joining.by_link, name="join_link"),
    path("mijn/facturen/<invoice:number>/betalen/", paying.pay, name="pay"),
    path("mijn/facturen/<invoice:number>/betaling/", paying.payment, name="payment"),
    path("mijn/facturen/<invoice:number>/betaling/terug/", paying.pay_return, name="pay_return"),
    path("betalen/webhook/", webhooks.stripe_webhook, name="stripe_webhook"),
]
