"""What the network decides about a version: once, with a letter, all effects or none."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from implementation_plans.models import (
    Decision,
    DecisionDraft,
    Outcome,
    Plan,
    PlanSection,
    PlanVersion,
    Reading,
    SectionReview,
    VersionSection,
)
from implementation_plans.operations.letter import compose_letter, flagged_sections, readings_that_count
from implementation_plans.operations.people import admins_of
from implementation_plans.operations.reading import is_tied, lock_undecided, refuse_own_plan
from implementation_plans.operations.refusals import (
    AlreadyDecided,
    LetterChanged,
    NotFullyRead,
    NothingToAdd,
    NotProposed,
    SamePerson,
    StillToAdd,
)
from implementation_plans.operations.writing import lock_plan
from membership.operations import raise_level
from portal.core import audit, notifications
from portal.core.models import OperatorSettings


@transaction.atomic
def save_draft(
    version: PlanVersion,
    *,
    outcome: str,
    letter: dict,
    answer_by: date | None = None,
    seen: str | None = None,
    by,
    at: datetime | None = None,
) -> DecisionDraft:
    """Keep the letter as edited. A proposal that waits for a second person goes back to being a draft.

    `seen`: the stamp of the letter it was edited on, "" when there was none. The letter remembers which sections
    it asks for. Raises AlreadyDecided, PlanWithdrawn, LetterChanged and OwnPlan.
    """
    at = at or timezone.now()
    plan = lock_undecided(version)
    refuse_own_plan(plan, by)
    draft = DecisionDraft.objects.filter(version=version, closed_at=None).first() or DecisionDraft(version=version)
    if seen is not None and seen != (draft.stamp if draft.pk else ""):
        raise LetterChanged
    letter = letter | {"asks": _asks(version)}
    same = (draft.outcome, draft.letter, draft.answer_by) == (outcome, letter, answer_by)
    if draft.pk and same:
        return draft
    draft.outcome, draft.letter, draft.answer_by = outcome, letter, answer_by
    draft.saved_at, draft.saved_by, draft.proposed_at, draft.proposed_by = at, by, None, None
    draft.save()
    audit.record("plan.letter_saved", plan, by=by, at=at, version=version.pk, outcome=outcome)
    return draft


@transaction.atomic
def propose_decision(
    version: PlanVersion, *, letter: str | None = None, by, at: datetime | None = None
) -> DecisionDraft:
    """Offer the saved letter to a second person, when the network wants two pairs of eyes.

    `letter`: the stamp of the one this person read. Raises NotProposed without a saved letter, and whatever stands in
    the way of the decision itself.
    """
    at = at or timezone.now()
    plan = lock_undecided(version)
    refuse_own_plan(plan, by)
    draft = DecisionDraft.objects.filter(version=version, closed_at=None).first()
    if draft is None:
        raise NotProposed
    _refuse_unfit(version, draft.outcome)
    _refuse_other_letter(version, draft, letter)
    if not draft.is_proposed:
        draft.proposed_at, draft.proposed_by = at, by
        draft.save(update_fields=["proposed_at", "proposed_by"])
        audit.record("plan.decision_proposed", plan, by=by, at=at, version=version.pk, outcome=draft.outcome)
    return draft


@transaction.atomic
def decline_proposal(version: PlanVersion, *, reason: str, by, at: datetime | None = None) -> DecisionDraft:
    """The second person says no, and why: the letter opens again as a new draft with the same words.

    Raises NotProposed, SamePerson, AlreadyDecided, PlanWithdrawn and OwnPlan.
    """
    at = at or timezone.now()
    plan = lock_undecided(version)
    refuse_own_plan(plan, by)
    draft = _proposal(version, by)
    draft.closed_at, draft.declined_by, draft.declined_because = at, by, reason
    draft.save(update_fields=["closed_at", "declined_by", "declined_because"])
    again = DecisionDraft.objects.create(
        version=version,
        outcome=draft.outcome,
        letter=draft.letter,
        answer_by=draft.answer_by,
        saved_at=at,
        saved_by=draft.saved_by,
    )
    audit.record("plan.proposal_declined", plan, by=by, at=at, version=version.pk)
    if draft.proposed_by_id:
        notifications.notify(
            "proposal_declined",
            to=draft.proposed_by,
            key=f"proposal-declined:{draft.pk}",
            subject=f"plan:{plan.pk}:read",
            context={"organisation": plan.organisation.name, "version": version.pk, "by": by.call_name},
            at=at,
        )
    return again


@transaction.atomic
def return_plan(
    version: PlanVersion,
    *,
    reason: str,
    by,
    at: datetime | None = None,
    answer_by: date | None = None,
    letter: str | None = None,
) -> Decision:
    """Send a version back. Only the flagged sections open again; the others stay done.

    `reason` opens the letter unless one was saved; `letter` is the stamp of the saved one that this person read.
    Raises AlreadyDecided, PlanWithdrawn, NotFullyRead, NothingToAdd, NotProposed, SamePerson, LetterChanged and
    OwnPlan; returning again by the same person returns the decision.
    """
    at = at or timezone.now()
    plan = lock_plan(version.plan_id)
    if done := _decided_before(version, Outcome.RETURNED, by):
        return done
    decision = _decide(plan, version, Outcome.RETURNED, reason=reason, answer_by=answer_by, letter=letter, by=by, at=at)
    flagged = flagged_sections(version)
    _open_again(plan, [section.code for section in flagged])
    audit.record("plan.returned", plan, by=by, at=at, version=version.pk, sections=len(flagged))
    _tell(plan, "plan_returned", decision, by=by, at=at, sections=[_named(s) for s in flagged])
    return decision


@transaction.atomic
def approve_plan(
    version: PlanVersion, *, reason: str, by, at: datetime | None = None, letter: str | None = None
) -> Decision:
    """Approve a version. In this one transaction the organisation goes on to level 2: its level-1
    term ends, level 2 begins, level-2 material opens, the network shows it, its people are told.

    Raises what return_plan does, StillToAdd instead of NothingToAdd, and what raise_level raises.
    """
    at = at or timezone.now()
    plan = lock_plan(version.plan_id)
    if done := _decided_before(version, Outcome.APPROVED, by):
        return done
    decision = _decide(plan, version, Outcome.APPROVED, reason=reason, letter=letter, by=by, at=at)
    raise_level(plan.organisation, by=by, at=at)
    audit.record("plan.approved", plan, by=by, at=at, version=version.pk)
    _tell(plan, "plan_approved", decision, by=by, at=at)
    return decision


@transaction.atomic
def refuse_plan(
    version: PlanVersion, *, reason: str, by, at: datetime | None = None, letter: str | None = None
) -> Decision:
    """Say no to the whole plan. Every section opens again with its text, so that the organisation may start over.

    Raises what approve_plan does, but StillToAdd.
    """
    at = at or timezone.now()
    plan = lock_plan(version.plan_id)
    if done := _decided_before(version, Outcome.REFUSED, by):
        return done
    decision = _decide(plan, version, Outcome.REFUSED, reason=reason, letter=letter, by=by, at=at)
    _open_again(plan, [section.code for section in version.sections.all()])
    audit.record("plan.refused", plan, by=by, at=at, version=version.pk)
    _tell(plan, "plan_refused", decision, by=by, at=at)
    return decision


def _decided_before(version: PlanVersion, outcome: str, by) -> Decision | None:
    """The same decision by the same person, None when open; raises AlreadyDecided for any other."""
    decision = Decision.objects.select_related("decided_by").filter(standing_for=version).first()
    if decision is None:
        return None
    if decision.outcome == outcome and decision.decided_by_id == by.pk:
        return decision
    raise AlreadyDecided(decision)


def _decide(
    plan: Plan,
    version: PlanVersion,
    outcome: str,
    *,
    reason: str,
    letter: str | None,
    by,
    at: datetime,
    answer_by: date | None = None,
) -> Decision:
    lock_undecided(version)
    refuse_own_plan(plan, by)
    _refuse_unfit(version, outcome)
    draft = DecisionDraft.objects.filter(version=version, closed_at=None).first()
    if OperatorSettings.load().two_pairs_of_eyes:
        draft = _proposal(version, by, outcome)
    _refuse_other_letter(version, draft, letter)
    if draft is None or draft.outcome != outcome:
        composed = compose_letter(version, outcome=outcome, opening=reason)
        draft = DecisionDraft(version=version, outcome=outcome, letter=composed, answer_by=answer_by, saved_at=at)
    decision = Decision.objects.create(
        version=version,
        standing_for=version,
        outcome=outcome,
        reason=draft.letter["opening"],
        letter=draft.letter,
        answer_by=draft.answer_by,
        decided_at=at,
        decided_by=by,
        proposed_by=draft.proposed_by,
    )
    DecisionDraft.objects.filter(version=version, closed_at=None).update(closed_at=at)
    notifications.settle(f"plan:{plan.pk}:read", at=at)
    return decision


def _proposal(version: PlanVersion, by, outcome: str = "") -> DecisionDraft:
    draft = DecisionDraft.objects.filter(version=version, closed_at=None, proposed_at__isnull=False).first()
    if draft is None or outcome not in ("", draft.outcome):
        raise NotProposed
    if draft.proposed_by is None or is_tied(version.plan, draft.proposed_by):
        raise NotProposed
    if draft.proposed_by_id == by.pk:
        raise SamePerson
    return draft


def _refuse_other_letter(version: PlanVersion, draft: DecisionDraft | None, read: str | None) -> None:
    """The saved letter is the one that was read, and asks for the sections that readers ask for now."""
    if read is not None and read != (draft.stamp if draft else ""):
        raise LetterChanged
    if draft and draft.outcome == Outcome.RETURNED and draft.letter.get("asks") != _asks(version):
        raise LetterChanged


def _asks(version: PlanVersion) -> list[str]:
    return [section.code for section in flagged_sections(version)]


def _refuse_unfit(version: PlanVersion, outcome: str) -> None:
    """Somebody read it all, so did everybody who was asked to, and what they found allows this outcome."""
    readings = readings_that_count(version)
    asked = [r for r in readings if not r.is_complete and r.assigned_by_id != r.reader_id]
    if asked or not any(r.is_complete for r in readings):
        raise NotFullyRead(_unread(version, asked or readings))
    flagged = flagged_sections(version)
    if outcome == Outcome.APPROVED and flagged:
        raise StillToAdd
    if outcome == Outcome.RETURNED and not flagged:
        raise NothingToAdd


def _unread(version: PlanVersion, readings: list[Reading]) -> list[VersionSection]:
    """The sections that one of these readers did not judge yet; all of them when nobody reads."""
    sections = list(version.sections.all())
    readers = {r.reader_id for r in readings if not r.is_complete}
    judged = set(
        SectionReview.objects.filter(section__in=sections, reader__in=readers).values_list("section_id", "reader_id")
    )
    return [s for s in sections if not readers or any((s.pk, reader) not in judged for reader in readers)]


def _open_again(plan: Plan, codes: list[str]) -> None:
    PlanSection.objects.filter(plan=plan, code__in=codes).update(is_open=True, done_at=None, done_by=None, reply="")


def _named(section) -> dict:
    return {"number": section.number, "title": section.title}


def _tell(plan: Plan, kind: str, decision: Decision, *, by, at: datetime, **context) -> None:
    version = decision.version
    for person in admins_of(plan, timezone.localdate(at)):
        notifications.notify(
            kind,
            to=person,
            key=f"{kind}:{decision.pk}:{person.pk}",
            subject=f"plan:{plan.pk}:return" if kind == "plan_returned" else f"plan:{plan.pk}:decision",
            context={
                "organisation": plan.organisation.name,
                "count": version.sections.count(),
                "number": version.number,
                "by": by.call_name,
                "name": person.call_name,
                "reason": decision.reason,
                **context,
            },
            at=at,
        )
