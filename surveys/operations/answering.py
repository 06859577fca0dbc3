"""Answers of one organisation, written by several hands and sent in by one."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from membership.models import Seat
from portal.core import audit
from portal.core.page_cache import public_changed
from surveys.models import Answer, Missing, OptionVersion, Participation, QuestionVersion, Round, Tick
from surveys.operations.refusals import AlreadySent, HasDeclined, NotAColleague, NothingAnswered, RoundClosed
from surveys.operations.telling import settle, tell
from surveys.routing import asked_of


@dataclass(frozen=True)
class Quotable:
    """A text of which the network may quote, without a name."""

    text: str

    def __str__(self) -> str:
        return self.text


#: What was answered: an option's code, codes of ticked options, a number, a day, a text, or a reason why not.
type Value = str | Quotable | frozenset[str] | int | date | Missing | None


@dataclass(frozen=True)
class Conflict:
    """A colleague answered this question meanwhile; nothing was overwritten."""

    question: QuestionVersion
    theirs: Answer | None


def value_of(answer: Answer | None) -> Value:
    """Expects ticks with their options prefetched, and the option of the answer selected."""
    if answer is None:
        return None
    if answer.missing:
        return Missing(answer.missing)
    if answer.is_ticked:
        return frozenset(tick.option.option.code for tick in answer.ticks.all())
    if answer.option:
        return answer.option.option.code
    if answer.number is not None:
        return answer.number
    return answer.day or (Quotable(answer.text) if answer.may_quote else answer.text)


def stamp(value: Value) -> str:
    """What a page remembers of an answer it was opened on."""
    text = ",".join(sorted(value)) if isinstance(value, frozenset) else "" if value is None else str(value)
    return hashlib.sha256(f"{type(value).__name__}:{text}".encode()).hexdigest()[:16]


def answers_of(participation: Participation, **only) -> dict[int, Answer]:
    """By question version, three queries at most."""
    rows = Answer.objects.filter(participation=participation, **only).select_related("option__option", "updated_by")
    return {row.question_id: row for row in rows.prefetch_related("ticks__option__option")}


def lock(participation: Participation) -> Participation:
    """The row of the participation is the lock of its answers.

    Closing a round takes these locks too, so the round is read after: nobody saves into a round that was closed.
    """
    rows = Participation.objects.select_for_update(of=("self",)).select_related("organisation")
    participation = rows.get(pk=participation.pk)
    participation.round = Round.objects.get(pk=participation.round_id)
    return participation


def _open(participation: Participation, at: datetime) -> Participation:
    participation = lock(participation)
    if not participation.round.takes_answers_on(timezone.localdate(at)):
        raise RoundClosed
    return participation


@transaction.atomic
def save_answers(
    participation: Participation,
    *,
    values: Mapping[QuestionVersion, tuple[Value, str]],
    by,
    at: datetime | None = None,
) -> list[Conflict]:
    """Save what was answered, each with the stamp of what the page was opened on; None takes an answer away.

    What nobody else touched is saved; where a colleague did, theirs stays and is returned. Raises RoundClosed,
    AlreadySent and HasDeclined: then nothing is saved.
    """
    at = at or timezone.now()
    participation = _open(participation, at)
    if participation.is_submitted:
        raise AlreadySent
    if participation.is_declined:
        raise HasDeclined
    stored = answers_of(participation, question__in=[question.pk for question in values])
    conflicts, saved = [], []
    for question, (value, opened_on) in values.items():
        present = stored.get(question.pk)
        if value == value_of(present):
            continue
        if opened_on != stamp(value_of(present)):
            conflicts.append(Conflict(question, present))
            continue
        _write(participation, question, present, value, by, at)
        saved.append(question.pk)
    if saved:
        audit.record("survey.answers_saved", participation, by=by, at=at, questions=saved)
    return conflicts


def _write(participation, question: QuestionVersion, present: Answer | None, value: Value, by, at: datetime) -> None:
    if value is None:
        if present:
            present.delete()
        return
    columns = _columns(question, value)
    ticked = columns.pop("ticks", [])
    answer, _created = Answer.objects.update_or_create(
        participation=participation,
        question=question,
        defaults={**EMPTY, **columns, "updated_at": at, "updated_by": by},
    )
    answer.ticks.all().delete()
    Tick.objects.bulk_create(Tick(answer=answer, option=option) for option in ticked)


EMPTY = {"option": None, "number": None, "day": None, "text": "", "is_ticked": False, "may_quote": False, "missing": ""}


def _columns(question: QuestionVersion, value: Value) -> dict:
    if isinstance(value, Missing):
        return {"missing": value}
    if isinstance(value, int):
        return {"number": value}
    if isinstance(value, date):
        return {"day": value}
    if isinstance(value, frozenset):
        options = OptionVersion.objects.filter(question_version=question, option__code__in=value)
        return {"is_ticked": True, "ticks": list(options)}
    if isinstance(value, Quotable):
        return {"text": value.text, "may_quote": True}
    if question.is_text:
        return {"text": value}
    return {"option": OptionVersion.objects.get(question_version=question, option__code=value)}


@transaction.atomic
def submit_response(participation: Participation, *, by, at: datetime | None = None) -> Participation:
    """Send the answers in. From now they count; what was left open says so.

    Sending in again changes nothing. Raises RoundClosed, HasDeclined and NothingAnswered.
    """
    at = at or timezone.now()
    participation = _open(participation, at)
    if participation.is_submitted:
        return participation
    if participation.is_declined:
        raise HasDeclined
    if not participation.answers.exists():
        raise NothingAnswered
    _say_why_not(participation, by, at)
    participation.submitted_at, participation.submitted_by = at, by
    participation.save(update_fields=["submitted_at", "submitted_by"])
    settle(participation, at=at)
    audit.record("survey.submitted", participation, by=by, at=at)
    return participation


def _say_why_not(participation: Participation, by, at: datetime) -> None:
    """What the answers of now do not ask loses its answer; what was left open becomes "niet ingevuld"."""
    questions = list(participation.round.questions.of_organisation().order_by("position"))
    given = {pk: value_of(answer) for pk, answer in answers_of(participation).items()}
    asked = asked_of(questions, given)
    unasked = [question for question in questions if question.pk not in asked]
    participation.answers.filter(question__in=unasked).delete()
    left = [q for q in questions if q.pk in asked and q.pk not in given]
    Answer.objects.bulk_create(
        Answer(participation=participation, question=question, missing=reason, updated_at=at, updated_by=by)
        for reason, group in ((Missing.NOT_ASKED, unasked), (Missing.NO_ANSWER, left))
        for question in group
    )


@transaction.atomic
def reopen_response(participation: Participation, *, by, at: datetime | None = None) -> Participation:
    """Take the answers back to change them, as long as the round is open. Raises RoundClosed."""
    at = at or timezone.now()
    participation = _open(participation, at)
    if participation.is_submitted:
        participation.answers.filter(missing__in=[Missing.NOT_ASKED, Missing.NO_ANSWER]).delete()
        participation.submitted_at = participation.submitted_by = None
        participation.save(update_fields=["submitted_at", "submitted_by"])
        audit.record("survey.reopened", participation, by=by, at=at)
    return participation


@transaction.atomic
def decline(
    participation: Participation, *, because: str, words: str = "", by, at: datetime | None = None
) -> Participation:
    """This year not. What was filled in stays until the round closes; nobody is reminded any more.

    Raises RoundClosed and AlreadySent. Declining again changes nothing.
    """
    at = at or timezone.now()
    participation = _open(participation, at)
    if participation.is_submitted:
        raise AlreadySent
    if not participation.is_declined:
        participation.declined_at, participation.declined_by = at, by
        participation.declined_because, participation.declined_words = because, words
        participation.save(update_fields=["declined_at", "declined_by", "declined_because", "declined_words"])
        settle(participation, at=at)
        audit.record("survey.declined", participation, by=by, at=at, because=because)
    return participation


@transaction.atomic
def join_after_all(participation: Participation, *, by, at: datetime | None = None) -> Participation:
    """Back in, as long as the round is open. Raises RoundClosed."""
    at = at or timezone.now()
    participation = _open(participation, at)
    if participation.is_declined:
        participation.declined_at = participation.declined_by = None
        participation.declined_because = participation.declined_words = ""
        participation.save(update_fields=["declined_at", "declined_by", "declined_because", "declined_words"])
        audit.record("survey.joined_after_all", participation, by=by, at=at)
    return participation


@transaction.atomic
def entrust(participation: Participation, *, user, by, at: datetime | None = None) -> Participation:
    """Ask a colleague to see to it; they read it in their mail of the day. Raises RoundClosed and NotAColleague."""
    at = at or timezone.now()
    participation = _open(participation, at)
    seats = Seat.objects.current(timezone.localdate(at)).filter(organisation=participation.organisation, user=user)
    if not seats.exists():
        raise NotAColleague
    if participation.entrusted_to_id != user.pk:
        participation.entrusted_to = user
        participation.save(update_fields=["entrusted_to"])
        if user != by:
            last = participation.round.closes_on.isoformat()
            tell("survey_entrusted", participation, [user], at=at, key=at.isoformat(), closes_on=last)
        audit.record("survey.entrusted", participation, by=by, at=at, to=user.pk)
    return participation


@transaction.atomic
def erase_answers(participation: Participation, *, by, at: datetime | None = None) -> Participation:
    """Erase what an organisation answered, and quotes from it. Figures that are online stay: they name nobody's answer.

    It counts as not sent in from now on. Erasing again changes nothing.
    """
    at = at or timezone.now()
    participation = lock(participation)
    if participation.erased_at is None:
        if participation.answers.filter(quotes__isnull=False).exists():
            public_changed()
        participation.answers.all().delete()
        participation.opinions.all().delete()
        participation.erased_at = at
        participation.submitted_at = participation.submitted_by = None
        participation.save(update_fields=["erased_at", "submitted_at", "submitted_by"])
        audit.record("survey.erased", participation, by=by, at=at)
    return participation
