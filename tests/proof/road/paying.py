"""Money for the walls: an invoice of organisation A that its admin may pay, and what finance sees around it."""

from dataclasses import dataclass

from django.utils import timezone

from membership import models, operations
from membership.operations import banking
from tests import factories
from tests.proof.road.money import FINANCE
from tests.statements import entry


@dataclass
class PayingWorld:
    invoice: models.Invoice
    refund: models.Refund
    statement: models.Statement
    entry: models.BankEntry
    aside: models.BankEntry
    difference: models.Difference
    event: models.StripeEvent


def paying_of(world) -> PayingWorld:
    seat = world.seat
    invoice = _invoice(seat)
    factories.CheckoutAttemptFactory(invoice=invoice)
    statement = factories.StatementFactory(name=world.word(FINANCE), entries=[_entry(world, n) for n in range(3)])
    entry_open, aside, booked = statement.entries.order_by("pk")
    banking.set_entry_aside(aside, reason=world.word(FINANCE), by=None)
    banking.book_entry(booked, invoice=_invoice(seat), by=None)
    operations.pay_refund(_refund(seat), reference=world.word(FINANCE), by=None)
    factories.DisputeFactory(
        payment=factories.PaymentFactory(invoice=_invoice(seat), source="card"), reference=world.word(FINANCE)
    )
    factories.DifferenceFactory(closed_at=timezone.now(), note=world.word(FINANCE))
    return PayingWorld(
        invoice=invoice,
        refund=_refund(seat),
        statement=statement,
        entry=entry_open,
        aside=aside,
        difference=factories.DifferenceFactory(),
        event=factories.StripeEventFactory(tries=1),
    )


def _invoice(seat) -> models.Invoice:
    return factories.InvoiceFactory(organisation=seat.organisation)


def _refund(seat) -> models.Refund:
    return factories.RefundFactory(payment=factories.PaymentFactory(invoice=_invoice(seat), amount_cents=20_000))


def _entry(world, number: int) -> str:
    text, ref, payer = (world.word(FINANCE) for _ in range(3))
    return entry(700 + number, text, ref=ref, payer=payer, iban=world.number(FINANCE))
