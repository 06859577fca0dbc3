"""Fifty requests a second of mixed pages, sent at their appointed times whether the last one is answered or not."""

import random
import threading
import time
from queue import SimpleQueue

from bench.browser import Browser, NotAnswered

ANONYMOUS = [
    "/",
    "/netwerk/",
    "/kennis/",
    "/kennis/stress-en-denken/wat-stress-doet-met-denken/",
    "/netwerk/?provincie=ut",
    "/zoeken/?q=brief",
]
MEMBER = ["/mijn/", "/mijn/plan/", "/mijn/collegas/", "/mijn/berichten/", "/netwerk/", "/zoeken/?q=brief"]
STAFF = ["/beheer/plannen/?state=waiting", "/beheer/organisaties/?q=linde", "/beheer/aanvragen/", "/beheer/"]
BROWSERS = 24


def mixed(port: int, people: dict, *, rate: int, seconds: int) -> tuple[list[float], int]:
    """Seconds from the appointed time to the last byte of every answer, and how many were no 200."""
    rng = random.Random(31)
    plan: SimpleQueue = SimpleQueue()
    begin = time.perf_counter() + 0.5
    for n in range(rate * seconds):
        kind = rng.choices(("anonymous", "member", "staff"), (60, 30, 10))[0]
        cookie = {"anonymous": "", "member": rng.choice(people["members"]), "staff": people["staff"]}[kind]
        path = rng.choice({"anonymous": ANONYMOUS, "member": MEMBER, "staff": STAFF}[kind])
        plan.put((begin + n / rate, path, cookie))
    waits: list[float] = []
    errors: list[str] = []
    threads = [threading.Thread(target=_visit, args=(port, plan, waits, errors)) for _ in range(BROWSERS)]
    for thread in threads:
        plan.put(None)
        thread.start()
    for thread in threads:
        thread.join()
    return waits, len(errors)


def _visit(port: int, plan: SimpleQueue, waits: list[float], errors: list[str]) -> None:
    browser = Browser(port)
    while (visit := plan.get()) is not None:
        at, path, cookie = visit
        time.sleep(max(0.0, at - time.perf_counter()))
        browser.cookie = cookie
        try:
            browser.get(path)
        except (OSError, NotAnswered) as error:
            errors.append(f"{path}: {error}")
            browser = Browser(port)
        waits.append(time.perf_counter() - at)
