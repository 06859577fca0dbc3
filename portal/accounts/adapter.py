"""How allauth behaves here: no sign-up, mail through our own road, everybody lands where they belong."""

import uuid

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.access import is_staff_member
from portal.accounts.models import User
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

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """The only mail of allauth's that we send is the code; it goes the secret road."""
        if template_prefix != "account/email/login_code":
            return
        user = User.objects.get_by_natural_key(email)
        notify(
            "login_code",
            to=user,
            key=f"login-code:{uuid.uuid4()}",
            at=timezone.now(),
            secret_text=context["code"],
        )

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        """Only errors: pages say themselves what went well, so allauth would say it twice."""
        if level == messages.ERROR and message:
            messages.error(request, message)


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Deze code klopt niet. Open de app op uw telefoon en typ de code die u nu ziet.")
    }

    def get_totp_issuer(self) -> str:
        return OperatorSettings.load().network_name
