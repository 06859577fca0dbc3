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
    invoice = factories.InvoiceFactory(organisation=seat.organisation)
    factories.CheckoutAttemptFactory(invoice=invoice)
    statement = factories.StatementFactory(name=world.word(FINANCE), entries=[_entry(world, n) for n in range(3)])
    entry_open, aside, booked = statement.entries.order_by("pk")
    banking.set_entry_aside(aside, reason=world.word(FINANCE), by=None)
    banking.book_entry(booked, invoice=factories.InvoiceFactory(organisation=seat.organisation), by=None)
    operations.pay_refund(factories.RefundFactory(), reference=world.word(FINANCE), by=None)
    factories.DisputeFactory(reference=world.word(FINANCE))
    factories.DifferenceFactory(closed_at=timezone.now(), note=world.word(FINANCE))
    return PayingWorld(
        invoice=invoice,
        refund=factories.RefundFactory(),
        statement=statement,
        entry=entry_open,
        aside=aside,
        difference=factories.DifferenceFactory(),
        event=factories.StripeEventFactory(tries=1),
    )


def _entry(world, number: int) -> str:
    text, ref, payer = (world.word(FINANCE) for _ in range(3))
    return entry(700 + number, text, ref=ref, payer=payer, iban=world.number(FINANCE))
