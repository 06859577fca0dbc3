"""The screen on which a version is read: what changed, what was said, what colleagues found, and whose turn it was."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from implementation_plans import operations
from implementation_plans.algorithms.turns import Days, Turn, days_with_each
from implementation_plans.models import Judgement, Plan, PlanSection, Reading, StaffNote
from tests.factories import (
    OUTLINES,
    PlanFactory,
    PlanFileFactory,
    TemplateVersionFactory,
    judge,
    member,
    read_as_good,
    site,
    staff,
    submitted,
    write_everything,
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
def plan(seat):
    return PlanFactory(organisation=seat.organisation)


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
def version(plan, seat, hanna, marit, joost):
    return submitted(plan, seat.user)


def returned(version, by, *numbers, reaction="Wie doet dit?", at=None):
    for section in version.sections.all():
        judge(
            section, by, "add" if section.number in numbers else "good", reaction if section.number in numbers else ""
        )
    return operations.return_plan(version, reason="Bijna goed.", by=by, at=at)


def again(plan, by, text="Zo doen wij het vanaf maart."):
    return operations.submit_plan(write_everything(plan, by, text), by=by)


def screen(browser, version, number=1, query="") -> str:
    response = browser.get(f"/beheer/plannen/{version.pk}/onderdeel/{number}/{query}")
    assert response.status_code == 200
    return response.content.decode()


# --- What changed ---------------------------------------------------------------------------------------------------


def test_a_first_version_is_compared_with_nothing(version, hanna):
    page = screen(client_of(hanna), version)
    assert "Zo doen wij het. vraag-1-1" in page
    assert "Toon wat veranderd is" not in page
    assert "<ins>" not in page


def test_changes_since_the_answered_version_are_marked_in_words_too(seat, plan, version, hanna):
    returned(version, hanna, 2)
    operations.withdraw_plan(again(plan, seat.user, "Dit trokken wij in."), by=seat.user)
    third = again(plan, seat.user)
    page = screen(client_of(hanna), third, 2)
    assert "Toon wat veranderd is sinds versie 1" in page
    assert "trokken" not in page
    assert "vanaf maart" in page.partition("<ins>")[2].partition("</ins>")[0]
    assert "toegevoegd:" in page


def test_a_section_that_stayed_says_so_and_keeps_the_judgement(seat, plan, version, hanna, marit):
    returned(version, hanna, 2)
    second = again(plan, seat.user)
    assert "Niet veranderd sinds versie 1. Uw oordeel van toen staat er nog." in screen(client_of(hanna), second, 1)
    page = screen(client_of(marit), second, 1)
    assert "Niet veranderd sinds versie 1." in page
    assert "Uw oordeel van toen" not in page
    assert "2 van 3 onderdelen gelezen." in screen(client_of(hanna), second, 2)


def test_who_wants_to_see_no_changes_keeps_it_so_in_the_next_section(seat, plan, version, hanna):
    returned(version, hanna, 1, 2)
    second = again(plan, seat.user)
    browser = client_of(hanna)
    assert "data-changes checked" in screen(browser, second, 1)
    assert "data-changes>" in screen(browser, second, 1, "?verschil=nee")
    address = f"/beheer/plannen/{second.pk}/onderdeel/1/"
    assert browser.post(address, {"verdict-1": "good", "verschil": ["nee"]}).url.endswith("/onderdeel/2/?verschil=nee")
    assert browser.post(address, {"verdict-1": "good", "verschil": ["nee", "ja"]}).url.endswith("/onderdeel/2/")


# --- What was said ------------------------------------------------------------------------------------------------


def test_an_earlier_reaction_comes_with_the_answer_of_the_writers(seat, plan, version, hanna, marit):
    returned(version, hanna, 2)
    PlanSection.objects.filter(plan=plan, number=2).update(reply="Dat is nu de teammanager.")
    second = again(plan, seat.user)
    page = screen(client_of(hanna), second, 2)
    assert "Uw reactie op versie 1" in page
    assert "Wie doet dit?" in page
    assert "Aangevuld" in page
    assert "Dat is nu de teammanager." in page
    assert "Reactie op versie 1" not in screen(client_of(hanna), second, 1)
    assert "<h3>Reactie op versie 1</h3>" in screen(client_of(marit), second, 2)


def test_a_section_sent_back_without_a_change_says_that(seat, plan, version, hanna):
    returned(version, hanna, 2)
    section = Plan.objects.get(pk=plan.pk).sections.get(number=2)
    operations.finish_section(section, by=seat.user)
    second = operations.submit_plan(plan, by=seat.user)
    page = screen(client_of(hanna), second, 2)
    assert "Niet veranderd" in page.partition("Uw reactie op versie 1")[2]
    assert "Aangevuld" not in page


# --- Judging --------------------------------------------------------------------------------------------------------


def test_saving_leads_to_the_next_unread_section_and_then_to_the_decision(version, hanna):
    browser = client_of(hanna)
    address = f"/beheer/plannen/{version.pk}/onderdeel/%s/"
    assert "Bewaar en lees onderdeel 3" in screen(browser, version, 2)
    assert browser.post(address % 2, {"verdict-1": "good"}).url == address % 3
    assert browser.post(address % 3, {"verdict-1": "good"}).url == address % 1
    assert "Bewaar en ga naar het besluit" in screen(browser, version, 1)
    assert browser.post(address % 1, {"verdict-1": "good"}).url == f"/beheer/plannen/{version.pk}/oordeel/"


@pytest.mark.parametrize("verdict", ["almost", "add"])
def test_what_is_not_good_needs_a_reaction_and_nothing_typed_is_lost(seat, hanna, verdict):
    outlines = [o | {"criteria": ["Het is duidelijk.", "Het blijft zo."]} for o in OUTLINES]
    template = TemplateVersionFactory(sections=outlines)
    version = submitted(PlanFactory(organisation=seat.organisation, template=template), seat.user)
    posted = {"verdict-1": verdict, "reaction-1": "", "verdict-2": "add", "reaction-2": "Tot maart?"}
    response = client_of(hanna).post(f"/beheer/plannen/{version.pk}/onderdeel/1/", posted)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Schrijf wat u mist." in page
    assert "Tot maart?" in page
    assert Judgement.objects.count() == 0


def test_a_judgement_that_comes_too_late_stays_on_the_screen(version, hanna, joost):
    operations.approve_plan(read_as_good(version, hanna), reason="Sterk.", by=joost)
    posted = {"verdict-1": "add", "reaction-1": "Nog een vraag."}
    response = client_of(hanna).post(f"/beheer/plannen/{version.pk}/onderdeel/1/", posted)
    assert response.status_code == 409
    page = response.content.decode()
    assert "Joost nam het besluit al" in page
    assert "Nog een vraag." in page


# --- What colleagues found ------------------------------------------------------------------------------------------


def pages(version) -> list[str]:
    tails = ["onderdeel/1/", "lezers/", "geschiedenis/", "belang/"]
    return [f"/beheer/plannen/{version.pk}/{tail}" for tail in tails] + ["/beheer/plannen/", "/beheer/"]


def test_what_a_second_reader_found_is_hidden_until_ones_own_is_in(version, hanna, marit):
    for section in version.sections.all():
        judge(section, hanna, "almost", "OORDEEL VAN HANNA")
    browser = client_of(marit)
    first, *others = version.sections.all()
    assert not any(b"OORDEEL VAN HANNA" in browser.get(page).content for page in pages(version))  # before one begins
    for section in others:
        judge(section, marit)
    assert not any(b"OORDEEL VAN HANNA" in browser.get(page).content for page in pages(version))
    assert "Wat uw collega’s vonden, ziet u als u alles hebt gelezen." in screen(browser, version)
    judge(first, marit)
    page = screen(browser, version)
    assert "Hanna:" in page
    assert "OORDEEL VAN HANNA" in page


def test_what_a_reader_who_is_not_done_found_is_shown_to_nobody(version, hanna, marit, joost):
    judge(version.sections.first(), hanna, "add", "OORDEEL VAN HANNA")
    read_as_good(version, marit)
    for reader in (marit, joost):
        assert "OORDEEL VAN HANNA" not in screen(client_of(reader), version)


def test_a_decider_who_does_not_read_sees_what_was_found(version, hanna, joost):
    for section in version.sections.all():
        judge(section, hanna, "almost", "OORDEEL VAN HANNA")
    assert "OORDEEL VAN HANNA" in screen(client_of(joost), version)
    operations.assign_reader(version, reader=joost, by=hanna)
    assert "OORDEEL VAN HANNA" not in screen(client_of(joost), version)


def test_after_the_decision_every_reader_sees_all(version, hanna, marit):
    judge(version.sections.first(), marit, "good", "OORDEEL VAN MARIT")
    returned(version, hanna, 1)
    page = screen(client_of(marit), version)
    assert "Wie doet dit?" in page
    assert "OORDEEL VAN MARIT" in page  # one's own, though it did not count
    assert '<form id="oordeel"' not in page


# --- Notes -----------------------------------------------------------------------------------------------------------


def test_notes_are_for_colleagues_of_the_network_alone(seat, plan, version, hanna, marit):
    address = f"/beheer/plannen/{version.pk}/onderdeel/2/notitie/"
    assert client_of(hanna).get(address).status_code == 405
    assert client_of(hanna).post(address, {"text": "NOTITIE: bel hen even."}).url.endswith("/onderdeel/2/")
    assert "NOTITIE" in screen(client_of(marit), version, 2)
    assert "NOTITIE" not in screen(client_of(marit), version, 1)
    returned(version, hanna, 2)
    second = again(plan, seat.user)
    assert "NOTITIE" in screen(client_of(marit), second, 2)  # it stays beside the section
    browser = client_of(seat.user)
    for path in ("/mijn/plan/", "/mijn/plan/versies/1/", "/mijn/plan/versies/2/", "/mijn/plan/onderdeel/2/", "/mijn/"):
        assert b"NOTITIE" not in browser.get(path).content
    assert browser.post(address, {"text": "Van ons."}).status_code in (302, 403, 404)
    assert StaffNote.objects.count() == 1


def test_a_note_that_is_too_long_keeps_its_text(version, hanna):
    address = f"/beheer/plannen/{version.pk}/onderdeel/1/notitie/"
    response = client_of(hanna).post(address, {"text": "lang " * 500})
    assert response.status_code == 422
    assert "lang lang lang" in response.content.decode()
    assert client_of(hanna).post(address, {"text": " "}).status_code == 422
    assert client_of(hanna).post(address.replace("/1/", "/9/"), {"text": "x"}).status_code == 404


# --- The clock --------------------------------------------------------------------------------------------------------

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("turns", "is_finished", "days"),
    [
        ([], False, (0, 0)),
        ([Turn(date(2026, 11, 20), None)], False, (5, 0)),
        ([Turn(date(2026, 11, 1), date(2026, 11, 11))], False, (10, 14)),
        ([Turn(date(2026, 11, 1), date(2026, 11, 11))], True, (10, 0)),
        ([Turn(date(2026, 10, 1), date(2026, 10, 11)), Turn(date(2026, 11, 1), None)], False, (34, 21)),
    ],
)
def test_days_are_counted_for_whose_turn_it_is(turns, is_finished, days):
    assert days_with_each(turns, is_finished=is_finished, today=TODAY) == Days(*days)


def test_the_head_says_whose_days_they_were_and_what_is_usual(seat, plan, hanna, joost, time_machine):
    start = datetime(2030, 3, 4, 10, tzinfo=timezone.get_default_timezone())
    time_machine.move_to(start)
    first = submitted(plan, seat.user)
    assert operations.usual_days() is None
    time_machine.move_to(start + timedelta(days=9))
    returned(first, hanna, 2)
    time_machine.move_to(start + timedelta(days=30))
    second = again(plan, seat.user)
    time_machine.move_to(start + timedelta(days=38))
    page = screen(client_of(hanna), second, 2)
    assert "17 dagen bij ons, 21 dagen bij de organisatie. Meestal besluiten wij in 9 dagen." in page
    assert "24 april" in page  # three weeks after 3 April
    own = client_of(seat.user).get("/mijn/plan/").content.decode()
    assert "Wij lezen uw plan sinds 3 april 2030." in own
    assert "Meestal duurt dat 9 dagen." in own
    assert "voor 24 april" in own
    time_machine.move_to(start + timedelta(days=52))
    assert "later dan beloofd" in screen(client_of(hanna), second, 2)
    assert "Het duurt langer dan wij beloofden." in client_of(seat.user).get("/mijn/plan/").content.decode()


def test_usual_is_the_median_of_the_last_year(hanna, joost):
    now = timezone.now() + timedelta(days=600)
    for took, ago in ((4, 10), (10, 20), (40, 30), (90, 400)):
        seat = member()
        plan = PlanFactory(organisation=seat.organisation)
        at = now - timedelta(days=ago)
        write_everything(plan, seat.user)
        version = operations.submit_plan(plan, by=seat.user, at=at - timedelta(days=took))
        operations.approve_plan(read_as_good(version, hanna), reason="Sterk.", by=joost, at=at)
    assert operations.usual_days(at=now) == 10


# --- Speed ------------------------------------------------------------------------------------------------------------

SCREEN = 22


@pytest.mark.parametrize(("sections", "versions", "files"), [(2, 1, 1), (12, 6, 20)])
def test_the_screen_takes_the_same_number_of_queries(
    sections, versions, files, seat, hanna, marit, django_assert_num_queries
):
    outlines = [
        OUTLINES[0] | {"code": f"deel-{n}", "questions": [{"code": f"vraag-{n}", "label": f"Vraag {n}?", "hint": ""}]}
        for n in range(1, sections + 1)
    ]
    plan = PlanFactory(organisation=seat.organisation, template=TemplateVersionFactory(sections=outlines))
    for number in range(files):
        PlanFileFactory(section=plan.sections.get(number=number % sections + 1))
    version = submitted(plan, seat.user)
    for number in range(1, versions):
        returned(version, hanna, 1, 2)
        version = again(plan, seat.user, f"Versie {number + 1}.")
    for reader in (hanna, marit):
        read_as_good(version, reader)
    operations.add_note(version.sections.first(), text="Mooi.", by=marit)
    assert Reading.objects.current().filter(version=version).count() == 2
    browser = client_of(hanna)
    screen(browser, version)
    with django_assert_num_queries(SCREEN):
        page = screen(browser, version)
    assert "Marit:" in page


def test_nobody_takes_themselves_off_a_reading(version, hanna, marit):
    reading = operations.assign_reader(version, reader=hanna, by=hanna)
    address = f"/beheer/plannen/{version.pk}/lezers/{reading.pk}/einde/"
    answer = client_of(hanna).post(address, follow=True)
    assert "U haalt uzelf niet weg als lezer. Vraag het een collega." in answer.content.decode()
    reading.refresh_from_db()
    assert reading.ended_at is None
    client_of(marit).post(address)
    reading.refresh_from_db()
    assert reading.ended_at is not None


def test_after_the_decision_the_readers_stay_who_they_were(version, hanna, marit, joost):
    read_as_good(version, hanna)
    reading = version.readings.get(reader=hanna)
    operations.approve_plan(version, reason="Goed.", by=joost)
    answer = client_of(marit).post(f"/beheer/plannen/{version.pk}/lezers/{reading.pk}/einde/", follow=True)
    assert "Dit plan wordt niet meer gelezen. Er is niets veranderd." in answer.content.decode()
    reading.refresh_from_db()
    assert reading.ended_at is None


def test_what_a_colleague_thinks_now_of_an_unchanged_section_is_not_shown_with_the_version_before(
    plan, seat, version, hanna, marit
):
    read_as_good(version, marit)
    returned(version, hanna, 3)
    second = again(plan, seat.user)
    for section in second.sections.all():
        judge(section, hanna, "almost", "OORDEEL VAN NU")
    assert "OORDEEL VAN NU" not in screen(client_of(marit), version)
    assert "OORDEEL VAN NU" not in screen(client_of(marit), second)
