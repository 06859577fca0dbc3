"""The table of the default cache (counters of who asked for a code how often)."""

from django.db import migrations

SQL = """
CREATE TABLE portal_cache (
  cache_key varchar(255) NOT NULL PRIMARY KEY,
  value text NOT NULL,
  expires timestamp with time zone NOT NULL
);
CREATE INDEX portal_cache_expires ON portal_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_audit_append_only")]
    operations = [migrations.RunSQL(SQL, "DROP TABLE portal_cache")]
