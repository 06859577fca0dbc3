"""Paying an invoice at once: the row first, then Stripe, and never both at the same time.

What we know of a payment is only what is read at Stripe (`gateways`). A message, a browser that comes back and our own
look all end in `record_payment`, which brings our books to what was read: again and again, in any order.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from membership import gateways
from membership.models import (
    CheckoutAttempt,
    Dispute,
    DisputeOutcome,
    Ending,
    Invoice,
    Payment,
    PaymentSource,
    Refund,
    RefundReason,
)
from membership.operations.payments import ask_back_what_is_too_much, book_payment, sent_invoice, settle_when_paid
from membership.operations.telling import tell_finance, tell_payer
from portal.core import audit

LASTS = timedelta(hours=23)  # a session can be paid on for 24 hours
FIRST_LOOK = timedelta(minutes=2)
LATER_LOOKS = timedelta(hours=1)
BACK = ":terug"  # behind the reference of a refund that did not stay away
LOOK_FOR = timedelta(days=21)  # a debit may take fourteen working days


class NothingToPay(Exception):
    """No draft, credit note or paid invoice can be paid."""


class PaymentOnItsWay(Exception):
    """Somebody paid already; the bank did not tell yet whether the money comes."""


class NotPayableNow(Exception):
    """Stripe does not answer, or the operator does not use it: there is the bank transfer."""


def pay_now(invoice: Invoice, *, by, at: datetime | None = None) -> str:
    """The address of the page to pay what is open. Not in a transaction: it asks Stripe, which may take ten seconds.

    Twice, by two people, or again after a crash: the same page. When another amount is open by now, the old page is
    closed first. Raises NothingToPay, PaymentOnItsWay and NotPayableNow.
    """
    at = at or timezone.now()
    if not gateways.is_configured():
        raise NotPayableNow
    try:
        for _round in range(3):
            attempt = begin_attempt(invoice, by=by, at=at)
            session = _session_of(attempt)
            if session.is_complete:
                catch_up(attempt, session=session, at=at)
            elif session.is_expired:
                record_session(session, at=at)
            elif attempt.amount_cents != open_cents(invoice) or attempt.started_at < at - LASTS:
                record_session(gateways.close_session(session.pk), at=at)
            else:
                record_session(session, at=at)
                return session.url
    except (gateways.StripeAway, gateways.StripeRefused) as error:
        raise NotPayableNow from error
    raise NotPayableNow


@transaction.atomic
def begin_attempt(invoice: Invoice, *, by, at: datetime | None = None) -> CheckoutAttempt:
    """The open attempt, or a new one for what is open now. Raises NothingToPay and PaymentOnItsWay."""
    at = at or timezone.now()
    invoice = Invoice.objects.select_for_update(of=("self",)).get(pk=invoice.pk)
    attempt = CheckoutAttempt.objects.open().filter(invoice=invoice).first()
    if attempt and attempt.is_on_its_way:
        raise PaymentOnItsWay
    cents = open_cents(invoice)
    if cents <= 0:
        raise NothingToPay
    if attempt:
        return attempt
    attempt = CheckoutAttempt.objects.create(
        invoice=invoice, amount_cents=cents, started_at=at, started_by=by, look_at=at + FIRST_LOOK
    )
    audit.record("payment.begun", invoice, by=by, at=at, attempt=attempt.pk, cents=cents)
    return attempt


def open_cents(invoice: Invoice) -> int:
    return Invoice.objects.with_balance().get(pk=invoice.pk).open_cents


def _session_of(attempt: CheckoutAttempt) -> gateways.Session:
    """As it is at Stripe; made there when it is not there yet. The key makes sure that it is made once."""
    if attempt.session and (found := gateways.read_session(attempt.session)):
        return found
    page = settings.PORTAL_URL + reverse("membership:pay", args=[attempt.invoice.number])
    done = settings.PORTAL_URL + reverse("membership:pay_return", args=[attempt.invoice.number])
    session = gateways.open_session(
        key=str(attempt.key),
        cents=attempt.amount_cents,
        what=f"Factuur {attempt.invoice.number}",
        reference=attempt.invoice.number,
        done_url=done,
        back_url=page,
    )
    # What a key gives is what it gave the first time: somebody may have paid on it since.
    return gateways.read_session(session.pk) or session


@transaction.atomic
def record_session(session: gateways.Session, *, at: datetime | None = None) -> CheckoutAttempt | None:
    """Write down what a session says: which it is, that the visitor is done, or that it is over. Again is the same."""
    at = at or timezone.now()
    attempt = _locked(key=session.attempt)
    if attempt is None:
        return None
    attempt.session, attempt.intent = session.pk, session.intent or attempt.intent
    if session.is_complete and attempt.completed_at is None:
        attempt.completed_at = at
    if session.is_expired and attempt.closed_at is None:
        attempt.closed_at, attempt.ending = at, Ending.EXPIRED
    attempt.save(update_fields=["session", "intent", "completed_at", "closed_at", "ending"])
    return attempt


def catch_up(
    attempt: CheckoutAttempt, *, session: gateways.Session | None = None, intent: str = "", at: datetime
) -> bool:
    """Read what became of an attempt and bring our books to it. Asks Stripe; not in a transaction.

    One at a time for an attempt, so that what was read later is written later. False: Stripe knows nothing of it.
    """
    with one_at_a_time(str(attempt.key)):
        if session is None and not intent and attempt.session:
            session = gateways.read_session(attempt.session)
        if session is not None:
            record_session(session, at=at)
        intent = intent or (session.intent if session else attempt.intent)
        payment = gateways.read_payment(intent) if intent else None
        if payment is not None:
            record_payment(payment, at=at)
        return bool(session or payment)


@contextmanager
def one_at_a_time(key: str) -> Iterator[None]:
    """Held by this connection until it ends, without a transaction: a killed worker lets go."""
    name = [f"membership.payment:{key}"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", name)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", name)


@transaction.atomic
def record_payment(card: gateways.CardPayment, *, at: datetime | None = None) -> CheckoutAttempt | None:
    """Bring our books to what was read: booked once, paid back, disputed. None: it is no payment of an invoice."""
    at = at or timezone.now()
    attempt = _locked(key=card.attempt)
    if attempt is None or card.currency != "eur":
        return None
    attempt.intent = card.pk
    if card.is_received and card.cents:
        payment = _book(attempt, card, at)
        _follow_refunds(payment, card, at)
        _follow_disputes(payment, card, at)
        _close(attempt, Ending.PAID, at)
    elif card.is_coming:
        attempt.completed_at = attempt.completed_at or at
    elif attempt.completed_at and attempt.closed_at is None:
        _close(attempt, Ending.FAILED, at)
        tell_payer("payment_failed", attempt, at=at)
    attempt.save(update_fields=["intent", "completed_at", "closed_at", "ending"])
    return attempt


def attempt_of(key: str) -> CheckoutAttempt | None:
    """The attempt that a label at Stripe names, if it is one of ours."""
    try:
        return CheckoutAttempt.objects.filter(key=key).first() if key else None
    except ValidationError:  # a label of somebody else's
        return None


def _locked(*, key: str) -> CheckoutAttempt | None:
    """The attempt of a label, held. Its invoice is held first, as everywhere."""
    attempt = attempt_of(key)
    if attempt is None:
        return None
    sent_invoice(Invoice(pk=attempt.invoice_id))
    return CheckoutAttempt.objects.select_for_update(of=("self",)).select_related("invoice").get(pk=attempt.pk)


def _book(attempt: CheckoutAttempt, card: gateways.CardPayment, at: datetime) -> Payment:
    known = Payment.objects.filter(source=PaymentSource.CARD, reference=card.pk).first()
    if known:
        return known
    booked_on = card.paid_on or timezone.localdate(at)
    payment = _came_in(attempt.invoice, card.pk, card.cents, booked_on, at)
    tell_payer("payment_received", attempt, at=at)
    return payment


def _came_in(invoice: Invoice, reference: str, cents: int, booked_on: date, at: datetime) -> Payment:
    """Booked once; finance hears when more came in than was open."""
    payment = book_payment(
        invoice,
        amount_cents=cents,
        source=PaymentSource.CARD,
        reference=reference,
        booked_on=booked_on,
        by=None,
        at=at,
    )
    if payment.refunds.due().exists():
        tell_finance("refund_due", invoice, key=f"refund_due:{payment.pk}", at=at)
    return payment


def _close(attempt: CheckoutAttempt, ending: str, at: datetime) -> None:
    """Money that came closes an attempt as paid, also one that was closed for another reason before."""
    if attempt.ending == ending:
        return
    attempt.completed_at = attempt.completed_at or at
    attempt.closed_at, attempt.ending = at, ending


def _follow_refunds(payment: Payment, card: gateways.CardPayment, at: datetime) -> None:
    """What left is a refund. When it came back that is money that came in: what was booked stays as it was."""
    for refund in card.refunds:
        _given_back(payment, refund.pk, refund.cents, RefundReason.TOO_MUCH, refund.made_at, at)
        if not refund.is_made:
            _came_in(payment.invoice, refund.pk + BACK, refund.cents, timezone.localdate(refund.made_at), at)


def _follow_disputes(payment: Payment, card: gateways.CardPayment, at: datetime) -> None:
    for found in card.disputes:
        dispute, is_new = Dispute.objects.get_or_create(
            reference=found.pk,
            defaults={
                "payment": payment,
                "amount_cents": found.cents,
                "reason": found.reason[:100],
                "opened_at": found.opened_at,
            },
        )
        before = dispute.outcome
        dispute.outcome, dispute.is_inquiry, dispute.answer_by = found.outcome, found.is_inquiry, found.answer_by
        dispute.save(update_fields=["outcome", "is_inquiry", "answer_by"])
        if found.outcome == DisputeOutcome.LOST:
            _given_back(payment, found.pk, found.cents, RefundReason.DISPUTED, found.opened_at, at)
        if is_new or before != found.outcome:
            audit.record("payment.disputed", payment.invoice, by=None, at=at, dispute=dispute.pk, outcome=found.outcome)
            key = f"dispute:{dispute.pk}:{found.outcome}"
            tell_finance("dispute", payment.invoice, key=key, at=at, context={"outcome": found.outcome})


def _given_back(payment: Payment, reference: str, cents: int, reason: str, paid_at: datetime, at: datetime) -> None:
    """Money that left by Stripe. What was due on this payment for that amount is this."""
    if Refund.objects.filter(reference=reference).exists():
        return
    refund = payment.refunds.due().filter(amount_cents=cents, reason=reason).order_by("pk").first()
    refund = refund or Refund(payment=payment, amount_cents=cents, reason=reason, asked_at=paid_at)
    refund.paid_at, refund.reference = paid_at, reference
    refund.save()
    audit.record("refund.paid", payment.invoice, by=None, at=at, refund=refund.pk, cents=cents)
    _due_follows(payment.invoice, at)


def _due_follows(invoice: Invoice, at: datetime) -> None:
    """What is due to go back is what the member has too much with us, no more and no less."""
    balance = Invoice.objects.with_balance().get(pk=invoice.pk)
    over = balance.refund_due_cents - max(0, -balance.open_cents)
    for refund in Refund.objects.due().filter(payment__invoice=invoice).order_by("-asked_at", "-pk"):
        part = min(over, refund.amount_cents)
        if part <= 0:
            break
        over -= part
        refund.amount_cents -= part
        if refund.amount_cents:
            refund.save(update_fields=["amount_cents"])
        else:
            refund.delete()
    ask_back_what_is_too_much(invoice, RefundReason.TOO_MUCH, at=at)
    settle_when_paid(invoice, at=at)
