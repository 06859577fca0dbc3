"""WSGI entry. Production names its settings in DJANGO_SETTINGS_MODULE."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = get_wsgi_application()

from portal.core.checks import refuse_open_doors  # noqa: E402  needs the settings

refuse_open_doors()
