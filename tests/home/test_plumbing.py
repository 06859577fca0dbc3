from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from portal.core.models import OperatorSettings
from tests.factories import site

pytestmark = pytest.mark.django_db


def test_a_new_portal_has_a_home_page(client):
    assert "Welkom bij het netwerk" in client.get("/").content.decode()


def test_livez_asks_nothing_of_anything(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/livez").content == b"ok"


def test_readyz_needs_the_database_and_its_migrations(client, monkeypatch):
    assert client.get("/readyz").content == b"ok"
    monkeypatch.setattr("django.db.migrations.executor.MigrationExecutor.migration_plan", lambda self, targets: ["x"])
    assert client.get("/readyz").status_code == 503


def test_security_txt_never_expires(client):
    text = client.get("/.well-known/security.txt").content.decode()
    expires = parse_datetime(text.split("Expires: ")[1].splitlines()[0])
    assert timedelta(days=30) < expires - timezone.now() < timedelta(days=365)
    assert "Contact: mailto:" in text


def test_the_operator_is_data(client):
    site()
    settings = OperatorSettings.load()
    settings.network_name, settings.contact_phone = "Kringbrug", "010 123 45 67"
    settings.save()
    page = client.get("/").content.decode()
    assert "Kringbrug" in page
    assert 'href="tel:+31101234567"' in page


def test_a_missing_page_and_a_wrong_host_have_pages_of_their_own(client):
    site()
    missing = client.get("/nergens/")
    assert (missing.status_code, "Deze pagina is er niet" in missing.content.decode()) == (404, True)
    assert client.get("/", HTTP_HOST="evil.example").status_code == 400


def test_a_form_without_its_safety_code_says_what_to_do():
    from django.test import Client

    site()
    response = Client(enforce_csrf_checks=True).post("/word-lid/", {})
    assert (response.status_code, "Verstuur het formulier nog een keer" in response.content.decode()) == (403, True)


def test_a_crash_shows_a_page_that_stands_by_itself(client, monkeypatch):
    site()
    client.raise_request_exception = False
    monkeypatch.setattr("portal.home.searching.search_table.find", lambda *a, **k: 1 / 0)
    response = client.get("/zoeken/?q=x")
    assert (response.status_code, "Dat ligt niet aan u" in response.content.decode()) == (500, True)


def test_strict_rules_for_the_browser_everywhere(client):
    site()
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_the_demo_doors_cannot_open_in_production(settings):
    settings.DEMO = True
    assert "portal.E001" in [e.id for e in run_checks(include_deployment_checks=True)]
    settings.DEMO = False
    settings.MAILERS = {"default": {"BACKEND": "portal.home.demo_network.mailbox.MailboxBackend"}}
    assert "portal.E001" in [e.id for e in run_checks(include_deployment_checks=True)]


def test_money_of_nothing_cannot_exist_in_production(settings):
    assert "portal.E001" not in [e.id for e in run_checks(include_deployment_checks=True)]
    settings.STRIPE_HTTP_CLIENT = "portal.home.demo_network.till.views.client"
    assert "portal.E001" in [e.id for e in run_checks(include_deployment_checks=True)]


def test_the_mailbox_does_not_exist_outside_the_demo(client):
    site()
    assert client.get("/demo/postbus/").status_code == 404


def test_the_daily_job_runs_twice_without_harm():
    from portal.home.daily import daily_job

    site()
    for _ in range(2):
        daily_job(timezone.now())


def test_documents_lie_outside_what_a_web_server_serves(settings):
    from pathlib import Path

    from tests.factories import PortalDocumentFactory

    path = Path(PortalDocumentFactory().file.path)
    assert path.is_relative_to(settings.DOCUMENTS_ROOT)
    assert not path.is_relative_to(settings.MEDIA_ROOT)


def test_our_proxies_are_counted_the_same_by_everybody(settings):
    assert settings.ALLAUTH_TRUSTED_PROXY_COUNT == settings.PROXY_HOPS
