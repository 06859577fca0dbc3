from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Exists, Q
from django.utils import timezone

from implementation_plans.access import ROOM
from implementation_plans.blocks import outline_of
from implementation_plans.models import (
    Answer,
    Plan,
    PlanFile,
    PlanSection,
    PlanShare,
    PlanTemplate,
    TemplateVersion,
)
from implementation_plans.operations.refusals import (
    AnswersMissing,
    NotAMember,
    NoTemplate,
    PlanNotOpen,
    ShareClosed,
    TooManyFiles,
)
from membership.models import Organisation, Term
from portal.core import audit, files, notifications

FILES_PER_SECTION = 10
REPLY = "reply"  # among the questions of a section: the answer to the network's reaction
KEEP_REMOVED = timedelta(days=30)


@dataclass(frozen=True)
class Conflict:
    """Somebody else saved this answer first: both texts, so that nothing is lost."""

    question: str
    theirs: str
    yours: str
    revision: int
    by: str
    at: datetime


def template_in_force(*, at: datetime) -> TemplateVersion:
    """The published template. Publishing froze it; if that was missed, it is frozen now. Raises NoTemplate."""
    template = PlanTemplate.objects.filter(live=True).order_by("-pk").first()
    if template is None or not template.sections:
        raise NoTemplate
    return freeze_template(template, at=at)


def freeze_template(template: PlanTemplate, *, at: datetime) -> TemplateVersion:
    """The published words of a template, frozen once: what plans are asked never changes under them."""
    version, _ = TemplateVersion.objects.get_or_create(
        revision_id=template.live_revision_id or 0,
        defaults={
            "template": template,
            "title": template.title,
            "intro": template.intro,
            "sections": [outline_of(block) for block in template.sections],
            "introduction_pk": template.introduction_id,
            "introduction_needed": template.introduction_needed,
            "frozen_at": at,
        },
    )
    return version


def outlines_for(template: TemplateVersion, organisation: Organisation) -> list[dict]:
    """The sections that this kind of organisation writes, in order."""
    return [s for s in template.sections if not s.get("kinds") or organisation.kind in s["kinds"]]


@transaction.atomic
def start_plan(organisation: Organisation, *, by, at: datetime | None = None) -> Plan:
    """Begin the plan of a member on the template in force. Beginning again returns the same plan."""
    at = at or timezone.now()
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if existing := Plan.objects.filter(organisation=organisation).first():
        return existing
    if organisation.current_term(timezone.localdate(at)) is None:
        raise NotAMember
    template = template_in_force(at=at)
    plan = Plan.objects.create(organisation=organisation, template=template, started_at=at, started_by=by)
    for number, outline in enumerate(outlines_for(template, organisation), start=1):
        section = PlanSection.objects.create(plan=plan, code=outline["code"], number=number)
        Answer.objects.bulk_create(Answer(section=section, question=q["code"]) for q in outline["questions"])
    audit.record("plan.started", plan, by=by, at=at, organisation=organisation.pk, template=template.pk)
    return plan


@transaction.atomic
def save_answers(
    section: PlanSection,
    *,
    answers: dict[str, tuple[str, int]],
    by,
    share: PlanShare | None = None,
    at: datetime | None = None,
) -> list[Conflict]:
    """Save texts by question code, each with the revision it was written on.

    What nobody else touched is saved; where somebody did, nothing is overwritten and both texts come
    back. Under REPLY: the answer to the network's reaction. `share`: what lets somebody from outside write.
    Raises ShareClosed, and PlanNotOpen, also when a question is not asked any more: then nothing is saved.
    """
    at = at or timezone.now()
    section = open_section(section, share)
    conflicts, saved = [], []
    rows = Answer.objects.filter(section=section, question__in=answers).select_related("updated_by").order_by("pk")
    if len(rows) < len(answers.keys() - {REPLY}):  # the plan moved to other questions meanwhile
        raise PlanNotOpen
    for answer in rows:
        text, revision = answers[answer.question]
        if text == answer.text:
            continue
        if revision != answer.revision:
            conflicts.append(_conflict(answer, text, at, unnamed=share is not None))
            continue
        answer.text, answer.revision = text, answer.revision + 1
        answer.updated_at, answer.updated_by = at, by
        answer.save(update_fields=["text", "revision", "updated_at", "updated_by"])
        saved.append(answer.question)
    if REPLY in answers:
        text, revision = answers[REPLY]
        if text != section.reply and revision != section.reply_revision:
            conflicts.append(Conflict(REPLY, section.reply, text, section.reply_revision, "", at))
        elif text != section.reply:
            section.reply = text
            section.save(update_fields=["reply"])
            saved.append(REPLY)
    if saved:
        audit.record("plan.section_saved", section.plan, by=by, at=at, section=section.pk, questions=saved)
    return conflicts


def _conflict(answer: Answer, yours: str, at: datetime, *, unnamed: bool) -> Conflict:
    """`unnamed`: somebody from outside does not get to see who the colleagues are."""
    by = answer.updated_by.call_name if answer.updated_by and not unnamed else ""
    return Conflict(answer.question, answer.text, yours, answer.revision, by, answer.updated_at or at)


@transaction.atomic
def finish_section(section: PlanSection, *, by, at: datetime | None = None) -> PlanSection:
    """Mark a section as done. Raises AnswersMissing and PlanNotOpen; doing it again changes nothing."""
    at = at or timezone.now()
    section = open_section(section)
    if section.is_done:
        return section
    empty = list(Answer.objects.filter(section=section, text="").order_by("pk").values_list("question", flat=True))
    if empty:
        raise AnswersMissing(empty)
    section.done_at, section.done_by = at, by
    section.save(update_fields=["done_at", "done_by"])
    notifications.settle(task_of(section), at=at)
    audit.record("plan.section_done", section.plan, by=by, at=at, section=section.pk)
    return section


@transaction.atomic
def reopen_section(section: PlanSection, *, by, at: datetime | None = None) -> PlanSection:
    """Take "done" back while the plan is still being written."""
    at = at or timezone.now()
    section = open_section(section)
    if section.is_done:
        section.done_at = section.done_by = None
        section.save(update_fields=["done_at", "done_by"])
        audit.record("plan.section_reopened", section.plan, by=by, at=at, section=section.pk)
    return section


def task_of(section: PlanSection) -> str:
    """What messages about writing this section are about."""
    return f"section:{section.pk}:write"


@transaction.atomic
def add_file(
    section: PlanSection, *, upload: UploadedFile, by, share: PlanShare | None = None, at: datetime | None = None
) -> PlanFile:
    """Put a file beside a section, in quarantine until checked. Raises PlanNotOpen, ShareClosed, TooManyFiles and
    what `files.receive` raises.

    The same bytes sent twice to a section are one file.
    """
    at = at or timezone.now()
    section = open_section(section, share)
    present = list(PlanFile.objects.present().filter(section=section).select_related("file"))
    if len(present) >= FILES_PER_SECTION:
        raise TooManyFiles
    owner = f"organisation:{section.plan.organisation_id}"
    file = files.receive(upload, room=ROOM, owner=owner, by=by, at=at)
    same = (f for f in present if (f.file.sha256, f.file.name) == (file.sha256, file.name) and not f.file.is_refused)
    if double := next(same, None):
        file.content.delete(save=False)
        file.delete()
        return double
    plan_file = PlanFile.objects.create(section=section, file=file, added_at=at, added_by=by)
    audit.record("plan.file_added", section.plan, by=by, at=at, section=section.pk, file=str(file.pk))
    return plan_file


@transaction.atomic
def remove_file(plan_file: PlanFile, *, by, share: PlanShare | None = None, at: datetime | None = None) -> None:
    """Take a file away from the plan; versions submitted with it keep it."""
    at = at or timezone.now()
    section = open_section(plan_file.section, share)
    changed = PlanFile.objects.present().filter(pk=plan_file.pk).update(removed_at=at, removed_by=by)
    if changed:
        audit.record("plan.file_removed", section.plan, by=by, at=at, file=str(plan_file.file_id))


def forget_removed_files(*, at: datetime) -> int:
    """Delete files that were taken away or refused a month ago and never submitted. Returns how many."""
    gone = PlanFile.objects.filter(
        Q(removed_at__lt=at - KEEP_REMOVED)
        | (~Q(file__refused_because="") & Q(file__checked_at__lt=at - KEEP_REMOVED)),
        file__version_files=None,
    ).select_related("file")
    count = 0
    for plan_file in gone:
        with transaction.atomic():
            file = plan_file.file
            plan_file.delete()
            file.delete()
            transaction.on_commit(partial(file.content.delete, save=False), robust=True)
        count += 1
    return count


def open_section(section: PlanSection, share: PlanShare | None = None) -> PlanSection:
    """The section with its plan locked, or PlanNotOpen. With `share`: ShareClosed unless that lets somebody write."""
    plan = lock_plan(section.plan_id)
    if share and not PlanShare.objects.current().writing().filter(pk=share.pk).exists():
        raise ShareClosed
    in_force = Term.objects.in_force().filter(organisation=plan.organisation)
    found = plan.sections.filter(Exists(in_force), pk=section.pk, is_open=True).first()
    if found is None or not plan.is_open:
        raise PlanNotOpen
    found.plan = plan
    return found


def lock_plan(pk: int) -> Plan:
    return Plan.objects.select_for_update(of=("self",)).select_related("organisation", "template").get(pk=pk)
