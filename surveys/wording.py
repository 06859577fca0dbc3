"""Answers in words."""

from django.utils.translation import gettext as _

from portal.core.templatetags.portal import day
from portal.core.templatetags.portal import number as dotted
from surveys.models import Answer, QuestionVersion
from surveys.operations.answering import value_of


def shown(question: QuestionVersion, answer: Answer | None) -> str:
    """Expects the options of the question prefetched, and of the answer what `answers_of` brings."""
    value = value_of(answer)
    if answer is None or value is None:
        return _("Nog geen antwoord")
    if answer.missing:
        return str(answer.get_missing_display())
    labels = {option.code: option.label for option in question.options.all()}
    if isinstance(value, frozenset):
        return ", ".join(label for code, label in labels.items() if code in value)
    if answer.number is not None:
        return f"{dotted(answer.number)} {question.unit}".strip()
    return day(answer.day) if answer.day else labels.get(str(value), str(value))
