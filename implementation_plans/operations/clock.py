"""How long a plan is with the network, how long with the organisation, and how long it usually takes."""

from datetime import datetime, timedelta

from django.db.models import Aggregate, DurationField, ExpressionWrapper, F
from django.utils import timezone

from implementation_plans.algorithms.turns import Days, Turn, days_with_each
from implementation_plans.models import Decision, PlanVersion

YEAR = timedelta(days=365)


class Median(Aggregate):
    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


def days_of(versions: list[PlanVersion], *, at: datetime | None = None) -> Days:
    """Days with each of both, over all versions of a plan. `versions`: oldest first, with their standing decisions."""
    turns = [Turn(timezone.localdate(v.submitted_at), _answered_on(v)) for v in versions]
    finished = bool(versions) and versions[-1].is_approved
    return days_with_each(turns, is_finished=finished, today=timezone.localdate(at))


def usual_days(*, at: datetime | None = None) -> int | None:
    """The median of the days between a version and its decision, of the last year. None when nothing was decided."""
    at = at or timezone.now()
    took = ExpressionWrapper(F("decided_at") - F("version__submitted_at"), output_field=DurationField())
    decided = Decision.objects.filter(standing_for__isnull=False, decided_at__gt=at - YEAR)
    median = decided.aggregate(usual=Median(took, output_field=DurationField()))["usual"]
    return None if median is None else max(1, round(median / timedelta(days=1)))


def _answered_on(version: PlanVersion):
    if version.is_decided:
        return timezone.localdate(version.decision.decided_at)
    return timezone.localdate(version.withdrawn_at) if version.is_withdrawn else None
