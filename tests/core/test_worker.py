from datetime import timedelta

import pytest
import time_machine
from django.tasks import task_backends
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.core import jobs, timer
from portal.core.management.commands.worker import requeue_lost, run_through_failures

pytestmark = pytest.mark.django_db


def test_a_job_whose_worker_died_is_put_back(settings):
    settings.TASKS = settings.TASKS | {"jobs": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    task_backends["jobs"].enqueue(jobs.run_job, ("core.send_notification", "1"), {})
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now() - timedelta(minutes=11))
    assert requeue_lost(older_than=timedelta(minutes=10)) == 1
    assert DBTaskResult.objects.get().status == "READY"


def test_a_running_job_is_left_alone(settings):
    settings.TASKS = settings.TASKS | {"jobs": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    task_backends["jobs"].enqueue(jobs.run_job, ("core.send_notification", "1"), {})
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now())
    assert requeue_lost(older_than=timedelta(minutes=10)) == 0


def test_what_takes_long_lets_a_log_in_code_go_first(settings, django_capture_on_commit_callbacks):
    settings.TASKS = settings.TASKS | {"jobs": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with django_capture_on_commit_callbacks(execute=True):
        jobs.wake("membership.invoice_files", 1)
        jobs.wake("core.send_notification", 2)
    assert [task.args_kwargs["args"][0] for task in DBTaskResult.objects.ready()] == [
        "core.send_notification",
        "membership.invoice_files",
    ]


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_stumbles_takes_up_again_what_it_was_doing(settings):
    settings.TASKS = settings.TASKS | {"jobs": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    task_backends["jobs"].enqueue(jobs.run_job, ("core.send_notification", "1"), {})
    found = []

    class Stumbling:
        running = True

        def run(self) -> None:
            found.append(DBTaskResult.objects.get().status)
            DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now())
            self.running = len(found) < 2
            raise RuntimeError("the database went away")

    run_through_failures(Stumbling())
    assert found == ["READY", "READY"]


def test_one_failing_job_does_not_stop_the_others(monkeypatch):
    done = []
    monkeypatch.setattr(jobs, "_registry", {})

    def fail(pk):
        raise RuntimeError

    jobs.register("a", run=fail, due=lambda at: [1])
    jobs.register("b", run=done.append, due=lambda at: [2])
    assert jobs.run_due() == 1
    assert done == [2]


def test_a_daily_task_runs_once_a_day_and_not_too_early(monkeypatch):
    from datetime import time

    runs = []
    monkeypatch.setattr(timer, "_daily", {})
    timer.every_day("x", after=time(0, 5), run=runs.append)
    zone = timezone.get_default_timezone()
    for hour, minute, day in [(0, 1, 23), (0, 6, 23), (9, 0, 23), (0, 2, 24), (0, 7, 24)]:
        moment = timezone.datetime(2026, 11, day, hour, minute, tzinfo=zone)
        with time_machine.travel(moment, tick=False):
            timer.tick()
    assert len(runs) == 2
