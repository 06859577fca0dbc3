"""A portal that was just installed shows a home page of ours, ready to be edited, instead of Wagtail's welcome."""

from django.db import migrations


def make_home(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("knowledge", "HomePage")
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="knowledge", model="homepage"
    )
    locale, _ = apps.get_model("wagtailcore", "Locale").objects.get_or_create(language_code="nl")
    root = Page.objects.get(depth=1)
    Site.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()
    home = HomePage.objects.create(
        title="Welkom bij het netwerk",
        draft_title="Welkom bij het netwerk",
        slug="home",
        lead="Organisaties leren hier samen met één aanpak werken.",
        content_type=kind,
        locale=locale,
        path=f"{root.path}0001",
        depth=2,
        numchild=0,
        url_path="/home/",
        live=True,
    )
    Page.objects.filter(pk=root.pk).update(numchild=1)
    Site.objects.create(hostname="localhost", root_page_id=home.pk, is_default_site=True)


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0002_editor_rights")]
    operations = [migrations.RunPython(make_home, migrations.RunPython.noop)]
