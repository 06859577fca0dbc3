"""One transfer for several invoices of one organisation: proposed, divided by a person, and booked once."""

import pytest

from membership.algorithms.matching import Candidate, Paid, propose_split
from membership.models import BankEntry, Invoice, Payment, Refund
from membership.operations import banking
from tests.factories import BankEntryFactory, InvoiceFactory, OrganisationFactory, StatementFactory, site, staff
from tests.people import client_of
from tests.proof.faults import together
from tests.statements import entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home():
    return site()


@pytest.fixture
def finance():
    return staff("finance")


@pytest.fixture
def invoices():
    """Three of one organisation, of € 121,00, € 242,00 and € 363,00."""
    own = OrganisationFactory(name="Gemeente Veenmeer")
    return [InvoiceFactory(organisation=own, cents=cents) for cents in (10_000, 20_000, 30_000)]


def open_of(invoices) -> list[int]:
    return [Invoice.objects.with_balance().get(pk=invoice.pk).open_cents for invoice in invoices]


# --- What is proposed ------------------------------------------------------------------------------------------


def candidate(pk: int, cents: int, organisation: int = 1, name: str = "gemeente veenmeer", **facts) -> Candidate:
    return Candidate(pk, f"2027-{pk:04d}", f"RF0020270{pk:03d}", cents, (name,), organisation=organisation, **facts)


OPEN = [candidate(1, 100), candidate(2, 250), candidate(3, 400), candidate(4, 100, 2, "stichting anders")]


@pytest.mark.parametrize(
    ("paid", "parts", "exact"),
    [
        (Paid(350, "2027-0001 en 2027-0002"), ((1, 100), (2, 250)), True),
        (Paid(500, "RF0020270001 RF0020270003"), ((1, 100), (3, 400)), True),
        (Paid(300, "2027-0001, 2027-0002"), ((1, 100), (2, 200)), False),
        (Paid(999, "2027-0001, 2027-0002"), ((1, 100), (2, 899)), False),
        (Paid(650, "contributie", "gemeente veenmeer"), ((2, 250), (3, 400)), True),
        (Paid(750, "alles", "gemeente veenmeer te veenmeer"), ((1, 100), (2, 250), (3, 400)), True),
    ],
)
def test_names_or_a_sum_that_fits_are_proposed(paid, parts, exact):
    found = propose_split(paid, OPEN)
    assert (found.parts, found.is_exact) == (parts, exact)
    assert sum(cents for _pk, cents in found.parts) == paid.cents


@pytest.mark.parametrize(
    "paid",
    [
        Paid(200, "2027-0001 en 2027-0004"),  # of two organisations
        Paid(100, "2027-0001 en 2027-0002"),  # for the first alone
        Paid(250, "2027-0002"),  # one invoice
        Paid(651, "contributie", "gemeente veenmeer"),  # no sum
        Paid(650, "contributie", "wie dan ook"),  # of whom?
    ],
)
def test_what_is_not_clear_is_not_proposed(paid):
    assert propose_split(paid, OPEN) is None


def test_two_sums_that_fit_are_no_proposal():
    twice = [*OPEN, candidate(5, 400)]
    assert propose_split(Paid(650, "", "gemeente veenmeer"), twice) is None
    many = [candidate(pk, pk) for pk in range(1, 40)]
    assert propose_split(Paid(3, "", "gemeente veenmeer"), many) is None


# --- Dividing ---------------------------------------------------------------------------------------------------


def test_parts_are_booked_once_however_often(finance, invoices):
    found = BankEntryFactory(cents=36_300)
    parts = [(invoices[0], 12_100), (invoices[1], 24_200), (invoices[2], 0)]
    for _time in range(2):
        banking.split_entry(found, parts=parts, by=finance)
    assert open_of(invoices) == [0, 0, 36_300]
    assert [payment.amount_cents for payment in found.payments.order_by("pk")] == [12_100, 24_200]
    with pytest.raises(banking.AlreadySettled):
        banking.book_entry(found, invoice=invoices[0], by=finance)
    with pytest.raises(banking.AlreadySettled):
        banking.split_entry(found, parts=[(invoices[0], 24_200), (invoices[1], 12_100)], by=finance)
    with pytest.raises(banking.AlreadySettled):
        banking.set_entry_aside(found, reason="x", by=finance)
    assert Payment.objects.count() == 2


def test_what_is_too_much_for_one_goes_back(finance, invoices):
    found = BankEntryFactory(cents=36_300)
    banking.split_entry(found, parts=[(invoices[0], 12_100 + 700), (invoices[1], 23_500)], by=finance)
    assert open_of(invoices[:2]) == [-700, 700]
    assert Refund.objects.due().get().amount_cents == 700


def test_parts_that_are_not_what_came_in_or_of_others_are_refused(finance, invoices):
    found, strange = BankEntryFactory(cents=24_200), InvoiceFactory()
    for parts in (
        [(invoices[0], 12_100)],
        [(invoices[0], 12_100), (invoices[1], 12_101)],
        [(invoices[0], 12_100), (strange, 12_100)],
        [],
    ):
        with pytest.raises(banking.SplitWrong):
            banking.split_entry(found, parts=parts, by=finance)
    assert not Payment.objects.exists()
    assert BankEntry.objects.open().get() == found


@pytest.mark.django_db(transaction=True)
def test_two_of_finance_at_once_book_one_of_both(migrated_groups):
    own = OrganisationFactory()
    first, second = (InvoiceFactory(organisation=own) for _ in range(2))
    found = BankEntryFactory(cents=24_200)
    ways = [[(first, 12_100), (second, 12_100)], [(second, 24_200)], [(second, 12_100), (first, 12_100)]]
    results = together(*(lambda w=way: banking.split_entry(found, parts=w, by=None) for way in ways * 3))
    assert sum(payment.amount_cents for payment in Payment.objects.all()) == 24_200
    assert {type(result) for result in results} <= {BankEntry, banking.AlreadySettled}


# --- The screen -----------------------------------------------------------------------------------------------


def address_of(found: BankEntry, end: str = "") -> str:
    return f"/beheer/betalingen/bijschrijvingen/{found.pk}/{end}"


def test_finance_reads_the_proposal_and_divides(finance, invoices):
    text = " ".join(invoice.number for invoice in invoices[:2])
    found = StatementFactory(entries=[entry(36_300, text, ref="B1")]).entries.get()
    browser = client_of(finance)
    assert "Misschien voor meer facturen samen" in browser.get("/beheer/betalingen/bijschrijvingen/").text
    assert "Kijk en verdeel" in browser.get(address_of(found)).text
    page = browser.get(address_of(found, "verdeling/"))
    assert "121,00" in page.text and "242,00" in page.text
    part = [f"part_{invoice.pk}" for invoice in invoices]
    wrong = browser.post(address_of(found, "verdeling/"), {part[0]: "121,00", part[1]: "200", part[2]: ""})
    assert wrong.status_code == 422
    assert "U verdeelt € 321,00. Er kwam € 363,00 binnen." in wrong.text
    right = {part[0]: "121,00", part[1]: "242,00", part[2]: ""}
    page = browser.post(address_of(found, "verdeling/"), right, follow=True)
    assert "Verdeeld en geboekt." in page.text
    assert open_of(invoices) == [0, 0, 36_300]
    read = browser.get(address_of(found)).text
    assert all(invoice.number in read for invoice in invoices[:2])
    assert browser.post(address_of(found, "verdeling/"), right).status_code == 409


def test_without_a_proposal_a_number_leads_to_the_invoices_of_its_organisation(finance, invoices):
    found, browser = BankEntryFactory(cents=20_000, text="", payer=""), client_of(finance)
    page = browser.post(address_of(found), {"number": invoices[1].number, "split": "1"}, follow=True)
    assert all(invoice.number in page.text for invoice in invoices)
    assert not Payment.objects.exists()
    assert browser.get(address_of(found, "verdeling/")).status_code == 200  # nothing to divide over: the entry itself
    assert browser.get(address_of(found, "verdeling/?factuur=%00")).status_code == 200
    assert client_of(staff("adviser")).get(address_of(found, "verdeling/")).status_code in (302, 403)
