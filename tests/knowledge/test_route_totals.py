"""Admins know how many, never who; staff how many in the whole network."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from knowledge import operations
from knowledge.models import LessonDone, RouteDone, RouteTotal
from membership import operations as membership
from portal.home.daily import daily_job
from tests.factories import RouteTotalFactory, UserFactory, member, staff
from tests.pages import library
from tests.people import client_of
from tests.training import lessons_of, route

pytestmark = pytest.mark.django_db
MARCH = datetime(2026, 3, 1, 5, tzinfo=timezone.get_default_timezone())
APRIL = MARCH + timedelta(days=31)


@pytest.fixture
def followed():
    return route(library())


@pytest.fixture
def seat():
    found = member()
    type(found).objects.filter(pk=found.pk).update(since=MARCH.date() - timedelta(days=90))
    return found


def colleague(seat, *, on=MARCH - timedelta(days=60)):
    return membership.open_seat(seat.organisation, user=UserFactory(), role="professional", by=seat.user, at=on)


def learns(person, route, *, lessons=1, on=MARCH - timedelta(days=9)):
    for made in lessons_of(route)[:lessons]:
        operations.finish_lesson(made, by=person, at=on)


def known(seat) -> tuple[int, int]:
    total = RouteTotal.objects.filter(organisation=seat.organisation).first()
    return (total.begun, total.done) if total else (0, 0)


def shown(seat) -> str:
    return client_of(seat.user).get("/mijn/leren/organisatie/").content.decode()


@pytest.mark.parametrize(("people", "told"), [(0, 0), (4, 0), (5, 5), (9, 5), (10, 10), (12, 10)])
def test_people_are_counted_by_fives(followed, seat, people, told):
    for _ in range(people):
        learns(colleague(seat).user, followed, lessons=3)
    operations.count_routes(at=MARCH)
    assert known(seat) == (told, told)


def test_the_page_says_how_many_and_never_who(followed, seat):
    people = [colleague(seat).user for _ in range(6)]
    for person in people:
        learns(person, followed)
    for person in people[:4]:
        learns(person, followed, lessons=3)
    assert shown(seat).count("Nog te weinig mensen") == 2
    operations.count_routes(at=MARCH)
    page = shown(seat)
    assert "5 mensen of meer" in page
    assert page.count("Nog te weinig mensen") == 1
    assert "Geteld op 1 maart 2026." in page
    assert not [person for person in people if person.last_name in page and person.first_name in page]
    assert client_of(people[0]).get("/mijn/leren/organisatie/").status_code == 403
    assert "Nog te weinig mensen" in shown(member())


def test_two_looks_tell_of_nobody(followed, seat):
    """The fourth and the fifth are told at the same moment: the first day of the next month."""
    for _ in range(4):
        learns(colleague(seat).user, followed)
    operations.count_routes(at=MARCH)
    before = shown(seat)
    fifth = colleague(seat)
    learns(fifth.user, followed, on=MARCH + timedelta(days=1))
    for later in (1, 2, 29):
        assert operations.count_routes(at=MARCH + timedelta(days=later)) == 0
    assert shown(seat).split("<main")[1] == before.split("<main")[1]
    operations.count_routes(at=APRIL)
    assert known(seat) == (5, 0)


def test_who_leaves_or_comes_changes_no_total(followed, seat):
    """An admin can close a seat and look again; what that person did before does not show in the difference."""
    seats = [colleague(seat) for _ in range(5)]
    for each in seats:
        learns(each.user, followed)
    operations.count_routes(at=MARCH)
    membership.end_seat(seats[0], by=seat.user, at=MARCH + timedelta(days=2))
    newcomer = UserFactory()
    learns(newcomer, followed)
    membership.open_seat(seat.organisation, user=newcomer, role="professional", by=None, at=MARCH + timedelta(days=3))
    operations.count_routes(at=APRIL)
    assert known(seat) == (5, 0)
    LessonDone.objects.filter(user=seats[1].user).delete()
    operations.count_routes(at=APRIL + timedelta(days=31))
    assert known(seat) == (5, 0), "not when an account is erased either"


def test_somebody_with_two_seats_counts_in_both_organisations(followed, seat):
    other = member()
    type(other).objects.filter(pk=other.pk).update(since=seat.since - timedelta(days=200))
    for _ in range(5):
        person = colleague(seat).user
        membership.open_seat(other.organisation, user=person, role="professional", by=None, at=MARCH - timedelta(40))
        learns(person, followed, lessons=3)
    operations.count_routes(at=MARCH)
    assert (known(seat), known(other)) == ((5, 5), (5, 5))


def test_the_daily_job_counts_once_a_month(followed, seat):
    for _ in range(5):
        learns(colleague(seat, on=timezone.now()).user, followed, on=timezone.now())
    daily_job(timezone.now())
    assert known(seat) == (5, 0)
    RouteTotal.objects.update(begun=10)
    daily_job(timezone.now())
    assert known(seat) == (10, 0)


def test_an_exact_number_cannot_be_kept():
    with pytest.raises(IntegrityError), transaction.atomic():
        RouteTotalFactory(begun=7)


def test_counting_takes_the_same_number_of_queries(followed, seat, django_assert_max_num_queries):
    for _ in range(6):
        learns(colleague(seat).user, followed, lessons=3)
    with django_assert_max_num_queries(9):
        operations.count_routes(at=MARCH)


@pytest.mark.parametrize("count", [1, 3])
def test_staff_see_the_use_of_every_route(count, django_assert_num_queries):
    shelf = library()
    for number in range(count):
        made = route(shelf, f"Route {number}")
        for _ in range(2):
            learns(UserFactory(), made)
        learns(UserFactory(), made, lessons=3)
    browser = client_of(staff("adviser"))
    browser.get("/beheer/reports/routes/")
    with django_assert_num_queries(10):
        page = browser.get("/beheer/reports/routes/").content.decode()
    cells = page.split("Route 0")[1].split("</tr>")[0]
    assert len(cells.split("<td")) == 4
    found = list(type(made).objects.with_use())
    assert {(r.lessons, r.begun, r.done) for r in found} == {(3, 3, 1)}
    assert RouteDone.objects.count() == count
    assert client_of(member().user).get("/beheer/reports/routes/").status_code != 200
