"""Who may read, write, submit and judge plans."""

from django.db.models import Q

from implementation_plans.models import Plan, PlanFile, PlanVersion, Reading, ShareRight, VersionFile
from membership.access import may_manage, seats_of
from portal.accounts.access import ADVISER, DECIDER, has_role
from portal.core import files
from portal.core.models import PrivateFile

ROOM = "implementation_plans"
#: What guardian's rows say of a share, by its right (law 8). Nothing else is ever granted on one plan.
GRANTS = {
    ShareRight.READ: ["view_plan"],
    ShareRight.REMARK: ["view_plan"],
    ShareRight.WRITE: ["view_plan", "change_plan"],
}


def may_submit(user, plan) -> bool:
    return may_manage(user, plan.organisation)


def may_share(user, plan) -> bool:
    return may_manage(user, plan.organisation)


def is_colleague(user, plan: int) -> bool:
    """Has a seat in the organisation of this plan: nobody from outside, whatever was shared with them."""
    return Plan.objects.filter(pk=plan, organisation__in=[seat.organisation_id for seat in seats_of(user)]).exists()


def may_review(user) -> bool:
    return has_role(user, ADVISER, DECIDER)


def may_approve(user) -> bool:
    return has_role(user, DECIDER)


def may_see_others(version: PlanVersion, user) -> bool:
    """What colleagues found is hidden until one's own reading is complete: a second reader reads for themselves.

    After the decision everybody sees all; before it also a decider who does not read this version.
    """
    if version.is_decided:
        return True
    own = Reading.objects.current().filter(version=version, reader=user).first()
    return own.is_complete if own else may_approve(user)


def may_open_file(user, file: PrivateFile) -> bool:
    """The organisation's own people; with whom the plan is shared, what lies beside it now; readers of the network
    only once it was submitted."""
    own = [seat.organisation_id for seat in seats_of(user)]
    kept = Q(removed_at=None) | Q(file__version_files__isnull=False)
    shared = Q(removed_at=None, section__plan__in=Plan.objects.shared_with(user))
    if PlanFile.objects.filter(kept & Q(section__plan__organisation__in=own) | shared, file=file).exists():
        return True
    return VersionFile.objects.filter(file=file, section__versions__in=PlanVersion.objects.readable_by(user)).exists()


files.register_policy(ROOM, may_open_file)
