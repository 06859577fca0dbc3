"""The till of the demo: kept in a file that several processes share, and nowhere to be found outside the demo."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings as django_settings
from django.http import Http404
from django.test import RequestFactory

from membership import gateways
from portal.home.demo_network.till import views
from portal.home.demo_network.till.api import Till
from portal.home.demo_network.till.bank import Bank
from portal.home.demo_network.till.keeping import InFile


@pytest.fixture
def shared(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRETS = "sk_test_demo", ["whsec_demo"]
    settings.STRIPE_HTTP_CLIENT = "portal.home.demo_network.till.views.client"
    settings.PORTAL_URL = "http://localhost:1"  # nobody listens: messages are lost
    return tmp_path


def opened(key: str = "a1") -> gateways.Session:
    back = {"done_url": "/klaar/", "back_url": "/terug/"}
    return gateways.open_session(key=key, cents=12100, what="Factuur 2027-0001", reference="2027-0001", **back)


def test_what_one_process_did_another_sees(shared):
    session = opened()
    other = Till(Bank(InFile(shared / "till.json")))
    assert other.bank.get("sessions", session.pk)["amount_total"] == 12100
    other.bank.pay(session.pk)
    assert gateways.read_session(session.pk).is_complete


def test_the_same_key_at_once_is_one_session(shared):
    with ThreadPoolExecutor(8) as pool:
        found = {s.pk for s in pool.map(lambda _n: opened(), range(24))}
    assert len(found) == 1


def test_the_visitor_pays_or_goes_back(shared, settings):
    settings.DEMO = True
    session = opened()
    assert session.url.endswith(f"/demo/kassa/{session.pk}/")
    post = RequestFactory().post
    assert views.paid(post("/", {"way": ""}), session=session.pk).url == "/terug/"
    assert not gateways.read_session(session.pk).is_complete
    assert views.paid(post("/", {"way": "ideal"}), session=session.pk).url == "/klaar/"
    assert gateways.read_payment(gateways.read_session(session.pk).intent).is_received


def test_outside_the_demo_there_is_no_till(shared, client, db):
    session = opened()
    assert not django_settings.DEMO
    for view, request in ((views.till, RequestFactory().get("/")), (views.paid, RequestFactory().post("/"))):
        with pytest.raises(Http404):
            view(request, session=session.pk)
    assert client.get(f"/demo/kassa/{session.pk}/").status_code == 404
