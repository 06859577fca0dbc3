"""A year of circles, day by day, with a worker that dies: every reminder comes once, none after the thing is done."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.utils import timezone

from learning_circles import operations as circles
from learning_circles.models import Action, Circle, Invitee, Meeting, Poll, Registration
from learning_circles.models.calendars import state_of
from learning_circles.views.calendars import rows_of
from membership.models import Seat
from portal.core import jobs
from portal.core.models import Notification
from portal.core.notifications import letter_for
from tests.factories import UserFactory, member
from tests.learning_circles.world import town
from tests.proof.faults import Killed, killed_before

FIRST = date(2027, 1, 4)
ORGANISATIONS, PEOPLE, CIRCLES = 25, 60, 5
REMINDERS = ("meeting_reminder", "poll_reminder", "action_due")
EVERY_WEEKS = 6  # a circle looks for its next date


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


@dataclass
class Year:
    """People act at 7.00 and 12.00, the worker wakes at 8.30 and 14.00 and is killed one time in three."""

    rng: random.Random
    seats: list[Seat]
    circles: list[Circle]
    kills: int = 0
    expected: Counter = field(default_factory=Counter)  # reminders that the plan of the day asks for, by hand
    late: list[str] = field(default_factory=list)  # reminders mailed after the thing was done
    seen: set[int] = field(default_factory=set)
    feeds: dict[tuple, list] = field(default_factory=dict)  # what somebody's feed held, by its state
    stale: list[str] = field(default_factory=list)  # feeds that changed while their state did not

    def day(self, day: date) -> None:
        for people_at, worker_at in ((at(day, 7), at(day, 8, 30)), (at(day, 12), at(day, 14))):
            with time_machine.travel(people_at, tick=False):
                self.people_act(day)
            with time_machine.travel(worker_at, tick=False):
                self.work()
                self.look_at_mails()
                self.look_at_feeds(day)
        self.expect(day)

    def work(self) -> None:
        if self.rng.random() < 1 / 3:
            try:
                with connection.execute_wrapper(killed_before(self.rng.randint(1, 120))):
                    jobs.run_due()
            except Killed:
                self.kills += 1
        jobs.run_due()

    # --- What people do ------------------------------------------------------------------------------------------

    def people_act(self, day: date) -> None:
        for number, circle in enumerate(self.circles):
            if (day - FIRST).days % (7 * EVERY_WEEKS) == 3 * number:
                self.ask_for_a_date(circle, day)
        self.answer(day)
        self.choose(day)
        self.come_and_go()
        self.promise_and_do(day)

    def ask_for_a_date(self, circle: Circle, day: date) -> None:
        if Poll.objects.filter(circle=circle, closed_at=None).exists():
            return
        moments = [(at(day + timedelta(days=n), 10), at(day + timedelta(days=n), 12)) for n in (19, 21, 23)]
        number = circle.meetings.count()
        circles.open_poll(
            circle,
            title=f"Vraag {circle.pk}-{number}",
            moments=moments,
            manners=["room"],
            towns=[town()],
            closes_on=day + timedelta(days=6),
            by=None,
        )

    def answer(self, day: date) -> None:
        for invitee in Invitee.objects.filter(
            answered_at=None, poll__closed_at=None, poll__closes_on__gte=day
        ).order_by("pk"):
            if self.rng.random() < 0.12:
                circles.answer_poll(invitee, {slot.pk: "can" for slot in invitee.poll.slots.all()})

    def choose(self, day: date) -> None:
        for poll in Poll.objects.filter(closed_at=None, closes_on__lt=day):
            slot = self.rng.choice(list(poll.slots.all()))
            meeting = circles.choose_slot(poll, slot=slot, manner="room", town=town(), by=None, capacity=8)
            for invitee in poll.invitees.select_related("user", "organisation"):
                if self.rng.random() < 0.7:
                    circles.register(meeting, user=invitee.user, organisation=invitee.organisation, by=invitee.user)

    def come_and_go(self) -> None:
        upcoming = Registration.objects.standing().filter(meeting__in=Meeting.objects.upcoming().standing())
        for registration in upcoming.order_by("pk"):
            if self.rng.random() < 0.02:
                circles.unregister(registration, by=registration.user)
        for meeting in Meeting.objects.upcoming().standing().announced().order_by("pk"):
            chance = self.rng.random()
            if chance < 0.01:
                later = {
                    "starts_at": meeting.starts_at + timedelta(days=2),
                    "ends_at": meeting.ends_at + timedelta(days=2),
                }
                circles.move_meeting(meeting, reason="De zaal is bezet.", by=None, **later)
            elif chance < 0.015:
                circles.cancel_meeting(meeting, reason="De begeleider is ziek.", by=None)

    def promise_and_do(self, day: date) -> None:
        for meeting in Meeting.objects.past().standing().filter(starts_at__date=day - timedelta(days=1)):
            for registration in meeting.registrations.seated()[:3]:
                due = day + timedelta(days=self.rng.randint(1, 20))
                text = f"Afspraak {meeting.pk}-{registration.pk}"
                circles.agree_action(meeting, text=text, registration=registration, due_on=due, by=None)
        for action in Action.objects.filter(done_at=None).order_by("pk"):
            if self.rng.random() < 0.04:
                circles.finish_action(action, by=action.owner)

    # --- What must hold ------------------------------------------------------------------------------------------

    def expect(self, day: date) -> None:
        """Who should have been reminded by the end of this day, from the rows of the things themselves."""
        for action in Action.objects.filter(done_at=None, due_on=day, agreed_at__lt=at(day, 7) - timedelta(days=1)):
            self.expected["action_due", action.owner_id, action.pk] += 1
        for invitee in Invitee.objects.filter(answered_at=None, poll__closed_at=None, poll__closes_on=day):
            self.expected["poll_reminder", invitee.user_id, invitee.pk] += 1
        tomorrow = Meeting.objects.announced().standing().filter(starts_at__date=day + timedelta(days=1))
        for registration in Registration.objects.seated().filter(meeting__in=tomorrow):
            if registration.seated_at < at(day, 8, 30):
                self.expected["meeting_reminder", registration.user_id, registration.pk] += 1

    def look_at_mails(self) -> None:
        sent = Notification.objects.filter(kind__in=REMINDERS, sent_at__isnull=False).exclude(pk__in=self.seen)
        for told in sent:
            self.seen.add(told.pk)
            if self.is_done(told):
                self.late.append(str(told))

    def look_at_feeds(self, day: date) -> None:
        """Of some people, from the first day on, so that nothing leaves a feed by getting old."""
        for seat in random.Random(day.toordinal()).sample(self.seats, 6):
            key = seat.user_id, state_of(seat.user_id, FIRST)
            rows = rows_of(seat.user_id, FIRST)
            if self.feeds.setdefault(key, rows) != rows:
                self.stale.append(f"{day}: {seat.user}")

    def is_done(self, told: Notification) -> bool:
        kind, _colon, pk = told.subject.partition(":")
        if kind == "registration":
            registration = Registration.objects.select_related("meeting").get(pk=pk)
            over = registration.meeting.is_cancelled or registration.meeting.starts_at <= timezone.now()
            return over or not registration.has_place
        if kind == "invitee":
            return Invitee.objects.filter(pk=pk).exclude(answered_at=None, poll__closed_at=None).exists()
        return Action.objects.get(pk=pk).is_done

    def missing(self) -> list[tuple]:
        told = Counter()
        for row in Notification.objects.filter(kind__in=REMINDERS, sent_at__isnull=False):
            told[row.kind, row.recipient_id, int(row.subject.partition(":")[2])] += 1
        return [key for key in self.expected if not told[key]]


@pytest.fixture
def year(transactional_db, migrated_groups):
    with time_machine.travel(at(FIRST, 6), tick=False):
        seats = [member() for _ in range(ORGANISATIONS)]
        while len(seats) < PEOPLE:
            organisation = seats[len(seats) - ORGANISATIONS].organisation
            facts = {"organisation": organisation, "role": "professional", "since": FIRST}
            seats.append(Seat.objects.create(user=UserFactory(), **facts))
        made = [circles.open_circle(f"Kring {n}", question="Hoe?", size=20, by=None) for n in range(CIRCLES)]
        for number, seat in enumerate(seats):
            circles.join_circle(made[number % CIRCLES], user=seat.user, organisation=seat.organisation, by=None)
    return Year(random.Random(2027), seats, made)


def lived(year: Year, days: int) -> None:
    for n in range(days):
        year.day(FIRST + timedelta(days=n))


def twice_in_the_mail() -> list[str]:
    """Ordinary mails of one person on one day beyond the first, and reminders that did not come in exactly one mail."""
    mails = {message.extra_headers["Message-ID"]: message for message in mail.outbox}  # a mail sent again is that mail
    daily = Counter(name.rpartition("@")[0] for name in mails if name.startswith("<daily-"))
    found = [name for name, count in daily.items() if count > 1]
    for told in Notification.objects.filter(kind__in=("poll_reminder", "action_due"), sent_at__isnull=False):
        letter = letter_for(told)
        about = told.context["text"] if told.kind == "action_due" else told.context["title"]
        own = (m.body for m in mails.values() if told.recipient.email in m.to)
        came = sum(letter.title in body and about in body for body in own)
        if came != 1:
            found.append(f"{told}: {came} mails")
    return found


def test_a_year_of_reminders(year, size, figure):
    days = size(45, 365)
    lived(year, days)
    missing, twice = year.missing(), twice_in_the_mail()
    figure(f"feeds through that year: {len(year.feeds)} states of {PEOPLE} people, {len(year.stale)} stale")
    figure(
        f"a year of circles: {days} days, {year.kills} kills, {len(mail.outbox)} mails, {len(year.expected)} reminders"
        f" expected: {len(missing)} missing, {len(year.late)} after the thing was done, {len(twice)} twice"
    )
    assert (missing, year.late, twice, year.stale) == ([], [], [], [])
    assert len(year.expected) > days / 4, "a year in which hardly anything happens proves nothing"


def test_without_settling_people_are_reminded_of_what_is_done(year, size, figure, monkeypatch):
    """The naive twin: reminders that nobody takes back."""
    from portal.core import notifications

    monkeypatch.setattr(notifications, "settle", lambda subject, *, at: None)
    lived(year, size(24, 120))
    figure(f"a year of circles, naive twin: {len(year.late)} reminders after the thing was done")
    assert year.late
