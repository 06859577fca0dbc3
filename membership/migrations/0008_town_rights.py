"""Editors keep the list of towns, beside the other lists."""

from django.db import migrations

EDITOR = "Medewerkers: redacteur"


def allow(apps, schema_editor):
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="membership", model="town"
    )
    editor = apps.get_model("auth", "Group").objects.get(name=EDITOR)
    for deed in ("add", "change", "delete", "view"):
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind, codename=f"{deed}_town", defaults={"name": f"Can {deed} town"}
        )
        editor.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("membership", "0007_towns"), ("accounts", "0002_staff_groups")]
    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
