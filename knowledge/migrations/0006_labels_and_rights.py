"""The labels a new portal begins with, what editors may do in the library, and who reads a page before it goes out."""

from django.db import migrations

EDITOR = "Medewerkers: redacteur"
LABELS = {
    "rol": ["Coach", "Leidinggevende", "Beleidsmedewerker", "Bestuurder", "Adviesraad"],
    "domein": ["Wonen", "Gezin", "Gezondheid", "Geld", "Opleiding", "Werk"],
    "fase": ["Kennismaken", "Voorbereiden", "Beginnen", "Vasthouden"],
}
MODELS = {"label": "knowledge", "glossaryentry": "knowledge", "networkitem": "knowledge", "redirect": "wagtailredirects"}
DEEDS = ["add", "change", "delete", "view"]


def begin(apps, schema_editor):
    Label = apps.get_model("knowledge", "Label")
    for kind, names in LABELS.items():
        for order, name in enumerate(names, start=1):
            Label.objects.get_or_create(kind=kind, slug=name.lower(), defaults={"name": name, "order": order})
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    editor = Group.objects.get(name=EDITOR)
    for model, app_label in MODELS.items():
        kind, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
        for deed in DEEDS:
            permission, _ = Permission.objects.get_or_create(
                content_type=kind, codename=f"{deed}_{model}", defaults={"name": f"Can {deed} {model}"}
            )
            editor.permissions.add(permission)
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.all():
        task.name = "Nalezen door een redacteur"
        task.save()
        task.groups.set([editor])
    apps.get_model("wagtailcore", "Workflow").objects.update(name="Eerst nalezen, dan online")


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0005_library"), ("wagtailredirects", "0008_add_verbose_name_plural")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
