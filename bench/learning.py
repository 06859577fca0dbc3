"""What learning promises in speed: a route of 300 lessons among 5,000 rows of progress asks no more than a short one.

python -m bench.learning  makes them once; prints {"long": path, "lesson": path, "short": path, "member": cookie}
"""

import json
import sys

import django

from bench.measuring import Report
from bench.road import pages
from bench.servers import LARGE, PORTAL, portal, prepare, reference, run, settings_for

LESSONS, SHORT, ROWS = 300, 3, 5_000
NAME = "Meetlat"


def learning() -> list[str]:
    """Every line about learning; returns the names of what falls short."""
    report = Report()
    cluster = prepare()
    found = json.loads(run(sys.executable, "-m", "bench.learning", **settings_for(LARGE)))
    with reference(), portal(PORTAL, LARGE):
        pages(
            report,
            found,
            [
                ("route of 3 lessons", "member", found["short"], 0.02, 16),
                ("route of 300 lessons", "member", found["long"], 0.01, 16),
                ("lesson of 300", "member", found["lesson"], 0.01, 18),
                ("own routes", "member", "/mijn/leren/", 0.01, 16),
            ],
        )
    cluster.release()
    return report.short


def fill() -> None:
    from django.db import transaction

    from knowledge.models import RoutePage

    with transaction.atomic():
        if not RoutePage.objects.filter(title=f"{NAME} {LESSONS}").exists():
            _make()
        print(json.dumps(_ways_in()))


def _make() -> None:
    from knowledge.models import LibraryPage
    from tests.training import route

    for lessons in (SHORT, LESSONS):
        made = route(LibraryPage.objects.get(), f"{NAME} {lessons}", lessons=lessons)
        _progress(made, ROWS if lessons == LESSONS else SHORT)


def _progress(made, rows: int) -> None:
    """In the shape of the operation: the reader did ten lessons, others all the rest."""
    from django.utils import timezone

    from knowledge.models import LessonDone, LessonPage
    from portal.accounts.models import User

    lessons = list(LessonPage.objects.child_of(made).order_by("path"))
    reader = _reader()
    others = User.objects.filter(is_active=True).exclude(pk=reader.pk).order_by("pk")[: rows // len(lessons) + 1]
    pairs = [(reader, lesson) for lesson in lessons[:10]]
    pairs += [(person, lesson) for person in others for lesson in lessons]
    LessonDone.objects.bulk_create(
        LessonDone(user=person, lesson=lesson, route=made, done_at=timezone.now()) for person, lesson in pairs[:rows]
    )


def _reader():
    from portal.accounts.models import User
    from portal.home.demo_network.growth import address_of

    return User.objects.get(email=address_of(1))


def _ways_in() -> dict[str, str]:
    from bench.people import cookie_of
    from knowledge.models import LessonPage, RoutePage

    long = RoutePage.objects.get(title=f"{NAME} {LESSONS}")
    return {
        "short": RoutePage.objects.get(title=f"{NAME} {SHORT}").get_url(),
        "long": long.get_url(),
        "lesson": LessonPage.objects.child_of(long).order_by("path")[10].get_url(),
        "member": cookie_of(_reader()),
    }


if __name__ == "__main__":
    django.setup()
    fill()
