"""Pages as strangers, members and staff get them under the production settings, graded like the Observatory does."""

import importlib

import pytest

from tests.factories import member, site, staff
from tests.headers import Answer, grade, marks, score
from tests.people import client_of

pytestmark = pytest.mark.django_db
BROWSER_RULES = ("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_", "X_FRAME_")


@pytest.fixture
def production(settings, monkeypatch):
    """Everything of portal.settings.production that a browser sees."""
    for name, value in {"SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "testserver", "PORTAL_URL": "https://t"}.items():
        monkeypatch.setenv(name, value)
    module = importlib.import_module("portal.settings.production")
    for name in dir(module):
        if name.startswith(BROWSER_RULES):
            setattr(settings, name, getattr(module, name))
    return site()


def answer_of(browser, path: str) -> Answer:
    response = browser.get(path, secure=True)
    assert response.status_code == 200
    hop = browser.get(path)
    cookies = [morsel.OutputString() for morsel in response.cookies.values()]
    return Answer("testserver", dict(response.headers), cookies, (hop.status_code, hop.get("Location", "")))


def test_pages_of_visitors_and_members_are_worth_an_a_plus(production, client, figure):
    pages = [(client, "/"), (client, "/inloggen/"), (client, "/word-lid/"), (client_of(member().user), "/mijn/")]
    graded = {path: (grade(answer), score(answer)) for browser, path in pages if (answer := answer_of(browser, path))}
    figure("headers: " + ", ".join(f"{path} {letter} ({points})" for path, (letter, points) in graded.items()))
    assert {path: letter for path, (letter, _points) in graded.items()} == {path: "A+" for _browser, path in pages}


def test_the_editor_of_wagtail_is_worth_less_and_only_for_its_inline_script(production, figure):
    answer = answer_of(client_of(staff("editor")), "/beheer/")
    figure(f"headers: /beheer/ {grade(answer)} ({score(answer)})")
    assert {name: points for name, points in marks(answer).items() if points < 0} == {"csp": -20}


def test_cookies_belong_to_this_host_alone(production, client):
    cookies = client.get("/inloggen/", secure=True).cookies
    assert cookies
    for name, morsel in cookies.items():
        assert name.startswith("__Host-")
        assert (morsel["secure"], morsel["path"], morsel["domain"], morsel["samesite"]) == (True, "/", "", "Lax")


def test_the_checker_sees_what_is_wrong():
    bare = Answer("t", {})
    assert (score(bare), grade(bare)) == (10, "D or F")
    poor = Answer("t", {"Content-Security-Policy": "default-src 'self' 'unsafe-inline'"}, ["sessionid=x; Secure"])
    assert (marks(poor)["csp"], marks(poor)["cookies"]) == (-20, -30)
    off_host = Answer("t", {}, first_hop=(301, "https://www.t/"))
    assert marks(off_host)["redirection"] == -5
