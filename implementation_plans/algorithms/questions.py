"""What is different between two sets of questions, for the writers of one plan.

An outline is a section as TemplateVersion.sections has it. Sections and questions are the same when their codes are.
"""

from dataclasses import dataclass, field

#: What a submitted section carries besides its number: when any of it differs, the old row no longer fits.
FROZEN = ("title", "short_title", "lead")
#: What else a writer reads beside the questions.
HELP = ("lead", "guidance", "expected_file", "examples", "minutes")


@dataclass(frozen=True)
class QuestionChange:
    """`old` or `new` is None for a question that is new or gone."""

    code: str
    old: dict | None
    new: dict | None

    @property
    def is_new(self) -> bool:
        return self.old is None

    @property
    def is_gone(self) -> bool:
        return self.new is None

    @property
    def is_reworded(self) -> bool:
        """Asks something else than before, or explains it in other words."""
        if self.old is None or self.new is None:
            return False
        return any(self.old.get(key) != self.new.get(key) for key in ("label", "hint"))


@dataclass(frozen=True)
class SectionChange:
    """`old_number` and `number` are None for a section that is new or gone."""

    code: str
    old: dict | None
    new: dict | None
    old_number: int | None
    number: int | None
    questions: list[QuestionChange] = field(default_factory=list)

    @property
    def title(self) -> str:
        return (self.new or self.old or {})["title"]

    @property
    def is_new(self) -> bool:
        return self.old is None

    @property
    def is_gone(self) -> bool:
        return self.new is None

    @property
    def has_new_criteria(self) -> bool:
        return self._differs("criteria")

    @property
    def has_new_help(self) -> bool:
        return any(self._differs(key) for key in HELP)

    @property
    def is_renamed(self) -> bool:
        return self._differs("title")

    @property
    def asks_anew(self) -> bool:
        """The writer has to look at it again: it is new, or its questions or criteria are not the same."""
        return self.is_new or self.has_new_criteria or self._asked(self.old) != self._asked(self.new)

    @property
    def is_submitted_anew(self) -> bool:
        """What was submitted of it before does not fit any more: its number or its words are others."""
        return self.asks_anew or self.number != self.old_number or any(self._differs(key) for key in FROZEN)

    @property
    def is_different(self) -> bool:
        """There is something to show. That it has another number is nothing a writer has to look at."""
        return self.asks_anew or self.has_new_help or self.is_renamed

    def _differs(self, key: str) -> bool:
        if self.old is None or self.new is None:
            return False
        return (self.old.get(key) or None) != (self.new.get(key) or None)

    @staticmethod
    def _asked(outline: dict | None) -> list[tuple]:
        return [(q["code"], q["label"], q.get("hint")) for q in outline["questions"]] if outline else []


def changes(old: list[dict], new: list[dict]) -> list[SectionChange]:
    """Every section of both, in the new order; those that are gone stand after the one they followed."""
    before = {outline["code"]: (n, outline) for n, outline in enumerate(old, start=1)}
    after = {outline["code"]: (n, outline) for n, outline in enumerate(new, start=1)}
    codes = merged_order(list(before), list(after))
    return [_change(code, *before.get(code, (None, None)), *after.get(code, (None, None))) for code in codes]


def merged_order(old: list[str], new: list[str]) -> list[str]:
    """The new codes in their order, with each old one that is gone placed after the one it followed."""
    order = list(new)
    for place, code in enumerate(old):
        if code not in order:
            followed = next((c for c in reversed(old[:place]) if c in order), None)
            order.insert(order.index(followed) + 1 if followed else 0, code)
    return order


def _change(code: str, old_number: int | None, old: dict | None, number: int | None, new: dict | None) -> SectionChange:
    asked = {q["code"]: q for q in old["questions"]} if old else {}
    asks = {q["code"]: q for q in new["questions"]} if new else {}
    questions = [QuestionChange(c, asked.get(c), asks.get(c)) for c in merged_order(list(asked), list(asks))]
    return SectionChange(code, old, new, old_number, number, questions)
