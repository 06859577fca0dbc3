from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0003_first_home_page")]
    operations = [migrations.RenameModel("ContentPage", "ArticlePage")]
