"""A till of one's own for each test: Stripe's real library, with our stand-in where the network would be."""

from collections.abc import Iterator
from contextlib import contextmanager

import factory
from django.test import Client
from django.utils import timezone
from factory.django import DjangoModelFactory

from membership import models
from membership.operations import banking, paying
from portal.home.demo_network.till.api import Till
from portal.home.demo_network.till.bank import Bank
from tests import statements
from tests.money import InvoiceFactory, PaymentFactory

SECRET = "whsec_" + "tests" * 6
_open: list[Till] = []


def client() -> Till:
    """What STRIPE_HTTP_CLIENT names."""
    return _open[-1]


@contextmanager
def open_till(settings) -> Iterator[Till]:
    settings.STRIPE_SECRET_KEY = "sk_test_tests"
    settings.STRIPE_WEBHOOK_SECRETS = [SECRET]
    settings.STRIPE_HTTP_CLIENT = "tests.paying.client"
    _open.append(Till(Bank()))
    yield _open[-1]
    _open.pop()


def payable(**kwargs):
    """Somebody with the duty, and an invoice of € 121,00 of their organisation."""
    from tests.factories import member

    seat = member(duties=["invoices"])
    return seat, InvoiceFactory(organisation=seat.organisation, **kwargs)


def deliver(till: Till, *, times: int = 1) -> None:
    """Every event that was not delivered yet, as Stripe does."""
    for event in till.bank.events(after=till.delivered):
        body, signature = till.bank.signed(event, SECRET)
        for _time in range(times):
            answer = Client().post(
                "/betalen/webhook/",
                body,
                content_type="application/json",
                headers={"Stripe-Signature": signature},
            )
            assert answer.status_code == 200
        till.delivered += 1


# --- Factories ---------------------------------------------------------------------------------------------------


class CheckoutAttemptFactory(DjangoModelFactory):
    class Meta:
        model = models.CheckoutAttempt

    invoice = factory.SubFactory(InvoiceFactory)
    by = None

    @classmethod
    def _create(cls, model_class, *args, invoice, by, **facts):
        attempt = paying.begin_attempt(invoice, by=by)
        models.CheckoutAttempt.objects.filter(pk=attempt.pk).update(**facts)
        return models.CheckoutAttempt.objects.get(pk=attempt.pk)


class StripeEventFactory(DjangoModelFactory):
    class Meta:
        model = models.StripeEvent

    event = factory.Sequence(lambda n: f"evt_{n}")
    kind = "payment_intent.succeeded"
    about = "pi_0"
    intent = "pi_0"
    made_at = received_at = next_try_at = factory.LazyFunction(timezone.now)


class DisputeFactory(DjangoModelFactory):
    class Meta:
        model = models.Dispute

    payment = factory.SubFactory(PaymentFactory, source="card")
    reference = factory.Sequence(lambda n: f"dp_{n}")
    amount_cents = 5_000
    opened_at = factory.LazyFunction(timezone.now)


class StatementFactory(DjangoModelFactory):
    """A file with one entry of € 121,00; `entries` are pieces of tests.statements."""

    class Meta:
        model = models.Statement

    name = factory.Sequence(lambda n: f"2027-{n:03d}")

    @classmethod
    def _create(cls, model_class, *args, name, entries=(), **facts):
        written = entries or [statements.entry(12100, "Contributie", ref=f"{name}-1")]
        return banking.bring_in_statement(statements.statement(*written, name=name), by=None)


class BankEntryFactory(DjangoModelFactory):
    class Meta:
        model = models.BankEntry

    cents = 12100
    text = "Contributie"
    ref = factory.Sequence(lambda n: f"R{n}")

    @classmethod
    def _create(cls, model_class, *args, **facts):
        return StatementFactory(entries=[statements.entry(facts.pop("cents"), **facts)]).entries.get()


class ReconciliationFactory(DjangoModelFactory):
    class Meta:
        model = models.Reconciliation

    ran_at = since = factory.LazyFunction(timezone.now)


class DifferenceFactory(DjangoModelFactory):
    class Meta:
        model = models.Difference

    kind = models.DifferenceKind.NOT_BOOKED
    reference = factory.Sequence(lambda n: f"pi_{n}")
    theirs_cents = 12100
    found_at = factory.LazyFunction(timezone.now)
