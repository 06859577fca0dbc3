"""Work outside the request (law 18).

Operations write a row that says what is due and call `wake`; the row is the truth. The queue only
makes it quick: whatever was not woken, or whose worker died, the timer finds by asking `due`.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.tasks import task
from django.utils import timezone

logger = logging.getLogger("portal.jobs")


@dataclass(frozen=True)
class Job:
    """`run` may be called twice for the same row, also at once; `due` lists rows that wait."""

    run: Callable[[int | str], object]
    due: Callable[[datetime], Iterable[int | str]]


_registry: dict[str, Job] = {}


def register(name: str, *, run: Callable[..., object], due: Callable[[datetime], Iterable[int | str]]) -> None:
    _registry[name] = Job(run, due)


def wake(name: str, pk: int | str) -> None:
    """Ask for a due row to be handled soon after the surrounding transaction commits."""
    transaction.on_commit(lambda: _enqueue(name, str(pk)), robust=True)


def _enqueue(name: str, pk: str) -> None:
    run_job.enqueue(name, pk)


@task(backend="jobs")
def run_job(name: str, pk: str) -> None:
    _registry[name].run(pk)


def run_due(*, at: datetime | None = None) -> int:
    """Handle every due row of every job; returns how many. One that fails is logged and stays due."""
    at = at or timezone.now()
    done = 0
    for name, job in _registry.items():
        for pk in list(job.due(at)):
            try:
                job.run(pk)
                done += 1
            except Exception:
                logger.exception("job %s failed for %s; it stays due", name, pk)
    return done
