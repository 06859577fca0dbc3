"""WSGI entry. Production names its settings in DJANGO_SETTINGS_MODULE."""

import os
import re

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
django = get_wsgi_application()

from portal.core.checks import refuse_open_doors  # noqa: E402  needs the settings

refuse_open_doors()

CHARSET = re.compile(r";\s*charset\*?\s*=[^;]*", re.IGNORECASE)


def application(environ, start_response):
    """Django, for requests in UTF-8, as every form of ours is.

    Django 6.1 takes any charset a request names, also one that is no text ("rot13"), and stumbles over it before any
    of our code runs: whatever a request names is left out.
    """
    if kind := environ.get("CONTENT_TYPE"):
        environ["CONTENT_TYPE"] = CHARSET.sub("", kind)
    return django(environ, start_response)
