"""Who works for the demo network, and who runs it."""

import base64
import hashlib

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group

from portal.accounts.access import GROUP_NAMES
from portal.accounts.models import User
from portal.core.models import OperatorSettings
from portal.home.demo_network.content.home import HOME
from portal.home.demo_network.content.staff import STAFF


def build_operator() -> OperatorSettings:
    operator = OperatorSettings.load()
    operator.network_name = "Brugkring"
    operator.network_line = "Mobility Mentoring® in Nederland"
    operator.operator_name = "Platform31"
    operator.contact_email = "netwerk@platform31.example"
    operator.contact_phone = "085 000 00 00"
    operator.sender_name = "Brugkring"
    operator.sender_email = "portaal@platform31.example"
    operator.security_contact = "veiligheid@platform31.example"
    operator.footer_note = HOME["demo_note"]
    operator.save()
    return operator


def build_staff() -> dict[str, User]:
    """Staff by role; each has a second step whose secret follows from the address."""
    by_role: dict[str, User] = {}
    for entry in STAFF:
        user = User.objects.create_user(
            entry["email"],
            first_name=entry["first_name"],
            last_name=entry["last_name"],
            function=entry["function"],
            is_superuser=entry["is_superuser"],
        )
        user.groups.set(Group.objects.filter(name__in=[GROUP_NAMES[role] for role in entry["groups"]]))
        secret = base64.b32encode(hashlib.sha256(entry["email"].encode()).digest()[:20]).decode()
        TOTP.activate(user, secret)
        for role in entry["groups"] or ["superuser"]:
            by_role.setdefault(role, user)
    assert Authenticator.objects.count() == len(STAFF)
    return by_role
