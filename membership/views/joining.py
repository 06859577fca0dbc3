"""Mag ik meedoen? For people whose organisation takes part already."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from membership import operations
from membership.forms import JoinForm, WhichOrganisationForm
from membership.models import EmailDomain, JoinRequest, Organisation
from portal.core import links, throttle
from portal.core.forms import posted

TOO_MANY = _("U vroeg dit net een paar keer. Wacht een uur en probeer het dan opnieuw.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Name and address. What is possible there is said in the mail only."""
    form = JoinForm(posted(request))
    if request.method == "POST" and form.is_valid():
        known = JoinRequest.objects.filter(form_key=form.cleaned_data["form_key"]).exists()
        if known or throttle.may_mail(request, form.cleaned_data["email"]):
            operations.ask_to_join(**form.cleaned_data)
            return redirect("membership:join_asked")
        form.add_error("email", TOO_MANY)
    return render(request, "membership/join.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "membership/join_asked.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the mail: shown by GET, sent by POST only (mail scanners open links)."""
    pk = links.object_for("send_join_request", token)
    asked = JoinRequest.objects.select_related("organisation").filter(pk=pk).first() if pk else None
    if asked is None:
        return links.unreferred(render(request, "membership/join_closed.html", status=404))
    if asked.sent_at:
        return links.unreferred(render(request, "membership/join_sent.html", {"request_sent": asked}))
    domains = EmailDomain.objects.of_address(asked.email).values("organisation")
    form = WhichOrganisationForm(posted(request), organisations=Organisation.objects.filter(pk__in=domains).by_name())
    if request.method == "POST" and form.is_valid():
        try:
            operations.send_join_request(asked, organisation=form.cleaned_data["organisation"])
        except operations.NotTheirDomain:
            return links.unreferred(render(request, "membership/join_closed.html", status=409))
        sent = {"request_sent": asked, "organisation": form.cleaned_data["organisation"]}
        return links.unreferred(render(request, "membership/join_sent.html", sent))
    context = {"form": form, "asked": asked}
    status = 422 if form.is_bound else 200
    return links.unreferred(render(request, "membership/join_link.html", context, status=status))
