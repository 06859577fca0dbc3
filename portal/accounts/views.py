"""Ways in: passkeys, the second step of staff, recovery codes, one's address, and where one is logged in."""

import json
from functools import wraps

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts import operations
from portal.accounts.access import is_staff_member
from portal.accounts.forms import NewAddressForm
from portal.accounts.models import AddressChange
from portal.accounts.recent_login import recent_login_required
from portal.accounts.second_step import lead_to_second_step, second_steps_of, stands_before_second_step
from portal.core import links, throttle
from portal.core.forms import posted

NOT_KNOWN = "Deze passkey kennen wij niet. Log in met een code per e-mail."


@never_cache
@login_required
@require_safe
def ways_in(request: HttpRequest) -> HttpResponse:
    """How this person logs in, and where they are logged in now."""
    steps = second_steps_of(request.user)
    sessions = UserSession.objects.filter(user=request.user).order_by("-last_seen_at", "-pk")
    context = {
        "passkeys": [s for s in steps if s.type == Authenticator.Type.WEBAUTHN],
        "app": next((s for s in steps if s.type == Authenticator.Type.TOTP), None),
        "has_second_step": bool(steps) and (is_staff_member(request.user) or steps[0].type == "totp"),
        "sessions": sessions,
        "current": request.session.session_key,
        "change": AddressChange.objects.open().filter(user=request.user).first(),
    }
    return render(request, "account/ways_in.html", context)


class SecondStep(AuthenticateView):
    """The code of the app, a recovery code, or the passkey of this person."""

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        asked = context["js_data"]["request_options"]
        has_passkey = bool(asked["publicKey"].get("allowCredentials"))
        return context | {"passkey_question": json.dumps(asked) if has_passkey else ""}


# --- The second step and passkeys ------------------------------------------------------------------------------------


def may_add_second_step(view):
    """Setting up needs a log-in of just now, and the second step that is there already."""

    @never_cache
    @recent_login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if stands_before_second_step(request):
            return lead_to_second_step(request)
        return view(request, *args, **kwargs)

    return guarded


@method_decorator(may_add_second_step, name="dispatch")
class ActivateSecondStep(ActivateTOTPView):
    """Setting up the app is itself the second step: the code was just shown to be right.

    Somebody with a new phone sets it up again; the former app stops working in the same moment.
    """

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return super(ActivateTOTPView, self).dispatch(request, *args, **kwargs)

    @transaction.atomic
    def form_valid(self, form) -> HttpResponse:
        Authenticator.objects.filter(user=self.request.user, type=Authenticator.Type.TOTP).delete()
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, method="mfa", type="totp", reauthenticated=True)
        operations.tell_of_new_way_in(self.request.user, way="app")
        return response

    def get_success_url(self) -> str:
        return reverse("mfa_view_recovery_codes") if self.did_generate_recovery_codes else reverse("mfa_index")


@method_decorator(may_add_second_step, name="dispatch")
class AddPasskey(AddWebAuthnView):
    """A passkey always opens by finger, face or PIN, so it is a whole way in and also the second step of staff."""

    template_name = "account/passkey.html"

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        return context | {"options": json.dumps(webauthn.begin_registration(self.request.user, True))}

    @transaction.atomic
    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, method="mfa", type="webauthn", reauthenticated=True)
        operations.tell_of_new_way_in(self.request.user, way="passkey")
        messages.success(self.request, _("Uw passkey werkt. Log er de volgende keer mee in."))
        return response

    def get_success_url(self) -> str:
        show_codes = self.did_generate_recovery_codes and is_staff_member(self.request.user)
        return reverse("mfa_view_recovery_codes" if show_codes else "ways_in")


class LoginWithPasskey(LoginWebAuthnView):
    """GET with `Accept: application/json` gives the question for the browser, POST its answer."""

    def form_valid(self, form) -> HttpResponse:
        passkey = form.cleaned_data["credential"]
        login = Login(user=passkey.user, redirect_url=get_next_redirect_url(self.request))
        return perform_passwordless_login(self.request, passkey, login)

    def form_invalid(self, form) -> HttpResponse:
        messages.error(self.request, _(NOT_KNOWN))
        return redirect("account_login")


@require_POST
@recent_login_required
def second_step_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a passkey or the app. Staff keep one second step at least."""
    way = get_object_or_404(Authenticator.objects.filter(user=request.user).exclude(type="recovery_codes"), pk=pk)
    try:
        operations.end_second_step(way, by=request.user)
    except operations.LastSecondStep:
        messages.error(request, _("Dit is uw enige tweede stap. Zet eerst een andere aan. Haal deze daarna weg."))
    else:
        messages.success(request, _("Dit werkt niet meer om in te loggen."))
    return redirect("ways_in")


@method_decorator([never_cache, recent_login_required], name="dispatch")
class RecoveryCodes(ViewRecoveryCodesView):
    pass


@require_POST
@recent_login_required
def recovery_codes_anew(request: HttpRequest) -> HttpResponse:
    """New codes; the former ones stop working in the same moment."""
    if second_steps_of(request.user):
        generate_recovery_codes(request)
        return redirect("mfa_view_recovery_codes")
    return redirect("ways_in")


@require_safe
def after_second_step(request: HttpRequest) -> HttpResponse:
    return redirect("home:landing")


# --- Where one is logged in ------------------------------------------------------------------------------------------


@require_POST
@login_required
def session_end(request: HttpRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(UserSession.objects.filter(user=request.user), pk=pk)
    operations.end_sessions(request.user, only=session.pk, by=request.user)
    messages.success(request, _("Dit apparaat is uitgelogd."))
    return redirect("ways_in")


@require_POST
@login_required
def other_sessions_end(request: HttpRequest) -> HttpResponse:
    operations.end_sessions(request.user, keep=request.session.session_key, by=request.user)
    messages.success(request, _("U bent overal uitgelogd, behalve hier."))
    return redirect("ways_in")


# --- One's address ---------------------------------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@recent_login_required
def address(request: HttpRequest) -> HttpResponse:
    """Ask for another address. The answer is the same whether that address is known here or not."""
    form = NewAddressForm(posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        new = form.cleaned_data["email"]
        if throttle.may_mail(request, new):
            operations.request_address_change(request.user, new=new, by=request.user)
            messages.success(request, _("Open de e-mail die wij nu sturen naar %s. Daarin staat een knop.") % new)
            return redirect("ways_in")
        form.add_error("email", _("U vroeg dit net een paar keer. Wacht een uur en probeer het dan opnieuw."))
    return render(request, "account/address.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def address_link(request: HttpRequest, token: str) -> HttpResponse:
    """The mail at the new address: shown by GET, changed by POST only."""
    return _by_link(request, token, "confirm_address", "account/address_link.html", operations.confirm_address_change)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def address_undo(request: HttpRequest, token: str) -> HttpResponse:
    """The mail at the former address: "this was not me"."""
    return _by_link(request, token, "undo_address", "account/address_undo.html", operations.undo_address_change)


def _by_link(request: HttpRequest, token: str, verb: str, template: str, deed) -> HttpResponse:
    pk = links.object_for(verb, token)
    change = AddressChange.objects.select_related("user").filter(pk=pk).first() if pk else None
    if change is None:
        return links.unreferred(render(request, "account/address_closed.html", status=404))
    if request.method == "GET" or request.method == "HEAD":
        return links.unreferred(render(request, template, {"change": change}))
    try:
        deed(change)
    except operations.AddressChangeClosed:
        return links.unreferred(render(request, "account/address_closed.html", status=409))
    return links.unreferred(render(request, template, {"change": change, "done": True}))
