"""The interest register, for those who are not ready to join or cannot: one form, one mailed link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from membership import operations
from membership.forms import InterestConfirmationForm, InterestForm
from membership.models import Interest
from membership.operations.admissions import LINK_DAYS
from membership.operations.interests import KEEP
from portal.core import links, throttle
from portal.core.forms import posted

SESSION_KEY = "interest"
TOO_MANY = _("U vroeg een paar keer om een e-mail. Kijk in uw e-mail, of probeer het over een uur opnieuw.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    form = InterestForm(posted(request))
    if request.method == "POST" and form.is_valid():
        known = Interest.objects.filter(form_key=form.cleaned_data["form_key"]).exists()
        if not known and not throttle.may_mail(request, form.cleaned_data["email"]):
            form.add_error("email", TOO_MANY)
        else:
            interest = operations.register_interest(**form.cleaned_data)
            request.session[SESSION_KEY] = interest.pk
            return redirect("membership:interest_sent")
    return render(request, "membership/interest.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Look in your mail. Says to which address, to whoever filled it in."""
    interest = Interest.objects.filter(pk=request.session.get(SESSION_KEY) or 0).first()
    return render(request, "membership/interest_sent.html", {"interest": interest})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, token: str) -> HttpResponse:
    """What we hold of somebody, behind the mailed link: confirm it first, look at it or withdraw later."""
    interest = _interest_for("own_interest", token)
    if interest is None:
        return _closed(request)
    form = InterestConfirmationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            operations.confirm_interest(interest, message=form.cleaned_data["message"])
        except operations.InterestGone:
            return _closed(request)
        return redirect("membership:own_interest", token=token)
    context = {"interest": interest, "form": form, "token": token, "kept_until": interest.last_contact_at + KEEP}
    status = 422 if form.is_bound else 200
    return links.unreferred(render(request, "membership/interest_own.html", context, status=status))


@require_POST
def withdrawal(request: HttpRequest, token: str) -> HttpResponse:
    interest = _interest_for("own_interest", token)
    if interest is None:
        return _closed(request)
    operations.withdraw_interest(interest)
    return redirect("membership:interest_withdrawn")


@require_safe
def withdrawn(request: HttpRequest) -> HttpResponse:
    return render(request, "membership/interest_withdrawn.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """From the mailed invitation into the application, or back to it: nothing is typed again."""
    interest = _interest_for("apply_by_invitation", token)
    if interest is None:
        return _closed(request)
    if request.method == "POST":
        try:
            admission = operations.apply_by_invitation(interest)
        except operations.InterestGone:
            return _closed(request)
        return redirect("membership:resume", token=links.issue("resume_admission", admission.pk, days=LINK_DAYS))
    return links.unreferred(render(request, "membership/interest_invitation.html", {"interest": interest}))


def _interest_for(verb: str, token: str) -> Interest | None:
    pk = links.object_for(verb, token)
    return Interest.objects.filter(pk=pk).first() if pk else None


def _closed(request: HttpRequest) -> HttpResponse:
    return links.unreferred(render(request, "membership/interest_closed.html", status=404))
