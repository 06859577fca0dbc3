from django.urls import path

from portal.home.demo_network import mailbox
from portal.home.demo_network.till import views as till

urlpatterns = [
    path("demo/postbus/", mailbox.mailbox, name="demo_mailbox"),
    path("demo/kassa/<str:session>/", till.till, name="demo_till"),
    path("demo/kassa/<str:session>/betaald/", till.paid, name="demo_till_paid"),
]
