"""Meetings in people's own calendar: a file, a subscription with a secret address, a public one. No names in any."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from learning_circles.algorithms.calendars import Appointment
from learning_circles.algorithms.calendars import feed as made
from learning_circles.models import Circle, CircleMember, Meeting, Registration
from learning_circles.models.calendars import state_of
from learning_circles.models.meetings import place_in_words
from learning_circles.views.doors import meeting_for, own
from membership.access import seats_of
from portal.accounts.models import User
from portal.core import links
from portal.core.models import MailedLink
from portal.core.operator import operator_settings
from portal.core.page_cache import allow_query

VERB = "read_calendar"
DAYS = 3660  # until they end it themselves
MOST = 500
PAST_DAYS = 90  # whole days: a feed changes by itself only at midnight
FIELDS = (
    "uid", "sequence", "starts_at", "ends_at", "title", "cancelled_at", "manner", "address", "number",
    "circle__slug", "circle__title", "town__name",
)  # fmt: skip


@lru_cache(maxsize=2000)
def _appointment(row: tuple, portal: str) -> Appointment:
    """From the values of FIELDS: of all who follow the same meetings the first makes it."""
    found = dict(zip(FIELDS, row, strict=True))
    path = reverse("circles:meeting", args=[found["circle__slug"], found["number"]])
    return Appointment(
        uid=str(found["uid"]),
        sequence=found["sequence"],
        starts_at=found["starts_at"],
        ends_at=found["ends_at"],
        title=found["title"],
        place=place_in_words(found["manner"], found["address"], found["town__name"] or ""),
        url=f"{portal}{path}",
        text=found["circle__title"],
        is_cancelled=found["cancelled_at"] is not None,
    )


def _calendar(request: HttpRequest, meetings: QuerySet, name: str, file_name: str) -> HttpResponse:
    """304 when nothing in it changed since the reader last asked."""
    rows = list(meetings.by_start().values_list(*FIELDS)[:MOST])
    tag = _tag(name, rows)
    return _unchanged(request, tag) or _file(rows, tag, name, file_name)


def _tag(*what) -> str:
    return f'"{sha256(repr(what).encode()).hexdigest()[:32]}"'


def _unchanged(request: HttpRequest, tag: str) -> HttpResponse | None:
    if tag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers={"ETag": tag})
    return None


def _file(rows: list[tuple], tag: str, name: str, file_name: str) -> HttpResponse:
    appointments = [_appointment(row, settings.PORTAL_URL) for row in rows]
    response = HttpResponse(made(appointments, name=name, at=timezone.now()), "text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{file_name}"'
    response.headers["ETag"] = tag
    return response


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Where this person has a place, and what their circles announced. The address is the key: it can be ended.

    Calendars ask again and again: what did not change is answered without reading the meetings.
    """
    person, today = links.object_for(VERB, token), timezone.localdate()
    state = state_of(person, today) if person else None
    if state is None:
        raise Http404
    name = f"Leerkringen, {operator_settings().network_name}"
    tag = _tag(name, settings.PORTAL_URL, state)
    response = _unchanged(request, tag) or _file(rows_of(person, today), tag, name, "leerkringen.ics")
    response.headers["Cache-Control"] = "private, no-cache"
    return links.unreferred(response)


def rows_of(person: int, today: date) -> list[tuple]:
    user = User(pk=person)  # that the account stands is known, and nothing else of it is asked
    own = [seat.organisation_id for seat in seats_of(user)]
    has_place = Registration.objects.seated().filter(user=user, organisation__in=own).values("meeting")
    is_in = CircleMember.objects.of(user).values("circle")
    begin = timezone.make_aware(datetime.combine(today - timedelta(days=PAST_DAYS), time()))
    recent = Meeting.objects.announced().filter(ends_at__gt=begin)
    found = recent.filter(Q(pk__in=has_place) | Q(circle__in=is_in))
    return list(found.by_start().values_list(*FIELDS)[:MOST])


@allow_query()
@require_safe
def public_feed(request: HttpRequest) -> HttpResponse:
    """What everybody may know of."""
    announced = Meeting.objects.announced().upcoming().filter(circle__in=Circle.objects.filter(is_announced=True))
    name = f"Open leerkringen, {operator_settings().network_name}"
    return _calendar(request, announced, name, "open-leerkringen.ics")


@require_safe
def one(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """ "Zet in mijn agenda"."""
    shown = meeting_for(request, slug, number)
    response = _calendar(request, Meeting.objects.filter(pk=shown.pk), shown.title, f"{slug}-{number}.ics")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-{number}.ics"'
    return own(request, response)


@never_cache
@login_required
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Whether this person has a calendar address; it is shown only at the moment it is made."""
    address = request.session.pop("calendar_address", "")
    standing = MailedLink.objects.filter(verb=VERB, object_id=request.user.pk, revoked_at=None)
    context = {"address": address, "has_one": bool(address) or standing.exists()}
    return render(request, "learning_circles/calendar.html", context)


@require_POST
@never_cache
@login_required
def calendar_link(request: HttpRequest) -> HttpResponse:
    """A new address; the one before stops working."""
    links.revoke(VERB, request.user.pk, at=timezone.now())
    token = links.issue(VERB, request.user.pk, days=DAYS)
    request.session["calendar_address"] = settings.PORTAL_URL + reverse("circles:feed", args=[token])
    return redirect("circles:calendar")


@require_POST
@never_cache
@login_required
def calendar_end(request: HttpRequest) -> HttpResponse:
    links.revoke(VERB, request.user.pk, at=timezone.now())
    messages.success(request, _("Het agenda-adres werkt niet meer."))
    return redirect("circles:calendar")
