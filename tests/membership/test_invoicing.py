from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from membership import operations
from membership.algorithms.money import Line, creditor_reference, euros, is_creditor_reference, totals
from membership.models import Invoice, InvoiceCounter, InvoiceKind, InvoiceLine, Payment, Refund
from tests.factories import InvoiceFactory, InvoiceProfileFactory, OrganisationFactory, PaymentFactory, TariffFactory

pytestmark = pytest.mark.django_db


def balance(invoice: Invoice) -> Invoice:
    return Invoice.objects.with_balance().get(pk=invoice.pk)


def pay(invoice: Invoice, cents: int, reference: str = "a"):
    return operations.book_payment(
        invoice, amount_cents=cents, source="bank", reference=reference, booked_on=date(2027, 2, 1), by=None
    )


def test_a_draft_has_no_number_and_a_sent_invoice_has_the_next():
    draft = InvoiceFactory(draft=True)
    assert (draft.number, draft.total_cents) == ("", 12_100)
    year = timezone.localdate().year
    assert [InvoiceFactory().number, operations.send_invoice(draft).number] == [f"{year}-0001", f"{year}-0002"]
    assert operations.send_invoice(draft).number == f"{year}-0002"
    assert InvoiceCounter.objects.get(year=year).last == 2


def test_sending_copies_who_sends_and_who_pays_and_reckons_when():
    sent = InvoiceFactory()
    sent.organisation.invoice_profile.__class__.objects.update(legal_name="Anders")
    sent.refresh_from_db()
    assert (sent.customer["legal_name"], sent.supplier["kvk"]) == ("Gemeente Veenmeer", "12345678")
    assert sent.due_on == sent.issued_on + timedelta(days=30)
    assert is_creditor_reference(sent.payment_reference)


def test_a_draft_about_the_same_is_the_same_draft():
    first = InvoiceFactory(draft=True, about="dues:2027")
    again = operations.draft_invoice(first.organisation, lines=[Line("x", 5)], year=2027, about="dues:2027")
    assert again == first


def test_what_comes_to_nothing_is_no_invoice():
    with pytest.raises(operations.NothingToInvoice):
        operations.draft_invoice(OrganisationFactory(), lines=[Line("x", 0)], year=2027)


def test_without_an_address_nothing_is_sent_and_no_number_is_used():
    draft = operations.draft_invoice(OrganisationFactory(), lines=[Line("x", 100)], year=2027)
    with pytest.raises(operations.NoProfile):
        operations.send_invoice(draft)
    assert not InvoiceCounter.objects.exists()


def test_who_wants_an_order_number_on_it_is_waited_for():
    profile = InvoiceProfileFactory(needs_order_number=True)
    draft = InvoiceFactory(organisation=profile.organisation, draft=True)
    with pytest.raises(operations.NumberMissing):
        operations.send_invoice(draft)
    operations.save_order_number(profile.organisation, year=2027, number=" 45 00 ")
    assert operations.send_invoice(draft).order_number == "45 00"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE membership_invoice SET total_cents = 1, net_cents = 1, vat_cents = 0",
        "UPDATE membership_invoice SET customer = '{}'",
        "DELETE FROM membership_invoiceline",
        "UPDATE membership_invoiceline SET text = 'x'",
        "INSERT INTO membership_invoiceline (invoice_id, position, text, quantity, net_cents, vat_category, vat_rate,"
        " exemption) SELECT id, 9, 'x', 1, 1, 'S', 21, '' FROM membership_invoice",
        "UPDATE membership_payment SET amount_cents = 1",
        "DELETE FROM membership_payment",
    ],
)
def test_what_was_sent_or_booked_cannot_change_by_any_road(sql):
    PaymentFactory()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_draft_may_be_thrown_away_and_a_sent_invoice_stays():
    draft, sent = InvoiceFactory(draft=True), InvoiceFactory()
    for invoice in (draft, sent):
        operations.discard_draft(invoice, by=None)
    assert list(Invoice.objects.all()) == [sent]


def test_vat_is_reckoned_over_the_sum_of_a_rate():
    lines = [Line("a", 333), Line("b", 333), Line("c", 334), Line("d", 500, "E", 0, "Vrijgesteld")]
    sums = totals(lines)
    assert (sums.net_cents, sums.vat_cents, sums.total_cents) == (1500, 210, 1710)
    assert [(p.category, p.net_cents, p.vat_cents) for p in sums.parts] == [("E", 500, 0), ("S", 1000, 210)]


def test_a_payment_is_booked_once():
    invoice = InvoiceFactory()
    assert pay(invoice, 5_000) == pay(invoice, 5_000)
    assert balance(invoice).open_cents == 7_100
    with pytest.raises(operations.PaymentKnown):
        pay(invoice, 5_001)
    with pytest.raises(operations.PaymentKnown):
        pay(InvoiceFactory(), 5_000)
    assert Payment.objects.count() == 1


def test_a_draft_cannot_be_paid():
    with pytest.raises(operations.NotSent):
        pay(InvoiceFactory(draft=True), 1)


def test_what_is_paid_too_much_goes_back_once():
    invoice = InvoiceFactory()
    pay(invoice, 12_100)
    pay(invoice, 12_100, "b")
    refund = Refund.objects.get()
    assert (refund.amount_cents, balance(invoice).open_cents) == (12_100, -12_100)
    operations.pay_refund(refund, reference="terug 1")
    operations.pay_refund(refund, reference="terug 1")
    assert balance(invoice).open_cents == 0
    with pytest.raises(operations.AlreadyPaidBack):
        operations.pay_refund(refund, reference="terug 2")


def test_a_credit_note_takes_back_and_what_was_paid_is_due_to_go_back():
    invoice = InvoiceFactory()
    pay(invoice, 12_100)
    note = operations.credit_invoice(invoice, reason="Het was te veel.", lines=[Line("Minder", 1_000)], by=None)
    assert (note.kind, note.total_cents, balance(note).open_cents) == (InvoiceKind.CREDIT, 1_210, 0)
    assert (balance(invoice).open_cents, Refund.objects.get().amount_cents) == (-1_210, 1_210)
    with pytest.raises(operations.CreditTooMuch) as refused:
        operations.credit_invoice(invoice, reason="Alles", by=None)
    assert refused.value.left == 10_890
    with pytest.raises(operations.NotSent):
        operations.credit_invoice(note, reason="Nog eens", by=None)


def test_balances_of_many_are_one_query(django_assert_num_queries):
    for _ in range(3):
        PaymentFactory()
    with django_assert_num_queries(1):
        assert [i.open_cents for i in Invoice.objects.open()] == [7_100] * 3


def test_two_tariffs_for_the_same_organisation_are_refused():
    TariffFactory(year=2027, inhabitants_from=0, inhabitants_to=20_000)
    TariffFactory(year=2027, inhabitants_from=20_000)
    TariffFactory(year=2027, kind="municipality")
    with pytest.raises(IntegrityError):
        TariffFactory(year=2027, inhabitants_from=19_999, inhabitants_to=30_000)


def test_money_as_people_read_it_and_references_that_banks_check():
    assert (euros(123_456_789), euros(5), euros(-1_250)) == ("€ 1.234.567,89", "€ 0,05", "−€ 12,50")
    reference = creditor_reference("2027-0001")
    assert reference == "RF" + reference[2:4] + "20270001"
    assert is_creditor_reference(f" {reference[:4]} {reference[4:]} ".lower())
    assert not is_creditor_reference(reference.replace("1", "2", 1))
    assert not is_creditor_reference("RF00")


def test_lines_of_a_draft_may_still_change():
    InvoiceFactory(draft=True).lines.update(text="Anders")
    assert InvoiceLine.objects.get().text == "Anders"
