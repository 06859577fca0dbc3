from django.conf import settings

from portal.core.models import OperatorSettings
from portal.core.page_cache import keep


def operator_settings() -> OperatorSettings:
    """As the pages show them: kept for a moment, so never ask these for a right."""
    return keep("operator", OperatorSettings.load)


def operator(request) -> dict:
    """Context of every template: who runs the network, and whether this is the demo."""
    return {"operator": operator_settings(), "is_demo": settings.DEMO}
