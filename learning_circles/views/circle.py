"""A circle's own page: its question, what comes, what was, and who is in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from learning_circles.access import is_in, may_facilitate, may_look_inside, may_see_people
from learning_circles.models import Action, CircleMember, Facilitator, Harvest, Meeting, Poll
from learning_circles.views.doors import circle_for, own
from learning_circles.views.states import with_state
from portal.core.page_cache import allow_query

PAST = 20


@allow_query()
@require_safe
def circle(request: HttpRequest, slug: str) -> HttpResponse:
    shown = circle_for(request, slug)
    user = request.user
    meetings = Meeting.objects.visible_to(user).filter(circle=shown).select_related("circle", "town", "minutes")
    upcoming = list(meetings.upcoming().by_start())
    with_state(upcoming, user)
    sees_people = may_see_people(user, shown)
    members = CircleMember.objects.current().filter(circle=shown) if sees_people else CircleMember.objects.none()
    people = list(members.select_related("user", "organisation").order_by("organisation__name_key", "pk"))
    context = {
        "circle": shown,
        "upcoming": upcoming,
        "past": meetings.past().order_by("-starts_at", "-pk")[:PAST],
        "roles": shown.roles.all(),
        "people": people,
        "dots": range(len({member.organisation_id for member in people})),
        "facilitators": Facilitator.objects.current().filter(circle=shown).select_related("user")
        if sees_people
        else [],
        "is_in": is_in(user, shown),
        "runs": may_facilitate(user, shown),
        "poll": _poll(shown, user) if sees_people else None,
        "actions": _actions(shown) if sees_people else [],
        "harvest": _harvest(shown) if may_look_inside(user, shown) else [],
        "sees_people": sees_people,
    }
    return own(request, render(request, "learning_circles/circle.html", context))


def _poll(circle, user) -> Poll | None:
    """The question about a date that is open, for who was asked and for who runs the circle."""
    poll = circle.polls.filter(closed_at=None).first()
    if poll is None:
        return None
    poll.own = poll.invitees.current().filter(user=user).first()
    return poll if poll.own or may_facilitate(user, circle) else None


def _actions(circle) -> list[Action]:
    open_ones = Action.objects.filter(meeting__circle=circle, done_at=None)
    return list(open_ones.select_related("owner", "organisation", "meeting__circle").order_by("due_on", "pk"))


def _harvest(circle) -> list[Harvest]:
    """What came out of meetings whose minutes stand."""
    found = Harvest.objects.filter(meeting__circle=circle, meeting__minutes__approved_at__isnull=False)
    return list(found.select_related("item", "meeting").order_by("item__kind", "-meeting__starts_at", "pk")[:30])
