"""Finding a date: asked, answered, reminded, chosen; and the letters and pages around it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from learning_circles import operations as circles
from learning_circles.models import Invitee, Meeting, PollAnswer
from learning_circles.planning import homes_of
from learning_circles.warnings import warnings_for
from portal.core import links
from portal.core.models import Notification
from tests.factories import member, staff
from tests.learning_circles.world import circle, town
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def moments(*days: int) -> list[tuple[datetime, datetime]]:
    """At 10.00 to 12.00 so many days from now."""
    start = timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0)
    return [(start + timedelta(days=n), start + timedelta(days=n, hours=2)) for n in days]


@pytest.fixture
def people():
    near, far = member(), member()
    near.organisation.town = town()
    near.organisation.save()
    far.organisation.town = town("Groningen", province="gr", latitude=53.21, longitude=6.56)
    far.organisation.save()
    return [near, far]


@pytest.fixture
def runs():
    return member()


@pytest.fixture
def poll(people, runs):
    of = circle(*people, facilitator=runs.user)
    return circles.open_poll(
        of,
        title="Praten over geld",
        moments=moments(20, 22),
        manners=["room", "online"],
        towns=[town()],
        closes_on=timezone.localdate() + timedelta(days=10),
        by=runs.user,
    )


def link_in(mail) -> str:
    return next(word for word in mail.body.split() if "/inloggen/datum/" in word).split("testserver")[-1]


def test_people_answer_from_a_mailed_link_without_an_account(poll, people, client, mailoutbox, settings):
    settings.PORTAL_URL, settings.DAILY_MAIL_HOUR = "http://testserver", 0
    run_jobs()
    mail = next(m for m in mailoutbox if m.to == [people[0].user.email])
    address = link_in(mail)
    first, second = poll.slots.all()
    assert "Praten over geld" in client.get(address).content.decode()
    assert PollAnswer.objects.count() == 0, "a GET changes nothing"
    sent = client.post(address, {f"slot-{first.pk}": "can", f"slot-{second.pk}": "cannot"})
    assert sent.headers["Location"] == "/inloggen/datum/bewaard/"
    assert set(PollAnswer.objects.values_list("slot", "choice")) == {(first.pk, "can"), (second.pk, "cannot")}
    client.post(address, {"none": "1"})
    assert set(PollAnswer.objects.values_list("choice", flat=True)) == {"cannot"}
    assert client.get("/inloggen/datum/onbekend/").status_code == 404
    circles.close_poll(poll, by=None)
    assert client.get(address).status_code == 404


def test_nobody_else_sees_the_question(poll, people, runs):
    address = f"/leerkringen/datum/{poll.pk}/"
    assert client_of(people[0].user).get(address).status_code == 200
    assert client_of(runs.user).get(address).status_code == 200
    assert client_of(member().user).get(address).status_code == 404
    assert client_of(runs.user).post(address, {}).status_code == 403
    assert client_of(people[0].user).post(f"{address}keuze/", {}).status_code == 403


def test_who_left_the_circle_answers_no_more_and_does_not_count(poll, people, runs, client):
    invitee = poll.invitees.get(user=people[0].user)
    slot = poll.slots.first()
    circles.answer_poll(invitee, {slot.pk: "can"})
    token = links.issue("answer_poll", invitee.pk, days=1)
    assert client.get(f"/inloggen/datum/{token}/").status_code == 200
    circles.leave_circle(poll.circle.members.get(user=people[0].user), by=None)
    assert client.get(f"/inloggen/datum/{token}/").status_code == 404
    assert client_of(people[0].user).get(f"/leerkringen/datum/{poll.pk}/").status_code == 404
    shown = client_of(runs.user).get(f"/leerkringen/datum/{poll.pk}/").content.decode()
    assert "0 kunnen, 0 als het moet, 0 niet" in shown
    assert circles.invitees_to_remind(timezone.now() + timedelta(days=8)) == [poll.invitees.get(user=people[1].user).pk]


def test_the_planner_says_what_fits_best_and_the_facilitator_chooses(poll, people, runs):
    first, second = poll.slots.all()
    for invitee, choices in zip(poll.invitees.all(), ({first.pk: "cannot", second.pk: "can"},) * 2, strict=True):
        circles.answer_poll(invitee, choices)
    client = client_of(runs.user)
    shown = client.get(f"/leerkringen/datum/{poll.pk}/").content.decode()
    assert "past het best" in shown
    assert "Dan kan iedereen" in shown
    option = f"{second.pk}:room:{poll.towns.get().pk}"
    response = client.post(f"/leerkringen/datum/{poll.pk}/keuze/", {"option": option, "address": "Stadhuis"})
    made = Meeting.objects.get()
    assert response.headers["Location"].endswith("/begeleiding/")
    assert (made.starts_at, made.is_announced, str(made.town)) == (second.starts_at, True, "Utrecht")
    again = client.post(f"/leerkringen/datum/{poll.pk}/keuze/", {"option": option})
    assert again.status_code == 302
    assert Meeting.objects.count() == 1
    with pytest.raises(circles.PollClosed):
        circles.choose_slot(poll, slot=first, manner="online", by=None)


def test_changing_the_dates_keeps_what_was_answered(poll):
    first, second = poll.slots.all()
    invitee = poll.invitees.first()
    circles.answer_poll(invitee, {first.pk: "can", second.pk: "if_needed"})
    kept = (first.starts_at, first.ends_at)
    circles.change_slots(poll, [kept, *moments(30)], by=None)
    assert poll.slots.filter(removed_at=None).count() == 2
    circles.change_slots(poll, [kept, (second.starts_at, second.ends_at)], by=None)
    assert PollAnswer.objects.get(slot=second).choice == "if_needed"


def test_who_did_not_answer_is_reminded_once(poll):
    answered, silent = poll.invitees.all()
    circles.answer_poll(answered, {})
    at = timezone.now() + timedelta(days=8)
    assert circles.invitees_to_remind(timezone.now()) == []
    assert circles.invitees_to_remind(at) == [silent.pk]
    assert circles.remind_of_poll(silent.pk, at=at)
    assert not circles.remind_of_poll(silent.pk, at=at)
    assert not circles.remind_of_poll(answered.pk, at=at)
    assert Notification.objects.filter(kind="poll_reminder").count() == 1


def test_the_last_day_to_answer_is_kept(poll):
    after = timezone.now() + timedelta(days=12)
    with pytest.raises(circles.PollClosed):
        circles.answer_poll(Invitee.objects.first(), {}, at=after)


def test_one_question_at_a_time(poll, runs):
    with pytest.raises(circles.PollOpen):
        circles.open_poll(
            poll.circle,
            title="Nog een",
            moments=moments(40),
            manners=["online"],
            towns=[],
            closes_on=timezone.localdate(),
            by=runs.user,
        )


def test_lines_of_dates_are_read_or_explained(poll, runs):
    client = client_of(runs.user)
    address = f"/leerkringen/datum/{poll.pk}/datums/"
    wrong = client.post(address, {"moments": "volgende week dinsdag"})
    assert wrong.status_code == 422
    assert "Schrijf hem zo" in wrong.content.decode()
    assert "volgende week dinsdag" in wrong.content.decode()
    soon = timezone.localdate() + timedelta(days=25)
    assert client.post(address, {"moments": f"{soon:%d-%m-%Y} 10.00 tot 12.30"}).status_code == 302
    slot = poll.slots.get(removed_at=None)
    assert timezone.localtime(slot.ends_at).strftime("%H:%M") == "12:30"


@pytest.mark.parametrize(
    ("day", "hour", "said"),
    [
        (date(2027, 4, 27), 10, "Koningsdag"),
        (date(2027, 2, 23), 10, "schoolvakantie in regio Noord en Midden"),
        (date(2027, 3, 8), 9, "maandagochtend"),
        (date(2027, 3, 12), 13, "vrijdagmiddag"),
        (date(2027, 3, 13), 10, "weekend"),
        (date(2033, 3, 8), 10, "nog niet bekend"),
    ],
)
def test_a_less_handy_moment_is_said(day, hour, said):
    start = datetime(day.year, day.month, day.day, hour, tzinfo=AMSTERDAM)
    found = warnings_for(circle(), [(start, start + timedelta(hours=2))])
    assert any(said in sentence for sentence in found), found


def test_a_good_moment_has_no_warning():
    start = datetime(2027, 3, 9, 10, tzinfo=AMSTERDAM)
    assert warnings_for(circle(), [(start, start + timedelta(hours=2))]) == []


def test_an_admin_says_where_people_start_and_an_editor_keeps_the_towns(people):
    seat, zwolle = member(), town("Zwolle", province="ov", latitude=52.5, longitude=6.09)
    client = client_of(seat.user)
    facts = {"province": "ov", "town": zwolle.pk, "inhabitants": "", "kvk": "", "oin": ""}
    assert client.post("/mijn/organisatie/", facts).status_code == 302
    seat.organisation.refresh_from_db()
    assert homes_of([seat.organisation]) == {seat.organisation.pk: zwolle}
    assert client.post("/mijn/organisatie/", facts | {"town": ""}).status_code == 302
    seat.organisation.refresh_from_db()
    assert homes_of([seat.organisation]) == {}
    for role, answer in (("editor", 200), ("adviser", 403)):
        assert client_of(staff(role)).get("/beheer/snippets/membership/town/add/").status_code == answer
