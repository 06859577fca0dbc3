"""Three years of members through the daily job, with crashes and repeats: the same books and terms as one clean run."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.db import connection, transaction

from membership import books, operations
from membership.models import Invoice, OrderNumber, Renewal, Tariff, Term
from portal.home.daily import membership_of_the_day
from tests.factories import InvoiceProfileFactory, OrganisationFactory
from tests.proof.faults import Killed

YEARS = (2027, 2028, 2029)


class Undone(Exception):
    pass


def killed_at(step: int):
    """Dies before a statement, never at a savepoint: those stand for the commits, after which everything was kept."""
    sent = 0

    def wrapper(execute, sql, params, many, context):
        nonlocal sent
        sent += "SAVEPOINT" not in sql
        if sent == step and "SAVEPOINT" not in sql:
            raise Killed
        return execute(sql, params, many, context)

    return wrapper


def days() -> Iterator[datetime]:
    day = date(2026, 10, 20)
    while day < date(2030, 1, 15):
        yield datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
        near = (day.month, day.day) < (1, 4) or (day.month, day.day) > (12, 29)
        day += timedelta(days=1 if near else 14)


def members(count: int) -> None:
    for year in YEARS + (2030,):
        for level, cents in ((1, 123_457), (2, 345_679)):
            Tariff.objects.create(year=year, level=level, amount_cents=cents + year)
    for n in range(count):
        organisation = OrganisationFactory(name=f"Lid {n:03d}", name_key=f"lid {n:03d}", slug=f"lid-{n}")
        InvoiceProfileFactory(organisation=organisation, needs_order_number=n % 4 == 0)
        start = date(2024, 1 + n % 12, 3) if n % 3 else date(2026, 12, 30)
        Term.objects.create(organisation=organisation, level=1, start=start, opened_at=datetime(2024, 1, 1, tzinfo=UTC))


def answers(at: datetime) -> None:
    """What every member does on this day; the same in every run. Who has nothing left to say is left alone."""
    given = set(OrderNumber.objects.values_list("organisation_id", "year"))
    for renewal in Renewal.objects.select_related("organisation").order_by("organisation__slug", "year"):
        knows_number = (renewal.organisation_id, renewal.year) in given
        if renewal.is_open or not knows_number:
            answer(renewal, at, knows_number=knows_number)
    for invoice in Invoice.objects.open().select_related("organisation").order_by("organisation__slug", "pk"):
        pay(invoice, at)


def answer(renewal: Renewal, at: datetime, *, knows_number: bool) -> None:
    organisation = renewal.organisation
    rng = random.Random(f"{organisation.slug} {renewal.year}")
    says = rng.choice(("yes", "yes", "yes", "yes", "late", "no", "never"))
    on = renewal.first_day + timedelta(days=20 if says == "late" else -rng.randint(5, 40))
    if renewal.is_open and at.date() >= on:
        if says in ("yes", "late"):
            operations.confirm_renewal(renewal, by=None, at=at)
        elif says == "no":
            operations.decline_renewal(renewal, reason="Wij stoppen.", by=None, at=at)
    if not knows_number and at.date() >= renewal.first_day + timedelta(days=rng.randint(0, 50)):
        operations.save_order_number(organisation, year=renewal.year, number=f"PO {renewal.year}", at=at)


def pay(invoice: Invoice, at: datetime) -> None:
    slug = invoice.organisation.slug
    rng = random.Random(f"{slug} pays {invoice.year}")
    if (at.date() - invoice.issued_on).days > rng.randint(5, 120):
        part = invoice.open_cents if rng.random() < 0.8 else invoice.open_cents // 2 or 1
        reference = f"{slug} {invoice.number} {at:%Y%m%d}"
        operations.book_payment(
            invoice, amount_cents=part, source="bank", reference=reference, booked_on=at.date(), at=at
        )


def day(at: datetime) -> None:
    membership_of_the_day(at)
    if at.year in YEARS and (at.month, at.day) >= (1, 2):
        run = operations.start_dues_run(at.year, by=None, at=at)
        while operations.go_on_with(run, at=at):
            continue


def live(count: int, chaos: random.Random | None) -> tuple[list, int]:
    """Returns what is left of three years, and how often it crashed."""
    members(count)
    crashes = 0
    for at in days():
        if chaos and chaos.random() < 0.5:
            try:
                with connection.execute_wrapper(killed_at(chaos.randint(1, 60))):
                    day(at)
            except Killed:
                crashes += 1
                connection.set_rollback(False)  # the test's own transaction goes on, as the database would
        day(at)
        if chaos and chaos.random() < 0.3:
            day(at)
        answers(at)
    terms = Term.objects.order_by("organisation__slug", "start")
    told = [list(terms.values_list("organisation__slug", "level", "start", "end", "since", "end_reason"))]
    told += [list(books.rows_of(year)) for year in YEARS]
    told += [books.closing(year) for year in YEARS]
    return told, crashes


def of_a_world(count: int, chaos: random.Random | None) -> tuple[list, int]:
    try:
        with transaction.atomic():
            found = live(count, chaos)
            raise Undone
    except Undone:
        return found


def test_three_years_with_crashes_are_the_same_books(db, size, figure):
    count = size(4, 350)
    clean, _none = of_a_world(count, None)
    broken, crashes = of_a_world(count, random.Random(8))
    issued = sum(closing.invoices for closing in clean[-3:])
    figure(f"years: {count} members, {issued} invoices in 3 years, {crashes} crashes, same: {clean == broken}")
    assert crashes > 5
    assert issued > count // 2
    assert [closing.faults for closing in clean[-3:]] == [[], [], []]
    assert broken == clean
