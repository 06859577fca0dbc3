"""What happens at a time of day. Tasks are safe to run twice, so the mark of the day may be lost."""

from collections.abc import Callable
from datetime import datetime, time

from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

DailyTask = Callable[[datetime], object]
_daily: dict[str, tuple[time, DailyTask]] = {}


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
    call_command("publish_scheduled", verbosity=0)
