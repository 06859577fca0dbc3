"""A personal feed that did not change is answered at once; after any change at all it is never what it was."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from learning_circles import operations as circles
from learning_circles.models import CalendarChange, CircleMember, Meeting, Registration
from learning_circles.models.calendars import state_of
from learning_circles.views.calendars import rows_of
from membership import operations as membership
from membership.models import Seat, Town
from portal.accounts.models import User
from portal.core import links
from portal.core.models import OperatorSettings
from portal.core.page_cache import bump
from tests.factories import member
from tests.learning_circles.rounds import colleague
from tests.learning_circles.world import circle, meeting, seats, sign_up


class Feed:
    """Somebody in a circle, with a place at one of its two meetings."""

    def __init__(self, client, seat: Seat | None = None) -> None:
        self.client, self.seat = client, seat or colleague()
        self.other = member()
        self.circle = circle(self.seat, self.other)
        self.shown, self.draft = meeting(self.circle, capacity=2), meeting(self.circle, announced=False)
        self.place = sign_up(self.shown, self.seat)
        self.elsewhere = meeting(circle(self.other, is_open=True), capacity=1)
        self.path = f"/leerkringen/agenda/{links.issue('read_calendar', self.seat.user_id, days=3660)}.ics"
        self.tag = ""

    def ask(self):
        return self.client.get(self.path, headers={"If-None-Match": self.tag})

    def read(self) -> list[str]:
        """What is in it, but for the moment it was made."""
        response = self.ask()
        assert response.status_code == 200
        self.tag = response.headers["ETag"]
        assert self.ask().status_code == 304
        return [line for line in response.content.decode().splitlines() if not line.startswith("DTSTAMP")]


@pytest.fixture
def feed(db, client):
    return Feed(client)


def promoted(feed: Feed) -> None:
    holder = sign_up(feed.elsewhere, feed.other)
    waiting = sign_up(feed.elsewhere, feed.seat)
    feed.read()
    circles.unregister(holder, by=None)
    assert feed.ask().status_code == 304, "an offer is no place yet"
    circles.accept_offer(Registration.objects.get(pk=waiting.pk), by=None)


def left_the_network(feed: Feed) -> None:
    """Who has no place of their own in it loses what the circle announced."""
    circles.unregister(feed.place, by=None)
    assert "BEGIN:VEVENT" in feed.read()
    membership.end_membership(feed.seat.organisation, reason="Even niet.", by=None)


CHANGES = {
    "moved": lambda f: circles.move_meeting(
        f.shown, ends_at=f.shown.ends_at + timedelta(hours=1), reason="Meer tijd.", by=None
    ),
    "cancelled": lambda f: circles.cancel_meeting(f.shown, reason="Ziek.", by=None),
    "other title": lambda f: circles.change_meeting(f.shown, title="Bellen", by=None),
    "other place": lambda f: circles.move_meeting(f.shown, address="Plein 1", reason="Groter.", by=None),
    "announced": lambda f: circles.announce_meeting(f.draft, by=None),
    "planned and announced": lambda f: meeting(f.circle, days=50),
    "a place elsewhere": lambda f: sign_up(f.elsewhere, f.seat),
    "promoted": promoted,
    "in another circle": lambda f: circles.join_circle(
        f.elsewhere.circle, user=f.seat.user, organisation=f.seat.organisation, by=None
    ),
    "circle renamed": lambda f: circles.change_circle(f.circle, title="Anders", by=None),
    "town renamed": lambda f: Town.objects.filter(pk=f.shown.town_id).update(name="Utrecht Oost"),
    "seat ended": lambda f: membership.end_seat(f.seat, by=None),
    "membership ended": left_the_network,
    "network renamed": lambda f: (OperatorSettings.objects.update(network_name="Nieuw netwerk"), bump()),
    "meeting deleted": lambda f: (Registration.objects.all().delete(), Meeting.objects.filter(pk=f.shown.pk).delete()),
    "behind the operations": lambda f: Meeting.objects.filter(pk=f.shown.pk).update(title="Zomaar anders"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_the_feed_is_new(feed, change):
    OperatorSettings.load()
    before = feed.read()
    CHANGES[change](feed)
    assert feed.read() != before


def test_leaving_takes_out_what_one_had_by_it(feed):
    before = feed.read()
    circles.unregister(feed.place, by=None)
    feed.read()
    circles.leave_circle(CircleMember.objects.get(user=feed.seat.user), by=None)
    after = feed.read()
    assert before.count("BEGIN:VEVENT") == 1
    assert "BEGIN:VEVENT" not in after


def test_what_others_do_is_no_change(feed, client):
    feed.read()
    stranger = member()
    of = circle(stranger)
    sign_up(meeting(of), stranger)
    circles.note_needs(feed.place, diet="Geen noten", access_needs="", by=feed.seat.user)
    assert feed.ask().status_code == 304


@pytest.mark.parametrize("what", ["seat", "circle", "term"])
def test_rights_that_end_by_themselves_leave_the_feed_on_that_day(feed, what):
    """Their rows were written before: nothing happens on the day itself."""
    today = timezone.localdate()
    ends = today + timedelta(days=3)
    if what == "seat":
        Seat.objects.filter(pk=feed.seat.pk).update(until=ends)
    elif what == "circle":
        circles.unregister(feed.place, by=None)
        CircleMember.objects.filter(user=feed.seat.user).update(until=ends)
    else:
        circles.unregister(feed.place, by=None)
        feed.seat.organisation.terms.update(end=ends, ended_at=timezone.now())
    assert "BEGIN:VEVENT" in feed.read()
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        assert "BEGIN:VEVENT" not in feed.read()


def test_a_meeting_of_three_months_ago_leaves_the_feed(feed):
    feed.read()
    with time_machine.travel(feed.shown.ends_at + timedelta(days=89), tick=False):
        assert "BEGIN:VEVENT" in feed.read()
    with time_machine.travel(feed.shown.ends_at + timedelta(days=92), tick=False):
        assert "BEGIN:VEVENT" not in feed.read()


def test_an_account_or_address_that_ended_has_no_feed(feed):
    feed.read()
    User.objects.filter(pk=feed.seat.user_id).update(is_active=False)
    assert feed.ask().status_code == 404
    User.objects.filter(pk=feed.seat.user_id).update(is_active=True)
    assert feed.ask().status_code == 304
    links.revoke("read_calendar", feed.seat.user_id, at=timezone.now())
    assert feed.ask().status_code == 404


def test_a_tag_among_others_or_weakened_on_the_way_is_known(feed):
    feed.read()
    for sent in (f"W/{feed.tag}", f'"anders", {feed.tag}'):
        assert feed.client.get(feed.path, headers={"If-None-Match": sent}).status_code == 304
    assert feed.client.get(feed.path, headers={"If-None-Match": '"anders"'}).status_code == 200


def test_the_feed_asks_little_and_an_unchanged_one_less(feed, django_assert_num_queries):
    feed.read()
    with django_assert_num_queries(2):
        feed.ask()
    feed.tag = ""
    with django_assert_num_queries(4):
        feed.ask()
    sign_up(meeting(feed.circle), feed.seat)
    with django_assert_num_queries(4):
        feed.ask()


def test_old_notes_are_forgotten_and_the_feed_is_read_once_more(feed):
    before = feed.read()
    CalendarChange.objects.update(at=timezone.now() - timedelta(days=31))
    assert circles.forget_calendar_changes(at=timezone.now()) > 0
    assert not CalendarChange.objects.exists()
    assert feed.read() == before


def test_deleting_an_account_is_possible(feed):
    feed.place.delete()
    CircleMember.objects.filter(user=feed.seat.user).delete()
    feed.seat.delete()
    feed.seat.user.delete()


def test_of_two_changes_at_once_the_one_that_ends_last_is_seen(transactional_db, migrated_groups):
    """The number of the first is lower and comes after: the highest number alone would not tell."""
    first, second = seats(2)
    of = circle(first, second, is_open=True)
    one, other = meeting(of), meeting(of)
    today = timezone.localdate()
    with transaction.atomic():
        circles.register(one, user=first.user, organisation=first.organisation, by=None)
        thread = threading.Thread(target=_register_elsewhere, args=(other, first))
        thread.start()
        thread.join(30)
        between = _elsewhere(lambda: (state_of(first.user_id, today), rows_of(first.user_id, today)))
    after = state_of(first.user_id, today), rows_of(first.user_id, today)
    assert between[0] != after[0]
    assert CalendarChange.objects.filter(person=first.user_id).exists()


def _register_elsewhere(of: Meeting, seat: Seat) -> None:
    try:
        circles.register(of, user=seat.user, organisation=seat.organisation, by=None)
    finally:
        connection.close()


def _elsewhere(ask):
    """Asked on another connection, which does not see what is not committed."""
    found = []

    def asking() -> None:
        try:
            found.append(ask())
        finally:
            connection.close()

    thread = threading.Thread(target=asking)
    thread.start()
    thread.join(30)
    return found[0]
