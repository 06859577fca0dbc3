"""Places at a meeting: who gets one, who waits, and what everybody is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from learning_circles import operations as circles
from learning_circles.models import Registration
from membership.operations import end_seat, open_seat
from portal.core import links
from portal.core.models import Notification
from tests.factories import member, staff
from tests.learning_circles.world import circle, meeting, seats, sign_up
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db


def kinds(seat) -> list[str]:
    """What this person was told and what still goes out, in order."""
    return list(
        Notification.objects.filter(recipient=seat.user, settled_at=None).order_by("pk").values_list("kind", flat=True)
    )


@pytest.fixture
def people():
    return seats(4)


@pytest.fixture
def small(people):
    """A meeting with two places, in a circle of four."""
    return meeting(circle(*people), capacity=2)


def test_the_first_get_a_place_and_the_others_a_number(small, people):
    made = [sign_up(small, seat) for seat in people]
    assert [row.has_place for row in made] == [True, True, False, False]
    assert [row.place_in_line() for row in made[2:]] == [1, 2]
    assert "meeting_invitation" in kinds(people[0])
    assert kinds(people[2])[-1] == "meeting_waiting"
    assert sign_up(small, people[0]).pk == made[0].pk, "registering twice is registering once"


def test_a_place_that_comes_free_is_offered_to_the_next_and_passes_on(small, people):
    first, _second, third, fourth = (sign_up(small, seat) for seat in people)
    circles.unregister(first, by=people[0].user)
    third.refresh_from_db()
    assert third.is_offered
    assert Registration.objects.in_room().filter(meeting=small).count() == 2
    assert circles.offers_to_lapse(third.offer_until - timedelta(seconds=1)) == []
    assert circles.offers_to_lapse(third.offer_until) == [small.pk]
    assert circles.lapse_offers(small.pk, at=third.offer_until) == 1
    fourth.refresh_from_db()
    assert fourth.is_offered
    with pytest.raises(circles.OfferGone):
        circles.accept_offer(third, by=people[2].user)
    assert kinds(people[2])[-1] == "meeting_offer_lapsed"
    circles.accept_offer(fourth, by=people[3].user)
    fourth.refresh_from_db()
    assert fourth.has_place
    assert kinds(people[3])[-1] == "meeting_invitation"


def test_who_comes_new_does_not_pass_who_waits(small, people):
    first, _second, third = (sign_up(small, seat) for seat in people[:3])
    circles.unregister(first, by=people[0].user)
    assert not sign_up(small, people[3]).has_place
    third.refresh_from_db()
    assert third.is_offered


def test_an_offer_ends_when_the_meeting_begins_and_after_that_a_free_place_is_simply_theirs(people):
    soon = meeting(circle(*people), days=1, capacity=1)
    first, second, third = (sign_up(soon, seat) for seat in people[:3])
    circles.unregister(first, by=people[0].user)
    second.refresh_from_db()
    assert second.offer_until == soon.starts_at
    begun = soon.starts_at + timedelta(minutes=5)
    circles.lapse_offers(soon.pk, at=begun)
    third.refresh_from_db()
    assert third.has_place


def test_more_places_are_offered_and_fewer_only_as_far_as_they_are_free(small, people):
    for seat in people:
        sign_up(small, seat)
    with pytest.raises(circles.SeatsTaken) as refused:
        circles.change_capacity(small, capacity=1, by=None)
    assert refused.value.taken == 2
    circles.change_capacity(small, capacity=3, by=None)
    assert Registration.objects.offered().filter(meeting=small).count() == 1
    circles.change_capacity(small, capacity=None, by=None)
    assert Registration.objects.waiting().filter(meeting=small).count() == 0


def test_online_takes_no_place_of_the_room(people):
    both = meeting(circle(*people), manner="hybrid", capacity=1)
    assert sign_up(both, people[0]).has_place
    assert sign_up(both, people[1], online=True).has_place
    assert not sign_up(both, people[2]).has_place


def test_only_who_is_in_the_circle_or_any_member_when_it_is_open(people):
    stranger = member()
    closed, opened = meeting(circle(*people)), meeting(circle(is_open=True))
    with pytest.raises(circles.NotEntitled):
        sign_up(closed, stranger)
    assert sign_up(opened, stranger).has_place
    advanced = meeting(circle(is_open=True, level=2))
    with pytest.raises(circles.NotEntitled):
        sign_up(advanced, stranger)


def test_nobody_registers_for_what_is_not_announced_cancelled_or_over(people):
    of = circle(*people)
    hidden = meeting(of, announced=False)
    cancelled = circles.cancel_meeting(meeting(of), reason="De begeleider is ziek.", by=None)
    for shown in (hidden, cancelled):
        with pytest.raises(circles.NotOpen):
            sign_up(shown, people[0])
    past = meeting(of)
    with pytest.raises(circles.NotOpen):
        sign_up(past, people[0], at=past.ends_at)


def test_needs_go_with_the_registration_and_are_erased_after_the_meeting(small, people):
    first = sign_up(small, people[0], diet="geen noten")
    second = sign_up(small, people[1], access_needs="een lift")
    circles.unregister(first, by=people[0].user)
    first.refresh_from_db()
    assert first.diet == ""
    after = small.ends_at + timedelta(days=2)
    assert circles.needs_to_erase(after) == [small.pk]
    circles.erase_needs(small.pk, at=after)
    second.refresh_from_db()
    assert second.access_needs == ""
    assert circles.needs_to_erase(after) == []


def test_needs_are_read_by_who_runs_the_circle_only(people):
    runs = member()
    shown = meeting(circle(*people, facilitator=runs.user))
    sign_up(shown, people[0], diet="geen noten")
    desk = f"/leerkringen/{shown.circle.slug}/{shown.number}/begeleiding/"
    assert "geen noten" in client_of(runs.user).get(desk).content.decode()
    assert client_of(people[1].user).get(desk).status_code == 403
    of_the_network = client_of(staff("adviser")).get(desk)
    assert of_the_network.status_code == 200
    assert "geen noten" not in of_the_network.content.decode()
    assert "geen noten" not in client_of(people[1].user).get(desk.replace("begeleiding/", "")).content.decode()


def test_the_link_is_for_who_has_a_place(people):
    shown = meeting(circle(*people), manner="online", town=None, online_link="https://overleg.example/geheim")
    address = f"/leerkringen/{shown.circle.slug}/{shown.number}/"
    client = client_of(people[0].user)
    assert "geheim" not in client.get(address).content.decode()
    assert client.post(f"{address}aanmelding/").status_code == 302
    assert "geheim" in client.get(address).content.decode()
    client.post(f"{address}aanmelding/einde/")
    assert "geheim" not in client.get(address).content.decode()


def test_leaving_the_circle_gives_up_the_places_to_come(small, people):
    first = sign_up(small, people[0])
    member_row = small.circle.members.get(user=people[0].user)
    circles.leave_circle(member_row, by=None)
    first.refresh_from_db()
    assert first.ended_at is not None


def test_reminders_go_to_who_has_a_place_once_each_and_stop_with_the_place(small, people):
    first, second, *_ = (sign_up(small, seat) for seat in people)
    Notification.objects.all().delete()
    week, day = small.starts_at - timedelta(days=6, hours=20), small.starts_at - timedelta(hours=20)
    for at in (week, week, day, day):
        for pk in circles.meetings_to_remind(at):
            circles.remind_of_meeting(pk, at=at)
        circles.remind_of_meeting(small.pk, at=at)
    told = Notification.objects.filter(kind="meeting_reminder")
    assert sorted(told.values_list("recipient", flat=True)) == sorted([people[0].user_id, people[1].user_id] * 2)
    circles.unregister(first, by=people[0].user)
    assert told.filter(recipient=people[0].user, settled_at=None).count() == 0
    assert told.filter(recipient=people[1].user, settled_at=None).count() == 2
    assert second.has_place


def test_the_page_of_a_meeting_says_what_to_do_at_every_step(small, people):
    address = f"/leerkringen/{small.circle.slug}/{small.number}/"
    clients = [client_of(seat.user) for seat in people[:3]]
    assert "Meld mij aan" in clients[0].get(address).content.decode()
    for client in clients:
        client.post(f"{address}aanmelding/", {"diet": "", "access_needs": ""})
    assert "U hebt een plek" in clients[0].get(address).content.decode()
    assert "U bent nummer 1" in clients[2].get(address).content.decode()
    clients[0].post(f"{address}aanmelding/einde/")
    clients[0].post(f"{address}aanmelding/einde/")  # a second click
    assert "Neem de plek" in clients[2].get(address).content.decode()
    clients[2].post(f"{address}aanmelding/plek/")
    assert "U hebt een plek" in clients[2].get(address).content.decode()


def test_a_colleague_is_registered_by_somebody_of_the_same_organisation(small, people):
    sign_up(small, people[0])
    address = f"/leerkringen/{small.circle.slug}/{small.number}/aanmelding/"
    stranger = member()
    assert client_of(people[0].user).post(address, {"colleague": stranger.pk}).status_code == 422
    assert client_of(people[0].user).post(address, {"colleague": people[1].pk}).status_code == 302
    assert Registration.objects.seated().filter(meeting=small, user=people[1].user).exists()


def test_who_has_no_seat_any_more_is_no_member(people):
    of = circle(people[1], is_open=True)
    shown = meeting(of)
    end_seat(people[1], by=None)
    with pytest.raises(circles.NotEntitled):
        sign_up(shown, people[1])


def test_who_leaves_the_organisation_is_in_no_circle_and_keeps_no_key(client):
    """Not in the circle, not on its pages, not in the calendar; until there is a seat again."""
    runs, left = member(), member()
    open_seat(left.organisation, user=runs.user, role="admin", by=None)
    of = circle(left, facilitator=runs.user)
    shown = meeting(of, manner="online", town=None, online_link="https://overleg.example/geheim")
    sign_up(shown, left)
    token = links.issue("read_calendar", left.user_id, days=1)
    feed, browser = f"/leerkringen/agenda/{token}.ics", client_of(left.user)
    assert str(shown.uid) in client.get(feed).content.decode()
    end_seat(left, by=None)
    assert str(shown.uid) not in client.get(feed).content.decode()
    assert browser.get(f"/leerkringen/{of.slug}/").status_code == 404
    assert circles.people_of(of, timezone.now()) == []
    again = open_seat(left.organisation, user=left.user, role="professional", by=None)
    circles.join_circle(of, user=left.user, organisation=again.organisation, by=None)
    assert circles.people_of(of, timezone.now()) == [left.user]


def methods(mail) -> list[str]:
    return [
        str(part.get_param("method")) for part in mail.message().walk() if part.get_content_type() == "text/calendar"
    ]


def test_the_mail_carries_one_calendar_message_for_its_own_reader(small, people, mailoutbox):
    sign_up(small, people[0])
    run_jobs()
    mail = next(m for m in mailoutbox if m.to == [people[0].user.email] and "U hebt een plek" in m.subject)
    assert methods(mail) == ["REQUEST"]
    calendar = next(part.content for part in mail.alternatives if part.mimetype.startswith("text/calendar"))
    assert calendar.count("ATTENDEE") == 1
    assert f"mailto:{people[0].user.email}" in calendar.replace("\r\n ", "")
    circles.cancel_meeting(small, reason="De zaal is dicht.", by=None)
    run_jobs()
    assert methods(mailoutbox[-1]) == ["CANCEL"]


def test_a_list_takes_the_same_queries_for_one_and_for_many(people, django_assert_num_queries):
    of = circle(*people)
    meeting(of)
    client = client_of(people[0].user)
    client.get("/leerkringen/")
    with django_assert_num_queries(QUERIES):
        assert client.get("/leerkringen/").status_code == 200
    for days in range(31, 36):
        sign_up(meeting(of, days=days), people[1])
    with django_assert_num_queries(QUERIES):
        assert client.get("/leerkringen/").status_code == 200


QUERIES = 10
