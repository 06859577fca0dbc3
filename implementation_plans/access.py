"""Who may read, write, submit and judge plans."""

from django.db.models import Q

from implementation_plans.models import PlanFile, PlanVersion, VersionFile
from membership.access import may_manage, seats_of
from portal.accounts.access import ADVISER, DECIDER, has_role
from portal.core import files
from portal.core.models import PrivateFile

ROOM = "implementation_plans"


def may_submit(user, plan) -> bool:
    return may_manage(user, plan.organisation)


def may_review(user) -> bool:
    return has_role(user, ADVISER, DECIDER)


def may_approve(user) -> bool:
    return has_role(user, DECIDER)


def may_open_file(user, file: PrivateFile) -> bool:
    """The organisation's own people; advisers and deciders only once it was submitted."""
    own = [seat.organisation_id for seat in seats_of(user)]
    if (
        own
        and PlanFile.objects.filter(
            Q(removed_at=None) | Q(file__version_files__isnull=False),
            file=file,
            section__plan__organisation__in=own,
        ).exists()
    ):
        return True
    return VersionFile.objects.filter(file=file, section__versions__in=PlanVersion.objects.readable_by(user)).exists()


files.register_policy(ROOM, may_open_file)
