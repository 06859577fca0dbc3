"""What organisations wrote in their yearly look back, beside their plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from implementation_plans.admin_views.frame import trail, version_of
from implementation_plans.models import EmbeddingCheck
from portal.accounts.access import ADVISER, DECIDER, staff_role_required
from portal.accounts.admin_views import staff_page


@require_safe
@staff_role_required(ADVISER, DECIDER)
def embeddings(request: HttpRequest, pk: int) -> HttpResponse:
    """The look backs of this plan; one that was not sent yet is only a date."""
    shown = version_of(request, pk)
    checks = EmbeddingCheck.objects.filter(plan=shown.plan_id).prefetch_related("promises").order_by("-number")
    context = {"version": shown, "checks": list(checks)}
    return staff_page(request, "beheer/plan_embeddings.html", context, trail=trail())


@require_safe
@staff_role_required(ADVISER, DECIDER)
def embedding(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    shown = version_of(request, pk)
    sent = EmbeddingCheck.objects.filter(plan=shown.plan_id, sent_at__isnull=False).select_related("sent_by")
    check = get_object_or_404(sent, number=number)
    context = {"version": shown, "check": check, "promises": list(check.promises.all())}
    return staff_page(request, "beheer/plan_embedding.html", context, trail=[*trail()[:1], (_("Terugblik"), "")])
