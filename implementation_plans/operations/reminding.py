"""Reminders about plans (law 13): once for each occasion, and none after the thing is done."""

from datetime import datetime, timedelta

from django.db.models import Exists, F, Max, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from implementation_plans.models import Decision, Outcome, Plan, PlanVersion, Reading
from implementation_plans.operations.people import admins_of, readers_of
from membership.models import Term
from portal.core import notifications
from portal.core.models import OperatorSettings

NEAR = timedelta(days=7)
QUIET = timedelta(weeks=3)
READ_WITHIN = timedelta(days=10)


def remind(*, at: datetime) -> None:
    """What the daily job says about plans. Running twice says nothing twice."""
    _return_date_near(at)
    _quiet_plans(at)
    _readings_to_do(at)
    _promised_day_near(at)


def _return_date_near(at: datetime) -> None:
    """The day an organisation was asked to answer by comes near, and nothing was sent yet."""
    today = timezone.localdate(at)
    near = Decision.objects.filter(
        standing_for__isnull=False, outcome=Outcome.RETURNED, answer_by__range=(today, today + NEAR)
    )
    newer = PlanVersion.objects.filter(plan=OuterRef("version__plan"), number__gt=OuterRef("version__number"))
    for decision in near.exclude(Exists(newer)).select_related("version__plan__organisation"):
        plan = decision.version.plan
        _tell_admins(
            "plan_return_near",
            plan,
            key=f"plan-return-near:{decision.pk}",
            context={"answer_by": str(decision.answer_by)},
            at=at,
        )


def _quiet_plans(at: datetime) -> None:
    """Nobody wrote for three weeks in a plan that is open: an offer of help, not a threat."""
    today = timezone.localdate(at)
    member = Term.objects.in_force(today).filter(organisation=OuterRef("organisation"), level=1)
    reading = PlanVersion.objects.filter(plan=OuterRef("pk"), withdrawn_at=None, decision=None)
    approved = Decision.objects.filter(standing_for__plan=OuterRef("pk"), outcome=Outcome.APPROVED)
    plans = (
        Plan.objects.filter(Exists(member))
        .exclude(Exists(reading))
        .exclude(Exists(approved))
        .annotate(
            moved_at=Greatest(
                "started_at",
                Coalesce(Max("sections__answers__updated_at"), "started_at"),
                Coalesce(Max("versions__decision__decided_at"), "started_at"),
                Coalesce(Max("versions__withdrawn_at"), "started_at"),
            )
        )
        .filter(moved_at__range=(at - QUIET - NEAR, at - QUIET))
    )
    for plan in plans.select_related("organisation"):
        key = f"plan-help:{plan.pk}:{timezone.localdate(plan.moved_at)}"
        _tell_admins("plan_help", plan, key=key, context={}, at=at)


def _readings_to_do(at: datetime) -> None:
    """Somebody was asked to read ten days ago and is not through."""
    waiting = Reading.objects.current().filter(
        ~Q(assigned_by=F("reader")),  # who reads of their own accord asked nobody
        completed_at=None,
        assigned_at__lte=at - READ_WITHIN,
        reader__is_active=True,
        version__withdrawn_at=None,
        version__decision=None,
    )
    for reading in waiting.select_related("reader", "version__plan__organisation"):
        notifications.notify(
            "reading_to_do",
            to=reading.reader,
            key=f"reading-to-do:{reading.pk}",
            subject=f"reading:{reading.pk}",
            context=_what(reading.version),
            at=at,
        )


def _promised_day_near(at: datetime) -> None:
    """The day by which we promised an answer comes near: everybody who may read the plan hears it once."""
    promised = at - timedelta(weeks=OperatorSettings.load().weeks_to_answer) + NEAR
    for version in (
        PlanVersion.objects.waiting().filter(submitted_at__lte=promised).select_related("plan__organisation")
    ):
        notifications.notify_all(
            "answer_promised",
            to=readers_of(version.plan),
            key=f"answer-promised:{version.pk}",
            subject=f"plan:{version.plan_id}:read",
            context=_what(version),
            at=at,
        )


def _tell_admins(kind: str, plan: Plan, *, key: str, context: dict, at: datetime) -> None:
    notifications.notify_all(
        kind,
        to=admins_of(plan, timezone.localdate(at)),
        key=key,
        subject=f"plan:{plan.pk}:return",
        context={"organisation": plan.organisation.name, **context},
        at=at,
    )


def _what(version: PlanVersion) -> dict:
    return {
        "organisation": version.plan.organisation.name,
        "version": version.pk,
        "number": version.number,
        "promised": version.answer_promised_on.isoformat(),
    }
