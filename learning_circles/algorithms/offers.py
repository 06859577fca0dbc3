"""Which circles people ask for: a plain rule that staff can check by hand, and change.

1. Everybody counts at their dearest theme. While a theme has fewer people than a circle needs, the one with the fewest
   goes, and its people count at their next.
2. A theme gets as many circles as hold its people, but none that would be too small.
3. Each circle is on the day on which most people can who are in none yet, and takes so many of them that the circles
   become about equal. If too few can, it is left out.
4. It meets in the province that at least half of its people ask for; otherwise online.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from learning_circles.algorithms.division import Participant

DAYS = range(5)  # Monday to Friday


@dataclass(frozen=True)
class Offer:
    """`day`: 0 is Monday. `region` None is online."""

    theme: str
    day: int
    region: str | None


def propose(people: Iterable[Participant], *, smallest: int, largest: int) -> list[Offer]:
    """By theme in alphabetical order. People who named no theme ask for nothing here."""
    groups = _by_theme(sorted(people, key=lambda person: person.key), smallest)
    return [offer for theme in sorted(groups) for offer in _circles(theme, groups[theme], smallest, largest)]


def _by_theme(people: Sequence[Participant], smallest: int) -> dict[str, list[Participant]]:
    left = {theme for person in people for theme in person.themes}
    while left:
        groups: dict[str, list[Participant]] = {theme: [] for theme in sorted(left)}
        for person in people:
            dearest = next((theme for theme in person.themes if theme in left), None)
            if dearest is not None:
                groups[dearest].append(person)
        fewest = min(groups, key=lambda theme: len(groups[theme]))
        if len(groups[fewest]) >= smallest:
            return groups
        left.remove(fewest)
    return {}


def _circles(theme: str, people: Sequence[Participant], smallest: int, largest: int) -> Iterable[Offer]:
    count = min(ceil(len(people) / largest), len(people) // smallest)
    waiting = list(people)
    for left in range(count, 0, -1):
        size = min(largest, ceil(len(waiting) / left))
        day = max(DAYS, key=lambda day: sum(person.can_on(day) for person in waiting))  # the first of equals
        taken = [person for person in waiting if person.can_on(day)][:size]
        if len(taken) < smallest:
            return
        yield Offer(theme, day, _region(taken))
        keys = {person.key for person in taken}
        waiting = [person for person in waiting if person.key not in keys]


def _region(people: Sequence[Participant]) -> str | None:
    asked = Counter(person.region for person in people if person.region is not None)
    found = max(asked.items(), key=lambda item: (item[1], item[0]), default=None)
    return found[0] if found and 2 * found[1] >= len(people) else None
