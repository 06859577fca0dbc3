"""/betalen/webhook/: where Stripe tells us that something happened (law 15)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from membership import gateways
from membership.jobs import EVENT
from membership.operations.messages import remember_event
from portal.core import jobs

MOST_BYTES = 256 * 1024  # Stripe's own are a few thousand


@csrf_exempt
@never_cache
@require_POST
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    """Signed, of now, and not too large: remembered, and answered at once. The worker does the rest.

    400 for anything else, and nothing is kept of it. Stripe repeats until it hears 200, so again is 200 too.
    """
    body = request.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        return HttpResponse(status=400)
    try:
        event = gateways.check_event(body, request.headers.get("Stripe-Signature", ""))
    except gateways.NotFromStripe:
        return HttpResponse(status=400)
    kept = remember_event(event)
    if kept is not None:
        jobs.wake(EVENT, kept.pk)
    return HttpResponse(status=200)
