"""Public figures, computed from the register and never typed."""

from django.db.models import Count
from django.utils import timezone

from membership.models import Term


def members_by_level() -> dict:
    """How many organisations take part today, by level, and in how many provinces. One query."""
    rows = Term.objects.in_force().values("level", "organisation__province").annotate(n=Count("pk")).order_by("level")
    counts = {1: 0, 2: 0}
    provinces = set()
    for row in rows:
        counts[row["level"]] += row["n"]
        provinces.add(row["organisation__province"])
    return {
        "level_1": counts[1],
        "level_2": counts[2],
        "total": counts[1] + counts[2],
        "provinces": len(provinces),
        "day": timezone.localdate(),
    }
