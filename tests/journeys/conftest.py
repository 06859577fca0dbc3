"""People with a real browser. Without Chromium on the machine these journeys are left out, and the run says so."""

import os
import re
import shutil
import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright

from tests.factories import site
from tests.people import run_jobs

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def chromium():
    if CHROMIUM is None:
        pytest.skip("no browser on this machine")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's event loop runs in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def portal(live_server, settings, transactional_db, migrated_groups):
    """The portal on an address of its own, with a home page."""
    settings.PORTAL_URL = live_server.url
    settings.ALLOWED_HOSTS = ["*"]
    site()
    return live_server.url


class Person:
    """Somebody at a screen: says what they do, in the words on the page."""

    def __init__(self, browser: Browser, portal: str, *, width: int = 1280, javascript: bool = True) -> None:
        size = {"width": width, "height": 900}
        self.context = browser.new_context(locale="nl-NL", viewport=size, java_script_enabled=javascript)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.portal = portal
        self.complaints: list[str] = []
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _listen(self, message) -> None:
        expected = "responded with a status of 4"  # a refused form is no accident
        if message.type in ("error", "warning") and expected not in message.text:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def goes_to(self, path: str) -> None:
        self.page.goto(self.portal + path)

    def fills_in(self, **fields: str) -> None:
        for label, value in fields.items():
            self.page.get_by_label(label.replace("_", " ")).first.fill(value)

    def types(self, label: str, value: str) -> None:
        self.page.get_by_label(label, exact=False).first.fill(value)

    def chooses(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).check()

    def finds_all_good(self) -> None:
        self.page.get_by_label("Goed", exact=True).first.wait_for(state="attached")
        for choice in self.page.get_by_label("Goed", exact=True).all():
            choice.check()

    def presses(self, button: str) -> None:
        self.page.get_by_role("button", name=button).first.click()

    def follows(self, link: str) -> None:
        self.page.get_by_role("link", name=link).first.click()

    def reads(self, text: str) -> None:
        try:
            self.page.get_by_text(text, exact=False).first.wait_for(state="visible")
        except TimeoutError:
            pytest.fail(f"no “{text}” at {self.page.url}:\n{self.page.inner_text('body')[:1500]}")

    def does_not_read(self, text: str) -> None:
        assert text not in self.page.inner_text("body")

    def newest_mail(self, address: str, about: str = ""):
        run_jobs()
        return next(m for m in reversed(mail.outbox) if address in m.to and about in m.subject)

    def logs_in_half_way(self, address: str) -> None:
        """As far as the code from the mail."""
        self.goes_to("/inloggen/")
        self.types("E-mailadres van uw werk", address)
        self.presses("Stuur mij een code")
        self.page.wait_for_url("**/inloggen/code/")
        subject = self.newest_mail(address, "uw inlogcode").subject
        self.types("Inlogcode", re.search(r"\d{3} \d{3}", subject)[0])
        self.presses("Log nu in")
        self.page.wait_for_load_state()

    def logs_in(self, address: str, *, secret: str = "") -> None:
        self.logs_in_half_way(address)
        if secret:
            self.page.wait_for_url("**/tweede-stap/")
            self.types("Code uit de app", totp(secret))
            self.presses("Log nu in")
        self.page.wait_for_load_state()

    def axe(self, within: str | None = None):
        return Axe().run(self.page, context=within, options={"runOnly": RULES, "resultTypes": ["violations"]})

    def is_not_hindered(self) -> None:
        """No accessibility rule broken, nothing wider than the screen, nothing the browser complained of."""
        report = self.axe()
        assert report.violations_count == 0, f"{self.page.url}\n{report.generate_report()}"
        width = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert width <= 0, f"{self.page.url} is {width} px too wide"
        assert self.complaints == []


def totp(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_second_step(user) -> str:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


@pytest.fixture
def somebody(chromium, portal):
    """Make people: somebody(), somebody(width=320), somebody(javascript=False)."""
    people: list[Person] = []

    def make(**kwargs) -> Person:
        people.append(Person(chromium, portal, **kwargs))
        return people[-1]

    yield make
    for person in people:
        person.context.close()
