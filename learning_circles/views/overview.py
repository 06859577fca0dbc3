"""/leerkringen/: what is planned, for me and for everybody, as a list and as a month; and the circles."""

from calendar import Calendar
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from learning_circles.forms.finding import CircleFilter
from learning_circles.models import Circle, CircleMember, Facilitator, Meeting, Registration
from learning_circles.views.doors import own
from learning_circles.views.states import with_state
from portal.core.page_cache import allow_query

PER_PAGE = 20
OWN = 5
FIRST_YEAR, LAST_YEAR = 2018, 2100


@allow_query("thema", "regio", "niveau", "pagina")
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """Upcoming meetings: mine on top, then all that I may know of."""
    form = CircleFilter(request.GET)
    upcoming = _of(form, Meeting.objects.visible_to(request.user).upcoming()).select_related("circle", "town")
    page = Paginator(upcoming.by_start(), PER_PAGE).get_page(request.GET.get("pagina"))
    mine = [] if page.number > 1 or form.is_in_use else _mine(request.user)
    rows = [*mine, *page.object_list]
    with_state(rows, request.user)
    context = {"form": form, "page": page, "mine": mine, "query": form.query, "here": "list"}
    return own(request, render(request, "learning_circles/meetings.html", context))


def _mine(user) -> list[Meeting]:
    """The next ones in which this person takes part, or whose circle they are in or run."""
    if not user.is_authenticated:
        return []
    registered = Registration.objects.standing().filter(user=user, meeting=OuterRef("pk"))
    is_in = CircleMember.objects.current().filter(user=user, circle=OuterRef("circle"))
    runs = Facilitator.objects.current().filter(user=user, circle=OuterRef("circle"))
    upcoming = Meeting.objects.visible_to(user).upcoming().select_related("circle", "town")
    return list(upcoming.filter(Exists(registered) | Exists(is_in) | Exists(runs)).by_start()[:OWN])


def _of(form: CircleFilter, found):
    wanted = form.wanted()
    return found.filter(**{f"circle__{name}": value for name, value in wanted.items()})


@allow_query("thema", "regio", "niveau")
@require_safe
def circles(request: HttpRequest) -> HttpResponse:
    form = CircleFilter(request.GET)
    today = timezone.localdate()
    current = Q(members__since__lte=today) & (Q(members__until=None) | Q(members__until__gt=today))
    found = Circle.objects.visible_to(request.user).filter(**form.wanted()).by_title()
    counted = found.annotate(
        people=Count("members", filter=current, distinct=True),
        organisations=Count("members__organisation", filter=current, distinct=True),
    )
    is_in = CircleMember.objects.current().filter(circle=OuterRef("pk"), user=request.user.pk)
    context = {"form": form, "circles": counted.annotate(is_own=Exists(is_in)), "here": "circles"}
    return own(request, render(request, "learning_circles/circles.html", context))


@require_safe
def this_month(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    return redirect("circles:month", year=today.year, month=today.month)


@allow_query("thema", "regio", "niveau")
@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """One month as a table of weeks, Monday first."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise Http404
    form = CircleFilter(request.GET)
    first = date(year, month, 1)
    after = (first + timedelta(days=32)).replace(day=1)
    found = Meeting.objects.visible_to(request.user).filter(starts_at__gte=_begin(first), starts_at__lt=_begin(after))
    rows = list(_of(form, found).select_related("circle", "town").by_start())
    with_state(rows, request.user)
    by_day = {day: list(group) for day, group in groupby(rows, key=lambda m: timezone.localdate(m.starts_at))}
    weeks = [
        [{"day": day, "is_here": day.month == month, "meetings": by_day.get(day, [])} for day in week]
        for week in Calendar().monthdatescalendar(year, month)
    ]
    context = {
        "form": form,
        "first": first,
        "before": first - timedelta(days=1),
        "after": after,
        "weeks": weeks,
        "days": WEEKDAYS,
        "count": len(rows),
        "today": timezone.localdate(),
        "query": form.query,
        "here": "month",
    }
    return own(request, render(request, "learning_circles/month.html", context))


WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
