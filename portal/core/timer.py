"""What happens at a time of day. Tasks are safe to run twice, so the mark of the day may be lost."""

import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial

from django.apps import apps
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

DailyTask = Callable[[datetime], object]
_daily: dict[str, tuple[time, DailyTask]] = {}
TOLD_AGAIN_AFTER = timedelta(days=1)

logger = logging.getLogger("portal.timer")


def every_day(name: str, *, after: time, run: DailyTask) -> None:
    """Run once on each day, soon after `after` (Dutch time). `run` must be safe to run twice."""
    _daily[name] = (after, run)


def tick(*, at: datetime | None = None) -> None:
    at = at or timezone.now()
    local = timezone.localtime(at)
    for name, (after, run) in _daily.items():
        key = f"timer:{name}"
        if local.time() >= after and cache.get(key) != local.date().isoformat():
            run(at)
            cache.set(key, local.date().isoformat(), timeout=None)
    publish_due(at)


def publish_due(at: datetime) -> None:
    """Take down what is past its day and put online what editors planned for now, each by itself.

    Wagtail's publish_scheduled stops at the first that cannot go online (a file it must have was thrown away, say),
    and everything behind it waits for ever. Here that one waits alone, and is tried again until an editor saves it.
    """
    kinds = [Page, *(m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page))]
    for kind in kinds:
        for thing in kind.objects.filter(live=True, expire_at__lt=at).order_by("expire_at", "pk"):
            _alone(thing, partial(thing.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled"))
    for revision in Revision.objects.filter(approved_go_live_at__lt=at).order_by("approved_go_live_at", "pk"):
        _alone(revision, partial(revision.publish, log_action="wagtail.publish.scheduled"))


def _alone(what, do: Callable[[], object]) -> None:
    try:
        with transaction.atomic():
            do()
    except Exception:
        if cache.add(f"timer:{what._meta.label}:{what.pk}", 1, timeout=TOLD_AGAIN_AFTER.total_seconds()):
            logger.exception("%s %s could not be published or taken down at its time", what._meta.label, what.pk)
