"""Who of the network reads a plan, who better does not, and what a declared interest closes."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from implementation_plans import operations
from implementation_plans.models import ConflictOfInterest, Plan, Reading
from membership.operations import end_seat, open_seat
from portal.core.models import Notification
from tests.factories import (
    EmailDomainFactory,
    PlanFactory,
    PlanFileFactory,
    PlanShareFactory,
    UserFactory,
    judge,
    member,
    read_as_good,
    site,
    staff,
    submitted,
)
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home():
    return site()


@pytest.fixture
def seat():
    return member()


@pytest.fixture
def hanna():
    return staff("adviser", first_name="Hanna")


@pytest.fixture
def marit():
    return staff("adviser", first_name="Marit")


@pytest.fixture
def joost():
    return staff("decider", first_name="Joost")


@pytest.fixture
def version(seat, hanna, marit, joost):
    plan = PlanFactory(organisation=seat.organisation)
    PlanFileFactory(section=plan.sections.first())
    return submitted(plan, seat.user)


def address(version, tail: str = "") -> str:
    return f"/beheer/plannen/{version.pk}/{tail}"


def another_version():
    seat = member()
    return submitted(PlanFactory(organisation=seat.organisation), seat.user)


def offered(version) -> list:
    return [c.user for c in operations.colleagues_for(version.plan) if not c.is_tied]


# --- Who is asked ---------------------------------------------------------------------------------------------


def test_who_has_least_to_read_is_offered_first(version, hanna, marit, joost):
    operations.assign_reader(another_version(), reader=hanna, by=joost)
    done = another_version()
    operations.assign_reader(done, reader=marit, by=joost)
    read_as_good(done, marit)
    assert offered(version) == [marit, joost, hanna]
    assert [c.load for c in operations.colleagues_for(version.plan)] == [0, 0, 1]
    page = client_of(joost).get(address(version, "lezers/")).content.decode()
    assert page.index(f"{marit}, leest nu geen plan") < page.index(f"{hanna}, leest nu 1 plan")


def tied_by_a_seat(version, person):
    open_seat(version.plan.organisation, user=person, role="professional", by=None)


def tied_by_a_seat_of_the_past(version, person):
    end_seat(open_seat(version.plan.organisation, user=person, role="professional", by=None), by=None)


def tied_by_a_share_that_ran_out(version, person):
    long_ago = timezone.now() - timedelta(days=90)
    PlanShareFactory(plan=version.plan, user=person, accepted_at=long_ago, until=timezone.localdate(long_ago))


def tied_by_an_interest(version, person):
    operations.declare_conflict(version.plan, user=person, reason="Een neef.", by=person)


def tied_by_address(version, person):
    EmailDomainFactory(organisation=version.plan.organisation, domain=person.email.partition("@")[2])


@pytest.mark.parametrize(
    "tie",
    [
        tied_by_a_seat,
        tied_by_a_seat_of_the_past,
        tied_by_a_share_that_ran_out,
        tied_by_an_interest,
        tied_by_address,
    ],
)
def test_who_is_tied_to_the_organisation_is_not_offered_and_cannot_be_asked(version, joost, tie):
    sil = staff("adviser", first_name="Sil", email="sil@dorpstad.example")
    tie(version, sil)
    assert sil not in offered(version)
    browser = client_of(joost)
    page = browser.get(address(version, "lezers/")).content.decode()
    assert f"{sil} heeft een band met deze organisatie." in page
    assert f'value="{sil.pk}"' not in page
    assert "Een neef." not in page
    assert browser.post(address(version, "lezers/"), {"reader": sil.pk}).status_code == 422
    assert not Reading.objects.filter(reader=sil).exists()


def test_a_domain_is_that_of_this_organisation_and_open(version, marit):
    EmailDomainFactory(domain=marit.email.partition("@")[2])
    EmailDomainFactory(
        organisation=version.plan.organisation, domain=marit.email.partition("@")[2], closed_at=timezone.now()
    )
    assert marit in offered(version)


def test_asking_a_colleague_tells_them_and_shows_how_far_they_are(version, hanna, marit):
    browser = client_of(hanna)
    assert browser.post(address(version, "lezers/"), {"reader": marit.pk}).status_code == 302
    assert Notification.objects.filter(kind="plan_to_read", recipient=marit).count() == 1
    judge(version.sections.first(), marit)
    page = browser.get(address(version, "lezers/")).content.decode()
    assert "1 van 3 onderdelen gelezen." in page
    read_as_good(version, marit)
    assert "Alles gelezen" in browser.get(address(version, "lezers/")).content.decode()


def test_members_and_people_without_a_role_are_never_asked(version, seat, hanna):
    for person in (seat.user, UserFactory(), staff("finance")):
        assert client_of(hanna).post(address(version, "lezers/"), {"reader": person.pk}).status_code == 422


def test_i_read_this_plan(version, hanna):
    browser = client_of(hanna)
    assert browser.get(address(version, "lezing/")).status_code == 405
    assert browser.post(address(version, "lezing/")).url == address(version)
    assert Reading.objects.get().reader == hanna
    assert "U leest dit plan" in browser.get(address(version, "onderdeel/1/")).content.decode()


def test_nobody_is_asked_once_it_was_decided(version, hanna, marit, joost):
    operations.approve_plan(read_as_good(version, hanna), reason="Sterk.", by=joost)
    refused = client_of(joost).post(address(version, "lezers/"), {"reader": marit.pk})
    assert refused.status_code == 422
    assert not Reading.objects.filter(reader=marit).exists()
    client_of(joost).post(address(version, "lezing/"))
    assert not Reading.objects.filter(reader=joost).exists()


def test_a_reading_that_ended_counts_no_more(version, hanna, marit):
    read_as_good(version, marit)
    reading = Reading.objects.get()
    other = another_version()
    operations.assign_reader(other, reader=marit, by=hanna)
    elsewhere = Reading.objects.get(version=other)
    browser = client_of(hanna)
    assert browser.post(address(version, f"lezers/{elsewhere.pk}/einde/")).status_code == 404
    assert browser.post(address(version, f"lezers/{reading.pk}/einde/")).status_code == 302
    assert not any(reviews for _section, reviews in operations.reviews_of(version))
    assert Reading.objects.current().get() == elsewhere


# --- A declared interest ---------------------------------------------------------------------------------------


def pages_of(version) -> list[str]:
    tails = ["", "onderdeel/1/", "lezers/", "belang/", "oordeel/", "geschiedenis/"]
    return [address(version, tail) for tail in tails]


def deeds_of(version, reading) -> list[str]:
    tails = ["onderdeel/1/", "onderdeel/1/notitie/", "lezers/", f"lezers/{reading.pk}/einde/", "lezing/", "belang/"]
    return [address(version, tail) for tail in [*tails, "besluit/", "belang/1/einde/"]]


@pytest.mark.parametrize("state", ["waiting", "returned", "approved", "withdrawn"])
def test_an_interest_closes_every_address_of_the_plan(seat, version, hanna, joost, state):
    reading = operations.assign_reader(version, reader=joost, by=hanna)
    read_as_good(version, joost)
    file = version.sections.first().files.get().file
    if state == "returned":
        for section in version.sections.all():
            judge(section, hanna, "add", "Vul aan.")
        operations.return_plan(version, reason="Bijna.", by=hanna)
    elif state == "approved":
        operations.approve_plan(read_as_good(version, hanna), reason="Sterk.", by=joost)
    elif state == "withdrawn":
        operations.withdraw_plan(version, by=seat.user)
    browser = client_of(joost)
    assert [browser.get(page).status_code in (200, 302) for page in pages_of(version)] == [True] * 6
    assert browser.get(f"/bestanden/{file.pk}/").status_code == 200
    assert browser.post(address(version, "belang/"), {"person": joost.pk, "reason": "Een neef."}).status_code == 302
    assert {browser.get(page).status_code for page in pages_of(version)} == {404}
    assert {browser.post(deed).status_code for deed in deeds_of(version, reading)} == {404}
    assert browser.get(f"/bestanden/{file.pk}/").status_code == 404
    name = seat.organisation.name
    for path in ("/beheer/", "/beheer/plannen/", "/beheer/plannen/?q=rietbeek", "/beheer/plannen/lijst/?q=rietbeek"):
        assert name not in browser.get(path).content.decode()
    rows = load_workbook(BytesIO(b"".join(browser.get("/beheer/plannen/?export=xlsx")))).active.values
    assert name not in str(list(rows))
    assert name not in b"".join(browser.get("/beheer/plannen/?export=csv")).decode()


def test_an_interest_ends_the_reading_and_what_would_be_mailed(version, hanna, marit):
    operations.assign_reader(version, reader=marit, by=hanna)
    client_of(marit).post(address(version, "belang/"), {"reason": "Een neef."})
    assert not Reading.objects.current().exists()
    assert not Notification.objects.unsent().filter(recipient=marit, kind__startswith="plan_").exists()


def test_an_adviser_declares_an_interest_of_their_own_only(version, marit, hanna):
    client_of(marit).post(address(version, "belang/"), {"person": hanna.pk, "reason": "Zij werkte daar."})
    assert ConflictOfInterest.objects.get().user == marit


def test_a_decider_declares_and_ends_the_interest_of_a_colleague(version, marit, hanna, joost):
    browser = client_of(joost)
    assert browser.post(address(version, "belang/"), {"person": marit.pk, "reason": " "}).status_code == 422
    browser.post(address(version, "belang/"), {"person": marit.pk, "reason": "Zij werkte daar."})
    conflict = ConflictOfInterest.objects.get()
    assert client_of(marit).get(address(version)).status_code == 404
    end = address(version, f"belang/{conflict.pk}/einde/")
    assert client_of(hanna).post(end).url == "/beheer/"  # an adviser may not
    assert ConflictOfInterest.objects.standing().exists()
    page = browser.get(address(version, "lezers/")).content.decode()
    assert "Haal dit belang weg" in page
    assert "Zij werkte daar." not in page
    assert browser.post(end).status_code == 302
    assert client_of(marit).get(address(version, "onderdeel/1/")).status_code == 200


def test_an_interest_in_one_plan_is_none_in_another(version, marit):
    other = another_version()
    operations.declare_conflict(other.plan, user=marit, reason="Een neef.", by=marit)
    assert client_of(marit).get(address(version, "onderdeel/1/")).status_code == 200
    operations.declare_conflict(version.plan, user=marit, reason="Een nicht.", by=marit)
    conflict = ConflictOfInterest.objects.get(plan=other.plan)
    joost = client_of(staff("decider"))
    assert joost.post(address(version, f"belang/{conflict.pk}/einde/")).status_code == 404


# --- The list ----------------------------------------------------------------------------------------------------


def test_the_list_says_how_long_and_who_and_filters_on_both(version, hanna, marit, joost, time_machine):
    operations.assign_reader(version, reader=hanna, by=joost)
    other = another_version()
    operations.assign_reader(other, reader=marit, by=joost)
    unread = another_version()
    time_machine.move_to(timezone.now() + timedelta(days=8))
    browser = client_of(hanna)
    page = browser.get("/beheer/plannen/").content.decode()
    assert page.count("<td>8 dagen</td>") == 3
    assert "<td>Hanna</td>" in page
    mine = browser.get("/beheer/plannen/?read_by=me").content.decode()
    assert version.plan.organisation.name in mine
    assert other.plan.organisation.name not in mine
    nobody = browser.get("/beheer/plannen/?read_by=nobody").content.decode()
    assert unread.plan.organisation.name in nobody
    assert version.plan.organisation.name not in nobody
    rows = list(load_workbook(BytesIO(b"".join(browser.get("/beheer/plannen/?export=xlsx")))).active.values)
    assert rows[0] == ("Organisatie", "Versie", "Ingediend", "Dagen bij ons", "Lezers", "Status")
    assert {(row[3], row[4]) for row in rows[1:]} == {(8, "Hanna"), (8, "Marit"), (8, None)}


def test_a_decided_plan_waits_for_nobody(version, hanna, joost):
    operations.approve_plan(read_as_good(version, hanna), reason="Sterk.", by=joost)
    page = client_of(joost).get("/beheer/plannen/").content.decode()
    assert "vandaag" not in page
    assert "0 dagen" not in page


def test_history_names_who_was_asked(version, hanna, marit):
    operations.assign_reader(version, reader=marit, by=hanna)
    page = client_of(hanna).get(address(version, "geschiedenis/")).content.decode()
    assert f"Lezer gevraagd: {marit}" in page
    assert Plan.objects.get().latest_version() == version
