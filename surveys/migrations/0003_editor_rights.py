"""Editors write and publish the questionnaire, as they do the plan's questions."""

from django.db import migrations

EDITOR = "Medewerkers: redacteur"
DEEDS = ["add", "change", "view", "publish"]


def give(apps, schema_editor):
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind, _ = ContentType.objects.get_or_create(app_label="surveys", model="questionnaire")
    editor = Group.objects.get(name=EDITOR)
    for deed in DEEDS:
        codename = f"{deed}_questionnaire"
        found, _ = Permission.objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": f"Can {deed} questionnaire"}
        )
        editor.permissions.add(found)


class Migration(migrations.Migration):
    dependencies = [("surveys", "0002_frozen"), ("accounts", "0003_no_groups_of_wagtail")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
