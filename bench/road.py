"""What the road promises in speed, and what it costs today."""

import json
import statistics
import subprocess
import sys
import time
import uuid

from bench import chain, load, stock, weight
from bench.browser import Browser
from bench.measuring import Ask, Report, compare, percentile
from bench.servers import (
    COLD,
    ENV,
    LARGE,
    PORTAL,
    PORTAL_SMALL,
    REFERENCE,
    REFERENCE_PATH,
    ROOT,
    SMALL,
    portal,
    prepare,
    reference,
    run,
    settings_for,
)

#: An address the page cache may not answer and does not keep: every request is rendered.
FRESH = "?meetlat=1"
CHAINS = 8  # plans that are sent
QUERY = "state=waiting&q=gemeente"
PAGES = [  # name, who, path, ratio, queries
    ("home from the page cache", "", "/", 0.80, 0),
    ("home, rendered", "", f"/{FRESH}", 0.08, 10),
    ("content page, rendered", "", f"/kennis/stress-en-denken/wat-stress-doet-met-denken/{FRESH}", 0.08, 10),
    ("network, 10,000 organisations", "", f"/netwerk/{FRESH}", 0.08, 8),
    ("member overview", "member", "/mijn/", 0.06, 12),
    ("search", "member", "/zoeken/?q=gemeente", 0.08, 12),
    ("staff plans filtered, 10,000", "staff", f"/beheer/plannen/?{QUERY}", 0.015, 22),
]
LISTS = [  # name, who, path; a whole page of rows in both databases
    ("network", "", f"/netwerk/{FRESH}"),
    ("network filtered", "", "/netwerk/?q=gemeente&meetlat=1"),
    ("search", "member", "/zoeken/?q=gemeente"),
    ("staff organisations", "staff", "/beheer/organisaties/"),
    ("staff applications", "staff", "/beheer/aanvragen/"),
    ("staff plans", "staff", "/beheer/plannen/"),
    ("staff plans filtered", "staff", "/beheer/plannen/?q=gemeente"),
    ("messages", "member", "/mijn/berichten/"),
]


def road() -> list[str]:
    """Every line of the road; returns the names of what falls short."""
    report = Report()
    cluster = prepare()
    people, few = sessions(LARGE, writers=CHAINS), sessions(SMALL)
    with reference(), portal(PORTAL, LARGE) as web, portal(PORTAL_SMALL, SMALL):
        pages(report, people, PAGES)
        publishing(report)
        growth(report, people, few)
        submission(report, people)
        mixed_load(report, people)
        public_weight(report)
        report.line("web worker after the run", web.megabytes(), "MB", "<=160")
    cold_start(report)
    cluster.release()
    return report.short


def pages(report: Report, people: dict, wanted: list[tuple]) -> None:
    """`wanted`: name, who, path, the least ratio to the reference view, the most queries."""
    other = asking(REFERENCE, REFERENCE_PATH, "")
    for name, who, path, ratio, queries in wanted:
        found = compare(asking(PORTAL, path, people.get(who, "")), other)
        report.line(name, found.ratio, "ratio", f">={ratio}", found.note)
        report.line(name, found.queries, "queries", f"<={queries}")


def publishing(report: Report) -> None:
    """A third process publishes; both workers kept the page, and both must show the new one."""
    workers = _one_browser_per_worker()
    words = f"Meetlat {uuid.uuid4().hex[:8]}"
    command = [sys.executable, "-m", "bench.people", "publish", words]
    publisher = subprocess.Popen(command, env=ENV | settings_for(LARGE), cwd=ROOT, stdout=subprocess.PIPE, text=True)
    seen = []
    for browser in workers:
        while words.encode() not in browser.get("/").body:
            time.sleep(0.005)
        seen.append(time.time())
    published = float(publisher.communicate()[0])
    report.line("published, right in both workers", max(0.0, max(seen) - published), "s", "<=1")


def _one_browser_per_worker() -> list[Browser]:
    found: dict[str, Browser] = {}
    deadline = time.monotonic() + 30
    while len(found) < 2 and time.monotonic() < deadline:
        browser = Browser(PORTAL)
        found.setdefault(browser.get("/").header("X-Worker"), browser)
    if len(found) < 2:
        sys.exit("Only one web worker answers.")
    return list(found.values())


def growth(report: Report, people: dict, few: dict) -> None:
    for name, who, path in LISTS:
        large = asking(PORTAL, path, people.get(who, ""))
        small = asking(PORTAL_SMALL, path, few.get(who, ""))
        found = compare(small, large, rounds=3, each=25)
        note = f"{found.low:.2f}-{found.high:.2f}, {found.other_milliseconds:.1f} ms, {large().queries} queries"
        report.line(f"{name}, 10,000 rows / 100", found.ratio, "times", "<=1.10", note)


def submission(report: Report, people: dict) -> None:
    chains = chain.send(people["writers"], PORTAL, LARGE)
    times = [1000 * sum(answer.seconds for answer in answers) for answers in chains]
    queries = [answer.queries for answer in chains[-1]]
    note = f"{min(times):.0f}-{max(times):.0f}, {len(times)} chains of {len(queries)} requests"
    report.line("plan sent with a file of 360 kB", statistics.median(times), "ms", "<=120", note)
    report.line("plan sent with a file of 360 kB", sum(queries), "queries", "<=40", f"{queries}")


def mixed_load(report: Report, people: dict) -> None:
    waits, errors = load.mixed(PORTAL, people, rate=50, seconds=15)
    p50, p99 = percentile(waits, 0.5) * 1000, percentile(waits, 0.99) * 1000
    note = f"{len(waits)} requests, p50 {p50:.0f}, p99 {p99:.0f}"
    report.line("50 requests a second, 15 s: p95", percentile(waits, 0.95) * 1000, "ms", "<=100", note)
    report.line("50 requests a second, 15 s", errors, "errors", "<=0")


def public_weight(report: Report) -> None:
    found = weight.of(PORTAL, "/")
    report.line("home, without fonts", found.kilobytes, "kB gzip", "<=40")
    report.line("home", found.requests, "requests", "<=8")
    report.line("home", found.third_parties, "others", "<=0")


def cold_start(report: Report, times: int = 3) -> None:
    """From exec to the first 200 of the home page, beside a stock Wagtail project's, taking turns."""
    folder = stock.make()
    ratios = []
    for _ in range(times):
        with portal(COLD, LARGE, f"/{FRESH}") as own:
            pass
        with stock.start(folder) as other:
            pass
        ratios.append(own.seconds / other.seconds)
    note = f"{min(ratios):.2f}-{max(ratios):.2f}, last {own.seconds:.2f} s beside {other.seconds:.2f} s"
    report.line("cold start / stock Wagtail", statistics.median(ratios), "times", "<=1.5", note)


def sessions(database: str, writers: int = 0) -> dict:
    return json.loads(run(sys.executable, "-m", "bench.people", "sessions", str(writers), **settings_for(database)))


def asking(port: int, path: str, cookie: str) -> Ask:
    browser = Browser(port, cookie)
    return lambda: browser.get(path)
