"""/mijn/deelnemers/: how many people an organisation guided last year."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from membership.access import may_manage
from membership.forms.network import ParticipantsForm
from membership.models import ParticipantReport, Seat
from membership.operations import figures as operations
from membership.views.own import for_members
from portal.core.forms import posted


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def participants(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Colleagues read it; admins give the number."""
    year = operations.year_asked(timezone.localdate())
    reports = ParticipantReport.objects.filter(organisation=seat.organisation).order_by("-year")
    given = next((r for r in reports if r.year == year), None)
    form = ParticipantsForm(posted(request), initial={"participants": given.participants if given else None})
    if request.method == "POST":
        if not may_manage(request.user, seat.organisation):
            raise PermissionDenied
        if form.is_valid():
            number = form.cleaned_data["participants"]
            try:
                operations.report_participants(seat.organisation, year=year, participants=number, by=request.user)
            except operations.ReportConfirmed:
                form.add_error("participants", _("Wij bevestigden dit getal al. Klopt het niet? Bel of mail ons."))
            else:
                messages.success(request, _("Bewaard. Dank u wel. U hoeft niets meer te doen."))
                return redirect("membership:participants")
    context = {"seat": seat, "form": form, "year": year, "given": given, "reports": reports}
    return render(request, "membership/participants.html", context, status=422 if form.is_bound else 200)
