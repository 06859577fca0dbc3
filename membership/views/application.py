"""Becoming a member: three short steps, to be left and resumed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from membership import operations
from membership.forms import ApplicationForm, CodeForm, DetailsForm
from membership.models import Admission
from portal.core import links, throttle
from portal.core.forms import posted

SESSION_KEY = "admission"
TOO_MANY = _("U vroeg een paar keer om een code. Kijk in uw e-mail, of probeer het over een uur opnieuw.")
WRONG = _("Deze code klopt niet. Kijk in de nieuwste e-mail en typ de 6 cijfers over.")
TOO_OLD = _("Deze code werkt niet meer. Vraag een nieuwe code aan. Dat kan hieronder.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    form = ApplicationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        known = Admission.objects.filter(form_key=form.cleaned_data["form_key"]).exists()
        if not known and not throttle.may_mail(request, form.cleaned_data["email"]):
            form.add_error("email", TOO_MANY)
        else:
            admission = operations.start_admission(**form.cleaned_data)
            request.session[SESSION_KEY] = admission.pk
            return redirect("membership:code")
    status = 422 if form.is_bound else 200
    return render(request, "membership/apply_start.html", {"form": form}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    admission = _admission_of_session(request)
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            operations.prove_address(admission, code=form.cleaned_data["code"])
        except operations.CodeRefused as refusal:
            form.add_error("code", TOO_OLD if refusal.again else WRONG)
        else:
            token = links.issue("resume_admission", admission.pk, days=60)
            return redirect("membership:resume", token=token)
    status = 422 if form.is_bound else 200
    return render(request, "membership/apply_code.html", {"form": form, "admission": admission}, status=status)


@require_POST
def new_code(request: HttpRequest) -> HttpResponse:
    admission = _admission_of_session(request)
    if not throttle.may_mail(request, admission.email):
        form = CodeForm()
        context = {"form": form, "admission": admission, "notice": TOO_MANY}
        return render(request, "membership/apply_code.html", context, status=429)
    operations.request_code(admission)
    return redirect("membership:code")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """Step 3, and the state of the application after it. The link in the mail leads here."""
    admission = _admission_for_token(token)
    if admission is None:
        return links.unreferred(render(request, "membership/apply_closed.html", status=404))
    if admission.is_submitted:
        return links.unreferred(render(request, "membership/apply_done.html", {"admission": admission}))
    keys = ("province", "inhabitants", "kvk", "motivation")
    form = DetailsForm(posted(request), kind=admission.kind, initial={k: getattr(admission, k) for k in keys})
    if request.method == "POST":
        operations.prove_address_by_link(admission)
        if form.is_valid():
            operations.submit_admission(admission, **form.cleaned_data)
            return redirect("membership:resume", token=token)
        operations.save_details(admission, **_harmless(form))
    status = 422 if form.is_bound else 200
    context = {"form": form, "admission": admission}
    return links.unreferred(render(request, "membership/apply_details.html", context, status=status))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """An invitation from a mail: shown by GET, accepted by POST only (mail scanners open links)."""
    from membership.models import SeatInvitation

    pk = links.object_for("accept_invitation", token)
    invited = SeatInvitation.objects.select_related("organisation").filter(pk=pk).first() if pk else None
    if invited is None:
        return links.unreferred(render(request, "membership/link_closed.html", status=404))
    if request.method == "POST":
        try:
            operations.accept_invitation(invited)
        except operations.InvitationClosed:
            return links.unreferred(render(request, "membership/link_closed.html", status=409))
        return redirect("membership:invitation_done")
    return links.unreferred(render(request, "membership/invitation.html", {"invitation": invited}))


@require_safe
def invitation_done(request: HttpRequest) -> HttpResponse:
    return links.unreferred(render(request, "membership/invitation_done.html"))


def _admission_of_session(request: HttpRequest) -> Admission:
    return get_object_or_404(Admission, pk=request.session.get(SESSION_KEY) or 0, submitted_at=None)


def _admission_for_token(token: str) -> Admission | None:
    pk = links.object_for("resume_admission", token)
    return Admission.objects.filter(pk=pk).first() if pk else None


def _harmless(form: DetailsForm) -> dict:
    """What of a refused form is worth keeping."""
    return {k: v for k, v in form.cleaned_data.items() if v is not None}
