"""What colleagues agree about a section: who writes it, for when, and what they say to each other about it."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from implementation_plans.models import Answer, Plan, PlanSection, PlanShare, Remark
from implementation_plans.operations.refusals import NoSeatHere, NotAMember, ShareClosed
from implementation_plans.operations.writing import lock_plan, open_section, task_of
from membership.models import Seat
from portal.accounts.models import User
from portal.core import audit, notifications


@transaction.atomic
def assign_section(
    section: PlanSection, *, writer: User | None, due_on: date | None, by, at: datetime | None = None
) -> PlanSection:
    """Agree who writes this section and for when; None for nobody, or for no day.

    The writer hears of it in the mail of the day. The same again changes nothing. Raises PlanNotOpen, and NoSeatHere
    for somebody who is no colleague.
    """
    at = at or timezone.now()
    section = open_section(section)
    if writer and not _seats(section.plan, at).filter(user=writer).exists():
        raise NoSeatHere
    if (section.writer_id, section.due_on) == (writer.pk if writer else None, due_on):
        return section
    section.writer, section.due_on = writer, due_on
    section.save(update_fields=["writer", "due_on"])
    audit.record("plan.section_assigned", section.plan, by=by, at=at, section=section.pk, user=section.writer_id)
    notifications.settle(task_of(section), at=at)
    if writer and writer != by and not section.is_done:
        notifications.notify(
            "section_assigned",
            to=writer,
            key=f"section-assigned:{section.pk}:{writer.pk}:{at.timestamp()}",
            subject=task_of(section),
            context=_what(section, by) | {"due_on": due_on.isoformat() if due_on else ""},
            at=at,
        )
    return section


@transaction.atomic
def add_remark(
    section: PlanSection, *, text: str, by, share: PlanShare | None = None, at: datetime | None = None
) -> Remark:
    """Say something to colleagues about a section. The network never sees it.

    `share`: what lets somebody from outside do this. The same words of the same person, still open, are one
    remark. Raises NotAMember and ShareClosed.
    """
    at = at or timezone.now()
    section = _section_of_member(section)
    _refuse_ended(share, at)
    remark, created = Remark.objects.get_or_create(
        section=section, text=text, by=by, resolved_at=None, defaults={"at": at}
    )
    if created:
        audit.record("plan.remark_added", section.plan, by=by, at=at, section=section.pk, remark=remark.pk)
        notifications.notify_all(
            "remark_added",
            to=_whom_it_concerns(section, share, by, at),
            key=f"remark:{remark.pk}",
            subject=f"remark:{remark.pk}",
            context=_what(section, by),
            at=at,
        )
    return remark


@transaction.atomic
def resolve_remark(remark: Remark, *, by, share: PlanShare | None = None, at: datetime | None = None) -> None:
    """It was dealt with: it stays readable, out of the way. Doing it again changes nothing. Raises ShareClosed."""
    at = at or timezone.now()
    lock_plan(remark.section.plan_id)
    _refuse_ended(share, at)
    if Remark.objects.filter(pk=remark.pk, resolved_at=None).update(resolved_at=at, resolved_by=by):
        notifications.settle(f"remark:{remark.pk}", at=at)
        audit.record("plan.remark_resolved", remark.section.plan, by=by, at=at, remark=remark.pk)


def _refuse_ended(share: PlanShare | None, at: datetime) -> None:
    if share and not PlanShare.objects.current(timezone.localdate(at)).remarking().filter(pk=share.pk).exists():
        raise ShareClosed


def _section_of_member(section: PlanSection) -> PlanSection:
    plan = lock_plan(section.plan_id)
    if plan.organisation.current_term() is None:
        raise NotAMember
    section = PlanSection.objects.get(pk=section.pk)
    section.plan = plan
    return section


def _whom_it_concerns(section: PlanSection, share: PlanShare | None, by, at: datetime) -> list[User]:
    """Colleagues who write this section, and who asked the outsider who speaks; only while they have a seat."""
    wrote = Answer.objects.filter(section=section, updated_by__isnull=False).values_list("updated_by", flat=True)
    concerned = {*wrote, section.writer_id, share.invited_by_id if share else None} - {None, by.pk}
    seats = _seats(section.plan, at).filter(user__in=concerned, user__is_active=True)
    return [seat.user for seat in seats.select_related("user").order_by("user_id")]


def _seats(plan: Plan, at: datetime):
    return Seat.objects.current(timezone.localdate(at)).filter(organisation=plan.organisation_id)


def _what(section: PlanSection, by) -> dict:
    return {"number": section.number, "title": section.title, "by": str(by)}
