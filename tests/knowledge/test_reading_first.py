"""One editor asks, another reads the page first: who is told, by whom, and when not any more."""

import pytest
from django.core import mail
from wagtail.models import Workflow

from knowledge.models import ArticlePage
from portal.core.models import Notification
from portal.core.notifications import letter_for
from tests.factories import staff
from tests.knowledge.test_editing import add, form
from tests.pages import library
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return staff("editor", first_name="Floor", last_name="Letterhof")


@pytest.fixture
def reader():
    return staff("editor", first_name="Nadia", last_name="Komma")


@pytest.fixture
def asked(writer, reader):
    """A page that waits to be read."""
    shelf = library()
    data = form(lead="Kort.", minutes="")
    assert add(client_of(writer), shelf, "articlepage", data, "action-submit").status_code == 302
    page = ArticlePage.objects.get()
    assert (page.live, page.current_workflow_state.requested_by) == (False, writer)
    return page


def answer(page, reader, deed: str, comment: str = ""):
    task = page.current_workflow_task_state.pk
    address = f"/beheer/pages/workflow/action/{page.pk}/{deed}/{task}/"
    response = client_of(reader).post(address, {"comment": comment})
    assert response.status_code in (200, 302)
    page.refresh_from_db()


def told() -> list[tuple[str, str]]:
    rows = Notification.objects.unsent().order_by("pk")
    return [(row.kind, row.recipient.first_name) for row in rows]


def test_a_new_portal_asks_editors_to_approve():
    task = Workflow.objects.get().tasks.get().specific
    assert [group.name for group in task.groups.all()] == ["Medewerkers: redacteur"]


def test_the_other_editors_are_asked_in_the_mail_of_the_day(asked):
    staff("adviser")
    assert told() == [("page_waits", "Nadia")]
    letter = letter_for(Notification.objects.get())
    assert "Een rustige wachtkamer" in letter.title
    assert "Floor Letterhof" in letter.paragraphs[0]
    assert letter.action[1] == f"/beheer/pages/{asked.pk}/edit/"
    assert mail.outbox == []


def test_approved_it_is_online_and_who_asked_reads_so(asked, reader):
    answer(asked, reader, "approve")
    assert asked.live
    assert told() == [("page_approved", "Floor")]
    assert mail.outbox == []


def test_returned_it_is_not_and_who_asked_reads_why(asked, reader, writer):
    answer(asked, reader, "reject", "De tweede zin is te lang.")
    assert not asked.live
    assert told() == [("page_returned", "Floor")]
    assert "De tweede zin is te lang." in letter_for(Notification.objects.unsent().get()).paragraphs
    assert mail.outbox == []
    asked.current_workflow_state.cancel(user=writer)
    assert told() == []


def test_who_approves_their_own_page_is_told_nothing(asked, writer):
    answer(asked, writer, "approve")
    assert asked.live
    assert told() == []
