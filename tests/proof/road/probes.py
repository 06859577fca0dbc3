"""One try: somebody asks for something. What came of it, held against the tables of `addresses`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from http.cookies import SimpleCookie

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from portal.core import links
from tests.proof.road.addresses import (
    DEAD_LINKS,
    ENTRANCE,
    LEADS_ON,
    PAGES,
    POSTED_BY,
    READ_AS,
    SEEN_BY,
    STEPS,
    address,
    arguments,
)
from tests.proof.road.world import World
from tests.proof.roles import OWN, ROLES, STAFF

#: Statements that change our own tables. Sessions and counts of how often are nobody's records.
WRITES = re.compile(
    r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?'
    r"((?:core|accounts|membership|implementation_plans|knowledge|wagtail\w+|auth|guardian|mfa)_\w+)"
)
NO_RECORDS = {"core_throttlecount", "core_missedsearch"}  # counts, of nobody's
#: What a GET may write: that a message was seen.
MARKS_AS_READ = {"home:notifications": {"core_notification"}}
OTHER_METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Probe:
    """`may`: whether this role is let in; `told`: whether the refusal is a 403 that says for whom it is."""

    name: str
    url: str
    role: str
    may: bool
    method: str = "GET"
    told: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.name} as {self.role}"


@dataclass
class Answer:
    status: int
    location: str = ""
    body: bytes = b""
    writes: set[str] = field(default_factory=set)


def probes(world: World) -> list[Probe]:
    """Everything to see or post to, pages, documents, search, dead links: each as everybody.

    What takes no POST at all, or no GET, is tried once: the method is refused before anybody is looked at.
    """
    kwargs = arguments(world)
    found = []
    for number, name in enumerate(sorted(SEEN_BY.keys() | POSTED_BY.keys())):
        url, one = address(name, kwargs), ROLES[number % len(ROLES) :][:1]
        for role in ROLES if name in SEEN_BY else one:
            found.append(Probe(name, url, role, role in SEEN_BY.get(name, ())))
        for role in ROLES if name in POSTED_BY else one:
            found.append(Probe(name, url, role, role in POSTED_BY.get(name, ()), "POST"))
    for path, (may, told) in PAGES.items():
        url = world.document.url if path == "document" else path
        found += [Probe(path, url, role, role in may, told=role in told) for role in ROLES]
    found += [Probe("wagtailadmin_home", "/beheer/", role, role in STAFF | {"other group"}) for role in ROLES]
    may_search = SEEN_BY["home:search"]
    found += [Probe("home:search", "/zoeken/?q=artikel", role, role in may_search) for role in ROLES]
    made = reverse("core:private_file", args=[world.dossier.file_id])
    found += [Probe("core:private_file", made, role, role in OWN) for role in ROLES]
    for pk, may in world.documents:
        url = reverse("core:private_file", args=[pk])
        found += [Probe("core:private_file", url, role, role in may) for role in ROLES]
    for name, url in dead_links(world):
        found += [Probe(f"{name}, dead link", url, role, may=False) for role in ("visitor", "admin of another")]
    return found


def dead_links(world: World) -> list[tuple[str, str]]:
    """Made up, expired, revoked, and a good one of another verb."""
    now = timezone.now()
    tokens = world.links()
    found = []
    for name, verb in DEAD_LINKS.items():
        expired = links.issue(verb, world.linked[verb].pk, days=1, at=now - timedelta(days=2))
        other = next(token for other, token in tokens.items() if other != verb)
        found += [(name, reverse(name, kwargs={"token": token})) for token in ("verzonnen", expired, other)]
    return found


def ask(world: World, probe: Probe, **extra) -> Answer:
    """Try it in a savepoint that is taken back, from a browser that forgets what came of it."""
    if probe.method == "POST":
        world.forget()
    browser = world.browsers[probe.role]
    cookies = browser.cookies.output(header="")
    writes: set[str] = set()

    def watch(execute, sql, params, many, context):
        if match := WRITES.match(sql):
            writes.add(match[1])
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(watch):
        response = browser.generic(probe.method, probe.url, **extra)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    browser.cookies = SimpleCookie(cookies)
    return Answer(response.status_code, getattr(response, "url", ""), body, writes - NO_RECORDS)


def is_let_in(probe: Probe, got: Answer) -> bool:
    if got.status == 302 and probe.name not in ENTRANCE:
        leads_on = probe.method == "POST" or probe.name in LEADS_ON
        return leads_on and probe.name not in STEPS and not is_refusal(probe, got.location)
    if probe.method == "POST":
        return got.status not in (403, 404, 405)
    return got.status in (200, 302)


def is_refusal(probe: Probe, location: str) -> bool:
    """The log-in page, or the second step; and Wagtail sends who may not open a screen to its front page."""
    entrance = (reverse("account_login"), reverse("mfa_activate_totp"))
    is_inside = "_admin:" in probe.name or probe.name.startswith("knowledge_")
    return location.split("?")[0] in entrance or (is_inside and location == "/beheer/")


def faults(world: World, probe: Probe, got: Answer) -> list[str]:
    """What is wrong with this answer; nothing when the wall holds."""
    found = [f"shows {word}" for word in world.leaks(got.body, probe.role, READ_AS.get(probe.name, ""))]
    if got.status >= 500:
        found.append(f"crashes with {got.status}")
    elif probe.method in ("GET", "POST") and is_let_in(probe, got) is not probe.may:
        found.append(f"answers {got.status} {got.location}")
    if probe.told and got.status != 403:
        found.append(f"does not say for whom it is: {got.status}")
    may_write = MARKS_AS_READ.get(probe.name, set())
    if got.writes - may_write and not (probe.method == "POST" and probe.may):
        found.append(f"writes {sorted(got.writes)}")
    return [f"{probe} {fault}" for fault in found]


def tried(world: World, some: Iterable[Probe]) -> list[str]:
    return [fault for probe in some for fault in faults(world, probe, ask(world, probe))]
