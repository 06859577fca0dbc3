"""Money that comes in for an invoice, and money that goes back."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from membership.models import BankEntry, Invoice, Payment, Refund, RefundReason
from portal.core import audit, notifications


class NotSent(Exception):
    """Only an invoice that was sent can be paid or credited."""


class PaymentKnown(Exception):
    """This source and reference were booked before, on another invoice or for another amount: `payment`."""

    def __init__(self, payment: Payment) -> None:
        self.payment = payment


class AlreadyPaidBack(Exception):
    """This refund was paid before, under another reference: `refund`."""

    def __init__(self, refund: Refund) -> None:
        self.refund = refund


@transaction.atomic
def book_payment(
    invoice: Invoice,
    *,
    amount_cents: int,
    source: str,
    reference: str,
    booked_on: date,
    entry: BankEntry | None = None,
    by=None,
    at: datetime | None = None,
) -> Payment:
    """Money came in, in cents. The same source and reference is one payment, however often it is told.

    `entry`: what the bank's statement says of it. What is too much becomes a refund that is due. Raises NotSent and
    PaymentKnown.
    """
    at = at or timezone.now()
    invoice = sent_invoice(invoice)
    facts = {"invoice": invoice, "amount_cents": amount_cents}
    try:
        with transaction.atomic():
            payment, created = Payment.objects.get_or_create(
                source=source,
                reference=reference,
                defaults=facts | {"booked_on": booked_on, "entry": entry, "booked_at": at, "booked_by": by},
            )
    except IntegrityError as error:  # refused for another reason than that somebody else booked it
        raise ValueError("a payment is more than nothing") from error
    if not created:
        if payment.invoice_id != invoice.pk or payment.amount_cents != amount_cents:
            raise PaymentKnown(payment)
        return payment
    audit.record("invoice.paid", invoice, by=by, at=at, payment=payment.pk, source=source, cents=amount_cents)
    ask_back_what_is_too_much(invoice, RefundReason.TOO_MUCH, at=at)
    settle_when_paid(invoice, at=at)
    return payment


def sent_invoice(invoice: Invoice) -> Invoice:
    """Locked. Raises NotSent for a draft and for a credit note."""
    invoice = Invoice.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=invoice.pk)
    if not invoice.is_sent or invoice.is_credit:
        raise NotSent
    return invoice


def ask_back_what_is_too_much(invoice: Invoice, reason: str, *, at: datetime) -> list[Refund]:
    """Write refunds that are due for what the member has too much with us: from the newest payment back.

    The caller holds the invoice.
    """
    balance = Invoice.objects.with_balance().get(pk=invoice.pk)
    too_much = -balance.open_cents - balance.refund_due_cents
    asked = []
    for payment in Payment.objects.filter(invoice=invoice).prefetch_related("refunds").order_by("-booked_at", "-pk"):
        part = min(too_much, payment.amount_cents - sum(refund.amount_cents for refund in payment.refunds.all()))
        if part > 0:
            asked.append(Refund.objects.create(payment=payment, amount_cents=part, reason=reason, asked_at=at))
            audit.record("refund.asked", invoice, by=None, at=at, refund=asked[-1].pk, cents=part, reason=reason)
            too_much -= part
    return asked


def settle_when_paid(invoice: Invoice, *, at: datetime) -> None:
    """Nothing more is asked of who paid."""
    if Invoice.objects.with_balance().get(pk=invoice.pk).open_cents <= 0:
        notifications.settle(f"invoice:{invoice.pk}:pay", at=at)


@transaction.atomic
def pay_refund(refund: Refund, *, reference: str, by=None, at: datetime | None = None) -> Refund:
    """The money went back, under this reference. Again with the same is the same; raises AlreadyPaidBack otherwise."""
    at = at or timezone.now()
    sent_invoice(Invoice.objects.get(payments__refunds=refund))
    refund = Refund.objects.select_for_update().get(pk=refund.pk)
    if refund.paid_at:
        if refund.reference != reference:
            raise AlreadyPaidBack(refund)
        return refund
    refund.paid_at, refund.paid_by, refund.reference = at, by, reference
    refund.save(update_fields=["paid_at", "paid_by", "reference"])
    audit.record("refund.paid", refund.payment.invoice, by=by, at=at, refund=refund.pk, cents=refund.amount_cents)
    return refund
