"""Files know whose room they take; those that stood already take that of their plan's organisation."""

from django.db import migrations

SQL = """
UPDATE core_privatefile file SET owner = 'organisation:' || plan.organisation_id
FROM implementation_plans_planfile plan_file
JOIN implementation_plans_plansection section ON section.id = plan_file.section_id
JOIN implementation_plans_plan plan ON plan.id = section.plan_id
WHERE plan_file.file_id = file.id AND file.owner = '';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("implementation_plans", "0002_the_only_door"),
        ("core", "0004_private_file_owner_and_quota"),
    ]

    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
