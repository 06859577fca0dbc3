"""Who wants another to read a page first can ask so: every page gets a workflow, and editors approve.

A new portal has none: Wagtail makes its own for groups that were gone before.
"""

from django.db import migrations

EDITOR = "Medewerkers: redacteur"
#: On the button: "Stuur door naar een andere redacteur".
WORKFLOW, TASK = "een andere redacteur", "Nalezen door een andere redacteur"


def begin(apps, schema_editor):
    def model(name, app_label="wagtailcore"):
        return apps.get_model(app_label, name)

    if model("Workflow").objects.exists():
        return
    kind, _ = model("ContentType", "contenttypes").objects.get_or_create(
        app_label="wagtailcore", model="groupapprovaltask"
    )
    task = model("GroupApprovalTask").objects.create(name=TASK, content_type=kind)
    task.groups.set(model("Group", "auth").objects.filter(name=EDITOR))
    workflow = model("Workflow").objects.create(name=WORKFLOW)
    model("WorkflowTask").objects.create(workflow=workflow, task=task, sort_order=0)
    model("WorkflowPage").objects.create(workflow=workflow, page=model("Page").objects.get(depth=1))


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0007_staff_keep_items"), ("accounts", "0003_no_groups_of_wagtail")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
