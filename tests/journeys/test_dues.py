"""The dues of a year: who stays gives an order number, pays half by transfer and the rest at once; the books close."""

import re
from datetime import date

import pytest
from django.utils import timezone

from membership import operations
from membership.models import DuesSettings, Invoice
from tests import statements
from tests.factories import DuesSettingsFactory, InvoiceProfileFactory, TariffFactory, UserFactory, staff
from tests.journeys.conftest import Person, with_second_step
from tests.money import with_invoice_duty
from tests.paying import deliver
from tests.people import run_jobs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
NOOR = "noor@lid.example"
WIDTHS = (1280, 390)
HALF = "€ 605,00"
STRIPE = "https://checkout.stripe.com/c/pay/"


def test_the_dues_of_a_year(somebody, till, settings):
    settings.DAILY_MAIL_HOUR = 0
    till.bank.page = f"{STRIPE}{{}}"
    year = timezone.localdate().year
    seat = with_invoice_duty(name="Gemeente Veenmeer", user=UserFactory(email=NOOR, first_name="Noor"))
    InvoiceProfileFactory(organisation=seat.organisation, needs_order_number=True)
    TariffFactory(year=year + 1, amount_cents=100_000)
    finance = staff("finance")
    noor, desk = somebody(), somebody()
    noor.logs_in(NOOR)
    desk.logs_in(finance.email, secret=with_second_step(finance))

    asks_whether_they_stay()
    stays(noor)
    sends_the_invoices(desk, year + 1, waits=True)
    gives_the_order_number_by_the_mailed_link(noor, somebody(), somebody(javascript=False))
    sends_the_invoices(desk, year + 1)
    number = reads_the_invoice(noor)
    brings_in_a_statement_that_pays_half(desk, number)
    pays_the_rest_at_once(noor, till, number)
    finds_the_receipt(noor, number)
    closes_the_year(desk, year)


def looks_right(person: Person, within: str | None = None) -> None:
    """At both widths: no rule broken, nothing wider than the screen, no complaint of the browser."""
    for width in WIDTHS:
        person.page.set_viewport_size({"width": width, "height": 900})
        report = person.axe(within)
        assert report.violations_count == 0, f"{person.page.url} at {width}\n{report.generate_report()}"
        wide = person.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{person.page.url} is {wide} px too wide at {width}"
        assert person.complaints == []
    person.page.set_viewport_size({"width": WIDTHS[0], "height": 900})


def looks_right_at_work(person: Person) -> None:
    """Our own part of a screen in the admin."""
    looks_right(person, ".portal-screen")


# --- The member ----------------------------------------------------------------------------------------------


def asks_whether_they_stay() -> None:
    """The daily job, in the weeks before the year turns; here on any day."""
    DuesSettings.objects.all().delete()
    DuesSettingsFactory(weeks_before_renewal=53, weeks_before_number=53, iban=statements.OWN_ACCOUNT)
    assert operations.ask_renewals(at=timezone.now()) == operations.ask_order_numbers(at=timezone.now()) == 1


def stays(noor: Person) -> None:
    assert "lid in" in noor.newest_mail(NOOR).body
    noor.goes_to("/mijn/verlengen/")
    noor.reads("€ 1.000,00")
    looks_right(noor)
    noor.presses("Laat het ons weten")
    noor.reads("Kies ja of nee.")
    looks_right(noor)
    noor.chooses("Ja, wij blijven")
    noor.presses("Laat het ons weten")
    noor.reads("U blijft lid")
    looks_right(noor)


def gives_the_order_number_by_the_mailed_link(noor: Person, visitor: Person, plain: Person) -> None:
    """Whoever reads the mail need not log in, and it is one field; also in a browser that can do little."""
    path = re.search(r"/inkoopnummer/[\w-]+/", noor.newest_mail(NOOR).body)[0]
    visitor.goes_to(path)
    assert visitor.page.locator("main input:visible").count() == 1
    looks_right(visitor)
    visitor.presses("Geef het door")
    visitor.reads("Vul het nummer in.")
    looks_right(visitor)
    plain.goes_to(path)
    plain.types("Uw inkoopnummer", "4500012345")
    plain.presses("Geef het door")
    plain.reads("Wij weten het nu.")


def reads_the_invoice(noor: Person) -> str:
    run_jobs()  # its number was one job; its files are the next, and the mail that carries them
    mail = noor.newest_mail(NOOR, "Factuur")
    assert sorted(name.rpartition(".")[2] for name, _content, _kind in mail.attachments) in (["pdf", "xml"], ["xml"])
    noor.goes_to("/mijn/facturen/")
    noor.reads("Samen staat er nog € 1.210,00 open.")
    looks_right(noor)
    number = Invoice.objects.sent().get().number
    noor.follows(number)
    noor.reads("4500012345")
    looks_right(noor)
    return number


def pays_the_rest_at_once(noor: Person, till, number: str) -> None:
    noor.goes_to(f"/mijn/facturen/{number}/")
    noor.reads("Deels betaald")
    looks_right(noor)
    noor.follows("Betaal nu")
    noor.reads(f"Er staat {HALF} open.")
    looks_right(noor)
    pays_at_stripe(noor, till, number)
    noor.reads("Wij wachten op bericht van de bank")
    looks_right(noor)
    deliver(till, times=2)
    run_jobs()
    noor.follows("Kijk opnieuw")
    noor.reads(f"Factuur {number} is betaald")
    looks_right(noor)


def pays_at_stripe(noor: Person, till, number: str) -> None:
    """The page of Stripe is not ours: the browser goes there, and comes back with nothing but an address."""
    noor.context.route(
        f"{STRIPE}**", lambda route: route.fulfill(body="<title>Stripe</title>", content_type="text/html")
    )
    noor.presses(f"Betaal nu {HALF}")
    noor.page.wait_for_url(f"{STRIPE}**")
    session = noor.page.url.rpartition("/")[2]
    till.bank.pay(session)
    back = till.bank.get("sessions", session)["success_url"]
    assert back.endswith(f"/mijn/facturen/{number}/betaling/terug/")
    noor.page.goto(back)


def finds_the_receipt(noor: Person, number: str) -> None:
    noor.goes_to("/mijn/berichten/")
    noor.reads(f"U betaalde {HALF} voor factuur {number}.")
    noor.goes_to("/mijn/facturen/")
    noor.reads("Betaald")
    noor.does_not_read("Samen staat er nog")
    looks_right(noor)


# --- The desk --------------------------------------------------------------------------------------------------


def sends_the_invoices(desk: Person, year: int, *, waits: bool = False) -> None:
    """The second time whoever was waited for follows, also without the button; the first time nobody is ready."""
    desk.goes_to(f"/beheer/contributie/{year}/")
    desk.reads("Gemeente Veenmeer")
    if waits:
        looks_right_at_work(desk)
        desk.presses("Verstuur de facturen")
        desk.reads("U hoeft niet te wachten.")
    run_jobs()
    desk.page.reload()
    desk.reads("Wacht op een inkoopnummer: 1" if waits else "Verstuurd: 1")
    looks_right_at_work(desk)


def brings_in_a_statement_that_pays_half(desk: Person, number: str) -> None:
    entry = statements.entry(60_500, f"Eerste helft {number}", ref="B1", day=date.today().isoformat())
    content = statements.statement(entry, name="Afschrift 1")
    desk.goes_to("/beheer/betalingen/afschriften/nieuw/")
    looks_right_at_work(desk)
    desk.presses("Lees in")
    desk.reads("Kies eerst een bestand.")
    looks_right_at_work(desk)
    file = {"name": "camt.xml", "mimeType": "text/xml", "buffer": content}
    desk.page.get_by_label("Bestand van de bank").set_input_files(file)
    desk.presses("Lees in")
    desk.reads("Het bedrag is anders dan wat openstaat.")
    looks_right_at_work(desk)
    desk.follows(HALF)
    desk.reads("Een andere factuur")
    looks_right_at_work(desk)
    desk.presses(f"Boek op {number}")
    desk.reads(f"Geboekt op factuur {number}.")
    looks_right_at_work(desk)


def closes_the_year(desk: Person, year: int) -> None:
    """The numbers run on, the sums tie out, and nothing is open."""
    invoice = Invoice.objects.get()
    desk.goes_to(f"/beheer/facturen/{invoice.pk}/")
    desk.reads("Betaald")
    looks_right_at_work(desk)
    desk.goes_to(f"/beheer/contributie/{year}/")
    desk.reads("De nummers lopen door en de bedragen kloppen.")
    desk.reads("Facturen: 1, € 1.210,00")
    desk.reads("Betaald: € 1.210,00")
    desk.reads("Open: € 0,00")
    looks_right_at_work(desk)
