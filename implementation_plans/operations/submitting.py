from datetime import datetime

from django.db import transaction
from django.utils import timezone

from implementation_plans.models import Answer, Plan, PlanFile, PlanSection, PlanVersion, VersionFile, VersionSection
from implementation_plans.operations.writing import NotAMember, PlanNotOpen, lock_plan
from membership.models import Seat
from portal.accounts.access import ADVISER, DECIDER, GROUP_NAMES
from portal.accounts.models import User
from portal.core import audit, notifications

Texts = dict[tuple[int, str], str]  # by section and question


class SectionsNotDone(Exception):
    """`sections`: the ones still to do, in order."""

    def __init__(self, sections: list[PlanSection]) -> None:
        self.sections = sections


class FilesWaiting(Exception):
    """A file is still being checked; it takes seconds."""


class FilesRefused(Exception):
    """A file was refused by the check and must be taken away first."""

    def __init__(self, files: list[PlanFile]) -> None:
        self.files = files


@transaction.atomic
def submit_plan(plan: Plan, *, by, at: datetime | None = None) -> PlanVersion:
    """Freeze the plan as its next version and send it to the network.

    Sending again while it is being read returns that version. Raises PlanNotOpen when it was
    approved, SectionsNotDone, FilesWaiting and FilesRefused.
    """
    at = at or timezone.now()
    plan = lock_plan(plan.pk)
    latest = plan.latest_version()
    if plan.is_being_read:
        return latest
    if plan.is_approved:
        raise PlanNotOpen
    if plan.organisation.current_term(timezone.localdate(at)) is None:
        raise NotAMember
    sections = list(plan.sections.all())
    texts = {(a.section_id, a.question): a.text for a in Answer.objects.filter(section__plan=plan)}
    present = list(PlanFile.objects.present().filter(section__plan=plan).select_related("file", "section"))
    _refuse_unfinished(plan, sections, texts, present)
    version = PlanVersion.objects.create(
        plan=plan, number=latest.number + 1 if latest else 1, submitted_at=at, submitted_by=by
    )
    _freeze(version, sections, texts, present)
    PlanSection.objects.filter(plan=plan).update(is_open=False)
    audit.record("plan.submitted", plan, by=by, at=at, version=version.pk, number=version.number)
    notifications.settle(f"plan:{plan.pk}:return", at=at)
    notifications.notify_all(
        "plan_submitted",
        to=readers(),
        key=f"plan-submitted:{version.pk}",
        subject=f"plan:{plan.pk}:read",
        context={"organisation": plan.organisation.name, "version": version.pk, "number": version.number},
        at=at,
    )
    return version


def _refuse_unfinished(plan: Plan, sections: list[PlanSection], texts: Texts, present: list[PlanFile]) -> None:
    for section in sections:
        section.plan = plan
    if undone := [s for s in sections if not s.is_done]:
        raise SectionsNotDone(undone)
    empty = {section for (section, _question), text in texts.items() if not text}
    if undone := [s for s in sections if s.pk in empty]:
        raise SectionsNotDone(undone)
    if refused := [f for f in present if f.file.is_refused]:
        raise FilesRefused(refused)
    if any(f.file.is_waiting for f in present):
        raise FilesWaiting


def _freeze(version: PlanVersion, sections: list[PlanSection], texts: Texts, present: list[PlanFile]) -> None:
    frozen = VersionSection.objects.bulk_create(frozen_section(version, section, texts) for section in sections)
    by_section = {section.pk: kept for section, kept in zip(sections, frozen, strict=True)}
    VersionFile.objects.bulk_create(VersionFile(section=by_section[f.section_id], file_id=f.file_id) for f in present)


def frozen_section(version: PlanVersion, section: PlanSection, texts: Texts) -> VersionSection:
    """A section as it is submitted, not saved yet."""
    outline = section.outline
    return VersionSection(
        version=version,
        code=section.code,
        number=section.number,
        title=outline["title"],
        short_title=outline["short_title"],
        content={
            "lead": outline["lead"],
            "criteria": outline["criteria"],
            "questions": [
                {"code": q["code"], "label": q["label"], "text": texts.get((section.pk, q["code"]), "")}
                for q in outline["questions"]
            ],
        },
    )


def readers() -> list[User]:
    """Advisers and deciders: who reads plans."""
    names = [GROUP_NAMES[ADVISER], GROUP_NAMES[DECIDER]]
    return list(User.objects.filter(is_active=True, groups__name__in=names).distinct().order_by("pk"))


def admins_of(plan: Plan, day) -> list[User]:
    seats = Seat.objects.current(day).admins().filter(organisation=plan.organisation, user__is_active=True)
    return [seat.user for seat in seats.select_related("user").order_by("user_id")]
