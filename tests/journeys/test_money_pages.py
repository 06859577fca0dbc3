"""Every page about money, filled, empty and with errors, at two widths: for who gets invoices, and for finance."""

from datetime import timedelta

import pytest
from django.utils import timezone

from membership import jobs, operations
from membership.algorithms.money import Line
from membership.models import Renewal
from membership.operations import banking
from tests.factories import (
    BankEntryFactory,
    CheckoutAttemptFactory,
    DifferenceFactory,
    DisputeFactory,
    InvoiceFactory,
    InvoiceProfileFactory,
    OrganisationFactory,
    PaymentFactory,
    RefundFactory,
    StatementFactory,
    StripeEventFactory,
    TariffFactory,
    staff,
)
from tests.journeys.conftest import Person, with_second_step
from tests.money import with_invoice_duty
from tests.statements import entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
NAME = "Stichting Met Een Heel Erg Lange Naam Voor Samenlevingsopbouw"
LINES = [Line("Lidmaatschap niveau 1, januari tot en met juni", 125_000), Line("Naar niveau 2 vanaf 1 juli", 75_000)]


@pytest.fixture
def seat(portal, till):
    """Of somebody whose organisation has invoices in every state."""
    year = timezone.localdate().year
    seat = with_invoice_duty(name=NAME)
    own = seat.organisation
    InvoiceProfileFactory(organisation=own, legal_name=NAME)
    operations.save_order_number(own, year=2027, number="INKOOP-2027-00012345-SAMENLEVINGSOPBOUW")
    for when in (year, year + 1):
        TariffFactory(year=when, amount_cents=125_000)
        TariffFactory(year=when, level=2, amount_cents=200_000)
    Renewal.objects.create(organisation=own, year=year + 1, asked_at=timezone.now())
    for days in (0, 60):
        made = InvoiceFactory(organisation=own, lines=LINES, at=timezone.now() - timedelta(days=days))
        jobs.make_files(made.pk)
    PaymentFactory(invoice=made, amount_cents=50_000)
    operations.hold_reminders(made, kind="arrangement", note="Zij betalen in drie keer.", by=None)
    operations.credit_invoice(InvoiceFactory(organisation=own), reason="Dit jaar telde dubbel.", by=None)
    CheckoutAttemptFactory(invoice=InvoiceFactory(organisation=own))
    return seat


def numbers_of(seat) -> list[str]:
    sent = seat.organisation.invoices.sent().order_by("pk")
    return list(sent.values_list("number", flat=True))


@pytest.mark.parametrize("width", [1280, 320])
def test_own_invoices_hinder_nobody(somebody, seat, width):
    noor, stranger = somebody(width=width), with_invoice_duty(name="Gemeente Nieuw")
    noor.logs_in(seat.user.email)
    full, part, whole, note, begun = numbers_of(seat)
    paths = ["/mijn/facturen/", "/mijn/facturen/gegevens/", "/mijn/verlengen/"]
    paths += [f"/mijn/facturen/{number}/" for number in (full, part, whole, note)]
    paths += [f"/mijn/facturen/{number}/betalen/" for number in (full, part, begun)]
    for path in [*paths, f"/mijn/facturen/{begun}/betaling/terug/"]:
        noor.goes_to(path)
        noor.is_not_hindered()
    noor.goes_to("/mijn/facturen/gegevens/")
    noor.types("Postcode", "")
    noor.types("Btw-nummer", "NL1")
    noor.presses("Bewaar")
    noor.reads("Vul de postcode in.")
    noor.is_not_hindered()
    other = somebody(width=width)
    other.logs_in(stranger.user.email)
    for path in ("/mijn/facturen/", "/mijn/verlengen/"):
        other.goes_to(path)
        other.is_not_hindered()


@pytest.fixture
def desk(seat):
    """What finance finds on its desk; the pages that show it."""
    own = seat.organisation
    two = [InvoiceFactory(organisation=own).number for _ in range(2)]
    shared = {"payer": NAME, "iban": "NL20INGB0001234567"}
    many = StatementFactory(
        entries=[
            entry(24_200, " ".join(two), ref="B1", **shared),
            entry(12_100, f"Factuur {two[0]}", ref="B2", **shared),
            entry(700, "", ref="B3", payer=""),
            entry(900, "Rente", ref="B4", payer=""),
            entry(12_100, "Contributie", ref="B5", **shared),
        ]
    )
    both, one, strange, aside, booked = many.entries.order_by("pk")
    banking.set_entry_aside(aside, reason="Rente van de bank", by=None)
    banking.book_entry(booked, invoice=InvoiceFactory(organisation=own), by=None)
    BankEntryFactory(text="Wie betaalt hier voor?")
    DisputeFactory(payment=PaymentFactory(invoice=InvoiceFactory(organisation=own), source="card"))
    DifferenceFactory()
    StripeEventFactory(tries=3)
    refund = RefundFactory()
    draft = InvoiceFactory(organisation=own, draft=True, lines=LINES)
    OrganisationFactory(name="Samen Sociaal", kind="joint_service")
    held = own.invoices.get(holds__isnull=False)
    note = own.invoices.get(credits__isnull=False)
    pages = [f"facturen/{invoice.pk}/" for invoice in (draft, held, note)]
    pages += [f"betalingen/bijschrijvingen/{e.pk}/" for e in (both, one, strange, aside, booked)]
    pages += [f"betalingen/bijschrijvingen/{both.pk}/verdeling/", "betalingen/bijschrijvingen/"]
    pages += [f"betalingen/afschriften/{many.pk}/", "betalingen/afschriften/nieuw/", f"betalingen/terug/{refund.pk}/"]
    pages += ["betalingen/verschillen/", f"organisaties/{own.pk}/", f"contributie/{timezone.localdate().year}/"]
    return {"pages": pages, "held": held, "both": both}


@pytest.mark.parametrize("width", [1280, 390])
def test_the_desk_of_finance_hinders_nobody(somebody, desk, width):
    """Our own part of each screen; and the two forms with most to go wrong, with every error."""
    finance = staff("finance")
    at_work = somebody(width=width)
    at_work.logs_in(finance.email, secret=with_second_step(finance))
    for path in desk["pages"]:
        at_work.goes_to(f"/beheer/{path}")
        is_fine(at_work)
    at_work.goes_to(f"/beheer/facturen/{desk['held'].pk}/")
    at_work.presses("Maak een creditfactuur")
    at_work.reads("Er klopt iets nog niet")
    is_fine(at_work)
    at_work.goes_to(f"/beheer/betalingen/bijschrijvingen/{desk['both'].pk}/verdeling/")
    at_work.page.locator("main input[type=text]").first.fill("1")
    at_work.presses("Boek deze verdeling")
    at_work.reads("Verander een bedrag.")
    is_fine(at_work)


def is_fine(at_work: Person) -> None:
    report = at_work.axe(".portal-screen")
    assert report.violations_count == 0, f"{at_work.page.url}\n{report.generate_report()}"
    wide = at_work.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{at_work.page.url} is {wide} px too wide"
    assert at_work.complaints == []
