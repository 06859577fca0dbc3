"""The four groups of network staff, each with the right to enter /beheer/."""

from django.db import migrations

GROUPS = [
    "Medewerkers: adviseur",
    "Medewerkers: beslisser",
    "Medewerkers: financiën",
    "Medewerkers: redacteur",
]


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    enter = Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")
    for name in GROUPS:
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(enter)


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("wagtailadmin", "0001_create_admin_access_permissions")]
    operations = [migrations.RunPython(make_groups, remove_groups)]
