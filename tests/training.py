"""Routes and lessons for tests, and how far somebody came in them."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from knowledge import models
from tests.pages import page, site

LESSON_BODY = [
    ("paragraph", "<p>Wie lang zorgen heeft, leeft bij de dag.</p>"),
    ("drawing", {"drawing": "heads", "described": "Een vol hoofd naast een rustig hoofd.", "caption": "Twee hoofden."}),
    ("check", {"question": "Wat helpt?", "answers": [
        {"answer": "Meer brieven", "reaction": "Dat geeft meer stress."},
        {"answer": "Minder brieven", "reaction": "Dat geeft rust."},
    ]}),
    ("exercise", {"title": "Uw eigen brief", "text": "Neem er een brief bij.", "prompts": ["Wat staat erin?"]}),
    ("reflection", {"question": "Wanneer was uw eigen hoofd vol?"}),
    ("try", {"title": "Probeer het deze week", "steps": ["Kies één brief.", "Streep weg wat niet nodig is."]}),
]  # fmt: skip


def lesson(route: models.RoutePage, title: str, **kwargs) -> models.LessonPage:
    return page(route, title, models.LessonPage, **({"body": LESSON_BODY, "minutes": 8} | kwargs))


def route(parent, title: str = "Kennismaken", *, lessons: int = 3, **kwargs) -> models.RoutePage:
    """A published route with published lessons."""
    made = page(parent, title, models.RoutePage, **kwargs)
    for number in range(1, lessons + 1):
        lesson(made, f"{title}, les {number}")
    return made


def lessons_of(route: models.RoutePage) -> list[models.LessonPage]:
    return list(models.LessonPage.objects.child_of(route).order_by("path"))


class LessonDoneFactory(DjangoModelFactory):
    class Meta:
        model = models.LessonDone

    user = factory.SubFactory("tests.factories.UserFactory")
    route = factory.LazyFunction(lambda: route(site(), lessons=1))
    lesson = factory.LazyAttribute(lambda done: lessons_of(done.route)[0])
    done_at = factory.LazyFunction(timezone.now)


class RouteDoneFactory(DjangoModelFactory):
    class Meta:
        model = models.RouteDone

    user = factory.SubFactory("tests.factories.UserFactory")
    title = "Kennismaken"
    lessons = 3
    minutes = 24
    done_at = factory.LazyFunction(timezone.now)


class RouteTotalFactory(DjangoModelFactory):
    class Meta:
        model = models.RouteTotal

    organisation = factory.SubFactory("tests.factories.OrganisationFactory")
    route = factory.LazyFunction(lambda: route(site(), lessons=1))
    begun = 10
    done = 5
    counted_on = factory.LazyFunction(timezone.localdate)
