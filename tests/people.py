"""Logging in as somebody, the short way; the long way is tested in tests/accounts."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client


def client_of(user, *, second_step: bool | None = None) -> Client:
    """A browser in which this person is logged in; staff with their second step taken."""
    from portal.accounts.access import is_staff_member

    client = Client()
    client.force_login(user, backend="portal.accounts.backends.AccountBackend")
    took_it = is_staff_member(user) if second_step is None else second_step
    methods = [{"method": "code", "at": time.time()}]
    if took_it:
        methods.append({"method": "mfa", "at": time.time(), "type": "totp"})
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = methods
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def run_jobs() -> int:
    """Do what the worker would do now."""
    from portal.core import jobs

    return jobs.run_due()
