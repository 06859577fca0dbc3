"""Links to others are tried once a week, outside any request."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from knowledge.gateways import trouble_with
from knowledge.models import OutsideLink
from portal.core import jobs
from portal.core.page_cache import public_changed

EVERY = timedelta(days=7)
AT_ONCE = 20


def check_link(pk: int | str, *, at: datetime | None = None) -> None:
    """Try one link. What was wrong, or nothing, is kept with the moment."""
    found = OutsideLink.objects.filter(pk=pk).first()
    if found is None:
        return
    trouble = trouble_with(found.link)
    OutsideLink.objects.filter(pk=found.pk).update(checked_at=at or timezone.now(), trouble=trouble)
    if trouble != found.trouble:
        public_changed()


def due_links(at: datetime) -> list[int]:
    """A few at a time, so that a hundred dead sites do not hold up the other jobs."""
    old = Q(checked_at=None) | Q(checked_at__lt=at - EVERY)
    return list(OutsideLink.objects.filter(old).order_by("checked_at", "pk").values_list("pk", flat=True)[:AT_ONCE])


jobs.register("knowledge.check_link", run=check_link, due=due_links)
