from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("implementation_plans", "0003_owner_of_files")]
    operations = [
        migrations.AddIndex("planversion", models.Index(fields=["submitted_at"], name="version_submitted")),
    ]
