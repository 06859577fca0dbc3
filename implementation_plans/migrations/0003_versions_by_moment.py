from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("implementation_plans", "0002_the_only_door")]
    operations = [
        migrations.AddIndex("planversion", models.Index(fields=["submitted_at"], name="version_submitted")),
    ]
