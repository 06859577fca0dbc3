"""What readers of the network do with a submitted version before anything is decided."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from implementation_plans.models import (
    ConflictOfInterest,
    Judgement,
    Plan,
    PlanShare,
    PlanVersion,
    Reading,
    SectionReview,
    StaffNote,
    Verdict,
    VersionSection,
)
from implementation_plans.operations.refusals import AlreadyDecided, NotAReader, OwnPlan, OwnReading, PlanWithdrawn
from implementation_plans.operations.writing import lock_plan
from membership.models import Seat
from portal.accounts.access import ADVISER, DECIDER, has_role
from portal.core import audit, notifications

Judged = list[tuple[str, str]]  # verdict and reaction of every criterion, in order


@transaction.atomic
def assign_reader(version: PlanVersion, *, reader, by, at: datetime | None = None) -> Reading:
    """Ask a colleague to read this version. Asking again changes nothing.

    Raises NotAReader for somebody who is no adviser or decider, OwnPlan for who is tied to the plan, AlreadyDecided
    and PlanWithdrawn.
    """
    at = at or timezone.now()
    plan = lock_undecided(version)
    if not reader.is_active or not has_role(reader, ADVISER, DECIDER):
        raise NotAReader
    refuse_own_plan(plan, reader)
    reading, created = Reading.objects.current().get_or_create(
        version=version, reader=reader, defaults={"assigned_at": at, "assigned_by": by}
    )
    if created:
        audit.record("plan.reader_assigned", plan, by=by, at=at, version=version.pk, reader=reader.pk)
        if reader != by:
            notifications.notify(
                "plan_to_read",
                to=reader,
                key=f"plan-to-read:{reading.pk}",
                subject=f"reading:{reading.pk}",
                context=_what(plan, version),
                at=at,
            )
    return reading


@transaction.atomic
def release_reader(reading: Reading, *, by, at: datetime | None = None) -> None:
    """Take a colleague off this version; what they judged stays and counts no more. Doing it again changes nothing.

    Nobody releases themselves: who stops, looks at what colleagues found and begins again did not read for themselves.
    Raises OwnReading, AlreadyDecided and PlanWithdrawn.
    """
    if reading.reader_id == by.pk:
        raise OwnReading
    lock_undecided(reading.version)
    end_reading(reading, by=by, at=at)


@transaction.atomic
def end_reading(reading: Reading, *, by, at: datetime | None = None) -> None:
    """The consequence of a tie with the plan, at any moment; what they judged stays. Again changes nothing."""
    at = at or timezone.now()
    lock_plan(reading.version.plan_id)
    if Reading.objects.current().filter(pk=reading.pk).update(ended_at=at, ended_by=by):
        notifications.settle(f"reading:{reading.pk}", at=at)
        audit.record("plan.reader_released", reading.version.plan, by=by, at=at, reader=reading.reader_id)


@transaction.atomic
def declare_conflict(plan: Plan, *, user, reason: str, by, at: datetime | None = None) -> ConflictOfInterest:
    """Say that somebody of the network has an interest in this plan: from now they see nothing of it.

    Their reading ends and their judgements do not count any more. Declaring again changes nothing.
    """
    at = at or timezone.now()
    plan = lock_plan(plan.pk)
    conflict, created = ConflictOfInterest.objects.standing().get_or_create(
        plan=plan, user=user, defaults={"reason": reason, "declared_at": at, "declared_by": by}
    )
    if created:
        for reading in Reading.objects.current().filter(version__plan=plan, reader=user):
            end_reading(reading, by=by, at=at)
        forget_messages(plan, user)
        audit.record("plan.conflict_declared", plan, by=by, at=at, user=user.pk)
    return conflict


def forget_messages(plan: Plan, person) -> None:
    """Whoever is tied to a plan reads nothing of it any more, also not in their messages."""
    notifications.forget(f"plan:{plan.pk}:read", to=person)
    for pk in Reading.objects.filter(version__plan=plan, reader=person).values_list("pk", flat=True):
        notifications.forget(f"reading:{pk}", to=person)


@transaction.atomic
def end_conflict(conflict: ConflictOfInterest, *, by, at: datetime | None = None) -> None:
    """The interest is gone. Nobody ends their own. Raises OwnPlan."""
    at = at or timezone.now()
    if conflict.user_id == by.pk:
        raise OwnPlan
    lock_plan(conflict.plan_id)
    if ConflictOfInterest.objects.standing().filter(pk=conflict.pk).update(ended_at=at, ended_by=by):
        audit.record("plan.conflict_ended", conflict.plan, by=by, at=at, user=conflict.user_id)


@transaction.atomic
def save_review(section: VersionSection, *, judged: Judged, by, at: datetime | None = None) -> SectionReview:
    """Keep what this reader thinks of one section: one judgement for every criterion, in order.

    Who judges reads: their reading begins here when nobody asked them. It is complete with the last section.
    Raises AlreadyDecided, PlanWithdrawn and OwnPlan.
    """
    at = at or timezone.now()
    plan = lock_plan(section.plan_id)
    version = plan.latest_version()
    if version is None or not version.sections.filter(pk=section.pk).exists():
        raise PlanWithdrawn
    refuse_decided(version)
    refuse_own_plan(plan, by)
    review, _created = SectionReview.objects.get_or_create(section=section, reader=by, defaults={"saved_at": at})
    before = [(j.verdict, j.reaction) for j in review.judgements.all()]
    if before != judged:
        review.judgements.all().delete()
        Judgement.objects.bulk_create(
            Judgement(review=review, number=number, verdict=verdict, reaction=reaction)
            for number, (verdict, reaction) in enumerate(judged, start=1)
        )
        review.saved_at = at
        review.save(update_fields=["saved_at"])
    reading, began = Reading.objects.current().get_or_create(
        version=version, reader=by, defaults={"assigned_at": at, "assigned_by": by}
    )
    if began:
        audit.record("plan.reader_assigned", plan, by=by, at=at, version=version.pk, reader=by.pk)
    _complete(reading, at=at)
    verdict = max((v for v, _reaction in judged), key=Verdict.values.index)
    audit.record("plan.section_read", plan, by=by, at=at, section=section.pk, verdict=verdict)
    return SectionReview.objects.prefetch_related("judgements").get(pk=review.pk)


def _complete(reading: Reading, *, at: datetime) -> None:
    sections = reading.version.sections.count()
    judged = SectionReview.objects.filter(section__versions=reading.version, reader=reading.reader_id).count()
    if judged == sections and not reading.is_complete:
        reading.completed_at = at
        reading.save(update_fields=["completed_at"])
        notifications.settle(f"reading:{reading.pk}", at=at)


@transaction.atomic
def add_note(section: VersionSection, *, text: str, by, at: datetime | None = None) -> StaffNote:
    """A note for colleagues of the network, beside a section; also after the decision. Raises OwnPlan."""
    at = at or timezone.now()
    plan = lock_plan(section.plan_id)
    refuse_own_plan(plan, by)
    note = StaffNote.objects.create(section=section, text=text, at=at, by=by)
    audit.record("plan.note_added", plan, by=by, at=at, section=section.pk)
    return note


def readings_for(version: PlanVersion, *, at: datetime) -> list[Reading]:
    """Who read the version before reads the next one as well, unless they left or got an interest in it.

    Of sections that did not change they see their own judgement; only the rest is new.
    """
    before = PlanVersion.objects.filter(plan=version.plan_id, number__lt=version.number).order_by("-number").first()
    readers = [r.reader for r in before.readings.current().select_related("reader")] if before else []
    allowed = [r for r in readers if r.is_active and has_role(r, ADVISER, DECIDER) and not is_tied(version.plan, r)]
    return Reading.objects.bulk_create(Reading(version=version, reader=r, assigned_at=at) for r in allowed)


def lock_undecided(version: PlanVersion) -> Plan:
    """The locked plan. Raises AlreadyDecided and PlanWithdrawn."""
    plan = lock_plan(version.plan_id)
    refuse_decided(PlanVersion.objects.select_related("decision__decided_by").get(pk=version.pk))
    return plan


def refuse_decided(version: PlanVersion) -> None:
    if version.is_decided:
        raise AlreadyDecided(version.decision)
    if version.is_withdrawn:
        raise PlanWithdrawn


def is_tied(plan: Plan, person) -> bool:
    """A seat in the organisation now or ever, a share of the plan, or a conflict of interest that was declared."""
    return (
        Seat.objects.filter(organisation=plan.organisation_id, user=person).exists()
        or PlanShare.objects.tying().filter(plan=plan, user=person).exists()
        or ConflictOfInterest.objects.standing().filter(plan=plan, user=person).exists()
    )


def refuse_own_plan(plan: Plan, by) -> None:
    if is_tied(plan, by):
        raise OwnPlan


def _what(plan: Plan, version: PlanVersion) -> dict:
    return {"organisation": plan.organisation.name, "version": version.pk, "number": version.number}
