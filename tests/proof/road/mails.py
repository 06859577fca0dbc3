"""Killed mail servers and workers, and mail servers that fail: every mail arrives, and hardly any twice."""

import collections
import contextlib
import random
import smtplib
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from portal.core.notifications import notify
from tests.factories import AdmissionFactory, UserFactory
from tests.proof.road.kills import on_linux
from tests.proof.scratch.mailbox import received
from tests.proof.scratch.processes import ScratchPortal, answers, scratch_portal, wait_for
from tests.proof.scratch.smtp_server import DEATHS, FAULTS

NAMES = {"name": "Idris", "organisation": "Gemeente Veenmeer"}
ADMITTED = {"organisation": "Gemeente Veenmeer", "reason": "Welkom.", "by": "Hanna"}


@pytest.fixture
def real_queue(settings):
    """What is woken while the test writes lies in the queue of the portal that is made from its database."""
    settings.TASKS = settings.TASKS | {"jobs": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def write_messages(count: int) -> None:
    """Of ten: seven urgent, one with a code that lies in its row, one that makes its code and link when
    it is mailed, and one for the mail of the day."""
    at = timezone.now()
    with transaction.atomic():
        for n in range(count):
            key, to = f"{n}", f"noor{n}@lid.example"
            if n % 10 == 0:
                notify("colleague_joined", to=UserFactory(), key=key, at=at, context=NAMES)
            elif n % 10 == 1:
                notify("login_code", to=UserFactory().email, key=key, at=at, secret_text="482913")
            elif n % 10 == 2:
                notify("admission_code", to=to, key=key, at=at, context={"admission": AdmissionFactory().pk})
            else:
                notify("admission_admitted", to=to, key=key, at=at, context=ADMITTED)


EXPECTED = """
SELECT 'notification-' || id FROM core_notification WHERE urgent
UNION SELECT 'daily-' || recipient_id FROM core_notification WHERE NOT urgent
"""
UNSENT = "SELECT count(*) FROM core_notification WHERE sent_at IS NULL"
SECRETS = "SELECT count(*) FROM core_notification WHERE secret_text <> ''"


def arrived(portal: ScratchPortal) -> dict[str, list[str]]:
    """Every mail that came, with its text each time; the mail of the day goes by its person."""
    return {"-".join(name.split("-")[:2]): texts for name, texts in received(portal.mailbox).items()}


def count(portal: ScratchPortal) -> int:
    return len(list(portal.mailbox.glob("*.eml")))


def all_sent(portal: ScratchPortal) -> bool:
    return portal.ask(UNSENT) == [(0,)]


class Postman:
    """Kills the worker at any moment, and the mail server at every point of the conversation."""

    def __init__(self, portal: ScratchPortal, deaths: int, apart: int) -> None:
        self.portal, self.apart = portal, apart
        self.deaths = [DEATHS[n % len(DEATHS)] for n in range(deaths)]
        self.killed: collections.Counter = collections.Counter()

    def serve(self) -> None:
        """Start the mail server, told where to die, whenever it is dead."""
        if not self.portal.is_alive("mail"):
            self.killed["mail server"] += "mail" in self.portal.processes
            death = [self.deaths.pop()] if self.deaths else []
            self.portal.start_mail(random.randint(1, self.apart), *death)

    def deliver(self, until: Callable[[], bool], what: str) -> None:
        wait_for(lambda: self.serve() or until() or all_sent(self.portal), what, seconds=300)

    def kill_worker(self) -> None:
        enough = count(self.portal) + random.randint(1, self.apart)
        self.deliver(lambda: count(self.portal) >= enough, "more mails")
        self.portal.kill_child("worker")
        self.killed["worker"] += 1


@on_linux
@pytest.mark.django_db(transaction=True)
def test_every_mail_arrives_though_mail_servers_and_workers_are_killed(flushed_site, real_queue, figure, size):
    mails = size(40, 2000)
    servers, workers = size(2, 20), size(1, 20)
    write_messages(mails)
    with scratch_portal() as portal:
        portal.copy_database()
        portal.start_worker()
        postman = Postman(portal, servers, apart=mails // (2 * (servers + workers)))
        for _ in range(workers):
            postman.kill_worker()
        postman.deliver(lambda: False, "an empty outbox")
        found, expected = arrived(portal), {name for (name,) in portal.ask(EXPECTED)}
        never, repeats = expected - set(found), sum(len(texts) - 1 for texts in found.values())
        killed = ", ".join(f"{n} of the {what}" for what, n in postman.killed.items())
        figure(f"mails: {len(expected)} with kills: {killed}; {len(never)} never sent, {repeats} repeated")
        assert (never, set(found) - expected) == (set(), set())
        assert repeats <= sum(postman.killed.values())
        assert [texts for texts in found.values() if len(set(texts)) > 1] == [], "a repeat says something else"
        assert portal.ask(SECRETS) == [(0,)]


@on_linux
@pytest.mark.django_db(transaction=True)
def test_a_failing_mail_server_is_tried_again_and_old_codes_are_erased(flushed_site, figure):
    """First no server at all, then one that refuses for now, for good, says nothing, and hangs up."""
    almost_old = timezone.now() - timedelta(minutes=14, seconds=58)
    notify("login_code", to=UserFactory().email, key="never", at=almost_old, secret_text="482913")
    write_messages(12)
    with scratch_portal() as portal:
        portal.copy_database()
        portal.start_worker(SMTP_TIMEOUT="1")
        wait_for(lambda: portal.ask(ERASED) == [(1,)], "a code that is erased")
        portal.start_mail(2, *FAULTS)
        wait_for(lambda: portal.ask(UNSENT) == [(1,)], "an outbox with nothing but the erased code")
        expected = {name for (name,) in portal.ask(EXPECTED + " EXCEPT " + NEVER)}
        [(attempts,)] = portal.ask("SELECT sum(attempts) FROM core_notification")
        figure(
            f"mails: {len(expected)} through a server that was away and failed in {len(FAULTS)} ways:"
            f" {len(expected - set(arrived(portal)))} never sent, {attempts} attempts more"
        )
        assert set(arrived(portal)) == expected
        assert attempts >= len(FAULTS)


ERASED = "SELECT count(*) FROM core_notification WHERE key = 'never' AND secret_text = '' AND settled_at IS NOT NULL"
NEVER = "SELECT 'notification-' || id FROM core_notification WHERE key = 'never'"


def test_the_naive_twin_sends_in_the_request_and_loses_mail(figure):
    """Hands each mail to the server at once and goes on when that fails, as a view would."""
    mails, deaths = 30, []
    with scratch_portal() as portal:

        def is_serving() -> bool:
            if not portal.is_alive("mail"):
                deaths.append(DEATHS[len(deaths) % len(DEATHS)])
                portal.start_mail(9, deaths[-1])
            return answers(portal.smtp_port)

        for n in range(mails):
            wait_for(is_serving, "the mail server")
            with contextlib.suppress(OSError), smtplib.SMTP("127.0.0.1", portal.smtp_port, timeout=10) as server:
                text = f"Message-ID: <{n}@lid.example>\r\nSubject: Bericht\r\n\r\nWelkom.\r\n"
                server.sendmail("portaal@lid.example", ["noor@lid.example"], text)
        lost = mails - len(received(portal.mailbox))
    figure(f"naive twin of mails: {mails} tried, {lost} never sent")
    assert lost > 0
