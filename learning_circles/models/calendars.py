"""Whether somebody's calendar feed is still what it was, in one small query instead of all its meetings."""

from datetime import date

from django.db import connection, models
from django.db.models.functions import Now

#: What a feed is made of, but for the meetings themselves: it is a function of these and the day. The seats and terms
#: as they stand, so that the rules of who may what are written once, in the queries of the feed.
STATE = """
SELECT
  (SELECT (count(*), sum(id), max(at))::text FROM learning_circles_calendarchange WHERE person = %(person)s),
  (SELECT string_agg((id, organisation_id, since, until)::text, ' ' ORDER BY id)
     FROM membership_seat WHERE user_id = %(person)s),
  (SELECT string_agg((id, level, start, "end")::text, ' ' ORDER BY id) FROM membership_term
     WHERE organisation_id IN (SELECT organisation_id FROM membership_seat WHERE user_id = %(person)s))
FROM accounts_user WHERE id = %(person)s AND is_active
"""


class CalendarChange(models.Model):
    """A place, a circle or a meeting in the calendar of a person changed, in whatever way: triggers write this row.

    How many there are, and the sum of their numbers, differ after each change that was committed, whichever began
    first: rows that are forgotten have lower numbers than those that came. `person` is no foreign key, because the
    row may be about an account that is being deleted.
    """

    person = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "verandering in een agenda"
        verbose_name_plural = "veranderingen in agenda’s"
        indexes = [models.Index(fields=["person"], include=["id", "at"], name="calendar_changes_of")]

    def __str__(self) -> str:
        return f"{self.person}: {self.pk}"


def state_of(person: int, day: date) -> tuple | None:
    """Equal twice means the same feed twice; None for somebody without an account. Ask it before the meetings."""
    with connection.cursor() as cursor:
        cursor.execute(STATE, {"person": person})  # the ORM takes longer to write this than the database to answer
        found = cursor.fetchone()
    return found and (day.isoformat(), *found)
