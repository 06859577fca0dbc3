"""Public figures, computed from the register and never typed."""

from django.db.models import Count
from django.utils import timezone

from membership.models import Term
from portal.core.page_cache import keep


def member_counts() -> dict[tuple[str, int], int]:
    """How many organisations take part today, by province and level. Kept until the register changes."""
    return keep(f"member counts {timezone.localdate()}", _count_members)


def _count_members() -> dict[tuple[str, int], int]:
    rows = Term.objects.in_force().values_list("organisation__province", "level").annotate(n=Count("pk")).order_by()
    return {(province, level): n for province, level, n in rows}


def members_by_level() -> dict:
    """How many organisations take part today, by level, and in how many provinces."""
    counts = {1: 0, 2: 0}
    for (_province, level), n in member_counts().items():
        counts[level] += n
    return {
        "level_1": counts[1],
        "level_2": counts[2],
        "total": counts[1] + counts[2],
        "provinces": len({province for province, _level in member_counts()}),
        "day": timezone.localdate(),
    }
