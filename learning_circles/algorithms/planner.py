"""Which date, place and form let most people come and share the travelling fairly: every option, best first.

Exact: sums are of whole numbers over one denominator, so that equal options are equal and the order is total.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from math import lcm
from typing import Literal, NamedTuple

from learning_circles.algorithms.travel import Point, minutes

Key = int | str
Availability = Literal["can", "if_needed", "cannot"]
Form = Literal["room", "hybrid", "online"]
FORMS: tuple[Form, ...] = ("room", "hybrid", "online")  # of equals the simplest first
BEST_ANSWER = ("can", "if_needed", None, "cannot")  # what speaks for an organisation: the best of its people's answers


@dataclass(frozen=True)
class Person:
    """`attended` and `missed`: meetings this person had registered for. `minutes`: one way, borne this year."""

    key: Key
    organisation: Key
    home: Point | None
    attended: int = 0
    missed: int = 0
    minutes: int = 0

    @property
    def chance(self) -> Fraction:
        """Of attending when available: the mean of a Beta(2, 1) prior after what was seen; 2/3 for somebody new."""
        return Fraction(2 + self.attended, 3 + self.attended + self.missed)


@dataclass(frozen=True)
class Slot:
    """Aware datetimes."""

    key: Key
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Place:
    """`capacity`: people in the room; None is room for everybody."""

    key: Key
    name: str
    point: Point
    capacity: int | None = None


@dataclass(frozen=True)
class Weights:
    """What counts for how much. ValueError for a share outside 0 to 1 or a step that is not above 0."""

    if_needed: float = 0.5  # share of somebody who can if needed
    unanswered: float = 0.3  # share of somebody who has not answered
    attendance_step: float = 0.5  # people: smaller differences in expected attendance decide nothing
    journey_step: int = 15  # minutes: smaller differences in the longest journey decide nothing
    online_beyond: int = 90  # minutes: who travels longer joins a hybrid meeting online

    def __post_init__(self) -> None:
        if not (0 <= self.if_needed <= 1 and 0 <= self.unanswered <= 1):
            raise ValueError("A share lies between 0 and 1.")
        if self.attendance_step <= 0 or self.journey_step <= 0 or self.online_beyond < 0:
            raise ValueError("A step is above 0.")

    def share(self, answer: Availability | None) -> Fraction:
        shares = {"can": 1, "if_needed": self.if_needed, "cannot": 0, None: self.unanswered}
        return Fraction(str(shares[answer]))


class Tally(NamedTuple):
    """How many people, or organisations by their best answer; together all who were asked."""

    can: int
    if_needed: int
    cannot: int
    unanswered: int

    @property
    def come(self) -> int:
        """Who can come, also those who can if needed."""
        return self.can + self.if_needed

    @property
    def total(self) -> int:
        return sum(self)


class Merit(NamedTuple):
    """What is compared, in steps. Options with equal merit fit equally well."""

    attendance: int  # more is better
    journey: int  # less is better
    unfairness: int  # hundredths of the Gini coefficient; less is better


@dataclass(frozen=True)
class Option:
    """One slot, place and form with every number behind its rank. Who can come: those who can, also if needed.

    `expected`: people. `longest`: minutes one way, of those who can come and do not join online; `farthest`: the keys
    of who has that journey. `unknown_homes`: how many of them count without a journey. `online`: the keys of those who
    can come and join online. `unfairness`: the Gini coefficient (0 is equal) of everybody's minutes this year, with
    this journey for those who would make it.
    """

    slot: Slot
    place: Place | None
    form: Form
    people: Tally
    organisations: Tally
    expected: float
    longest: int
    farthest: tuple[Key, ...]
    unknown_homes: int
    online: tuple[Key, ...]
    unfairness: float
    merit: Merit

    @property
    def in_room(self) -> int:
        """How many of those who can come would be in the room."""
        return self.people.come - len(self.online)

    @property
    def lacks_room(self) -> bool:
        return self.place is not None and self.place.capacity is not None and self.in_room > self.place.capacity

    @property
    def rank(self) -> tuple:
        """Sorts best first: attendance, journey, fairness, then the earliest date and keys."""
        where = () if self.place is None else (self.place.key,)
        more, journey, unfairness = self.merit
        return (-more, journey, unfairness, self.slot.start, self.slot.key, FORMS.index(self.form), where)


@dataclass(frozen=True)
class Ranking:
    options: tuple[Option, ...]

    @property
    def best(self) -> Option | None:
        return self.options[0] if self.options else None

    def runners_up(self, most: int = 3) -> list[Option]:
        """The best option of each other date and place."""
        found: dict[tuple, Option] = {}
        for option in self.options:
            found.setdefault((option.slot.key, option.place and option.place.key), option)
        return list(found.values())[1 : most + 1]


@dataclass(frozen=True)
class _Asked:
    """Everybody's share of one slot, in parts of `unit`, and what they answered: in the order of `people`."""

    people: Sequence[Person]
    weights: Weights
    slot: Slot
    said: list[Availability | None]
    shares: list[int]
    unit: int
    tally: Tally
    organisations: Tally

    def option(self, form: Form, place: Place | None, journeys: Sequence[int]) -> Option:
        weights = self.weights
        is_online = [form == "online" or (form == "hybrid" and journey > weights.online_beyond) for journey in journeys]
        coming = [index for index, answer in enumerate(self.said) if answer in ("can", "if_needed")]
        travelling = [index for index in coming if not is_online[index]]
        borne = [person.minutes for person in self.people]
        for index in travelling:
            borne[index] += journeys[index]
        longest = max((journeys[index] for index in travelling), default=0)
        expected = Fraction(self._expected(place, is_online), self.unit)
        uneven, whole = _gini(borne)
        people = self.people
        return Option(
            slot=self.slot,
            place=place,
            form=form,
            people=self.tally,
            organisations=self.organisations,
            expected=float(expected),
            longest=longest,
            farthest=tuple(people[i].key for i in travelling if longest and journeys[i] == longest),
            unknown_homes=sum(people[i].home is None for i in travelling),
            online=tuple(people[i].key for i in coming if is_online[i]),
            unfairness=uneven / whole,
            merit=Merit(
                attendance=expected // Fraction(str(weights.attendance_step)),
                journey=longest // weights.journey_step,
                unfairness=100 * uneven // whole,
            ),
        )

    def _expected(self, place: Place | None, is_online: list[bool]) -> int:
        """In parts of `unit`. The room's capacity caps who is in it, not who joins online."""
        online = sum(share for share, elsewhere in zip(self.shares, is_online, strict=True) if elsewhere)
        in_room = sum(self.shares) - online
        if place is not None and place.capacity is not None:
            in_room = min(in_room, place.capacity * self.unit)
        return in_room + online


def plan(
    people: Iterable[Person],
    slots: Iterable[Slot],
    places: Iterable[Place],
    answers: Mapping[tuple[Key, Key], Availability],
    weights: Weights,
    *,
    forms: Sequence[Form] = FORMS,
) -> Ranking:
    """Every slot in every place and form, best first. `answers`: by person and slot; absent is not answered.

    Keys of one kind are all numbers or all texts. An online meeting has no journey, so with the same answers it ranks
    above a room: leave "online" out of `forms` when people should meet. KeyError for an answer that is none.
    """
    people, places = sorted(people, key=lambda person: person.key), list(places)
    journeys = {place.key: [_journey(person, place) for person in people] for place in places}
    nowhere = [0] * len(people)
    options = []
    for slot in slots:
        asked = _asked(people, slot, answers, weights)
        for form in forms:
            if form == "online":
                options.append(asked.option(form, None, nowhere))
            else:
                options += [asked.option(form, place, journeys[place.key]) for place in places]
    return Ranking(tuple(sorted(options, key=lambda option: option.rank)))


def _asked(
    people: Sequence[Person], slot: Slot, answers: Mapping[tuple[Key, Key], Availability], weights: Weights
) -> _Asked:
    said = [answers.get((person.key, slot.key)) for person in people]
    shares = [person.chance * weights.share(answer) for person, answer in zip(people, said, strict=True)]
    unit = lcm(*(share.denominator for share in shares))
    of_organisation: dict[Key, list[int]] = {}
    for person, answer in zip(people, said, strict=True):
        of_organisation.setdefault(person.organisation, []).append(BEST_ANSWER.index(answer))
    return _Asked(
        people=people,
        weights=weights,
        slot=slot,
        said=said,
        shares=[share.numerator * (unit // share.denominator) for share in shares],
        unit=unit,
        tally=_tally(said),
        organisations=_tally([BEST_ANSWER[min(found)] for found in of_organisation.values()]),
    )


def _tally(said: Sequence[str | None]) -> Tally:
    return Tally(said.count("can"), said.count("if_needed"), said.count("cannot"), said.count(None))


def _journey(person: Person, place: Place) -> int:
    """Minutes; none for somebody whose home is not known."""
    return 0 if person.home is None else minutes(person.home, place.point)


def _gini(values: Iterable[int]) -> tuple[int, int]:
    """The Gini coefficient as numerator and denominator: half the mean difference between two, over the mean.

    Corrado Gini, 1912. Of nothing at all it is 0.
    """
    ordered = sorted(values)
    count = len(ordered)
    differences = sum((2 * index - count + 1) * value for index, value in enumerate(ordered))
    return differences, max(1, count * sum(ordered))
