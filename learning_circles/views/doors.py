"""The doors of this room (law 7): what somebody may not know of is 404, what they may not do is 403."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import never_cache

from learning_circles.access import may_facilitate
from learning_circles.models import Circle, Meeting


def circle_for(request: HttpRequest, slug: str) -> Circle:
    return get_object_or_404(Circle.objects.visible_to(request.user), slug=slug)


def meeting_for(request: HttpRequest, slug: str, number: int) -> Meeting:
    meetings = Meeting.objects.visible_to(request.user).select_related("circle", "town", "minutes")
    return get_object_or_404(meetings, circle__slug=slug, number=number)


def at_meeting(view):
    """For somebody with an account; passes the meeting on."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, slug: str, number: int, *args, **kwargs) -> HttpResponse:
        return view(request, meeting_for(request, slug, number), *args, **kwargs)

    return guarded


def runs_circle(view):
    """For who runs the circle; passes the circle on."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, slug: str, *args, **kwargs) -> HttpResponse:
        circle = circle_for(request, slug)
        if not may_facilitate(request.user, circle):
            raise PermissionDenied
        return view(request, circle, *args, **kwargs)

    return guarded


def runs_meeting(view):
    """For who runs the circle; passes the meeting on."""

    @at_meeting
    @wraps(view)
    def guarded(request: HttpRequest, meeting: Meeting, *args, **kwargs) -> HttpResponse:
        if not may_facilitate(request.user, meeting.circle):
            raise PermissionDenied
        return view(request, meeting, *args, **kwargs)

    return guarded


def own(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Visitors' pages may be kept; what a person with an account sees is theirs alone."""
    if request.user.is_authenticated:
        add_never_cache_headers(response)
    return response
