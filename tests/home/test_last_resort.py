"""Whatever breaks, a person reads a page that tells nothing of it."""

import os
import subprocess
import sys

import pytest
from allauth.core.ratelimit import respond_429
from django.contrib.auth.models import AnonymousUser
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import connection
from django.test import Client

from portal.core.checks import refuse_open_doors
from tests.conftest import ROOT
from tests.factories import site

SECRET = "geheim van de fout"


@pytest.fixture
def browser():
    return Client(raise_request_exception=False)


def is_last_resort(response) -> bool:
    page = response.content.decode()
    return response.status_code == 500 and "Dat ligt niet aan u" in page and not shows_the_error(page)


def shows_the_error(page: str) -> bool:
    return any(word in page for word in (SECRET, "Traceback", "Error", "Exception", ".py", "settings"))


def fail(*args, **kwargs):
    raise RuntimeError(SECRET)


def refuse(*args, **kwargs):
    raise PermissionDenied(SECRET)


@pytest.mark.django_db
def test_a_broken_view(browser, monkeypatch):
    site()
    monkeypatch.setattr("portal.home.searching.search_table.find", fail)
    assert is_last_resort(browser.get("/zoeken/?q=x"))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/inloggen/", "/nergens/", "/netwerk/"])
def test_a_broken_database(browser, path):
    site()

    def gone(execute, sql, params, many, context):
        raise RuntimeError(SECRET)

    with connection.execute_wrapper(gone):
        assert is_last_resort(browser.get(path))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/nergens/"])
def test_a_broken_template_engine(browser, path, monkeypatch):
    site()
    monkeypatch.setattr("django.template.base.Template.render", fail)
    monkeypatch.setattr("django.template.loader.get_template", fail)
    assert is_last_resort(browser.get(path))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "middleware",
    [
        "django.contrib.sessions.middleware.SessionMiddleware.process_request",
        "portal.core.csp.ContentSecurityPolicy.process_response",
        "portal.accounts.second_step.StaffSecondStep.__call__",
        "portal.core.page_cache.PublicPageCache.__call__",
    ],
)
def test_a_broken_middleware(browser, middleware, monkeypatch):
    site()
    monkeypatch.setattr(middleware, fail)
    assert is_last_resort(browser.get("/"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "ask"),
    [
        (400, lambda: Client().get("/", headers={"host": "evil.example"})),
        (403, lambda: Client(enforce_csrf_checks=True).post("/word-lid/", {})),
        (403, lambda: Client().get("/zoeken/?q=x")),
        (404, lambda: Client().get("/nergens/?x=<script>")),
    ],
)
def test_refusals_show_nothing_of_what_was_refused(status, ask, monkeypatch):
    site()
    monkeypatch.setattr("portal.home.searching.search_table.find", refuse)
    response = ask()
    page = response.content.decode()
    assert response.status_code == status
    assert not shows_the_error(page)
    assert not any(word in page for word in ("evil.example", "<script>", "ALLOWED_HOSTS", "CSRF", "urlpatterns"))


@pytest.mark.django_db
def test_too_many_requests_have_a_page_of_their_own(rf):
    site()
    request = rf.post("/inloggen/")
    request.user, request.session = AnonymousUser(), {}
    answer = respond_429(request)
    assert (answer.status_code, "Wacht even" in answer.content.decode()) == (429, True)


def test_debug_does_not_go_on_in_production():
    """A wish in the environment changes nothing; settings of one's own that set it are refused at the start."""
    ask = "from django.conf import settings; print(settings.DEBUG); import portal.wsgi"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "SECRET_KEY": "x" * 50,
        "ALLOWED_HOSTS": "portal.example",
        "PORTAL_URL": "https://portal.example",
        "DEBUG": "true",
    }
    said = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (said.returncode, said.stdout) == (0, "False\n")


def test_settings_with_debug_refuse_to_serve(settings):
    refuse_open_doors()
    settings.DEBUG = True
    with pytest.raises(ImproperlyConfigured, match="DEBUG is on"):
        refuse_open_doors()
    assert "portal.E002" in [error.id for error in run_checks(include_deployment_checks=True)]
