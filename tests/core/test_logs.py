import io
import json
import logging
import sys

import pytest
from django.urls import get_resolver
from django.urls import path as url

from portal.core import logs
from portal.core.logs import JsonLines, PlainLines, scrub
from tests.factories import UserFactory, member, site
from tests.people import client_of


def record(message: str, *args, exc_info=None) -> logging.LogRecord:
    return logging.getLogger("portal.test").makeRecord("portal.test", logging.ERROR, "x.py", 1, message, args, exc_info)


def line(message: str, *args, exc_info=None) -> str:
    return JsonLines().format(record(message, *args, exc_info=exc_info))


def test_a_line_is_one_object_in_utc():
    entry = json.loads(line("job %s failed", "core.check_file"))
    assert entry["time"].endswith("Z")
    assert (entry["level"], entry["logger"], entry["message"]) == ("ERROR", "portal.test", "job core.check_file failed")


@pytest.mark.parametrize("newline", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1b[2K", "\x85", "\u2028", "\u2029", "\x7f"])
def test_no_visitor_begins_a_line_of_his_own(newline):
    text = line("Not Found: %s", f'/a{newline}{{"level": "CRITICAL"}}')
    assert len(text.splitlines()) == 1
    assert all(" " <= character <= "~" for character in text)
    assert json.loads(text)["message"].startswith(f"Not Found: /a{newline}")


@pytest.mark.parametrize(
    ("said", "logged"),
    [
        ("mail to noor.veldhoek@lid.example failed", "mail to •@• failed"),
        ("GET /x?e=noor%40lid.example", "GET /x?e=•@•"),
        ("to <jörg@gemeente.example>", "to <•@•>"),
        ("code 123456 for you", "code •••••• for you"),
        ("Uw inlogcode is: 123456.", "Uw inlogcode is: ••••••."),
        ("123456 is your code", "•••••• is your code"),
        ("241 726 is uw inlogcode", "•••••• is uw inlogcode"),
        ("/word-lid/abcDEF_-0123456789abcd/ gone", "/word-lid/•/ gone"),
        ("/word-lid/uitnodiging/abcDEF/ gone", "/word-lid/uitnodiging/•/ gone"),
        ("/word-lid/code/ and plan 1234", "/word-lid/code/ and plan 1234"),
        ("plan 123456", "plan 123456"),
    ],
)
def test_the_last_line_of_defence(said, logged):
    assert scrub(said) == logged
    assert PlainLines("%(message)s").format(record(said)) == logged
    assert json.loads(line(said))["message"] == logged


def test_an_exception_is_told_by_type_and_place_without_what_people_typed():
    def fails(answer):
        try:
            raise ValueError(f"geheim antwoord: {answer}")
        except ValueError as error:
            raise RuntimeError("noor@lid.example") from error

    try:
        fails("wij hebben schulden")
    except RuntimeError:
        text = line("boom", exc_info=sys.exc_info())
    told = json.loads(text)["exceptions"]
    assert [e["type"] for e in told] == ["builtins.RuntimeError", "builtins.ValueError"]
    assert told[0]["frames"][-1].startswith("tests/core/test_logs.py:")
    assert told[0]["frames"][-1].endswith(" fails")
    assert not any(secret in text for secret in ("geheim", "schulden", "noor"))


@pytest.fixture
def lines(caplog):
    """What production would write."""
    caplog.set_level("INFO", logger="portal.access")
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(text) for text in written.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


@pytest.mark.django_db
def test_a_request_is_one_line_with_a_pseudonym(lines):
    seat = member()
    response = client_of(seat.user).get("/mijn/?zoek=noor@lid.example", headers={"X-Request-ID": "mine"})
    (entry,) = (e for e in lines() if e["logger"] == "portal.access")
    assert (entry["method"], entry["path"], entry["status"]) == ("GET", "/mijn/", 200)
    assert response.headers["X-Request-ID"] != "mine"
    assert len(entry["actor"]) == 12
    assert str(seat.user.pk) != entry["actor"]
    assert seat.user.email not in json.dumps(entry)


@pytest.mark.django_db
def test_pseudonyms_are_the_same_for_one_person_and_differ_between_two(rf, settings):
    def pseudonym(user):
        request = rf.get("/")
        request._cached_user = user
        return logs.actor(request)

    first, second = UserFactory(), UserFactory()
    seen = [pseudonym(first), pseudonym(first), pseudonym(second)]
    assert (seen[0] == seen[1], seen[0] == seen[2]) == (True, False)
    settings.SECRET_KEY = "another"
    assert pseudonym(first) != seen[0]


@pytest.mark.django_db
def test_a_token_of_any_address_stays_out(client, lines):
    site()
    client.get("/word-lid/abcDEF_-0123456789abcd/")
    client.get("/word-lid/uitnodiging/abcDEF_-0123456789abcd/?x=1")
    assert [e["path"] for e in lines() if e["logger"] == "portal.access"] == [
        "/word-lid/•/",
        "/word-lid/uitnodiging/•/",
    ]


def test_no_address_with_a_token_is_forgotten():
    """Also in lines of others, which know no routes: a new mailed link must be added to logs.TOKENS."""
    routes = {route for route in _routes(get_resolver()) if "<str:token>" in route}
    token = "abcDEF_-0123456789abcd"
    assert {r for r in routes if token in scrub(f"Not Found: /{r.replace('<str:token>', token)}")} == set()
    assert len(routes) >= 2


def _routes(resolver, before=""):
    for pattern in resolver.url_patterns:
        route = f"{before}{pattern.pattern}"
        if hasattr(pattern, "url_patterns"):
            yield from _routes(pattern, route)
        else:
            yield route


def broken(request):
    logging.getLogger("portal.test").error("before it breaks")
    raise ValueError("noor@lid.example")


urlpatterns = [url("kapot/", broken)]
handler500 = "portal.core.views.server_error"


@pytest.mark.urls("tests.core.test_logs")
def test_every_line_of_a_request_carries_its_id(client, lines):
    client.raise_request_exception = False
    answered = client.get("/kapot/").headers["X-Request-ID"]
    told = lines()
    assert [e["logger"] for e in told] == ["portal.test", "django.request", "portal.access"]
    assert {e["request"] for e in told} == {answered}
    assert "noor" not in json.dumps(told)


@pytest.mark.django_db
def test_a_kept_page_gets_an_id_of_its_own(client):
    site()
    first, second = client.get("/"), client.get("/")
    assert second.headers["X-Page-Cache"] == "hit"
    assert first.headers["X-Request-ID"] != second.headers["X-Request-ID"]
