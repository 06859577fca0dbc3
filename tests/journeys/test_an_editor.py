"""Editors at work: one writes, another reads first; a page is planned, comes online by itself and goes again."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import timezone
from wagtail.models import Page, Revision

from knowledge.models import HomePage
from portal.core import timer
from tests.factories import staff
from tests.journeys.conftest import Person
from tests.pages import library
from tests.people import client_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


@pytest.fixture
def shelf(portal):
    """A library, with the rights and the workflow that migrations gave and the flush of a test took away."""
    import_module("knowledge.migrations.0002_editor_rights").give(apps, None)
    import_module("knowledge.migrations.0008_reading_before_online").begin(apps, None)
    return library(HomePage.objects.get())


def test_one_writes_another_reads_first_and_a_page_is_planned(somebody, shelf):
    floor, nadia, visitor = at_work(somebody(), "Floor"), at_work(somebody(), "Nadia"), somebody()
    asks_to_read(floor, shelf, "Een brief die rust geeft")
    assert status_of(visitor, "/kennis/een-brief-die-rust-geeft/") == 404
    approves(nadia, "Een brief die rust geeft")
    visitor.goes_to("/kennis/een-brief-die-rust-geeft/")
    visitor.reads("Begin met wat goed gaat.")

    plans(floor, shelf, "De winteractie")
    assert status_of(visitor, "/kennis/de-winteractie/") == 404
    assert the_day_comes() == 1
    assert status_of(visitor, "/kennis/de-winteractie/") == 200
    visitor.goes_to("/kennis/")
    visitor.reads("De winteractie")
    the_last_day_is_past()
    assert status_of(visitor, "/kennis/de-winteractie/") == 404
    visitor.goes_to("/kennis/")
    visitor.reads("Een brief die rust geeft")
    visitor.does_not_read("De winteractie")
    assert floor.complaints == nadia.complaints == []


def at_work(person: Person, name: str) -> Person:
    """An editor who has logged in; how that goes is a journey of its own."""
    session = client_of(staff("editor", first_name=name)).cookies[settings.SESSION_COOKIE_NAME]
    person.context.add_cookies([{"name": session.key, "value": session.value, "url": person.portal}])
    return person


def writes(floor: Person, shelf, title: str) -> None:
    floor.goes_to(f"/beheer/pages/add/knowledge/articlepage/{shelf.pk}/")
    floor.page.locator("#id_title").fill(title)
    floor.page.locator("#id_lead").fill("Begin met wat goed gaat.")


def chooses_in_footer(person: Person, words: str) -> None:
    person.page.get_by_role("button", name="Meer acties").last.click()
    person.page.locator("footer").get_by_role("button", name=words, exact=True).click()
    person.page.wait_for_load_state()


def asks_to_read(floor: Person, shelf, title: str) -> None:
    writes(floor, shelf, title)
    chooses_in_footer(floor, "Stuur door naar een andere redacteur")
    floor.reads("ingediend")


def approves(nadia: Person, title: str) -> None:
    nadia.goes_to("/beheer/")
    nadia.reads("In afwachting van uw beoordeling")
    nadia.follows(title)
    nadia.page.locator("#id_title").wait_for()
    chooses_in_footer(nadia, "Goedkeuren en publiceren")
    nadia.page.wait_for_url("**/beheer/pages/*/")


def plans(floor: Person, shelf, title: str) -> None:
    """From the first of January of next year until the first of February, typed as the Dutch do."""
    writes(floor, shelf, title)
    year = timezone.localdate().year + 1
    floor.page.locator("[data-side-panel-toggle=status]").first.click()
    floor.page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first.click()
    floor.page.locator("#id_go_live_at").fill(f"01-01-{year} 09:00")
    floor.page.locator("#id_expire_at").fill(f"01-02-{year} 09:00")
    floor.page.locator("#schedule-publishing-dialog button[type=submit]").dispatch_event("click")
    floor.page.wait_for_url("**/edit/**")
    chooses_in_footer(floor, "Publicatie inplannen")
    floor.reads("is ingepland voor publicatie")
    assert Page.objects.get(title=title).live is False


def status_of(visitor: Person, path: str) -> int:
    return visitor.page.goto(visitor.portal + path).status


def the_day_comes() -> int:
    """Move what is planned to a minute ago, and let the worker look. Returns how many pages were planned."""
    past = timezone.now() - timedelta(minutes=1)
    planned = Revision.objects.exclude(approved_go_live_at=None)
    for revision in planned:
        revision.content["go_live_at"] = past.isoformat()
        revision.approved_go_live_at = past
        revision.save(update_fields=["content", "approved_go_live_at"])
    found = len(planned)
    timer.publish_due(timezone.now())
    return found


def the_last_day_is_past() -> None:
    Page.objects.exclude(expire_at=None).update(expire_at=timezone.now() - timedelta(minutes=1))
    timer.publish_due(timezone.now())
