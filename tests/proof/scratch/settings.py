"""The portal of the proofs: as the demo, with directories of its own and mail to a server of the proof."""

from portal.settings.base import MIDDLEWARE, STATICFILES_DIRS, env
from portal.settings.demo import *  # noqa: F403

SECRET_KEY = "test-only"  # sessions that a test made before its database was copied are valid here
PROXY_HOPS = ALLAUTH_TRUSTED_PROXY_COUNT = 1  # every write says it comes from another place
ACCOUNT_RATE_LIMITS = {"request_login_code": "6000/m/ip"}
STATICFILES_DIRS = STATICFILES_DIRS[:1]
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": "127.0.0.1", "port": env.int("SMTP_PORT"), "timeout": env.int("SMTP_TIMEOUT", 10)},
    }
}
DAILY_MAIL_HOUR = 0
MAIL_RETRY_SECONDS = 0.5
LOGGING = LOGGING | {"root": {"handlers": ["console"], "level": "ERROR"}}  # noqa: F405
if env.bool("NAIVE", False):
    MIDDLEWARE.insert(0, "tests.proof.scratch.naive.AnswerFirst")
