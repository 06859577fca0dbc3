import hashlib
import json
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from implementation_plans.models import (
    Answer,
    Plan,
    PlanFile,
    PlanSection,
    PlanVersion,
    VersionFile,
    VersionPart,
    VersionSection,
)
from implementation_plans.operations.introduction import introduction_for
from implementation_plans.operations.people import readers_of
from implementation_plans.operations.reading import readings_for
from implementation_plans.operations.refusals import (
    ClosedSectionChanged,
    FilesRefused,
    FilesWaiting,
    IntroductionNotDone,
    NotAMember,
    PlanNotOpen,
    SectionsNotDone,
)
from implementation_plans.operations.writing import lock_plan
from portal.core import audit, notifications

Texts = dict[tuple[int, str], str]  # by section and question


@transaction.atomic
def submit_plan(plan: Plan, *, by, at: datetime | None = None) -> PlanVersion:
    """Freeze the plan as its next version and send it to the network.

    Sections that were closed since the version before keep its very rows, after their digests were compared under
    the lock. Sending again while it is being read returns that version. Raises PlanNotOpen when it was
    approved, SectionsNotDone, IntroductionNotDone, FilesWaiting, FilesRefused and ClosedSectionChanged.
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
    introduction = introduction_for(by, plan.template)
    if introduction and introduction.is_needed and not introduction.is_finished:
        raise IntroductionNotDone(introduction)
    version = PlanVersion.objects.create(
        plan=plan, number=latest.number + 1 if latest else 1, submitted_at=at, submitted_by=by
    )
    _freeze(version, latest, sections, texts, present)
    PlanSection.objects.filter(plan=plan).update(is_open=False)
    if latest:  # it was returned
        notifications.settle(f"plan:{plan.pk}:return", at=at)
    context = {"organisation": plan.organisation.name, "version": version.pk, "number": version.number}
    readings = readings_for(version, at=at)
    readers = [reading.reader_id for reading in readings]
    audit.record("plan.submitted", plan, by=by, at=at, version=version.pk, number=version.number, readers=readers)
    notifications.notify_all(
        "plan_submitted",
        to=[reading.reader for reading in readings] or readers_of(plan),
        key=f"plan-submitted:{version.pk}",
        subject=f"plan:{plan.pk}:read",
        context=context,
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


def _freeze(
    version: PlanVersion,
    before: PlanVersion | None,
    sections: list[PlanSection],
    texts: Texts,
    present: list[PlanFile],
) -> None:
    files: dict[int, list[PlanFile]] = {}
    for plan_file in present:
        files.setdefault(plan_file.section_id, []).append(plan_file)
    frozen = [
        frozen_section(section, texts, [f.file.sha256 for f in files.get(section.pk, [])]) for section in sections
    ]
    closed = [section for section in sections if not section.is_open]
    kept = {old.code: old for old in before.sections.all()} if before and closed else {}
    if changed := [s for s, new in zip(sections, frozen, strict=True) if s in closed and not _same(new, kept)]:
        raise ClosedSectionChanged(changed)
    new = [(section, row) for section, row in zip(sections, frozen, strict=True) if section not in closed]
    VersionSection.objects.bulk_create(row for _section, row in new)
    VersionFile.objects.bulk_create(
        VersionFile(section=row, file_id=f.file_id) for section, row in new for f in files.get(section.pk, [])
    )
    rows = [row if section not in closed else kept[section.code] for section, row in zip(sections, frozen, strict=True)]
    VersionPart.objects.bulk_create(VersionPart(version=version, section=row) for row in rows)


def _same(new: VersionSection, kept: dict[str, VersionSection]) -> bool:
    return new.code in kept and kept[new.code].sha256 == new.sha256


def digest_of(answers: dict[str, str], files: list[str]) -> str:
    """SHA-256 of what the organisation wrote in a section: texts by question code, and the files' own digests."""
    whole = json.dumps([sorted(answers.items()), sorted(files)], ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()


def frozen_section(section: PlanSection, texts: Texts, files: list[str]) -> VersionSection:
    """A section as it is submitted, not saved yet. `files`: the digests of those beside it."""
    outline = section.outline
    answers = {q["code"]: texts.get((section.pk, q["code"]), "") for q in outline["questions"]}
    return VersionSection(
        plan_id=section.plan_id,
        code=section.code,
        number=section.number,
        title=outline["title"],
        short_title=outline["short_title"],
        content={
            "lead": outline["lead"],
            "criteria": outline["criteria"],
            "questions": [
                {"code": q["code"], "label": q["label"], "text": answers[q["code"]]} for q in outline["questions"]
            ],
            "reply": section.reply,
        },
        sha256=digest_of(answers, files),
    )
