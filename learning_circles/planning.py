"""What the planner needs to know, read from the circle: answers, home towns, who came before and who travelled."""

from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from learning_circles.algorithms.planner import Person, Place, Ranking, Slot, Weights, plan
from learning_circles.algorithms.travel import Point, minutes
from learning_circles.models import Invitee, Manner, PlannerWeights, Poll, PollAnswer, Registration
from membership.models import Organisation, Town


def ranking_of(poll: Poll) -> Ranking:
    """Every standing date, place and form of this poll, best first. The same number of queries for any poll."""
    invitees = list(poll.invitees.current().select_related("organisation__town"))
    towns = list(poll.towns.all())
    return plan(
        _people(invitees, poll.opened_at),
        [Slot(slot.pk, slot.starts_at, slot.ends_at) for slot in poll.slots.filter(removed_at=None)],
        [Place(town.pk, town.name, Point(*town.point)) for town in towns],
        _answers(poll),
        weights(),
        forms=[manner for manner in poll.manners if towns or manner == Manner.ONLINE],
    )


def weights() -> Weights:
    own = PlannerWeights.load()
    names = ("if_needed", "unanswered", "attendance_step", "journey_step", "online_beyond")
    return Weights(**{name: getattr(own, name) for name in names})


def _answers(poll: Poll) -> dict:
    found = PollAnswer.objects.filter(slot__poll=poll, slot__removed_at=None)
    return {(person, slot): choice for person, slot, choice in found.values_list("invitee", "slot", "choice")}


def _people(invitees: list[Invitee], at: datetime) -> list[Person]:
    homes = homes_of([invitee.organisation for invitee in invitees])
    users = [invitee.user_id for invitee in invitees]
    attended = _attendance(users)
    travelled = _minutes_this_year(users, at)
    people = []
    for invitee in invitees:
        came, missed = attended.get(invitee.user_id, (0, 0))
        home = homes.get(invitee.organisation_id)
        people.append(
            Person(
                key=invitee.pk,
                organisation=invitee.organisation_id,
                home=Point(*home.point) if home else None,
                attended=came,
                missed=missed,
                minutes=travelled.get(invitee.user_id, 0),
            )
        )
    return people


def homes_of(organisations: list[Organisation]) -> dict[int, Town]:
    """Where people of these organisations start: the town it named, or the one of its municipality."""
    codes = {o.municipality_code for o in organisations if not o.town_id and o.municipality_code}
    by_code = (
        {town.municipality_code: town for town in Town.objects.filter(municipality_code__in=codes)} if codes else {}
    )
    found = {o.pk: o.town or by_code.get(o.municipality_code) for o in organisations}
    return {pk: town for pk, town in found.items() if town}


def _attendance(users: list[int]) -> dict[int, tuple[int, int]]:
    """At how many meetings each had a place and came, and did not come."""
    marked = Registration.objects.filter(user__in=users, came__isnull=False)
    yes, no = Count("pk", filter=Q(came=True)), Count("pk", filter=Q(came=False))
    rows = marked.values("user").annotate(yes=yes, no=no).values_list("user", "yes", "no")
    return {user: (came, missed) for user, came, missed in rows}


def _minutes_this_year(users: list[int], at: datetime) -> dict[int, int]:
    """One way, of every meeting in a room this person came to in this calendar year."""
    year = timezone.localtime(at).year
    came = Registration.objects.filter(
        user__in=users, came=True, is_online=False, meeting__starts_at__year=year, meeting__town__isnull=False
    ).select_related("meeting__town", "organisation__town")
    rows = list(came)
    homes = homes_of([row.organisation for row in rows])
    borne: dict[int, int] = {}
    for row in rows:
        if home := homes.get(row.organisation_id):
            borne[row.user_id] = borne.get(row.user_id, 0) + minutes(Point(*home.point), Point(*row.meeting.town.point))
    return borne
