"""A process that dies between any two statements leaves all or nothing."""

import pytest
from django.db import connection

from implementation_plans import operations as plans
from implementation_plans.models import Decision, Plan, PlanVersion, VersionSection
from membership.models import Seat, Term
from portal.core.models import AuditEntry, Notification
from tests.factories import PlanFactory, member, read_as_good, staff, write_everything
from tests.proof.faults import Killed, killed_before


def facts() -> dict:
    return {
        "decisions": Decision.objects.count(),
        "versions": PlanVersion.objects.count(),
        "sections": VersionSection.objects.count(),
        "open": list(Plan.objects.order_by("pk").values_list("sections__is_open", flat=True)),
        "terms": list(Term.objects.order_by("pk").values_list("level", "end")),
        "messages": Notification.objects.count(),
        "settled": Notification.objects.exclude(settled_at=None).count(),
        "audit": AuditEntry.objects.count(),
        "groups": list(Seat.objects.order_by("pk").values_list("user__groups__name", flat=True)),
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("deed", ["submit", "approve"])
def test_killed_between_any_two_steps_leaves_all_or_nothing(flushed_site, deed, figure):
    """Dies before each statement in turn, on the real database; afterwards the deed still works."""
    seat = member()
    staff("adviser")
    plan = write_everything(PlanFactory(organisation=seat.organisation), seat.user)
    decider = staff("decider")
    if deed == "approve":
        version = read_as_good(plans.submit_plan(plan, by=seat.user), staff("adviser"))

    def act():
        if deed == "submit":
            return plans.submit_plan(Plan.objects.get(pk=plan.pk), by=seat.user)
        return plans.approve_plan(PlanVersion.objects.get(pk=version.pk), reason="Ja.", by=decider)

    before, tried, wrong, step = facts(), 0, 0, 0
    while True:
        step += 1
        try:
            with connection.execute_wrapper(killed_before(step)):
                act()
        except Killed:
            connection.close()
            tried += 1
            wrong += facts() != before
            continue
        break
    figure(f"kills in {deed}: {tried} tried, {wrong} wrong")
    assert tried > 10
    assert wrong == 0
    assert facts() != before
