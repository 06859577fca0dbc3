"""Sharing a plan with somebody from outside, for the tests of this room."""

from datetime import timedelta

from implementation_plans import operations
from implementation_plans.models import PlanShare, PlanUserObjectPermission
from tests.factories import PlanShareFactory


def shared(plan, right="read", **kwargs) -> PlanShare:
    """Invited and accepted."""
    return operations.accept_share(PlanShareFactory(plan=plan, right=right, **kwargs))


def pages(plan) -> dict[str, str]:
    root = f"/mijn/gedeeld/{plan.pk}/"
    return {"plan": root, "section": f"{root}onderdeel/1/", "remark": f"{root}onderdeel/1/opmerking/"}


def form(today, **kwargs) -> dict:
    last_day = (today + timedelta(days=30)).isoformat()
    return {"name": "Sil Kampen", "email": "Sil@Buiten.example", "right": "write", "last_day": last_day} | kwargs


def granted(share) -> set[str]:
    rows = PlanUserObjectPermission.objects.filter(user=share.user, content_object=share.plan)
    return set(rows.values_list("permission__codename", flat=True))
