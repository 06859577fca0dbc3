"""A circle with people in it, for the tests of this room."""

from datetime import timedelta

from django.utils import timezone

from learning_circles import operations as circles
from learning_circles.models import Circle, Meeting
from membership.models import Seat, Town
from portal.accounts.models import User
from tests.factories import UserFactory, member


def town(name: str = "Utrecht", **kwargs) -> Town:
    facts = {"province": "ut", "latitude": 52.09, "longitude": 5.11} | kwargs
    return Town.objects.get_or_create(name=name, defaults=facts)[0]


def circle(*seats: Seat, facilitator: User | None = None, **facts) -> Circle:
    made = circles.open_circle("Stress en geld", question="Hoe praat u over schulden?", by=None, **facts)
    if facilitator:
        circles.appoint_facilitator(made, user=facilitator, by=None)
    for seat in seats:
        circles.join_circle(made, user=seat.user, organisation=seat.organisation, by=None)
    return made


def meeting(of: Circle, *, days: int = 30, announced: bool = True, **facts) -> Meeting:
    starts = timezone.now() + timedelta(days=days)
    plan = {"starts_at": starts, "ends_at": starts + timedelta(hours=2), "manner": "room", "town": town()} | facts
    made = circles.plan_meeting(of, title="Een brief die rust geeft", by=None, **plan)
    return circles.announce_meeting(made, by=None) if announced else made


def held_circle(runs: Seat):
    """Run by somebody who takes part: a date is sought; a meeting has minutes, promises and a waiting list."""
    people = [runs, *seats(3)]
    of = circle(*people, facilitator=runs.user)
    shown = meeting(
        of, capacity=2, introduction="Neem een brief mee.", manner="hybrid", online_link="https://x.example/"
    )
    rows = [sign_up(shown, seat, diet="geen noten") for seat in people]
    begun = shown.starts_at + timedelta(minutes=5)
    circles.mark_attendance(shown, came={rows[0].pk}, by=runs.user, at=begun)
    minutes = circles.save_minutes(shown, text="Wij spraken over brieven.", revision=0, by=runs.user, at=begun)
    circles.share_minutes(minutes, by=runs.user, at=begun)
    circles.remark_on_minutes(minutes, text="Ook over bellen.", by=runs.user, at=begun)
    circles.harvest(shown, kind="need", text="Voorbeelden van brieven", by=runs.user, at=begun)
    circles.agree_action(shown, text="Een brief sturen", registration=rows[0], due_on=None, by=runs.user, at=begun)
    start = timezone.now() + timedelta(days=20)
    poll = circles.open_poll(
        of,
        title="Bellen",
        moments=[(start, start + timedelta(hours=2)), (start + timedelta(days=2), start + timedelta(days=2, hours=2))],
        manners=["room", "hybrid", "online"],
        towns=[town()],
        closes_on=timezone.localdate() + timedelta(days=5),
        by=None,
    )
    first, second = poll.slots.all()
    circles.answer_poll(poll.invitees.last(), {first.pk: "can", second.pk: "if_needed"})
    return poll, shown


def seats(count: int) -> list[Seat]:
    """As many people, of one organisation: what matters here is that each may come."""
    first = member()
    people = [first]
    for _ in range(count - 1):
        seat = Seat.objects.create(
            organisation=first.organisation, user=UserFactory(), role="professional", since=timezone.localdate()
        )
        people.append(seat)
    return people


def sign_up(shown: Meeting, seat: Seat, **kwargs):
    return circles.register(shown, user=seat.user, organisation=seat.organisation, by=seat.user, **kwargs)
