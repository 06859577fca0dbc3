"""One entry of the bank may pay several invoices: payments name their entry, and an entry says when it was booked."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

KEEP = """
UPDATE membership_payment p SET entry_id = e.id FROM membership_bankentry e WHERE e.payment_id = p.id;
UPDATE membership_bankentry e SET booked_at = p.booked_at FROM membership_payment p WHERE e.payment_id = p.id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
FREEZE = """
CREATE TRIGGER payment_entry_frozen BEFORE UPDATE OF entry_id
  ON membership_payment FOR EACH ROW EXECUTE FUNCTION money_is_frozen();
"""
THAW = "DROP TRIGGER payment_entry_frozen ON membership_payment;"


class Migration(migrations.Migration):
    dependencies = [("membership", "0021_farewells")]

    operations = [
        migrations.AddField(
            "payment",
            "entry",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payments",
                to="membership.bankentry",
            ),
        ),
        migrations.AddField("bankentry", "booked_at", models.DateTimeField("geboekt", blank=True, null=True)),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
        migrations.RemoveConstraint("bankentry", "entry_booked_or_set_aside"),
        migrations.RemoveIndex("bankentry", "entry_open"),
        migrations.RemoveIndex("bankentry", "entry_payer"),
        migrations.RemoveField("bankentry", "payment"),
        migrations.AddIndex(
            "bankentry",
            models.Index(
                condition=Q(booked_at=None, set_aside_at=None), fields=["booked_on", "id"], name="entry_open"
            ),
        ),
        migrations.AddIndex(
            "bankentry",
            models.Index(condition=~Q(booked_at=None), fields=["payer_account"], name="entry_payer"),
        ),
        migrations.AddConstraint(
            "bankentry",
            models.CheckConstraint(
                condition=Q(booked_at=None) | Q(set_aside_at=None), name="entry_booked_or_set_aside"
            ),
        ),
        migrations.RunSQL(FREEZE, THAW),
    ]
