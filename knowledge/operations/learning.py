"""A person follows a route: lesson by lesson, in any order, at their own pace."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from knowledge.models import LessonDone, LessonPage, RouteDone, RoutePage
from portal.accounts.models import User
from portal.core import audit


class LessonClosed(Exception):
    """The lesson is not online, or not for this person."""


@transaction.atomic
def finish_lesson(lesson: LessonPage, *, by: User, at: datetime | None = None) -> LessonDone:
    """This person is done with a lesson. With the last of its route the route is done too, for good.

    Doing it again changes nothing, but for a route that lost its last open lesson since: that is done now. A lesson
    leaves no audit row: its own row says who and when, and what somebody learns is nobody else's to read. Raises
    LessonClosed.
    """
    at = at or timezone.now()
    User.objects.select_for_update().get(pk=by.pk)  # the last two lessons, in two windows at once
    route = RoutePage.objects.live().parent_of(lesson).first()
    if route is None or not route.lessons_for(by).filter(pk=lesson.pk).exists():
        raise LessonClosed
    done, _new = LessonDone.objects.get_or_create(user=by, lesson=lesson, defaults={"route": route, "done_at": at})
    _finish_route(route, by=by, at=at)
    return done


def _finish_route(route: RoutePage, *, by: User, at: datetime) -> None:
    lessons = route.lessons_for(by)
    if lessons.exclude(pk__in=LessonDone.objects.filter(user=by).values("lesson")).exists():
        return
    facts = {"title": route.title, "lessons": len(lessons), "minutes": sum(x.minutes or 0 for x in lessons)}
    done, new = RouteDone.objects.get_or_create(user=by, route=route, defaults=facts | {"done_at": at})
    if new:
        audit.record("route.done", done, by=by, at=at, route=route.pk)
