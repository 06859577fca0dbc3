"""Work outside the request (law 18).

Operations write a row that says what is due and call `wake`; the row is the truth. The queue only
makes it quick: whatever was not woken, or whose worker died, the timer finds by asking `due`.
"""

import logging
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.tasks import task
from django.utils import timezone

AFTER_OTHERS = -50  # in the queue; others have 0

logger = logging.getLogger("portal.jobs")


class NotNow(Exception):
    """Other rows of this job would fail as well (the mail server is away): leave them for the next sweep."""


@dataclass(frozen=True)
class Job:
    """`run` may be called twice for the same row, also at once; `due` lists rows that wait.

    A sweep over the due rows happens inside `sweeping`, which may hold what they share. One that `is_long` lets
    everything else in the queue go first: nobody waits for a log-in code behind hundreds of documents.
    """

    run: Callable[[int | str], object]
    due: Callable[[datetime], Iterable[int | str]]
    sweeping: Callable[[], AbstractContextManager] = nullcontext
    is_long: bool = False


_registry: dict[str, Job] = {}


def register(
    name: str,
    *,
    run: Callable[..., object],
    due: Callable[[datetime], Iterable[int | str]],
    sweeping: Callable[[], AbstractContextManager] = nullcontext,
    is_long: bool = False,
) -> None:
    _registry[name] = Job(run, due, sweeping, is_long)


def wake(name: str, pk: int | str) -> None:
    """Ask for a due row to be handled soon after the surrounding transaction commits."""
    transaction.on_commit(lambda: _enqueue(name, str(pk)), robust=True)


def _enqueue(name: str, pk: str) -> None:
    job = run_job.using(priority=AFTER_OTHERS) if _registry[name].is_long else run_job
    job.enqueue(name, pk)


@task(backend="jobs")
def run_job(name: str, pk: str) -> None:
    try:
        _registry[name].run(pk)
    except NotNow as reason:
        logger.warning("job %s waits: %s", name, reason)


def run_due(*, at: datetime | None = None) -> int:
    """Handle every due row of every job; returns how many. One that fails is logged and stays due.

    After a NotNow the rest of that job's rows wait for the next round, so that nobody waits for each in turn.
    """
    at = at or timezone.now()
    return sum(_sweep(name, job, at) for name, job in _registry.items())


def _sweep(name: str, job: Job, at: datetime) -> int:
    done = 0
    with job.sweeping():
        for pk in list(job.due(at)):
            try:
                job.run(pk)
                done += 1
            except NotNow as reason:
                logger.warning("job %s waits: %s", name, reason)
                break
            except Exception:
                logger.exception("job %s failed for %s; it stays due", name, pk)
    return done
