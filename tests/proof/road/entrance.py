"""Known and unknown addresses: the same answer, the same statements; the time both took is printed."""

import statistics
import time
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from membership import operations as membership
from tests.factories import UserFactory, member, site

VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE", "SAVEPOINT", "RELEASE")


def log_in(address: str, client: Client):
    return client.post("/inloggen/", {"email": address})


def join(address: str, client: Client):
    return client.post("/inloggen/meedoen/", {"form_key": uuid.uuid4(), "name": "Sam Duin", "email": address})


def tried(door, address: str, place: int) -> tuple[tuple, list[str], float]:
    """The answer, the kinds of statement, and the milliseconds of one try from a place of its own."""
    client = Client(REMOTE_ADDR=f"198.51.{place // 250}.{place % 250}")
    with CaptureQueriesContext(connection) as queries:
        start = time.perf_counter()
        response = door(address, client)
        milliseconds = (time.perf_counter() - start) * 1000
    kinds = [q["sql"].split(" ", 1)[0] for q in queries]
    return (response.status_code, response.url), [k for k in kinds if k in VERBS], milliseconds


@pytest.mark.django_db
@pytest.mark.parametrize("door", [log_in, join])
def test_nobody_learns_at_the_door_who_is_known(door, size, figure):
    site()
    pairs = size(15, 200)
    seat = member(user=UserFactory(email="noor@veenmeer.example"))
    membership.open_email_domain(seat.organisation, by=seat.user)
    tried(door, "warm@nergens.example", 9_999)
    known = [UserFactory(email=f"p{n}@veenmeer.example").email for n in range(pairs)]
    differences, wrong = [], 0
    for n, address in enumerate(known):
        addresses = [address, f"p{n}@nergens.example"]
        first = n % 2  # who comes first takes turns: a second try is quicker for reasons of its own
        tries = {a: tried(door, a, 2 * n + i) for i, a in enumerate([addresses[first], addresses[1 - first]])}
        one, other = (tries[a] for a in addresses)
        wrong += one[:2] != other[:2]
        differences.append(one[2] - other[2])
    figure(f"door {door.__name__}: {pairs} pairs, {wrong} different, {statistics.median(differences):+.1f} ms apart")
    assert wrong == 0
