"""The own seat and organisation: /mijn/organisatie/ and /mijn/vertrek/."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from membership import operations
from membership.access import CHOSEN_SEAT, chosen_seat, may_manage, seats_of
from membership.forms import LeaveForm, OrganisationForm
from membership.models import Farewell, Seat
from portal.core.forms import posted


def current_seat(request: HttpRequest) -> Seat:
    """The seat this person works from now; 404 without any."""
    seats = seats_of(request.user)
    if not seats:
        raise Http404
    return chosen_seat(request) or seats[0]


def for_members(view):
    """For somebody with a seat: passes it on. Others get 404."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return view(request, current_seat(request), *args, **kwargs)

    return guarded


def for_admins(view):
    """For an admin of the organisation; other colleagues get 403."""

    @for_members
    @wraps(view)
    def guarded(request: HttpRequest, seat: Seat, *args, **kwargs) -> HttpResponse:
        if not may_manage(request.user, seat.organisation):
            raise PermissionDenied
        return view(request, seat, *args, **kwargs)

    return guarded


@require_POST
@for_members
def choose_seat(request: HttpRequest, seat: Seat) -> HttpResponse:
    wanted = request.POST.get("seat", "")
    if any(str(s.pk) == wanted for s in seats_of(request.user)):
        request.session[CHOSEN_SEAT] = int(wanted)
    return redirect("home:overview")


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def organisation(request: HttpRequest, seat: Seat) -> HttpResponse:
    organisation = seat.organisation
    fields = ("province", "town", "inhabitants", "kvk", "oin")
    form = OrganisationForm(posted(request), initial={f: getattr(organisation, f) for f in fields})
    if request.method == "POST":
        if not may_manage(request.user, seat.organisation):
            raise PermissionDenied
        if form.is_valid():
            operations.update_organisation(organisation, by=request.user, **form.cleaned_data)
            messages.success(request, _("Bewaard."))
            return redirect("membership:organisation")
    context = {
        "seat": seat,
        "form": form,
        "term": organisation.current_term(),
        "terms": organisation.terms.all(),
        "farewell": Farewell.objects.standing().filter(organisation=organisation).first(),
    }
    return render(request, "membership/organisation.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def leave(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Give up one's own seat; the last admin names who takes over."""
    form = LeaveForm(posted(request), seat=seat)
    if request.method == "POST" and form.is_valid():
        try:
            operations.end_seat(seat, successor=form.cleaned_data["successor"], by=request.user)
        except operations.LastAdmin:
            form.add_error(None, _("Iemand moet beheerder blijven. Nodig eerst een collega uit, of bel ons."))
        except operations.SuccessorGone:
            form.add_error("successor", _("Deze collega heeft geen plek meer. Kies een andere collega."))
        else:
            messages.success(request, _("U hebt geen plek meer bij %s.") % seat.organisation)
            return redirect("home:landing")
    context = {"seat": seat, "form": form}
    return render(request, "membership/leave.html", context, status=422 if form.is_bound else 200)


@require_POST
@for_members
def admin_wanted(request: HttpRequest, seat: Seat) -> HttpResponse:
    """A colleague says that nobody manages the organisation any more."""
    operations.ask_for_admin(seat, by=request.user)
    messages.success(request, _("Wij weten het nu. Wij bellen of mailen u over een nieuwe beheerder."))
    return redirect("membership:colleagues")
