"""How far somebody came in the routes they began."""

from dataclasses import dataclass

from knowledge.access import readable_pages
from knowledge.models import LessonDone, LessonPage, RouteDone, RoutePage
from knowledge.models.routes import Step, lessons_done_by, steps_of


@dataclass(frozen=True)
class Begun:
    """A route that somebody is following."""

    page: RoutePage
    url: str
    steps: list[Step]

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def next(self) -> Step | None:
        return next((step for step in self.steps if not step.is_done), None)

    @property
    def next_url(self) -> str:
        """Where to go on: the next lesson, or the route when there is none."""
        return self.next.url if self.next else self.url


def begun_by(user, request=None) -> list[Begun]:
    """Routes that this person began and may still read; what is finished is left out. A fixed number of queries."""
    begun = LessonDone.objects.filter(user=user).values("route")
    finished = RouteDone.objects.filter(user=user, route__isnull=False).values("route")
    open_to = readable_pages(RoutePage.objects.live().filter(pk__in=begun), user)
    return followed(list(open_to.exclude(pk__in=finished).order_by("path")), user, request)


def followed(routes: list[RoutePage], user, request=None) -> list[Begun]:
    """These routes with their lessons, as this person stands in them. A fixed number of queries, with the request:
    without it each route asks for its own address.
    """
    if not routes:
        return []
    below = LessonPage.objects.none()
    for route in routes:
        below = below | LessonPage.objects.child_of(route)
    by_route: dict[str, list[LessonPage]] = {route.path: [] for route in routes}
    lessons = readable_pages(below.live(), user).order_by("path")
    for lesson in lessons.only("title", "lead", "minutes", "url_path", "path", "slug"):
        by_route[lesson.path[: -LessonPage.steplen]].append(lesson)
    done = lessons_done_by(user)
    urls = [route.get_url(request) or "/" for route in routes]
    return [
        Begun(route, url, steps_of(by_route[route.path], done, url)) for route, url in zip(routes, urls, strict=True)
    ]
