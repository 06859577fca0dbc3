"""Learning circles of the demo network, through the operations: one met before and looks for another date.

And a round of wishes for the circles to come, with a proposed division.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from knowledge.models import Label, ThemePage
from learning_circles import operations as circles
from learning_circles.models import Circle, Meeting, Poll
from membership.models import Seat, Term, Town
from portal.accounts.models import User
from portal.home.demo_network.content.circles import CIRCLES, ROUND, TOWNS

CHOICES = ("can", "can", "if_needed", "cannot", "can")


def build_circles(staff: dict[str, User], now: datetime) -> None:
    towns = {
        name: Town.objects.create(
            name=name, province=province, municipality_code=code, latitude=latitude, longitude=longitude
        )
        for name, province, code, latitude, longitude in TOWNS
    }
    for turn, entry in enumerate(CIRCLES):
        _build(entry, turn, towns, staff["adviser"], now)
    _wishes(ROUND, staff["adviser"], now)


def _build(entry: dict, turn: int, towns: dict[str, Town], by: User, now: datetime) -> None:
    began = now - timedelta(days=90)
    theme = ThemePage.objects.filter(slug=entry["theme"]).first()
    roles = Label.objects.filter(kind="rol", slug__in=entry["roles"])
    circle = circles.open_circle(
        entry["title"], question=entry["question"], theme=theme, roles=roles, by=by, at=began, **entry["facts"]
    )
    seats = _seats(circle, entry["people"] + 1, turn)
    circles.appoint_facilitator(circle, user=seats[0].user, by=by, at=began)
    for seat in seats[1:]:
        circles.join_circle(circle, user=seat.user, organisation=seat.organisation, by=seats[0].user, at=began)
    if held := entry.get("held"):
        _hold(circle, held, seats, now)
    _plan(circle, entry["next"], towns, seats, now)
    if poll := entry.get("poll"):
        _ask(circle, poll, towns, seats[0].user, now)


def _seats(circle: Circle, count: int, turn: int) -> list[Seat]:
    """People of as many organisations: each the first of theirs, another one in each circle."""
    members = Term.objects.in_force().filter(level__gte=circle.level).values("organisation")
    found: dict[int, Seat] = {}
    every = Seat.objects.current().filter(organisation__in=members).select_related("user", "organisation")
    for seat in every.order_by("organisation__name_key", "pk"):
        if seat.organisation_id not in found or turn % 2:
            found[seat.organisation_id] = seat
    return list(found.values())[:count]


def _hold(circle: Circle, entry: dict, seats: list[Seat], now: datetime) -> None:
    starts = _at(now, entry["days"])
    planned = starts - timedelta(days=30)
    runs = seats[0].user
    meeting = _meeting(circle, {"title": entry["title"], "manner": "online"}, starts, runs, planned)
    rows = [
        circles.register(meeting, user=seat.user, organisation=seat.organisation, by=seat.user, at=planned)
        for seat in seats[1:]
    ]
    after = starts + timedelta(hours=3)
    circles.mark_attendance(meeting, came={row.pk for row in rows[:-2]}, by=runs, at=after)
    for kind, text in entry["harvest"]:
        circles.harvest(meeting, kind=kind, text=text, by=runs, at=after)
    for text, days in entry["actions"]:
        circles.agree_action(
            meeting, text=text, registration=rows[0], due_on=(now + timedelta(days=days)).date(), by=runs, at=after
        )
    minutes = circles.save_minutes(meeting, text=entry["minutes"], revision=0, by=runs, at=after)
    circles.share_minutes(minutes, by=runs, at=after + timedelta(days=1))
    circles.remark_on_minutes(minutes, text="Fijn om zo te oefenen.", by=rows[0].user, at=after + timedelta(days=2))
    circles.approve_minutes(minutes, by=runs, at=after + timedelta(days=12))
    circles.look_back(rows[0], useful=5, takes_home="Eerst luisteren, dan pas de cijfers.", wish="", at=after)


def _plan(circle: Circle, entry: dict, towns: dict[str, Town], seats: list[Seat], now: datetime) -> Meeting:
    runs, planned = seats[0].user, now - timedelta(days=6)
    facts = {key: entry[key] for key in entry.keys() - {"days", "programme", "town"}}
    if "town" in entry:
        facts["town"] = towns[entry["town"]]
    meeting = _meeting(circle, facts, _at(now, entry["days"]), runs, planned)
    lines = entry.get("programme", ())
    items = [{"begins": time.fromisoformat(clock), "title": title, "text": text} for clock, title, text in lines]
    circles.set_programme(meeting, items, by=runs, at=planned)
    for number, seat in enumerate(seats[2:]):
        circles.register(
            meeting,
            user=seat.user,
            organisation=seat.organisation,
            by=seat.user,
            diet="geen noten" if number == 1 else "",
            at=planned + timedelta(hours=number),
        )
    return meeting


def _meeting(circle: Circle, facts: dict, starts: datetime, by: User, at: datetime) -> Meeting:
    ends = starts + timedelta(hours=2, minutes=30)
    return circles.announce_meeting(
        circles.plan_meeting(circle, starts_at=starts, ends_at=ends, by=by, at=at, **facts), by=by, at=at
    )


def _ask(circle: Circle, entry: dict, towns: dict[str, Town], by: User, now: datetime) -> Poll:
    asked = now - timedelta(days=3)
    moments = [(start, start + timedelta(hours=2, minutes=30)) for start in (_at(now, days) for days in entry["days"])]
    poll = circles.open_poll(
        circle,
        title=entry["title"],
        moments=moments,
        manners=entry["manners"],
        towns=[towns[name] for name in entry["towns"]],
        closes_on=(now + timedelta(days=12)).date(),
        by=by,
        at=asked,
    )
    slots = list(poll.slots.all())
    for number, invitee in enumerate(poll.invitees.all()[2:]):
        said = {slot.pk: CHOICES[(number * 2 + place) % len(CHOICES)] for place, slot in enumerate(slots)}
        circles.answer_poll(invitee, said, at=now - timedelta(days=1))
    return poll


def _wishes(entry: dict, by: User, now: datetime) -> None:
    """Three out of four people said what they wish; who did not may still do so."""
    from learning_circles.algorithms.composer import compose  # brings scipy: only where somebody is divided

    of = circles.begin_round(
        entry["name"],
        level=1,
        themes=list(ThemePage.objects.live().public().filter(slug__in=entry["themes"]).order_by("path")),
        wishes_until=(now + timedelta(days=9)).date(),
        by=by,
        at=now - timedelta(days=8),
        **entry["rules"],
    )
    themes, asked = list(of.themes.all()), now - timedelta(days=2)
    members = Term.objects.in_force(asked.date()).values("organisation")
    seats = Seat.objects.current(asked.date()).filter(organisation__in=members, user__is_active=True)
    everybody = seats.select_related("user", "organisation").order_by("organisation__name_key", "pk")
    for number, seat in enumerate(everybody):
        if number % 4 == 3:
            continue
        first, days = entry["favour"][number % len(entry["favour"])], entry["days"][number % len(entry["days"])]
        circles.save_wish(
            of,
            user=seat.user,
            organisation=seat.organisation,
            themes=[themes[(first + step) % len(themes)] for step in range(1 + number % 3)],
            days=days,
            province=seat.organisation.province if number % 3 else "",
            at=asked,
        )
    circles.propose_offers(of, by=by, at=now - timedelta(days=1))
    division = circles.ask_division(of, after=None, by=by, seconds=10, at=now - timedelta(days=1))
    circles.divide(division.pk, compose=compose, at=now - timedelta(days=1))


def _at(now: datetime, days: int) -> datetime:
    """About so many days from now at ten o'clock, on a Tuesday or a Thursday."""
    day = timezone.localdate(now) + timedelta(days=days)
    while day.weekday() not in (1, 3):
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(10)))
