"""A professional follows a route on a phone, without a script; a colleague agrees to a licence and takes it along."""

import pytest

from knowledge.access import restrict
from knowledge.models import LicensedDownload, RouteDone
from membership import operations as membership
from portal.core.search import MEMBERS
from tests.factories import UserFactory, member
from tests.pages import library
from tests.people import run_jobs
from tests.training import LESSON_BODY, lesson, lessons_of, licensed, route

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


@pytest.fixture
def shelf(portal):
    from knowledge.models import HomePage

    return library(HomePage.objects.get())


def test_a_route_on_a_phone_without_a_script(somebody, shelf):
    made = route(shelf, "Kennismaken", lessons=2)
    restrict(made, MEMBERS)
    seat = member()
    coach = somebody(width=390, javascript=False)
    coach.logs_in(seat.user.email)
    coach.goes_to("/mijn/leren/")
    coach.follows("Kennismaken")
    coach.follows("Begin met de eerste les")
    coach.reads("Les 1 van 2.")
    coach.page.get_by_text("Minder brieven").click()
    coach.reads("Dat geeft rust.")
    coach.presses("Klaar, naar les 2")
    coach.reads("Les 2 van 2.")
    coach.presses("Klaar met deze les")
    coach.reads("U bent klaar met deze leerroute.")
    coach.follows("Haal uw bewijs op")
    coach.presses("Maak het bewijs")
    coach.reads("Wij maken uw document.")
    assert RouteDone.objects.get().user == seat.user


@pytest.mark.parametrize("width", [1280, 320])
def test_routes_and_licences_hinder_nobody(somebody, shelf, width):
    made = route(shelf, "Kennismaken", lessons=3)
    lesson(made, "Een les met een heel lange titel over schuldhulpverleningsovereenkomsten", body=LESSON_BODY)
    bridge = licensed(shelf)
    seat = member()
    membership.change_seat(seat, role="admin", duties=["licences"], by=seat.user)
    first = lessons_of(made)[0]
    reader = somebody(width=width)
    for path in (made.get_url(), first.get_url(), f"{made.get_url()}?afdrukken=1", bridge.get_url()):
        reader.goes_to(path)
        reader.is_not_hindered()
    reader.logs_in(seat.user.email)
    own = ["/mijn/leren/", "/mijn/leren/organisatie/", "/mijn/licenties/", f"/mijn/licenties/{bridge.pk}/"]
    for path in (made.get_url(), first.get_url(), bridge.get_url(), *own):
        reader.goes_to(path)
        reader.is_not_hindered()
    reader.presses("Ga akkoord")
    reader.reads("Zet eerst een vinkje.")
    reader.is_not_hindered()


def test_one_agrees_and_a_colleague_takes_it_along(somebody, shelf):
    bridge = licensed(shelf)
    seat = member(name="Gemeente Oeverland")
    membership.change_seat(seat, role="admin", duties=["licences"], by=seat.user)
    colleague = membership.open_seat(seat.organisation, user=UserFactory(), role="professional", by=seat.user)
    signs, works = somebody(), somebody(width=390)
    works.logs_in(colleague.user.email)
    works.goes_to(bridge.get_url())
    works.reads(f"Vraag het aan: {seat.user}.")
    signs.logs_in(seat.user.email)
    signs.goes_to(bridge.get_url())
    signs.follows("Lees de licentie")
    signs.page.get_by_label("Ik las de tekst").check()
    signs.presses("Ga akkoord")
    signs.reads("U ging akkoord voor Gemeente Oeverland.")
    signs.reads("Wij zetten de naam van uw organisatie op elke bladzijde.")
    run_jobs()
    works.goes_to(bridge.get_url())
    with works.page.expect_download() as download:
        works.presses("Haal op")
    assert download.value.suggested_filename.endswith(".pdf")
    assert LicensedDownload.objects.get().by == colleague.user
