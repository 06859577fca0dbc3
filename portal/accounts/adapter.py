"""How allauth behaves here: no sign-up, mail through our own road, everybody lands where they belong."""

import uuid
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.access import is_staff_member
from portal.core import throttle
from portal.core.models import OperatorSettings
from portal.core.notifications import notify

WRONG_CODE = _("Deze code klopt niet. Kijk in de nieuwste e-mail en typ de 6 cijfers over.")
TOO_OFTEN = _("U hebt het een paar keer geprobeerd. Wacht 5 minuten en probeer het dan opnieuw.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_login_redirect_url(self, request) -> str:
        return reverse("wagtailadmin_home") if is_staff_member(request.user) else "/mijn/"

    def is_safe_url(self, url: str) -> bool:
        """Who may not enter /beheer/ is not led on to it after logging in: it would send them back for ever."""
        staff_only = urlsplit(url or "").path.startswith(reverse("wagtailadmin_home"))
        if staff_only and self.request.user.is_authenticated and not is_staff_member(self.request.user):
            return False
        return super().is_safe_url(url)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """The only mail of allauth's that we send is the code; it goes the secret road.

        An address that nobody has takes the same steps, with a code that opens nothing: the letter itself finds
        that there is no account. So neither the answer nor the time it takes tells who is known here.
        """
        if template_prefix not in ("account/email/login_code", "account/email/unknown_account"):
            return
        code = context.get("code") or self.generate_login_code()
        notify(
            "login_code",
            to=email.strip().lower(),
            key=f"login-code:{uuid.uuid4()}",
            at=timezone.now(),
            secret_text=code,
        )

    def get_client_ip(self, request) -> str:
        """Counted by the same rule as our own limits; behind a socket without a proxy there is no address."""
        return throttle.client_address(request) or "0.0.0.0"  # noqa: S104  "unknown", nothing listens here

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        """Only errors: pages say themselves what went well, so allauth would say it twice."""
        if level == messages.ERROR and message:
            messages.error(request, message)


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Deze code klopt niet. Open de app op uw telefoon en typ de code die u nu ziet.")
    }

    def is_mfa_enabled(self, user, types=None) -> bool:
        """A passkey is the second step of staff. For members it is another way in, never one more step."""
        if types and Authenticator.Type.WEBAUTHN in types and not is_staff_member(user):
            types = [kind for kind in types if kind != Authenticator.Type.WEBAUTHN]
        return super().is_mfa_enabled(user, types)

    def get_totp_issuer(self) -> str:
        return OperatorSettings.load().network_name

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to the configured host; the name is what the browser shows."""
        return {"id": urlsplit(settings.PORTAL_URL).hostname or "", "name": OperatorSettings.load().network_name}
