"""What happens once a day, shortly after midnight. Everything may run twice."""

import logging
from datetime import datetime, time


from django.core.management import call_command

from membership.access import sync_groups
from portal.accounts.models import User
from portal.core import audit, files, timer

logger = logging.getLogger("portal.daily")


def daily_job(at: datetime) -> None:
    """Bring derived things back in line with the truth, and throw away what is past its time."""
    changed = sync_groups(list(User.objects.values_list("pk", flat=True)))
    if changed:
        logger.warning("groups of members were out of step: %s rows mended", changed)
    files.sweep_orphans(at=at)
    audit.prune_audit(at=at)
    call_command("prune_db_task_results", verbosity=0, backend="jobs")
    call_command("clearsessions", verbosity=0)


timer.every_day("daily_job", after=time(0, 5), run=daily_job)
