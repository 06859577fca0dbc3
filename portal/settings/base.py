"""What every way of running shares. demo, test and production add what differs."""

from pathlib import Path

import environ
from django.utils.csp import CSP

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.str("PORTAL_VAR", str(BASE_DIR / "var")))

# --- Rooms ---------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "portal.core",
    "portal.accounts",
    "portal.home",
    "membership",
    "implementation_plans",
    "learning_circles",
    "surveys",
    "knowledge",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]

MIDDLEWARE = [
    "portal.core.logs.AccessLog",
    "portal.core.page_cache.PublicPageCache",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.core.csp.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.second_step.StaffSecondStep",
    "portal.accounts.words_only.WordsForEditors",
    "knowledge.two_pairs.SayWhoMayPublish",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.core.operator.operator",
            ],
            "builtins": ["portal.core.templatetags.portal"],
        },
    }
]

# --- Database ------------------------------------------------------------------------------------
# PostgreSQL everywhere. Without DATABASE_URL the embedded one starts by itself (portal/embedded_postgres).

if env.str("DATABASE_URL", ""):
    DATABASES = {"default": env.db("DATABASE_URL")}
else:
    DATABASES = {
        "default": {
            "ENGINE": "portal.embedded_postgres",
            "NAME": "portal",
            "HOST": str(VAR_DIR / "postgres"),
        }
    }
DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}

CACHE_URL = env.str("CACHE_URL", "")
# Wagtail's cache of renditions asks the database as often as no cache, and shows files that are gone.
NO_RENDITIONS = {"renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
# Counters (who asked for a code how often) and kept pages live apart: a flood of one cannot push out the other.
if CACHE_URL:
    CACHES = {name: env.cache_url_config(CACHE_URL) | {"KEY_PREFIX": name} for name in ("default", "pages")}
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "portal_cache",
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        },
        "pages": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(VAR_DIR / "cache"),
            "OPTIONS": {"MAX_ENTRIES": 2000},
        },
    }

CACHES |= NO_RENDITIONS

# --- Jobs: immediate for Wagtail's own index tasks, a table for ours (make worker) ------------------

TASKS = {
    "default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

# --- People -------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "portal.accounts.backends.AccountBackend",
    "guardian.backends.ObjectPermissionBackend",
]
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:landing"
ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
MFA_ADAPTER = "portal.accounts.adapter.SecondStepAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # mails nobody: AccountAdapter.send_mail
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_LOGIN_TIMEOUT = 15 * 60
#: 6 codes an hour to one address, 5 tries each: guessing one of a million is hopeless, and nobody is mail-bombed.
#: Per place the limits are wide: a whole town hall logs in from one address on a Monday morning.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "300/m/ip,3/m/key,6/h/key",
    "login": "300/m/ip",
    "login_failed": "100/m/ip,5/300s/key",
}
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_FORMS = {
    "request_login_code": "portal.accounts.forms.RequestCodeForm",
    "confirm_login_code": "portal.accounts.forms.ConfirmCodeForm",
}
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.SecondStepForm",
    "activate_totp": "portal.accounts.forms.ActivateSecondStepForm",
    "add_webauthn": "portal.accounts.forms.AddPasskeyForm",
    "login_webauthn": "portal.accounts.forms.PasskeyLoginForm",
    "authenticate_webauthn": "portal.accounts.forms.PasskeySecondStepForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_REAUTHENTICATION_REQUIRED = False  # portal.accounts.recent_login asks for a log-in of just now instead
MFA_TOTP_TOLERANCE = 1
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Language -----------------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

# --- Files --------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "assets" / "static", ("build", VAR_DIR / "assets")]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_ROOT = VAR_DIR / "private"  # members' uploads: never under MEDIA_ROOT
DOCUMENTS_ROOT = VAR_DIR / "documents"  # what editors keep, pictures too: handed over by our views, never as media
PRIVATE_ACCEL_PREFIX = env.str("PRIVATE_ACCEL_PREFIX", "")  # nginx "internal" location, if any
LINKS_MAY_BE_INSIDE = False  # whether the weekly check of links may ask hosts of our own network: in tests only
DOCUMENTS_ACCEL_PREFIX = env.str("DOCUMENTS_ACCEL_PREFIX", "")
CLAMD_SOCKET = env.str("CLAMD_SOCKET", "")  # a unix socket or host:port; set, no file comes in without its yes
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Browser rules --------------------------------------------------------------------------------------

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
CSRF_FAILURE_VIEW = "portal.core.views.csrf_failure"

# --- Wagtail ----------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Beheer"
WAGTAILADMIN_BASE_URL = env.str("PORTAL_URL", "http://localhost:8000")
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no third party sees who works here
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_I18N_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # who runs the machine need not read every page
WAGTAIL_FINISH_WORKFLOW_ACTION = "knowledge.finishing.go_online"
WAGTAILADMIN_COMMENTS_ENABLED = False  # they are mailed in the request, from an address that is not the network's
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d-%m-%Y", "%d-%m-%Y %H:%M"  # what else is typed becomes today
WAGTAILADMIN_LOGIN_URL = "/inloggen/"
WAGTAIL_FRONTEND_LOGIN_URL = "/inloggen/"
WAGTAILIMAGES_IMAGE_MODEL = "core.PortalImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.PortalDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# The kinds of core.editor_files
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "mp4", "webm", "mp3", "vtt", "txt", "csv", "ics"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.core.editor_forms.DocumentForm"
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.core.editor_forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif"]  # no svg: it can hold a program
WAGTAILIMAGES_MAX_UPLOAD_SIZE = env.int("MAX_IMAGE_MB", 10) << 20
MAX_DOCUMENT_BYTES = env.int("MAX_DOCUMENT_MB", 50) << 20
MAX_FILM_BYTES = env.int("MAX_FILM_MB", 250) << 20
RELEASE_PROCESSES = env.int("RELEASE_PROCESSES", 2)  # that make outcomes of a survey, beside the worker itself
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "dutch"}}
TAGGIT_CASE_INSENSITIVE = True

# --- Mail ---------------------------------------------------------------------------------------------------
# Who sends, by name and address, is a setting of the operator in /beheer/.

PORTAL_URL = env.str("PORTAL_URL", "http://localhost:8000")  # links in mail never follow a request's host
DAILY_MAIL_HOUR = 8
MAIL_RETRY_SECONDS = 30  # before a failed mail is tried again; doubles each time, to four hours at most
PROXY_HOPS = env.int("PROXY_HOPS", 0)  # proxies of our own in front of the portal
ALLAUTH_TRUSTED_PROXY_COUNT = PROXY_HOPS
DEMO = False

# --- Paying at once ---------------------------------------------------------------------------------------------
# Without a key there is no "Betaal nu": members pay by bank transfer, and everything else works.

STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", "")
STRIPE_WEBHOOK_SECRETS = env.list("STRIPE_WEBHOOK_SECRETS", default=[])  # more than one while a secret is replaced
STRIPE_HTTP_CLIENT = ""  # what stands in for the network: in the demo and in tests only

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "portal.core.logs.PlainLines",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        },
        "json": {"()": "portal.core.logs.JsonLines"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": []},  # Django's own would mail tracebacks
        "portal": {"level": "INFO"},
        "portal.access": {"level": "WARNING"},  # a line a request is for production
        "django.tasks": {"level": "WARNING", "propagate": True},
    },
}
