"""Staff see nothing as staff before the second step (R-13)."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from portal.accounts.access import is_staff_member

OPEN_PREFIXES = ("/inloggen/", "/uitloggen/", "/static/", "/livez", "/readyz")
SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class StaffSecondStep:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OPEN_PREFIXES) or not request.user.is_authenticated:
            return self.get_response(request)
        if needs_second_step(request) and not took_second_step(request):
            return lead_to_second_step(request)
        return self.get_response(request)


def needs_second_step(request: HttpRequest) -> bool:
    """Staff everywhere; and whoever may enter Wagtail by a group of its own, before they do."""
    if is_staff_member(request.user):
        return True
    return request.path.startswith("/beheer/") and request.user.has_perm("wagtailadmin.access_admin")


def took_second_step(request: HttpRequest) -> bool:
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def second_steps_of(user) -> list[Authenticator]:
    """The app and the passkeys of this person, oldest first."""
    return list(Authenticator.objects.filter(user=user, type__in=SECOND_STEPS).order_by("created_at", "pk"))


def has_second_step(user) -> bool:
    return Authenticator.objects.filter(user=user, type__in=SECOND_STEPS).exists()


def lead_to_second_step(request: HttpRequest) -> HttpResponse:
    """Log in again with the second step there is, or set up the first one."""
    if has_second_step(request.user):
        logout(request)
        return HttpResponseRedirect(reverse("account_login"))
    return HttpResponseRedirect(reverse("mfa_activate_totp"))


def stands_before_second_step(request: HttpRequest) -> bool:
    """Has a second step and did not take it: may not add another one to get round it."""
    return has_second_step(request.user) and needs_second_step(request) and not took_second_step(request)
