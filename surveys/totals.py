"""Exact counts of what was sent in, for staff: four queries, whatever the size."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Avg, Count, Max, Min

from surveys.models import Answer, Missing, QuestionVersion, Round, Tick


@dataclass
class Total:
    """`counts`: how many organisations by label, in the order of the options; then why there was no answer."""

    question: QuestionVersion
    counts: list[tuple[str, int]] = field(default_factory=list)
    missing: list[tuple[str, int]] = field(default_factory=list)
    answered: int = 0
    number: dict | None = None  # least, most, mean of a number


def totals_of(found: Round) -> list[Total]:
    sent_in = Answer.objects.filter(participation__round=found, participation__submitted_at__isnull=False)
    counts: dict[int, dict] = defaultdict(dict)
    for question, option, why, n in sent_in.values_list("question", "option", "missing").annotate(n=Count("pk")):
        counts[question][(option, why)] = n
    ticks = Tick.objects.filter(answer__participation__round=found, answer__participation__submitted_at__isnull=False)
    ticked = dict(ticks.values_list("option").annotate(n=Count("pk")))
    numbers = {
        row["question"]: row
        for row in sent_in.filter(number__isnull=False)
        .values("question")
        .annotate(least=Min("number"), most=Max("number"), mean=Avg("number"))
    }
    versions = found.questions.select_related("question").prefetch_related("options").order_by("position")
    return [_total(version, counts[version.pk], ticked, numbers.get(version.pk)) for version in versions]


def _total(version: QuestionVersion, counts: dict, ticked: dict[int, int], number: dict | None) -> Total:
    options = list(version.options.all())
    by_option = ticked if version.kind == "multiple" else {option: n for (option, _why), n in counts.items()}
    return Total(
        question=version,
        counts=[(option.label, by_option.get(option.pk, 0)) for option in options],
        missing=[(str(label), counts[None, code]) for code, label in Missing.choices if (None, code) in counts],
        answered=sum(n for (_option, why), n in counts.items() if not why),
        number=number,
    )
