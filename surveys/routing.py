"""Which questions an organisation is asked, from its answers so far. Only backwards, so one pass is enough."""

from collections.abc import Iterable, Mapping

from surveys.models import QuestionVersion


def asked_of(questions: Iterable[QuestionVersion], given: Mapping[int, object]) -> set[int]:
    """Ids of the questions that are asked. `questions` in order; `given`: option codes by id of the question."""
    asked: set[int] = set()
    for question in questions:
        parent = question.only_if_id
        if parent is None or (parent in asked and given.get(parent) in question.only_if_options):
            asked.add(question.pk)
    return asked
