import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models


class Migration(migrations.Migration):
    """What was findable stays findable by its words; `manage.py index_again` makes it whole."""

    dependencies = [
        ("core", "0006_decisions_about_plans"),
    ]

    operations = [
        migrations.AddField("searchentry", "teaser_for", models.CharField(blank=True, max_length=20, default=""), False),
        migrations.AddField("searchentry", "text", models.TextField(blank=True, default=""), False),
        migrations.AddField(
            "searchentry",
            "labels",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=80), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField("searchentry", "on", models.DateField(blank=True, null=True)),
        migrations.AddField(
            "searchentry", "title_key", models.CharField(db_collation="C", max_length=255, default=""), False
        ),
        migrations.AddField(
            "searchentry",
            "title_words",
            django.contrib.postgres.search.SearchVectorField(default=""),
            False,
        ),
        migrations.RunSQL(
            "UPDATE core_searchentry SET title_key = left(plain, 255), title_words = words", migrations.RunSQL.noop
        ),
        migrations.RemoveField("searchentry", "plain"),
        migrations.AddIndex(
            "searchentry", django.contrib.postgres.indexes.GinIndex(fields=["title_words"], name="search_title_words")
        ),
        migrations.AddIndex(
            "searchentry", django.contrib.postgres.indexes.GinIndex(fields=["labels"], name="search_labels")
        ),
        migrations.AddIndex("searchentry", models.Index(fields=["title_key"], name="search_title_key")),
        migrations.AddIndex(
            "searchentry",
            models.Index(
                models.OrderBy(models.F("on"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="search_newest",
            ),
        ),
        migrations.AddIndex(
            "searchentry",
            models.Index(
                models.F("kind"),
                models.OrderBy(models.F("on"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="search_newest_of_kind",
            ),
        ),
    ]
