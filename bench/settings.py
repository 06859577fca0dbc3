"""The portal as in production, over plain http on this machine, with a database of its own."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import BASE_DIR, CACHES, DATABASES, VAR_DIR, env

SECRET_KEY = "bench-only"
ALLOWED_HOSTS = ["localhost"]
DATABASES["default"]["NAME"] = env.str("BENCH_DATABASE")
CACHES["pages"]["LOCATION"] = str(VAR_DIR / "cache" / env.str("BENCH_DATABASE"))
PRIVATE_ROOT = VAR_DIR / "private"
STATICFILES_DIRS = [BASE_DIR / "assets" / "static", ("build", BASE_DIR / "var" / "assets")]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}
