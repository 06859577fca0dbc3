"""The route with which level 1 begins, as the questions in force name it (decision 0028)."""

from dataclasses import dataclass

from implementation_plans.models import TemplateVersion
from knowledge.access import readable_pages
from knowledge.learning import followed
from knowledge.models import RouteDone, RoutePage


@dataclass(frozen=True)
class Introduction:
    """How far one person came in it. Their own progress: of colleagues nothing is asked."""

    title: str
    url: str  # where to go on
    done: int
    lessons: int
    is_finished: bool
    is_needed: bool  # before this person sends a plan


def introduction_for(user, template: TemplateVersion | None) -> Introduction | None:
    """None when the questions name no route, or one that this person cannot open: nobody is asked for what is closed.

    No query when there is none; a fixed number otherwise.
    """
    if template is None or template.introduction_pk is None:
        return None
    route = readable_pages(RoutePage.objects.live().filter(pk=template.introduction_pk), user).first()
    if route is None:
        return None
    (begun,) = followed([route], user)
    finished = RouteDone.objects.filter(user=user, route=route).exists()
    return Introduction(
        title=route.title,
        url=begun.next_url,
        done=begun.done,
        lessons=len(begun.steps),
        is_finished=finished,
        is_needed=template.introduction_needed,
    )
