from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("membership", "0003_member_groups")]
    operations = [
        migrations.AddIndex("admission", models.Index(fields=["submitted_at"], name="admission_submitted")),
    ]
