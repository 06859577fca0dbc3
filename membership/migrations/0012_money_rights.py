"""Staff with finance keep tariffs and the settings of invoices."""

from django.db import migrations

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


class Migration(migrations.Migration):
    dependencies = [("membership", "0011_runs"), ("accounts", "0002_staff_groups")]
    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
