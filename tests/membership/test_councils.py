"""The page for councils: is our municipality in it, and what to ask when it is not."""

from datetime import date

import pytest
from django.test import Client

from membership.operations.municipalities import place_organisation
from tests.factories import MunicipalityFactory, member, site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home():
    return site()


def asked(words: str) -> str:
    return Client().get("/netwerk/adviesraden/", {"q": words}).content.decode()


def test_a_municipality_that_takes_part_is_named_with_every_member_in_it():
    anloo = MunicipalityFactory(name="Anloo", name_key="anloo")
    seat, other = member(level=2, name="Gemeente Anloo"), member(name="Stichting Brug")
    for each in (seat, other):
        place_organisation(each.organisation, municipality=anloo, by=None)
    page = asked("anloo")
    assert "<b>Ja.</b> Hier werken 2 leden van het netwerk:" in page
    assert "Stichting Brug" in page
    assert f"/netwerk/{seat.organisation.slug}/" in page
    assert "Nog niet." not in page


@pytest.mark.parametrize("words", ["Borculo", "gemeente borculo", "BÓRCULO", "borc"])
def test_one_that_does_not_take_part_reads_not_yet_and_how_to_ask(words):
    MunicipalityFactory(name="Borculo", name_key="borculo")
    page = asked(words)
    assert "<b>Nog niet.</b> Zo vraagt u ernaar" in page


def test_one_that_merged_is_found_by_its_old_name():
    new = MunicipalityFactory(name="Borculo", name_key="borculo")
    MunicipalityFactory(name="Doesburg", name_key="doesburg", valid_to=date(2026, 1, 1), merged_into=new)
    seat = member(name="Gemeente Borculo")
    place_organisation(seat.organisation, municipality=new, by=None)
    page = asked("doesburg")
    assert "Deze gemeente hoort nu bij Borculo." in page
    assert "Gemeente Borculo" in page


def test_the_whole_name_comes_first():
    for name in ("Bergen op Zoom", "Bergen", "Nieuw-Bergen"):
        MunicipalityFactory(name=name, name_key=name.lower())
    page = Client().get("/netwerk/adviesraden/?q=bergen")
    assert [place.name for place in page.context["places"]] == ["Bergen", "Bergen op Zoom", "Nieuw-Bergen"]


def test_without_a_list_of_municipalities_members_are_still_found():
    member(name="Gemeente Anloo")
    assert "<b>Ja.</b> Hier werkt 1 lid van het netwerk:" in asked("anloo")
    assert "Nog niet: wij vonden geen lid met die naam." in asked("borculo")


def test_a_name_that_is_none_is_said_so():
    MunicipalityFactory()
    assert "Wij kennen geen gemeente met die naam." in asked("xyzzy")


@pytest.mark.parametrize("words", ["", "a", " ", "\x00", "%", "x" * 500])
def test_too_little_or_too_much_is_no_search_and_no_crash(words):
    MunicipalityFactory()
    answer = Client().get("/netwerk/adviesraden/", {"q": words})
    assert answer.status_code == 200
    assert "Vragen aan uw gemeente" in answer.content.decode()


def test_the_page_costs_the_same_for_one_and_for_many(django_assert_num_queries, clean_slate):
    for rows in (1, 3):
        for n in range(rows):
            place = MunicipalityFactory(name=f"Rietwolde {rows} {n}", name_key=f"rietwolde {rows} {n}")
            place_organisation(member().organisation, municipality=place, by=None)
        Client().get("/netwerk/adviesraden/?q=rietwolde")
        clean_slate.clear()
        with django_assert_num_queries(6):
            assert Client().get("/netwerk/adviesraden/?q=rietwolde").status_code == 200
