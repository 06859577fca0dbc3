"""A release: what members may see of a closed round, as plain data with one canonical form.

Pure: the same round, policy and levels give the same bytes. Which levels are safe to give is decided in `certifying`.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from surveys.algorithms.bands import band
from surveys.algorithms.rounds import Condition, Level, Member, Policy, Question, Round
from surveys.algorithms.rows import Row, choose_rows
from surveys.algorithms.variables import Variable, code, missing, variables

Data = dict[str, Any]
FORMAT = 1


def publish(round: Round, policy: Policy, levels: Mapping[str, Level]) -> Data:
    """The release with each variable at its level; one without a level is hidden.

    ValueError for a level that the sizes of groups or the number of answers do not allow, and for unknown variables.
    """
    found = variables(round, policy)
    if unknown := levels.keys() - {variable.code for variable in found}:
        raise ValueError(f"No variables of this round: {', '.join(sorted(unknown))}.")
    bases = {base_code(None): Base(round, policy, None)}
    for variable in found:
        bases.setdefault(base_code(variable.base), Base(round, policy, variable.base))
    return {
        "format": FORMAT,
        "round": round.code,
        "title": round.title,
        "policy": {name: getattr(policy, name) for name in NUMBERS},
        "members": len(round.members),
        "respondents": len(round.respondents),
        "response": _response(round, policy),
        "rows": _rows(bases.values(), policy),
        "bases": [base.data() for base in bases.values()],
        "classes": [one for base in bases.values() for one in base.classes()],
        "variables": [
            table(bases[base_code(variable.base)], variable, levels.get(variable.code, "hidden")) for variable in found
        ],
        "named": [_named(round, question) for question in round.questions if question.sharing == "named"],
    }


NUMBERS = ("least", "width", "rows_from", "figures_from", "coarse_scale_below")


def canonical(release: Data) -> bytes:
    return json.dumps(release, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def sha256(release: Data) -> str:
    return hashlib.sha256(canonical(release)).hexdigest()


def base_code(condition: Condition | None) -> str:
    """Who was asked, as a release calls it: "all", "@level=1,2" or "Q003=ja"."""
    return f"{condition.question}={','.join(sorted(condition.codes))}" if condition else "all"


class Base:
    """Those asked, and the rows they are shown in: the same for every variable that is asked of them."""

    def __init__(self, round: Round, policy: Policy, condition: Condition | None) -> None:
        self.round, self.policy, self.code = round, policy, base_code(condition)
        asked = Question("", "", "single", (), show_if=condition)
        self.members: Sequence[Member] = [member for member in round.respondents if round.asked(member, asked)]
        self.rows = choose_rows([member.attributes for member in self.members], policy)

    def levels(self, variable: Variable) -> tuple[Level, ...]:
        """Those that sizes and the number of answers allow, the most telling first; the last is always "hidden"."""
        answered = sum(variable.answered(self.round, member) for member in self.members)
        is_open = all(len(one.substantive) > 1 for one in variable.dimensions)  # else the question is its answer
        if not variable.is_shown or not is_open or not self.rows or answered < self.policy.figures_from:
            return ("hidden",)
        return ("rows", "total", "hidden") if len(self.rows) > 1 else ("total", "hidden")

    def data(self) -> Data:
        return {"code": self.code, "n": len(self.members), "rows": [row.code for row in self.rows]}

    def classes(self) -> list[Data]:
        """How many have the same place in every row: a value that no row shows is left out."""
        shown = {(row.by, row.value) for row in self.rows if row.by}
        bys = sorted({row.by for row in self.rows if row.by})
        values = Counter(
            tuple((by, value) for by in bys if (by, value := self.policy.value(m.attributes, by)) in shown)
            for m in self.members
        )
        return [{"base": self.code, "attributes": dict(own), "size": size} for own, size in sorted(values.items())]


def is_coarse(variable: Variable, n: int, policy: Policy) -> bool:
    return n < policy.coarse_scale_below and any(one.coarse_labels for one in variable.dimensions)


def table(base: Base, variable: Variable, level: Level) -> Data:
    """One variable as it stands in the release. ValueError for a level that is not among the possible ones."""
    if level not in base.levels(variable):
        raise ValueError(f"{variable.code} cannot be shown as {level}.")
    rows = {"rows": base.rows, "total": base.rows[:1], "hidden": []}[level]
    coarse: dict[str, Data] = {}
    if any(is_coarse(variable, len(row.inside), base.policy) for row in base.rows):
        for cell in variable.cells:
            wide = variable.coarse(cell)
            coarse.setdefault(code(wide), {"code": code(wide), "label": variable.label(wide), "of": []})["of"].append(
                code(cell)
            )
    return {
        "code": variable.code,
        "questions": list(variable.questions),
        "kind": variable.root.kind,
        "text": variable.root.text,
        "texts": [base.round.question[one].text for one in variable.questions],
        "option": _option(variable),
        "section": variable.root.section,
        "base": base.code,
        "level": level,
        "categories": [
            {
                "code": code(cell),
                "label": variable.label(cell),
                "missing": missing(variable, cell),
                "values": list(cell),
            }
            for cell in variable.cells
        ],
        "coarse": list(coarse.values()),
        "figures": [_figure(base, variable, row) for row in rows],
    }


def _option(variable: Variable) -> Data | None:
    option = variable.dimensions[0].option
    return next(({"code": one.code, "label": one.label} for one in variable.root.options if one.code == option), None)


def _figure(base: Base, variable: Variable, row: Row) -> Data:
    n, policy = len(row.inside), base.policy
    wide = is_coarse(variable, n, policy)
    cells = [variable.cell(base.round, base.members[place]) for place in sorted(row.inside)]
    counts = Counter(code(variable.coarse(cell) if wide else cell) for cell in cells)
    names = dict.fromkeys(code(variable.coarse(cell) if wide else cell) for cell in variable.cells)
    return {
        "row": row.code,
        "n": n,
        "coarse": wide,
        "bands": {name: list(band(counts[name], n, policy.width)) for name in names},
    }


def _rows(bases: Iterable[Base], policy: Policy) -> list[Data]:
    """Of every base; `n`: in the first base that has it, which is everybody's when they have it."""
    found: dict[str, Data] = {}
    for base in bases:
        for row in base.rows:
            label = policy.label(row.by, row.value) if row.by else "Alle organisaties"
            one = {"code": row.code, "by": row.by, "value": row.value, "label": label, "n": len(row.inside)}
            found.setdefault(row.code, one)
    return list(found.values())


def _response(round: Round, policy: Policy) -> list[Data]:
    """How many of whom answered: members may know who did."""
    found = []
    for by in dict.fromkeys(ladder[0] for ladder in policy.ladders):
        members = Counter(policy.value(member.attributes, by) for member in round.members)
        answered = Counter(policy.value(member.attributes, by) for member in round.respondents)
        found += [
            {
                "by": by,
                "title": policy.titles.get(by, by),
                "value": value,
                "label": policy.label(by, value),
                "members": size,
                "respondents": answered[value],
            }
            for value, size in sorted(members.items())
            if value
        ]
    return found


def _named(round: Round, question: Question) -> Data:
    answers = ((member.key, round.answer(member, question)) for member in round.respondents)
    return {
        "question": question.code,
        "text": question.text,
        "kind": question.kind,
        "section": question.section,
        "options": [{"code": option.code, "label": option.label} for option in question.options],
        "answers": [
            {"member": key, "value": sorted(value) if isinstance(value, frozenset) else value}
            for key, value in sorted(answers, key=lambda one: one[0])
        ],
    }
