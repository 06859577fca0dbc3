from django.conf import settings

from portal.core.models import OperatorSettings
from portal.core.page_cache import keep


def operator(request) -> dict:
    """Context of every template: who runs the network, and whether this is the demo."""
    return {"operator": keep("operator", OperatorSettings.load), "is_demo": settings.DEMO}
