"""Following a route: one's own progress, and nobody else's."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from knowledge import certificates, operations
from knowledge.access import readable_pages
from knowledge.learning import begun_by
from knowledge.models import LessonPage, RouteDone, RoutePage, RouteTotal
from membership.access import seats_of
from membership.models import Seat
from membership.views.own import for_admins
from portal.core.documents import prepared


@never_cache
@login_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Where was I? Routes that were begun, those that are finished, and what else there is."""
    begun = begun_by(request.user, request)
    finished = list(RouteDone.objects.filter(user=request.user))
    made = prepared.latest_of(certificates.KIND, map(certificates.subject_of, finished))
    for done in finished:
        done.prepared = made.get(certificates.subject_of(done))
    known = {route.page.pk for route in begun} | {done.route_id for done in finished}
    others = readable_pages(RoutePage.objects.live(), request.user).exclude(pk__in=known - {None}).order_by("path")
    manages = any(seat.is_admin for seat in seats_of(request.user))
    context = {"begun": begun, "finished": finished, "others": others, "manages": manages}
    return render(request, "knowledge/learning.html", context)


@require_safe
@for_admins
def organisation(request: HttpRequest, seat: Seat) -> HttpResponse:
    """How many colleagues follow which route, never who."""
    routes = list(readable_pages(RoutePage.objects.live(), request.user).order_by("path"))
    totals = {total.route_id: total for total in RouteTotal.objects.filter(organisation=seat.organisation)}
    counted_on = max((total.counted_on for total in totals.values()), default=None)
    rows = [(route, totals.get(route.pk)) for route in routes]
    context = {"seat": seat, "rows": rows, "counted_on": counted_on}
    return render(request, "knowledge/route_totals.html", context)


@require_POST
@never_cache
@login_required
def lesson_done(request: HttpRequest, pk: int) -> HttpResponse:
    """On to the next lesson; after the last one back to the route, which says what comes then."""
    lesson = get_object_or_404(readable_pages(LessonPage.objects.live(), request.user), pk=pk)
    try:
        operations.finish_lesson(lesson, by=request.user)
    except operations.LessonClosed:
        messages.error(request, _("Deze les is niet meer open. Kies een andere les."))
        return redirect("knowledge:learning")
    route = lesson.get_parent().specific
    after = route.lessons_for(request.user).filter(path__gt=lesson.path).first()
    return redirect((after or route).get_url(request))


@require_POST
@never_cache
@login_required
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the proof made; 404 for everybody else."""
    done = get_object_or_404(RouteDone, pk=pk, user=request.user)
    prepared.ask_for(certificates.KIND, subject=certificates.subject_of(done), by=request.user)
    return redirect("knowledge:learning")
