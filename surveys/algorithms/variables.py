"""What a protected question becomes in a release: variables, each a table of its own over exclusive categories.

A question is one variable; of several ticks each option is one, where skipping counts as not ticked. A question that
follows on a protected answer is in the variable of that answer, because who was asked it would tell the answer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from surveys.algorithms.rounds import MISSING, NOT_ASKED, Condition, Member, Policy, Question, Round, routing_refused

TICKED, NOT_TICKED = "ticked", "not_ticked"
TICKS = {TICKED: "Aangekruist", NOT_TICKED: "Niet aangekruist"}
MISSING_LABELS = dict(
    zip(MISSING, ("Niet gevraagd", "Geen antwoord", "Weet niet", "Zegt dat liever niet"), strict=True)
)
Cell = tuple[str, ...]  # a value per dimension


@dataclass(frozen=True)
class Dimension:
    """One question, or one `option` of it to tick. `asked_if`: any of these values of earlier dimensions; none: all."""

    question: Question
    option: str | None = None
    asked_if: tuple[tuple[int, str], ...] = ()

    @cached_property
    def substantive(self) -> tuple[str, ...]:
        return tuple(TICKS) if self.option is not None else self.question.codes

    @cached_property
    def labels(self) -> Mapping[str, str]:
        if self.option is not None:
            return {**TICKS, NOT_ASKED: MISSING_LABELS[NOT_ASKED]}
        return {option.code: option.label for option in self.question.options} | MISSING_LABELS

    def values(self, before: Cell) -> tuple[str, ...]:
        """Those possible beside the values of the dimensions before it."""
        if self.asked_if and not any(before[place] == value for place, value in self.asked_if):
            return (NOT_ASKED,)
        return self.substantive if self.option is not None else (*self.substantive, *MISSING[1:])

    def coarse(self, value: str) -> str:
        """Of a scale of five one of three."""
        if self.question.kind != "scale" or len(self.question.options) != 5 or value not in self.question.codes:
            return value
        return ("low", "low", "middle", "high", "high")[self.question.codes.index(value)]

    @cached_property
    def coarse_labels(self) -> Mapping[str, str]:
        if self.question.kind != "scale" or len(self.question.options) != 5:
            return {}
        one, two, three, four, five = (option.label for option in self.question.options)
        return {"low": f"{one} of {two[:1].lower()}{two[1:]}", "middle": three, "high": f"{four} of {five.lower()}"}


@dataclass(frozen=True)
class Variable:
    """`base`: who was asked, known to everybody; None is every respondent. Not `is_shown`: never, whatever was said."""

    code: str
    dimensions: tuple[Dimension, ...]
    base: Condition | None
    is_shown: bool = True

    @property
    def root(self) -> Question:
        return self.dimensions[0].question

    @cached_property
    def questions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(dimension.question.code for dimension in self.dimensions))

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(self._extend(()))

    def _extend(self, before: Cell) -> Iterator[Cell]:
        if len(before) == len(self.dimensions):
            yield before
            return
        for value in self.dimensions[len(before)].values(before):
            yield from self._extend((*before, value))

    def cell(self, round: Round, member: Member) -> Cell:
        found = []
        for dimension in self.dimensions:
            value = round.answer(member, dimension.question)
            if dimension.option is not None and value != NOT_ASKED:
                ticked = isinstance(value, frozenset) and dimension.option in value
                value = TICKED if ticked else NOT_TICKED
            found.append(str(value))
        return tuple(found)

    def coarse(self, cell: Cell) -> Cell:
        return tuple(dimension.coarse(value) for dimension, value in zip(self.dimensions, cell, strict=True))

    def label(self, cell: Cell) -> str:
        """Of a cell, fine or coarse; what was not asked goes without saying."""
        parts = [
            {**dimension.coarse_labels, **dimension.labels}[value]
            for dimension, value in zip(self.dimensions, cell, strict=True)
        ]
        asked = [
            part for place, (part, value) in enumerate(zip(parts, cell, strict=True)) if not place or value != NOT_ASKED
        ]
        return ", ".join([asked[0], *(f"{part[:1].lower()}{part[1:]}" for part in asked[1:])])

    def answered(self, round: Round, member: Member) -> bool:
        """Whether there is a substantive answer to the question that everybody in the base was asked."""
        value = round.answer(member, self.root)
        return isinstance(value, frozenset) or value not in MISSING


def code(cell: Cell) -> str:
    """As categories are called in a release."""
    return "|".join(cell)


def missing(variable: Variable, cell: Cell) -> str | None:
    """The code that says why the question asked of everybody, or else its follow-up, has no answer."""
    found = [value for value in cell if value in MISSING]
    return found[0] if found and (cell[0] in MISSING or found[0] != NOT_ASKED) else None


def variables(round: Round, policy: Policy) -> list[Variable]:
    """Of every protected question, in the order of the round.

    A follow-up that makes a table too large to say anything is never shown. ValueError for routing that would tell.
    """
    if refused := routing_refused(round.questions):
        raise ValueError(f"Shown or not would tell an answer: {', '.join(refused)}.")
    found: list[Variable] = []
    for question in round.questions:
        if question.sharing != "protected":
            continue
        condition = question.show_if
        parent = round.question.get(condition.question) if condition else None
        if condition is None or parent is None or parent.sharing == "named":
            found += _of_root(question, condition)
        else:
            found = _with_follow_up(found, question, condition, policy)
    return found


def _of_root(question: Question, base: Condition | None) -> list[Variable]:
    if question.kind != "multiple":
        return [Variable(question.code, (Dimension(question),), base)]
    return [
        Variable(f"{question.code}:{option.code}", (Dimension(question, option.code),), base)
        for option in question.options
    ]


def _with_follow_up(found: list[Variable], question: Question, condition: Condition, policy: Policy) -> list[Variable]:
    """The variables that hold the answer it follows on become one, with the question in it."""
    parents = [variable for variable in found if _telling(variable, condition)]
    dimensions: list[Dimension] = []
    for parent in parents:
        shift = len(dimensions)
        dimensions += [
            Dimension(one.question, one.option, tuple((place + shift, value) for place, value in one.asked_if))
            for one in parent.dimensions
        ]
    asked_if = tuple(
        (place, TICKED if one.option is not None else value)
        for place, one in enumerate(dimensions)
        if one.question.code == condition.question
        for value in sorted(condition.codes)
        if one.option in (None, value)
    )
    options = [None] if question.kind != "multiple" else [option.code for option in question.options]
    added = [Dimension(question, option, asked_if) for option in options]
    joint = (
        Variable("+".join(p.code for p in parents) + f"+{question.code}", (*dimensions, *added), parents[0].base)
        if parents
        else None
    )
    if joint is None or not all(p.is_shown for p in parents) or len(joint.cells) > policy.most_cells:
        return [*found, Variable(question.code, (Dimension(question),), None, is_shown=False)]
    return [joint if variable is parents[0] else variable for variable in found if variable not in parents[1:]]


def _telling(variable: Variable, condition: Condition) -> bool:
    return any(
        one.question.code == condition.question and (one.option is None or one.option in condition.codes)
        for one in variable.dimensions
    )


def families(found: list[Variable]) -> list[list[Variable]]:
    """Variables that share a question of several ticks, in one list: shown or hidden together.

    One of them hidden and another shown would tell that it is not hidden because few answered.
    """
    groups: list[list[Variable]] = []
    for variable in found:
        linked = [group for group in groups if any(set(variable.questions) & set(other.questions) for other in group)]
        groups = [group for group in groups if group not in linked] + [
            [*(v for group in linked for v in group), variable]
        ]
    return groups
