"""What a message of Stripe costs until it is answered, beside the insert that any way of keeping it needs.

python -m bench.paying  prints milliseconds of each, in the database and around it; nothing of it stays
"""

import json
import sys
import time
from functools import cache

import django

from bench.measuring import Report
from bench.servers import SMALL, run, settings_for

MESSAGES, ROUNDS = 100, 5


def paying(report: Report) -> None:
    """What a message costs, in the small database."""
    cost = json.loads(run(sys.executable, "-m", "bench.paying", **settings_for(SMALL)))
    note = f"{cost['ours']:.2f} ms beside {cost['bare']:.2f} ms of processor and database, {MESSAGES} messages"
    report.line("webhook / bare insert", cost["bare"] / cost["ours"], "ratio", ">=0.05", note)
    report.fact("the same message again", cost["again"], "ms")


def measure() -> dict[str, float]:
    """The quickest of five rounds of each, by turns, so that what else this machine does counts little."""
    from django.conf import settings
    from django.db import connection

    from portal.home.demo_network.till.bank import Bank

    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_bench"]
    settings.ALLOWED_HOSTS = ["testserver"]
    bank, at = Bank(), time.time()
    seconds: dict[str, list[float]] = {"ours": [], "bare": [], "again": []}
    _leave_nothing()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_bare (id bigserial PRIMARY KEY, event text UNIQUE)")
    for number in range(ROUNDS):
        about = {"id": "pi_1", "object": "payment_intent"}
        for one in range(MESSAGES):
            bank.say("payment_intent.succeeded", about | {"n": f"{number} {one}"})
        fresh = bank.events(after=number * MESSAGES)
        signed = [bank.signed(event, "whsec_bench", at=at) for event in fresh]
        seconds["ours"].append(_timed(_knock, signed))
        seconds["again"].append(_timed(_knock, signed))
        seconds["bare"].append(_timed(_insert, [event["id"] for event in fresh]))
    _leave_nothing()
    return {name: min(found) / MESSAGES * 1000 for name, found in seconds.items()}


def _leave_nothing() -> None:
    """Of this measurement, also of one that was broken off."""
    from django.db import connection
    from django_tasks_db.models import DBTaskResult

    from membership.models import StripeEvent

    StripeEvent.objects.filter(about="pi_1").delete()
    DBTaskResult.objects.filter(args_kwargs__args__0="membership.stripe_event").delete()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_bare")


def _timed(work, things: list) -> float:
    begin = time.perf_counter()
    for thing in things:
        work(thing)
    return time.perf_counter() - begin


@cache
def _stripe():
    """One for all: each would build the middleware anew."""
    from django.test import Client

    return Client()


def _knock(signed: tuple[bytes, str]) -> None:
    headers = {"Stripe-Signature": signed[1]}
    answer = _stripe().post("/betalen/webhook/", signed[0], content_type="application/json", headers=headers)
    assert answer.status_code == 200, answer.status_code


def _insert(event: str) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_bare (event) VALUES (%s)", [event])


if __name__ == "__main__":
    django.setup()
    print(json.dumps(measure()))
