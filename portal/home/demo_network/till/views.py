"""The page where a visitor of the demo pays: no money moves, and everything after it is real."""

import urllib.error
import urllib.request

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.home.demo_network.till.api import Till
from portal.home.demo_network.till.bank import Bank, Refused, Thing
from portal.home.demo_network.till.keeping import InFile

WAYS = {"ideal": "iDEAL | Wero", "card": "Kaart", "sepa_debit": "Incasso (het geld komt later)"}


def bank() -> Bank:
    return Bank(InFile(settings.VAR_DIR / "till.json"), page=f"{settings.PORTAL_URL}/demo/kassa/{{}}/")


def client() -> Till:
    """What STRIPE_HTTP_CLIENT names in the demo."""
    return Till(bank())


@never_cache
@require_safe
def till(request: HttpRequest, session: str) -> HttpResponse:
    return _page(request, _session(session))


@require_POST
def paid(request: HttpRequest, session: str) -> HttpResponse:
    """The visitor paid, or went away. Stripe's messages go to the portal over the network, as the real ones do."""
    found, at = _session(session), bank()
    way = request.POST.get("way", "")
    if way not in WAYS:
        return HttpResponseRedirect(found["cancel_url"])
    before = len(at.events())
    try:
        at.pay(session, method=way)
    except Refused:
        return _page(request, _session(session))
    for event in at.events(after=before):
        _deliver(*at.signed(event, settings.STRIPE_WEBHOOK_SECRETS[0]))
    return HttpResponseRedirect(found["success_url"])


def _session(pk: str) -> Thing:
    if not settings.DEMO:
        raise Http404
    try:
        return bank().get("sessions", pk)
    except Refused as refusal:
        raise Http404 from refusal


def _page(request: HttpRequest, session: Thing) -> HttpResponse:
    context = {"session": session, "is_open": session["status"] == "open", "ways": WAYS.items()}
    return render(request, "demo/till.html", context)


def _deliver(body: bytes, signature: str) -> None:
    """A message that does not arrive is no trouble: the worker looks by itself after two minutes."""
    address = settings.PORTAL_URL + reverse("membership:stripe_webhook")
    headers = {"Stripe-Signature": signature, "Content-Type": "application/json"}
    try:
        urllib.request.urlopen(urllib.request.Request(address, body, headers), timeout=5)  # noqa: S310  our own address
    except (urllib.error.URLError, OSError):
        return
