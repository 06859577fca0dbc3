"""A running plan keeps its questions, and moves to newer ones when its writers say so."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from implementation_plans.algorithms.questions import SectionChange, changes
from implementation_plans.models import Answer, KeptText, Plan, PlanFile, PlanSection, Remark, TemplateVersion
from implementation_plans.operations.refusals import NotTheNewest, PlanNotOpen
from implementation_plans.operations.writing import lock_plan, outlines_for, task_of
from membership.models import Organisation
from portal.core import audit, notifications


def newest_template() -> TemplateVersion | None:
    """The version in force, when it was frozen already; asked by pages, so nothing is written."""
    frozen = TemplateVersion.objects.filter(template__live=True, revision_id=F("template__live_revision_id"))
    return frozen.order_by("-template_id").first()


def sections_ahead(organisation: Organisation, newest: TemplateVersion | None) -> int:
    """How many sections a plan of this organisation would have if it began now, with the questions in force.

    The usual seven without questions.
    """
    return len(outlines_for(newest, organisation)) if newest else 7


def news_for(
    plan: Plan, sections: list[PlanSection] | None = None
) -> tuple[TemplateVersion | None, list[SectionChange]]:
    """The newer questions for an open plan, and every section of both with what is different.

    (None, []) when there are none, when they ask this organisation nothing else, or while the plan is closed.
    """
    newest = newest_template()
    if newest is None or newest.pk == plan.template_id or not plan.is_open:
        return None, []
    found = changes_for(plan, newest, sections)
    return (newest, found) if any(c.is_different or c.is_gone for c in found) else (None, [])


def changes_for(
    plan: Plan, template: TemplateVersion, sections: list[PlanSection] | None = None
) -> list[SectionChange]:
    codes = [s.code for s in (plan.sections.all() if sections is None else sections)]
    outlines = {outline["code"]: outline for outline in plan.template.sections}
    return changes([outlines[code] for code in codes], outlines_for(template, plan.organisation))


@transaction.atomic
def move_to_template(plan: Plan, template: TemplateVersion, *, by, at: datetime | None = None) -> Plan:
    """Give a plan the questions in force. Nothing that was written is lost.

    Texts stay with their question. Those of questions that are gone become KeptText; files and remarks of a section
    that is gone go to the first section that is open then. Sections that ask something else are to be done again;
    closed ones whose number or words are others open, so that they are submitted anew; the rest stays as it is.
    Whoever has an old page open overwrites nothing: every text counts as saved anew.
    Raises PlanNotOpen and NotTheNewest; moving again changes nothing.
    """
    at = at or timezone.now()
    plan = lock_plan(plan.pk)
    if plan.template_id == template.pk:
        return plan
    if not plan.is_open or plan.organisation.current_term(timezone.localdate(at)) is None:
        raise PlanNotOpen
    found = changes_for(plan, template)
    if template != newest_template() or all(change.is_gone for change in found):
        raise NotTheNewest
    before = plan.template
    kept = _keep_texts(plan, found, at)
    sections = _renumber(plan, found)
    _ask(plan, found, sections, at)
    _take_along(plan, found, sections)
    for change in found:
        if change.is_gone:
            notifications.settle(task_of(sections[change.code]), at=at)
            sections[change.code].delete()
    plan.template = template
    plan.save(update_fields=["template"])
    audit.record("plan.moved", plan, by=by, at=at, before=before.pk, template=template.pk, kept=kept)
    return plan


def _keep_texts(plan: Plan, found: list[SectionChange], at: datetime) -> int:
    """Texts under questions that nobody asks any more, and replies to reactions on sections that are gone."""
    texts = {a.question: a.text for a in Answer.objects.filter(section__plan=plan)}
    replies = {s.code: s.reply for s in plan.sections.all()}
    still_asked = {q["code"] for c in found if c.new for q in c.new["questions"]}
    rows = []
    for change in found:
        kept = [(q.old["label"], texts.get(q.code)) for q in change.questions if q.old and q.code not in still_asked]
        if change.is_gone:
            kept.append(("Uw antwoord op onze reactie", replies[change.code]))
        title = (change.old or change.new or {})["title"]
        rows += [(title, label, text) for label, text in kept if text]
    KeptText.objects.bulk_create(
        KeptText(plan=plan, section_title=title, question=label, text=text, kept_at=at) for title, label, text in rows
    )
    return len(rows)


def _renumber(plan: Plan, found: list[SectionChange]) -> dict[str, PlanSection]:
    """The sections by code, numbered as the new template has them and open where they are to be submitted anew."""
    aside = 1000 + (plan.sections.aggregate(last=Max("number"))["last"] or 0)
    plan.sections.update(number=F("number") + aside)  # out of each other's way
    sections = {s.code: s for s in plan.sections.all()}
    for change in found:
        if change.number is None:  # gone
            continue
        section = sections.setdefault(change.code, PlanSection(plan=plan, code=change.code))
        section.number = change.number
        section.is_open = section.is_open or change.is_submitted_anew
        if change.asks_anew:
            section.done_at = section.done_by = None
        section.save()
    return sections


def _ask(plan: Plan, found: list[SectionChange], sections: dict[str, PlanSection], at: datetime) -> None:
    """An answer for each question that is asked now, with its text when there was one; the others go."""
    answers = {a.question: a for a in Answer.objects.filter(section__plan=plan)}
    revision = 1 + max((a.revision for a in answers.values()), default=0)
    for change in found:
        for question in change.new["questions"] if change.new else []:
            answer = answers.pop(question["code"], None) or Answer(question=question["code"], updated_at=at)
            answer.section, answer.revision = sections[change.code], revision
            answer.save()
    Answer.objects.filter(pk__in=[a.pk for a in answers.values()]).delete()


def _take_along(plan: Plan, found: list[SectionChange], sections: dict[str, PlanSection]) -> None:
    """Files and remarks of sections that are gone: to the first open section, or to the last one.

    That one opens when files come to lie beside it: it is not what it was.
    """
    gone = [sections[c.code] for c in found if c.is_gone]
    files = PlanFile.objects.filter(section__in=gone)
    remarks = Remark.objects.filter(section__in=gone)
    if not files.exists() and not remarks.exists():
        return
    staying = sorted((sections[c.code] for c in found if not c.is_gone), key=lambda s: s.number)
    home = next((s for s in staying if s.is_open), staying[-1])
    if files.present().exists() and not home.is_open:
        home.is_open = True
        home.save(update_fields=["is_open"])
    files.update(section=home)
    remarks.update(section=home)
