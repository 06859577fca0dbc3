"""What goes out of what members wrote: themes, and quotes with consent. Both before the outcomes are online."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.core import audit
from portal.core.page_cache import public_changed
from surveys.models import Answer, Participation, QuestionVersion, Quote, Release, Round, Theme
from surveys.operations.answering import lock
from surveys.operations.opening import lock_round
from surveys.operations.refusals import NoConsent, NotTheirWords, ReleaseOut, RoundOpen
from surveys.redacting import is_taken_from


@transaction.atomic
def add_theme(question: QuestionVersion, *, text: str, by, at: datetime | None = None) -> Theme:
    """Say what members wrote, without their words. Raises ReleaseOut once the outcomes are online.

    The same words twice are one theme.
    """
    at = at or timezone.now()
    found = _before_release(question)
    theme, is_new = Theme.objects.get_or_create(question=question, text=text, defaults={"made_at": at, "made_by": by})
    if is_new:
        audit.record("survey.theme_added", found, by=by, at=at, question=question.pk, theme=theme.pk)
    return theme


@transaction.atomic
def drop_theme(theme: Theme, *, by, at: datetime | None = None) -> None:
    """Raises ReleaseOut once the outcomes are online."""
    found = _before_release(theme.question)
    audit.record("survey.theme_dropped", found, by=by, at=at or timezone.now(), theme=theme.pk)
    theme.delete()


@transaction.atomic
def add_quote(answer: Answer, *, text: str, by, at: datetime | None = None) -> Quote:
    """Words of an answer, for everybody who may see the outcomes. The same words twice are one quote.

    Raises RoundOpen, ReleaseOut, NoConsent (also when it was taken back just now) and NotTheirWords.
    """
    at = at or timezone.now()
    found = _before_release(answer.question)
    if not found.is_closed:
        raise RoundOpen
    lock(answer.participation)
    present = Answer.objects.filter(pk=answer.pk, may_quote=True, participation__submitted_at__isnull=False).first()
    if present is None:
        raise NoConsent
    if not is_taken_from(present.text, text):
        raise NotTheirWords
    quote, is_new = Quote.objects.get_or_create(answer=present, text=text, defaults={"made_at": at, "made_by": by})
    if is_new:
        audit.record("survey.quote_added", found, by=by, at=at, question=answer.question_id, quote=quote.pk)
    return quote


@transaction.atomic
def drop_quote(quote: Quote, *, by, at: datetime | None = None) -> None:
    """Raises ReleaseOut once the outcomes are online."""
    found = _before_release(quote.answer.question)
    audit.record("survey.quote_dropped", found, by=by, at=at or timezone.now(), quote=quote.pk)
    quote.delete()


@transaction.atomic
def withdraw_quotes(participation: Participation, *, by, at: datetime | None = None) -> int:
    """No words of this organisation may be shown any more: quotes go, also from outcomes that are online.

    Returns how many answers might be quoted until now. Figures stay as they are: nothing in them is of a quote.
    """
    participation = lock(participation)
    answers = participation.answers.filter(may_quote=True)
    Quote.objects.filter(answer__in=answers).delete()
    count = answers.update(may_quote=False)
    if count:
        audit.record("survey.quotes_withdrawn", participation, by=by, at=at or timezone.now())
        public_changed()
    return count


def _before_release(question: QuestionVersion) -> Round:
    found = lock_round(question.round_id)
    if Release.objects.published().filter(round=found).exists():
        raise ReleaseOut
    return found
