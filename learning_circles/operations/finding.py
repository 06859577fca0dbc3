"""How circles are found in search, and by whom."""

from django.urls import reverse

from learning_circles.models import Circle
from portal.core import search

KIND = "circle"


def audience_of(circle: Circle) -> str:
    if circle.is_announced:
        return search.PUBLIC
    return search.LEVEL_2 if circle.level == 2 else search.MEMBERS


def show_circle(circle: Circle) -> None:
    search.index(KIND, circle.pk, **found_as(circle))


def show_all_circles() -> None:
    for circle in Circle.objects.iterator():
        show_circle(circle)


def found_as(circle: Circle) -> dict:
    return {
        "audience": audience_of(circle),
        "title": circle.title,
        "summary": circle.question,
        "url": reverse("circles:circle", args=[circle.slug]),
        "labels": [label.value for label in circle.roles.all()],
    }
