"""Rules of the house that Django can check at the start."""

from django.conf import settings
from django.core.checks import Error, Tags, register

DEMO_DOORS = ("portal.home.demo_network",)


@register(Tags.security, deploy=True)
def no_demo_doors_in_production(app_configs, **kwargs) -> list[Error]:
    """The mailbox page and shown codes open every account: production refuses to start with them."""
    backend = settings.MAILERS["default"]["BACKEND"]
    if settings.DEMO or backend.startswith(DEMO_DOORS):
        return [
            Error(
                "The demo's doors are open.",
                hint="Use portal.settings.production, which has no DEMO and a real mail backend.",
                id="portal.E001",
            )
        ]
    return []
