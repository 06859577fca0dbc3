"""What goes with a meeting: files, who writes the minutes, proof of taking part, and what people hear of a change."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from knowledge.models import Label
from learning_circles import certificates
from learning_circles import operations as circles
from learning_circles.models import Circle, CircleMember, Facilitator, Material, Meeting, Minutes, ties_of
from membership.models import Seat
from portal.accounts.models import User
from portal.core.documents import prepared
from portal.core.models import Notification, PreparedFile, PrivateFile
from portal.core.notifications import letter_for
from tests.factories import member, staff
from tests.learning_circles.world import circle, meeting, seats, sign_up
from tests.people import client_of

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nhet verhaal"


@pytest.fixture
def runs():
    return member()


@pytest.fixture
def people():
    return seats(2)


@pytest.fixture
def planned(people, runs):
    """To come; the first has a place, the second is only in the circle."""
    shown = meeting(circle(*people, facilitator=runs.user))
    sign_up(shown, people[0])
    return shown


@pytest.fixture
def held(planned, people, runs):
    now = timezone.now()
    Meeting.objects.filter(pk=planned.pk).update(starts_at=now - timedelta(hours=3), ends_at=now - timedelta(hours=1))
    circles.mark_attendance(planned, came={planned.registrations.get().pk}, by=runs.user)
    return Meeting.objects.get(pk=planned.pk)


def path(shown: Meeting, end: str = "") -> str:
    return f"/leerkringen/{shown.circle.slug}/{shown.number}/{end}"


# --- What people hear --------------------------------------------------------------------------------------------


def words(shown: Meeting, **more) -> dict:
    stamp = Meeting.objects.get(pk=shown.pk).words_stamp()
    said = {"title": shown.title, "introduction": "", "online_link": "", "offer_hours": "48", "programme": ""}
    return said | {"stamp": stamp} | more


def test_a_new_title_or_online_address_reaches_who_has_a_place(planned, people, runs):
    client = client_of(runs.user)
    client.post(path(planned, "begeleiding/tekst/"), words(planned, introduction="Neem een brief mee."))
    assert not Notification.objects.filter(kind="meeting_changed").exists(), "the text is no part of a calendar"
    client.post(path(planned, "begeleiding/tekst/"), words(planned, online_link="https://x.example/kamer"))
    told = Notification.objects.get(kind="meeting_changed")
    letter = letter_for(told)
    assert told.recipient == people[0].user
    assert "het adres om online mee te doen" in letter.paragraphs[0]
    assert any("https://x.example/kamer" in point for point in letter.points)
    assert letter.calendar.method == "REQUEST"
    planned.refresh_from_db()
    assert planned.sequence == 1


def test_who_saves_older_words_sees_both_and_loses_nothing(planned, runs):
    client, older = client_of(runs.user), words(planned, title="Mijn onderwerp")
    client.post(path(planned, "begeleiding/tekst/"), words(planned, programme="10:00 Aankomen"))
    answer = client.post(path(planned, "begeleiding/tekst/"), older)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Mijn onderwerp" in text
    assert "10:00 Aankomen" in text
    planned.refresh_from_db()
    assert planned.title != "Mijn onderwerp"
    again = older | {"stamp": planned.words_stamp()}
    assert client.post(path(planned, "begeleiding/tekst/"), again).status_code == 302


def test_a_promise_is_brought_to_mind_once_and_not_when_done(held, people):
    now = timezone.now()
    soon = timezone.localdate() + timedelta(days=2)
    registration = held.registrations.get()
    kept, done = (
        circles.agree_action(held, text=text, registration=registration, due_on=soon, by=None, at=now)
        for text in ("Een brief sturen", "Bellen")
    )
    circles.finish_action(done, by=people[0].user)
    assert circles.actions_to_remind(now) == [], "not on the day it was promised"
    later = now + timedelta(days=1, hours=1)
    assert circles.actions_to_remind(later) == [kept.pk]
    for _ in range(2):
        circles.remind_of_action(kept.pk, at=later)
    told = Notification.objects.get(kind="action_due")
    assert "Een brief sturen" in letter_for(told).paragraphs[0]
    assert circles.actions_to_remind(later) == []
    circles.finish_action(kept, by=people[0].user)
    assert not Notification.objects.unsent().filter(kind="action_due").exists()


def test_the_overview_of_a_member_shows_the_next_meeting(planned, people):
    text = client_of(people[1].user).get("/mijn/").content.decode()
    assert planned.title in text
    assert planned.title not in client_of(member().user).get("/mijn/").content.decode()


def test_whatever_ties_somebody_to_a_meeting_shows_it(planned, people, runs):
    Circle.objects.update(is_open=True)
    only_comes = member()
    sign_up(planned, only_comes)
    for user in (runs.user, people[1].user, only_comes.user):
        assert planned.title in client_of(user).get("/mijn/").content.decode()
    Meeting.objects.update(announced_at=None)
    for user, shows in ((runs.user, True), (people[1].user, False), (only_comes.user, False)):
        assert (planned.title in client_of(user).get("/mijn/").content.decode()) == shows, "the plan is for who runs it"


def test_ties_of_one_are_the_rows_that_hold_now(planned, people, runs):
    """Asked for one person and for many, the answer is the same: who left, whose organisation left, who came back."""
    left, lower = member(), member()
    first, second = planned.circle, circle(lower)
    for seat in (left, lower):
        circles.join_circle(first, user=seat.user, organisation=seat.organisation, by=None)
        circles.appoint_facilitator(second, user=seat.user, by=None)
    Seat.objects.filter(pk=left.pk).update(until=timezone.localdate())
    Circle.objects.filter(pk=second.pk).update(level=2)
    for seat in (runs, *people, left, lower):
        ties = ties_of(User.objects.get(pk=seat.user_id))
        assert ties.runs == rows(Facilitator, seat), seat
        assert ties.is_in == rows(CircleMember, seat), seat
    assert rows(CircleMember, lower) == {first.pk}, "the other circle is of level 2 now"
    assert rows(CircleMember, left) == rows(Facilitator, left) == set()


def rows(model, seat) -> set[int]:
    return set(model.objects.current().filter(user=seat.user).values_list("circle", flat=True))


# --- Minutes: one person writes at a time ------------------------------------------------------------------------


def test_a_second_writer_waits_or_takes_over(held, runs):
    first, second = client_of(runs.user), client_of(staff("adviser"))
    address = path(held, "verslag/tekst/")
    assert "data-autosave" in first.get(address).content.decode()
    waiting = second.get(address).content.decode()
    assert f"{runs.user} schrijft nu" in waiting
    assert "data-autosave" not in waiting
    assert second.post(path(held, "verslag/tekst/overname/")).headers["Location"] == address
    assert "data-autosave" in second.get(address).content.decode()
    assert "schrijft nu" in first.get(address).content.decode()
    second.post(address, {"text": "Klaar.", "stamp-minutes": "0"})
    assert "schrijft nu" not in first.get(address).content.decode(), "who saved is done"


def test_who_left_the_page_holds_nobody_up(held, runs):
    now = timezone.now()
    other = staff("adviser")
    circles.hold_minutes(held, by=runs.user, at=now)
    assert circles.hold_minutes(held, by=other, at=now + timedelta(minutes=14)).by == runs.user
    assert circles.hold_minutes(held, by=other, at=now + timedelta(minutes=16)).by == other


def test_minutes_save_themselves_and_say_so(held, runs):
    client, address = client_of(runs.user), path(held, "verslag/tekst/")
    saved = client.post(address, {"text": "Een", "stamp-minutes": "0"}, headers={"accept": "application/json"})
    assert saved.json()["stamps"] == {"minutes": 1}
    late = client.post(address, {"text": "Twee", "stamp-minutes": "0"}, headers={"accept": "application/json"})
    assert (late.status_code, late.json()["conflicts"]) == (409, ["minutes"])
    assert Minutes.objects.get().text == "Een"


# --- Files -------------------------------------------------------------------------------------------------------


def send(client, shown: Meeting, name: str = "Casus.pdf", content: bytes = PDF):
    return client.post(path(shown, "begeleiding/bestanden/"), {"upload": SimpleUploadedFile(name, content)})


def checked(material: Material) -> Material:
    PrivateFile.objects.filter(pk=material.file_id).update(checked_at=timezone.now())
    material.refresh_from_db()
    return material


def test_who_takes_part_opens_a_file_of_the_meeting_and_nobody_else(planned, people, runs):
    client = client_of(runs.user)
    for _ in range(2):
        send(client, planned)
    material = Material.objects.get()
    address = f"/bestanden/{material.file_id}/"
    in_circle, outsider = client_of(people[1].user), client_of(member().user)
    assert in_circle.get(address).status_code == 404, "not checked yet"
    assert "Casus.pdf" not in in_circle.get(path(planned)).content.decode()
    assert "Wordt gecontroleerd" in client.get(path(planned, "begeleiding/")).content.decode()
    checked(material)
    for who in (people[0].user, people[1].user, runs.user, staff("adviser")):
        assert client_of(who).get(address).status_code == 200
    assert "Casus.pdf" in in_circle.get(path(planned)).content.decode()
    assert outsider.get(address).status_code == 404
    assert "Casus.pdf" not in outsider.get(path(planned)).content.decode()
    Seat.objects.filter(pk=people[1].pk).update(until=timezone.localdate())
    assert client_of(people[1].user).get(address).status_code == 404, "who left the organisation"


def test_a_file_that_cannot_come_in_is_explained_and_one_taken_away_is_gone(planned, people, runs):
    client = client_of(runs.user)
    refused = send(client, planned, "leeg.pdf", b"")
    assert refused.status_code == 422
    assert "Dit bestand is leeg" in refused.content.decode()
    send(client, planned)
    material = Material.objects.get()
    end = path(planned, f"begeleiding/bestanden/{material.pk}/einde/")
    assert client_of(people[0].user).post(end).status_code == 403
    for _ in range(2):
        assert client.post(end).status_code == 302
    assert not PrivateFile.objects.filter(pk=material.file_id).exists()


def test_proof_of_taking_part_is_for_who_was_there(held, people):
    client, absent = client_of(people[0].user), client_of(people[1].user)
    assert absent.post(path(held, "aanmelding/bewijs/")).status_code == 404
    assert "Maak mijn bewijs" not in absent.get(path(held)).content.decode()
    client.post(path(held, "aanmelding/bewijs/"))
    prepared.make(PreparedFile.objects.get().pk)
    made = PreparedFile.objects.get()
    assert "Bewijs van deelname" in client.get(path(held)).content.decode()
    address = f"/bestanden/{made.file_id}/"
    got = client.get(address)
    assert b"".join(got.streaming_content).startswith(b"%PDF")
    for other in (absent, client_of(staff("adviser")), client_of(member().user)):
        assert other.get(address).status_code == 404
    assert certificates.make_certificate(made.subject, timezone.now()).name.startswith("Bewijs van deelname")


# --- Who runs a circle, and who is in it -------------------------------------------------------------------------


def test_who_has_no_seat_any_more_runs_nothing(planned, runs):
    client = client_of(runs.user)
    assert client.get(path(planned, "begeleiding/")).status_code == 200
    Seat.objects.filter(pk=runs.pk).update(until=timezone.localdate())
    assert not Facilitator.objects.current().exists()
    assert client.get(path(planned, "begeleiding/")).status_code in (403, 404)
    adviser = staff("adviser")
    circles.appoint_facilitator(planned.circle, user=adviser, by=None)
    assert Facilitator.objects.current().get().user == adviser, "staff has no seat"


def test_lists_count_who_is_still_there(planned, people):
    assert Circle.objects.with_people().get().people == 2
    Seat.objects.filter(pk=people[0].pk).update(until=timezone.localdate())
    found = Circle.objects.with_people().get()
    assert (found.people, found.organisations) == (1, 1)


def test_circles_are_found_by_for_whom_they_are(planned, people):
    own, other = Label.objects.filter(kind="rol")[:2]
    planned.circle.roles.add(own)
    client = client_of(people[0].user)
    for address in ("/leerkringen/", "/leerkringen/kringen/"):
        assert planned.circle.title in client.get(f"{address}?rol={own.slug}").content.decode()
        assert planned.circle.title not in client.get(f"{address}?rol={other.slug}").content.decode()
