"""What an editor may do: write and publish pages, keep images and documents, edit the plan's questions."""

from django.db import migrations

EDITOR = "Medewerkers: redacteur"
PAGE = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]
# Wagtail asks its own models for these rights, also when others take their place
FILES = {"image": "wagtailimages", "document": "wagtaildocs"}
DEEDS = ["add", "change", "choose"]
TEMPLATE = ["add", "change", "view", "publish"]


def give(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    editor = Group.objects.get(name=EDITOR)

    def permission(app_label, model, codename):
        kind, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
        found, _ = Permission.objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
        )
        return found

    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    for codename in PAGE:
        apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
            group=editor, page=root, permission=permission("wagtailcore", "page", codename)
        )
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for model, app_label in FILES.items():
        for deed in DEEDS:
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                group=editor, collection=collection, permission=permission(app_label, model, f"{deed}_{model}")
            )
    for deed in TEMPLATE:
        editor.permissions.add(permission("implementation_plans", "plantemplate", f"{deed}_plantemplate"))


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0001_initial"),
        ("accounts", "0003_no_groups_of_wagtail"),
        ("core", "0003_cache_table"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
