"""Strict rules for the browser everywhere; Wagtail's own editor needs inline script and style."""

from django.conf import settings
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.utils.csp import CSP

ADMIN_PREFIX = "/beheer/"
ADMIN_POLICY = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.SELF],
}
#: No page of ours needs a device, and nobody else's page needs ours.
FIXED_HEADERS = {
    "Permissions-Policy": "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(),"
    " microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class ContentSecurityPolicy(ContentSecurityPolicyMiddleware):
    def process_response(self, request, response):
        for name, value in FIXED_HEADERS.items():
            response.headers.setdefault(name, value)
        if request.path.startswith(ADMIN_PREFIX):
            response._csp_config = getattr(response, "_csp_config", ADMIN_POLICY)
            response.headers.setdefault("X-Frame-Options", "SAMEORIGIN")
        elif getattr(request, "is_preview", False):  # Wagtail shows it in a frame of the editor
            response._csp_config = settings.SECURE_CSP | {"frame-ancestors": [CSP.SELF]}
        return super().process_response(request, response)
