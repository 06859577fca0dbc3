"""Figures with a memory: counted by the register, reported by members, confirmed by staff, grey when old."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from membership.figures import LEAST_REPORTS, public_figures
from membership.models import Figure, FigureValue, ParticipantReport
from membership.operations import end_membership, open_seat
from membership.operations import figures as operations
from portal.core.models import Notification
from portal.core.notifications import letter_for
from portal.core.page_cache import bump
from tests.factories import FigureValueFactory, ParticipantReportFactory, UserFactory, member, site, staff
from tests.people import client_of

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 1, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home():
    return site()


@pytest.fixture
def adviser():
    return staff("adviser", first_name="Hanna")


def reported(n: int, *, confirmed: bool = True, year: int = 2026, participants: int = 41) -> None:
    moment = NOW if confirmed else None
    for _ in range(n):
        ParticipantReportFactory(year=year, participants=participants, confirmed_at=moment)


def shown(code: str):
    bump()
    return next((figure for figure in public_figures() if figure.code == code), None)


# --- What the register counts ----------------------------------------------------------------------------------


def test_the_register_counts_today_and_remembers_the_first_of_each_month_once():
    first, second = member(), member(level=2)
    at = timezone.now()
    assert (shown("organisations").value, shown("level_1").value, shown("level_2").value) == (2, 1, 1)
    assert operations.remember_figures(at=at + timedelta(days=40)) == 3
    assert operations.remember_figures(at=at + timedelta(days=40)) == 0
    end_membership(first.organisation, reason="Gestopt", by=None)
    end_membership(second.organisation, reason="Gestopt", by=None)
    assert shown("organisations").value == 0
    assert [value for _day, value in shown("organisations").earlier] == [2], "what was, stays"


def test_a_day_has_one_standing_value():
    value = FigureValueFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        FigureValueFactory(figure=value.figure, day=value.day)


# --- What members report ---------------------------------------------------------------------------------------


def test_an_admin_gives_the_number_of_last_year_and_may_change_it_until_staff_confirm(adviser):
    seat = member()
    browser = client_of(seat.user)
    year = timezone.localdate().year - 1
    assert browser.post("/mijn/deelnemers/", {"participants": "1.120"}).status_code == 302
    assert browser.post("/mijn/deelnemers/", {"participants": "120"}).status_code == 302
    report = ParticipantReport.objects.get()
    assert (report.year, report.participants, report.reported_by) == (year, 120, seat.user)
    operations.confirm_report(report, by=adviser)
    assert browser.post("/mijn/deelnemers/", {"participants": "120"}).status_code == 302, "the same is no change"
    answer = browser.post("/mijn/deelnemers/", {"participants": "90"})
    assert answer.status_code == 422
    assert "Wij bevestigden dit getal al." in answer.content.decode()
    assert ParticipantReport.objects.get().participants == 120


@pytest.mark.parametrize("wrong", ["", "-1", "veel", "1.5e9", "9" * 30, "1000001", "\x00"])
def test_what_is_no_number_of_people_is_refused_in_words(wrong):
    seat = member()
    answer = client_of(seat.user).post("/mijn/deelnemers/", {"participants": wrong})
    assert answer.status_code == 422
    assert "Er klopt iets nog niet" in answer.content.decode()
    assert not ParticipantReport.objects.exists()


def test_a_colleague_reads_it_and_does_not_write_it():
    seat = member()
    colleague = open_seat(seat.organisation, user=UserFactory(), role="professional", by=seat.user)
    operations.report_participants(seat.organisation, year=timezone.localdate().year - 1, participants=77, by=seat.user)
    browser = client_of(colleague.user)
    assert "77" in browser.get("/mijn/deelnemers/").content.decode()
    assert browser.post("/mijn/deelnemers/", {"participants": "5"}).status_code == 403


@pytest.mark.parametrize("year", [2025, 2027, 2028])
def test_only_of_the_year_that_is_just_over(year):
    with pytest.raises(operations.YearNotOver):
        operations.report_participants(member().organisation, year=year, participants=1, by=None, at=NOW)


def test_admins_of_level_2_are_asked_once_and_no_longer_once_they_said_it():
    one, two, first_level = member(level=2), member(level=2), member()
    operations.report_participants(one.organisation, year=2026, participants=5, by=one.user, at=NOW)
    assert operations.ask_for_participants(at=NOW) == 1
    assert operations.ask_for_participants(at=NOW + timedelta(days=3)) == 1
    asked = Notification.objects.filter(kind="participants_asked")
    assert [n.recipient for n in asked] == [two.user]
    assert first_level.user not in [n.recipient for n in asked]
    operations.report_participants(two.organisation, year=2026, participants=9, by=two.user, at=NOW)
    assert asked.get().settled_at == NOW


def test_who_did_not_say_it_is_reminded_once_in_march():
    one, two = member(level=2), member(level=2)
    operations.ask_for_participants(at=NOW)
    operations.report_participants(one.organisation, year=2026, participants=5, by=one.user, at=NOW)
    march = NOW.replace(month=3, day=1)
    for day in (march, march + timedelta(days=1), march + timedelta(days=20)):
        assert operations.ask_for_participants(at=day) == 1
    asked = Notification.objects.filter(kind="participants_asked", recipient=two.user).order_by("pk")
    assert [n.context["again"] for n in asked] == [False, True]
    assert "In januari vroegen wij het ook." in letter_for(asked[1]).paragraphs[0]
    assert "In januari" not in str(letter_for(asked[0]).paragraphs)
    operations.report_participants(two.organisation, year=2026, participants=9, by=two.user, at=march)
    assert not asked.filter(settled_at=None).exists()


def test_it_is_a_thing_to_do_on_the_overview_of_admins_until_it_is_done():
    question = "Hoeveel mensen begeleidde u in 2026?"
    seat, first_level = member(level=2), member()
    colleague = open_seat(seat.organisation, user=UserFactory(), role="professional", by=seat.user)

    def asks(user) -> bool:
        return question in client_of(user).get("/mijn/").content.decode()

    for day, wanted in (("2027-01-09", False), ("2027-01-10", True), ("2027-03-31", True), ("2027-04-01", False)):
        with time_machine.travel(f"{day} 12:00+01:00", tick=False):
            assert asks(seat.user) == wanted, day
            assert not asks(colleague.user)
            assert not asks(first_level.user)
    with time_machine.travel("2027-02-01 12:00+01:00", tick=False):
        operations.report_participants(seat.organisation, year=2026, participants=41, by=seat.user)
        assert not asks(seat.user)


@pytest.mark.parametrize("day", [datetime(2027, 1, 9, 12, tzinfo=UTC), datetime(2027, 4, 1, 12, tzinfo=UTC)])
def test_nobody_is_asked_outside_the_first_months(day):
    member(level=2)
    assert operations.ask_for_participants(at=day) == 0


# --- What staff make of it -------------------------------------------------------------------------------------


def test_the_sum_of_confirmed_reports_goes_on_the_site_rounded_and_once(adviser):
    reported(LEAST_REPORTS)
    reported(3, confirmed=False)
    reported(2, year=2025)
    value = operations.settle_participants(year=2026, by=adviser, at=NOW)
    assert (value.value, value.day, value.reported_by) == (210, date(2026, 12, 31), LEAST_REPORTS)
    reported(1)
    assert operations.settle_participants(year=2026, by=adviser, at=NOW) == value, "the same again is the same"
    with pytest.raises(operations.AlreadySettled):
        operations.settle_participants(year=2026, by=staff("decider"), at=NOW)
    assert shown("participants").value == 210, "what comes later shows nobody's number"


def test_a_sum_over_few_organisations_stays_inside(adviser):
    reported(LEAST_REPORTS - 1)
    with pytest.raises(operations.TooFewReports):
        operations.settle_participants(year=2026, by=adviser, at=NOW)
    assert shown("participants") is None


def test_a_mistake_is_withdrawn_with_a_reason_and_stays_in_the_history(adviser):
    reported(LEAST_REPORTS)
    value = operations.settle_participants(year=2026, by=adviser, at=NOW)
    operations.withdraw_value(value, reason="Dubbel geteld", by=adviser)
    assert operations.withdraw_value(value, reason="Anders", by=adviser).withdrawn_because == "Dubbel geteld"
    with pytest.raises(operations.AlreadyWithdrawn):
        operations.withdraw_value(value, reason="Ook", by=staff("decider"))
    assert shown("participants") is None
    again = operations.settle_participants(year=2026, by=adviser, at=NOW)
    assert FigureValue.objects.filter(figure=again.figure).count() == 2


def test_staff_confirm_and_reopen_and_the_organisation_hears_of_it(adviser):
    seat = member()
    report = ParticipantReportFactory(organisation=seat.organisation)
    browser = client_of(adviser)
    assert "Gemeente Rietbeek" in browser.get("/beheer/cijfers/opgaven/").content.decode()
    assert browser.post(f"/beheer/cijfers/opgaven/{report.pk}/bevestiging/").status_code == 302
    assert "Hanna" in browser.get(f"/beheer/cijfers/opgaven/{report.pk}/").content.decode()
    assert browser.post(f"/beheer/cijfers/opgaven/{report.pk}/heropening/").status_code == 302
    report.refresh_from_db()
    assert not report.is_confirmed
    assert Notification.objects.get(recipient=seat.user).kind == "participants_asked"


def test_staff_see_who_said_nothing_and_settle_in_two_screens(adviser):
    silent = member(level=2, name="Gemeente Zwijgend")
    year = timezone.localdate().year - 1
    reported(LEAST_REPORTS, year=year)
    browser = client_of(adviser)
    page = browser.get("/beheer/cijfers/").content.decode()
    assert silent.organisation.name in page
    assert "Samen zijn dat 205 mensen." in page
    assert browser.post("/beheer/cijfers/totaal/", follow=True).status_code == 200
    value = FigureValue.objects.get()
    refused = browser.post(f"/beheer/cijfers/{value.pk}/intrekking/", {"reason": ""})
    assert refused.status_code == 422
    assert "Schrijf kort waarom" in refused.content.decode()
    assert browser.post(f"/beheer/cijfers/{value.pk}/intrekking/", {"reason": "Dubbel"}).status_code == 302
    other = client_of(staff("decider")).post(f"/beheer/cijfers/{value.pk}/intrekking/", {"reason": "Ook"})
    assert other.status_code == 409


# --- What visitors see -----------------------------------------------------------------------------------------


def test_a_figure_says_of_when_it_is_and_where_it_comes_from(adviser):
    member()
    reported(LEAST_REPORTS, year=timezone.localdate().year - 1)
    operations.settle_participants(year=timezone.localdate().year - 1, by=adviser)
    for address in ("/", "/netwerk/"):
        page = Client().get(address).content.decode()
        assert "mensen kregen begeleiding" in page
        assert f"Opgegeven door {LEAST_REPORTS} organisaties." in page
        assert "al oud" not in page
    page = Client().get("/netwerk/").content.decode()
    assert "Bron: Opgave van de leden" in page
    assert "Hanna" not in page, "who confirmed it is for staff"


def test_an_old_figure_is_grey_and_says_so_after_as_many_months_as_staff_chose():
    figure = Figure.objects.get(code="participants")
    FigureValueFactory(figure=figure, day=timezone.localdate() - timedelta(days=200))
    assert "is-stale" not in Client().get("/netwerk/").content.decode()
    figure.stale_after_months = 6
    figure.save()
    bump()
    page = Client().get("/netwerk/").content.decode()
    assert 'class="is-stale"' in page
    assert "Dit cijfer is al oud." in page


def test_staff_choose_what_is_on_the_site():
    member()
    Figure.objects.exclude(code="level_1").update(is_public=False)
    page = Client().get("/").content.decode()
    assert "leren de aanpak kennen, in niveau 1" in page
    assert "organisaties doen mee" not in page
