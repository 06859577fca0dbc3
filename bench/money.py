"""What money promises in speed: the invoices of a year with their files, five thousand on the desk, and messages.

python -m bench.money members  350 members that can be invoiced
python -m bench.money run      sends their invoices and makes the files; says how far it is, so that it can be killed
python -m bench.money desk     5,000 invoices of many organisations; prints {"staff": cookie, "member": cookie, paths}
"""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from datetime import date, timedelta

import django

from bench.measuring import Report
from bench.paying import paying
from bench.road import pages
from bench.servers import (
    ENV,
    PORTAL,
    PORTAL_SMALL,
    ROOT,
    SMALL,
    databases,
    portal,
    prepare,
    reference,
    run,
    settings_for,
)

MEMBERS, KILLED_AT = 350, 100
INVOICES, OF_ONE, FEW = 5_000, 50, 5
YEAR_RUN, DESK, SMALL_DESK = "money_year", "money_desk", "money_small"
NAME = "Stichting Meetlat geld"


def money() -> list[str]:
    """Every line about money; returns the names of what falls short."""
    report = Report()
    cluster = prepare(large=False)
    with databases(cluster) as connection:
        for name in (YEAR_RUN, DESK, SMALL_DESK):
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {SMALL}")
    year_run(report)
    desk(report)
    paying(report)
    cluster.release()
    return report.short


# --- The invoices of a year -------------------------------------------------------------------------------


def year_run(report: Report) -> None:
    """Killed once on the way; what comes after it finishes what is left."""
    run(sys.executable, "-m", "bench.money", "members", **settings_for(YEAR_RUN))
    begin = time.monotonic()
    first = _sending(kill_at=KILLED_AT)
    last = _sending()
    seconds = time.monotonic() - begin
    note = f"killed at {first['files']} and taken up again, {seconds / MEMBERS:.2f} s each"
    report.fact(f"invoices of {MEMBERS} members, with files", seconds, "s", note)
    report.line("invoices sent", last["sent"], "sent", f">={MEMBERS}")
    report.line("invoices with pdf and e-invoice", last["files"], "files", f">={MEMBERS}")
    report.line("numbers and sums that are wrong", last["faults"], "faults", "<=0")
    report.line("memory at most", max(first["megabytes"], last["megabytes"]), "MB", "<=1024")


def _sending(kill_at: int = 0) -> dict:
    """Runs to its end, or until so many files are made and it is killed; what it said last."""
    command = [sys.executable, "-m", "bench.money", "run"]
    env = ENV | settings_for(YEAR_RUN)
    said: dict = {"files": 0, "megabytes": 0}
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            said = json.loads(line)
            if kill_at and said["files"] >= kill_at:
                os.kill(process.pid, signal.SIGKILL)
                break
    if not kill_at and process.returncode:
        sys.exit("The invoices of a year could not be sent; see the lines above.")
    return said


def members() -> None:
    """New this year, so that nobody is asked whether they stay; one in seven gave no order number, and needs none."""
    from django.db import transaction

    from membership import operations
    from membership.models import Organisation

    with transaction.atomic():
        for number in range(MEMBERS):
            organisation = operations.create_organisation(
                f"{NAME} {number:03d}", kind="non_profit", province="ut", by=None
            )
            operations.open_term(organisation, level=1, by=None)
            _profile(organisation)
            if number % 7:
                operations.save_order_number(organisation, year=date.today().year, number=f"45{number:08d}")
    assert Organisation.objects.filter(name__startswith=NAME).count() == MEMBERS


def _profile(organisation) -> None:
    from membership import operations
    from tests.money import ADDRESS

    operations.save_invoice_profile(organisation, by=None, **(ADDRESS | {"legal_name": organisation.name}))


def send() -> None:
    """As the worker does: a few invoices, and then their files."""
    from django.utils import timezone

    from membership import books, jobs, operations
    from membership.models import DuesRun

    year = timezone.localdate().year
    run_of_year = DuesRun.objects.filter(year=year).first() or operations.start_dues_run(year, by=None)
    going = True
    while going:
        going = bool(operations.go_on_with(run_of_year, at=timezone.now()))
        for pk in jobs.due_files(timezone.now()):
            jobs.make_files(pk)
            going = True
        _say()
    _say(faults=len(books.closing(year).faults))


def _say(**more) -> None:
    from membership.models import Invoice

    own = Invoice.objects.sent().filter(organisation__name__startswith=NAME)
    files = own.filter(files__ubl__isnull=False, files__pdf__isnull=False).count()
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"sent": own.count(), "files": files, "megabytes": megabytes, **more}), flush=True)


# --- The desk ---------------------------------------------------------------------------------------------


def desk(report: Report) -> None:
    """With 5,000 invoices, of which half are open, each page asks as much as with a few."""
    found = json.loads(run(sys.executable, "-m", "bench.money", "desk", str(INVOICES), **settings_for(DESK)))
    few = json.loads(run(sys.executable, "-m", "bench.money", "desk", str(FEW * OF_ONE), **settings_for(SMALL_DESK)))
    wanted = [
        ("open items", "staff", "/beheer/facturen/?state=open", 0.015, 16),
        ("open items past their day", "staff", "/beheer/facturen/?state=late", 0.015, 16),
        ("invoices", "staff", "/beheer/facturen/", 0.015, 16),
        ("account of one organisation", "staff", found["organisation"], 0.01, 30),
        ("books of a year", "staff", found["books"], 0.001, 24),
        ("entries of the bank to book", "staff", "/beheer/betalingen/bijschrijvingen/", 0.001, 16),
        ("own invoices", "member", "/mijn/facturen/", 0.02, 14),
    ]
    with reference(), portal(PORTAL, DESK), portal(PORTAL_SMALL, SMALL_DESK):
        pages(report, found, [(f"{name}, {INVOICES:,}", *rest) for name, *rest in wanted])
        for name, who, path, *_goals in wanted:
            least, most = (
                _queries(port, people[who], people.get(_key_of(path, found), path))
                for port, people in ((PORTAL_SMALL, few), (PORTAL, found))
            )
            report.line(f"{name}, more queries than for {FEW * OF_ONE}", most - least, "queries", "<=0")


def _key_of(path: str, found: dict) -> str:
    """Which of the paths that differ between the two databases this is."""
    return next((name for name, known in found.items() if known == path), "")


def _queries(port: int, cookie: str, path: str) -> int:
    from bench.browser import Browser

    browser = Browser(port, cookie)
    browser.get(path)  # what is kept for a while is kept
    return browser.get(path).queries


def fill(count: str) -> None:
    """Invoices in the shape the operations write: by fifty for one organisation, every other one paid."""
    from django.db import transaction
    from django.urls import reverse

    from bench.people import cookie_of
    from membership import operations
    from membership.models import Organisation, Seat
    from portal.accounts.models import User
    from tests import factories

    with transaction.atomic():
        for number in range(int(count) // OF_ONE):
            organisation = operations.create_organisation(
                f"{NAME} {number:03d}", kind="non_profit", province="ut", by=None
            )
            operations.open_term(organisation, level=1, by=None)
            _profile(organisation)
            _invoices(organisation, first=number * OF_ONE)
        person = User.objects.create_user("geld@meetlat.bench.example", first_name="Noor")
        own = Organisation.objects.get(name=f"{NAME} 000")
        operations.open_seat(own, user=person, role="admin", duties=["contact", "invoices"], by=None)
        for number in range(20):
            factories.BankEntryFactory(cents=12_100 + number, ref=f"meetlat {number}")
    assert Seat.objects.filter(user=person).exists()
    print(
        json.dumps(
            {
                "staff": cookie_of(User.objects.get(email="administratie@platform31.example")),
                "member": cookie_of(person),
                "organisation": reverse("membership_admin:organisation", args=[own.pk]),
                "books": reverse("money_admin:year", args=[date.today().year]),
            }
        )
    )


def _invoices(organisation, first: int) -> None:
    """First drafts with a line each, then all sent: what was sent takes no lines any more."""
    from django.utils import timezone

    from membership.models import Invoice, InvoiceCounter, InvoiceLine, Payment

    now = timezone.now()
    counter, _new = InvoiceCounter.objects.get_or_create(year=now.year)
    made = Invoice.objects.bulk_create(
        Invoice(organisation=organisation, year=now.year, drafted_at=now, **SUMS) for _number in range(OF_ONE)
    )
    line = {"position": 1, "text": "Lidmaatschap", "net_cents": 10_000, "vat_category": "S", "vat_rate": 21}
    InvoiceLine.objects.bulk_create(InvoiceLine(invoice=invoice, **line) for invoice in made)
    for serial, invoice in enumerate(made, start=counter.last + 1):
        _send(invoice, serial, now)
    Invoice.objects.bulk_update(made, SENT)
    counter.last += OF_ONE
    counter.save()
    paid = {"source": "bank", "amount_cents": 12_100, "booked_on": now.date(), "booked_at": now}
    Payment.objects.bulk_create(
        Payment(invoice=invoice, reference=f"meetlat {first + number}", **paid)
        for number, invoice in enumerate(made)
        if number % 2
    )


SUMS = {
    "net_cents": 10_000,
    "vat_cents": 2_100,
    "total_cents": 12_100,
    "vat": [{"category": "S", "rate": "21.00", "exemption": "", "net_cents": 10_000, "vat_cents": 2_100}],
}
SENT = ["number", "sent_at", "issued_on", "due_on", "payment_reference", "customer", "supplier"]


def _send(invoice, serial: int, now) -> None:
    from membership.algorithms.money import creditor_reference
    from membership.models import DuesSettings
    from membership.operations.invoicing import customer_of, supplier_of

    invoice.number, invoice.sent_at = f"{now.year}-{serial:04d}", now
    invoice.issued_on = date(now.year, 1, 1) + timedelta(days=serial % 300)
    invoice.due_on = invoice.issued_on + timedelta(days=30)
    invoice.payment_reference = creditor_reference(invoice.number)
    invoice.customer = customer_of(invoice.organisation.invoice_profile)
    invoice.supplier = supplier_of(DuesSettings.load())


if __name__ == "__main__":
    django.setup()
    {"members": members, "run": send, "desk": fill}[sys.argv[1]](*sys.argv[2:])
