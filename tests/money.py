"""Factories of tariffs, invoices and payments; what has an operation is made through it."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from membership import models, operations
from membership.algorithms.money import Line

ADDRESS = {
    "legal_name": "Gemeente Veenmeer",
    "department": "Crediteuren",
    "street": "Raadhuisplein 1",
    "postcode": "1234 AB",
    "town": "Veenmeer",
    "email": "facturen@veenmeer.example",
}


def with_invoice_duty(**facts):
    """The seat of somebody who may see the invoices of a member."""
    from tests.factories import member

    seat = member(**facts)
    type(seat).objects.filter(pk=seat.pk).update(duties=["contact", "invoices"])
    seat.refresh_from_db()
    return seat


class DuesSettingsFactory(DjangoModelFactory):
    class Meta:
        model = models.DuesSettings


class TariffFactory(DjangoModelFactory):
    class Meta:
        model = models.Tariff

    year = factory.Sequence(lambda n: 2030 + n % 70)
    level = 1
    amount_cents = 250_000


class InvoiceProfileFactory(DjangoModelFactory):
    class Meta:
        model = models.InvoiceProfile

    organisation = factory.SubFactory("tests.factories.OrganisationFactory")

    @classmethod
    def _create(cls, model_class, *args, organisation, **facts):
        return operations.save_invoice_profile(organisation, by=None, **(ADDRESS | facts))


class OrderNumberFactory(DjangoModelFactory):
    class Meta:
        model = models.OrderNumber

    organisation = factory.SubFactory("tests.factories.OrganisationFactory")
    year = 2027
    number = "4500012345"
    given_at = factory.LazyFunction(timezone.now)


class RenewalFactory(DjangoModelFactory):
    class Meta:
        model = models.Renewal

    organisation = factory.SubFactory("tests.factories.OrganisationFactory")
    year = 2027
    asked_at = factory.LazyFunction(timezone.now)


class InvoiceFactory(DjangoModelFactory):
    """A sent invoice of € 121,00; with `draft=True` it is not sent."""

    class Meta:
        model = models.Invoice

    organisation = factory.SubFactory("tests.factories.OrganisationFactory")

    @classmethod
    def _create(cls, model_class, *args, organisation, draft=False, cents=10_000, year=2027, at=None, **facts):
        if not models.InvoiceProfile.objects.filter(organisation=organisation).exists():
            InvoiceProfileFactory(organisation=organisation)
        lines = facts.pop("lines", [Line("Lidmaatschap niveau 1", cents)])
        invoice = operations.draft_invoice(organisation, lines=lines, year=year, by=None, at=at, **facts)
        return invoice if draft else operations.send_invoice(invoice, by=None, at=at)


class PaymentFactory(DjangoModelFactory):
    class Meta:
        model = models.Payment

    invoice = factory.SubFactory(InvoiceFactory)
    amount_cents = 5_000
    source = models.PaymentSource.BANK
    reference = factory.Sequence(lambda n: f"afschrift {n}")
    booked_on = factory.LazyFunction(timezone.localdate)

    @classmethod
    def _create(cls, model_class, *args, invoice, **facts):
        return operations.book_payment(invoice, by=None, **facts)


class RefundFactory(DjangoModelFactory):
    """What is too much, and has to go back."""

    class Meta:
        model = models.Refund

    payment = factory.SubFactory(PaymentFactory, amount_cents=20_000)

    @classmethod
    def _create(cls, model_class, *args, payment, **facts):
        return payment.refunds.get()
