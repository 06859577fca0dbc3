"""Planning, moving and cancelling; minutes, promises and what the network learns."""

from datetime import timedelta

import pytest
from django.utils import timezone

from knowledge.models import NetworkItem
from learning_circles import operations as circles
from learning_circles.models import Action, Circle, Meeting, Minutes, Registration
from portal.core.models import Notification
from tests.factories import UserFactory, member, staff
from tests.learning_circles.world import circle, meeting, seats, sign_up
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def runs():
    return member()


@pytest.fixture
def people():
    return seats(2)


@pytest.fixture
def held(people, runs):
    """A meeting that was held: the first came, the second did not."""
    shown = meeting(circle(*people, facilitator=runs.user))
    made = [sign_up(shown, seat) for seat in people]
    Meeting.objects.filter(pk=shown.pk).update(
        starts_at=timezone.now() - timedelta(hours=3), ends_at=timezone.now() - timedelta(hours=1)
    )
    circles.mark_attendance(shown, came={made[0].pk}, by=runs.user)
    return Meeting.objects.get(pk=shown.pk)


def path(shown: Meeting, end: str = "") -> str:
    return f"/leerkringen/{shown.circle.slug}/{shown.number}/{end}"


def plan(days: int = 40, **more) -> dict:
    day = timezone.localdate() + timedelta(days=days)
    return {"title": "Geld", "day": f"{day:%d-%m-%Y}", "begins": "10:00", "ends": "12:00", "manner": "online"} | more


def test_a_series_is_planned_at_once_and_each_goes_its_own_way(runs):
    of = circle(facilitator=runs.user)
    client = client_of(runs.user)
    address = f"/leerkringen/{of.slug}/bijeenkomst/"
    assert client.post(address, plan(repeats="4", times="3")).status_code == 302
    client.post(address, plan(repeats="4", times="3"))  # a second click
    first, second, third = of.meetings.by_start()
    assert [m.number for m in (first, second, third)] == [1, 2, 3]
    assert {timezone.localtime(m.starts_at).hour for m in (first, second, third)} == {10}, "also over summer time"
    circles.move_meeting(
        second,
        starts_at=second.starts_at + timedelta(days=1),
        ends_at=second.ends_at + timedelta(days=1),
        reason="",
        by=None,
    )
    third.refresh_from_db()
    by_the_clock = [timezone.localtime(m.starts_at).replace(tzinfo=None) for m in (first, third)]
    assert by_the_clock[1] - by_the_clock[0] == timedelta(weeks=8)


def test_a_plan_that_cannot_be_is_explained_and_kept(runs):
    of = circle(facilitator=runs.user)
    answer = client_of(runs.user).post(f"/leerkringen/{of.slug}/bijeenkomst/", plan(days=-3, manner="room"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Kies een dag in de toekomst" in text
    assert "Kies de plaats" in text
    assert 'value="Geld"' in text
    assert Meeting.objects.count() == 0


def test_nobody_sees_a_meeting_before_it_is_announced(runs, people):
    shown = meeting(circle(*people, facilitator=runs.user), announced=False)
    assert client_of(people[0].user).get(path(shown)).status_code == 404
    client = client_of(runs.user)
    assert client.get(path(shown)).status_code == 200
    client.post(path(shown, "begeleiding/aankondiging/"))
    assert client_of(people[0].user).get(path(shown)).status_code == 200
    told = Notification.objects.filter(kind="meeting_announced")
    assert set(told.values_list("recipient", flat=True)) == {seat.user_id for seat in people}


def test_a_move_is_a_fact_and_everybody_with_a_place_is_told(people, runs):
    shown = meeting(circle(*people, facilitator=runs.user), capacity=1)
    for seat in people:
        sign_up(shown, seat)
    day = timezone.localdate() + timedelta(days=50)
    client_of(runs.user).post(
        path(shown, "begeleiding/verplaatsing/"), plan(days=50, reason="De zaal is bezet.") | {"day": f"{day:%d-%m-%Y}"}
    )
    shown.refresh_from_db()
    assert (shown.sequence, shown.manner, shown.town) == (1, "online", None)
    assert shown.moves.get().reason == "De zaal is bezet."
    assert "De zaal is bezet." in client_of(people[0].user).get(path(shown)).content.decode()
    kinds = dict(Notification.objects.filter(kind__startswith="meeting_moved").values_list("recipient", "kind"))
    assert kinds == {people[0].user_id: "meeting_moved", people[1].user_id: "meeting_moved_waiting"}
    circles.move_meeting(shown, manner="online", reason="", by=None)
    assert shown.moves.count() == 1, "moving to what it is already changes nothing"


def test_a_cancelled_meeting_says_why_and_stays(people, runs):
    shown = meeting(circle(*people, facilitator=runs.user))
    sign_up(shown, people[0])
    client = client_of(runs.user)
    assert client.post(path(shown, "begeleiding/annulering/"), {"reason": ""}).status_code == 422
    client.post(path(shown, "begeleiding/annulering/"), {"reason": "De begeleider is ziek."})
    assert "De begeleider is ziek." in client_of(people[0].user).get(path(shown)).content.decode()
    assert Notification.objects.filter(kind="meeting_cancelled", recipient=people[0].user).count() == 1


def test_minutes_go_from_a_draft_by_remarks_to_approved(held, people, runs):
    client, came, absent = client_of(runs.user), client_of(people[0].user), client_of(people[1].user)
    client.post(path(held, "verslag/tekst/"), {"text": "Wij spraken over brieven.", "stamp-minutes": "0"})
    assert came.get(path(held, "verslag/")).status_code == 404, "not shared yet"
    client.post(path(held, "verslag/rondgang/"))
    assert "brieven" in came.get(path(held, "verslag/")).content.decode()
    assert absent.get(path(held, "verslag/")).status_code == 404
    came.post(path(held, "verslag/opmerking/"), {"text": "Ook over bellen."})
    came.post(path(held, "verslag/opmerking/"), {"text": "Ook over bellen."})
    minutes = Minutes.objects.get()
    assert minutes.remarks.count() == 1
    client.post(path(held, "verslag/vaststelling/"))
    assert "brieven" in absent.get(path(held, "verslag/")).content.decode()
    assert client_of(member().user).get(path(held, "verslag/")).status_code == 200, "a member of the level may read it"
    assert (
        "vastgesteld" in client.post(path(held, "verslag/tekst/"), {"text": "x", "stamp-minutes": "1"}).content.decode()
    )
    assert Notification.objects.filter(kind="minutes_approved").count() == 2


def test_two_who_write_at_once_both_keep_their_text(held, runs):
    second = staff("adviser")
    circles.save_minutes(held, text="Van de een", revision=0, by=runs.user)
    address = path(held, "verslag/tekst/")
    answer = client_of(second).post(address, {"text": "Van de ander", "stamp-minutes": "0"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Van de een" in text
    assert "Van de ander" in text
    assert client_of(second).post(address, {"text": "Van beiden", "stamp-minutes": "1"}).status_code == 302
    assert Minutes.objects.get().versions.get().text == "Van de een"


def test_what_was_promised_is_asked_until_it_is_done(held, people, runs):
    client = client_of(runs.user)
    registration = Registration.objects.get(user=people[0].user)
    for _ in range(2):
        client.post(path(held, "afspraken/"), {"text": "Een brief sturen", "who": registration.pk, "due_on": ""})
    action = Action.objects.get()
    assert client_of(people[1].user).post(path(held, f"afspraken/{action.pk}/klaar/")).status_code == 403
    client_of(people[0].user).post(path(held, f"afspraken/{action.pk}/klaar/"))
    action.refresh_from_db()
    assert action.is_done
    assert not Notification.objects.unsent().filter(kind="action_agreed").exists()


def test_the_harvest_is_of_the_network(held, people, runs):
    client = client_of(runs.user)
    for _ in range(2):
        client.post(path(held, "opbrengst/"), {"kind": "need", "text": "Voorbeelden van brieven"})
    item = NetworkItem.objects.get()
    assert (item.kind, item.source) == ("need", "Leerkring Stress en geld")
    assert client_of(people[0].user).post(path(held, "opbrengst/"), {"kind": "need", "text": "x"}).status_code == 403
    client.post(path(held, f"opbrengst/{held.harvest.get().pk}/einde/"))
    assert NetworkItem.objects.count() == 0


def test_who_was_there_looks_back_and_only_the_facilitator_reads_it(held, people, runs):
    came, absent = client_of(people[0].user), client_of(people[1].user)
    assert "Anderen zien het niet" in came.get(path(held, "terugblik/")).content.decode()
    assert absent.get(path(held, "terugblik/")).status_code == 404
    came.post(path(held, "terugblik/"), {"useful": "4", "takes_home": "Eerst luisteren", "wish": ""})
    assert "Eerst luisteren" in client_of(runs.user).get(path(held, "begeleiding/")).content.decode()
    assert "Eerst luisteren" not in absent.get(path(held)).content.decode()
    assert "Eerst luisteren" not in client_of(staff("adviser")).get(path(held, "begeleiding/")).content.decode()


def test_an_account_without_a_seat_reads_of_an_announced_circle_what_a_visitor_reads(held, runs, client):
    circles.change_circle(held.circle, is_announced=True, by=None)
    circles.harvest(held, kind="need", text="Voorbeelden van brieven", by=runs.user)
    minutes = circles.save_minutes(held, text="Over brieven.", revision=0, by=runs.user)
    circles.approve_minutes(circles.share_minutes(minutes, by=runs.user), by=runs.user)
    later = meeting(held.circle, days=60)
    circles.cancel_meeting(later, reason="De begeleider is ziek.", by=None)
    nobody, somebody = client_of(UserFactory()), client_of(member().user)
    circle_page = f"/leerkringen/{held.circle.slug}/"
    assert "Voorbeelden van brieven" in somebody.get(circle_page).content.decode()
    assert "De begeleider is ziek." in somebody.get(path(later)).content.decode()
    for reader in (client, nobody):
        assert "Voorbeelden van brieven" not in reader.get(circle_page).content.decode()
        assert "De begeleider is ziek." not in reader.get(path(later)).content.decode()
    assert nobody.get(path(held, "verslag/")).status_code == 404


def test_who_takes_part_is_for_who_takes_part(people, runs):
    of = circle(*people, facilitator=runs.user, is_announced=True)
    shown = meeting(of)
    sign_up(shown, people[0])
    name = str(people[0].user)
    for address in (f"/leerkringen/{of.slug}/", path(shown)):
        assert name in client_of(people[1].user).get(address).content.decode()
        assert name not in client_of(member().user).get(address).content.decode()


def test_who_runs_the_circle_is_not_told_to_call_to_join_in(people, runs):
    """A facilitator need not be in it."""
    shown = meeting(circle(*people, facilitator=runs.user))
    address, words = path(shown), "Deze bijeenkomst is voor de mensen van de kring."
    assert words in client_of(member().user).get(address).content.decode()
    assert words not in client_of(runs.user).get(address).content.decode()


def test_staff_open_a_circle_and_say_who_runs_it(client, people):
    adviser, editor = client_of(staff("adviser")), client_of(staff("editor"))
    words = {
        "title": "Rust in brieven",
        "question": "Hoe schrijft u rustig?",
        "level": "1",
        "size": "12",
        "province": "",
    }
    assert editor.post("/beheer/leerkringen/nieuw/", words).status_code in (302, 403)
    assert not Circle.objects.exists()
    assert "/beheer/leerkringen/nieuw/" in adviser.get("/beheer/leerkringen/").content.decode()
    made = adviser.post("/beheer/leerkringen/nieuw/", words)
    assert made.status_code == 302, made.content.decode()[-3000:]
    assert adviser.post("/beheer/leerkringen/nieuw/", words).headers["Location"] == made.headers["Location"]
    assert Circle.objects.count() == 1, "a double click begins one circle"
    pk = int(made.headers["Location"].rstrip("/").split("/")[-1])
    wrong = adviser.post(f"/beheer/leerkringen/{pk}/begeleider/", {"email": "niemand@lid.example"})
    assert "Wij kennen dit adres niet" in wrong.content.decode()
    adviser.post(f"/beheer/leerkringen/{pk}/begeleider/", {"email": people[0].user.email})
    assert people[0].user.has_perm(
        "learning_circles.facilitate_circle", people[0].user.circles_facilitated.get().circle
    )
    client_of(people[0].user).post("/leerkringen/rust-in-brieven/mensen/", {"email": people[1].user.email})
    assert "Rust in brieven" in client_of(people[1].user).get("/leerkringen/kringen/").content.decode()
