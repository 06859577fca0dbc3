"""The invoices of the own organisation: /mijn/facturen/. Others than who has that duty get 404."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from membership import operations
from membership.access import sees_money
from membership.forms.money import InvoiceProfileForm
from membership.models import Invoice, InvoiceProfile, Seat
from membership.views.own import for_members
from portal.core.forms import posted


def for_invoices(view):
    """For a seat with the invoice duty: passes it on."""

    @for_members
    @wraps(view)
    def guarded(request: HttpRequest, seat: Seat, *args, **kwargs) -> HttpResponse:
        if not sees_money(request.user, seat.organisation):
            raise Http404
        return view(request, seat, *args, **kwargs)

    return guarded


@require_safe
@for_invoices
def invoices(request: HttpRequest, seat: Seat) -> HttpResponse:
    own = Invoice.objects.visible_to(request.user).sent().filter(organisation=seat.organisation)
    rows = list(own.with_balance())
    context = {
        "seat": seat,
        "invoices": rows,
        "open_cents": sum(max(0, row.open_cents) for row in rows),
        "profile": InvoiceProfile.objects.filter(organisation=seat.organisation).first(),
    }
    return render(request, "membership/invoices.html", context)


@require_safe
@never_cache
@login_required
def invoice(request: HttpRequest, number: str) -> HttpResponse:
    """One invoice, also of another organisation where this person has the duty, and for staff with finance."""
    visible = Invoice.objects.visible_to(request.user).sent().with_balance()
    found = get_object_or_404(
        visible.select_related("organisation", "credits", "files__pdf", "files__ubl"), number=number
    )
    context = {
        "invoice": found,
        "facts": found.facts,
        "payments": found.payments.all(),
        "credits": found.credit_notes.sent(),
        "may_pay": sees_money(request.user, found.organisation),
    }
    return render(request, "membership/invoice.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_invoices
def profile(request: HttpRequest, seat: Seat) -> HttpResponse:
    form = InvoiceProfileForm(posted(request), organisation=seat.organisation)
    if request.method == "POST" and form.is_valid():
        operations.save_invoice_profile(seat.organisation, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard. Dit staat op de volgende factuur."))
        return redirect("membership:invoices")
    context = {"seat": seat, "form": form}
    return render(request, "membership/invoice_profile.html", context, status=422 if form.is_bound else 200)
