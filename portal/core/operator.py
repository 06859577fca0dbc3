from django.conf import settings

from portal.core.models import OperatorSettings


def operator(request) -> dict:
    """Context of every template: who runs the network, and whether this is the demo."""
    return {"operator": OperatorSettings.load(request_or_site=request), "is_demo": settings.DEMO}
