from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("membership", "0005_interest")]
    operations = [
        migrations.AddIndex("admission", models.Index(fields=["submitted_at"], name="admission_submitted")),
    ]
