"""The answers of a round as surveys.algorithms takes them: plain codes, no rows of the database."""

from collections import defaultdict
from itertools import pairwise
from typing import cast

from django.utils.translation import gettext as _

from membership.models import Kind as OrganisationKind
from membership.models import Province
from portal.core.templatetags.portal import number as dotted
from surveys import attributes
from surveys.algorithms.rounds import Condition, Kind, Member, Option, Policy, Question
from surveys.algorithms.rounds import Round as Microdata
from surveys.algorithms.rounds import Sharing as Shared
from surveys.blocks import QuestionKind, Sharing
from surveys.models import Answer, QuestionVersion, Round, Tick


def policy_of(found: Round) -> Policy:
    """The numbers this round was opened with, and the names of its groups."""
    return Policy(
        least=found.least,
        width=found.width,
        titles={code: str(title) for code, title in attributes.TITLES.items()},
        labels={
            "level": _names(attributes.LEVEL_NAMES),
            "kind": _names(dict(OrganisationKind.choices)),
            "size": _names(attributes.SIZE_NAMES),
            "size2": _names(attributes.COARSE_SIZE_NAMES),
            "province": _names(dict(Province.choices)),
            "landsdeel": _names(attributes.REGION_NAMES),
        },
    )


def _names(names: dict) -> dict[str, str]:
    return {code: str(name) for code, name in names.items()}


def round_of(found: Round) -> Microdata:
    """Who is asked, what of, and what was sent in."""
    versions = list(
        found.questions.select_related("question", "only_if__question")
        .prefetch_related("options__option")
        .order_by("position")
    )
    answers = _answers(found, {version.pk: version for version in versions})
    members = []
    for asked in found.participations.select_related("organisation").order_by("organisation__name_key", "pk"):
        members.append(
            Member(
                key=asked.organisation.slug,
                attributes=attributes.of(asked),
                responded=asked.is_submitted,
                answers=answers[asked.pk] if asked.is_submitted else {},
            )
        )
    return Microdata(
        code=str(found.year),
        title=found.title,
        questions=tuple(_question(found, version) for version in versions),
        members=tuple(members),
    )


def _question(found: Round, version: QuestionVersion) -> Question:
    condition = None
    if version.only_if:
        condition = Condition(version.only_if.code, frozenset(version.only_if_options))
    return Question(
        code=version.code,
        text=f"{version.group} {version.text}".strip(),
        kind=cast(Kind, version.kind),
        options=tuple(Option(code, label) for code, label in choices_of(version)),
        sharing=cast(Shared, version.sharing),
        show_if=condition,
        section=found.outline[version.page - 1]["title"],
    )


def choices_of(version: QuestionVersion) -> list[tuple[str, str]]:
    """Codes and labels of what is counted: options, or classes of a protected number. Expects options prefetched."""
    if version.kind == QuestionKind.NUMBER:
        return classes_of(version) if version.sharing == Sharing.PROTECTED else []
    return [(option.code, option.label) for option in version.options.all()]


def classes_of(version: QuestionVersion) -> list[tuple[str, str]]:
    """With edges 10 and 50: minder dan 10, 10 tot 50, 50 of meer. The codes are the number of the class."""
    edges = list(version.edges)
    if not edges:
        return []
    names = [_("minder dan %s") % dotted(edges[0])]
    names += [_("%(low)s tot %(high)s") % {"low": dotted(low), "high": dotted(high)} for low, high in pairwise(edges)]
    names.append(_("%s of meer") % dotted(edges[-1]))
    return [(str(place), name) for place, name in enumerate(names, start=1)]


def class_of(version: QuestionVersion, value: int) -> str:
    return str(1 + sum(value >= edge for edge in version.edges))


def _answers(found: Round, versions: dict[int, QuestionVersion]) -> dict[int, dict[str, str | frozenset[str]]]:
    """By participation and short name: two queries, whatever the size."""
    ticks: dict[int, set[str]] = defaultdict(set)
    for answer, code in Tick.objects.filter(answer__participation__round=found).values_list(
        "answer", "option__option__code"
    ):
        ticks[answer].add(code)
    rows = Answer.objects.filter(participation__round=found, participation__submitted_at__isnull=False)
    columns = (
        "pk",
        "participation",
        "question",
        "option__option__code",
        "number",
        "day",
        "text",
        "is_ticked",
        "missing",
    )
    given: dict[int, dict[str, str | frozenset[str]]] = defaultdict(dict)
    for pk, participation, question, option, number, day, text, is_ticked, missing in rows.values_list(*columns):
        version = versions[question]
        given[participation][version.code] = (
            missing
            or option
            or (frozenset(ticks[pk]) if is_ticked else "")
            or _number(version, number)
            or (day.isoformat() if day else text)
        )
    return given


def _number(version: QuestionVersion, number: int | None) -> str:
    """A protected number is its class before it leaves this room; a named one stays what it is."""
    if number is None:
        return ""
    return class_of(version, number) if version.sharing == Sharing.PROTECTED else str(number)
