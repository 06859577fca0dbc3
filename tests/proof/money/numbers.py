"""Numbers of invoices: no gap and no double, by many at once, by a crash, and by a connection that is cut."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, connections, transaction

from membership import operations
from membership.models import Invoice, InvoiceCounter
from tests.factories import InvoiceFactory
from tests.proof.faults import Killed, killed_before, together
from tests.proof.road.kills import on_linux

AT_ONCE, DIE = 50, 10


def serials() -> list[int]:
    return sorted(int(number.partition("-")[2]) for number in Invoice.objects.sent().values_list("number", flat=True))


def drafts(count: int) -> list[Invoice]:
    return [InvoiceFactory(draft=True) for _ in range(count)]


def test_many_at_once_have_numbers_without_a_gap(flushed_site, figure):
    """Each is sent by two at the same time: fifty invoices, fifty numbers."""
    waiting = drafts(AT_ONCE // 2)
    calls = [lambda invoice=invoice: operations.send_invoice(invoice) for invoice in waiting for _twice in range(2)]
    results = together(*calls)
    failed = [r for r in results if isinstance(r, BaseException)]
    more = drafts(AT_ONCE // 2)
    failed += [
        r
        for r in together(*(lambda invoice=invoice: operations.send_invoice(invoice) for invoice in more))
        if isinstance(r, BaseException)
    ]
    figure(f"numbers: {AT_ONCE} invoices by {3 * AT_ONCE // 2} at once, {len(failed)} failed, last {serials()[-1]}")
    assert failed == []
    assert serials() == list(range(1, AT_ONCE + 1))
    assert InvoiceCounter.objects.get().last == AT_ONCE


def test_killed_before_any_statement_no_number_is_lost(db, figure):
    waiting, steps = drafts(40), 0
    for invoice in waiting:
        steps += 1
        try:
            with transaction.atomic(), connection.execute_wrapper(killed_before(steps)):
                operations.send_invoice(invoice)  # what a process did not commit goes with it
        except Killed:
            assert serials() == []
            continue
        break
    else:
        pytest.fail("it never came to an end")
    for invoice in waiting:
        operations.send_invoice(invoice)
    figure(f"numbers: killed before each of {steps - 1} statements, 0 numbers lost")
    assert steps > 5
    assert serials() == list(range(1, len(waiting) + 1))


def test_a_connection_cut_between_number_and_commit_gives_the_number_back(flushed_site):
    first, second = drafts(2)
    numbered, cut, seen = threading.Event(), threading.Event(), []

    def dies() -> None:
        try:
            with transaction.atomic():
                seen.append(operations.send_invoice(first).number)
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_backend_pid()")
                    seen.append(cursor.fetchone()[0])
                numbered.set()
                cut.wait(30)
        except OperationalError as error:
            seen.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=dies)
    thread.start()
    assert numbered.wait(30)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [seen[1]])
    cut.set()
    thread.join(30)
    assert isinstance(seen[2], OperationalError)
    assert operations.send_invoice(second).number == seen[0]
    assert not Invoice.objects.get(pk=first.pk).is_sent


@on_linux
def test_processes_killed_among_fifty_at_once_lose_no_number(flushed_site, figure, size):
    """Forty are sent while ten others die with their number in hand: those numbers go to whoever is next."""
    killed = sent = 0
    for _round in range(size(1, 5)):
        dying, living = drafts(DIE), drafts(AT_ONCE - DIE)
        with senders_that_die() as die:
            sends = [lambda invoice=invoice: operations.send_invoice(invoice) for invoice in living]
            *answers, endings = together(*sends, lambda dying=dying: die(dying))
        assert [a for a in answers if isinstance(a, BaseException)] == []
        assert endings == [-signal.SIGKILL] * DIE
        assert not Invoice.objects.sent().filter(pk__in=[invoice.pk for invoice in dying]).exists()
        killed, sent = killed + DIE, sent + len(living)
        assert serials() == list(range(1, sent + 1))
        assert together(*(lambda i=invoice: operations.send_invoice(i) for invoice in dying)) == dying
        sent += DIE
    figure(f"numbers: {killed} processes killed with a number in hand among {sent} at once, last {serials()[-1]}")
    assert serials() == list(range(1, sent + 1))
    assert InvoiceCounter.objects.get().last == sent


@contextmanager
def senders_that_die() -> Iterator:
    """Have invoices sent by processes that are killed, each at another moment; returns how they ended."""
    kept = ("NAME", "HOST", "PORT", "USER", "PASSWORD")
    database = json.dumps({name: str(connection.settings_dict[name]) for name in kept})
    program = [sys.executable, "-m", "tests.proof.scratch.killed_sending", database]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ready\n"

        def die(invoices: list[Invoice]) -> list[int]:
            asked = {"invoices": [i.pk for i in invoices], "after": list(range(len(invoices)))}
            told, _nothing = process.communicate(json.dumps(asked) + "\n", timeout=60)
            return json.loads(told)

        yield die
