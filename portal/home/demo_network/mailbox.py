"""The demo's own mail: delivered messages are files, and a page shows them with the staff's codes."""

import email
import email.policy
import time
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SHOWN = 40


class MailboxBackend(BaseEmailBackend):
    """Writes each message as a file, whole or not at all."""

    def __init__(self, directory: str, **kwargs) -> None:
        super().__init__(**kwargs)
        self.directory = Path(directory)

    def send_messages(self, email_messages) -> int:
        self.directory.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{time.time_ns():020d}"
            unfinished = self.directory / f".{name}"
            unfinished.write_bytes(message.message().as_bytes())
            unfinished.rename(self.directory / f"{name}.eml")
        return len(email_messages)


@dataclass(frozen=True)
class Mail:
    to: str
    subject: str
    sent: str
    text: str
    link: str


@never_cache
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """Everything the demo mailed, newest first, and the second-step codes of the staff of now."""
    if not settings.DEMO:
        raise Http404
    wanted = request.GET.get("aan", "").strip().lower()
    mails = [m for m in _mails() if not wanted or wanted in m.to.lower()][:SHOWN]
    return render(request, "demo/mailbox.html", {"mails": mails, "wanted": wanted, "codes": staff_codes()})


def _mails():
    directory = Path(settings.MAILERS["default"]["OPTIONS"]["directory"])
    for path in sorted(directory.glob("*.eml"), reverse=True)[:400]:
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        yield _shown(message, path)


def _shown(message: EmailMessage, path: Path) -> Mail:
    body = message.get_body(("plain",))
    text = body.get_content() if body else ""
    links = [word for word in text.split() if word.startswith(settings.PORTAL_URL)]
    moment = time.strftime("%H.%M.%S", time.localtime(int(path.stem) / 1e9))
    return Mail(str(message["To"]), str(message["Subject"]), moment, text, links[0] if links else "")


def staff_codes() -> list[tuple[str, str]]:
    rows = Authenticator.objects.filter(type=Authenticator.Type.TOTP).select_related("user").order_by("user__email")
    return [(row.user.email, current_code(row)) for row in rows]


def current_code(authenticator: Authenticator) -> str:
    """The six digits an app on the phone would show now."""
    counter = int(time.time()) // mfa_settings.TOTP_PERIOD
    return format_hotp_value(hotp_value(decrypt(authenticator.data["secret"]), counter))
