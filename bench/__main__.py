"""make bench ARGS=road: each line is `name value unit goal op-value ok|SHORT`.

Works on the demo network, in one process, without a socket: page and reference take turns, so a noisy
machine slows both. The ratio is reference time / page time; 1 would be as fast as a bare Django view.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")

import django

django.setup()

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext

ROUNDS = 60


def environ(path: str, cookie: str = "") -> dict:
    path, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": str(settings.PORT),
        "HTTP_HOST": f"localhost:{settings.PORT}",
        "HTTP_COOKIE": cookie,
        "wsgi.input": BytesIO(),
        "wsgi.url_scheme": "http",
    }


def reference() -> None:
    """One row by slug, one plain answer, no middleware: the bare Django view of notes on performance."""
    from django.http import HttpResponse

    from membership.models import Organisation

    organisation = Organisation.objects.get(slug="gemeente-zaanstad")
    HttpResponse(organisation.name).serialize()


def page(handler: WSGIHandler, path: str, cookie: str = "") -> Callable[[], None]:
    def call() -> None:
        status: list[str] = []
        body = handler(environ(path, cookie), lambda line, headers: status.append(line))
        b"".join(body)
        body.close()
        if not status[0].startswith("200"):
            raise SystemExit(f"{path} answered {status[0]}, which is not measured")

    return call


def cookie_of(email: str, *, second_step: bool = False) -> str:
    from portal.accounts.models import User
    from tests.people import client_of

    client = client_of(User.objects.get(email=email), second_step=second_step)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def seconds(call: Callable[[], None]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def measure(call: Callable[[], None], before: Callable[[], object] = lambda: None) -> tuple[float, int]:
    """The ratio to the reference, taking turns, and the number of queries."""
    pages, references = [], []
    for _ in range(5):
        before()
        call()
        reference()
    for _ in range(ROUNDS):
        before()
        pages.append(seconds(call))
        references.append(statistics.median(seconds(reference) for _ in range(3)))
    before()
    with CaptureQueriesContext(connection) as queries:
        call()
    return statistics.median(references) / statistics.median(pages), len(queries)


def line(name: str, value: float, unit: str, goal: float, *, at_most: bool = False) -> bool:
    met = value <= goal if at_most else value >= goal
    sign = "<=" if at_most else ">="
    print(f"{name:<34} {value:>8.3f} {unit:<8} {sign}{goal:g} {'ok' if met else 'SHORT'}")
    return met


def road() -> None:
    from portal.core.page_cache import bump

    handler = WSGIHandler()
    member = cookie_of("projectleider@zaanstad.example")
    adviser = cookie_of("adviseur@platform31.example", second_step=True)
    targets = [
        ("content page, uncached", "/kennis/wat-stress-doet-met-denken/", "", bump, 0.08, 10),
        ("content page, kept", "/kennis/wat-stress-doet-met-denken/", "", lambda: None, 0.80, 0),
        ("network list, uncached", "/netwerk/", "", bump, 0.08, 8),
        ("member overview", "/mijn/", member, lambda: None, 0.06, 12),
        ("search", "/zoeken/?q=brief", member, lambda: None, 0.08, 12),
        ("staff plan list", "/beheer/plannen/?state=waiting&q=gemeente", adviser, lambda: None, 0.05, 10),
    ]
    for name, path, cookie, before, ratio_goal, query_goal in targets:
        ratio, queries = measure(page(handler, path, cookie), before)
        line(name, ratio, "ratio", ratio_goal)
        line(name, queries, "queries", query_goal, at_most=True)


CAPABILITIES = {"road": road}

if __name__ == "__main__":
    for wanted in sys.argv[1:] or CAPABILITIES:
        CAPABILITIES[wanted]()
