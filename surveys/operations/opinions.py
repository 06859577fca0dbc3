"""What every colleague thinks for themselves. One opinion each, without the person; the organisation counts once."""

import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from surveys.models import Answer, Missing, Opinion, OpinionGiven, OptionVersion, Participation, Round
from surveys.operations.refusals import HasDeclined, OpinionThere, RoundClosed


@transaction.atomic
def give_opinion(
    participation: Participation, *, chosen: Iterable[OptionVersion], by, at: datetime | None = None
) -> None:
    """Keep what this colleague thinks; leaving a question out is fine. It cannot be changed: nobody knows whose it is.

    Raises RoundClosed, HasDeclined and OpinionThere. There is no audit row: its moment would tell who said what.
    """
    at = at or timezone.now()
    participation = Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    found = Round.objects.get(pk=participation.round_id)
    if not found.takes_answers_on(timezone.localdate(at)):
        raise RoundClosed
    if participation.is_declined:
        raise HasDeclined
    _row, is_new = OpinionGiven.objects.get_or_create(participation=participation, user=by)
    if not is_new:
        raise OpinionThere
    opinions = [Opinion(participation=participation, option=option) for option in chosen]
    random.SystemRandom().shuffle(opinions)
    Opinion.objects.bulk_create(opinions)


def settle_opinions(found: Round, at: datetime) -> None:
    """The organisation's answer is the opinion in the middle, the lower of two; then the opinions are erased.

    Call under the locks of closing. Of organisations that sent in; others do not count.
    """
    said: dict[tuple[int, int], list[OptionVersion]] = defaultdict(list)
    rows = Opinion.objects.filter(participation__round=found).select_related("option")
    for opinion in rows:
        said[opinion.participation_id, opinion.option.question_version_id].append(opinion.option)
    questions = list(found.questions.of_person())
    answers = []
    for participation in found.participations.answered():
        for question in questions:
            options = sorted(said[participation.pk, question.pk], key=lambda option: option.position)
            middle = options[(len(options) - 1) // 2] if options else None
            missing = "" if middle else Missing.NO_ANSWER
            answers.append(
                Answer(participation=participation, question=question, option=middle, missing=missing, updated_at=at)
            )
    Answer.objects.bulk_create(answers)
    Opinion.objects.filter(participation__round=found).delete()
