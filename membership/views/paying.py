"""Paying an invoice: by transfer, or at once. /mijn/facturen/<nummer>/betalen/"""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.csp import CSP
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST, require_safe

from membership import gateways
from membership.access import sees_money
from membership.models import CheckoutAttempt, Invoice
from membership.operations import paying

STRIPE = "https://checkout.stripe.com"
#: A browser also asks this rule where a form leads to in the end.
LEADS_TO_STRIPE = settings.SECURE_CSP | {"form-action": [CSP.SELF, STRIPE]}


@csp_override(LEADS_TO_STRIPE)
@require_safe
@never_cache
@login_required
def pay(request: HttpRequest, number: str) -> HttpResponse:
    """What is open and how to pay it."""
    return _page(request, _invoice(request, number))


@csp_override(LEADS_TO_STRIPE)
@require_POST
@never_cache
@login_required
def payment(request: HttpRequest, number: str) -> HttpResponse:
    """To the page of Stripe. When that does not answer: say so, and show the transfer."""
    invoice = _invoice(request, number)
    if not gateways.is_configured():
        return redirect("membership:pay", number=number)
    try:
        url = paying.pay_now(invoice, by=request.user)
    except (paying.NothingToPay, paying.PaymentOnItsWay):
        return redirect("membership:pay", number=number)
    except paying.NotPayableNow:
        return _page(request, invoice, is_away=True, status=503)
    return HttpResponseRedirect(url, status=303)


@require_safe
@never_cache
@login_required
def pay_return(request: HttpRequest, number: str) -> HttpResponse:
    """Where Stripe sends the browser back to. It proves nothing: what we say is what we know ourselves."""
    return _page(request, _invoice(request, number), is_back=True)


def _invoice(request: HttpRequest, number: str) -> Invoice:
    """Of an organisation where this person has the duty. Staff of the network see invoices, and pay none."""
    found = Invoice.objects.visible_to(request.user).sent().invoices().with_balance().select_related("organisation")
    invoice = get_object_or_404(found, number=number)
    if not sees_money(request.user, invoice.organisation):
        raise Http404
    return invoice


def _page(
    request: HttpRequest, invoice: Invoice, *, is_away: bool = False, is_back: bool = False, status: int = 200
) -> HttpResponse:
    attempt = CheckoutAttempt.objects.open().filter(invoice=invoice).first()
    is_open = invoice.open_cents > 0
    context = {
        "invoice": invoice,
        "attempt": attempt,
        "is_waiting": is_open and attempt is not None and (attempt.is_on_its_way or is_back),
        "is_back": is_back,
        "is_late": invoice.is_late(timezone.localdate()),
        "is_away": is_away,
        "may_pay_now": is_open and gateways.is_configured(),
    }
    return render(request, "membership/pay.html", context, status=status)
