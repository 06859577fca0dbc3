"""Two pairs of eyes: by none of Wagtail's roads does who wrote last put a page online."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from knowledge.models import ArticlePage
from knowledge.two_pairs import ALONE
from portal.core import timer
from portal.core.models import OperatorSettings
from tests.factories import UserFactory, staff
from tests.knowledge.test_editing import add, form
from tests.pages import library, page
from tests.people import client_of

pytestmark = pytest.mark.django_db

WORDS = {"lead": "Kort.", "minutes": ""}
EXTRA = {"workflow-action-extra-data": "{}"}


@pytest.fixture
def two_pairs(db):
    """A choice: without it nothing changes."""
    settings = OperatorSettings.load()
    assert not settings.two_pairs_for_pages
    settings.two_pairs_for_pages = True
    settings.save()


@pytest.fixture
def shelf():
    return library()


@pytest.fixture
def writer():
    return staff("editor")


@pytest.fixture
def reader():
    return staff("editor")


@pytest.fixture
def superuser():
    return UserFactory(is_staff=True, is_superuser=True)


def draft(shelf, by, title: str = "Een rustige wachtkamer", action: str = "") -> ArticlePage:
    data = form(title=title, slug=title.lower().replace(" ", "-"), **WORDS)
    assert add(client_of(by), shelf, "articlepage", data, action).status_code == 302
    return ArticlePage.objects.get(draft_title=title)


def edit(page: Page, by, **sent) -> str:
    """What is read on the screen that follows."""
    address = f"/beheer/pages/{page.pk}/edit/"
    data = form(title=page.draft_title, slug=page.slug, **WORDS)
    return client_of(by).post(address, data | sent, follow=True).content.decode()


def approve(page: Page, by, **headers):
    task = page.current_workflow_task_state.pk
    address = f"/beheer/pages/workflow/action/{page.pk}/approve/{task}/"
    return client_of(by).post(address, {"comment": ""}, headers=headers, follow=not headers)


def many(pages: list, by, below: str = "") -> str:
    keys = "&".join(f"id={page.pk}" for page in pages)
    address = f"/beheer/bulk/wagtailcore/page/publish/?next=/beheer/&{keys}"
    return client_of(by).post(address, {"include_descendants": below}, follow=True).content.decode()


def live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def alone(page: Page) -> int:
    return PageLogEntry.objects.filter(page=page.pk, action=ALONE).count()


# --- Who wrote last ---------------------------------------------------------------------------------------------------


def test_publishing_a_new_page_or_a_change_becomes_a_draft_with_every_word(shelf, writer, reader, two_pairs):
    made = draft(shelf, writer, action="action-publish")
    assert (made.live, made.first_published_at) == (False, None)
    said = edit(made, writer, **{"title": "Een andere titel", "action-publish": "1"})
    assert "staat nog niet online. Stuur de pagina door" in said
    made.refresh_from_db()
    assert (made.live, made.get_latest_revision_as_object().title) == (False, "Een andere titel")
    assert made.get_latest_revision().user == writer


def test_what_stands_online_stays_as_it_was_read(shelf, writer, reader, two_pairs):
    made = page(shelf, "Zoals gelezen", lead="Oud.")
    edit(made, writer, **{"lead": "Nieuw.", "action-publish": "1"})
    made.refresh_from_db()
    assert (made.live, made.lead, made.has_unpublished_changes) == (True, "Oud.", True)


def test_a_moment_in_the_future_is_a_road_too(shelf, writer, reader, two_pairs):
    soon = timezone.localtime(timezone.now() + timedelta(hours=1))
    made = draft(shelf, writer)
    edit(made, writer, **{"go_live_at": soon.strftime("%d-%m-%Y %H:%M"), "action-publish": "1"})
    made.refresh_from_db()
    assert made.get_latest_revision_as_object().go_live_at is not None
    timer.publish_due(timezone.now() + timedelta(hours=2))
    assert not live(made)


def test_many_at_once_are_refused_by_name_also_those_below(shelf, writer, reader, two_pairs):
    own, theirs = draft(shelf, writer), draft(shelf, reader, "Van een ander")
    assert "Hierin schreef u zelf het laatst: Een rustige wachtkamer." in many([own, theirs], writer)
    above = page(shelf, "Erboven")
    own.move(above, "last-child")
    assert "Een rustige wachtkamer" in many([Page.objects.get(pk=above.pk)], writer, "on")
    assert not live(own)
    assert not live(theirs)
    many([theirs], writer)
    assert live(theirs)


def test_a_copy_is_a_draft(shelf, writer, reader, two_pairs):
    made = page(shelf, "Zoals gelezen")
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": shelf.pk, "publish_copies": "on"}
    said = client_of(writer).post(f"/beheer/pages/{made.pk}/copy/", data, follow=True).content.decode()
    assert "De kopie staat nog niet online." in said
    assert not Page.objects.get(slug="kopie").live


def test_nobody_approves_what_they_wrote_last(shelf, writer, reader, two_pairs):
    asked = draft(shelf, writer, action="action-submit")
    assert "U schreef het laatst in deze pagina" in approve(asked, writer).content.decode()
    assert not live(asked)
    dialogue = approve(asked, writer, **{"x-requested-with": "XMLHttpRequest"}).json()
    assert dialogue == {"step": "success", "redirect": f"/beheer/pages/{asked.pk}/edit/"}
    edit(asked, writer, **{"action-workflow-action": "1", "workflow-action-name": "approve"} | EXTRA)
    assert not live(asked)
    assert Page.objects.get(pk=asked.pk).workflow_in_progress


def test_who_changes_while_approving_wrote_last_and_then_the_first_reads(shelf, writer, reader, two_pairs):
    asked = draft(shelf, writer, action="action-submit")
    deed = {"title": "Anders", "action-workflow-action": "1", "workflow-action-name": "approve"} | EXTRA
    assert "U schreef het laatst in deze pagina" in edit(asked, reader, **deed)
    assert not live(asked)
    assert Page.objects.get(pk=asked.pk).draft_title == "Anders"
    approve(asked, writer)
    assert Page.objects.get(pk=asked.pk).title == "Anders"
    assert live(asked)


# --- Another, and who runs the portal ---------------------------------------------------------------------------------


def test_another_approves_and_the_page_is_online(shelf, writer, reader, two_pairs):
    asked = draft(shelf, writer, action="action-submit")
    approve(asked, reader)
    assert live(asked)
    assert alone(asked) == 0


def test_a_superuser_may_by_every_road_and_the_history_says_so(shelf, superuser, two_pairs):
    made = draft(shelf, superuser, action="action-publish")
    assert (made.live, alone(made)) == (True, 1)
    edit(made, superuser, **{"action-publish": "1"})
    assert alone(made) == 2
    asked = draft(shelf, superuser, "Gevraagd", "action-submit")
    approve(asked, superuser)
    at_once = draft(shelf, superuser, "Ineens")
    many([at_once], superuser)
    for each in (asked, at_once):
        assert (live(each), alone(each)) == (True, 1)
    history = client_of(superuser).get(f"/beheer/pages/{made.pk}/history/").content.decode()
    assert "Alleen online gezet, zonder tweede paar ogen" in history


def test_without_the_choice_nothing_is_asked_and_nothing_noted(shelf, writer):
    made = draft(shelf, writer, action="action-publish")
    asked = draft(shelf, writer, "Gevraagd", "action-submit")
    approve(asked, writer)
    at_once = draft(shelf, writer, "Ineens")
    many([at_once], writer)
    for each in (made, asked, at_once):
        assert (live(each), alone(each)) == (True, 0)


def test_the_screen_offers_what_one_may_do(shelf, writer, reader, superuser, two_pairs):
    made = draft(shelf, writer)
    asked = draft(shelf, writer, "Gevraagd", "action-submit")

    def offered(to, of) -> set[str]:
        shown = client_of(to).get(f"/beheer/pages/{of.pk}/edit/").content.decode()
        names = {"publish": 'name="action-publish"', "submit": 'name="action-submit"', "approve": '"approve"'}
        return {word for word, mark in names.items() if mark in shown}

    assert offered(writer, made) == {"submit"}
    assert offered(writer, asked) == set()
    assert offered(reader, asked) == {"approve"}
    assert "publish" in offered(superuser, made)
    new = client_of(writer).get(f"/beheer/pages/add/knowledge/articlepage/{shelf.pk}/").content.decode()
    assert 'name="action-publish"' not in new


def test_the_only_editor_reads_that_another_is_needed(shelf, writer, two_pairs):
    made = draft(shelf, writer)
    assert "u bent de enige redacteur" in edit(made, writer, **{"action-publish": "1"})
