"""What changes how somebody logs in asks for a log-in of just now: an open screen at a desk is not enough."""

import time
from functools import wraps

from allauth.account.authentication import get_authentication_records
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

SECONDS = 30 * 60


def recent_login_required(view):
    """Who logged in longer than half an hour ago does so once more, and then comes back here."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if logged_in_recently(request):
            return view(request, *args, **kwargs)
        logout(request)
        messages.info(request, _("Voor uw veiligheid logt u hier nog één keer in. Daarna gaat u verder."))
        return redirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")

    return guarded


def logged_in_recently(request: HttpRequest) -> bool:
    moments = [record["at"] for record in get_authentication_records(request, request.user)]
    return time.time() - max(moments, default=0) < SECONDS
