"""Payments for the network's finance people: what must go back, bank statements, and what Stripe says otherwise."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.widgets.button import HeaderButton

from membership import operations
from membership.algorithms.camt import NotAStatement
from membership.algorithms.matching import Proposal, Split
from membership.algorithms.money import euros
from membership.forms.payments import EntryForm, NoteForm, ReasonForm, RefundPaidForm, SplitForm, StatementForm
from membership.models import (
    BankEntry,
    Difference,
    Dispute,
    Invoice,
    Reconciliation,
    Refund,
    Statement,
    StripeEvent,
)
from membership.operations import banking, reconciling
from membership.operations.messages import run_event_again
from portal.accounts.access import FINANCE, staff_role_required
from portal.accounts.admin_views import DayColumn, RecordIndex, TextColumn, staff_page
from portal.core.forms import posted

FORM = ["GET", "HEAD", "POST"]
REFUSED = {
    "broken": gettext_lazy("Dit bestand is geen geldige xml. Haal het opnieuw op bij de bank."),
    "other_kind": gettext_lazy("Dit is geen afschrift. Kies bij de bank CAMT.053."),
    "other_version": gettext_lazy("Deze versie van CAMT.053 kennen wij niet. Kies bij de bank versie 02 of 08."),
    "no_account": gettext_lazy("In dit bestand staat geen rekening. Haal het opnieuw op bij de bank."),
    "currency": gettext_lazy("In dit bestand staan bedragen in een andere munt. Alleen euro’s kan."),
    "amount": gettext_lazy("In dit bestand staat een bedrag dat wij niet kunnen lezen. Haal het opnieuw op."),
    "day": gettext_lazy("In dit bestand staat een datum die wij niet kunnen lezen. Haal het opnieuw op."),
    "too_many": gettext_lazy("Dit bestand is te lang. Haal bij de bank een kortere periode op."),
}


class EurosColumn(TextColumn):
    def shown(self, instance) -> str:
        return euros(self.get_value(instance))


# --- What must go back ------------------------------------------------------------------------------------------


class RefundIndex(RecordIndex):
    model = Refund
    roles = (FINANCE,)
    page_title = gettext_lazy("Terug te betalen")
    header_icon = "rotate"
    index_url_name = "payments_admin:refunds"
    index_results_url_name = "payments_admin:refunds_results"
    open_url_name = "payments_admin:refund"
    title_accessor = "payment.invoice.number"
    title_label = gettext_lazy("Factuur")
    search_fields = ["payment__invoice__number", "payment__invoice__organisation__name_key"]
    default_ordering = "asked_at"
    extra_columns = [
        TextColumn("organisation", label=gettext_lazy("Organisatie"), accessor="payment.invoice.organisation"),
        EurosColumn("amount_cents", label=gettext_lazy("Bedrag")),
        TextColumn("reason", label=gettext_lazy("Reden"), accessor="get_reason_display"),
        DayColumn("asked_at", label=gettext_lazy("Sinds"), sort_key="asked_at"),
    ]
    list_export = ["payment.invoice.number", "payment.invoice.organisation", "amount_cents", "reason", "asked_at"]

    def get_base_queryset(self):
        return Refund.objects.due().select_related("payment__invoice__organisation")


@require_http_methods(FORM)
@staff_role_required(FINANCE)
def refund(request: HttpRequest, pk: int) -> HttpResponse:
    """Read why, and write down that it went back."""
    found = get_object_or_404(
        Refund.objects.select_related("payment__invoice__organisation", "payment__entry", "paid_by"), pk=pk
    )
    form = RefundPaidForm(posted(request))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        reference = form.cleaned_data["reference"]
        if Refund.objects.filter(reference=reference).exclude(pk=pk).exists():
            form.add_error("reference", _("Dit kenmerk is al gebruikt. Kies een ander."))
        else:
            try:
                operations.pay_refund(found, reference=reference, by=request.user)
                messages.success(request, _("Opgeschreven: dit is terugbetaald."))
                return redirect("payments_admin:refunds")
            except operations.AlreadyPaidBack as before:
                found, status = before.refund, 409
    trail = [(_("Terug te betalen"), reverse("payments_admin:refunds")), (found.payment.invoice.number, "")]
    context = {"refund": found, "form": form, "entry": found.payment.entry, "was_faster": status == 409}
    return staff_page(request, "beheer/refund.html", context, trail=trail, status=status)


# --- Bank statements ------------------------------------------------------------------------------------------------


class StatementIndex(RecordIndex):
    model = Statement
    roles = (FINANCE,)
    page_title = gettext_lazy("Bankafschriften")
    header_icon = "doc-full"
    index_url_name = "payments_admin:statements"
    index_results_url_name = "payments_admin:statements_results"
    open_url_name = "payments_admin:statement"
    title_label = gettext_lazy("Afschrift")
    search_fields = ["name"]
    default_ordering = "-brought_at"
    extra_columns = [
        DayColumn("first_day", label=gettext_lazy("Van")),
        DayColumn("last_day", label=gettext_lazy("Tot en met")),
        TextColumn("in_file", label=gettext_lazy("Bijschrijvingen")),
        DayColumn("brought_at", label=gettext_lazy("Ingelezen"), sort_key="brought_at"),
    ]
    list_export = ["name", "first_day", "last_day", "in_file", "known_before", "left_out", "brought_at"]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        new, still_open = reverse("payments_admin:statement_new"), reverse("payments_admin:entries")
        return [
            HeaderButton(_("Lees een afschrift in"), url=new, icon_name="plus"),
            HeaderButton(_("Wat nog openstaat"), url=still_open, icon_name="list-ul"),
        ]

    def get_base_queryset(self):
        return Statement.objects.all()


@require_http_methods(FORM)
@staff_role_required(FINANCE)
def statement_new(request: HttpRequest) -> HttpResponse:
    form = StatementForm(posted(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            made = banking.bring_in_statement(form.cleaned_data["upload"].read(), by=request.user)
            return redirect("payments_admin:statement", pk=made.pk)
        except NotAStatement as refused:
            form.add_error("upload", REFUSED[refused.code])
        except banking.OtherAccount as other:
            form.add_error(
                "upload", _("Dit afschrift is van rekening %s. Die is niet van het netwerk.") % other.account
            )
    trail = [(_("Bankafschriften"), reverse("payments_admin:statements")), (_("Inlezen"), "")]
    status = 422 if form.is_bound else 200
    return staff_page(request, "beheer/statement_new.html", {"form": form}, trail=trail, status=status)


@require_safe
@staff_role_required(FINANCE)
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """The entries of one file, with what each may pay."""
    found = get_object_or_404(Statement.objects.select_related("brought_by"), pk=pk)
    trail = [(_("Bankafschriften"), reverse("payments_admin:statements")), (found.name, "")]
    return _entries_page(request, found.entries.all(), {"statement": found}, trail)


@require_safe
@staff_role_required(FINANCE)
def entries(request: HttpRequest) -> HttpResponse:
    """What is open of every statement, oldest first."""
    trail = [(_("Bankafschriften"), reverse("payments_admin:statements")), (_("Wat nog openstaat"), "")]
    return _entries_page(request, BankEntry.objects.open(), {"statement": None}, trail)


MOST_SHOWN = 100


def _entries_page(request: HttpRequest, rows, context: dict, trail) -> HttpResponse:
    """Open ones first, a hundred at most: what is booked makes room."""
    related = rows.select_related("set_aside_by").prefetch_related("payments__invoice__organisation")
    still_open = list(rows.open()[: MOST_SHOWN + 1])
    shown = still_open[:MOST_SHOWN]
    proposals = banking.proposed(shown)
    named = _named(pk for found, split in proposals.values() for pk in _invoices_in(found, split))
    done = related.exclude(pk__in=rows.open().values("pk")) if context["statement"] else rows.none()
    context |= {
        "open_entries": [_shown(e, *proposals[e.pk], named) for e in shown],
        "certain": sum(any(p.is_certain for p in found) for found, _split in proposals.values()),
        "has_more": len(still_open) > MOST_SHOWN,
        "done_entries": list(done[:MOST_SHOWN]),
    }
    return staff_page(request, "beheer/entries.html", context, trail=trail)


def _shown(entry: BankEntry, found: list[Proposal], split: Split | None, named: dict[int, Invoice]) -> dict:
    """An open entry with what it may pay: one invoice, the best first, or several together."""
    return {
        "entry": entry,
        "proposals": [(named[proposal.pk], proposal) for proposal in found],
        "split": split and [(named[pk], cents) for pk, cents in split.parts],
    }


def _invoices_in(found: list[Proposal], split: Split | None) -> list[int]:
    return [proposal.pk for proposal in found] + [pk for pk, _cents in (split.parts if split else ())]


def _named(pks: Iterable[int]) -> dict[int, Invoice]:
    return Invoice.objects.with_balance().select_related("organisation").in_bulk(set(pks))


@require_POST
@staff_role_required(FINANCE)
def certain_booked(request: HttpRequest, pk: int) -> HttpResponse:
    """Every entry of this statement of which there is no doubt."""
    booked = banking.book_certain(get_object_or_404(Statement, pk=pk), by=request.user)
    text = ngettext("%s bijschrijving is geboekt.", "%s bijschrijvingen zijn geboekt.", booked)
    messages.success(request, text % booked)
    return redirect("payments_admin:statement", pk=pk)


@require_http_methods(FORM)
@staff_role_required(FINANCE)
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry: book it on an invoice, whose number comes from a proposal or from a person."""
    found = get_object_or_404(BankEntry.objects.select_related("set_aside_by", "statement"), pk=pk)
    form = EntryForm(posted(request))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        if "split" in request.POST:
            number = urlencode({"factuur": form.invoice.number})
            return redirect(reverse("payments_admin:entry_split", args=[pk]) + f"?{number}")
        try:
            banking.book_entry(found, invoice=form.invoice, by=request.user)
            messages.success(request, _("Geboekt op factuur %s.") % form.invoice.number)
            return _back_to(found)
        except banking.AlreadySettled as settled:
            found, status = settled.entry, 409
    return _entry_page(request, found, form, ReasonForm(), status)


@require_http_methods(FORM)
@staff_role_required(FINANCE)
def entry_split(request: HttpRequest, pk: int) -> HttpResponse:
    """Divide an entry over the open invoices of one organisation: the proposal's, or that of `?factuur=`."""
    found = get_object_or_404(BankEntry.objects.select_related("set_aside_by", "statement"), pk=pk)
    split = banking.proposed([found])[pk][1] if found.is_open else None
    invoices = _open_beside(request.GET.get("factuur", ""), split)
    if not found.is_open or not invoices:
        return _entry_page(request, found, EntryForm(), ReasonForm(), 200 if found.is_open else 409)
    form = SplitForm(posted(request), entry=found, invoices=invoices, split=split)
    if form.is_bound and form.is_valid():
        try:
            banking.split_entry(found, parts=form.parts, by=request.user)
            messages.success(request, _("Verdeeld en geboekt."))
            return _back_to(found)
        except banking.AlreadySettled as settled:
            return _entry_page(request, settled.entry, EntryForm(), ReasonForm(), 409)
    context = {"entry": found, "form": form, "organisation": invoices[0].organisation}
    trail = [*_trail_to(found), (_("Verdelen"), "")]
    return staff_page(request, "beheer/entry_split.html", context, trail=trail, status=422 if form.is_bound else 200)


def _open_beside(number: str, split: Split | None) -> list[Invoice]:
    """The open invoices of the organisation that this invoice, or the proposal, is of; the oldest first."""
    sent = Invoice.objects.sent().invoices()
    one = (
        sent.filter(number=number.replace("\x00", "")) if number else sent.filter(pk=split.parts[0][0] if split else 0)
    )
    own = Invoice.objects.open().filter(organisation__in=one.values("organisation")).select_related("organisation")
    return list(own.order_by("issued_on", "pk"))


@require_POST
@staff_role_required(FINANCE)
def entry_aside(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(BankEntry.objects.select_related("statement"), pk=pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _entry_page(request, found, EntryForm(), form, 422)
    try:
        banking.set_entry_aside(found, reason=form.cleaned_data["reason"], by=request.user)
    except banking.AlreadySettled as settled:
        return _entry_page(request, settled.entry, EntryForm(), form, 409)
    messages.success(request, _("Opzij gelegd."))
    return _back_to(found)


@require_POST
@staff_role_required(FINANCE)
def entry_up(request: HttpRequest, pk: int) -> HttpResponse:
    """It is for an invoice after all."""
    found = get_object_or_404(BankEntry, pk=pk)
    banking.take_entry_up(found, by=request.user)
    return redirect("payments_admin:entry", pk=pk)


def _back_to(entry: BankEntry) -> HttpResponse:
    return redirect("payments_admin:statement", pk=entry.statement_id)


def _entry_page(request: HttpRequest, found: BankEntry, form, aside, status: int) -> HttpResponse:
    proposals, split = banking.proposed([found])[found.pk] if found.is_open else ([], None)
    context = _shown(found, proposals, split, _named(_invoices_in(proposals, split))) | {
        "form": form,
        "aside": aside,
        "payments": found.payments.select_related("invoice__organisation"),
        "was_faster": status == 409,
    }
    trail = [*_trail_to(found)[:-1], (_("Bijschrijving"), "")]
    return staff_page(request, "beheer/entry.html", context, trail=trail, status=status)


def _trail_to(found: BankEntry) -> list[tuple]:
    return [
        (_("Bankafschriften"), reverse("payments_admin:statements")),
        (found.statement.name, reverse("payments_admin:statement", args=[found.statement_id])),
        (_("Bijschrijving"), reverse("payments_admin:entry", args=[found.pk])),
    ]


# --- Beside Stripe ------------------------------------------------------------------------------------------------


@require_safe
@staff_role_required(FINANCE)
def differences(request: HttpRequest) -> HttpResponse:
    """What last night's comparison left, disputes that run, and messages that could not be followed."""
    return _differences_page(request)


@require_POST
@staff_role_required(FINANCE)
def difference_closed(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Difference, pk=pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _differences_page(request, form=form, of=pk, status=422)
    reconciling.close_difference(found, note=form.cleaned_data["note"], by=request.user)
    messages.success(request, _("Opgeschreven."))
    return redirect("payments_admin:differences")


@require_POST
@staff_role_required(FINANCE)
def event_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Follow a message of Stripe once more, within the minute."""
    run_event_again(get_object_or_404(StripeEvent, pk=pk), by=request.user)
    messages.success(request, _("Wij kijken opnieuw. Kom over een minuut terug."))
    return redirect("payments_admin:differences")


def _differences_page(request: HttpRequest, *, form=None, of: int = 0, status: int = 200) -> HttpResponse:
    rows = list(Difference.objects.open()[:MOST_SHOWN])
    context = {
        "last": Reconciliation.objects.first(),
        "differences": [(row, form if row.pk == of else NoteForm(prefix=None)) for row in rows],
        "form": form,
        "disputes": Dispute.objects.open().select_related("payment__invoice__organisation")[:MOST_SHOWN],
        "events": StripeEvent.objects.waiting().filter(tries__gt=0).order_by("received_at")[:MOST_SHOWN],
        "today": timezone.localdate(),
    }
    trail = [(_("Verschillen met Stripe"), "")]
    return staff_page(request, "beheer/differences.html", context, trail=trail, status=status)
