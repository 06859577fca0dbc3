"""Real use. Everything a machine decides comes from the environment; a missing value refuses to start."""

from .base import *  # noqa: F403
from .base import LOGGING, STORAGES, env

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
PORTAL_URL = WAGTAILADMIN_BASE_URL = env.str("PORTAL_URL")
CSRF_TRUSTED_ORIGINS = [PORTAL_URL]

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}

MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": env.str("SMTP_HOST", "localhost"),
            "port": env.int("SMTP_PORT", 25),
            "username": env.str("SMTP_USER", ""),
            "password": env.str("SMTP_PASSWORD", ""),
            "use_tls": env.bool("SMTP_TLS", False),
            "timeout": 10,
        },
    }
}

LOGGING = LOGGING | {
    "handlers": {"console": LOGGING["handlers"]["console"] | {"formatter": "json"}},
    "loggers": LOGGING["loggers"]
    | {
        "portal.access": {"level": "INFO"},
        "django.request": {"level": "ERROR"},  # the access line already tells of a 404
    },
}
