"""The composer beside a twin that tries every division, and reports and reasons beside facts counted anew.

The twin weighs a division by the words of the rules, shares no code with the composer and knows nothing of linear form.
"""

import itertools
import random
from collections import Counter

from learning_circles.algorithms.composer import compose
from learning_circles.algorithms.division import Circle, Composition, Participant, Rules, check, gain, move
from learning_circles.algorithms.wishes import outcomes

THEMES = ["schulden", "wonen", "jeugd"]
REGIONS = ["Noord", "Zuid"]


class Case:
    """A small random question in which circles fill up, stay closed and divide earlier groups."""

    def __init__(self, seed: int) -> None:
        rng = random.Random(seed)
        self.people = []
        for n in range(rng.randint(1, 6)):
            twin = rng.choice(self.people) if self.people and rng.random() < 0.3 else None
            self.people.append(self._like(n, twin) if twin else self._person(n, rng))
        self.circles = [self._circle(n, rng) for n in range(rng.randint(1, 3))]
        if len(self.circles) > 1 and rng.random() < 0.3:  # two that differ in nothing but their key
            first = self.circles[0]
            self.circles[1] = Circle(1, first.theme, first.day, first.region, first.minimum, first.maximum)
        self.rules = Rules(
            most_of_one_organisation=rng.randint(1, 3),
            firm_days=rng.random() < 0.5,
            earlier=rng.choice(["keep", "mix", "either"]),
            theme=rng.choice([(6, 4, 3), (3,), (1, 0)]),
            day=rng.choice([0, 2]),
            region=rng.choice([0, 2.5]),
            phase=rng.choice([0, 0.5]),
            size=rng.choice([0, 1]),
            kind=rng.choice([0, 0.25]),
            together=rng.choice([0, 1, 5]),
        )

    @staticmethod
    def _person(n: int, rng: random.Random) -> Participant:
        return Participant(
            n,
            rng.randint(1, 3),
            phase=rng.choice("ab"),
            size=rng.choice("kg"),
            kind=rng.choice("gw"),
            region=rng.choice([*REGIONS, None]),
            themes=tuple(rng.sample(THEMES, rng.randint(0, 3))),
            days=frozenset(rng.sample(range(3), rng.randint(0, 2))),
            earlier=rng.choice([None, "x", "y"]),
        )

    @staticmethod
    def _like(n: int, twin: Participant) -> Participant:
        return Participant(
            n, twin.organisation, twin.phase, twin.size, twin.kind, twin.region, twin.themes, twin.days, twin.earlier
        )

    @staticmethod
    def _circle(n: int, rng: random.Random) -> Circle:
        minimum = rng.randint(1, 3)
        region = rng.choice([*REGIONS, None])
        return Circle(n, rng.choice(THEMES), rng.randint(0, 2), region, minimum, minimum + rng.randint(0, 3))

    def every_division(self):
        choices = itertools.product([None, *(c.key for c in self.circles)], repeat=len(self.people))
        return ({p.key: c for p, c in zip(self.people, choice, strict=True) if c is not None} for choice in choices)

    def by_hand(self, division: dict) -> Composition:
        return Composition(tuple(self.people), tuple(self.circles), self.rules, division, is_edited=True)


# --- The twin -------------------------------------------------------------------------------------------------------


def keeps_the_rules(case: Case, division: dict) -> bool:
    people, rules = {p.key: p for p in case.people}, case.rules
    for circle in case.circles:
        inside = [people[key] for key, where in division.items() if where == circle.key]
        if inside and not circle.minimum <= len(inside) <= circle.maximum:
            return False
        for person in inside:
            if len([p for p in inside if p.organisation == person.organisation]) > rules.most_of_one_organisation:
                return False
            if person.themes and circle.theme not in person.themes:
                return False
            if rules.firm_days and person.days and circle.day not in person.days:
                return False
    return True


def worth(case: Case, division: dict) -> float:
    people, circles, rules = {p.key: p for p in case.people}, {c.key: c for c in case.circles}, case.rules
    total = 0.0
    for key, where in division.items():
        person, circle = people[key], circles[where]
        if not person.themes:
            total += rules.theme[0]
        elif circle.theme in person.themes:
            total += (list(rules.theme) + [rules.theme[-1]] * 3)[person.themes.index(circle.theme)]
        if not person.days or circle.day in person.days:
            total += rules.day
        if circle.region is None or person.region is None or circle.region == person.region:
            total += rules.region
    for where in set(division.values()):
        inside = [people[key] for key, circle in division.items() if circle == where]
        total += rules.phase * len({p.phase for p in inside})
        total += rules.size * len({p.size for p in inside})
        total += rules.kind * len({p.kind for p in inside})
    for group in ("x", "y"):
        now = [where for key, where in division.items() if people[key].earlier == group]
        if now and rules.earlier == "keep":
            total += rules.together * Counter(now).most_common(1)[0][1]
        if now and rules.earlier == "mix":
            total -= rules.together * (len(now) - len(set(now)))
    return total


def test_the_composer_equals_trying_every_division(size, figure):
    cases = [Case(seed) for seed in range(size(60, 500))]
    tried = placed = 0
    wrong = []
    for seed, case in enumerate(cases):
        allowed = [division for division in case.every_division() if keeps_the_rules(case, division)]
        best = max(worth(case, division) for division in allowed)
        found = compose(case.people, case.circles, case.rules, seconds=60)
        is_right = (
            found.is_optimal
            and abs(best - found.score) < 1e-6
            and abs(best - found.bound) < 1e-6
            and abs(worth(case, dict(found.division)) - best) < 1e-6
            and keeps_the_rules(case, dict(found.division))
            and check(found) == []
        )
        if not is_right:
            wrong.append(seed)
        tried += (len(case.circles) + 1) ** len(case.people)
        placed += len(found.division)
    figure(
        f"composer beside every division: {len(cases)} cases, {tried} divisions, {placed} people placed, "
        f"{len(wrong)} wrong"
    )
    assert wrong == []
    assert placed > len(cases)


def test_any_division_is_weighed_and_checked(size, figure):
    """Random divisions, most of them against the rules: the report is empty exactly when the twin finds nothing."""
    rng = random.Random(0)
    tried, kept, wrong = size(2000, 20000), 0, []
    for n in range(tried):
        case = Case(n % 400)
        division = {p.key: rng.choice(case.circles).key for p in case.people if rng.random() < 0.8}
        composition = case.by_hand(division)
        is_kept = keeps_the_rules(case, division)
        kept += is_kept
        if (check(composition) == []) != is_kept or abs(composition.score - worth(case, division)) > 1e-6:
            wrong.append(n)
    figure(f"constraint reports: {tried} random divisions, {kept} within the rules, {len(wrong)} wrong")
    assert wrong == []
    assert kept > tried / 20


def test_what_moving_somebody_does(size, figure):
    """Each move: the points are the difference of two divisions weighed anew, the report that of the one after."""
    rng = random.Random(0)
    moves, wrong = 0, []
    for n in range(size(300, 3000)):
        case = Case(n % 400)
        composition = case.by_hand({p.key: rng.choice(case.circles).key for p in case.people if rng.random() < 0.7})
        for person, circle in itertools.product(case.people, [*case.circles, None]):
            done = move(composition, person.key, circle and circle.key)
            after = dict(composition.division)
            after.pop(person.key, None)
            if circle:
                after[person.key] = circle.key
            points = worth(case, after) - worth(case, dict(composition.division))
            report = [v for v in check(composition) if v not in done.settled]
            report = [v for v in report if v not in done.new] + done.new
            is_right = (
                dict(done.composition.division) == after
                and abs(done.points - points) < 1e-6
                and (circle is None or abs(gain(composition, person, circle) - points) < 1e-6)
                and sorted(map(repr, report)) == sorted(map(repr, check(done.composition)))
            )
            moves += 1
            if not is_right:
                wrong.append((n, person.key, circle and circle.key))
    figure(f"edits by hand: {moves} moves of one person, {len(wrong)} with other consequences than said")
    assert wrong == []


# --- Reasons --------------------------------------------------------------------------------------------------------


def holds(case: Case, division: dict, person: Participant, circle: Circle, sentence: str) -> bool:
    """Whether the data hold what the sentence says about this circle."""
    inside = [p for p in case.people if division.get(p.key) == circle.key]
    colleagues = [p for p in inside if p.organisation == person.organisation]
    wanting = [
        p for p in case.people if (not p.themes or circle.theme in p.themes) and (not p.days or circle.day in p.days)
    ]
    free = [p for p in wanting if p is person or p.key not in division]
    most = case.rules.most_of_one_organisation

    def seats(people):
        return sum(min(most, n) for n in Counter(p.organisation for p in people).values())

    if sentence.endswith("is op een dag waarop u niet kunt."):
        return bool(person.days) and circle.day not in person.days
    if sentence.startswith("Er waren te weinig mensen"):
        return not inside and seats(wanting) < circle.minimum
    if sentence.startswith("Er bleven te weinig mensen over"):
        return not inside and seats(free) < circle.minimum
    if sentence.startswith("Voor een") and sentence.endswith("zijn er nog genoeg mensen."):
        return not inside and seats(free) >= circle.minimum
    if sentence.endswith("is vol."):
        return len(inside) >= circle.maximum
    if sentence.startswith("Van uw organisatie"):
        return f" al {len(colleagues)} " in sentence and len(colleagues) >= most
    if sentence.startswith("Zonder u"):
        mine = [p for p in case.people if division.get(p.key) == division[person.key]]
        return 1 < len(mine) <= next(c for c in case.circles if c.key == division[person.key]).minimum
    after = {**division, person.key: circle.key}
    if sentence.endswith("wordt de verdeling als geheel niet beter."):
        return keeps_the_rules(case, after) and worth(case, after) <= worth(case, division) + 1e-6
    if sentence.endswith("is nog plaats voor u."):
        return worth(case, after) > worth(case, division)
    return False


def met(person: Participant, circle: Circle | None, kind: str, value: str) -> bool:
    if circle is None:
        return False
    if kind == "theme":
        return circle.theme == value
    if kind == "day":
        return circle.day in person.days
    return circle.region in (None, person.region)


def sentences(reason: str) -> list[str]:
    return [f"{part}." for part in reason.removesuffix(".").split(". ")]


def test_every_unmet_wish_has_a_reason_that_the_data_hold(size, figure):
    """In divisions of the composer, where no reason may be that there is room after all."""
    wishes = unmet = 0
    wrong = []
    for seed in range(size(60, 500)):
        case = Case(seed)
        found = compose(case.people, case.circles, case.rules, seconds=60)
        division = dict(found.division)
        for outcome in outcomes(found):
            person = outcome.person
            for wish in outcome.wishes:
                wishes += 1
                unmet += not wish.is_met
                if wish.is_met != met(person, outcome.circle, wish.kind, wish.value):
                    wrong.append((seed, wish))
            reasons = [wish.reason for wish in outcome.wishes if wish.reason] + [outcome.reason] * bool(outcome.reason)
            for sentence in {s for reason in reasons for s in sentences(reason)}:
                about = [c for c in case.circles if not person.themes or c.theme in person.themes]
                is_none = sentence.startswith("Er is geen kring over")
                if not is_none and not any(holds(case, division, person, c, sentence) for c in about):
                    wrong.append((seed, person.key, sentence))
                if "nog plaats voor u" in sentence:
                    wrong.append((seed, person.key, sentence))
            if (outcome.circle is None) != bool(outcome.reason):
                wrong.append((seed, person.key, "a place or a reason"))
    figure(f"wishes: {wishes}, {unmet} unmet, each with a reason that the data hold, {len(wrong)} wrong")
    assert wrong == []
    assert unmet > 20
