"""Licence and progress follow terms and seats, whatever happens in whatever order.

A small model in plain Python is asked the same as the portal after every event: may this person have the file, may they
do this lesson, what is their progress? No file without a valid licence, and none refused with one.
"""

from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge import models, operations
from knowledge.access import restrict
from knowledge.licensing import State, licence_of, standing_of
from membership import operations as membership
from membership.models import Seat
from portal.accounts.models import User
from portal.core.search import MEMBERS
from tests.factories import UserFactory
from tests.pages import library
from tests.training import lessons_of, licensed, new_version, route

DUTY = ["licences"]
PEOPLE, ORGANISATIONS, LESSONS = 3, 2, 2
person, organisation = st.integers(0, PEOPLE - 1), st.integers(0, ORGANISATIONS - 1)
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("term_opened"), organisation),
        st.tuples(st.just("term_ended"), organisation),
        st.tuples(st.just("seat_opened"), person, organisation, st.booleans()),
        st.tuples(st.just("seat_ended"), person, organisation),
        st.tuples(st.just("accepted"), person, organisation),
        st.tuples(st.just("taken"), person),
        st.tuples(st.just("new_version"), st.booleans()),
        st.tuples(st.just("learned"), person, st.integers(0, LESSONS - 1)),
    ),
    min_size=5,
    max_size=18,
)
#: One member in which somebody agreed: from here all goes well, until it does not.
BEGUN = [
    ("term_opened", 0),
    ("seat_opened", 0, 0, True),
    ("seat_opened", 1, 0, False),
    ("accepted", 0, 0),
    ("taken", 1),
    ("learned", 1, 0),
]
tried = {"histories": 0, "events": 0, "files": 0, "refused": 0}


@dataclass
class Model:
    """What should be true, in sets."""

    members: set[int] = field(default_factory=set)
    seats: dict[tuple[int, int], bool] = field(default_factory=dict)  # person, organisation: has the duty
    accepted: set[tuple[int, int]] = field(default_factory=set)  # organisation, version
    version: int = 1
    has_text: bool = True
    lessons: set[tuple[int, int]] = field(default_factory=set)

    def organisations(self, person: int) -> set[int]:
        return {where for who, where in self.seats if who == person and where in self.members}

    def may_take(self, person: int) -> bool:
        return self.has_text and any((where, self.version) in self.accepted for where in self.organisations(person))

    def may_accept(self, person: int, where: int) -> bool:
        return self.has_text and self.seats.get((person, where), False) and where in self.members


class Ground:
    """What every history begins with; made once, each history is taken back."""

    def __init__(self) -> None:
        shelf = library()
        self.page = licensed(shelf, number="1")
        self.route = route(shelf, lessons=LESSONS)
        restrict(self.route, MEMBERS)
        self.lessons = lessons_of(self.route)
        self.people = [UserFactory() for _ in range(PEOPLE)]
        self.organisations = [
            membership.create_organisation(f"Gemeente {name}", kind="municipality", province="ut", by=None)
            for name in ("Noord", "Zuid")
        ]


class History:
    def __init__(self, ground: Ground) -> None:
        self.model = Model()
        self.route, self.lessons = ground.route, ground.lessons
        self.people, self.organisations = ground.people, ground.organisations
        self.page = models.InstrumentPage.objects.get(pk=ground.page.pk)

    def seat(self, person: int, where: int) -> Seat | None:
        found = Seat.objects.current().filter(user=self.people[person], organisation=self.organisations[where])
        return found.select_related("organisation", "user").first()

    # --- Events ------------------------------------------------------------------------------------------------

    def term_opened(self, where: int) -> None:
        if where not in self.model.members:
            membership.open_term(self.organisations[where], level=1, by=None)
            self.model.members.add(where)

    def term_ended(self, where: int) -> None:
        membership.end_membership(self.organisations[where], reason="x", by=None)
        self.model.members.discard(where)

    def seat_opened(self, person: int, where: int, duty: bool) -> None:
        if (person, where) not in self.model.seats:
            duties = DUTY if duty else []
            user, organisation = self.people[person], self.organisations[where]
            membership.open_seat(organisation, user=user, role="professional", duties=duties, by=None)
            self.model.seats[person, where] = duty

    def seat_ended(self, person: int, where: int) -> None:
        """Professionals leave: no admin takes over, and no duty goes along."""
        if seat := self.seat(person, where):
            membership.end_seat(seat, by=None)
            del self.model.seats[person, where]

    def accepted(self, person: int, where: int) -> None:
        seat, licence = self.seat(person, where), licence_of(self.page)
        if seat is None:
            return
        may = self.model.may_accept(person, where)
        try:
            digest = licence.digest if licence else ""
            with transaction.atomic():
                operations.accept_licence(self.page, seat=seat, digest=digest, by=self.people[person])
        except (operations.NoLicence, operations.MayNotAccept, operations.NotEntitled):
            assert not may, "refused who may agree"
        else:
            assert may, "agreed who may not"
            self.model.accepted.add((where, self.model.version))

    def taken(self, person: int) -> None:
        before, may = models.LicensedDownload.objects.count(), self.model.may_take(person)
        try:
            with transaction.atomic():
                taken = operations.take_along(self.page.variants.get(), by=self.people[person])
        except operations.NoValidLicence:
            assert not may, "refused with a valid licence"
            tried["refused"] += 1
        else:
            assert may, "a file without a valid licence"
            where = self.organisations.index(taken.acceptance.organisation)
            assert where in self.model.organisations(person)
            assert (where, self.model.version) in self.model.accepted
            tried["files"] += 1
        assert models.LicensedDownload.objects.count() == before + may

    def new_version(self, has_text: bool) -> None:
        self.model.version += 1
        self.model.has_text = has_text
        self.page = new_version(self.page, str(self.model.version), "Nieuwe afspraken." if has_text else "")

    def learned(self, person: int, lesson: int) -> None:
        may = bool(self.model.organisations(person))
        try:
            with transaction.atomic():
                operations.finish_lesson(self.lessons[lesson], by=User.objects.get(pk=self.people[person].pk))
        except operations.LessonClosed:
            assert not may, "refused a lesson that is open to them"
        else:
            assert may, "a lesson that is not for them"
            self.model.lessons.add((person, lesson))

    # --- What must hold after each -----------------------------------------------------------------------------

    def check(self) -> None:
        for person, user in enumerate(self.people):
            fresh = User.objects.get(pk=user.pk)
            standing = standing_of(fresh, self.page)
            assert (standing.state == State.VALID) == self.model.may_take(person)
            done = set(fresh.lessons_done.values_list("lesson", flat=True))
            assert done == {self.lessons[n].pk for who, n in self.model.lessons if who == person}
            whole = all((person, n) in self.model.lessons for n in range(LESSONS))
            assert fresh.routes_done.exists() == whole
            assert bool(self.route.lessons_for(fresh)) == bool(self.model.organisations(person))


class Undo(Exception):
    pass


def live(ground: Ground, events) -> None:
    history = History(ground)
    for name, *about in events:
        getattr(history, name)(*about)
        history.check()
    tried["histories"] += 1
    tried["events"] += len(events)


@pytest.mark.django_db
def test_licence_and_progress_follow_terms_and_seats(figure, size):
    health = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]

    ground = Ground()

    @settings(max_examples=size(40, 1500), deadline=None, derandomize=True, database=None, suppress_health_check=health)
    @given(st.booleans(), EVENTS)
    def histories(begun, events):
        try:
            with transaction.atomic():
                live(ground, [*(BEGUN if begun else []), *events])
                raise Undo
        except Undo:
            pass

    histories()
    figure(
        f"licences: {tried['histories']} histories, {tried['events']} events, {tried['files']} files handed over and "
        f"{tried['refused']} refused, 0 wrong"
    )
    assert tried["files"]
    assert tried["refused"]
