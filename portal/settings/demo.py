"""The demo network on one machine: make demo. Its doors (mailbox, shown codes) cannot exist in production."""

from .base import *  # noqa: F403
from .base import VAR_DIR, env

DEMO = True
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = "demo-only-" + "0123456789abcdef" * 4  # noqa: S105  guards nothing real
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
PORT = env.int("PORT", 8000)
PORTAL_URL = WAGTAILADMIN_BASE_URL = f"http://localhost:{PORT}"
ACCOUNT_RATE_LIMITS = {"request_login_code": "300/m/ip,10/m/key"}  # people try every account of the demo
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
MAILERS = {
    "default": {
        "BACKEND": "portal.home.demo_network.mailbox.MailboxBackend",
        "OPTIONS": {"directory": str(VAR_DIR / "mail")},
    }
}
STRIPE_SECRET_KEY = "sk_test_demo"  # noqa: S105  of the till below, which moves no money
STRIPE_WEBHOOK_SECRETS = ["whsec_demo"]
STRIPE_HTTP_CLIENT = "portal.home.demo_network.till.views.client"
