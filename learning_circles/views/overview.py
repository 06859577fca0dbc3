"""/leerkringen/: what is planned, for me and for everybody, as a list and as a month; and the circles."""

from calendar import Calendar
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from learning_circles.forms.finding import CircleFilter
from learning_circles.models import Circle, CircleMember, Meeting, WishRound
from learning_circles.models.composing import KEEP_WISHES
from learning_circles.upcoming import next_of
from learning_circles.views.doors import own
from learning_circles.views.states import with_state
from membership.access import level_of
from portal.core.page_cache import allow_query

PER_PAGE = 20
OWN = 5
FIRST_YEAR, LAST_YEAR = 2018, 2100


@allow_query("thema", "regio", "niveau", "rol", "pagina")
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """Upcoming meetings: mine on top, then all that I may know of."""
    form = CircleFilter(request.GET)
    upcoming = _of(form, Meeting.objects.visible_to(request.user).upcoming()).select_related("circle", "town")
    page = Paginator(upcoming.by_start(), PER_PAGE).get_page(request.GET.get("pagina"))
    mine = [] if page.number > 1 or form.is_in_use else next_of(request.user, OWN)
    rows = [*mine, *page.object_list]
    with_state(rows, request.user)
    rounds = _rounds(request.user)
    context = {"form": form, "page": page, "mine": mine, "rounds": rounds, "query": form.query, "here": "list"}
    return own(request, render(request, "learning_circles/meetings.html", context))


def _rounds(user) -> list[WishRound]:
    """Where this person may say what they wish and did not decline, and what lately came of what they wished."""
    if not level_of(user):
        return []
    lately = timezone.now() - KEEP_WISHES
    declined = WishRound.declined.through.objects.filter(wishround=OuterRef("pk"), user=user.pk)
    asks = Q(made_at=None, wishes_until__gte=timezone.localdate()) & ~Exists(declined)
    wished = Q(has_wish=True) & (Q(made_at=None) | Q(made_at__gte=lately))
    rounds = WishRound.objects.visible_to(user).filter(stopped_at=None).with_own_wish(user)
    return list(rounds.filter(asks | wished).order_by("wishes_until", "pk"))


def _of(form: CircleFilter, found):
    wanted = form.wanted()
    return found.filter(**{f"circle__{name}": value for name, value in wanted.items()})


@allow_query("thema", "regio", "niveau", "rol")
@require_safe
def circles(request: HttpRequest) -> HttpResponse:
    form = CircleFilter(request.GET)
    counted = Circle.objects.visible_to(request.user).filter(**form.wanted()).with_people().by_title()
    is_in = CircleMember.objects.of(request.user).filter(circle=OuterRef("pk"))
    shown = counted.annotate(is_own=Exists(is_in))
    context = {"form": form, "circles": shown, "rounds": _rounds(request.user), "here": "circles"}
    return own(request, render(request, "learning_circles/circles.html", context))


@require_safe
def this_month(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    return redirect("circles:month", year=today.year, month=today.month)


@allow_query("thema", "regio", "niveau", "rol")
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
