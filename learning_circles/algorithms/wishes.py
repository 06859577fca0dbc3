"""Which of somebody's wishes a division meets, and for each that it does not a reason that its data hold."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning_circles.algorithms.division import CLOSE, Circle, Composition, Key, Participant, gain


@dataclass(frozen=True)
class Wish:
    """`value`: a theme or a region, as it was asked; empty for the days. `reason`: empty when met."""

    kind: Literal["theme", "day", "region"]
    value: str
    reason: str = ""

    @property
    def is_met(self) -> bool:
        return not self.reason


@dataclass(frozen=True)
class Outcome:
    """Themes dearer than the one somebody got are unmet wishes, less dear ones are left out.

    `reason`: why somebody has no place; empty with one.
    """

    person: Participant
    circle: Circle | None
    wishes: tuple[Wish, ...]
    reason: str = ""


def outcomes(composition: Composition) -> list[Outcome]:
    return [outcome(composition, person.key) for person in composition.people]


def outcome(composition: Composition, key: Key) -> Outcome:
    person = composition.person[key]
    where = composition.division.get(key)
    circle = None if where is None else composition.circle[where]
    wishes = [*_themes(composition, person, circle), *_days(composition, person, circle)]
    wishes += _regions(composition, person, circle)
    wanted = [c for c in composition.circles if person.wants(c.theme)]
    reason = "" if circle else _reason(composition, person, wanted) or _("Er is geen kring over uw thema’s.")
    return Outcome(person, circle, tuple(wishes), reason)


def _themes(composition: Composition, person: Participant, circle: Circle | None) -> Iterable[Wish]:
    for theme in person.themes:
        if circle and circle.theme == theme:
            yield Wish("theme", theme)
            return
        about = [c for c in composition.circles if c.theme == theme]
        missing = _("Er is geen kring over %(theme)s.") % {"theme": theme}
        yield Wish("theme", theme, _reason(composition, person, about) or missing)


def _days(composition: Composition, person: Participant, circle: Circle | None) -> Iterable[Wish]:
    if person.days and circle and person.can_on(circle.day):
        yield Wish("day", "")
    elif person.days:
        fitting = [c for c in composition.circles if person.wants(c.theme) and person.can_on(c.day)]
        missing = _("Er is geen kring over uw thema’s op een dag waarop u kunt.")
        yield Wish("day", "", _reason(composition, person, fitting) or missing)


def _regions(composition: Composition, person: Participant, circle: Circle | None) -> Iterable[Wish]:
    if person.region is not None and circle and person.is_near(circle):
        yield Wish("region", person.region)
    elif person.region is not None:
        near = [c for c in composition.circles if person.wants(c.theme) and person.is_near(c)]
        missing = _("Er is geen kring over uw thema’s in regio %(region)s.") % {"region": person.region}
        yield Wish("region", person.region, _reason(composition, person, near) or missing)


def _reason(composition: Composition, person: Participant, circles: Iterable[Circle]) -> str:
    """What stands between this person and each of the circles, every sentence once."""
    return " ".join(dict.fromkeys(obstacle(composition, person, circle) for circle in circles))


def obstacle(composition: Composition, person: Participant, circle: Circle) -> str:
    """Why this person is not in this circle: the first reason that holds."""
    members = composition.members[circle.key]
    words = {"circle": composition.name(circle), "day": WEEKDAYS[circle.day]}
    if not person.can_on(circle.day):
        return _("De %(circle)s is op een dag waarop u niet kunt.") % words
    if not members:
        return _why_closed(composition, person, circle) % words
    if len(members) >= circle.maximum:
        return _("De %(circle)s is vol.") % words
    colleagues = sum(p.organisation == person.organisation for p in members)
    if colleagues >= composition.rules.most_of_one_organisation:
        return ngettext(
            "Van uw organisatie doet al %(count)d persoon mee aan de %(circle)s.",
            "Van uw organisatie doen al %(count)d mensen mee aan de %(circle)s.",
            colleagues,
        ) % {**words, "count": colleagues}
    now = composition.division.get(person.key)
    if now is not None and 1 < len(composition.members[now]) <= composition.circle[now].minimum:
        return _("Zonder u heeft de %(circle)s te weinig mensen.") % {
            "circle": composition.name(composition.circle[now])
        }
    if gain(composition, person, circle) <= CLOSE:
        return _("Met u in de %(circle)s wordt de verdeling als geheel niet beter.") % words
    return _("In de %(circle)s is nog plaats voor u.") % words


def _why_closed(composition: Composition, person: Participant, circle: Circle) -> str:
    wanting = composition.wanting[circle.key]
    free = [p for p in wanting if p.key == person.key or p.key not in composition.division]
    if _seats(composition, wanting) < circle.minimum:
        return _("Er waren te weinig mensen voor een %(circle)s.")
    if _seats(composition, free) < circle.minimum:
        return _("Er bleven te weinig mensen over voor een %(circle)s.")
    return _("Voor een %(circle)s zijn er nog genoeg mensen.")


def _seats(composition: Composition, people: Iterable[Participant]) -> int:
    """How many of these one circle could hold by the rule for organisations."""
    most = composition.rules.most_of_one_organisation
    return sum(min(most, count) for count in Counter(person.organisation for person in people).values())
