"""A stock Wagtail project, made anew by Wagtail's own template, to compare a cold start with."""

import contextlib
import shutil
import subprocess
import sys
from pathlib import Path

from bench.servers import ENV, HOME, ROOT, STOCK, Server, serving

SETTINGS = """
from .base import *
SECRET_KEY = "bench-only"
ALLOWED_HOSTS = ["localhost"]
DATABASES = {"default": {"ENGINE": "portal.embedded_postgres", "NAME": "stock", "HOST": "HOME_OF_POSTGRES"}}
DATABASES["default"]["CONN_MAX_AGE"] = 600
INSTALLED_APPS += ["django.contrib.postgres"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
"""


def make() -> Path:
    """The project in var/bench/stock, with its tables in the same database server."""
    folder = HOME / "stock"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    wagtail = Path(sys.executable).with_name("wagtail")
    subprocess.run([wagtail, "start", "stock", folder], check=True, stdout=subprocess.DEVNULL)
    (folder / "stock" / "settings" / "bench.py").write_text(
        SETTINGS.replace("HOME_OF_POSTGRES", str(HOME / "postgres"))
    )
    subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], check=True, cwd=folder, env=_env(folder))
    return folder


def start(folder: Path) -> contextlib.AbstractContextManager[Server]:
    return serving("stock.wsgi:application", STOCK, "/", folder=folder, **_env(folder))


def _env(folder: Path) -> dict[str, str]:
    return ENV | {"DJANGO_SETTINGS_MODULE": "stock.settings.bench", "PYTHONPATH": f"{folder}:{ROOT}"}
