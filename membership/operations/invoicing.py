"""Invoices: drawn up, sent with a number, taken back by a credit note."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from membership.algorithms import money
from membership.models import (
    DuesRunItem,
    DuesSettings,
    Duty,
    Invoice,
    InvoiceCounter,
    InvoiceKind,
    InvoiceLine,
    InvoiceProfile,
    OrderNumber,
    Organisation,
    Outcome,
    RefundReason,
    Seat,
    VatCategory,
)
from membership.operations.payments import ask_back_what_is_too_much, sent_invoice, settle_when_paid
from portal.accounts.models import User
from portal.core import audit, jobs, notifications


class NothingToInvoice(Exception):
    """No lines, or lines that come to nothing."""


class VatMixed(Exception):
    """What is outside VAT stands on an invoice of its own (EN 16931, BR-O-11)."""


class NoProfile(Exception):
    """Nobody said yet where the invoices of this organisation go."""


class NumberMissing(Exception):
    """This organisation wants its order number on the invoice, and did not give it yet."""


class CreditTooMuch(Exception):
    """More would be taken back than is left, in cents: `left`. Of the whole invoice with VAT, or, when `rate` is given,
    of its lines at that rate, without VAT.
    """

    def __init__(self, left: int, rate: Decimal | None = None) -> None:
        self.left, self.rate = left, rate


@transaction.atomic
def draft_invoice(
    organisation: Organisation,
    *,
    lines: Iterable[money.Line],
    year: int,
    about: str = "",
    by=None,
    at: datetime | None = None,
) -> Invoice:
    """A draft with these lines. About the same thing ("dues:2027") there is one for an organisation: that is returned.

    Raises NothingToInvoice and VatMixed.
    """
    at = at or timezone.now()
    lines = [line for line in lines if line.net_cents]
    if not lines:
        raise NothingToInvoice
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    known = Invoice.objects.filter(organisation=organisation, about=about).first() if about else None
    if known:
        return known
    invoice = Invoice.objects.create(organisation=organisation, year=year, about=about, drafted_at=at, drafted_by=by)
    _write_lines(invoice, lines, money.totals(lines))
    audit.record("invoice.drafted", invoice, by=by, at=at, organisation=organisation.pk, about=about)
    return invoice


def _write_lines(invoice: Invoice, lines: list[money.Line], sums: money.Totals) -> None:
    if len(lines) > 1 and {VatCategory.OUTSIDE} < {line.vat_category for line in lines}:
        raise VatMixed
    InvoiceLine.objects.bulk_create(
        InvoiceLine(
            invoice=invoice,
            position=position,
            text=line.text,
            quantity=line.quantity,
            net_cents=line.net_cents,
            vat_category=line.vat_category,
            vat_rate=line.vat_rate,
            exemption=line.exemption,
        )
        for position, line in enumerate(lines, start=1)
    )
    invoice.net_cents, invoice.vat_cents, invoice.total_cents = sums.net_cents, sums.vat_cents, sums.total_cents
    invoice.vat = [part.as_dict() for part in sums.parts]
    invoice.save(update_fields=["net_cents", "vat_cents", "total_cents", "vat"])


@transaction.atomic
def discard_draft(invoice: Invoice, *, by, at: datetime | None = None) -> None:
    """Throw a draft away. What was sent already stays."""
    at = at or timezone.now()
    draft = Invoice.objects.select_for_update().drafts().filter(pk=invoice.pk).first()
    if draft is None:
        return
    audit.record("invoice.discarded", draft, by=by, at=at, organisation=draft.organisation_id)
    draft.delete()


@transaction.atomic
def send_invoice(invoice: Invoice, *, by=None, at: datetime | None = None) -> Invoice:
    """Give it its number and copy in who sends and who pays. A job makes its files and mails it, at once. Once.

    The number comes from a locked row in this transaction: a crash before the commit gives it back. Raises NoProfile,
    NumberMissing and NothingToInvoice.
    """
    at = at or timezone.now()
    invoice = (
        Invoice.objects.select_for_update(of=("self",)).select_related("organisation", "credits").get(pk=invoice.pk)
    )
    if invoice.is_sent:
        return invoice
    if invoice.total_cents <= 0:
        raise NothingToInvoice
    own = DuesSettings.load()
    _copy_in(invoice, own)
    today = timezone.localdate(at)
    invoice.number = _next_number(today.year)
    invoice.payment_reference = money.creditor_reference(invoice.number)
    invoice.issued_on, invoice.due_on = today, today + timedelta(days=own.days_to_pay)
    invoice.sent_at, invoice.sent_by = at, by
    invoice.save()
    audit.record("invoice.sent", invoice, by=by, at=at, organisation=invoice.organisation_id, number=invoice.number)
    jobs.wake("membership.invoice_files", invoice.pk)
    if invoice.credits:
        ask_back_what_is_too_much(invoice.credits, RefundReason.CREDITED, at=at)
        settle_when_paid(invoice.credits, at=at)
    return invoice


def _next_number(year: int) -> str:
    InvoiceCounter.objects.get_or_create(year=year)
    counter = InvoiceCounter.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{year}-{counter.last:04d}"


def _copy_in(invoice: Invoice, own: DuesSettings) -> None:
    """What may change later, as it is now. A credit note goes where its invoice went."""
    invoice.supplier = supplier_of(own)
    if invoice.credits:
        invoice.customer, invoice.order_number = invoice.credits.customer, invoice.credits.order_number
        return
    profile = InvoiceProfile.objects.filter(organisation=invoice.organisation).first()
    if profile is None:
        raise NoProfile
    given = OrderNumber.objects.filter(organisation=invoice.organisation, year=invoice.year).first()
    if profile.needs_order_number and not (given and given.number):
        raise NumberMissing
    invoice.customer, invoice.order_number = customer_of(profile), given.number if given else ""


def supplier_of(own: DuesSettings) -> dict[str, str]:
    fields = ("legal_name", "street", "postcode", "town", "kvk", "vat_number", "iban", "email", "profile")
    return {field: getattr(own, field) for field in fields} | {"country": "NL"}


def customer_of(profile: InvoiceProfile) -> dict[str, str]:
    fields = ("legal_name", "department", "street", "postcode", "town", "country", "vat_number", "peppol_id", "email")
    numbers = {"kvk": profile.organisation.kvk, "oin": profile.organisation.oin}
    return {field: getattr(profile, field) for field in fields} | numbers


@transaction.atomic
def credit_invoice(
    invoice: Invoice, *, reason: str, lines: Iterable[money.Line] | None = None, by, at: datetime | None = None
) -> Invoice:
    """Take back a sent invoice by a credit note, wholly or (with `lines`) in part; the note is sent at once.

    What was paid too much by it becomes a refund that is due. Raises NotSent and CreditTooMuch.
    """
    at = at or timezone.now()
    invoice = sent_invoice(invoice)
    taken = list(lines) if lines is not None else [_as_line(line) for line in invoice.lines.all()]
    sums = _taken(invoice, taken)
    note = Invoice.objects.create(
        organisation=invoice.organisation,
        kind=InvoiceKind.CREDIT,
        credits=invoice,
        year=invoice.year,
        reason=reason,
        drafted_at=at,
        drafted_by=by,
    )
    _write_lines(note, taken, sums)
    return send_invoice(note, by=by, at=at)


def _taken(invoice: Invoice, lines: list[money.Line]) -> money.Totals:
    """What these lines come to beside earlier notes. Of no rate more than was charged: nobody gets back other VAT."""
    notes = list(invoice.credit_notes.sent())
    before = [money.VatPart(**part) for note in notes for part in note.vat]
    taken = money.totals(lines, before)
    left = invoice.total_cents - sum(note.total_cents for note in notes)
    if taken.total_cents > left:
        raise CreditTooMuch(left)
    of_rate = Counter({(part["category"], part["rate"]): part["net_cents"] for part in invoice.vat})
    for part in before:
        of_rate[part.category, part.rate] -= part.net_cents
    for part in taken.parts:
        if part.net_cents > of_rate[part.category, part.rate]:
            raise CreditTooMuch(of_rate[part.category, part.rate], Decimal(part.rate))
    return taken


def _as_line(line: InvoiceLine) -> money.Line:
    return money.Line(
        line.text, line.net_cents, line.vat_category, line.vat_rate, exemption=line.exemption, quantity=line.quantity
    )


@transaction.atomic
def save_invoice_profile(organisation: Organisation, *, by, at: datetime | None = None, **facts) -> InvoiceProfile:
    """Where its invoices go and what stands on them, from the next invoice on. What was sent keeps its copy."""
    at = at or timezone.now()
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    profile = InvoiceProfile.objects.filter(organisation=organisation).first()
    if profile and all(getattr(profile, field) == value for field, value in facts.items()):
        return profile
    profile, _created = InvoiceProfile.objects.update_or_create(
        organisation=organisation, defaults=facts | {"changed_at": at, "changed_by": by}
    )
    audit.record("invoice_profile.changed", organisation, by=by, at=at, fields=sorted(facts))
    waiting = (Outcome.NO_PROFILE, Outcome.NO_NUMBER)
    DuesRunItem.objects.filter(organisation=organisation, outcome__in=waiting).delete()  # the job looks again
    return profile


@transaction.atomic
def take_part_by(
    organisation: Organisation, *, joint_service: Organisation | None, by, at: datetime | None = None
) -> InvoiceProfile:
    """It takes part by way of that member, and pays the tariff for it from the next invoice on; None: by itself.

    Raises NoProfile when nobody said yet where its invoices go.
    """
    at = at or timezone.now()
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    profile = InvoiceProfile.objects.filter(organisation=organisation).first()
    if profile is None:
        raise NoProfile
    if profile.joint_service != joint_service:
        profile.joint_service, profile.changed_at, profile.changed_by = joint_service, at, by
        profile.save(update_fields=["joint_service", "changed_at", "changed_by"])
        other = joint_service.pk if joint_service else None
        audit.record("invoice_profile.joint_service", organisation, by=by, at=at, joint_service=other)
        DuesRunItem.objects.filter(organisation=organisation, outcome=Outcome.NO_TARIFF).delete()
    return profile


@transaction.atomic
def save_order_number(
    organisation: Organisation, *, year: int, number: str, by=None, at: datetime | None = None
) -> OrderNumber:
    """The order number of a year; empty when they need none. Holds for invoices that are sent after it."""
    at = at or timezone.now()
    number = " ".join(number.split())
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    known = OrderNumber.objects.filter(organisation=organisation, year=year).first()
    if known and known.number == number:
        return known
    given, _created = OrderNumber.objects.update_or_create(
        organisation=organisation, year=year, defaults={"number": number, "given_at": at, "given_by": by}
    )
    audit.record("order_number.given", organisation, by=by, at=at, year=year)
    notifications.settle(f"order-number:{organisation.pk}:{year}", at=at)
    DuesRunItem.objects.filter(run__year=year, organisation=organisation, outcome=Outcome.NO_NUMBER).delete()
    return given


def invoice_contacts(organisation: Organisation, *, at: datetime) -> list[User]:
    """Who has the invoice duty there now. Never others: an admin without it may not know what is paid."""
    seats = Seat.objects.current(timezone.localdate(at)).filter(organisation=organisation, user__is_active=True)
    return [seat.user for seat in seats.filter(duties__contains=[Duty.INVOICES]).select_related("user").order_by("pk")]


@transaction.atomic
def announce_invoice(invoice: Invoice, *, at: datetime) -> None:
    """Mail a sent invoice with its files to the address for invoices, and to who has the duty. Once each."""
    context = {"invoice": invoice.pk, "number": invoice.number, "organisation": invoice.organisation.name}
    context |= {"cents": invoice.total_cents, "due_on": str(invoice.due_on), "credit": invoice.is_credit}
    address = invoice.customer.get("email", "")
    people = [user for user in invoice_contacts(invoice.organisation, at=at) if user.email != address]
    for to in [*filter(None, [address]), *people]:
        key = f"invoice-sent:{invoice.pk}:{to if isinstance(to, str) else to.pk}"
        notifications.notify("invoice_sent", to=to, key=key[:160], context=context, at=at)
