"""The reference: Django with one indexed query and nothing else. Every ratio of the bench is to this view.

No middleware, no template, a persistent connection; one row by its slug out of 10,000, about 925 bytes out.
"""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.urls import path

ROWS = 10_000

settings.configure(
    ALLOWED_HOSTS=["localhost"],
    DATABASES={
        "default": {
            "ENGINE": "portal.embedded_postgres",
            "NAME": "reference",
            "HOST": str(Path(os.environ["PORTAL_VAR"]) / "postgres"),
            "CONN_MAX_AGE": 600,
        }
    },
    INSTALLED_APPS=[],
    MIDDLEWARE=[],
    ROOT_URLCONF=__name__,
    SECRET_KEY="bench-only",
    USE_TZ=True,
)
django.setup()


class Row(models.Model):
    slug = models.SlugField(unique=True)
    text = models.TextField()

    class Meta:
        app_label = "reference"

    def __str__(self) -> str:
        return self.slug


def row(request: HttpRequest, slug: str) -> HttpResponse:
    text = Row.objects.get(slug=slug).text
    return HttpResponse(text, headers={"Content-Length": len(text)})  # else the server sends it in chunks


def fill() -> None:
    """The table with its rows, the first time."""
    if Row._meta.db_table in connection.introspection.table_names():
        return
    with connection.schema_editor() as editor:
        editor.create_model(Row)
    Row.objects.bulk_create(Row(slug=f"rij-{n}", text="Rust in de brief. " * 51) for n in range(ROWS))


urlpatterns = [path("<slug:slug>/", row)]
application = get_wsgi_application()

if __name__ == "__main__":
    fill()
