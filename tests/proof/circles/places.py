"""Many at once at the same meetings: never one place too many, never one too few, everybody told once."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from learning_circles import operations as circles
from learning_circles.models import Meeting, Registration
from portal.core.models import Notification
from tests.learning_circles.world import circle, meeting, seats
from tests.proof.faults import together

SEATS = 10
AT_ONCE = 40


@pytest.fixture
def many(transactional_db, migrated_groups, size):
    """Meetings of ten places, and people who all may come."""
    clients, meetings = size((30, 4), (200, 100))
    people = seats(clients)
    of = circle(is_open=True)
    return people, [meeting(of, capacity=SEATS, days=30 + n) for n in range(meetings)]


def a_day_of(seat, shown: list[Meeting], number: int) -> None:
    """Somebody registers everywhere, changes their mind here and there; now and then a room gets larger or smaller."""
    rng = random.Random(number)
    try:
        for each in rng.sample(shown, len(shown)):
            made = circles.register(each, user=seat.user, organisation=seat.organisation, by=seat.user)
            if rng.random() < 0.3:
                circles.unregister(made, by=seat.user)
            if rng.random() < 0.2:
                take_offer(seat, each)
            if rng.random() < 0.1:
                resize(each, rng.choice((SEATS - 3, SEATS, SEATS + 3)))
    finally:
        connections.close_all()


def take_offer(seat, shown: Meeting) -> None:
    offered = Registration.objects.offered().filter(meeting=shown, user=seat.user).first()
    if offered:
        try:
            circles.accept_offer(offered, by=seat.user)
        except circles.OfferGone:
            return


def resize(shown: Meeting, capacity: int) -> None:
    try:
        circles.change_capacity(shown, capacity=capacity, by=None)
    except circles.SeatsTaken:
        return


def wrong_at(shown: Meeting) -> list[str]:
    """What may never be: more or fewer places held than there could be, or somebody told twice."""
    shown.refresh_from_db()
    held = Registration.objects.in_room().filter(meeting=shown).count()
    waiting = Registration.objects.waiting().filter(meeting=shown).count()
    found = []
    if held > shown.capacity:
        found.append(f"{held} places held of {shown.capacity}")
    if waiting and held < shown.capacity:
        found.append(f"{waiting} wait while {shown.capacity - held} places are free")
    positions = list(Registration.objects.filter(meeting=shown).values_list("position", flat=True))
    if positions != list(range(1, len(positions) + 1)):
        found.append(f"positions {positions}")
    line = [row.place_in_line() for row in Registration.objects.waiting().filter(meeting=shown)]
    if line != list(range(1, len(line) + 1)):
        found.append(f"line {line}")
    offers = Notification.objects.filter(kind="meeting_offer", subject__in=subjects(shown))
    promoted = Registration.objects.filter(meeting=shown, offered_at__isnull=False).count()
    if offers.count() != promoted:
        found.append(f"{promoted} promoted, {offers.count()} mailed")
    return found


def subjects(shown: Meeting) -> list[str]:
    return [f"registration:{pk}" for pk in Registration.objects.filter(meeting=shown).values_list("pk", flat=True)]


def test_places_hold_whatever_happens_at_once(many, figure):
    people, shown = many
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        list(crowd.map(lambda pair: a_day_of(pair[1], shown, pair[0]), enumerate(people)))
    late = timezone.now() + timedelta(days=3)
    before = [fault for each in shown for fault in wrong_at(each)]
    for each in shown:
        circles.lapse_offers(each.pk, at=late)
    after = [fault for each in shown for fault in wrong_at(each)]
    tried = Registration.objects.count()
    figure(f"places: {len(people)} people, {len(shown)} meetings, {tried} registrations, {len(before + after)} wrong")
    assert before + after == []


def test_without_the_lock_there_are_too_many(many, figure, monkeypatch):
    """The naive twin: the same deeds without a lock on the meeting."""
    from learning_circles.operations import registering

    people, shown = many
    unlocked = Meeting.objects.select_related("circle", "town")
    monkeypatch.setattr(registering, "lock_meeting", lambda pk: unlocked.get(pk=pk))
    wrong = 0
    for each in shown[:4]:
        together(
            *(
                lambda seat=seat, each=each: circles.register(
                    each, user=seat.user, organisation=seat.organisation, by=seat.user
                )
                for seat in people[:24]
            )
        )
        held = Registration.objects.in_room().filter(meeting=each).count()
        wrong += held != SEATS or bool(wrong_at(each))
    figure(f"places without the lock: {len(shown[:4])} meetings, {wrong} wrong")
    assert wrong
