"""Divides people over circles as an integer program, solved by HiGHS: the best division, or the best within the time.

Imports scipy: for jobs only. What a division is worth and which rules there are stands in `division`; this is the same
in linear form. Identical people are one variable that counts them, of identical circles the fullest comes first.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array

from learning_circles.algorithms.division import Circle, Composition, Key, Participant, Rules

Term = tuple[int, float]  # a variable and its factor


class _Program:
    """Variables with their points, and rows that bound sums of them."""

    def __init__(self) -> None:
        self.points: list[float] = []
        self.most: list[float] = []
        self.is_whole: list[bool] = []
        self.rows: list[tuple[Sequence[Term], float, float]] = []

    def variable(self, points: float, most: float, *, is_whole: bool) -> int:
        """From 0 to `most`."""
        self.points.append(points)
        self.most.append(most)
        self.is_whole.append(is_whole)
        return len(self.points) - 1

    def at_most(self, terms: Sequence[Term], bound: float = 0) -> None:
        self.rows.append((terms, -inf, bound))

    def solve(self, seconds: float) -> OptimizeResult:
        entries = [
            (row, column, factor) for row, (terms, _low, _high) in enumerate(self.rows) for column, factor in terms
        ]
        rows, columns, factors = zip(*entries, strict=True)
        matrix = csr_array((factors, (rows, columns)), shape=(len(self.rows), len(self.points)))
        return milp(
            [-points for points in self.points],
            integrality=self.is_whole,
            bounds=Bounds(0, self.most),
            constraints=LinearConstraint(
                matrix, [low for _t, low, _h in self.rows], [high for _t, _l, high in self.rows]
            ),
            options={"time_limit": seconds, "mip_rel_gap": 0},
        )


class _Circles(_Program):
    """`seated`: by kind of people and circle the variable that counts how many of them sit there."""

    def __init__(self, kinds: Sequence[Sequence[Participant]], circles: Sequence[Circle], rules: Rules) -> None:
        super().__init__()
        self.kinds, self.circles, self.rules = kinds, circles, rules
        self.open = {circle.key: self.variable(0, 1, is_whole=True) for circle in circles}
        self.seated: dict[tuple[int, Key], int] = {}
        for kind, people in enumerate(kinds):
            for circle in circles:
                if rules.allow(people[0], circle):
                    points = rules.points(people[0], circle)
                    self.seated[kind, circle.key] = self.variable(points, len(people), is_whole=True)
        self._one_circle_each()
        for circle in circles:
            self._sizes(circle)
            self._organisations(circle)
            self._mix(circle)
        self._earlier()
        self._same_circles()

    def _in(self, circle: Circle, kinds: Iterable[int] | None = None) -> list[Term]:
        every = range(len(self.kinds)) if kinds is None else kinds
        return [(self.seated[kind, circle.key], 1) for kind in every if (kind, circle.key) in self.seated]

    def _by(self, what: str) -> dict[Key, list[int]]:
        """Which kinds of people have each value of `what`."""
        found = defaultdict(list)
        for kind, people in enumerate(self.kinds):
            found[getattr(people[0], what)].append(kind)
        return found

    def _one_circle_each(self) -> None:
        for kind, people in enumerate(self.kinds):
            terms = [(self.seated[kind, c.key], 1.0) for c in self.circles if (kind, c.key) in self.seated]
            if len(terms) > 1:
                self.at_most(terms, len(people))

    def _sizes(self, circle: Circle) -> None:
        """Nobody in a closed circle; in an open one between minimum and maximum."""
        opened, everybody = self.open[circle.key], self._in(circle)
        self.at_most([*everybody, (opened, -circle.maximum)])
        self.at_most([(opened, circle.minimum), *((column, -1) for column, _one in everybody)])
        for column, _one in everybody:  # follows from the above; brings the bound nearer
            self.at_most([(column, 1), (opened, -self.most[column])])

    def _organisations(self, circle: Circle) -> None:
        most = self.rules.most_of_one_organisation
        for kinds in self._by("organisation").values():
            if sum(len(self.kinds[kind]) for kind in kinds if (kind, circle.key) in self.seated) > most:
                self.at_most([*self._in(circle, kinds), (self.open[circle.key], -most)])

    def _mix(self, circle: Circle) -> None:
        """Points for a value once somebody has it: a variable up to 1 and up to how many have it."""
        for what, points in self.rules.mixed().items():
            for kinds in self._by(what).values():
                terms = self._in(circle, kinds)
                if points and terms:
                    present = self.variable(points, 1, is_whole=False)
                    self.at_most([(present, 1), *((column, -1) for column, _one in terms)])
                    self.at_most([(present, 1), (self.open[circle.key], -1)])

    def _earlier(self) -> None:
        if self.rules.earlier == "either" or not self.rules.together:
            return
        for earlier, kinds in self._by("earlier").items():
            if earlier is None:
                continue
            if self.rules.earlier == "mix":
                self._apart(kinds)
            else:
                self._together(kinds)

    def _apart(self, kinds: Sequence[int]) -> None:
        """Points off for each of an earlier circle beyond the first."""
        for circle in self.circles:
            terms = self._in(circle, kinds)
            if terms:
                beyond = self.variable(-self.rules.together, inf, is_whole=False)
                self.at_most([*terms, (beyond, -1), (self.open[circle.key], -1)])

    def _together(self, kinds: Sequence[int]) -> None:
        """Points for each of an earlier circle in the one circle that counts as where it stays together."""
        size = sum(len(self.kinds[kind]) for kind in kinds)
        chosen = []
        for circle in self.circles:
            terms = self._in(circle, kinds)
            if terms:
                here = self.variable(0, 1, is_whole=True)
                counted = self.variable(self.rules.together, size, is_whole=False)
                self.at_most([(counted, 1), *((column, -1) for column, _one in terms)])
                self.at_most([(counted, 1), (here, -min(size, circle.maximum))])
                chosen.append((here, 1.0))
        self.at_most(chosen, 1)

    def _same_circles(self) -> None:
        """Of circles that differ in nothing but their key the first has no fewer people than the next."""
        same = defaultdict(list)
        for circle in self.circles:
            same[replace(circle, key=0)].append(circle)
        for alike in same.values():
            for first, second in pairwise(alike):
                self.at_most([*self._in(second), *((column, -1) for column, _one in self._in(first))])
                self.at_most([(self.open[second.key], 1), (self.open[first.key], -1)])

    def division(self, values: Sequence[float]) -> dict[Key, Key]:
        found: dict[Key, Key] = {}
        for kind, people in enumerate(self.kinds):
            left = list(people)
            for circle in self.circles:
                count = round(values[self.seated[kind, circle.key]]) if (kind, circle.key) in self.seated else 0
                found |= {person.key: circle.key for person in left[:count]}
                left = left[count:]
        return found


def compose(
    people: Iterable[Participant], circles_wanted: Iterable[Circle], rules: Rules, *, seconds: float
) -> Composition:
    """The division with the most points that keeps the rules. Nobody has to get a place.

    Out of time it is the best that was found, with the bound that was proven by then: not the same on every machine.
    """
    people = tuple(sorted(people, key=lambda person: person.key))
    circles = tuple(sorted(circles_wanted, key=lambda circle: circle.key))
    same: dict[Participant, list[Participant]] = defaultdict(list)
    for person in people:
        if any(rules.allow(person, circle) for circle in circles):
            same[replace(person, key=0)].append(person)
    if not same:
        return Composition(people, circles, rules, {}, bound=0.0, is_optimal=True)
    program = _Circles(list(same.values()), circles, rules)
    solved = program.solve(seconds)
    division = {} if solved.x is None else program.division(solved.x)
    composition = Composition(people, circles, rules, division)
    return replace(
        composition,
        bound=max(composition.score, _bound(program, solved)),
        is_optimal=solved.x is not None and solved.status == 0,
    )


def _bound(program: _Program, solved: OptimizeResult) -> float:
    """What HiGHS proved; before it proved anything every point there is."""
    if solved.mip_dual_bound is None or abs(solved.mip_dual_bound) == inf:
        return sum(points * most for points, most in zip(program.points, program.most, strict=True) if points > 0)
    return -solved.mip_dual_bound
