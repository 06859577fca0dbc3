"""Following a route: one's own progress, at one's own pace, read by nobody else."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.test.utils.form_data import rich_text, streamfield

from knowledge import certificates, models, operations
from knowledge.access import restrict
from portal.core.documents import prepared
from portal.core.models import AuditEntry, PreparedFile, SearchEntry
from portal.core.page_cache import bump
from portal.core.search import LEVEL_2, MEMBERS
from tests.core.documents.reader import dictionaries, opened
from tests.factories import UserFactory, member, staff
from tests.knowledge.test_editing import add, errors_of, form
from tests.pages import library, page
from tests.people import client_of
from tests.training import LESSON_BODY, lesson, lessons_of, route

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    return library()


@pytest.fixture
def followed(shelf):
    return route(shelf)


def text(client, address: str) -> str:
    bump()
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def finish(client, lesson):
    return client.post(f"/mijn/leren/lessen/{lesson.pk}/klaar/")


# --- The operation -----------------------------------------------------------------------------------------------


def test_the_last_lesson_finishes_the_route(followed):
    person, at = UserFactory(), timezone.now()
    for made in lessons_of(followed):
        assert not models.RouteDone.objects.exists()
        operations.finish_lesson(made, by=person, at=at)
    done = models.RouteDone.objects.get()
    assert (done.user, done.title, done.lessons, done.minutes, done.done_at) == (person, "Kennismaken", 3, 24, at)
    assert AuditEntry.objects.filter(verb="route.done", actor_id=person.pk).count() == 1


def test_doing_a_lesson_again_changes_nothing(followed):
    person, first = UserFactory(), lessons_of(followed)[0]
    done = operations.finish_lesson(first, by=person)
    assert operations.finish_lesson(first, by=person) == done
    assert models.LessonDone.objects.get().done_at == done.done_at


def test_a_lesson_that_is_not_for_somebody_cannot_be_done(followed):
    first, second, _third = lessons_of(followed)
    restrict(first, MEMBERS)
    second.unpublish()
    for closed in (first, second):
        with pytest.raises(operations.LessonClosed):
            operations.finish_lesson(closed, by=UserFactory())
    assert operations.finish_lesson(first, by=member().user)


def test_what_is_finished_stays_so_when_lessons_come_and_go(followed):
    person = UserFactory()
    for made in lessons_of(followed):
        operations.finish_lesson(made, by=person)
    lesson(followed, "Nog een les")
    assert models.RouteDone.objects.count() == 1
    followed.refresh_from_db()
    assert [step.state for step in followed.steps_for(person)] == ["done", "done", "done", "now"]
    followed.delete()
    assert models.RouteDone.objects.get().title == "Kennismaken", "its proof stays"


def test_a_route_that_lost_its_last_open_lesson_can_still_be_finished(followed):
    person = UserFactory()
    first, second, third = lessons_of(followed)
    for made in (first, second):
        operations.finish_lesson(made, by=person)
    third.delete()
    client = client_of(person)
    assert "Rond de leerroute af" in text(client, followed.get_url())
    assert finish(client, second).url == followed.get_url()
    assert "U bent klaar met deze leerroute." in text(client, followed.get_url())


# --- On screen ---------------------------------------------------------------------------------------------------


def test_a_lesson_says_where_its_reader_is(followed):
    client = client_of(UserFactory())
    first, second, third = lessons_of(followed)
    shown = text(client, second.get_url())
    assert "Les 2 van 3." in shown
    assert "Ongeveer 8 minuten." in shown
    assert f'aria-current="page">{second.title}' in shown
    assert f'rel="prev" href="{first.get_url()}"' in shown
    assert "Klaar, naar les 3" in shown
    assert "0 van 3 lessen klaar" in shown
    assert finish(client, second).url == third.get_url()
    shown = text(client, second.get_url())
    assert "Klaar, naar les 3" not in shown
    assert "Naar les 3" in shown
    assert "1 van 3 lessen klaar" in shown


def test_the_last_lesson_leads_back_to_the_route(followed):
    client = client_of(UserFactory())
    *_others, last = lessons_of(followed)
    assert "Klaar met deze les" in text(client, last.get_url())
    assert finish(client, last).url == followed.get_url()
    assert "Ga verder met les 1" in text(client, followed.get_url())


def test_a_visitor_reads_a_public_route_and_is_asked_for_nothing(followed):
    visitor = Client()
    assert "Begin met de eerste les" in text(visitor, followed.get_url())
    first = lessons_of(followed)[0]
    shown = text(visitor, first.get_url())
    assert "<form" not in shown
    assert "Naar les 2" in shown
    assert finish(visitor, first).url.startswith("/inloggen/")
    assert not models.LessonDone.objects.exists()


def test_who_may_not_read_a_route_sees_its_teaser_and_keeps_what_they_did(shelf):
    closed = route(shelf, "Verdieping", teaser_title="Een route voor leden", teaser_text="Vier lessen over rust.")
    restrict(closed, MEMBERS)
    first = lessons_of(closed)[0]
    seat = member()
    operations.finish_lesson(first, by=seat.user)
    outsider = client_of(UserFactory())
    refused = outsider.get(closed.get_url())
    assert refused.status_code == 403
    assert "Een route voor leden" in refused.content.decode()
    assert finish(outsider, first).status_code == 404
    assert models.LessonDone.objects.count() == 1
    seat.user.groups.clear()
    assert "Verdieping" not in text(client_of(seat.user), "/mijn/leren/")


def test_a_closed_lesson_is_not_in_the_list_of_its_route(followed):
    hidden = lessons_of(followed)[1]
    restrict(hidden, LEVEL_2)
    person = UserFactory()
    assert hidden.title not in text(client_of(person), followed.get_url())
    for made in lessons_of(followed):
        if made != hidden:
            operations.finish_lesson(made, by=person)
    assert models.RouteDone.objects.get().lessons == 2


def test_own_routes_say_where_one_was(followed, shelf):
    other = route(shelf, "Verdieping")
    seat = member()
    client = client_of(seat.user)
    assert "Kies een leerroute" in text(client, "/mijn/leren/")
    operations.finish_lesson(lessons_of(followed)[0], by=seat.user)
    shown = text(client, "/mijn/leren/")
    assert "1 van 3 lessen klaar." in shown
    assert f'href="{lessons_of(followed)[1].get_url()}"' in shown
    assert other.title in shown.split("Andere leerroutes")[1]
    assert "Kennismaken" not in text(client_of(member().user), "/mijn/leren/").split("Kies een leerroute")[0]


def test_on_paper_all_lessons_stand_below_each_other_with_lines_to_write_on(followed):
    restrict(lessons_of(followed)[2], MEMBERS)
    shown = text(Client(), f"{followed.get_url()}?afdrukken=1")
    assert "css/lessons.css" in shown
    assert "Kennismaken, les 2" in shown
    assert "Kennismaken, les 3" not in shown
    assert shown.count('class="writing"') == 4
    assert "2. Kennismaken, les 2" in shown.split("paper__title")[0], "what is in it stands in front"


def test_the_bridge_of_a_route_has_a_stone_per_lesson_as_far_as_its_reader_came(shelf, followed):
    coach = UserFactory()
    finish(client_of(coach), lessons_of(followed)[0])
    bridge = text(client_of(coach), followed.get_url()).split('class="route-art"')[1].split("</svg>")[0]
    stones = re.findall(r'class="i-(brick|sun|white)"', bridge)
    assert stones == ["brick", "sun", "white"]
    assert 'class="route-art"' not in text(Client(), route(shelf, "Lang", lessons=13).get_url())


def test_nothing_in_a_lesson_can_be_sent_but_that_it_is_done(followed):
    shown = text(client_of(UserFactory()), lessons_of(followed)[0].get_url())
    assert shown.count("<form") == 1
    assert "<textarea" not in shown
    assert 'type="radio"' not in shown
    assert "Niemand leest mee." in shown
    assert "Dat geeft rust." in shown, "a reaction opens without a script"


@pytest.mark.parametrize("count", [2, 40])
@pytest.mark.parametrize("address", ["route", "lesson", "own"])
def test_a_route_takes_the_same_number_of_queries(shelf, address, count, django_assert_num_queries):
    made = route(shelf, lessons=count)
    first = lessons_of(made)[0]
    seat = member()
    operations.finish_lesson(first, by=seat.user)
    if count > 2:
        for number in range(3):
            other = route(shelf, f"Route {number}", lessons=2)
            operations.finish_lesson(lessons_of(other)[0], by=seat.user)
    client = client_of(seat.user)
    url = {"route": made.get_url(), "lesson": first.get_url(), "own": "/mijn/leren/"}[address]
    text(client, url)
    with django_assert_num_queries({"route": 14, "lesson": 16, "own": 15}[address]):
        client.get(url)


# --- Search ------------------------------------------------------------------------------------------------------


def test_a_route_stands_on_the_shelf_and_its_lessons_are_found(followed):
    assert SearchEntry.objects.filter(kind="route").count() == 1
    assert SearchEntry.objects.filter(kind="lesson").count() == 3
    shown = text(Client(), "/kennis/")
    assert "Kennismaken" in shown
    assert "Kennismaken, les 1" not in shown
    assert "Kennismaken, les 1" in text(Client(), "/zoeken/?q=vol+hoofd")


# --- Editing -----------------------------------------------------------------------------------------------------


def blocks(*kinds) -> list:
    return [block for block in LESSON_BODY if block[0] in kinds]


@pytest.mark.parametrize(
    ("body", "lead", "said"),
    [
        (LESSON_BODY, "", "Schrijf op wat de gedachte"),
        (blocks("try"), "Gedachte.", "Kies één tekening of beeld."),
        (blocks("try", "drawing") + blocks("drawing"), "Gedachte.", "Eén tekening of beeld is genoeg."),
        (blocks("drawing"), "Gedachte.", "Geef één ding om te proberen."),
        (blocks("drawing", "try") + blocks("try"), "Gedachte.", "Eén ding om te proberen is genoeg."),
    ],
)
def test_a_lesson_goes_online_with_one_thought_one_picture_and_one_thing_to_try(followed, body, lead, said):
    with pytest.raises(ValidationError, match=said):
        page(followed, "Les", models.LessonPage, minutes=4, body=body, lead=lead)


def test_a_draft_of_a_lesson_may_lack_everything(followed):
    editor = client_of(staff("editor"))
    empty = form(title="Les", slug="les", lead="", minutes="", body=streamfield([]))
    assert add(editor, followed, "lessonpage", empty).status_code == 302
    assert not models.LessonPage.objects.get(slug="les").live
    words = form(title="Les", slug="les-2", lead="Rust.", minutes="4", body=streamfield([("paragraph", rich_text(""))]))
    assert "Kies één tekening of beeld." in errors_of(add(editor, followed, "lessonpage", words, "action-publish"))


# --- The certificate ---------------------------------------------------------------------------------------------


def test_who_finished_a_route_has_a_proof_and_nobody_else(followed):
    seat = member()
    for made in lessons_of(followed):
        operations.finish_lesson(made, by=seat.user)
    done = models.RouteDone.objects.get()
    client = client_of(seat.user)
    assert client.post(f"/mijn/leren/bewijzen/{done.pk}/").url == "/mijn/leren/"
    assert "Wij maken uw document." in text(client, "/mijn/leren/")
    asked = PreparedFile.objects.get(kind=certificates.KIND)
    prepared.make(asked.pk)
    asked.refresh_from_db()
    address = f"/bestanden/{asked.file_id}/"
    assert f'href="{address}"' in text(client, "/mijn/leren/")
    assert b"".join(client.get(address).streaming_content).startswith(b"%PDF")
    for other in (client_of(member().user), client_of(staff("adviser"))):
        assert other.get(address).status_code == 404
        assert other.post(f"/mijn/leren/bewijzen/{done.pk}/").status_code == 404
    made = certificates.make_certificate(asked.subject, timezone.now())
    assert made.name == "Bewijs van een leerroute: Kennismaken.pdf"
    pdf = opened(made.content)
    pictures = [str(found.Alt) for found in dictionaries(pdf) if found.get("/S") == "/Figure"]
    assert pictures == ["Een brug van 3 stenen. Hij is af."]


@pytest.mark.parametrize("count", [1, 3])
def test_own_routes_take_the_same_number_of_queries_without_any_cache(
    count, shelf, settings, django_assert_num_queries
):
    settings.CACHES = settings.CACHES | {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    person = member().user
    for number in range(count):
        made = route(shelf, title=f"Route {number}", slug=f"route-{number}", lessons=2 * count)
        operations.finish_lesson(lessons_of(made)[0], by=person)
    client = client_of(person)
    text(client, "/mijn/leren/")
    with django_assert_num_queries(16):
        client.get("/mijn/leren/")
