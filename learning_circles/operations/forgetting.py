"""Wishes are personal: they go when somebody has no seat any more, and some time after the round ended.

Also forgotten: when somebody's calendar changed.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from learning_circles.models import CalendarChange, CircleWish, WishRound
from learning_circles.models.composing import KEEP_WISHES, STOP_FORGOTTEN
from learning_circles.operations.wishing import lock_round, note_change, stop_round
from portal.core import audit

KEEP_CHANGES = timedelta(days=30)


def forget_lapsed(of: WishRound, *, at: datetime) -> int:
    """Wishes of who has no seat in a member of the level now; returns how many. Call with the round locked."""
    today = timezone.localdate(at)
    lapsed = of.wishes.exclude(pk__in=of.wishes.current(today))
    found = list(lapsed.order_by("pk").values_list("pk", flat=True))
    if found:
        of.wishes.filter(pk__in=found).delete()
        note_change(of)
        audit.record("circle_wish.lapsed", of, by=None, at=at, wishes=found)
    return len(found)


@transaction.atomic
def forget_lapsed_wishes(pk: int, *, at: datetime | None = None) -> int:
    """Whoever lost their seat while a round runs is in no division, and nothing of their wish is kept."""
    of = lock_round(pk)
    return 0 if of.is_over else forget_lapsed(of, at=at or timezone.now())


def rounds_with_lapsed(at: datetime) -> list[int]:
    wishes = CircleWish.objects.filter(round__in=WishRound.objects.open())
    lapsed = wishes.exclude(pk__in=wishes.current(timezone.localdate(at)))
    return sorted(set(lapsed.values_list("round_id", flat=True)))


def stop_forgotten_round(pk: int, *, at: datetime | None = None) -> None:
    """Nobody made circles of it for half a year: it stops, so that what people wished is not kept for ever."""
    of = WishRound.objects.get(pk=pk)
    if not of.is_over:
        stop_round(of, by=None, at=at)


def rounds_to_stop(at: datetime) -> list[int]:
    last = timezone.localdate(at - STOP_FORGOTTEN)
    return list(WishRound.objects.open().filter(wishes_until__lt=last).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def erase_wishes(pk: int, *, at: datetime | None = None) -> None:
    """What people wished in a round that is over, and who was where in its divisions; how many they were stays.

    Who is in a circle of it stays there. Erasing again changes nothing.
    """
    at = at or timezone.now()
    of = lock_round(pk)
    if of.is_erased or not WishRound.objects.over(at - KEEP_WISHES).filter(pk=pk).exists():
        return
    of.wished = of.wishes.count()
    of.placed = of.made_from.placements.filter(member__isnull=False).count() if of.made_from else 0
    of.erased_at = at
    of.save(update_fields=["wished", "placed", "erased_at"])
    of.wishes.all().delete()
    of.declined.clear()
    audit.record("wish_round.wishes_erased", of, by=None, at=at, wishes=of.wished)


def wishes_to_erase(at: datetime) -> list[int]:
    over = WishRound.objects.over(at - KEEP_WISHES).filter(erased_at=None)
    return list(over.order_by("pk").values_list("pk", flat=True))


def forget_calendar_changes(*, at: datetime) -> int:
    """Of more than a month ago; whose feed it was reads it once more. Returns how many."""
    deleted, _rows = CalendarChange.objects.filter(at__lt=at - KEEP_CHANGES).delete()
    return deleted
