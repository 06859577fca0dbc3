"""Staff with finance keep tariffs and the settings of invoices; in every organisation somebody receives them."""

from django.db import migrations
from django.db.models import Q
from django.utils import timezone

FINANCE = "Medewerkers: financiën"
DEEDS = {"tariff": ("add", "change", "delete", "view"), "duessettings": ("change",)}


def allow(apps, schema_editor):
    finance = apps.get_model("auth", "Group").objects.get(name=FINANCE)
    for model, deeds in DEEDS.items():
        kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label="membership", model=model
        )
        for deed in deeds:
            permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
                content_type=kind, codename=f"{deed}_{model}", defaults={"name": f"Can {deed} {model}"}
            )
            finance.permissions.add(permission)


def somebody_receives(apps, schema_editor):
    """The first admin gets the duty where nobody has it."""
    today = timezone.localdate()
    seats = apps.get_model("membership", "Seat").objects.filter(Q(until=None) | Q(until__gt=today), since__lte=today)
    held = set(seats.filter(duties__contains=["invoices"]).values_list("organisation_id", flat=True))
    for seat in seats.filter(role="admin", user__is_active=True).order_by("organisation_id", "since", "pk"):
        if seat.organisation_id not in held:
            held.add(seat.organisation_id)
            seat.duties = [*seat.duties, "invoices"]
            seat.save(update_fields=["duties"])


class Migration(migrations.Migration):
    dependencies = [("membership", "0011_runs"), ("accounts", "0002_staff_groups")]
    operations = [
        migrations.RunPython(allow, migrations.RunPython.noop),
        migrations.RunPython(somebody_receives, migrations.RunPython.noop),
    ]
