"""Killed web servers, databases and workers: what was acknowledged is there, with its consequences."""

import collections
import time
from pathlib import Path

import pytest

from tests.factories import PlanFactory, TemplateVersionFactory, UserFactory, member, staff, write_everything
from tests.people import client_of
from tests.proof.scratch.mailbox import received
from tests.proof.scratch.processes import ScratchPortal, scratch_portal, wait_for
from tests.proof.scratch.visitors import Acknowledged, Crowd, Writer

KINDS = ("save", "apply", "save", "ask_code", "save", "invite", "save", "submit")
VISITORS = 4
on_linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds processes in /proc")


def session_of(user) -> str:
    return client_of(user).cookies["sessionid"].value


def cast(finished_plans: int) -> list[Writer]:
    """Four people who each may write all there is; one reader hears of each plan."""
    staff("adviser")
    template = TemplateVersionFactory()
    writers = []
    for _ in range(VISITORS):
        seat = member()
        plan = PlanFactory(organisation=seat.organisation, template=template)
        writers.append(Writer(session_of(seat.user), plan.pk, UserFactory().email))
        for _ in range(finished_plans):
            other = member()
            finished = write_everything(PlanFactory(organisation=other.organisation, template=template), other.user)
            writers[-1].finished.append((session_of(other.user), finished.pk))
    return writers


# --- What was lost --------------------------------------------------------------------------------------------


def lost(portal: ScratchPortal, acknowledged: list[Acknowledged]) -> list[str]:
    """Acknowledged writes that are not there, or stand there without their consequences."""
    keys = collections.defaultdict(list)
    for done in acknowledged:
        keys[done.what].append(done.key)
    gone = [f"save {plan}" for plan in lost_answers(portal, keys["save"])]
    for what, query in (("apply", APPLICATIONS), ("invite", INVITATIONS), ("submit", SUBMISSIONS)):
        there = {str(key) for (key,) in portal.ask(query, keys[what])}
        gone += [f"{what} {key}" for key in keys[what] if str(key) not in there]
    codes = dict(portal.ask(CODES, keys["ask_code"]))
    for address, asked in collections.Counter(keys["ask_code"]).items():
        gone += [f"ask_code {address}"] * max(0, asked - codes.get(address, 0))
    return gone


def lost_answers(portal: ScratchPortal, saved: list[tuple[int, int]]) -> list[int]:
    """Plans in which a revision was acknowledged twice, or is beyond the last, or has no audit row."""
    found = {plan: (revision, audited) for plan, revision, audited in portal.ask(ANSWERS)}
    gone = []
    for plan in {plan for plan, _ in saved}:
        revisions = [revision for of_plan, revision in saved if of_plan == plan]
        last, audited = found[plan]
        bad = len(revisions) - len(set(revisions)) + sum(r > last for r in revisions) + abs(last - audited)
        gone += [plan] * bad
    return gone


ANSWERS = """
SELECT section.plan_id, answer.revision,
       (SELECT count(*) FROM core_auditentry WHERE verb = 'plan.section_saved' AND subject = 'plan:' || section.plan_id)
FROM implementation_plans_answer answer JOIN implementation_plans_plansection section ON section.id = answer.section_id
WHERE section.number = 1 AND answer.question = 'vraag-1-1'
"""
APPLICATIONS = """
SELECT form_key FROM membership_admission admission WHERE form_key = ANY(%s::uuid[])
AND 1 = (SELECT count(*) FROM core_auditentry
         WHERE verb = 'admission.started' AND subject = 'admission:' || admission.id)
AND 1 = (SELECT count(*) FROM core_notification
         WHERE kind = 'admission_code' AND sent_at IS NOT NULL AND context->>'admission' = admission.id::text)
"""
INVITATIONS = """
SELECT email FROM membership_seatinvitation invitation WHERE email = ANY(%s::text[])
AND 1 = (SELECT count(*) FROM core_auditentry
         WHERE verb = 'seat.invited' AND data->>'invitation' = invitation.id::text)
AND 1 = (SELECT count(*) FROM core_notification
         WHERE kind = 'seat_invitation' AND sent_at IS NOT NULL AND context->>'invitation' = invitation.id::text)
"""
SUBMISSIONS = """
SELECT plan_id FROM implementation_plans_planversion version WHERE plan_id = ANY(%s::bigint[]) AND number = 1
AND 1 = (SELECT count(*) FROM core_auditentry WHERE verb = 'plan.submitted' AND subject = 'plan:' || plan_id)
AND 1 = (SELECT count(*) FROM core_notification
         WHERE kind = 'plan_submitted' AND context->>'version' = version.id::text)
"""
CODES = """
SELECT address, count(*) FROM core_notification
WHERE kind = 'login_code' AND sent_at IS NOT NULL AND address = ANY(%s::text[]) GROUP BY address
"""
WAITING = "SELECT count(*) FROM core_notification WHERE urgent AND sent_at IS NULL AND settled_at IS NULL"
SENT = "SELECT id FROM core_notification WHERE urgent AND sent_at IS NOT NULL"


def never_mailed(portal: ScratchPortal) -> int:
    """Wait until nothing urgent waits; returns how many that are called sent did not arrive."""
    wait_for(lambda: portal.ask(WAITING) == [(0,)], "an empty outbox", seconds=180)
    arrived = received(portal.mailbox)
    return sum(f"notification-{pk}" not in arrived for (pk,) in portal.ask(SENT))


# --- Who is killed when ---------------------------------------------------------------------------------------


class Reaper:
    """Kills in the middle of the writing, and measures how long it takes until all goes on."""

    def __init__(self, portal: ScratchPortal, crowd: Crowd) -> None:
        self.portal, self.crowd = portal, crowd
        self.killed: collections.Counter = collections.Counter()
        self.web_back: list[float] = []  # seconds after the database was killed
        self.worker_back: list[float] = []
        self.mails_before = 0

    def mails(self) -> int:
        return len(list(self.portal.mailbox.glob("*.eml")))

    def wait_for_worker(self) -> None:
        wait_for(lambda: self.mails() > self.mails_before, "mail of the new worker")

    def kill(self, what: str) -> None:
        self.crowd.write(6)
        getattr(self, f"kill_{what}")()
        moment = time.monotonic()
        self.killed[what] += 1
        back = self.crowd.recover(moment)
        if what == "database":
            self.web_back.append(back)
            self.wait_for_worker()
            self.worker_back.append(time.monotonic() - moment)

    def kill_web(self) -> None:
        """One process of the server; every fifth time the whole server, which is then started again."""
        if self.killed["web"] % 5 == 4:
            self.portal.kill("web")
            self.portal.start_web()
        else:
            self.portal.kill_child("web")

    def kill_worker(self) -> None:
        self.wait_for_worker()
        self.portal.kill_child("worker")
        self.mails_before = self.mails()

    def kill_database(self) -> None:
        self.wait_for_worker()
        self.portal.kill_database()
        self.mails_before = self.mails()


def spread(**times: int) -> list[str]:
    """Names as often as they say, each evenly over the whole."""
    return [name for _, name in sorted(((i + 0.5) / n, name) for name, n in times.items() for i in range(n))]


@on_linux
@pytest.mark.django_db(transaction=True)
def test_nothing_acknowledged_is_lost_when_processes_are_killed(flushed_site, figure, size):
    writers = cast(finished_plans=size(1, 20))
    schedule = spread(web=size(3, 50), database=size(1, 20), worker=size(3, 50))
    with scratch_portal() as portal:
        portal.copy_database()
        portal.start_mail()
        portal.start_web()
        portal.start_worker()
        with Crowd(portal, writers, KINDS) as crowd:
            reaper = Reaper(portal, crowd)
            for what in schedule:
                reaper.kill(what)
            crowd.write(max(0, size(60, 3000) - len(crowd.acknowledged())))
        done = crowd.acknowledged()
        unsent = never_mailed(portal)
        gone = lost(portal, done)
        kills = ", ".join(f"{n} of the {what}" for what, n in reaper.killed.items())
        figure(f"kills: {kills}; {len(done)} acknowledged writes, {len(gone)} lost, {unsent} never mailed")
        figure(
            f"kills: after a database kill writing went on within {max(reaper.web_back):.1f} s,"
            f" mailing within {max(reaper.worker_back):.1f} s, nothing else restarted"
        )
        assert (gone, unsent) == ([], 0)
        assert portal.worker_starts() == 1 + reaper.killed["worker"], "the worker gave up by itself"
        twins(portal, writers, figure)


def twins(portal: ScratchPortal, writers: list[Writer], figure) -> None:
    """The same writing and the same look afterwards, on two portals that say "done" too early."""
    forgetful = forgetful_database(portal, writers)
    figure(f"naive twin of the database: {forgetful[0]} acknowledged writes, {forgetful[1]} lost")
    hasty = hasty_web(portal, writers)
    figure(f"naive twin of the web server: {hasty[0]} acknowledged writes, {hasty[1]} lost")
    assert forgetful[1] > 0
    assert hasty[1] > 0


def forgetful_database(portal: ScratchPortal, writers: list[Writer]) -> tuple[int, int]:
    """Commits are answered before they are written."""
    portal.ask("ALTER SYSTEM SET synchronous_commit = off")
    portal.ask("ALTER SYSTEM SET wal_writer_delay = '10s'")
    portal.ask("SELECT pg_reload_conf()")
    with Crowd(portal, writers, ["apply"]) as crowd:
        crowd.write(20)
        portal.kill_database()
        crowd.recover(time.monotonic())
    never_mailed(portal)
    portal.ask("ALTER SYSTEM RESET ALL")
    portal.ask("SELECT pg_reload_conf()")
    return len(crowd.acknowledged()), len(lost(portal, crowd.acknowledged()))


def hasty_web(portal: ScratchPortal, writers: list[Writer]) -> tuple[int, int]:
    """The web server answers before the portal wrote anything."""
    portal.kill("web")
    portal.start_web(NAIVE="1")
    with Crowd(portal, writers, ["apply"]) as crowd:
        for _ in range(2):
            crowd.write(40)
            portal.kill_child("web")
        crowd.write(40)
        portal.kill("web")
    never_mailed(portal)
    return len(crowd.acknowledged()), len(lost(portal, crowd.acknowledged()))
