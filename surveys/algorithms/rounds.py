"""A closed round as plain data: questions, members with their frozen attributes, answers; and the policy.

An answer that does not fit its question is no answer at all: ValueError, so that no release is made from it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

MISSING = ("not_asked", "no_answer", "dont_know", "prefer_not")
NOT_ASKED, NO_ANSWER = MISSING[:2]
Kind = Literal["yes_no", "single", "multiple", "scale", "number", "date", "text", "long_text"]
Sharing = Literal["named", "protected", "staff"]
Value = str | frozenset[str]  # an option, the options ticked, or a code of MISSING
Level = Literal["rows", "total", "hidden"]


@dataclass(frozen=True)
class Option:
    code: str
    label: str


@dataclass(frozen=True)
class Condition:
    """Asked when the answer to `question` is one of `codes`; of several ticks one is enough.

    `question` "@level" is the frozen attribute "level".
    """

    question: str
    codes: frozenset[str]

    @property
    def attribute(self) -> str | None:
        return self.question[1:] if self.question.startswith("@") else None

    def holds(self, value: Value) -> bool:
        return bool(self.codes & value) if isinstance(value, frozenset) else value in self.codes


@dataclass(frozen=True)
class Question:
    """`options` of a number: the classes it is shown in, set before the round opens; of a scale: lowest first."""

    code: str
    text: str
    kind: Kind
    options: tuple[Option, ...]
    sharing: Sharing = "protected"
    show_if: Condition | None = None
    section: str = ""

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(option.code for option in self.options)


@dataclass(frozen=True)
class Member:
    """`key`: the public slug. `attributes`: as frozen on closing, by code (level, kind, size, province, landsdeel)."""

    key: str
    attributes: Mapping[str, str]
    responded: bool
    answers: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Policy:
    """`ladders`: the breakdowns, each from fine to coarse. `merged`: of what attribute a coarse step is made, and how.

    `labels`: by attribute and value, `titles`: by attribute; a value without a label is shown by its code.
    `most_cells`: answers that a question and its follow-ups may have together; a follow-up beyond it is never shown.
    ValueError for numbers that cannot protect anybody.
    """

    least: int = 8  # organisations in a row, and in what no row shows
    width: int = 3  # of a band
    rows_from: int = 16  # respondents; below it the total only
    figures_from: int = 8  # answers; below it no figures
    coarse_scale_below: int = 30  # organisations in a row; a scale of five is shown in three
    covered: float = 0.75  # of the respondents, by the rows of one breakdown
    most_cells: int = 16
    ladders: tuple[tuple[str, ...], ...] = (("level",), ("kind",), ("size", "size2"), ("province", "landsdeel"))
    merged: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Two answers may be known, of an insider and of whom it looks at: with three the rest can all have skipped.
        if self.figures_from < 3 or self.least < 2 or self.width < 1 or self.rows_from < self.figures_from:
            raise ValueError("This policy protects nobody.")

    def value(self, attributes: Mapping[str, str], by: str) -> str:
        """Empty when unknown."""
        if by in attributes or by not in self.merged:
            return attributes.get(by, "")
        attribute, merge = self.merged[by]
        return merge.get(attributes.get(attribute, ""), "")

    def label(self, by: str, value: str) -> str:
        return self.labels.get(by, {}).get(value, value)


@dataclass(frozen=True)
class Round:
    """ValueError for a question that comes before the one it is routed on, and for two with one code."""

    code: str
    title: str
    questions: tuple[Question, ...]
    members: tuple[Member, ...]

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for question in self.questions:
            before = question.show_if
            if question.code in seen or (before and before.attribute is None and before.question not in seen):
                raise ValueError(f"{question.code} has no place of its own, or follows on a later question.")
            seen.add(question.code)
        if len({member.key for member in self.members}) < len(self.members):
            raise ValueError("A member stands in the round twice.")

    @cached_property
    def question(self) -> Mapping[str, Question]:
        return {question.code: question for question in self.questions}

    @cached_property
    def respondents(self) -> tuple[Member, ...]:
        return tuple(member for member in self.members if member.responded)

    def asked(self, member: Member, question: Question) -> bool:
        condition = question.show_if
        if condition is None:
            return True
        if condition.attribute is not None:
            return condition.holds(member.attributes.get(condition.attribute, ""))
        return condition.holds(self.answer(member, self.question[condition.question]))

    def answer(self, member: Member, question: Question) -> Value:
        """Whatever is stored: not asked is "not_asked", and who was asked and said nothing gave "no_answer"."""
        if not self.asked(member, question):
            return NOT_ASKED
        value = member.answers.get(question.code, NO_ANSWER)
        if isinstance(value, str) and value in MISSING:
            return NO_ANSWER if value == NOT_ASKED else value
        if question.sharing == "named" and not question.options:
            return value  # a text, a date or a number of their own
        chosen = value if isinstance(value, frozenset) else frozenset([value])
        if isinstance(value, frozenset) != (question.kind == "multiple") or not chosen <= set(question.codes):
            raise ValueError(f"{member.key} has an answer to {question.code} that is no answer to it.")
        return value


def routing_refused(questions: Sequence[Question]) -> list[str]:
    """Codes of the questions whose routing would tell a protected answer, or one that is for staff only.

    Whether a question was asked is known when it is routed on an attribute or on an answer by name. Behind a protected
    question only another protected one may follow: the two are shown together.
    """
    sharing = {question.code: question.sharing for question in questions}
    found = []
    for question in questions:
        condition = question.show_if
        if question.sharing == "staff" or condition is None or condition.attribute is not None:
            continue
        allowed = ("named", "protected") if question.sharing == "protected" else ("named",)
        if sharing.get(condition.question) not in allowed:
            found.append(question.code)
    return found
