import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from implementation_plans import operations as plans
from membership import books, exports, operations
from membership.algorithms.money import Line, euros
from membership.models import DuesRun, Invoice, OrderNumber, Renewal, Seat, Tariff, Term
from portal.core import links
from portal.core.jobs import run_due
from portal.core.models import PreparedFile
from tests.factories import (
    InvoiceFactory,
    InvoiceProfileFactory,
    OrganisationFactory,
    PaymentFactory,
    PlanFactory,
    TariffFactory,
    judge,
    member,
    site,
    staff,
    submitted,
)
from tests.money import with_invoice_duty
from tests.people import client_of

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


@pytest.fixture(autouse=True)
def home():
    return site()


@pytest.fixture
def finance():
    return client_of(staff("finance"))


def test_finance_keeps_tariffs_in_euros_and_others_of_staff_do_not(finance):
    add = reverse("wagtailsnippets_membership_tariff:add")
    assert client_of(staff("adviser")).get(add).status_code in (302, 403)
    assert finance.get(add).status_code == 200
    assert finance.get(reverse("wagtailsettings:edit", args=["membership", "duessettings"])).status_code in (200, 302)
    assert finance.get(reverse("wagtailsettings:edit", args=["core", "operatorsettings"])).status_code in (302, 403)
    facts = {"year": YEAR, "level": 1, "amount_cents": "1.250,50", "inhabitants_from": 0, "vat_category": "S"}
    refused = finance.post(add, facts | {"vat_rate": "0"})
    assert "Alleen bij" in refused.content.decode()
    too_small = finance.post(add, facts | {"vat_rate": "0.4"})  # no e-invoice can say it
    assert "0,5 of meer" in too_small.content.decode()
    assert finance.post(add, facts | {"vat_rate": "21", "amount_cents": "veel"}).status_code == 200
    assert finance.post(add, facts | {"vat_rate": "21"}).status_code == 302
    assert Tariff.objects.get().amount_cents == 125_050
    edit = reverse("wagtailsnippets_membership_tariff:edit", args=[Tariff.objects.get().pk])
    assert "1.250,50" in finance.get(edit).content.decode()


def test_a_draft_is_sent_and_a_sent_invoice_credited(finance):
    draft = InvoiceFactory(draft=True)
    page = reverse("money_admin:invoice", args=[draft.pk])
    assert "Verstuur de factuur" in finance.get(page).content.decode()
    finance.post(reverse("money_admin:sending", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.is_sent
    crediting = reverse("money_admin:crediting", args=[draft.pk])
    assert finance.post(crediting, {"reason": ""}).status_code == 422
    assert finance.post(crediting, {"reason": "Dubbel gestuurd"}).status_code == 302
    assert finance.post(crediting, {"reason": "Nog eens"}).status_code == 409
    assert Invoice.objects.filter(credits=draft).count() == 1


def test_a_part_is_credited_by_the_euro_and_never_more_than_a_line_or_its_vat(finance):
    lines = [Line("Lidmaatschap", 10_000), Line("Boekje", 2_000, "S", Decimal("9"))]
    invoice = InvoiceFactory(lines=lines)
    first, second = (f"line_{line.pk}" for line in invoice.lines.all())
    crediting, page = (reverse(f"money_admin:{name}", args=[invoice.pk]) for name in ("crediting", "invoice"))
    assert "Terug van: Boekje" in finance.get(page).content.decode()
    why = {"reason": "Korting", "extent": "part"}
    for wrong, words in (
        (why, "Vul bij een regel in hoeveel u terugneemt."),
        (why | {first: "100,01"}, "Deze regel is € 100,00, zonder btw."),
        (why | {first: "tien"}, "Vul een bedrag in."),
        ({"reason": "Korting", first: "10"}, "Kies ‘Een deel’"),
    ):
        refused = finance.post(crediting, wrong)
        assert (refused.status_code, words in refused.content.decode()) == (422, True)
    assert finance.post(crediting, why | {first: "25,50", second: "20"}).status_code == 302
    note = Invoice.objects.get(credits=invoice)
    assert [(line.text, line.net_cents) for line in note.lines.all()] == [("Lidmaatschap", 2_550), ("Boekje", 2_000)]
    assert note.total_cents == 2_550 + 536 + 2_000 + 180
    again = finance.post(crediting, why | {second: "1"})
    assert (again.status_code, "met 9 procent btw is nog maar € 0,00 over" in again.content.decode()) == (409, True)
    assert finance.post(crediting, {"reason": "Alles"}).status_code == 409
    assert finance.post(crediting, why | {first: "74,50"}).status_code == 302
    assert Invoice.objects.with_balance().get(pk=invoice.pk).open_cents == 0


def test_finance_says_by_which_other_member_an_organisation_takes_part(finance):
    seat, service = member(), OrganisationFactory(name="Samen Sociaal", kind="joint_service")
    page, path = (
        reverse("membership_admin:organisation", args=[seat.organisation.pk]),
        reverse("money_admin:joint_service", args=[seat.organisation.pk]),
    )
    assert "factuurgegevens" in finance.post(path, {"joint_service": service.pk}, follow=True).content.decode()
    InvoiceProfileFactory(organisation=seat.organisation)
    TariffFactory(year=YEAR, amount_cents=100_000)
    TariffFactory(year=YEAR, amount_cents=0, in_joint_service=True)
    assert "Samen Sociaal" in finance.get(page).content.decode()
    assert "Samenwerking" not in client_of(staff("adviser")).get(page).content.decode()
    finance.post(path, {"joint_service": seat.organisation.pk})  # not in the list
    assert operations.prices_for(seat.organisation, YEAR)[1].amount_cents == 100_000
    finance.post(path, {"joint_service": service.pk})
    assert operations.prices_for(seat.organisation, YEAR)[1].amount_cents == 0
    finance.post(path, {"joint_service": ""})
    assert operations.prices_for(seat.organisation, YEAR)[1].amount_cents == 100_000


def test_the_list_goes_along_as_a_sheet_in_euros(finance):
    InvoiceFactory()
    sheet = finance.get("/beheer/facturen/?export=csv")
    body = sheet.getvalue().decode() if sheet.streaming else sheet.content.decode()
    assert "121" in body and "12100" not in body


def test_a_note_stops_reminders_and_is_lifted(finance):
    invoice = InvoiceFactory()
    holding = reverse("money_admin:holding", args=[invoice.pk])
    assert finance.post(holding, {"kind": "dispute"}).status_code == 422
    finance.post(holding, {"kind": "dispute", "note": "Zij bellen terug."})
    assert "Zij bellen terug." in finance.get(reverse("money_admin:invoice", args=[invoice.pk])).content.decode()
    finance.post(reverse("money_admin:hold_end", args=[invoice.pk]))
    assert not invoice.holds.filter(lifted_at=None).exists()


def test_the_year_shows_what_all_would_pay_and_a_job_sends(finance):
    TariffFactory(year=YEAR, amount_cents=100_000)
    seat = with_invoice_duty()
    InvoiceProfileFactory(organisation=seat.organisation)
    page = reverse("money_admin:year", args=[YEAR])
    shown = finance.get(page).content.decode()
    assert "€ 1.000,00" in shown and seat.organisation.name in shown
    finance.post(reverse("money_admin:run_started", args=[YEAR]))
    run_due()
    assert DuesRun.objects.get().items.get().outcome == "sent"
    assert "Verstuurd: 1" in finance.get(page).content.decode()


def test_the_preview_is_as_many_queries_for_three(finance):
    TariffFactory(year=YEAR)
    member()
    page = reverse("money_admin:year", args=[YEAR])
    finance.get(page)
    with CaptureQueriesContext(connection) as one:
        finance.get(page)
    for _ in range(2):
        InvoiceFactory(organisation=member().organisation)
    with CaptureQueriesContext(connection) as three:
        finance.get(page)
    assert len(three) == len(one)


def test_books_tie_out_and_a_lost_number_is_found(finance):
    invoice = InvoiceFactory()
    PaymentFactory(invoice=invoice, amount_cents=5_000)
    operations.credit_invoice(InvoiceFactory(), reason="Dubbel", by=None)
    closing = books.closing(YEAR)
    assert (closing.invoices, closing.credit_notes, closing.open, closing.faults) == (2, 1, 7_100, [])
    text = fetched(finance, "csv").decode("utf-8-sig")
    last = text.strip().splitlines()[-1].split(";")
    assert last[0] == "Samen" and last[-1] == "71,00" and last[8] == "121,00"
    sheet = load_workbook(io.BytesIO(fetched(finance, "xlsx"))).active
    assert [cell.value for cell in sheet[sheet.max_row]][-1] == 71
    from membership.models import InvoiceCounter

    InvoiceCounter.objects.update(last=4)
    assert books.closing(YEAR).faults == [f"Nummer {YEAR}-0004 ontbreekt."]


def fetched(finance, kind: str) -> bytes:
    """Asked for, made by the worker, and downloaded from the page of the year."""
    assert finance.post(reverse("money_admin:books_asked", args=[YEAR, kind])).status_code == 302
    page = reverse("money_admin:year", args=[YEAR])
    assert "Wij maken uw document." in finance.get(page).content.decode()
    run_due()
    file = PreparedFile.objects.get(kind=exports.KINDS[kind]).file
    path = reverse("core:private_file", args=[file.pk])
    assert path in finance.get(page).content.decode()
    assert client_of(staff("adviser")).get(path).status_code == 404
    return b"".join(finance.get(path).streaming_content)


def test_books_are_made_in_two_forms_and_no_other(finance):
    assert finance.post(reverse("money_admin:books_asked", args=[YEAR, "pdf"])).status_code == 404


def test_aging_puts_each_invoice_in_one_class():
    invoice = InvoiceFactory()
    found = [[age.invoices for age in books.aging(invoice.due_on + timedelta(days=n))] for n in (0, 1, 60, 91)]
    assert found == [[1, 0, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 0, 1]]


def test_other_staff_see_no_money():
    invoice = InvoiceFactory()
    paths = [
        "/beheer/facturen/",
        reverse("money_admin:invoice", args=[invoice.pk]),
        reverse("money_admin:year", args=[YEAR]),
    ]
    for role in ("adviser", "decider", "editor"):
        client = client_of(staff(role))
        refused = [client.get(path) for path in paths]  # Wagtail leads who may not back to its front
        assert [(r.status_code, r.url) for r in refused] == [(302, "/beheer/")] * len(paths)


# --- Renewing, by members ------------------------------------------------------------------------------------


@pytest.fixture
def asked():
    seat = with_invoice_duty()
    TariffFactory(year=YEAR + 1, amount_cents=100_000)
    return Renewal.objects.create(organisation=seat.organisation, year=YEAR + 1, asked_at=timezone.now()), seat


def test_one_page_asks_whether_they_stay(asked):
    renewal, seat = asked
    client = client_of(seat.user)
    page = client.get("/mijn/verlengen/").content.decode()
    assert f"Blijft u lid in {YEAR + 1}?" in page and "€ 1.000,00" in page
    assert client.post("/mijn/verlengen/", {}).status_code == 422
    assert client.post("/mijn/verlengen/", {"stays": "no"}).status_code == 422
    assert client.post("/mijn/verlengen/", {"stays": "yes", "number": "45"}).status_code == 302
    renewal.refresh_from_db()
    assert (renewal.confirmed_by, OrderNumber.objects.get().number) == (seat.user, "45")


def test_a_number_is_kept_with_the_answer_or_not_at_all(asked):
    renewal, seat = asked
    Renewal.objects.update(grace_until=renewal.first_day, ended_at=timezone.now())
    answer = {"stays": "yes", "number": "45"}
    assert client_of(seat.user).post("/mijn/verlengen/", answer).status_code == 422
    assert not OrderNumber.objects.exists()


def test_money_on_that_page_is_for_the_invoice_duty_only(asked):
    _renewal, seat = asked
    Seat.objects.filter(pk=seat.pk).update(duties=["contact"])
    assert "€ 1.000,00" not in client_of(seat.user).get("/mijn/verlengen/").content.decode()
    Seat.objects.filter(pk=seat.pk).update(duties=[], role="professional")
    assert client_of(seat.user).get("/mijn/verlengen/").status_code == 403


def test_leaving_keeps_access_until_the_year_ends(asked):
    renewal, seat = asked
    answer = {"stays": "no", "reason": "Wij bezuinigen."}
    assert client_of(seat.user).post("/mijn/verlengen/", answer).status_code == 302
    assert Term.objects.get(organisation=seat.organisation).end is None
    renewal.refresh_from_db()
    assert renewal.reason == "Wij bezuinigen."


def test_the_order_number_by_the_mailed_link(asked, client):
    renewal, _seat = asked
    path = reverse("membership:order_number", args=[links.issue("give_order_number", renewal.pk, days=1)])
    assert client.get(path).status_code == 200
    assert not OrderNumber.objects.exists()
    assert client.post(path, {"number": ""}).status_code == 422
    assert "Wij weten het nu" in client.post(path, {"number": " 4500 "}).content.decode()
    assert OrderNumber.objects.get().number == "4500"
    assert client.post(path, {"none": "1"}).status_code == 200
    assert OrderNumber.objects.get().number == ""
    operations.decline_renewal(renewal, reason="x", by=None)
    assert client.post(path, {"number": "5"}).status_code == 404
    assert client.get("/inkoopnummer/verzonnen/").status_code == 404


def test_nothing_to_answer_is_said():
    seat = with_invoice_duty()
    assert "U hoeft nu niets te doen" in client_of(seat.user).get("/mijn/verlengen/").content.decode()


def test_going_on_to_level_2_is_priced_before_and_drafted_after(finance):
    seat, adviser = with_invoice_duty(), staff("decider")
    for level, cents in ((1, 120_000), (2, 240_000)):
        TariffFactory(year=YEAR, level=level, amount_cents=cents)
    InvoiceProfileFactory(organisation=seat.organisation)
    sent = operations.invoice_dues(seat.organisation, year=YEAR)
    months = 13 - timezone.localdate().month
    page = reverse("membership_admin:organisation", args=[seat.organisation.pk])
    assert euros(10_000 * months) in finance.get(page).content.decode()
    assert "Rekening" not in client_of(adviser).get(page).content.decode()
    plan = PlanFactory(organisation=seat.organisation)
    version = submitted(plan, seat.user)
    for section in version.sections.all():
        judge(section, adviser, "good", "")
    plans.approve_plan(version, reason="Het klopt.", by=adviser)
    draft = Invoice.objects.drafts().get()
    assert (draft.net_cents, draft.about) == (10_000 * months, f"dues:{YEAR}:2")
    assert operations.send_invoice(draft).issued_on == sent.issued_on


@pytest.mark.parametrize("year", ["0", "1999", "20270", "99999999999"])
def test_what_is_no_year_of_ours_reaches_no_books(finance, year):
    assert finance.get(f"/beheer/contributie/{year}/").status_code == 403  # Wagtail's own, closed to finance
    assert finance.post(f"/beheer/contributie/{year}/verzending/").status_code == 403
