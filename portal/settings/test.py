"""Tests: real PostgreSQL, a mailbox in memory, jobs run when a test says so."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import DATABASES, NO_RENDITIONS, TEMPLATES

SECRET_KEY = "test-only"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost"]
DATABASES["default"]["CONN_MAX_AGE"] = 0
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "pages")
} | NO_RENDITIONS
TASKS = {
    "default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"},
}
TEST_ROOT = Path(tempfile.mkdtemp(prefix="portal-test-"))
MEDIA_ROOT = TEST_ROOT / "media"
PRIVATE_ROOT = TEST_ROOT / "private"
DOCUMENTS_ROOT = TEST_ROOT / "documents"
STATIC_ROOT = TEST_ROOT / "static"
STATIC_ROOT.mkdir()
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # looks for a file when it is asked for: every client would list them all
TEMPLATES[0]["OPTIONS"]["debug"] = True
PORTAL_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
