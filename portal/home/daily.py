"""What happens once a day, shortly after midnight. Everything may run twice."""

import logging
from datetime import datetime, time, timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from implementation_plans.operations import (
    close_ended_shares,
    forget_removed_files,
    forget_unused_invitations,
    open_due_checks,
    remind,
    remind_of_checks,
)
from knowledge.operations import count_routes, forget_downloads
from learning_circles.operations import forget_calendar_changes
from membership.access import sync_groups
from membership.operations import (
    ask_order_numbers,
    ask_renewals,
    close_seats_of_former,
    end_grace,
    forget_interests,
    forget_join_requests,
    forget_unfinished,
    look_again,
    remind_of_invoices,
    turn_the_year,
)
from membership.operations.figures import ask_for_participants, remember_figures
from membership.operations.profiles import forget_messages
from membership.operations.reconciling import reconcile
from portal.accounts.models import User
from portal.accounts.operations import forget_old_entrances
from portal.core import audit, files, notifications, throttle, timer
from portal.core.documents import prepared
from portal.core.search import missed
from portal.home.farewell.ending import end_farewells

logger = logging.getLogger("portal.daily")
KEEP_FINISHED_JOBS = timedelta(days=14)


def membership_of_the_day(at: datetime) -> None:
    """The life of memberships: who leaves and the year first, so that whoever left is not asked for anything."""
    end_farewells(at=at)
    turn_the_year(at=at)
    end_grace(at=at)
    ask_renewals(at=at)
    ask_order_numbers(at=at)
    look_again(year=timezone.localdate(at).year)
    remind_of_invoices(at=at)


def daily_job(at: datetime) -> None:
    """Bring derived things back in line with the truth, and throw away what is past its time."""
    changed = sync_groups(list(User.objects.values_list("pk", flat=True)))
    if changed:
        logger.warning("groups of members were out of step: %s rows mended", changed)
    membership_of_the_day(at)
    remind(at=at)
    close_ended_shares(at=at)
    forget_unused_invitations(at=at)
    forget_removed_files(at=at)
    open_due_checks(at=at)
    remind_of_checks(at=at)
    forget_unfinished(at=at)
    close_seats_of_former(at=at)
    forget_join_requests(at=at)
    forget_interests(at=at)
    forget_messages(at=at)
    remember_figures(at=at)
    ask_for_participants(at=at)
    forget_calendar_changes(at=at)
    count_routes(at=at)
    forget_downloads(at=at)
    prepared.forget_prepared(at=at)
    missed.forget(on=timezone.localdate(at))
    files.forget_refused_bytes(at=at)
    files.sweep_orphans(at=at)
    forget_old_entrances(at=at)
    notifications.forget_secrets(at=at)
    throttle.forget_old_counts()
    audit.prune_audit(at=at)
    reconcile(at=at)
    DBTaskResult.objects.filter(finished_at__lt=at - KEEP_FINISHED_JOBS).delete()
    call_command("clearsessions", verbosity=0)


timer.every_day("daily_job", after=time(0, 5), run=daily_job)
