"""The routes of the demo network, who followed them, and who agreed to a licence."""

from datetime import datetime, timedelta

from wagtail.models import Page

from knowledge import models, operations
from knowledge.access import restrict
from knowledge.licensing import licence_of
from membership import operations as membership
from membership.models import Duty, Organisation, Role, Seat
from portal.accounts.models import User
from portal.core.search import PUBLIC
from portal.home.demo_network.blocks import body_of
from portal.home.demo_network.content.routes import COACHES, FOLLOWED, INTRODUCTION, LICENSED, ROUTES
from portal.home.demo_network.library import labels_of


def build_routes(caretaker: User, now: datetime) -> None:
    """After the library, because lessons show its films."""
    films = {film.slug: film for film in models.FilmPage.objects.all()}
    for number, entry in enumerate(ROUTES, start=1):
        parent = models.ThemePage.objects.get(slug=entry["parent"])
        route = _publish(parent, models.RoutePage, entry, films, caretaker, now - timedelta(days=150 - number))
        route.labels.set(labels_of(entry["labels"]))
        route.save_revision().publish()
        for lesson in entry["lessons"]:
            _publish(route, models.LessonPage, lesson, films, caretaker, now - timedelta(days=150 - number))
        if entry["audience"] != PUBLIC:
            restrict(route, entry["audience"])


def introduction() -> models.RoutePage | None:
    return models.RoutePage.objects.filter(slug=INTRODUCTION).first()


def _publish(parent: Page, kind: type, entry: dict, films: dict, caretaker: User, at: datetime):
    teaser = entry.get("teaser", {})
    facts = {"minutes": entry["minutes"]} if "minutes" in entry else {}
    made = kind(
        title=entry["title"],
        slug=entry["slug"],
        lead=entry["intro"],
        body=[(name, films.get(value) if name == "film" else value) for name, value in body_of(entry["body"])],
        caretaker=caretaker,
        teaser_title=teaser.get("title", ""),
        teaser_text=teaser.get("text", ""),
        first_published_at=at,
        **facts,
    )
    parent.add_child(instance=made)
    made.save_revision().publish()
    return made


def follow_routes(now: datetime) -> None:
    """Coaches of one member learn since a while: enough people to count."""
    organisation = Organisation.objects.get(municipality_code="GM0479")
    admin = organisation.seats.admins().order_by("pk")[0].user
    began = now - timedelta(days=120)
    for name in COACHES:
        coach = User.objects.create_user(f"{name.lower()}@coach.zaanstad.example", first_name="Coach", last_name=name)
        membership.open_seat(organisation, user=coach, role=Role.PROFESSIONAL, by=admin, at=began)
    people = Seat.objects.current().filter(organisation=organisation).select_related("user").order_by("pk")
    for place, seat in enumerate(people):
        for slug, most in FOLLOWED.items():
            route = models.RoutePage.objects.get(slug=slug)
            lessons = models.LessonPage.objects.child_of(route).order_by("path")
            for number, lesson in enumerate(lessons[: max(0, most - place)]):
                operations.finish_lesson(lesson, by=seat.user, at=began + timedelta(days=3 * place + 7 * number))
    operations.count_routes(at=now)


def agree_to_licence(now: datetime) -> None:
    """One member agreed and took a file along; the others still may."""
    page = models.InstrumentPage.objects.get(slug=LICENSED)
    seat = Seat.objects.current().filter(duties__contains=[Duty.LICENCES], organisation__municipality_code="GM0599")
    for found in seat.select_related("organisation", "user")[:1]:
        at = now - timedelta(days=20)
        operations.accept_licence(page, seat=found, digest=licence_of(page).digest, by=found.user, at=at)
        operations.take_along(page.variants.first(), by=found.user, at=at + timedelta(minutes=4))
