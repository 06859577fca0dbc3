"""Does the own organisation stay? /mijn/verlengen/, and the order number by a mailed link."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from membership import operations
from membership.access import answers_renewal, sees_money
from membership.forms.money import OrderNumberForm, RenewalForm
from membership.models import OrderNumber, Renewal, Seat
from membership.views.own import for_members
from portal.core import links
from portal.core.forms import posted


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def renewal(request: HttpRequest, seat: Seat) -> HttpResponse:
    """One page: are the contacts right, the order number, do you stay?"""
    if not answers_renewal(request.user, seat.organisation):
        raise PermissionDenied
    asked = Renewal.objects.filter(organisation=seat.organisation).order_by("-year").first()
    if asked is None:
        return render(request, "membership/renewal.html", {"seat": seat})
    given = OrderNumber.objects.filter(organisation=seat.organisation, year=asked.year).first()
    form = RenewalForm(posted(request), initial={"number": given.number if given else ""})
    if request.method == "POST" and form.is_valid():
        try:
            _answer(asked, form.cleaned_data, by=request.user)
        except operations.RenewalClosed:
            form.add_error(None, _("Dit kan hier niet meer. Bel of mail ons. Dan regelen wij het samen."))
        else:
            messages.success(request, _("Dank u wel. Wij weten het nu."))
            return redirect("membership:renewal")
    context = {"seat": seat, "renewal": asked, "form": form, "people": _people(seat)}
    if sees_money(request.user, seat.organisation):
        context["net_cents"] = _price(asked)
    return render(request, "membership/renewal.html", context, status=422 if form.is_bound else 200)


def _answer(asked: Renewal, answers: dict, *, by) -> None:
    if answers["stays"] == "no":
        operations.decline_renewal(asked, reason=answers["reason"], by=by)
        return
    operations.confirm_renewal(asked, number=answers["number"], by=by)


def _people(seat: Seat):
    """Who has a duty at the organisation now."""
    seats = Seat.objects.current().filter(organisation=seat.organisation).select_related("user")
    return [each for each in seats.order_by("pk") if each.duties]


def _price(asked: Renewal) -> int | None:
    """Cents without VAT of that whole year, at the level of now. None when no tariff fits yet."""
    term = asked.organisation.current_term(min(timezone.localdate(), asked.first_day))
    price = term and operations.prices_for(asked.organisation, asked.year).get(term.level)
    return price.amount_cents if price else None


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def order_number(request: HttpRequest, token: str) -> HttpResponse:
    """One field, by the mailed link; no log-in."""
    pk = links.object_for("give_order_number", token)
    asked = Renewal.objects.select_related("organisation").filter(pk=pk, declined_at=None, ended_at=None).first()
    if asked is None:
        return links.unreferred(render(request, "membership/order_number_closed.html", status=404))
    form = OrderNumberForm(posted(request))
    is_done = request.method == "POST" and form.is_valid()
    if is_done:
        number = "" if "none" in request.POST else form.cleaned_data["number"]
        operations.save_order_number(asked.organisation, year=asked.year, number=number)
    context = {"renewal": asked, "form": form, "is_done": is_done}
    status = 422 if form.is_bound and not is_done else 200
    return links.unreferred(render(request, "membership/order_number.html", context, status=status))
