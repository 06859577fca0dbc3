"""A round of 350 organisations and 200 questions in the grown network; and what reading, taking along and saving cost.

python -m bench.answers fill     makes it once; prints {"page": path, "member": cookie}
python -m bench.answers reading  prints milliseconds and queries of totals, seconds and megabytes of an export
python -m bench.answers saving   prints seconds of 350 organisations that save over 40 connections, and of bare inserts
"""

import json
import random
import sys
import threading
import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import django

MEMBERS, QUESTIONS, PER_PAGE, YEAR, CONNECTIONS = 350, 200, 10, 2031, 40


def fill() -> None:
    from django.db import transaction

    from bench.people import cookie_of
    from surveys.models import Round

    with transaction.atomic():
        found = Round.objects.filter(year=YEAR).first() or _made()
        seat = found.participations.order_by("pk").first().organisation.seats.current().first()
        print(json.dumps({"page": f"/uitkomsten/{YEAR}/", "member": cookie_of(seat.user)}))


def _made():
    """In the shapes of the operations: everybody sent in, closed, with outcomes online."""
    from django.utils import timezone

    from surveys.models import Answer, Questionnaire, Release
    from surveys.operations import open_round
    from tests.surveys.world import ask, pages, without_gate

    rng, now = random.Random(7), timezone.now()
    questions = [
        ask("yes_no", f"ja-{n}") if n % 2 else ask("scale", f"schaal-{n}", scale="agree") for n in range(QUESTIONS)
    ]
    of = Questionnaire(title="Meetlat", sections=pages(*(questions[n : n + PER_PAGE] for n in range(0, 200, PER_PAGE))))
    of.save()
    of.save_revision().publish()
    found = open_round(of, year=YEAR, closes_on=now.date() + timedelta(days=9), by=None)
    some = list(found.participations.filter(organisation__seats__isnull=False).distinct().order_by("pk")[:MEMBERS])
    found.participations.exclude(pk__in=[one.pk for one in some]).delete()
    found.participations.update(submitted_at=now)
    options = {version: list(version.options.all()) for version in found.questions.prefetch_related("options")}
    Answer.objects.bulk_create(
        (
            Answer(participation=one, question=version, option=rng.choice(choices), updated_at=now)
            for one in some
            for version, choices in options.items()
        ),
        batch_size=5000,
    )
    found.closed_at = now
    found.save(update_fields=["closed_at"])
    _release(found, now, without_gate, Release)
    return found


def _release(found, now, publish, release) -> None:
    from surveys.microdata import policy_of, round_of

    content, digest, _none = publish(round_of(found), policy_of(found), on_progress=lambda done, total: None)
    release.objects.create(
        round=found,
        asked_at=now,
        made_at=now,
        content=content.decode(),
        sha256=digest,
        published_at=now,
        is_public=True,
    )


def reading() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from surveys.exports import rows_of
    from surveys.models import Round
    from surveys.totals import totals_of

    found = Round.objects.get(year=YEAR)
    with CaptureQueriesContext(connection) as asked:
        totals_of(found)
    quickest = min(_seconds(lambda: totals_of(found)) for _ in range(5))
    seconds = min(_seconds(lambda: sum(1 for _ in rows_of(found))) for _ in range(3))
    tracemalloc.start()
    rows = sum(1 for _ in rows_of(found))
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    totals = {"milliseconds": quickest * 1000, "queries": len(asked)}
    print(json.dumps(totals | {"seconds": seconds, "megabytes": peak, "rows": rows}))


def _seconds(work) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def saving() -> None:
    """A page of ten answers each, of organisations that answer for the first time; taken back after."""
    from django.db import connection
    from django.utils import timezone

    from surveys import operations
    from surveys.models import Answer, Round

    found = Round.objects.get(year=YEAR)
    now = timezone.now()
    Round.objects.filter(pk=found.pk).update(closed_at=None, closes_on=now.date() + timedelta(days=9))
    found.participations.update(submitted_at=None)
    versions = list(found.questions.prefetch_related("options__option")[:PER_PAGE])
    Answer.objects.filter(participation__round=found, question__in=versions).delete()
    values = {version: (version.options.all()[0].option.code, operations.stamp(None)) for version in versions}
    some = list(found.participations.select_related("round"))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_bare (id bigserial PRIMARY KEY, one bigint, two bigint)")
    ours = _at_once(lambda one: operations.save_answers(one, values=values, by=None), some)
    bare = _at_once(_bare, some)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_bare")
    found.participations.update(submitted_at=now)
    Round.objects.filter(pk=found.pk).update(closed_at=now)
    kept = Answer.objects.filter(participation__round=found, question__in=versions).count()
    print(json.dumps({"ours": ours, "bare": bare, "kept": kept, "wanted": len(some) * len(versions)}))


def _bare(one) -> None:
    """Ten rows under one lock: what any way of keeping ten answers needs."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [one.pk])
        cursor.executemany("INSERT INTO bench_bare (one, two) VALUES (%s, %s)", [(one.pk, n) for n in range(PER_PAGE)])


def _at_once(work, everybody: list) -> float:
    from django.db import connection

    with ThreadPoolExecutor(CONNECTIONS, initializer=lambda: connection.ensure_connection()) as pool:
        begin = time.perf_counter()
        list(pool.map(work, everybody))
        seconds = time.perf_counter() - begin
        barrier = threading.Barrier(CONNECTIONS)  # each thread closes its own
        list(pool.map(lambda _n: (barrier.wait(), connection.close()), range(CONNECTIONS)))
    return seconds


if __name__ == "__main__":
    django.setup()
    {"fill": fill, "reading": reading, "saving": saving}[sys.argv[1]]()
