"""Plans that are busy now: one shared with outsiders, one read by two, one refused, one waiting for a second person."""

from datetime import datetime, timedelta

from django.utils import timezone

from implementation_plans import operations as plans
from implementation_plans.models import Outcome, Plan, PlanSection, PlanVersion, VersionSection
from membership.models import Organisation
from portal.accounts.models import User
from portal.core.models import OperatorSettings
from portal.home.demo_network.content.busy import (
    NOTES,
    OUTSIDE_REMARK,
    OUTSIDERS,
    PROPOSAL,
    REFUSAL,
    REMARKS,
    TASKS,
)
from portal.home.demo_network.pages import code

DAY = timedelta(days=1)


def busy_plans(staff: dict[str, User], second: User, now: datetime) -> None:
    """`second`: a colleague who reads along, and may decide."""
    write_together(_plan("Gemeente Nieuwegein"), now)
    read_by_two(_waiting("Gemeente Hoogeveen"), staff["adviser"], second, now)
    refuse(_waiting("Stichting Opstap Noord"), staff["adviser"], staff["decider"], now)
    propose(_waiting("Stichting Jong en Verder"), staff["adviser"], now)


def write_together(plan: Plan, now: datetime) -> None:
    """Tasks, remarks, and two people from outside, of whom one said yes."""
    writers = [seat.user for seat in plan.organisation.seats.select_related("user").order_by("pk")]
    today = timezone.localdate(now)
    for name, number, days in TASKS:
        section = _section(plan, name)
        plans.assign_section(
            section, writer=writers[number], due_on=today + days * DAY, by=writers[0], at=now - 6 * DAY
        )
    for name, number, text, is_resolved in REMARKS:
        remark = plans.add_remark(_section(plan, name), text=text, by=writers[number], at=now - 4 * DAY)
        if is_resolved:
            plans.resolve_remark(remark, by=writers[0], at=now - 3 * DAY)
    for name, email, right, days, is_accepted in OUTSIDERS:
        until = today + days * DAY
        share = plans.share_plan(
            plan, email=email, name=name, right=right, until=until, by=writers[0], at=now - 5 * DAY
        )
        if is_accepted:
            share = plans.accept_share(share, at=now - 4 * DAY)
            section, text = OUTSIDE_REMARK
            plans.add_remark(_section(plan, section), text=text, by=share.user, share=share, at=now - 2 * DAY)


def read_by_two(version: PlanVersion, first: User, second: User, now: datetime) -> None:
    plans.assign_reader(version, reader=first, by=first, at=now - 5 * DAY)
    plans.assign_reader(version, reader=second, by=first, at=now - 5 * DAY)
    for section in list(version.sections.all())[:3]:
        plans.save_review(section, judged=_all_good(section), by=first, at=now - 3 * DAY)
    for name, text in NOTES:
        plans.add_note(version.sections.get(code=code(name)), text=text, by=first, at=now - 3 * DAY)


def refuse(version: PlanVersion, reader: User, decider: User, now: datetime) -> None:
    for section in version.sections.all():
        plans.save_review(section, judged=_all_good(section), by=reader, at=now - 4 * DAY)
    plans.refuse_plan(version, reason=REFUSAL, by=decider, at=now - 3 * DAY)


def propose(version: PlanVersion, by: User, now: datetime) -> None:
    """From here on the network wants two pairs of eyes."""
    operator = OperatorSettings.load()
    operator.two_pairs_of_eyes = True
    operator.save()
    for section in version.sections.all():
        plans.save_review(section, judged=_all_good(section), by=by, at=now - 2 * DAY)
    letter = plans.compose_letter(version, outcome=Outcome.APPROVED, opening=PROPOSAL)
    plans.save_draft(version, outcome=Outcome.APPROVED, letter=letter, by=by, at=now - 1 * DAY)
    plans.propose_decision(version, by=by, at=now - 1 * DAY)


def _all_good(section: VersionSection) -> list[tuple[str, str]]:
    return [("good", "")] * len(section.criteria)


def _plan(name: str) -> Plan:
    return Plan.objects.select_related("organisation", "template").get(organisation=Organisation.objects.get(name=name))


def _waiting(name: str) -> PlanVersion:
    return PlanVersion.objects.waiting().get(plan__organisation__name=name)


def _section(plan: Plan, name: str) -> PlanSection:
    return plan.sections.get(code=code(name))
