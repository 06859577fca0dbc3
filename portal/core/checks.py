"""Rules of the house that Django can check at the start."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, register
from django.core.exceptions import ImproperlyConfigured

DEMO_DOORS = ("portal.home.demo_network",)


@register(Tags.security, deploy=True)
def no_demo_doors_in_production(app_configs, **kwargs) -> list[Error]:
    """The mailbox page and shown codes open every account, and the till makes money of nothing: production refuses to
    start with them."""
    backend = settings.MAILERS["default"]["BACKEND"]
    if settings.DEMO or backend.startswith(DEMO_DOORS) or settings.STRIPE_HTTP_CLIENT:
        return [
            Error(
                "The demo's doors are open.",
                hint="Use portal.settings.production, which has no DEMO and a real mail backend.",
                id="portal.E001",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def no_debug_in_production(app_configs, **kwargs) -> list[Error]:
    """With DEBUG an error page shows code, settings and what people typed."""
    if settings.DEBUG:
        return [Error("DEBUG is on.", hint="portal.settings.production never sets it.", id="portal.E002")]
    return []


def refuse_open_doors() -> None:
    """Called by the web server's entry, which runs no checks. Raises ImproperlyConfigured outside the demo."""
    errors = [] if settings.DEMO else [*no_demo_doors_in_production(None), *no_debug_in_production(None)]
    if errors:
        raise ImproperlyConfigured(" ".join(str(error) for error in errors))


@register(Tags.security, deploy=True)
def members_files_are_scanned(app_configs, **kwargs) -> list[CheckMessage]:
    """Scanning is a choice of the host; a host that chose nothing hears so."""
    if settings.CLAMD_SOCKET:
        return []
    return [
        Info(
            "Files of members are read by the portal's own checks only: there is no virus scanner.",
            hint="Set CLAMD_SOCKET to the socket of a ClamAV daemon, a path or host:port.",
            id="portal.I001",
        )
    ]
