"""The yearly look back on an approved plan: what came of its promises (terugblik)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from implementation_plans.algorithms.promises import promises_of
from implementation_plans.models import Decision, EmbeddingCheck, Outcome, Plan, PlanVersion, Promise, PromiseState
from implementation_plans.operations.people import admins_of
from implementation_plans.operations.refusals import PromisesOpen
from implementation_plans.operations.writing import lock_plan
from portal.core import audit, notifications

TIME_TO_ANSWER = timedelta(weeks=6)
REMIND_AFTER = timedelta(weeks=3)


def open_due_checks(*, at: datetime) -> int:
    """Open the look back of every plan that was approved a year ago, or two, or more, while level 2 stands.

    Only the last anniversary counts: nobody catches up on years. Returns how many. May run twice.
    """
    opened = 0
    day = timezone.localdate(at)
    standing = Decision.objects.filter(
        standing_for__isnull=False, outcome=Outcome.APPROVED, decided_at__lte=at - timedelta(days=365)
    )
    for decision in standing.select_related("version__plan__organisation").order_by("pk"):
        anniversary = last_anniversary(timezone.localdate(decision.decided_at), day)
        if anniversary and _level_2(decision.version.plan, day):
            opened += _open(decision, anniversary, at)
    return opened


def last_anniversary(start: date, day: date) -> date | None:
    """The last full year since `start`, or None in the first one. 29 February counts as 1 March."""
    years = day.year - start.year - ((day.month, day.day) < (start.month, start.day))
    if years < 1:
        return None
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return date(start.year + years, 3, 1)


def _level_2(plan: Plan, day: date) -> bool:
    term = plan.organisation.current_term(day)
    return term is not None and term.level == 2


@transaction.atomic
def _open(decision: Decision, anniversary: date, at: datetime) -> bool:
    plan = lock_plan(decision.version.plan_id)
    before = list(EmbeddingCheck.objects.filter(plan=plan))
    still_stands = Decision.objects.filter(pk=decision.pk, standing_for__isnull=False).exists()
    if not still_stands or any(timezone.localdate(c.opened_at) >= anniversary for c in before):
        return False
    promises = _promises(plan, decision.version)
    if not promises:  # an approval taken over from elsewhere, without a text
        return False
    years = anniversary.year - timezone.localdate(decision.decided_at).year
    check = EmbeddingCheck.objects.create(
        plan=plan,
        version=decision.version,
        number=max([years, *(c.number + 1 for c in before)]),
        opened_at=at,
        due_on=timezone.localdate(at) + TIME_TO_ANSWER,
    )
    Promise.objects.bulk_create(
        Promise(check_of=check, number=n, section_title=title, text=text)
        for n, (title, text) in enumerate(promises, start=1)
    )
    for old in before:
        notifications.settle(_subject(old), at=at)
    audit.record("plan.embedding_opened", plan, by=None, at=at, check=check.pk, promises=len(promises))
    _tell("embedding_opened", check, at)
    return True


def _promises(plan: Plan, version: PlanVersion) -> list[tuple[str, str]]:
    marked = {q["code"] for s in plan.template.sections for q in s["questions"] if q.get("is_promise")}
    sections = [
        (s.title, [(q["code"], q["text"]) for q in s.content["questions"]]) for s in version.sections.order_by("number")
    ]
    return promises_of(sections, marked)


def remind_of_checks(*, at: datetime) -> int:
    """Once, three weeks after a look back opened and was not sent: an offer of help. Returns about how many."""
    open_checks = EmbeddingCheck.objects.filter(
        sent_at=None, opened_at__lte=at - REMIND_AFTER, opened_at__gt=at - timedelta(days=365)
    ).select_related("plan__organisation", "version")
    reminded = 0
    for check in open_checks.filter(version__decision__isnull=False).order_by("pk"):
        newer = EmbeddingCheck.objects.filter(plan=check.plan, number__gt=check.number)
        if _level_2(check.plan, timezone.localdate(at)) and not newer.exists():
            _tell("embedding_reminder", check, at)
            reminded += 1
    return reminded


def _tell(kind: str, check: EmbeddingCheck, at: datetime) -> None:
    notifications.notify_all(
        kind,
        to=admins_of(check.plan, timezone.localdate(at)),
        key=f"{kind}:{check.pk}",
        subject=_subject(check),
        context={
            "organisation": check.plan.organisation.name,
            "number": check.number,
            "count": check.promises.count(),
            "due_on": check.due_on.isoformat(),
        },
        at=at,
    )


def _subject(check: EmbeddingCheck) -> str:
    return f"embedding:{check.pk}"


@transaction.atomic
def save_promises(
    check: EmbeddingCheck, *, answers: dict[int, tuple[str, str, str]], by, at: datetime | None = None
) -> list[Promise]:
    """Keep what came of promises, by number: the state, why, and the stamp of what the person saw.

    What a colleague saved meanwhile is not overwritten: those promises come back, as they are now. After sending
    nothing changes any more: then all that differ come back.
    """
    at = at or timezone.now()
    plan = lock_plan(check.plan_id)
    sent = EmbeddingCheck.objects.get(pk=check.pk).is_sent
    conflicts, saved = [], []
    for promise in Promise.objects.filter(check_of=check, number__in=answers).order_by("number"):
        state, why, stamp = answers[promise.number]
        if (state, why) == (promise.state, promise.why):
            continue
        if sent or stamp != promise.stamp:
            conflicts.append(promise)
            continue
        promise.state, promise.why = state, why
        promise.save(update_fields=["state", "why"])
        saved.append(promise.number)
    if saved:
        audit.record("plan.embedding_saved", plan, by=by, at=at, check=check.pk, promises=saved)
    return conflicts


@transaction.atomic
def send_check(check: EmbeddingCheck, *, by, at: datetime | None = None) -> EmbeddingCheck:
    """Show the network what came of the promises. Raises PromisesOpen; sending again changes nothing."""
    at = at or timezone.now()
    plan = lock_plan(check.plan_id)
    check = EmbeddingCheck.objects.get(pk=check.pk)
    if check.is_sent:
        return check
    if unanswered := [p.number for p in _unanswered(check.promises.all())]:
        raise PromisesOpen(unanswered)
    check.sent_at, check.sent_by = at, by
    check.save(update_fields=["sent_at", "sent_by"])
    audit.record("plan.embedding_sent", plan, by=by, at=at, check=check.pk)
    notifications.settle(_subject(check), at=at)
    return check


def _unanswered(promises: Iterable[Promise]) -> list[Promise]:
    return [p for p in promises if not p.state or (p.state != PromiseState.DONE and not p.why)]
