"""Tariffs, dues, invoices and the books, for staff with finance. Others of the staff get 403."""

import django_filters
from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.filters import WagtailFilterSet

from membership import books, exports, operations
from membership.algorithms.dues import RULE
from membership.algorithms.money import euros
from membership.forms.money import CreditForm, HoldForm, JointServiceForm
from membership.models import DuesRun, Invoice, InvoiceProfile, Organisation, Outcome
from portal.accounts.access import FINANCE, has_role, staff_role_required
from portal.accounts.admin_views import DayColumn, RecordIndex, TextColumn, staff_page
from portal.core.documents import prepared

INVOICES = gettext_lazy("Facturen")


class EuroColumn(TextColumn):
    def shown(self, instance) -> str:
        return euros(self.get_value(instance) or 0)


class InvoiceFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"),
        method="in_state",
        choices=[
            ("draft", gettext_lazy("Concept")),
            ("open", gettext_lazy("Nog niet betaald")),
            ("late", gettext_lazy("Over de betaaldatum")),
        ],
    )

    class Meta:
        model = Invoice
        fields = ["state", "year", "kind"]

    def in_state(self, queryset, name: str, value: str):
        if value == "draft":
            return queryset.drafts()
        open_ones = queryset.filter(open_cents__gt=0)
        return open_ones.filter(due_on__lt=timezone.localdate()) if value == "late" else open_ones


class InvoiceIndex(RecordIndex):
    model = Invoice
    roles = (FINANCE,)
    page_title = INVOICES
    header_icon = "form"
    index_url_name = "money_admin:invoices"
    index_results_url_name = "money_admin:invoices_results"
    open_url_name = "money_admin:invoice"
    title_label = gettext_lazy("Nummer")
    filterset_class = InvoiceFilter
    search_fields = ["number", "organisation__name_key", "payment_reference"]
    default_ordering = ("-issued_on", "-pk")
    extra_columns = [
        TextColumn("organisation", label=gettext_lazy("Organisatie")),
        DayColumn("issued_on", label=gettext_lazy("Datum")),
        EuroColumn("total_cents", label=gettext_lazy("Met btw")),
        EuroColumn("open_cents", label=gettext_lazy("Open")),
        TextColumn("state_label", label=gettext_lazy("Status")),
    ]
    list_export = ["number", "kind_label", "organisation", "issued_on", "due_on", "total_euros", "open_euros"]
    export_headings = {
        "kind_label": gettext_lazy("Soort"),
        "total_euros": gettext_lazy("Met btw"),
        "open_euros": gettext_lazy("Open"),
    }

    def get_base_queryset(self):
        return Invoice.objects.with_balance().select_related("organisation")


@require_safe
@staff_role_required(FINANCE)
def invoice(request: HttpRequest, pk: int) -> HttpResponse:
    return _invoice_page(request, _found(pk))


def _found(pk: int) -> Invoice:
    visible = Invoice.objects.with_balance().select_related("organisation", "credits", "files__pdf", "files__ubl")
    return get_object_or_404(visible, pk=pk)


def _invoice_page(request: HttpRequest, shown: Invoice, *, credit=None, hold=None, status: int = 200) -> HttpResponse:
    context = {
        "invoice": shown,
        "facts": shown.facts,
        "payments": shown.payments.select_related("booked_by"),
        "credits": shown.credit_notes.sent(),
        "hold": shown.holds.filter(lifted_at=None).select_related("placed_by").first(),
        "reminders": shown.reminders.all(),
        "account": books.account_of(shown.organisation),
        "credit_form": credit or CreditForm(invoice=shown),
        "hold_form": hold or HoldForm(),
    }
    trail = [(INVOICES, reverse("money_admin:invoices")), (str(shown), "")]
    return staff_page(request, "beheer/invoice.html", context, trail=trail, status=status)


@require_POST
@staff_role_required(FINANCE)
def sending(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        sent = operations.send_invoice(_found(pk), by=request.user)
    except operations.NoProfile:
        messages.error(request, _("De factuurgegevens van deze organisatie ontbreken. Vraag ze eerst."))
    except operations.NumberMissing:
        messages.error(request, _("Deze organisatie wil eerst een inkoopnummer doorgeven. Vraag het eerst."))
    else:
        messages.success(request, _("Factuur %s is verstuurd.") % sent.number)
    return redirect("money_admin:invoice", pk=pk)


@require_POST
@staff_role_required(FINANCE)
def discarding(request: HttpRequest, pk: int) -> HttpResponse:
    operations.discard_draft(_found(pk), by=request.user)
    messages.success(request, _("Het concept is weg."))
    return redirect("money_admin:invoices")


@require_POST
@staff_role_required(FINANCE)
def crediting(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _found(pk)
    form = CreditForm(request.POST, invoice=shown)
    if not form.is_valid():
        return _invoice_page(request, shown, credit=form, status=422)
    try:
        note = operations.credit_invoice(shown, reason=form.cleaned_data["reason"], lines=form.lines, by=request.user)
    except operations.CreditTooMuch as refused:
        form.add_error(None, _too_much(refused))
        return _invoice_page(request, shown, credit=form, status=409)
    except operations.NotSent:
        form.add_error(None, _("Alleen een verstuurde factuur kunt u crediteren."))
        return _invoice_page(request, shown, credit=form, status=409)
    messages.success(request, _("Creditfactuur %s is verstuurd.") % note.number)
    return redirect("money_admin:invoice", pk=note.pk)


def _too_much(refused: operations.CreditTooMuch) -> str:
    if refused.rate is None:
        return _("Van deze factuur is nog maar %s over om te crediteren.") % euros(refused.left)
    words = _("Van de regels met %(rate)s procent btw is nog maar %(left)s over, zonder btw.")
    return words % {"rate": f"{refused.rate.normalize():f}".replace(".", ","), "left": euros(refused.left)}


@require_POST
@staff_role_required(FINANCE)
def holding(request: HttpRequest, pk: int) -> HttpResponse:
    shown, form = _found(pk), HoldForm(request.POST)
    if not form.is_valid():
        return _invoice_page(request, shown, hold=form, status=422)
    try:
        operations.hold_reminders(shown, by=request.user, **form.cleaned_data)
    except operations.AlreadyHeld as held:
        form.add_error(None, _("%s schreef hier al een notitie bij.") % (held.hold.placed_by or _("Een collega")))
        return _invoice_page(request, shown, hold=form, status=409)
    messages.success(request, _("Wij herinneren nu niet meer aan deze factuur."))
    return redirect("money_admin:invoice", pk=pk)


@require_POST
@staff_role_required(FINANCE)
def hold_end(request: HttpRequest, pk: int) -> HttpResponse:
    operations.lift_hold(_found(pk), by=request.user)
    messages.success(request, _("Wij herinneren weer aan deze factuur."))
    return redirect("money_admin:invoice", pk=pk)


def account_for_finance(user, organisation: Organisation) -> dict:
    """What the page of an organisation shows to finance alone: its account, and what level 2 would cost from today."""
    if not has_role(user, FINANCE):
        return {}
    shown: dict = {"account": books.account_of(organisation), "invoices": organisation.invoices.with_balance()}
    term = organisation.current_term()
    if term and term.level == 1:
        try:
            shown["difference"] = operations.difference_of(organisation, level=2, day=timezone.localdate())
        except operations.NoTariff:
            shown["difference"] = None
    if profile := InvoiceProfile.objects.filter(organisation=organisation).first():
        start = {"joint_service": profile.joint_service_id}
        shown["joint_service"] = JointServiceForm(organisation=organisation, initial=start)
    return shown


@require_POST
@staff_role_required(FINANCE)
def joint_service(request: HttpRequest, pk: int) -> HttpResponse:
    """By way of which other member an organisation takes part; its tariff follows from that."""
    organisation = get_object_or_404(Organisation, pk=pk)
    form = JointServiceForm(request.POST, organisation=organisation)
    if not form.is_valid():
        messages.error(request, form.errors["joint_service"][0])
    else:
        try:
            operations.take_part_by(organisation, by=request.user, **form.cleaned_data)
            messages.success(request, _("Bewaard. Het tarief van de volgende factuur gaat hiervan uit."))
        except operations.NoProfile:
            messages.error(request, _("De factuurgegevens van deze organisatie ontbreken. Vraag ze eerst."))
    return redirect("membership_admin:organisation", pk=pk)


# --- A year ---------------------------------------------------------------------------------------------------


@require_safe
@staff_role_required(FINANCE)
def year(request: HttpRequest, year: int) -> HttpResponse:
    """What everybody would pay, the run of invoices with its progress, and the proof of the books."""
    run = DuesRun.objects.filter(year=year).first()
    rows = _preview(year)
    counts = dict(run.items.values_list("outcome").annotate(n=Count("pk"))) if run else {}
    context = {
        "year": year,
        "rule": RULE,
        "rows": rows,
        "total": sum(row["net_cents"] or 0 for row in rows),
        "missing": sum(1 for row in rows if row["net_cents"] is None),
        "run": run,
        "progress": [(Outcome(outcome).label, n) for outcome, n in sorted(counts.items())],
        "left": operations.left_in(run).count() if run else 0,
        "closing": books.closing(year),
        "ages": books.aging(timezone.localdate()),
        "files": _files_of(year),
    }
    trail = [(INVOICES, reverse("money_admin:invoices")), (str(year), "")]
    return staff_page(request, "beheer/dues_year.html", context, trail=trail)


def _preview(year: int) -> list[dict]:
    """A whole year for every member at its level of now, by name."""
    priced = operations.prices_of_all(Organisation.objects.members().by_name(), year)
    return [{"organisation": member, "net_cents": price.amount_cents if price else None} for member, price in priced]


@require_POST
@staff_role_required(FINANCE)
def run_started(request: HttpRequest, year: int) -> HttpResponse:
    operations.start_dues_run(year, by=request.user)
    messages.success(request, _("De facturen worden gemaakt en verstuurd. U hoeft niet te wachten."))
    return redirect("money_admin:year", year=year)


@require_POST
@staff_role_required(FINANCE)
def books_asked(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """The books of a year for the bookkeeper, made by a job."""
    if kind not in exports.KINDS:
        raise Http404
    prepared.ask_for(exports.KINDS[kind], subject=exports.subject_of(year), by=request.user)
    return redirect(reverse("money_admin:year", args=[year]) + "#bestanden")


def _files_of(year: int) -> list[dict]:
    """The workbook and the CSV: where each is asked for, and how far it is."""
    return [
        {
            "label": _("Maak de %s") % kind,
            "ask_url": reverse("money_admin:books_asked", args=[year, kind]),
            "prepared": prepared.latest(name, subject=exports.subject_of(year)),
        }
        for kind, name in exports.KINDS.items()
    ]
