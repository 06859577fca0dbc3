"""Opening a round: words become versions that never change, and organisations are asked as they are that day."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from membership.models import Organisation
from portal.core import audit
from surveys.attributes import size_of
from surveys.models import (
    Option,
    OptionVersion,
    Participation,
    Question,
    Questionnaire,
    QuestionVersion,
    Round,
)
from surveys.operations.opinions import settle_opinions
from surveys.operations.refusals import NobodyToAsk, NotPublished, RoundClosed, YearTaken
from surveys.operations.telling import settle, tell_contacts
from surveys.outline import questions_of

WORDS = ("text", "group", "hint", "unit", "minimum", "maximum", "edges", "personal")


@transaction.atomic
def open_round(
    questionnaire: Questionnaire,
    *,
    year: int,
    closes_on: date,
    renewed: Iterable[str] = (),
    by,
    at: datetime | None = None,
) -> Round:
    """Ask the published questions of every member, in their mail of the day.

    `renewed`: blocks of questions that were asked before and are another question now. Raises YearTaken, NotPublished
    and NobodyToAsk.
    """
    at = at or timezone.now()
    questionnaire = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    if not questionnaire.live or not questionnaire.sections:
        raise NotPublished
    if Round.objects.filter(year=year).exists():
        raise YearTaken
    found = Round.objects.create(
        questionnaire=questionnaire,
        year=year,
        title=questionnaire.title,
        intro=questionnaire.intro,
        outline=questionnaire.outline(),
        closes_on=closes_on,
        opened_at=at,
        opened_by=by,
    )
    _freeze_questions(found, set(renewed))
    _ask_members(found, at)
    audit.record("survey.opened", found, by=by, at=at, year=year, organisations=found.participations.count())
    return found


def _ask_members(found: Round, at: datetime) -> None:
    members = Organisation.objects.members(timezone.localdate(at)).by_name()
    asked = [
        Participation(
            round=found,
            organisation=organisation,
            level=organisation.level,  # type: ignore[attr-defined]  # annotated by members()
            kind=organisation.kind,
            size=size_of(organisation),
            province=organisation.province,
            asked_at=at,
        )
        for organisation in members
    ]
    if not asked:
        raise NobodyToAsk
    Participation.objects.bulk_create(asked)
    tell_contacts("survey_invitation", asked, at=at, closes_on=found.closes_on.isoformat())


def _freeze_questions(found: Round, renewed: set[str]) -> None:
    """The short names in the outline become those of the series the questions belong to."""
    by_name: dict[str, QuestionVersion] = {}
    position = 0
    for page, section in enumerate(found.outline, start=1):
        for item in questions_of([section]):
            position += 1
            question = _question_for(item, renewed)
            by_name[item["code"]] = _version(found, question, item, page, position, by_name)
            item["code"] = question.code
    found.save(update_fields=["outline"])


def _question_for(item: dict, renewed: set[str]) -> Question:
    latest = Question.objects.filter(block=item["block"]).order_by("number").last()
    if latest is None:
        return Question.objects.create(code=item["code"], block=item["block"])
    if not must_be_new(latest.versions.order_by("round__year").last(), item) and item["block"] not in renewed:
        return latest
    number = latest.number + 1
    return Question.objects.create(code=f"{item['code']}-{number}", block=item["block"], number=number)


def must_be_new(before: QuestionVersion | None, item: dict) -> bool:
    """Another kind of answer than it was last asked with cannot go on in the same series, whatever the words."""
    return before is not None and (
        before.kind != item["kind"] or before.personal != item["personal"] or list(before.edges) != list(item["edges"])
    )


def _version(found, question, item, page, position, by_name) -> QuestionVersion:
    parent = by_name.get(item["only_if"])
    version = QuestionVersion.objects.create(
        round=found,
        question=question,
        page=page,
        position=position,
        kind=item["kind"],
        sharing=item["sharing"],
        only_if=parent,
        only_if_options=_codes(parent, item["only_if_answers"]) if parent else [],
        **{name: item[name] for name in WORDS},
    )
    for place, option in enumerate(item["options"], start=1):
        OptionVersion.objects.create(
            question_version=version,
            option=_option_for(question, option["block"]),
            position=place,
            label=option["label"],
        )
    return version


def _codes(parent: QuestionVersion, labels: list[str]) -> list[str]:
    return [option.code for option in parent.options.select_related("option") if option.label in labels]


def _option_for(question: Question, block: str) -> Option:
    """Ja, nee and the steps of a scale carry their own code; others the next number of their question."""
    code = block if len(block) <= 4 else str(question.options.count() + 1)
    return Option.objects.get_or_create(question=question, block=block, defaults={"code": code})[0]


def lock_round(pk: int) -> Round:
    return Round.objects.select_for_update(of=("self",)).get(pk=pk)


@transaction.atomic
def close_round(found: Round, *, by=None, at: datetime | None = None) -> Round:
    """Nobody answers any more. What was not sent in does not count. Closing again changes nothing."""
    at = at or timezone.now()
    found = lock_round(found.pk)
    if not found.is_closed:
        # who saves holds the lock of their participation: wait for them, and let nobody save after
        everybody = list(Participation.objects.select_for_update(of=("self",)).filter(round=found).order_by("pk"))
        settle_opinions(found, at)
        found.closed_at, found.closed_by = at, by
        found.save(update_fields=["closed_at", "closed_by"])
        audit.record("survey.closed", found, by=by, at=at)
        for participation in everybody:
            settle(participation, at=at)
    return found


@transaction.atomic
def change_last_day(found: Round, *, closes_on: date, by, at: datetime | None = None) -> Round:
    """Give members more time, or less. Raises RoundClosed."""
    at = at or timezone.now()
    found = lock_round(found.pk)
    if found.is_closed:
        raise RoundClosed
    if found.closes_on != closes_on:
        found.closes_on = closes_on
        found.save(update_fields=["closes_on"])
        audit.record("survey.last_day_changed", found, by=by, at=at, closes_on=closes_on.isoformat())
    return found


def rounds_to_close(at: datetime) -> list[int]:
    """Whose last day is over."""
    over = Round.objects.filter(closed_at=None, closes_on__lt=timezone.localdate(at))
    return list(over.values_list("pk", flat=True))
