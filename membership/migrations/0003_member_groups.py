"""The two groups that Wagtail's page privacy asks; membership.access keeps them in step (law 10)."""

from django.db import migrations

GROUPS = ["Leden", "Leden: niveau 2"]


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for name in GROUPS:
        Group.objects.get_or_create(name=name)


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [("membership", "0002_no_overlap"), ("accounts", "0002_staff_groups")]
    operations = [migrations.RunPython(make_groups, remove_groups)]
