"""An attacker who has a release, the member list, the answers by name and the answers of one member, its own.

It shares no code with the certifier: it writes down what each figure says as a linear program over people, and asks of
each answer whether it could have been another. Tested on tables whose leaks are known from elsewhere.
"""

import itertools
import random
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from surveys.algorithms.bands import band
from surveys.algorithms.certifying import certify
from surveys.algorithms.publishing import publish
from surveys.algorithms.rounds import MISSING
from surveys.algorithms.variables import variables
from surveys.algorithms.verifying import verify
from tests.proof.surveys.rounds import POLICY, generated


@dataclass
class Table:
    """What is published of one question. `people`: a group each; `figures`: who, which answers, from, to."""

    people: list[str]
    answers: list[str]
    figures: list[tuple[list[int], list[str], int, int]] = field(default_factory=list)
    worth: dict[str, list[str]] = field(default_factory=dict)  # by answer the values it gives away, one per question


class Attacker:
    """People of one group look alike to it, so it counts them by group and answer."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.same = sorted({(g, *(p in who for who, *_rest in table.figures)) for p, g in enumerate(table.people)})
        place = {key: n for n, key in enumerate(self.same)}
        self.of = [place[(g, *(p in who for who, *_rest in table.figures))] for p, g in enumerate(table.people)]
        sizes = Counter(self.of)
        self.width = len(table.answers)
        self.size = np.array([sizes[n] for n in range(len(self.same))])
        lines, low, high = [], [], []
        for n in range(len(self.same)):
            line = np.zeros((len(self.same), self.width))
            line[n] = 1
            lines.append(line.ravel()), low.append(self.size[n]), high.append(self.size[n])
        for who, which, least, most in table.figures:
            groups, cells = sorted({self.of[p] for p in who}), [table.answers.index(one) for one in which]
            line = np.zeros((len(self.same), self.width))
            line[np.ix_(groups, cells)] = 1
            lines.append(line.ravel()), low.append(least), high.append(most)
        self.constraint = LinearConstraint(np.array(lines), low, high)
        self.most = np.repeat(self.size, self.width)
        self.found: dict[tuple, bool] = {}
        self.worlds: list[np.ndarray] = []

    def can_be(self, *claims: tuple[int, int]) -> bool:
        """Whether different people of these groups can have these answers, all at once."""
        key = tuple(sorted(claims))
        if key not in self.found:
            least = np.zeros(len(self.most))
            for group, answer in claims:
                least[group * self.width + answer] += 1
            self.found[key] = any((world >= least).all() for world in self.worlds) or self._solve(least)
        return self.found[key]

    def _solve(self, least: np.ndarray) -> bool:
        if (least > self.most).any():
            return False
        solved = milp(
            -np.random.default_rng(len(self.found)).random(len(self.most)),
            integrality=np.ones(len(self.most)),
            bounds=Bounds(least, self.most),
            constraints=self.constraint,
            options={"mip_rel_gap": 0.5},
        )
        if solved.status not in (0, 2):
            raise AssertionError(f"The attacker ran out of steps: {solved.message}")
        if solved.x is not None:
            self.worlds.append(np.rint(solved.x))
        return solved.x is not None

    def values(self, person: int, *, insider: tuple[int, str] | None = None) -> list[set[str]]:
        """By question what the person may have said, when the insider's own answer is known."""
        known = [] if insider is None else [(self.of[insider[0]], self.table.answers.index(insider[1]))]
        left: list[set[str]] = [set() for _ in next(iter(self.table.worth.values()))]
        for place, answer in enumerate(self.table.answers):
            worth = list(zip(self.table.worth[answer], left, strict=True))
            is_news = any(value not in seen for value, seen in worth)
            if is_news and self.can_be(*known, (self.of[person], place)):
                for value, seen in worth:
                    seen.add(value)
        return left


def tables(release: dict, round) -> list[Table]:
    """From the release and what everybody knows: who answered, their attributes, the answers by name."""
    known = {one["question"]: {a["member"]: a["value"] for a in one["answers"]} for one in release["named"]}
    found = []
    for variable in release["variables"]:
        asked = [member for member in round.members if member.responded and _was_asked(member, variable["base"], known)]
        table = Table(["" for _ in asked], [one["code"] for one in variable["categories"]])
        table.worth = {one["code"]: one["values"] for one in variable["categories"]}
        wide = {one["code"]: one["of"] for one in variable["coarse"]}
        for figure in variable["figures"]:
            row = next(one for one in release["rows"] if one["code"] == figure["row"])
            who = [
                p for p, member in enumerate(asked) if row["by"] is None or _value(member, row["by"]) == row["value"]
            ]
            assert len(who) == figure["n"]
            for code, (low, high) in figure["bands"].items():
                table.figures.append((who, wide[code] if figure["coarse"] else [code], low, high))
        if table.figures and variable["kind"] != "multiple":  # it was shown: enough answered
            enough = [one["code"] for one in variable["categories"] if one["values"][0] not in MISSING]
            table.figures.append((list(range(len(asked))), enough, 8, len(asked)))
        found.append(table)
    return found


def _value(member, by: str) -> str:
    return (
        {"1": "klein", "2": "klein"}.get(member.attributes["size"], "groot") if by == "size2" else member.attributes[by]
    )


def _was_asked(member, base: str, known: dict) -> bool:
    if base == "all":
        return True
    question, _is, codes = base.partition("=")
    value = member.attributes.get(question[1:]) if question[0] == "@" else known[question][member.key]
    return bool(set([value] if isinstance(value, str) else value) & set(codes.split(",")))


def reconstructed(table: Table, truth: list[str], rng: random.Random, targets: int) -> tuple[int, int]:
    """How many answers the attacker is sure of, of how many, as nobody and as any one of some members."""
    if not table.figures:
        return 0, 0
    attacker, sure, tried = Attacker(table), 0, 0
    people = range(len(truth))
    for target in rng.sample(people, min(targets, len(people))):
        insiders = rng.sample(people, min(4, len(people)))
        for insider in [None, *(one for one in insiders if one != target)]:
            left = attacker.values(target, insider=None if insider is None else (insider, truth[insider]))
            for value, values in zip(table.worth[truth[target]], left, strict=True):
                assert value in values, "the truth is always possible"
                if value not in MISSING:
                    tried += 1
                    sure += len(values - set(MISSING)) < 2
    return sure, tried


def naive(round, variable, base_members) -> Table:
    """What a dashboard shows: exact counts, of every group of at least five, for each attribute and for everybody."""
    cells = ["|".join(cell) for cell in variable.cells]
    truth = ["|".join(variable.cell(round, member)) for member in base_members]
    table = Table(["" for _ in truth], cells)
    table.worth = {"|".join(cell): list(cell) for cell in variable.cells}
    groups = {("all", ""): list(range(len(truth)))}
    for place, member in enumerate(base_members):
        for by in ("level", "kind", "size", "province"):
            groups.setdefault((by, member.attributes[by]), []).append(place)
    for who in groups.values():
        if len(who) >= 5:
            counts = Counter(truth[p] for p in who)
            table.figures += [(who, [cell], counts[cell], counts[cell]) for cell in cells]
    return table


def test_nobody_reconstructs_a_protected_answer(size, figure):
    rounds, mine, theirs = size(8, 500), [0, 0], [0, 0]
    levels: Counter = Counter()
    for seed in range(rounds):
        rng = random.Random(seed)
        round = generated(seed, rng.randint(8, 80), rng.randint(3, size(5, 8)))
        certificate = certify(round, POLICY)
        release = publish(round, POLICY, certificate.levels)
        assert verify(release, certificate) == []
        levels.update(certificate.levels.values())
        for variable, table in zip(variables(round, POLICY), tables(release, round), strict=True):
            if not table.figures:
                continue
            known = {q["question"]: {a["member"]: a["value"] for a in q["answers"]} for q in release["named"]}
            base = next(one["base"] for one in release["variables"] if one["code"] == variable.code)
            people = [one for one in round.members if one.responded and _was_asked(one, base, known)]
            truth = ["|".join(variable.cell(round, member)) for member in people]
            for total, one in ((mine, table), (theirs, naive(round, variable, people))):
                sure, tried = reconstructed(one, truth, random.Random(seed), size(4, 6))
                total[0] += sure
                total[1] += tried
    figure(
        f"{rounds} rounds: ours {mine[0]} of {mine[1]} reconstructed, naive {theirs[0]} of {theirs[1]} "
        f"({levels['rows']} rows, {levels['total']} total, {levels['hidden']} hidden)"
    )
    assert mine[0] == 0
    assert theirs[0] > 0.02 * theirs[1]


# --- Tables whose leaks are known from elsewhere --------------------------------------------------------------------


def span(figures: list[tuple[list[tuple[int, int]], int]], cell: tuple[int, int]) -> tuple[int, int]:
    """The least and the most that a suppressed cell can be. `figures`: suppressed cells of a line, and their sum."""
    cells = sorted({one for who, _sum in figures for one in who})
    lines = [[float(one in who) for one in cells] for who, _sum in figures]
    aim = np.array([float(one == cell) for one in cells])
    ends = [linprog(sign * aim, A_eq=lines, b_eq=[total for _who, total in figures]).fun * sign for sign in (1, -1)]
    return round(ends[0]), round(ends[1])


def suppressed(table: list[list[int]], hidden: set[tuple[int, int]]) -> list[tuple[list[tuple[int, int]], int]]:
    lines = [[(r, c) for c in range(4)] for r in range(4)] + [[(r, c) for r in range(4)] for c in range(4)]
    own = [[one for one in line if one in hidden] for line in lines]
    return [(line, sum(table[r][c] for r, c in line)) for line in own if line]


def test_the_attacker_finds_what_a_library_for_suppression_names(figure):
    """The example of sdcTable's tests: nine cells suppressed, at least two in each line, and one known exactly."""
    table = [[30, 47, 64, 89], [90, 124, 5, 31], [92, 100, 59, 85], [800, 991, 651, 685]]
    hidden = {(0, 0), (0, 1), (0, 2), (1, 0), (1, 2), (2, 1), (2, 3), (3, 1), (3, 3)}
    before, after = span(suppressed(table, hidden), (0, 1)), span(suppressed(table, hidden | {(1, 1)}), (0, 1))
    figure(
        f"suppressed table: a hidden cell is {before[0]} to {before[1]}, with one more hidden {after[0]} to {after[1]}"
    )
    assert (before, after) == ((47, 47), (0, 141))


MARITAL = {"Married": (6, 0), "Divorced": (5, 1), "Single": (2, 2)}  # by hours worked, from a handbook


def flagged(width: int) -> dict[str, str]:
    """Which row of the handbook's table gives an answer away, and to whom."""
    found = {}
    table = Table([], ["long", "short"], worth={"long": ["long"], "short": ["short"]})
    truth: list[str] = []
    for name, counts in MARITAL.items():
        who = list(range(len(truth), len(truth) + sum(counts)))
        table.people += [name] * sum(counts)
        truth += ["long"] * counts[0] + ["short"] * counts[1]
        for answer, count in zip(table.answers, counts, strict=True):
            table.figures.append((who, [answer], *band(count, sum(counts), width)))
    attacker = Attacker(table)
    for name in MARITAL:
        own = [p for p, group in enumerate(table.people) if group == name]
        if any(len(attacker.values(p)[0]) < 2 for p in own):
            found[name] = "outsider"
        elif any(len(attacker.values(p, insider=(q, truth[q]))[0]) < 2 for p, q in itertools.permutations(own, 2)):
            found[name] = "insider"
    return found


def test_the_attacker_finds_what_the_handbook_names(figure):
    assert flagged(1) == {"Married": "outsider", "Divorced": "insider"}
    assert flagged(3) == {}
    figure("handbook's table: Married for everybody and Divorced for an insider, by exact counts; in bands nobody")
