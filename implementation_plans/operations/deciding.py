from datetime import datetime

from django.db import transaction
from django.utils import timezone

from implementation_plans.models import (
    Decision,
    Outcome,
    Plan,
    PlanSection,
    PlanVersion,
    SectionReview,
    VersionSection,
)
from implementation_plans.operations.submitting import admins_of
from implementation_plans.operations.writing import lock_plan
from membership.models import Seat
from membership.operations import raise_level
from portal.core import audit, notifications
from portal.core.models import OperatorSettings


class AlreadyDecided(Exception):
    """Somebody decided before: `decision` says who, when and what."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision


class NotFullyRead(Exception):
    """`sections`: the ones without a verdict."""

    def __init__(self, sections: list[VersionSection]) -> None:
        self.sections = sections


class StillToAdd(Exception):
    """A plan with sections to be added to cannot be approved."""


class NothingToAdd(Exception):
    """A plan goes back only with a reason at one section at least."""


class SameReader(Exception):
    """Two pairs of eyes: who read the plan does not decide about it."""


class OwnPlan(Exception):
    """Nobody judges the plan of an organisation they hold a seat in (R-06)."""


@transaction.atomic
def save_review(
    section: VersionSection, *, verdict: str, reaction: str, by, at: datetime | None = None
) -> SectionReview:
    """Keep a verdict about one section, in the name of who saved it last. The organisation sees it
    only with the decision.

    Raises AlreadyDecided once there is one.
    """
    at = at or timezone.now()
    _lock_undecided(section.version)
    _refuse_own_plan(section.version.plan, by)
    review, created = SectionReview.objects.get_or_create(
        section=section,
        defaults={"verdict": verdict, "reaction": reaction, "saved_at": at, "saved_by": by},
    )
    if not created and (review.verdict, review.reaction, review.saved_by_id) != (verdict, reaction, by.pk):
        review.verdict, review.reaction, review.saved_at, review.saved_by = verdict, reaction, at, by
        review.save(update_fields=["verdict", "reaction", "saved_at", "saved_by"])
    audit.record("plan.section_read", section.version.plan, by=by, at=at, section=section.pk, verdict=verdict)
    return review


@transaction.atomic
def return_plan(version: PlanVersion, *, reason: str, by, at: datetime | None = None) -> Decision:
    """Send a version back. Only the flagged sections open again; the others stay done.

    Raises AlreadyDecided, NotFullyRead, NothingToAdd, SameReader; returning again by the same
    person returns the decision.
    """
    at = at or timezone.now()
    plan = lock_plan(version.plan_id)
    if done := _decided_before(version, Outcome.RETURNED, by):
        return done
    _refuse_own_plan(plan, by)
    reviews = _reviews(version)
    flagged = [r.section for r in reviews if r.asks_for_more]
    if not flagged:
        raise NothingToAdd
    _refuse_same_reader(reviews, by)
    decision = _decide(version, Outcome.RETURNED, reason=reason, by=by, at=at)
    codes = [section.code for section in flagged]
    PlanSection.objects.filter(plan=plan, code__in=codes).update(is_open=True, done_at=None, done_by=None)
    audit.record("plan.returned", plan, by=by, at=at, version=version.pk, sections=len(flagged))
    _tell(plan, "plan_returned", version, by=by, at=at, reason=reason, sections=[_named(s) for s in flagged])
    return decision


@transaction.atomic
def approve_plan(version: PlanVersion, *, reason: str, by, at: datetime | None = None) -> Decision:
    """Approve a version. In this one transaction the organisation goes on to level 2: its level-1
    term ends, level 2 begins, level-2 material opens, the network shows it, its people are told.

    Raises AlreadyDecided, NotFullyRead, StillToAdd, SameReader, and what raise_level raises;
    approving again by the same person returns the decision.
    """
    at = at or timezone.now()
    plan = lock_plan(version.plan_id)
    if done := _decided_before(version, Outcome.APPROVED, by):
        return done
    _refuse_own_plan(plan, by)
    reviews = _reviews(version)
    if any(r.asks_for_more for r in reviews):
        raise StillToAdd
    _refuse_same_reader(reviews, by)
    decision = _decide(version, Outcome.APPROVED, reason=reason, by=by, at=at)
    raise_level(plan.organisation, by=by, at=at)
    audit.record("plan.approved", plan, by=by, at=at, version=version.pk)
    _tell(plan, "plan_approved", version, by=by, at=at, reason=reason)
    return decision


def _lock_undecided(version: PlanVersion) -> None:
    lock_plan(version.plan_id)
    decision = Decision.objects.select_related("decided_by").filter(version=version).first()
    if decision:
        raise AlreadyDecided(decision)


def _decided_before(version: PlanVersion, outcome: str, by) -> Decision | None:
    """The same decision by the same person, None when open; raises AlreadyDecided for any other."""
    decision = Decision.objects.select_related("decided_by").filter(version=version).first()
    if decision is None:
        return None
    if decision.outcome == outcome and decision.decided_by_id == by.pk:
        return decision
    raise AlreadyDecided(decision)


def _reviews(version: PlanVersion) -> list[SectionReview]:
    sections = list(version.sections.select_related("review").all())
    if unread := [s for s in sections if not hasattr(s, "review")]:
        raise NotFullyRead(unread)
    return [s.review for s in sections]


def _refuse_own_plan(plan: Plan, by) -> None:
    if Seat.objects.current().filter(organisation=plan.organisation_id, user=by).exists():
        raise OwnPlan


def _refuse_same_reader(reviews: list[SectionReview], by) -> None:
    if OperatorSettings.load().two_pairs_of_eyes and any(r.saved_by_id == by.pk for r in reviews):
        raise SameReader


def _decide(version: PlanVersion, outcome: str, *, reason: str, by, at: datetime) -> Decision:
    decision = Decision.objects.create(version=version, outcome=outcome, reason=reason, decided_at=at, decided_by=by)
    notifications.settle(f"plan:{version.plan_id}:read", at=at)
    return decision


def _named(section: VersionSection) -> dict:
    return {"number": section.number, "title": section.title}


def _tell(plan: Plan, kind: str, version: PlanVersion, *, by, at: datetime, **context) -> None:
    for person in admins_of(plan, timezone.localdate(at)):
        notifications.notify(
            kind,
            to=person,
            key=f"{kind}:{version.pk}:{person.pk}",
            subject=f"plan:{plan.pk}:return" if kind == "plan_returned" else "",
            context={
                "organisation": plan.organisation.name,
                "count": len(plan.template.sections),
                "by": by.call_name,
                "name": person.call_name,
                **context,
            },
            at=at,
        )
