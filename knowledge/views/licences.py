"""Licences of an organisation: read, agree, take along."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from knowledge import copies, operations
from knowledge.access import readable_pages
from knowledge.forms import AcceptForm
from knowledge.licensing import State, licence_of, may_accept, standing_of, who_may_accept
from knowledge.models import InstrumentPage, InstrumentVariant, LicenceAcceptance, LicenceSettings, LicensedDownload
from membership.access import chosen_seat
from membership.models import Seat
from membership.views.own import for_members
from portal.core.handing_over import hand_over

SHOWN = 20


@require_safe
@for_members
def licences(request: HttpRequest, seat: Seat) -> HttpResponse:
    """To what the organisation agreed, and what there is; who has the duty also sees who took what along."""
    agreed = LicenceAcceptance.objects.filter(organisation=seat.organisation)
    pages = _under_licence(request.user).order_by("path")
    taken = LicensedDownload.objects.filter(acceptance__in=agreed).select_related("acceptance", "by")
    context = {
        "seat": seat,
        "agreed": agreed.select_related("accepted_by"),
        "pages": pages,
        "taken": taken[:SHOWN] if may_accept(seat) else None,
        "months": LicenceSettings.now().months_of_log,
    }
    return render(request, "knowledge/licences.html", context)


@require_safe
@for_members
def licence(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    page = _page(request, pk)
    return _licence(request, seat, page, AcceptForm(organisation=seat.organisation.name))


@require_POST
@for_members
def accepted(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    """Agree for the organisation: only who has the duty."""
    page = _page(request, pk)
    if not may_accept(seat):
        raise PermissionDenied
    form = AcceptForm(request.POST, organisation=seat.organisation.name)
    if not form.is_valid():
        return _licence(request, seat, page, form, status=422)
    try:
        operations.accept_licence(page, seat=seat, digest=form.cleaned_data["digest"], by=request.user)
    except operations.LicenceChanged:
        messages.error(request, _("De tekst is net veranderd. Lees de nieuwe tekst en ga dan akkoord."))
        return redirect("knowledge:licence", pk)
    except (operations.NoLicence, operations.NotEntitled):
        messages.error(request, _("Akkoord gaan kan nu niet. Op de pagina leest u waarom."))
    else:
        messages.success(
            request, _("U ging akkoord voor %s. Uw collega’s kunnen de bestanden nu ophalen.") % seat.organisation
        )
    return redirect(page.get_url(request))


@require_POST
@never_cache
@login_required
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file with the name of the organisation on every page. It is noted who took it along, and when.

    Who asks first waits on the page of the instrument until it is made.
    """
    pages = _under_licence(request.user)
    variant = get_object_or_404(InstrumentVariant.objects.select_related("document"), pk=pk, page__in=pages)
    page = variant.page
    standing = standing_of(request.user, page, chosen_seat(request))
    if standing.state != State.VALID:
        messages.error(request, _("U kunt dit bestand nu niet ophalen. Hieronder leest u waarom."))
        return redirect(page.get_url(request))
    made = copies.copy_of(standing.acceptance, variant)
    if made is None or made.file is None:
        copies.ask_for_copy(standing.acceptance, variant, by=request.user)
        return redirect(f"{page.get_url(request)}#variant-{variant.pk}")
    handed = hand_over(request, made.file.content, name=made.file.name, content_type="application/pdf")
    try:
        operations.take_along(variant, seat=standing.seat, by=request.user)
    except operations.NoValidLicence:
        return redirect(page.get_url(request))
    return handed


def _under_licence(user):
    return readable_pages(InstrumentPage.objects.live().filter(needs_licence=True), user)


def _page(request: HttpRequest, pk: int) -> InstrumentPage:
    return get_object_or_404(_under_licence(request.user), pk=pk)


def _licence(
    request: HttpRequest, seat: Seat, page: InstrumentPage, form: AcceptForm, status: int = 200
) -> HttpResponse:
    found = licence_of(page)
    if found:
        form.fields["digest"].initial = found.digest
    standing = standing_of(request.user, page, seat, alone=True)
    context = {
        "seat": seat,
        "page": page,
        "licence": found,
        "standing": standing,
        "form": form,
        "whom_to_ask": who_may_accept(seat),
        "months": LicenceSettings.now().months_of_log,
    }
    return render(request, "knowledge/licence.html", context, status=status)
