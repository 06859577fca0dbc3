"""Wagtail's own groups "Editors" and "Moderators" would be a second, unseen way into /beheer/."""

from django.db import migrations

NAMES = ["Editors", "Moderators"]


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=NAMES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_staff_groups"),
        # after everything that gives those groups rights
        ("wagtailcore", "0005_add_page_lock_permission_to_moderators"),
        ("wagtailimages", "0023_add_choose_permissions"),
        ("wagtaildocs", "0011_add_choose_permissions"),
    ]
    operations = [migrations.RunPython(remove_groups, migrations.RunPython.noop)]
