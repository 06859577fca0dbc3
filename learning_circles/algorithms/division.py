"""People divided over circles: what a division is worth, which rules it breaks, what moving one person does.

Works on any division, also one that somebody edited by hand, and needs no solver.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from django.utils.dates import WEEKDAYS
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Key = int | str
CLOSE = 1e-6  # points: less is no difference


@dataclass(frozen=True)
class Participant:
    """What somebody wishes. `themes`: the dearest first, none is any. `days`: those possible, 0 is Monday, none is any.

    `region` None is any. `earlier`: the circle this person was in before.
    """

    key: Key
    organisation: Key
    phase: str
    size: str
    kind: str
    region: str | None = None
    themes: tuple[str, ...] = ()
    days: frozenset[int] = frozenset()
    earlier: Key | None = None

    def can_on(self, day: int) -> bool:
        return not self.days or day in self.days

    def wants(self, theme: str) -> bool:
        return not self.themes or theme in self.themes

    def is_near(self, circle: "Circle") -> bool:
        """Online is near everybody."""
        return None in (self.region, circle.region) or self.region == circle.region


@dataclass(frozen=True)
class Circle:
    """`day`: 0 is Monday. `region` None is online. With fewer people than `minimum` it is not opened."""

    key: Key
    theme: str
    day: int
    region: str | None
    minimum: int
    maximum: int

    def __post_init__(self) -> None:
        if not 1 <= self.minimum <= self.maximum:
            raise ValueError("A circle has room for its minimum, and that is somebody.")


@dataclass(frozen=True)
class Rules:
    """What a division must keep, and how many points it gets for what. ValueError for points below 0."""

    most_of_one_organisation: int = 2  # in one circle
    firm_days: bool = True  # nobody is put on a day they cannot
    earlier: Literal["keep", "mix", "either"] = "mix"  # people who were in one circle before
    theme: tuple[float, ...] = (6, 4, 3)  # for the first wish, the second, and every later one
    day: float = 2  # for a day that is possible
    region: float = 2  # for the own region, or online
    phase: float = 0.5  # for each phase that a circle holds
    size: float = 0.5  # for each size class that a circle holds
    kind: float = 0.5  # for each kind of organisation that a circle holds
    together: float = 1  # keep: for each in the largest part of an earlier circle; mix: off for each beyond the first

    def __post_init__(self) -> None:
        points = (*self.theme, self.day, self.region, self.phase, self.size, self.kind, self.together)
        if not self.theme or min(points) < 0 or self.most_of_one_organisation < 1:
            raise ValueError("Points are 0 or more, and somebody of an organisation may join.")

    def allow(self, person: Participant, circle: Circle) -> bool:
        return person.wants(circle.theme) and (not self.firm_days or person.can_on(circle.day))

    def points(self, person: Participant, circle: Circle) -> float:
        """For one person in one circle, without the company."""
        found = 0.0
        if person.wants(circle.theme):
            rank = person.themes.index(circle.theme) if person.themes else 0
            found += self.theme[min(rank, len(self.theme) - 1)]
        return found + self.day * person.can_on(circle.day) + self.region * person.is_near(circle)

    def mixed(self) -> dict[str, float]:
        """Points for each value of what should be mixed."""
        return {"phase": self.phase, "size": self.size, "kind": self.kind}


@dataclass(frozen=True)
class Violation:
    """`circle`: its key. `subject`: the key of the organisation or person it is about, when it is about one."""

    code: Literal["full", "few", "organisation", "day", "theme"]
    circle: Key
    subject: Key | None
    sentence: str = field(compare=False)


@dataclass(frozen=True)
class Composition:
    """Who is in which circle; who is not in `division` has no place. ValueError for people or circles unknown.

    `bound`: no division that keeps the rules has more points; None when nobody reckoned it.
    """

    people: tuple[Participant, ...]
    circles: tuple[Circle, ...]
    rules: Rules
    division: Mapping[Key, Key]
    bound: float | None = None
    is_optimal: bool = False
    is_edited: bool = False

    def __post_init__(self) -> None:
        if not (self.division.keys() <= self.person.keys() and set(self.division.values()) <= self.circle.keys()):
            raise ValueError("The division holds people or circles that are not there.")
        object.__setattr__(self, "division", MappingProxyType(dict(self.division)))

    @cached_property
    def person(self) -> dict[Key, Participant]:
        return {person.key: person for person in self.people}

    @cached_property
    def circle(self) -> dict[Key, Circle]:
        return {circle.key: circle for circle in self.circles}

    @cached_property
    def members(self) -> dict[Key, list[Participant]]:
        """By circle, in the order of `people`; a circle without is not opened."""
        found: dict[Key, list[Participant]] = {circle.key: [] for circle in self.circles}
        for person in self.people:
            if person.key in self.division:
                found[self.division[person.key]].append(person)
        return found

    @cached_property
    def names(self) -> dict[Key, str]:
        return {circle.key: self._name(circle) for circle in self.circles}

    @cached_property
    def points(self) -> dict[Key, float]:
        """By circle; see `circle_points`."""
        return {circle.key: circle_points(self.rules, circle, self.members[circle.key]) for circle in self.circles}

    @cached_property
    def points_without(self) -> dict[Key, float]:
        """By person with a place: what their circle would have without them."""
        return {
            person.key: circle_points(self.rules, self.circle[key], [other for other in members if other is not person])
            for key, members in self.members.items()
            for person in members
        }

    @cached_property
    def companies(self) -> dict[Key, dict[str, set[str]]]:
        """By circle: which phases, size classes and kinds it holds."""
        return {
            key: {what: {getattr(person, what) for person in members} for what in self.rules.mixed()}
            for key, members in self.members.items()
        }

    @cached_property
    def wanting(self) -> dict[Key, list[Participant]]:
        """By circle: who asked for its theme and can come on its day, wherever they are."""
        return {
            circle.key: [p for p in self.people if p.wants(circle.theme) and p.can_on(circle.day)]
            for circle in self.circles
        }

    @property
    def unplaced(self) -> list[Participant]:
        return [person for person in self.people if person.key not in self.division]

    @cached_property
    def score(self) -> float:
        circles = sum(self.points.values())
        groups: dict[Key, list[Key]] = {}
        for person in self.people:
            if person.earlier is not None and person.key in self.division:
                groups.setdefault(person.earlier, []).append(self.division[person.key])
        return circles + sum(group_points(self.rules, where) for where in groups.values())

    @property
    def gap(self) -> float | None:
        """The share of the bound that a better division could still add: 0 is proven best."""
        if self.bound is None:
            return None
        return max(0.0, self.bound - self.score) / max(1.0, abs(self.bound))

    @property
    def label(self) -> str:
        if self.is_edited:
            return _("met de hand aangepast")
        return _("de beste verdeling") if self.is_optimal else _("het beste binnen de tijd")

    def name(self, circle: Circle) -> str:
        """ "kring over schulden op dinsdag", with where it meets when that tells two apart."""
        return self.names[circle.key]

    def _name(self, circle: Circle) -> str:
        words = {"theme": circle.theme, "day": WEEKDAYS[circle.day], "region": circle.region}
        places = {c.region for c in self.circles if (c.theme, c.day) == (circle.theme, circle.day)}
        if len(places) == 1:
            return _("kring over %(theme)s op %(day)s") % words
        if circle.region is None:
            return _("online kring over %(theme)s op %(day)s") % words
        return _("kring over %(theme)s op %(day)s in %(region)s") % words


def circle_points(rules: Rules, circle: Circle, members: Iterable[Participant]) -> float:
    """For the wishes of its members and for each phase, size class and kind among them."""
    members = list(members)
    wishes = sum(rules.points(person, circle) for person in members)
    return wishes + sum(
        points * len({getattr(person, what) for person in members}) for what, points in rules.mixed().items()
    )


def group_points(rules: Rules, where: Iterable[Key]) -> float:
    """For one earlier circle. `where`: in which circle each of its people is now, the unplaced left out."""
    counts = Counter(where).values()
    if rules.earlier == "keep":
        return rules.together * max(counts, default=0)
    if rules.earlier == "mix":
        return -rules.together * sum(count - 1 for count in counts)
    return 0.0


def check(composition: Composition) -> list[Violation]:
    """Each rule that the division breaks, with a sentence that says how; empty when it keeps them all."""
    return [
        violation
        for circle in composition.circles
        if composition.members[circle.key]
        for violation in (*_of_numbers(composition, circle), *_of_people(composition, circle))
    ]


def _of_numbers(composition: Composition, circle: Circle) -> Iterable[Violation]:
    members = composition.members[circle.key]
    words = {"circle": composition.name(circle), "count": len(members)}
    if len(members) > circle.maximum:
        sentence = _("In de %(circle)s zitten %(count)d mensen. Er is plaats voor %(maximum)d.")
        yield Violation("full", circle.key, None, sentence % {**words, "maximum": circle.maximum})
    if len(members) < circle.minimum:
        sentence = ngettext(
            "In de %(circle)s zit %(count)d persoon. Er zijn er %(minimum)d nodig.",
            "In de %(circle)s zitten %(count)d mensen. Er zijn er %(minimum)d nodig.",
            len(members),
        )
        yield Violation("few", circle.key, None, sentence % {**words, "minimum": circle.minimum})
    most = composition.rules.most_of_one_organisation
    for organisation, count in Counter(person.organisation for person in members).items():
        if count > most:
            sentence = _("Van één organisatie zitten %(count)d mensen in de %(circle)s. Het mogen er %(most)d zijn.")
            words = {"circle": composition.name(circle), "count": count, "most": most}
            yield Violation("organisation", circle.key, organisation, sentence % words)


def _of_people(composition: Composition, circle: Circle) -> Iterable[Violation]:
    words = {"theme": circle.theme, "day": WEEKDAYS[circle.day]}
    for person in composition.members[circle.key]:
        if not person.wants(circle.theme):
            yield Violation("theme", circle.key, person.key, _("Deze persoon vroeg niet om %(theme)s.") % words)
        if composition.rules.firm_days and not person.can_on(circle.day):
            yield Violation("day", circle.key, person.key, _("Deze persoon kan niet op %(day)s.") % words)


@dataclass(frozen=True)
class Consequences:
    """Of an edit by hand. `points`: how many the division gains; below 0 it loses. `new`: also what changed."""

    composition: Composition
    points: float
    new: list[Violation]
    settled: list[Violation]

    @property
    def sentences(self) -> list[str]:
        words = {"points": number_format(abs(round(self.points, 1)), 1)}
        if abs(self.points) < CLOSE:
            found = [_("De verdeling blijft even goed.")]
        elif self.points > 0:
            found = [_("De verdeling krijgt %(points)s punten meer.") % words]
        else:
            found = [_("De verdeling krijgt %(points)s punten minder.") % words]
        found += [violation.sentence for violation in self.new]
        return found + [_("Opgelost: %(sentence)s") % {"sentence": violation.sentence} for violation in self.settled]


def move(composition: Composition, person: Key, circle: Key | None) -> Consequences:
    """What it does to put a person in another circle, or in none. Nothing is refused; KeyError for somebody unknown."""
    composition.person[person]
    division = {key: where for key, where in composition.division.items() if key != person}
    if circle is not None:
        division[person] = circle
    after = replace(composition, division=division, is_optimal=False, is_edited=True)
    before_it, after_it = check(composition), check(after)
    told = {violation: violation.sentence for violation in before_it}
    return Consequences(
        composition=after,
        points=after.score - composition.score,
        new=[violation for violation in after_it if told.get(violation) != violation.sentence],
        settled=[violation for violation in before_it if violation not in after_it],
    )


def gain(composition: Composition, person: Participant, circle: Circle) -> float:
    """The points that `move` would report, without weighing the whole division again."""
    rules, now = composition.rules, composition.division.get(person.key)
    if now == circle.key:
        return 0.0
    company = composition.companies[circle.key]
    new = sum(worth for what, worth in rules.mixed().items() if getattr(person, what) not in company[what])
    points = rules.points(person, circle) + new
    if now is not None:
        points += composition.points_without[person.key] - composition.points[now]
    if person.earlier is not None and rules.earlier != "either":
        group = {p.key: composition.division.get(p.key) for p in composition.people if p.earlier == person.earlier}
        before = group_points(rules, [where for where in group.values() if where is not None])
        group[person.key] = circle.key
        points += group_points(rules, [where for where in group.values() if where is not None]) - before
    return points
