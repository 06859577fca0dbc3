"""make worker: one process that sends messages, runs jobs and keeps time."""

import logging
import threading
from datetime import timedelta

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from portal.core import jobs, timer

logger = logging.getLogger("portal.worker")
SWEEP_SECONDS = 20
LOST_AFTER = timedelta(minutes=10)


class Command(BaseCommand):
    help = "Verstuurt berichten, controleert bestanden en bewaakt de dagelijkse taken. Eén proces per portaal."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="handle what is due now and stop")
        parser.add_argument("--sweep", type=float, default=SWEEP_SECONDS, help="seconds between looks for what is due")

    def handle(self, *, once: bool, sweep: float, **options) -> None:
        if once:
            self.stdout.write(f"{jobs.run_due()} taken gedaan")
            timer.tick()
            return
        stop = threading.Event()
        clock = threading.Thread(target=keep_time, args=(stop, sweep), daemon=True)
        worker = Worker(
            queue_names=["*"],
            interval=0.5,
            batch=False,
            backend_name="jobs",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        worker.configure_signals()
        clock.start()
        try:
            run_through_failures(worker)
        finally:
            stop.set()


def run_through_failures(worker: Worker) -> None:
    """A database that goes away and comes back must not end the worker."""
    while worker.running:
        try:
            requeue_lost(older_than=timedelta(0))  # what this worker, or one before it, stumbled with
            worker.run()
        except Exception:
            logger.exception("worker stumbled; it goes on")
            close_old_connections()
            threading.Event().wait(1)


def keep_time(stop: threading.Event, sweep: float) -> None:
    while not stop.is_set():
        try:
            close_old_connections()
            requeue_lost(older_than=LOST_AFTER)
            jobs.run_due()
            timer.tick()
        except Exception:
            logger.exception("timer stumbled; it goes on")
        finally:
            close_old_connections()
        stop.wait(sweep)


def requeue_lost(*, older_than: timedelta) -> int:
    """Put jobs of a dead worker back. Safe because every job may run twice."""
    return DBTaskResult.objects.filter(
        backend_name="jobs", status="RUNNING", started_at__lte=timezone.now() - older_than
    ).update(status="READY", started_at=None)
