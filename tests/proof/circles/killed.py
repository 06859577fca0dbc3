"""Some days of the year of circles with real worker processes, of which many are killed with SIGKILL halfway."""

import json
import random
import subprocess
from collections import Counter

from django.db import connection
from django.utils import timezone

from portal.core.models import Notification
from portal.core.notifications import letter_for
from tests.proof.circles.year import Year, lived, year  # noqa: F401
from tests.proof.road.kills import on_linux
from tests.proof.scratch.mailbox import received
from tests.proof.scratch.processes import ScratchPortal, answers, scratch_portal, wait_for


class Worker:
    """Sweeps at the moment of the test, in a process of its own."""

    def __init__(self, portal: ScratchPortal) -> None:
        kept = ("NAME", "HOST", "PORT", "USER", "PASSWORD")
        database = json.dumps({name: str(connection.settings_dict[name]) for name in kept})
        portal.start("worker", "-m", "tests.proof.scratch.day_worker", database, pipes=True)
        self.process: subprocess.Popen = portal.processes["worker"]

    def sweep(self, *, die_before: int = 0) -> int:
        asked = {"at": timezone.now().isoformat(), "die_before": die_before}
        self.process.stdin.write(f"{json.dumps(asked)}\n".encode())
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


class KilledYear(Year):
    """One sweep in two is killed, and the next worker finds what it left."""

    worker: Worker
    failed = 0

    def work(self) -> None:
        if self.rng.random() < 1 / 2:
            ended = self.worker.sweep(die_before=self.rng.randint(1, 60))
            self.kills += ended == -9
            self.failed += ended not in (0, -9)
        self.failed += self.worker.sweep() != 0


def mailed_twice(mails: dict[str, list[str]]) -> list[str]:
    """Ordinary mails of one person on one day beyond the first, and reminders that are not in exactly one mail.

    What a killed worker had handed over already comes again, as the same mail with the same words.
    """
    people = Counter(tuple(name.split("-")[1:]) for name in mails if name.startswith("daily-"))
    found = [str(person) for person, count in people.items() if count > 1]
    found += [name for name, texts in mails.items() if len(set(texts)) > 1]
    for told in Notification.objects.filter(kind__in=("poll_reminder", "action_due"), sent_at__isnull=False):
        about = told.context["text"] if told.kind == "action_due" else told.context["title"]
        own = [texts[0] for name, texts in mails.items() if name.startswith(f"daily-{told.recipient_id}-")]
        came = sum(letter_for(told).title in text and about in text for text in own)
        if came != 1:
            found.append(f"{told}: {came} mails")
    return found


@on_linux
def test_days_of_the_year_with_workers_that_are_killed(year, size, figure):  # noqa: F811
    days = size(12, 120)
    killed = KilledYear(random.Random(2028), year.seats, year.circles)
    with scratch_portal() as portal:
        portal.start_mail()
        wait_for(lambda: answers(portal.smtp_port), "the mail server")
        killed.worker = Worker(portal)
        lived(killed, days)
        mails = received(portal.mailbox)
    missing, twice = killed.missing(), mailed_twice(mails)
    again = sum(len(texts) - 1 for texts in mails.values())
    figure(
        f"circles with real workers: {days} days, {killed.kills} killed with SIGKILL, {len(mails)} mails of which"
        f" {again} came again, {len(killed.expected)} reminders expected: {len(missing)} missing,"
        f" {len(killed.late)} after the thing was done, {len(twice)} twice"
    )
    assert (missing, killed.late, twice, killed.failed) == ([], [], [], 0)
    assert killed.kills > days / 4
    assert killed.expected
