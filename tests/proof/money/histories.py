"""Any history of invoices and payments: owed = invoiced - credited - paid + given back, to the cent."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from membership import books, operations
from membership.algorithms.money import Line
from membership.models import Invoice, Payment, Refund
from tests.factories import InvoiceFactory, OrganisationFactory

CENTS = st.integers(1, 400_000)
STEPS = st.one_of(
    st.tuples(st.just("invoice"), CENTS, st.sampled_from(["21", "9", "0.5"])),
    st.tuples(st.just("credit"), st.integers(0, 5), CENTS),
    st.tuples(st.just("pay"), st.integers(0, 5), CENTS),
    st.tuples(st.just("again"), st.integers(0, 5), st.none()),
    st.tuples(st.just("refund"), st.integers(0, 5), st.none()),
)


class Account:
    """What a child with paper would keep, beside the portal."""

    def __init__(self) -> None:
        self.organisation = OrganisationFactory()
        self.sent: list[Invoice] = []
        self.payments: list[Payment] = []
        self.invoiced = self.credited = self.paid = self.back = 0

    def step(self, what: str, first, second) -> None:
        getattr(self, f"_{what}")(first, second)

    def _invoice(self, cents: int, rate: str) -> None:
        self.sent.append(InvoiceFactory(organisation=self.organisation, lines=[Line("x", cents, "S", rate)]))
        self.invoiced += self.sent[-1].total_cents

    def _credit(self, number: int, cents: int) -> None:
        if self.sent:
            invoice = self.sent[number % len(self.sent)]
            rate = invoice.lines.get().vat_rate
            try:
                note = operations.credit_invoice(invoice, reason="x", lines=[Line("x", cents, "S", rate)], by=None)
            except operations.CreditTooMuch:
                return
            self.credited += note.total_cents

    def _pay(self, number: int, cents: int) -> None:
        if self.sent:
            invoice, reference = self.sent[number % len(self.sent)], f"{len(self.payments)}"
            self.payments.append(book(invoice, cents, reference))
            self.paid += cents

    def _again(self, number: int, _second) -> None:
        if self.payments:
            payment = self.payments[number % len(self.payments)]
            assert book(payment.invoice, payment.amount_cents, payment.reference) == payment

    def _refund(self, number: int, _second) -> None:
        due = list(Refund.objects.due().order_by("pk"))
        if due:
            refund = due[number % len(due)]
            operations.pay_refund(refund, reference=f"terug {refund.pk}")
            self.back += refund.amount_cents


def book(invoice: Invoice, cents: int, reference: str) -> Payment:
    return operations.book_payment(
        invoice, amount_cents=cents, source="bank", reference=reference, booked_on=date(2027, 3, 1)
    )


class Histories(TestCase):
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(STEPS, min_size=3, max_size=18))
    def test_what_is_owed_is_always_the_sum_of_what_happened(self, steps):
        account = Account()
        for step in steps:
            account.step(*step)
        found = books.account_of(account.organisation)
        owed = account.invoiced - account.credited - account.paid + account.back
        assert (found.invoiced, found.credited, found.paid, found.given_back) == (
            account.invoiced,
            account.credited,
            account.paid,
            account.back,
        )
        balances = Invoice.objects.filter(organisation=account.organisation).with_balance()
        assert found.owed == owed == sum(row.open_cents for row in balances)
        for row in balances:  # what is too much is always on its way back, to the cent
            assert row.refund_due_cents == max(0, -row.open_cents)
        for year in {row.issued_on.year for row in balances}:
            assert books.closing(year).faults == []
