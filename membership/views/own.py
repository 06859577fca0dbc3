"""The own organisation and its people: /mijn/organisatie/ and /mijn/collegas/."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from membership import operations
from membership.access import seats_of
from membership.forms import ColleagueForm, OrganisationForm, SeatForm
from membership.models import Seat, SeatInvitation
from portal.core import throttle
from portal.core.forms import posted

SESSION_KEY = "seat"


def current_seat(request: HttpRequest) -> Seat:
    """The seat this person works from now; 404 without any."""
    seats = seats_of(request.user)
    chosen = next((s for s in seats if s.pk == request.session.get(SESSION_KEY)), None)
    if not seats:
        raise Http404
    return chosen or seats[0]


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
        if not seat.is_admin:
            raise PermissionDenied
        return view(request, seat, *args, **kwargs)

    return guarded


@require_POST
@for_members
def choose_seat(request: HttpRequest, seat: Seat) -> HttpResponse:
    wanted = request.POST.get("seat", "")
    if any(str(s.pk) == wanted for s in seats_of(request.user)):
        request.session[SESSION_KEY] = int(wanted)
    return redirect("home:overview")


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def organisation(request: HttpRequest, seat: Seat) -> HttpResponse:
    organisation = seat.organisation
    fields = ("province", "inhabitants", "kvk", "oin")
    form = OrganisationForm(posted(request), initial={f: getattr(organisation, f) for f in fields})
    if request.method == "POST":
        if not seat.is_admin:
            raise PermissionDenied
        if form.is_valid():
            operations.update_organisation(organisation, by=request.user, **form.cleaned_data)
            messages.success(request, _("Bewaard."))
            return redirect("membership:organisation")
    context = {"seat": seat, "form": form, "term": organisation.current_term(), "terms": organisation.terms.all()}
    return render(request, "membership/organisation.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def colleagues(request: HttpRequest, seat: Seat) -> HttpResponse:
    form = ColleagueForm(posted(request))
    if request.method == "POST":
        if not seat.is_admin:
            raise PermissionDenied
        if form.is_valid() and seat.organisation.current_term() is None:
            form.add_error(None, _("Alleen leden nodigen collega’s uit. Bel ons als u weer mee wilt doen."))
        elif form.is_valid() and not throttle.may_invite(request, seat.organisation_id, form.cleaned_data["email"]):
            form.add_error("email", _("U stuurde net al veel uitnodigingen. Probeer het over een uur opnieuw."))
        elif form.is_valid():
            try:
                operations.invite_colleague(seat.organisation, by=request.user, **form.cleaned_data)
            except operations.AlreadyHasSeat:
                form.add_error("email", _("Deze collega heeft al een plek bij uw organisatie."))
            else:
                messages.success(request, _("De uitnodiging is onderweg naar %s.") % form.cleaned_data["email"])
                return redirect("membership:colleagues")
    seats = Seat.objects.current().filter(organisation=seat.organisation).select_related("user")
    context = {
        "seat": seat,
        "form": form,
        "seats": seats.order_by("user__first_name", "user__last_name", "pk"),
        "invitations": SeatInvitation.objects.open().filter(organisation=seat.organisation).order_by("-invited_at"),
    }
    return render(request, "membership/colleagues.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def colleague(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    other = _seat_of(seat.organisation, pk)
    form = SeatForm(posted(request), initial={"role": other.role, "duties": other.duties})
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_seat(other, by=request.user, **form.cleaned_data)
        except operations.LastAdmin:
            form.add_error("role", _("Er moet altijd een beheerder zijn. Maak eerst een andere collega beheerder."))
        else:
            messages.success(request, _("Bewaard."))
            return redirect("membership:colleagues")
    context = {"seat": seat, "other": other, "form": form}
    return render(request, "membership/colleague.html", context, status=422 if form.is_bound else 200)


@require_POST
@for_admins
def seat_end(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    other = _seat_of(seat.organisation, pk)
    try:
        operations.end_seat(other, by=request.user)
    except operations.LastAdmin:
        messages.error(request, _("Er moet altijd een beheerder zijn. Maak eerst een andere collega beheerder."))
        return redirect("membership:colleague", pk=pk)
    messages.success(request, _("%s heeft geen plek meer bij uw organisatie.") % other.user)
    return redirect("home:landing" if other.user_id == request.user.pk else "membership:colleagues")


@require_POST
@for_admins
def invitation_end(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    invitation = get_object_or_404(SeatInvitation.objects.filter(organisation=seat.organisation), pk=pk)
    try:
        operations.revoke_invitation(invitation, by=request.user)
    except operations.InvitationClosed:
        messages.error(request, _("Deze collega heeft de uitnodiging al aangenomen."))
    else:
        messages.success(request, _("De uitnodiging is ingetrokken."))
    return redirect("membership:colleagues")


def _seat_of(organisation, pk: int) -> Seat:
    return get_object_or_404(Seat.objects.current().filter(organisation=organisation).select_related("user"), pk=pk)
