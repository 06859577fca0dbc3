"""The yearly look back on an approved plan: /mijn/plan/terugblik/1/"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from implementation_plans import operations
from implementation_plans.access import may_submit
from implementation_plans.forms.embedding import EmbeddingForm
from implementation_plans.models import EmbeddingCheck
from implementation_plans.views.desk import plan_of
from membership.models import Seat
from membership.views.own import for_members
from portal.core.forms import posted, wants_json
from portal.core.templatetags.portal import when

SENT = _("Deze terugblik is al verstuurd. Wat u nu typte, is niet bewaard.")


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def embedding(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """What came of the promises; a POST saves, also with gaps. Once sent it is only read."""
    check = _check(request, seat, number)
    form = EmbeddingForm(posted(request), promises=list(check.promises.all()))
    conflicts: list = []
    if request.method == "POST" and form.is_valid():
        conflicts = operations.save_promises(check, answers=form.answers(), by=request.user)
        if wants_json(request):
            return _saved_json(check, conflicts)
        form.seen(conflicts)
        if not conflicts:
            messages.success(request, _("Bewaard. U kunt later verdergaan."))
            return redirect("plans:embedding", number=number)
    elif request.method == "POST" and wants_json(request):
        return JsonResponse({"error": [e for es in form.errors.values() for e in es]}, status=422)
    status = 409 if conflicts else 422 if form.is_bound else 200
    return _page(request, seat, check, form, conflicts=conflicts, status=status)


@require_POST
@for_members
def sent(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """Save, and show it to the network. By an admin, like the plan itself."""
    check = _check(request, seat, number)
    if not may_submit(request.user, check.plan):
        raise PermissionDenied
    form = EmbeddingForm(request.POST, promises=list(check.promises.all()), complete=True)
    valid = form.is_valid()
    conflicts = operations.save_promises(check, answers=form.answers(), by=request.user)
    if conflicts or not valid:
        form.seen(check.promises.all())
        return _page(request, seat, check, form, conflicts=conflicts, status=409 if conflicts else 422)
    operations.send_check(check, by=request.user)
    messages.success(request, _("Dank u wel. Uw terugblik is verstuurd. U hoeft nu niets meer te doen."))
    return redirect("home:overview")


def _check(request: HttpRequest, seat: Seat, number: int) -> EmbeddingCheck:
    checks = EmbeddingCheck.objects.select_related("plan__organisation", "version__decision", "sent_by")
    return get_object_or_404(checks, plan=plan_of(request, seat), number=number)


def _saved_json(check: EmbeddingCheck, conflicts: list) -> JsonResponse:
    """`stamps`: by the number of the promise, for the hidden fields of the open page."""
    refused = [p.number for p in conflicts]
    stamps = {p.number: p.stamp for p in check.promises.exclude(number__in=refused)}
    body = {"saved": when(timezone.now()), "stamps": stamps, "conflicts": refused}
    return JsonResponse(body, status=409 if conflicts else 200)


def _page(request, seat: Seat, check: EmbeddingCheck, form: EmbeddingForm, *, conflicts=(), status=200) -> HttpResponse:
    if conflicts:
        check.refresh_from_db(fields=["sent_at", "sent_by"])
    context = {
        "seat": seat,
        "check": check,
        "form": form,
        "rows": list(form.rows(conflicts)),
        "conflicts": conflicts,
        "notice": SENT if conflicts and check.is_sent else "",
    }
    return render(request, "implementation_plans/embedding.html", context, status=status)
