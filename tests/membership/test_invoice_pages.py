import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from membership import jobs, operations
from membership.algorithms.money import Line
from membership.models import Invoice, InvoiceFiles, InvoiceProfile
from portal.core import notifications
from portal.core.jobs import run_due
from portal.core.models import Notification, PrivateFile
from tests.factories import InvoiceFactory, PaymentFactory, member, site, staff
from tests.money import ADDRESS, with_invoice_duty
from tests.people import client_of
from tests.proof.faults import together

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home():
    return site()


@pytest.fixture
def seat():
    return with_invoice_duty()


@pytest.fixture
def invoice(seat):
    return InvoiceFactory(organisation=seat.organisation)


def test_who_has_the_duty_sees_the_list_and_the_page(seat, invoice):
    PaymentFactory(invoice=invoice, amount_cents=5_000)
    client = client_of(seat.user)
    listed = client.get("/mijn/facturen/").content.decode()
    assert invoice.number in listed and "€ 71,00" in listed and "Deels betaald" in listed
    page = client.get(f"/mijn/facturen/{invoice.number}/").content.decode()
    assert "€ 121,00" in page and "NL91 ABNA 0417 1643 00" in page


def test_others_get_404(seat, invoice):
    colleague = operations.open_seat(seat.organisation, user=staff("editor"), role="admin", duties=["contact"], by=None)
    for user in (colleague.user, with_invoice_duty(name="Gemeente Anders").user, member(name="C").user):
        assert client_of(user).get(f"/mijn/facturen/{invoice.number}/").status_code == 404
    assert client_of(colleague.user).get("/mijn/facturen/").status_code == 404
    assert client_of(staff("finance")).get(f"/mijn/facturen/{invoice.number}/").status_code == 200
    assert client_of(staff("decider")).get(f"/mijn/facturen/{invoice.number}/").status_code == 404


@pytest.mark.parametrize("number", ["%00", "2026-0001%00", "x", "2026-", "9999-99999999999999999999"])
@pytest.mark.parametrize("page", ["", "betalen/", "betaling/terug/"])
def test_what_is_no_number_is_no_page(seat, invoice, number, page):
    assert client_of(seat.user).get(f"/mijn/facturen/{number}/{page}").status_code == 404


def test_a_draft_is_nobodys_but_of_finance(seat):
    draft = InvoiceFactory(organisation=seat.organisation, draft=True)
    assert list(Invoice.objects.visible_to(seat.user)) == []
    assert list(Invoice.objects.visible_to(staff("finance"))) == [draft]


def test_files_are_made_once_and_mailed_to_the_address_and_the_duty(seat, invoice):
    run_due()
    run_due()
    made = InvoiceFiles.objects.get(invoice=invoice)
    assert [m.to for m in mail.outbox] == [[ADDRESS["email"]], [seat.user.email]]
    names = [name for name, _content, _kind in mail.outbox[0].attachments]
    assert names == [f.name for f in (made.pdf, made.ubl) if f]
    jobs.make_files(invoice.pk)
    assert Notification.objects.filter(kind="invoice_sent").count() == 2


def test_files_are_asked_for_as_soon_as_the_number_is_sure(seat, settings, django_capture_on_commit_callbacks):
    settings.TASKS = settings.TASKS | {"jobs": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with django_capture_on_commit_callbacks(execute=True):
        invoice = InvoiceFactory(organisation=seat.organisation)
        assert not DBTaskResult.objects.exists()
    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.ready()] == [
        ["membership.invoice_files", str(invoice.pk)]
    ]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_one_invoice_make_its_files_once(migrated_groups):
    invoice = InvoiceFactory()
    assert together(*[lambda: jobs.make_files(invoice.pk)] * 4) == [None] * 4
    assert (InvoiceFiles.objects.count(), PrivateFile.objects.count()) in ((1, 2), (1, 1))


def test_files_open_for_the_duty_and_finance_only(seat, invoice):
    jobs.make_files(invoice.pk)
    path = f"/bestanden/{invoice.files.ubl.pk}/"
    from django.urls import reverse

    path = reverse("core:private_file", args=[invoice.files.ubl.pk])
    assert b"".join(client_of(seat.user).get(path).streaming_content).startswith(b"<?xml")
    for user in (with_invoice_duty(name="Gemeente Anders").user, staff("adviser")):
        assert client_of(user).get(path).status_code == 404
    assert client_of(staff("finance")).get(path).status_code == 200


def test_a_credit_note_is_announced_in_its_own_words(seat, invoice):
    note = operations.credit_invoice(invoice, reason="Minder", lines=[Line("Minder", 1_000)], by=None)
    operations.announce_invoice(note, at=note.sent_at)
    letter = notifications.letter_for(Notification.objects.filter(kind="invoice_sent").first())
    assert letter.subject == f"Creditfactuur {note.number}"
    assert "krijgt € 12,10 terug" in letter.paragraphs[0]


def test_the_own_address_for_invoices(seat):
    client = client_of(seat.user)
    facts = ADDRESS | {"email": "crediteuren@veenmeer.example", "vat_number": "nl 0044.95445B01"}
    refused = client.post("/mijn/facturen/gegevens/", facts)
    assert refused.status_code == 422 and "btw-nummer klopt niet" in refused.content.decode()
    facts["vat_number"] = "nl 004495445 B01"
    assert client.post("/mijn/facturen/gegevens/", facts).status_code == 302
    assert InvoiceProfile.objects.get().vat_number == "NL004495445B01"


def test_the_list_is_as_many_queries_for_three(seat, django_assert_num_queries):
    client = client_of(seat.user)
    InvoiceFactory(organisation=seat.organisation)
    client.get("/mijn/facturen/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get("/mijn/facturen/")
    for _ in range(2):
        InvoiceFactory(organisation=seat.organisation)
    with django_assert_num_queries(len(one)):
        client.get("/mijn/facturen/")
