"""You asked, we did: who sees what is needed, and what the network did with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from knowledge import operations
from knowledge.models import NetworkItem
from learning_circles import operations as circles
from portal.core.models import AuditEntry
from tests.circles import MeetingFactory
from tests.factories import UserFactory, member, site, staff
from tests.people import client_of

pytestmark = pytest.mark.django_db
PAGE, DESK = "/uitkomsten/u-vroeg-wij-deden/", "/beheer/gevraagd/"


@pytest.fixture(autouse=True)
def home():
    return site()


def need(text: str = "Hulp bij borging", **more) -> NetworkItem:
    return operations.raise_item("need", text, by=None, **more)


def words(response) -> str:
    return response.content.decode()


def test_members_read_what_is_shared_and_what_was_done(client):
    item, own = need(), need("Van een kring alleen")
    operations.share_item(item, by=None)
    member_page = words(client_of(member().user).get(PAGE))
    assert "Hulp bij borging" in member_page
    assert "Wij kijken hier nog naar" in member_page
    assert own.text not in member_page
    operations.answer_item(item, answer="Er komt een training.", by=None)
    assert "Er komt een training." in words(client_of(staff("finance")).get(PAGE))
    assert client.get(PAGE).status_code == 302
    assert client_of(UserFactory()).get(PAGE).status_code == 404


def test_a_need_of_a_circle_is_its_own_until_staff_share_it():
    circles.harvest(MeetingFactory(), kind="need", text="Meer tijd", by=None)
    item = NetworkItem.objects.get()
    reader, adviser = client_of(member().user), client_of(staff("adviser"))
    assert "Meer tijd" not in words(reader.get(PAGE))
    assert "Alleen de leerkring en medewerkers zien dit" in words(adviser.get(f"{DESK}{item.pk}/"))
    adviser.post(f"{DESK}{item.pk}/delen/")
    adviser.post(f"{DESK}{item.pk}/delen/")
    assert "Meer tijd" in words(reader.get(PAGE))
    assert AuditEntry.objects.filter(verb="item.shared").count() == 1


def test_staff_write_what_was_done_and_may_say_it_better():
    item, adviser = need(), client_of(staff("adviser"))
    assert "Vul dit in" in words(adviser.post(f"{DESK}{item.pk}/", {"answer": " "}))
    adviser.post(f"{DESK}{item.pk}/", {"answer": "Er komt een training."})
    adviser.post(f"{DESK}{item.pk}/", {"answer": "Er komt een training."})
    item.refresh_from_db()
    assert item.is_shared
    assert AuditEntry.objects.filter(verb="item.answered").count() == 1
    adviser.post(f"{DESK}{item.pk}/", {"answer": "De training is er."})
    assert "De training is er." in words(client_of(member().user).get(PAGE))


def test_staff_put_a_need_on_the_list_once():
    adviser = client_of(staff("decider"))
    page = words(adviser.get(f"{DESK}nieuw/?bron=Vragenlijst 2026"))
    assert 'value="Vragenlijst 2026"' in page
    for _ in range(2):  # a double click
        adviser.post(f"{DESK}nieuw/", {"text": "Hulp bij borging", "source": "Vragenlijst 2026"})
    assert NetworkItem.objects.get().is_shared


@pytest.mark.parametrize("role", ["editor", "finance"])
def test_only_advisers_and_deciders_keep_the_list(role):
    other = client_of(staff(role))
    item = need()
    for address in ("", "nieuw/", f"{item.pk}/"):
        assert other.get(f"{DESK}{address}").status_code in (302, 403)
    other.post(f"{DESK}{item.pk}/", {"answer": "Nee."})
    other.post(f"{DESK}{item.pk}/delen/")
    item.refresh_from_db()
    assert not item.is_shared


def test_half_a_year_without_an_answer_comes_back_in_the_queue():
    now = timezone.now()
    late = need("Al lang gevraagd", at=now - timedelta(days=190))
    need("Net gevraagd", at=now - timedelta(days=90))
    queue = words(client_of(staff("adviser")).get("/beheer/"))
    assert "Al lang gevraagd" in queue
    assert "Net gevraagd" not in queue
    operations.answer_item(late, answer="Gedaan.", by=None)
    assert "Al lang gevraagd" not in words(client_of(staff("adviser")).get("/beheer/"))
