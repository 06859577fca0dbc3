"""What one row cannot check: no two terms of an organisation, no two seats of a person there, on one day.

int8range(id, id, '[]') lets a GiST index compare a plain number without an extension.
An empty range (a term ended on the day it began) overlaps nothing.
"""

from django.db import migrations

SQL = """
ALTER TABLE membership_term ADD CONSTRAINT terms_do_not_overlap EXCLUDE USING gist (
  int8range(organisation_id, organisation_id, '[]') WITH &&,
  daterange(start, "end") WITH &&
);
ALTER TABLE membership_seat ADD CONSTRAINT seats_do_not_overlap EXCLUDE USING gist (
  int8range(organisation_id, organisation_id, '[]') WITH &&,
  int8range(user_id, user_id, '[]') WITH &&,
  daterange(since, until) WITH &&
);
"""
UNDO = """
ALTER TABLE membership_term DROP CONSTRAINT terms_do_not_overlap;
ALTER TABLE membership_seat DROP CONSTRAINT seats_do_not_overlap;
"""


class Migration(migrations.Migration):
    dependencies = [("membership", "0001_initial")]
    operations = [migrations.RunSQL(SQL, UNDO)]
