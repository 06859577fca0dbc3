"""The public figures, for network staff: confirm what members report, settle a year, withdraw a mistake."""

from datetime import date

from django.contrib import messages
from django.db.models import Count, Prefetch, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from membership.figures import LEAST_REPORTS, counted_on
from membership.forms.network import WithdrawalForm
from membership.models import Figure, FigureValue, Organisation, ParticipantReport
from membership.operations import figures as operations
from portal.accounts.access import ADVISER, DECIDER, EDITOR, has_role, staff_role_required
from portal.accounts.admin_views import DayColumn, RecordIndex, TextColumn, staff_page

LIST = "figures_admin:figures"


class ReportIndex(RecordIndex):
    model = ParticipantReport
    roles = (ADVISER, DECIDER)
    page_title = gettext_lazy("Opgaven van deelnemers")
    header_icon = "list-ul"
    index_url_name = "figures_admin:reports"
    index_results_url_name = "figures_admin:reports_results"
    open_url_name = "figures_admin:report"
    title_accessor = "organisation"
    title_label = gettext_lazy("Organisatie")
    search_fields = ["organisation__name_key"]
    default_ordering = "confirmed_at"
    extra_columns = [
        TextColumn("year", label=gettext_lazy("Jaar")),
        TextColumn("participants", label=gettext_lazy("Aantal mensen")),
        TextColumn("state_label", label=gettext_lazy("Status")),
        DayColumn("reported_at", label=gettext_lazy("Opgegeven"), sort_key="reported_at"),
    ]
    list_export = ["organisation", "year", "participants", "reported_at", "confirmed_at", "state_label"]

    def get_base_queryset(self):
        return ParticipantReport.objects.select_related("organisation")


@require_safe
@staff_role_required(ADVISER, DECIDER)
def figures(request: HttpRequest) -> HttpResponse:
    return _figures_page(request)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def settled(request: HttpRequest) -> HttpResponse:
    """The sum of last year's confirmed reports goes on the site."""
    year = operations.year_asked(timezone.localdate())
    try:
        value = operations.settle_participants(year=year, by=request.user)
    except operations.TooFewReports as few:
        sentence = _("Er zijn %(n)s opgaven bevestigd. Vanaf %(least)s zetten wij het totaal op de site.")
        messages.error(request, sentence % {"n": few.n, "least": LEAST_REPORTS})
    except operations.AlreadySettled as before:
        messages.error(
            request, _("%s was u voor. Dit cijfer staat al op de site.") % (before.value.confirmed_by or "-")
        )
        return _figures_page(request, status=409)
    else:
        sentence = _("Op de site staat nu: ongeveer %(n)s mensen in %(year)s.")
        messages.success(request, sentence % {"n": value.value, "year": year})
    return redirect(LIST)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def withdrawn(request: HttpRequest, pk: int) -> HttpResponse:
    """Only what somebody settled: what the register counted is no opinion."""
    value = get_object_or_404(FigureValue.objects.filter(figure__code=operations.PARTICIPANTS), pk=pk)
    form = WithdrawalForm(request.POST)
    if not form.is_valid():
        return _figures_page(request, form=form, wrong=value.pk, status=422)
    try:
        operations.withdraw_value(value, reason=form.cleaned_data["reason"], by=request.user)
    except operations.AlreadyWithdrawn as before:
        messages.error(request, _("%s trok dit cijfer al in.") % (before.value.withdrawn_by or "-"))
        return _figures_page(request, status=409)
    messages.success(request, _("Dit cijfer staat niet meer op de site."))
    return redirect(LIST)


def _figures_page(request: HttpRequest, *, form=None, wrong: int = 0, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    year = operations.year_asked(today)
    values = FigureValue.objects.select_related("confirmed_by", "withdrawn_by")
    reports = ParticipantReport.objects.filter(year=year)
    confirmed = Q(confirmed_at__isnull=False)
    asked = Organisation.objects.members().filter(level=2)
    context = {
        "figures": Figure.objects.prefetch_related(Prefetch("values", values, to_attr="memory")),
        "counted": counted_on(),
        "today": today,
        "year": year,
        "settled": values.standing().filter(figure__code=operations.PARTICIPANTS, day=date(year, 12, 31)).first(),
        "asked": asked.count(),
        "silent": asked.exclude(participant_reports__year=year).by_name()[:60],
        "least": LEAST_REPORTS,
        "said": reports.aggregate(
            n=Count("pk"), confirmed=Count("pk", filter=confirmed), total=Sum("participants", filter=confirmed)
        ),
        "may_edit_words": has_role(request.user, EDITOR),
        "form": form or WithdrawalForm(),
        "wrong": wrong,
    }
    return staff_page(request, "beheer/figures.html", context, trail=[(_("Cijfers"), "")], status=status)


@require_safe
@staff_role_required(ADVISER, DECIDER)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _report(pk)
    earlier = ParticipantReport.objects.filter(organisation=shown.organisation).exclude(pk=pk).order_by("-year")
    trail = [
        (_("Cijfers"), reverse(LIST)),
        (_("Opgaven van deelnemers"), reverse("figures_admin:reports")),
        (str(shown), ""),
    ]
    return staff_page(request, "beheer/participant_report.html", {"report": shown, "earlier": earlier}, trail=trail)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def report_confirmed(request: HttpRequest, pk: int) -> HttpResponse:
    shown = operations.confirm_report(_report(pk), by=request.user)
    messages.success(request, _("Bevestigd. Het getal van %s telt mee.") % shown.organisation)
    return redirect("figures_admin:reports")


@require_POST
@staff_role_required(ADVISER, DECIDER)
def report_reopened(request: HttpRequest, pk: int) -> HttpResponse:
    shown = operations.reopen_report(_report(pk), by=request.user)
    messages.success(request, _("%s kan het getal nu veranderen en krijgt bericht.") % shown.organisation)
    return redirect("figures_admin:report", pk=pk)


def _report(pk: int) -> ParticipantReport:
    people = ("organisation", "reported_by", "confirmed_by")
    return get_object_or_404(ParticipantReport.objects.select_related(*people), pk=pk)
