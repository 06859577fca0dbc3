"""Taking back: a decision by the network, a submission by the organisation. History stays."""

import contextlib
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from implementation_plans.models import (
    Answer,
    Decision,
    DecisionDraft,
    KeptText,
    Plan,
    PlanFile,
    PlanSection,
    PlanVersion,
    VersionPart,
)
from implementation_plans.operations.people import admins_of
from implementation_plans.operations.reading import refuse_own_plan
from implementation_plans.operations.refusals import AlreadyDecided, NotUndoable
from implementation_plans.operations.writing import lock_plan
from membership.operations import NotALevel2Member, lower_level
from portal.core import audit, notifications


@transaction.atomic
def undo_decision(decision: Decision, *, reason: str, by, at: datetime | None = None) -> Decision:
    """Take a decision back, with a reason the organisation reads. The version is being read again.

    Undoing an approval brings the organisation back to level 1 today. A return or refusal can be undone as long as
    the organisation wrote nothing since. Raises NotUndoable and OwnPlan; undoing again changes nothing.
    """
    at = at or timezone.now()
    plan = lock_plan(decision.version.plan_id)
    decision = Decision.objects.select_related("version").get(pk=decision.pk)
    if not decision.stands:
        return decision
    refuse_own_plan(plan, by)
    if plan.latest_version() != decision.version:
        raise NotUndoable("newer")
    if not decision.is_approval and (_wrote_since(plan, decision.decided_at) or _moved_since(plan, decision.version)):
        raise NotUndoable("written")
    decision.standing_for, decision.undone_at, decision.undone_by = None, at, by
    decision.undone_because = reason
    decision.save(update_fields=["standing_for", "undone_at", "undone_by", "undone_because"])
    if decision.is_approval:
        with contextlib.suppress(NotALevel2Member):  # they left since: nothing to lower
            lower_level(plan.organisation, reason="besluit teruggedraaid", by=by, at=at)
    PlanSection.objects.filter(plan=plan).update(is_open=False, done_at=decision.version.submitted_at)
    audit.record("plan.decision_undone", plan, by=by, at=at, version=decision.version_id, outcome=decision.outcome)
    notifications.settle(f"plan:{plan.pk}:return", at=at)
    notifications.settle(f"plan:{plan.pk}:decision", at=at)
    for person in admins_of(plan, timezone.localdate(at)):
        notifications.notify(
            "decision_undone",
            to=person,
            key=f"decision-undone:{decision.pk}:{person.pk}",
            context={
                "organisation": plan.organisation.name,
                "name": person.call_name,
                "by": by.call_name,
                "reason": reason,
                "approved": decision.is_approval,
            },
            at=at,
        )
    return decision


def _wrote_since(plan: Plan, moment: datetime) -> bool:
    return (
        Answer.objects.filter(section__plan=plan, updated_at__gt=moment).exists()
        or PlanFile.objects.filter(section__plan=plan, added_at__gt=moment).exists()
        or PlanFile.objects.filter(section__plan=plan, removed_at__gt=moment).exists()
        or PlanSection.objects.filter(plan=plan, done_at__gt=moment).exists()
        or PlanSection.objects.filter(plan=plan, is_open=True).exclude(reply="").exists()
    )


def _moved_since(plan: Plan, version: PlanVersion) -> bool:
    """Got other questions than those it was submitted with."""
    return set(plan.sections.values_list("code", "number")) != set(version.sections.values_list("code", "number")) or (
        KeptText.objects.filter(plan=plan, kept_at__gt=version.submitted_at).exists()
    )


@transaction.atomic
def withdraw_plan(version: PlanVersion, *, by, at: datetime | None = None) -> PlanVersion:
    """The organisation takes back what it sent: it may write on in the sections that were open before.

    Raises AlreadyDecided; withdrawing again changes nothing.
    """
    at = at or timezone.now()
    plan = lock_plan(version.plan_id)
    version = PlanVersion.objects.select_related("decision__decided_by").get(pk=version.pk)
    if version.is_decided:
        raise AlreadyDecided(version.decision)
    if version.is_withdrawn:
        return version
    version.withdrawn_at, version.withdrawn_by = at, by
    version.save(update_fields=["withdrawn_at", "withdrawn_by"])
    before = VersionPart.objects.filter(version__plan=plan, version__number__lt=version.number)
    new = VersionPart.objects.filter(version=version).exclude(section__in=before.values("section"))
    PlanSection.objects.filter(plan=plan, code__in=new.values("section__code")).update(is_open=True)
    DecisionDraft.objects.filter(version=version, closed_at=None).update(closed_at=at)
    notifications.settle(f"plan:{plan.pk}:read", at=at)
    for reading in version.readings.current():
        notifications.settle(f"reading:{reading.pk}", at=at)
        notifications.notify(
            "plan_withdrawn",
            to=reading.reader,
            key=f"plan-withdrawn:{version.pk}:{reading.reader_id}",
            subject=f"reading:{reading.pk}",
            context={"organisation": plan.organisation.name, "number": version.number, "version": version.pk},
            at=at,
        )
    audit.record("plan.withdrawn", plan, by=by, at=at, version=version.pk)
    return version
