"""What people looked for and did not find: what is missing in the library, in their own words."""

import re
from datetime import date, timedelta

from django.db.models import F

from portal.core.models import MissedSearch
from portal.core.search.words import plain

MOST_LETTERS = 60
KEEP = timedelta(days=366)
#: An address or a long number could be somebody's; what is not kept cannot leak.
PERSONAL = re.compile(r"@|\d{4,}")


def note(words: str, *, on: date) -> None:
    """Count it for this month; nothing of who looked is kept, and nothing that looks like somebody's data."""
    form = plain(words)
    if not 2 < len(form) <= MOST_LETTERS or PERSONAL.search(form.replace(" ", "")):
        return
    MissedSearch.objects.bulk_create(
        [MissedSearch(words=form, month=on.replace(day=1), times=0, last_on=on)], ignore_conflicts=True
    )
    MissedSearch.objects.filter(words=form, month=on.replace(day=1)).update(times=F("times") + 1, last_on=on)


def forget(*, on: date) -> int:
    """Daily: what is more than a year old goes. Returns how many rows."""
    return MissedSearch.objects.filter(last_on__lt=on - KEEP).delete()[0]
