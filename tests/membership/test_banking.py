"""Bank statements: brought in as often as one likes, booked once, by a person; and what must go back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from membership import operations
from membership.models import BankEntry, Invoice, Payment, Refund, Statement
from membership.operations import banking
from portal.core.models import Notification
from tests.factories import (
    BankEntryFactory,
    InvoiceFactory,
    PaymentFactory,
    RefundFactory,
    StatementFactory,
    UserFactory,
    member,
    site,
    staff,
)
from tests.people import client_of
from tests.statements import entry, statement

pytestmark = pytest.mark.django_db
NEW = "/beheer/betalingen/afschriften/nieuw/"


@pytest.fixture(autouse=True)
def home():
    return site()


@pytest.fixture
def finance():
    return staff("finance")


def brought(*entries: str, **kwargs) -> Statement:
    return banking.bring_in_statement(statement(*entries, **kwargs), by=None)


def open_cents(invoice) -> int:
    return Invoice.objects.with_balance().get(pk=invoice.pk).open_cents


# --- Bringing in -------------------------------------------------------------------------------------------------


def test_the_same_statement_twice_and_an_overlapping_one_are_known(finance):
    first, second, third = (entry(100 + n, f"nummer {n}", ref=ref) for n, ref in enumerate(("B1", "", "B3")))
    made = brought(first, second)
    assert brought(first, second).pk == made.pk
    again = brought(first, second, third, name="later")
    assert (again.in_file, again.known_before) == (3, 2)
    assert BankEntry.objects.count() == 3


def test_an_entry_is_never_booked_twice_however_often_it_is_brought_in(finance):
    invoice = InvoiceFactory()
    paid = entry(12100, invoice.payment_reference, ref="B1")
    for number in range(3):
        made = brought(paid, entry(1, f"{number}", ref=f"other {number}"))
        banking.book_certain(made, by=finance)
    assert Payment.objects.count() == 1
    assert open_cents(invoice) == 0


def test_a_reference_that_the_bank_uses_again_is_doubtful(finance):
    invoice = InvoiceFactory()
    brought(entry(12100, invoice.payment_reference, ref="B1", day="2027-02-03"))
    made = brought(entry(12100, invoice.payment_reference, ref="B1", day="2027-02-04"))
    assert made.entries.get().is_doubtful
    assert banking.book_certain(made, by=finance) == 0


def test_a_statement_of_somebody_else_is_refused_whole():
    with pytest.raises(banking.OtherAccount):
        brought(entry(1, ref="B1"), account="NL02RABO0123456789")
    assert not Statement.objects.exists()


# --- Booking ------------------------------------------------------------------------------------------------------


def test_what_is_certain_is_booked_and_the_rest_waits(finance):
    first, second = InvoiceFactory(), InvoiceFactory()
    made = brought(
        entry(12100, f"Factuur {first.number}", ref="B1"),
        entry(12100, second.payment_reference, ref="B2"),
        entry(12100, second.payment_reference, ref="B3"),  # twice the same: a person looks
        entry(5000, first.payment_reference, ref="B4"),
        entry(999, "bloemen", ref="B5"),
    )
    assert banking.book_certain(made, by=finance) == 2
    assert [open_cents(i) for i in (first, second)] == [0, 0]
    assert BankEntry.objects.open().count() == 3


def test_half_by_bank_and_too_much(finance):
    invoice = InvoiceFactory()
    half, much = (BankEntryFactory(cents=cents) for cents in (6100, 10_000))
    banking.book_entry(half, invoice=invoice, by=finance)
    assert open_cents(invoice) == 6000
    banking.book_entry(much, invoice=invoice, by=finance)
    assert Refund.objects.due().get().amount_cents == 4000
    assert Notification.objects.filter(recipient=finance, kind="refund_due").count() == 1


def test_an_entry_is_booked_on_one_invoice(finance):
    found, first, second = BankEntryFactory(), InvoiceFactory(), InvoiceFactory()
    banking.book_entry(found, invoice=first, by=finance)
    assert banking.book_entry(found, invoice=first, by=finance).payments.get().invoice == first
    with pytest.raises(banking.AlreadySettled):
        banking.book_entry(found, invoice=second, by=finance)
    with pytest.raises(banking.AlreadySettled):
        banking.set_entry_aside(found, reason="x", by=finance)
    with pytest.raises(operations.NotSent):
        banking.book_entry(BankEntryFactory(), invoice=InvoiceFactory(draft=True), by=finance)
    assert Payment.objects.count() == 1


def test_set_aside_and_taken_up(finance):
    found, invoice = BankEntryFactory(), InvoiceFactory()
    for _time in range(2):
        banking.set_entry_aside(found, reason="Rente", by=finance)
    with pytest.raises(banking.AlreadySettled):
        banking.book_entry(found, invoice=invoice, by=finance)
    banking.take_entry_up(found, by=finance)
    assert banking.book_entry(found, invoice=invoice, by=finance).booked_at


def test_who_paid_before_is_recognised_by_the_account(finance):
    invoice = InvoiceFactory()
    banking.book_entry(BankEntryFactory(payer="Het hulpfonds"), invoice=invoice, by=finance)
    second = InvoiceFactory(organisation=invoice.organisation)
    found = BankEntryFactory(text="", payer="Het hulpfonds")
    (best, *_rest) = banking.proposals_for([found])[found.pk]
    assert (best.pk, best.is_certain, "account" in best.reasons) == (second.pk, False, True)


@pytest.mark.parametrize("rows", [1, 30])
def test_proposals_take_the_same_number_of_queries(finance, rows, django_assert_num_queries):
    for number in range(rows):
        InvoiceFactory()
        BankEntryFactory(cents=100 + number)
    with django_assert_num_queries(3):
        banking.proposals_for(BankEntry.objects.open())


# --- The screens --------------------------------------------------------------------------------------------------


def file_of(content: bytes) -> dict:
    return {"upload": SimpleUploadedFile("afschrift.xml", content, "text/xml")}


def test_finance_brings_in_a_file_looks_and_books(finance):
    invoice = InvoiceFactory()
    browser = client_of(finance)
    content = statement(entry(12100, invoice.payment_reference, ref="B1"), entry(7, "Rente", ref="B2", payer=""))
    page = browser.post(NEW, file_of(content), follow=True)
    address = page.request["PATH_INFO"]
    assert "Het betalingskenmerk klopt" in page.text
    assert "Wij weten niet bij welke factuur dit hoort" in page.text
    page = browser.post(f"{address}zeker/", follow=True)
    assert "1 bijschrijving is geboekt" in page.text
    assert open_cents(invoice) == 0
    left = BankEntry.objects.open().get()
    page = browser.post(f"/beheer/betalingen/bijschrijvingen/{left.pk}/opzij/", {"reason": "Rente"}, follow=True)
    assert "Alles is geboekt" in page.text
    page = browser.post(f"/beheer/betalingen/bijschrijvingen/{left.pk}/terug/", follow=True)
    assert "Nog te boeken" in page.text


def test_a_number_typed_by_hand(finance):
    invoice, found = InvoiceFactory(), BankEntryFactory(text="")
    browser, address = client_of(finance), f"/beheer/betalingen/bijschrijvingen/{found.pk}/"
    for wrong in ("", "2027-9999", "\x00", InvoiceFactory(draft=True).number):
        assert browser.post(address, {"number": wrong}).status_code == 422
    assert browser.post(address, {"number": f" {invoice.number} "}).status_code == 302
    assert browser.post(address, {"number": InvoiceFactory().number}).status_code == 409
    assert open_cents(invoice) == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "geen geldige xml"),
        (b"<a/>", "Kies bij de bank CAMT.053"),
        (statement().replace(b"001.02", b"001.11"), "versie 02 of 08"),
        (statement(account="NL02RABO0123456789"), "rekening NL02RABO0123456789"),
        (statement(entry(1, currency="USD")), "andere munt"),
        (b"x" * (5 * 1024 * 1024 + 1), "te groot"),
    ],
)
def test_a_wrong_file_gets_clear_words(finance, content, words):
    page = client_of(finance).post(NEW, file_of(content))
    assert page.status_code == 422
    assert words in page.text
    assert not Statement.objects.exists()


def test_no_file_at_all(finance):
    assert "Kies eerst een bestand" in client_of(finance).post(NEW).text


def test_what_must_go_back_is_done_once(finance):
    due = RefundFactory()
    browser, address = client_of(finance), f"/beheer/betalingen/terug/{due.pk}/"
    assert due.payment.invoice.number in browser.get("/beheer/betalingen/terug/").text
    assert browser.post(address, {"reference": " "}).status_code == 422
    assert browser.post(address, {"reference": "TERUG 1"}).status_code == 302
    assert browser.post(address, {"reference": "TERUG 2"}).status_code == 409
    due.refresh_from_db()
    assert (due.reference, due.paid_by) == ("TERUG 1", finance)
    other = RefundFactory(payment=PaymentFactory(amount_cents=20_000))
    assert "al gebruikt" in browser.post(f"/beheer/betalingen/terug/{other.pk}/", {"reference": "TERUG 1"}).text
    assert due.payment.invoice.number not in browser.get("/beheer/betalingen/terug/").text


def test_only_finance_comes_in():
    seat = member(duties=["invoices"])
    addresses = ["terug/", "afschriften/", "afschriften/nieuw/", "bijschrijvingen/", "verschillen/"]
    addresses += [f"terug/{RefundFactory().pk}/", f"afschriften/{StatementFactory().pk}/"]
    addresses += [f"bijschrijvingen/{BankEntryFactory().pk}/"]
    for who in (staff("adviser"), staff("decider"), staff("editor"), seat.user, UserFactory()):
        browser = client_of(who)
        assert {browser.get(f"/beheer/betalingen/{a}").status_code for a in addresses} <= {302, 403}
    assert {client_of(staff("finance")).get(f"/beheer/betalingen/{a}").status_code for a in addresses} == {200}


def test_days_and_amounts_of_a_statement_are_those_of_its_entries():
    made = brought(entry(5, ref="B1", day="2027-02-05"), entry(6, ref="B2", day="2027-01-31"))
    assert (str(made.first_day), str(made.last_day)) == ("2027-01-31", "2027-02-05")
    assert made.brought_at <= timezone.now()
