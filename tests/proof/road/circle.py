"""A learning circle for the walls: run by the plan writer, with the professional in it, at a meeting that was held."""

import uuid
from dataclasses import dataclass
from datetime import time, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from knowledge.models import ThemePage
from learning_circles import models
from learning_circles import operations as circles
from learning_circles.algorithms.composer import compose
from tests.circles import TownFactory
from tests.factories import PrivateFileFactory
from tests.pages import page
from tests.proof.roles import MEMBERS, READERS, STAFF

FACILITATES = {"plan writer"}
RUNS = FACILITATES | READERS
TAKES_PART = {"professional"}
KNOWS = MEMBERS | STAFF  # of the circle's level, and the network


@dataclass
class CircleWorld:
    circle: models.Circle
    member: models.CircleMember
    facilitator: models.Facilitator
    meeting: models.Meeting
    poll: models.Poll
    invitee: models.Invitee
    remark: models.MinutesRemark
    harvest: models.Harvest
    action: models.Action
    material: models.Material
    round: models.WishRound


def circle_of(world) -> CircleWorld:
    """Every text in it is a canary, for whom it is."""
    runs, person = world.people["plan writer"], world.people["professional"]
    organisation = world.seat.organisation
    circle = circles.open_circle("Kring", question=world.word(KNOWS), by=None)
    circle = circles.change_circle(circle, title=world.word(KNOWS), by=None)
    facilitator = circles.appoint_facilitator(circle, user=runs, by=None)
    member = circles.join_circle(circle, user=person, organisation=organisation, by=None)
    now, town = timezone.now(), TownFactory()
    meeting = circles.plan_meeting(
        circle,
        title=world.word(KNOWS),
        introduction=world.word(KNOWS),
        starts_at=now + timedelta(hours=1),
        ends_at=now + timedelta(hours=3),
        manner="hybrid",
        town=town,
        address=world.word(KNOWS),
        online_link=f"https://overleg.example/{world.word(RUNS | TAKES_PART)}",
        by=runs,
    )
    circles.announce_meeting(meeting, by=runs)
    registration = circles.register(
        meeting,
        user=person,
        organisation=organisation,
        by=person,
        diet=world.word(FACILITATES, TAKES_PART),
        access_needs=world.word(FACILITATES, TAKES_PART),
    )
    programme = {"begins": time(10), "title": world.word(KNOWS), "text": world.word(KNOWS)}
    circles.set_programme(meeting, [programme], by=runs)
    _moved_and_cancelled(circle, world, town, runs)
    circles.bring_question(meeting, organisation=organisation, text=world.word(RUNS, TAKES_PART, STAFF), by=person)
    begun = now + timedelta(hours=2)
    circles.mark_attendance(meeting, came={registration.pk}, by=runs, at=begun)
    words = [world.word(FACILITATES, TAKES_PART) for _ in range(2)]
    circles.look_back(registration, useful=4, takes_home=words[0], wish=words[1], at=begun)
    minutes = circles.save_minutes(meeting, text=world.word(RUNS, TAKES_PART), revision=0, by=runs, at=begun)
    circles.share_minutes(minutes, by=runs, at=begun)
    remark = circles.remark_on_minutes(minutes, text=world.word(RUNS, TAKES_PART), by=person, at=begun)
    circles.harvest(meeting, kind="need", text=world.word(RUNS, TAKES_PART, STAFF), by=runs)
    action = circles.agree_action(
        meeting, text=world.word(RUNS, TAKES_PART, STAFF), registration=registration, due_on=None, by=runs
    )
    poll = circles.open_poll(
        circle,
        title=world.word(RUNS, TAKES_PART, STAFF),
        moments=[(now + timedelta(days=20), now + timedelta(days=20, hours=2))],
        manners=["room"],
        towns=[town],
        closes_on=timezone.localdate() + timedelta(days=10),
        by=runs,
    )
    return CircleWorld(
        circle,
        member,
        facilitator,
        meeting,
        poll,
        poll.invitees.get(),
        remark,
        meeting.harvest.get(),
        action,
        _material(meeting, world),
        _round(world),
    )


def _material(meeting: models.Meeting, world) -> models.Material:
    """A file that who takes part may open; its name and its content are canaries."""
    who = (RUNS, TAKES_PART, STAFF)
    content = ContentFile(f"%PDF-1.7 {world.word(*who)}".encode(), name="x")
    file = PrivateFileFactory(room="learning_circles", name=f"{world.word(*who)}.pdf", content=content)
    return models.Material.objects.create(meeting=meeting, file=file, added_at=timezone.now())


def _round(world) -> models.WishRound:
    """Two of organisation A said what they wish, and were divided."""
    of = circles.begin_round(
        "Kringen",
        level=1,
        themes=[page(world.pages["section"], "Schulden", ThemePage)],
        wishes_until=timezone.localdate() + timedelta(days=10),
        smallest=2,
        largest=6,
        by=None,
    )
    theme = of.themes.get()
    circles.offer_circle(of, theme=theme, day=1, province="", smallest=2, largest=6, form_key=uuid.UUID(int=6), by=None)
    for role in ("professional", "admin"):
        wish = {"organisation": world.seat.organisation, "themes": [theme], "days": [1], "province": ""}
        circles.save_wish(of, user=world.people[role], **wish)
    asked = circles.ask_division(of, after=None, by=None, seconds=5)
    circles.divide(asked.pk, compose=compose)
    circles.change_round(of, name=world.word(MEMBERS, READERS), by=None)
    return models.WishRound.objects.get(pk=of.pk)


def _moved_and_cancelled(circle: models.Circle, world, town, runs) -> None:
    starts = timezone.now() + timedelta(days=40)
    plan = {"starts_at": starts, "ends_at": starts + timedelta(hours=1), "manner": "room", "town": town}
    meeting = circles.plan_meeting(circle, title="Zaal", address=world.word(KNOWS), by=runs, **plan)
    circles.announce_meeting(meeting, by=runs)
    circles.move_meeting(meeting, address="", reason=world.word(KNOWS), by=runs)
    circles.cancel_meeting(meeting, reason=world.word(KNOWS), by=runs)
