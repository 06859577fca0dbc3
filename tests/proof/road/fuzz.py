"""Nonsense for every address and every form, as five people: whatever comes in, no answer is a fault of ours (R-60).

Forms are found on the pages themselves and filled in as a person would; then one or two values become nonsense, or
the request itself does. Deterministic by its seed; each fault says how to do it again.
"""

import copy
import os
import random
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from portal.core.models import OperatorSettings
from tests.core.file_corpus import pdf
from tests.factories import PlanFactory, PlanFileFactory, member
from tests.people import client_of
from tests.proof.road.addresses import FRAMEWORK, address, arguments, named_urls
from tests.proof.road.world import World

SEED = int(os.environ.get("FUZZ_SEED", "20261125"))
PEOPLE = ("visitor", "admin", "writer", "adviser", "editor", "superuser")
NONSENSE = [
    "\0",
    "a\0b",
    "\ud800",
    "\udfff-x",
    "\u202e\u2028\x0b\x1f",
    "x" * 1_000_000,
    "-1",
    "0",
    "9" * 30,
    "1e999",
    "NaN",
    "٣",
    "²",
    "½",
    "' OR 1=1 --",
    "{{ 7*7 }}{% debug %}",
    "<script>alert(1)</script>",
    "[" * 10_000 + "]" * 10_000,
    '{"a":' * 3_000 + "1" + "}" * 3_000,
    "../../etc/passwd",
    "\r\nSet-Cookie: a=b",
    "İıſß" * 50,
    "2026-13-45",
    "0001-01-01",
    "99999-01-01",
    "a@" + "b" * 300 + ".nl",
    "",
]
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "get"]
KINDS = [
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=a; charset=utf-16",
    "multipart/form-data; boundary=" + "a" * 300,
    "multipart/mixed; boundary=a",
    "application/x-www-form-urlencoded; charset=utf-7",
    "application/x-www-form-urlencoded; charset=nonsense",
    "application/json",
    "",
]
PART = (
    b'--a\r\nContent-Disposition: form-data; name="upload"; filename="%s"\r\nContent-Type: application/pdf\r\n\r\nx\r\n'
)
BODIES = [
    b"",
    b"--a",
    b"--a\r\nContent-Disposition: form-data\r\n\r\nx\r\n--a--",
    PART % b"plan.pdf" + b"--a--",
    PART % b"pl\0an.pdf" + b"--a--",
    PART % b"..\xff\xfe.pdf",
    PART % b"x.pdf" * 1000 + b"--a--",
    b'--a\r\nContent-Disposition: form-data; name="q"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n--a--',
    b"csrfmiddlewaretoken=%ff&a=%00&" + b"b=1&" * 20_000,
    b"[" * 50_000,
    b"a=" + b"x" * 3_000_000,
    b"\xff\xfe\x00",
]
HEADERS: list[dict] = [
    {"cookie": "sessionid=\0; csrftoken=" + "x" * 5000},
    {"cookie": ";;;=;a=b=c;\x80\xff"},
    {"cookie": "sessionid=" + "a" * 40},
    {"cookie": 'messages="[[\\"__json_message\\"'},
    {"referer": "\x00javascript:", "host": "testserver"},
    {"accept": "application/json" + ",*/*;q=nonsense" * 500},
    {"accept_language": "nl;q=zzz," * 1000},
    {"if_modified_since": "Xyz, 99 Foo 9999", "if_none_match": '"' * 2000},
    {"range": "bytes=9-1,,-"},
    {"x_forwarded_for": "not-an-address, " * 300, "x_forwarded_proto": "gopher"},
    {"host": "evil.example"},
    {"host": "a b:99999"},
    {"x_requested_with": "XMLHttpRequest", "hx_request": "true"},
    {f"x_flood_{n}": "y" * 50 for n in range(500)},
]


class Fuzzer:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.world = World()
        OperatorSettings.objects.create(uploads_per_hour=10_000)
        writer = member()
        PlanFileFactory(section=PlanFactory(organisation=writer.organisation).sections.get(number=1))
        self.browsers = {name: b for name, b in self.world.browsers.items() if name in PEOPLE}
        self.browsers["writer"] = client_of(writer.user)
        for browser in self.browsers.values():
            browser.raise_request_exception = False
        self.cookies = {name: copy.deepcopy(b.cookies) for name, b in self.browsers.items()}
        self.addresses = self._addresses()
        self.forms: dict[tuple[str, str], list] = {}
        self.faults: list[str] = []
        self.deeds = self.rendered = self.sent = 0

    def _addresses(self) -> list[str]:
        """Ours, and those of Wagtail's own lists: whatever can be made without knowing more."""
        found, kwargs = [], arguments(self.world)
        for name in named_urls():
            if not FRAMEWORK.match(name) or (name != "None" and "index" in name):
                try:
                    found.append(address(name, kwargs))
                except NoReverseMatch:
                    continue
        return sorted(set(found))

    def run(self, times: int) -> None:
        for number in range(times):
            who = self.random.choice(sorted(self.browsers))
            address = self.random.choice(self.addresses)
            attack = self.random.choices([self.fill_in, self.ask, self.garble], [6, 2, 1])[0]
            with transaction.atomic():
                attack(f"{number} {who}", who, address)
                transaction.set_rollback(True)

    # --- Three ways ---------------------------------------------------------------------------------------

    def fill_in(self, label: str, who: str, address: str) -> None:
        """A form of this page; when it has none, one of another page of this person."""
        forms = self.forms_of(who, address)
        if not forms:
            known = [form for (person, _a), found in sorted(self.forms.items()) if person == who for form in found]
            if not known:
                return self.ask(label, who, address)
            forms = known
        method, action, fields = self.random.choice(forms)
        values = dict(fields)
        for name in self.random.sample(sorted(values), min(len(values), self.random.choice([0, 0, 0, 1, 2]))):
            values[name] = self.nonsense()
        if method == "GET":
            return self.send(label, who, "GET", with_query(action, values), deed=True)
        body, kind = encoded(values)
        return self.send(label, who, "POST", action, body, kind, deed=True)

    def ask(self, label: str, who: str, address: str) -> None:
        names = ["q", "pagina", "p", "page", "ordering", "export", "next", "provincie", "niveau", "state", "is_level"]
        names += [name for _m, _a, fields in self.forms_of(who, address) for name in fields]
        chosen = self.random.sample(names, 2)
        self.send(label, who, "GET", with_query(address, {name: self.nonsense() for name in chosen}), deed=True)

    def garble(self, label: str, who: str, address: str) -> None:
        """The request itself is nonsense: its method, kind, body, headers, or its address."""
        address += self.random.choice(
            ["", "", "", "%00", "%ff%fe", "a" * 9000, "?%ff=%00&=&&a", "/../..//", "%2e%2e%2f"]
        )
        method, kind = self.random.choice(METHODS), self.random.choice([*KINDS, "multipart/form-data; boundary=a"])
        headers = self.random.choice([{}, *HEADERS])
        self.send(label, who, method, address, self.random.choice(BODIES), kind, headers=headers)

    # --- Parts ------------------------------------------------------------------------------------------------

    def nonsense(self) -> str:
        return self.random.choice(NONSENSE)

    def forms_of(self, who: str, address: str) -> list:
        """(method, action, {name: what a person would fill in}) of every form of ours on the page."""
        if (who, address) not in self.forms:
            response = self.browsers[who].get(address)
            found = []
            if response.status_code == 200 and not response.streaming and b"<form" in response.content:
                soup = BeautifulSoup(response.content, "html.parser")
                found = [form for tag in soup.find_all("form") if (form := read_form(tag, address))]
            self.forms[who, address] = found
            self.browsers[who].cookies = copy.deepcopy(self.cookies[who])
        return self.forms[who, address]

    def send(self, label, who, method, address, body=b"", kind="", *, headers=None, deed=False) -> None:
        browser = self.browsers[who]
        browser.handler.enforce_csrf_checks = not deed
        extra = {f"HTTP_{name.upper()}": value for name, value in (headers or {}).items()}
        response = browser.generic(method, address, body, content_type=kind, **extra)
        if response.streaming:
            b"".join(response.streaming_content)
        browser.cookies = copy.deepcopy(self.cookies[who])
        self.sent += 1
        if method == "GET" and response.status_code == 200:
            self.rendered += 1
        elif deed and method == "POST" and response.status_code in (200, 302, 303):
            self.deeds += not str(getattr(response, "url", "")).startswith("/inloggen/?")
        if response.status_code >= 500:
            error = getattr(response, "exc_info", None)
            self.faults.append(
                f"{label}: {method} {address[:160]} {kind} {body[:160]!r} {headers}: {error and error[1]!r}"
            )


def read_form(tag, address: str):
    """None for the form that logs out: it would be chosen on every page."""
    action = urlsplit(tag.get("action") or address)
    if action.netloc or action.path == reverse("account_logout"):
        return None
    fields: dict[str, object] = {}
    for part in tag.find_all(["input", "select", "textarea"]):
        if name := part.get("name"):
            value = filled_in(part)
            if value is not None:
                fields[name] = value
    return (tag.get("method") or "get").upper(), action.path + (f"?{action.query}" if action.query else ""), fields


def filled_in(part):
    """What a person would choose or type here, the field's own value first."""
    kind, name = part.get("type", part.name), part["name"]
    if kind == "select":
        options = [o.get("value", "") for o in part.find_all("option")]
        return next((o for o in options if o), None)
    if kind in ("radio", "checkbox"):
        return part.get("value", "on")
    if kind == "file":
        return pdf()
    typed = part.get_text() if part.name == "textarea" else part.get("value", "")
    return typed or SAMPLES.get(name) or SAMPLES.get(kind) or "Wij werken rustig."


SAMPLES = {
    "hidden": "1",
    "email": "noor@lid.example",
    "number": "3",
    "date": date(2026, 11, 25).isoformat(),
    "tel": "085 000 00 00",
    "url": "https://www.example.org/",
    "search": "plan",
    "kvk": "12345678",
    "oin": "00000001234567890000",
    "municipality_code": "GM0479",
    "inhabitants": "112800",
    "phone": "085 000 00 00",
    "code": "123456",
}


def with_query(address: str, values: dict) -> str:
    path, _mark, query = address.partition("?")
    pairs = parse_qsl(query) + [(k, v) for k, v in values.items() if isinstance(v, str)]
    return f"{path}?{urlencode(pairs, errors='surrogatepass')}"


def encoded(values: dict) -> tuple[bytes, str]:
    """As a browser would: multipart when a file goes along."""
    if not any(isinstance(value, bytes) for value in values.values()):
        return urlencode(values, errors="surrogatepass").encode(), "application/x-www-form-urlencoded"
    body = b""
    for name, value in values.items():
        file = b'; filename="plan.pdf"' if isinstance(value, bytes) else b""
        content = value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")
        body += b'--a7f\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n' % (name.encode(), file, content)
    return body + b"--a7f--\r\n", "multipart/form-data; boundary=a7f"


@pytest.mark.django_db
def test_no_nonsense_is_a_fault_of_ours(figure, size):
    fuzzer = Fuzzer(SEED)
    fuzzer.run(size(250, 3_000))
    done = fuzzer.deeds + fuzzer.rendered
    figure(
        f"fuzz (seed {SEED}): {fuzzer.sent} requests, {fuzzer.deeds} deeds and {fuzzer.rendered} pages"
        f" ({done * 100 // fuzzer.sent}% past validation), {len(fuzzer.faults)} answers 5xx"
    )
    assert fuzzer.faults == []
    assert done >= fuzzer.sent * 0.4


@pytest.mark.django_db
def test_the_fuzzer_sees_a_fault(monkeypatch):
    """It would mean nothing if it could not."""
    from portal.core import search

    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(search, "find", broken)
    fuzzer = Fuzzer(SEED)
    fuzzer.ask("0 visitor", "visitor", "/zoeken/?q=brug")
    assert len(fuzzer.faults) == 1
    assert isinstance(fuzzer.browsers["visitor"], Client)
