"""A till of one's own for each test: Stripe's real library, with our stand-in where the network would be."""

from collections.abc import Iterator
from contextlib import contextmanager

from portal.home.demo_network.till.api import Till
from portal.home.demo_network.till.bank import Bank

SECRET = "whsec_" + "tests" * 6
_open: list[Till] = []


def client() -> Till:
    """What STRIPE_HTTP_CLIENT names."""
    return _open[-1]


@contextmanager
def open_till(settings) -> Iterator[Till]:
    settings.STRIPE_SECRET_KEY = "sk_test_tests"
    settings.STRIPE_WEBHOOK_SECRETS = [SECRET]
    settings.STRIPE_HTTP_CLIENT = "tests.paying.client"
    _open.append(Till(Bank()))
    yield _open[-1]
    _open.pop()
