"""The people of the own organisation: /mijn/collegas/."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from membership import operations
from membership.access import may_manage
from membership.forms import ColleagueForm, HandOverForm, SeatForm
from membership.models import AdminWanted, EmailDomain, JoinRequest, Seat, SeatInvitation
from membership.views.own import for_admins, for_members
from portal.core import throttle
from portal.core.forms import posted


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def colleagues(request: HttpRequest, seat: Seat) -> HttpResponse:
    form = ColleagueForm(posted(request))
    if request.method == "POST":
        if not may_manage(request.user, seat.organisation):
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
        "requests": JoinRequest.objects.waiting().filter(organisation=seat.organisation).order_by("sent_at"),
        "domains": EmailDomain.objects.open().filter(organisation=seat.organisation).order_by("domain"),
        "own_domain": operations.domain_of(request.user.email),
        "wanted": None if seat.is_admin else AdminWanted.objects.open().filter(organisation=seat.organisation).first(),
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
        except operations.LastForInvoices:
            form.add_error(
                "duties", _("Iemand moet de facturen ontvangen. Geef die taak eerst aan een andere collega.")
            )
        else:
            messages.success(request, _("Bewaard."))
            return redirect("membership:colleagues")
    context = {"seat": seat, "other": other, "form": form, "leaving": HandOverForm(seat=other)}
    return render(request, "membership/colleague.html", context, status=422 if form.is_bound else 200)


@require_POST
@for_admins
def seat_end(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    other = _seat_of(seat.organisation, pk)
    form = HandOverForm(request.POST, seat=other)
    successor = form.cleaned_data["successor"] if form.is_valid() else None
    try:
        operations.end_seat(other, successor=successor, by=request.user)
    except (operations.LastAdmin, operations.SuccessorGone):
        messages.error(request, _("Er moet altijd een beheerder zijn. Kies eerst een collega die het overneemt."))
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


@require_POST
@for_admins
def domain_open(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Let people with an address like one's own ask for a seat."""
    try:
        opened = operations.open_email_domain(seat.organisation, by=request.user)
    except operations.PublicDomain:
        messages.error(request, _("Uw adres is van een algemene dienst. Dit kan alleen met een adres van uw werk."))
    except operations.NotOwnDomain:
        messages.error(request, _("Alleen een beheerder kan dit aanzetten."))
    else:
        messages.success(request, _("Collega’s met een adres @%s kunnen nu om een plek vragen.") % opened.domain)
    return redirect("membership:colleagues")


@require_POST
@for_admins
def domain_close(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    domain = get_object_or_404(EmailDomain.objects.open().filter(organisation=seat.organisation), pk=pk)
    operations.close_email_domain(domain, by=request.user)
    messages.success(request, _("Nieuwe vragen via @%s komen nu niet meer binnen.") % domain.domain)
    return redirect("membership:colleagues")


@require_POST
@for_admins
def join_decision(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    """One click: give the seat, or not."""
    requests = JoinRequest.objects.filter(organisation=seat.organisation, sent_at__isnull=False)
    asked = get_object_or_404(requests, pk=pk)
    grant = request.POST.get("verdict") == "grant"
    try:
        (operations.grant_join_request if grant else operations.decline_join_request)(asked, by=request.user)
    except operations.AlreadyAnswered as answered:
        who = answered.request.decided_by or _("een collega")
        messages.error(request, _("%s was u voor en gaf al antwoord.") % who)
    else:
        said = _("%s heeft nu een plek.") if grant else _("%s krijgt geen plek en hoort dat per e-mail.")
        messages.success(request, said % asked.name)
    return redirect("membership:colleagues")


def _seat_of(organisation, pk: int) -> Seat:
    return get_object_or_404(Seat.objects.current().filter(organisation=organisation).select_related("user"), pk=pk)
