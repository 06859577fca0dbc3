"""Sharing the plan with one named person from outside: giving and ending it, accepting it, reading along."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from implementation_plans import operations
from implementation_plans.access import may_review, may_share
from implementation_plans.forms.together import ShareForm
from implementation_plans.models import Plan, PlanShare
from implementation_plans.views.desk import Desk, at_own_desk
from implementation_plans.views.sections import frame
from portal.accounts.models import User
from portal.core import links, throttle
from portal.core.forms import posted

EARLIER = 20  # closed shares that the page still tells of


# --- For colleagues ----------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@at_own_desk
def sharing(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Who from outside sees the plan; an admin lets somebody in."""
    form = ShareForm(posted(request))
    if request.method == "POST":
        if not may_share(request.user, desk.plan):
            raise PermissionDenied
        if form.is_valid() and (refusal := _share(request, desk, form)):
            form.add_error(*refusal)
        elif form.is_valid():
            messages.success(request, _("U deelt het plan nu met %s.") % form.cleaned_data["name"])
            return redirect("plans:sharing")
    shares = PlanShare.objects.filter(plan=desk.plan).select_related("invited_by", "user")
    context = {
        "desk": desk,
        "plan": desk.plan,
        "form": form,
        "may_share": may_share(request.user, desk.plan),
        "shares": shares.open().order_by("name", "pk"),
        "earlier": shares.exclude(revoked_at=None).order_by("-revoked_at")[:EARLIER],
    }
    return render(request, "implementation_plans/sharing.html", context, status=422 if form.is_bound else 200)


def _share(request: HttpRequest, desk: Desk, form: ShareForm) -> tuple[str | None, str] | None:
    """Share, or say at which field what is wrong."""
    if not throttle.may_invite(request, desk.plan.organisation_id, form.cleaned_data["email"]):
        return "email", _("U stuurde net al veel uitnodigingen. Probeer het over een uur opnieuw.")
    try:
        operations.share_plan(desk.plan, **form.share(), by=request.user)
    except operations.AlreadyColleague:
        return "email", _("Deze persoon heeft een plek bij uw organisatie en ziet het plan al.")
    except operations.TooManyShares:
        return None, _("U deelt het plan al met 10 mensen. Stop eerst met één van hen.")
    except operations.ShareTooLong:
        return "last_day", _("Delen kan hoogstens een jaar. Kies een eerdere dag.")
    except operations.NotAMember:
        return None, _("Alleen leden delen hun plan. Bel ons als u weer mee wilt doen.")
    return None


@require_POST
@at_own_desk
def share_end(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    if not may_share(request.user, desk.plan):
        raise PermissionDenied
    found = get_object_or_404(PlanShare, plan=desk.plan, pk=pk)
    operations.revoke_share(found, by=request.user)
    messages.success(request, _("U deelt het plan niet meer met %s.") % found.name)
    return redirect("plans:sharing")


# --- For the one it is shared with -------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the mailed link: shown by GET, accepted by POST only (mail scanners open links)."""
    pk = links.object_for("accept_share", token)
    share = PlanShare.objects.select_related("plan__organisation", "invited_by").filter(pk=pk).first() if pk else None
    if share is None:
        return links.unreferred(render(request, "implementation_plans/share_closed.html", status=404))
    if request.method == "POST":
        try:
            share = operations.accept_share(share)
        except operations.ShareClosed:
            return links.unreferred(render(request, "implementation_plans/share_closed.html", status=409))
        if request.user.pk == share.user_id:
            return redirect("plans:shared_plan", plan=share.plan_id)
        return redirect("plans:share_accepted")
    reader = User.objects.filter(email=share.email).first()
    context = {"share": share, "reads_plans": reader is not None and may_review(reader)}
    return links.unreferred(render(request, "implementation_plans/share_invitation.html", context))


@require_safe
def accepted(request: HttpRequest) -> HttpResponse:
    return links.unreferred(render(request, "implementation_plans/share_accepted.html"))


@never_cache
@login_required
@require_safe
def shared_plans(request: HttpRequest) -> HttpResponse:
    plans = Plan.objects.shared_with(request.user).select_related("organisation", "template")
    context = {"plans": plans.order_by("organisation__name_key", "pk")}
    return render(request, "implementation_plans/shared_plans.html", context)


@require_safe
def shared_plan(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The sections of somebody else's plan, as they are now."""
    return render(request, "implementation_plans/shared_plan.html", frame(desk))
