"""Every list takes the same number of queries with 1 and with 3 rows."""

import pytest
from django.test import Client

from implementation_plans import operations as plans
from membership import operations as membership
from tests.factories import (
    AdmissionFactory,
    BankEntryFactory,
    DifferenceFactory,
    InterestFactory,
    InvoiceFactory,
    MunicipalityFactory,
    NotificationFactory,
    ParticipantReportFactory,
    PlanFactory,
    PlanFileFactory,
    RefundFactory,
    StatementFactory,
    TermFactory,
    UserFactory,
    judge,
    member,
    site,
    staff,
    submitted,
)
from tests.learning_circles.rounds import divided_round, wish_round
from tests.learning_circles.world import circle, meeting
from tests.money import with_invoice_duty
from tests.people import client_of
from tests.surveys.world import opened, questionnaire, released

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home():
    return site()


def network(rows):
    for _ in range(rows):
        member()
    return Client(), "/netwerk/?q=rietbeek"


def municipalities(rows):
    for _ in range(rows):
        TermFactory(organisation__municipality=MunicipalityFactory())
    return Client(), "/netwerk/gemeenten/"


def participant_reports(rows):
    for _ in range(rows):
        ParticipantReportFactory()
    return client_of(staff("adviser")), "/beheer/cijfers/opgaven/"


def colleagues(rows):
    seat = member()
    for n in range(rows):
        membership.open_seat(seat.organisation, user=UserFactory(), role="professional", by=None)
        membership.invite_colleague(seat.organisation, email=f"a{n}@b.example", name="A", role="admin", by=seat.user)
    return client_of(seat.user), "/mijn/collegas/"


def messages(rows):
    seat = member()
    for _ in range(rows):
        NotificationFactory(recipient=seat.user)
    return client_of(seat.user), "/mijn/berichten/"


def plan_files(rows):
    seat = member()
    section = PlanFactory(organisation=seat.organisation).sections.get(number=1)
    for _ in range(rows):
        PlanFileFactory(section=section, added_by=seat.user)
    return client_of(seat.user), "/mijn/plan/onderdeel/1/"


def versions(rows):
    seat = member()
    adviser = staff("adviser")
    plan = PlanFactory(organisation=seat.organisation)
    for n in range(rows):
        version = submitted(plan, seat.user)
        if n < rows - 1:
            for section in version.sections.all():
                judge(section, adviser, "add", "Vul aan.")
            plans.return_plan(version, reason="x", by=adviser)
    return client_of(seat.user), "/mijn/plan/"


def admissions(rows):
    for _ in range(rows):
        AdmissionFactory(submitted=True)
    return client_of(staff("adviser")), "/beheer/aanvragen/"


def interests(rows):
    for _ in range(rows):
        InterestFactory(confirmed=True)
    return client_of(staff("adviser")), "/beheer/belangstelling/"


def invoices(rows):
    seat = with_invoice_duty()
    for _ in range(rows):
        InvoiceFactory(organisation=seat.organisation)
    return client_of(seat.user), "/mijn/facturen/"


def invoices_of_all(rows):
    for _ in range(rows):
        InvoiceFactory()
    return client_of(staff("finance")), "/beheer/facturen/"


def organisations(rows):
    for _ in range(rows):
        member()
    return client_of(staff("finance")), "/beheer/organisaties/"


def plans_waiting(rows):
    for _ in range(rows):
        seat = member()
        submitted(PlanFactory(organisation=seat.organisation), seat.user)
    return client_of(staff("adviser")), "/beheer/plannen/"


def queue(rows):
    plans_waiting(rows)
    admissions(rows)
    interests(rows)
    return client_of(staff("decider")), "/beheer/"


def survey_rounds(rows):
    _seat, of = member(), questionnaire()
    for number in range(rows):
        opened(of, year=2024 + number)
    return client_of(staff("adviser")), "/beheer/vragenlijsten/"


def own_survey_rounds(rows):
    seat, of = member(), questionnaire()
    for number in range(rows):
        opened(of, year=2024 + number)
    return client_of(seat.user), "/vragenlijsten/"


def organisations_in_a_round(rows):
    for _ in range(rows):
        member()
    return client_of(staff("adviser")), f"/beheer/vragenlijsten/{opened().pk}/"


def outcomes(rows):
    seat, of = member(), questionnaire()
    for number in range(rows):
        released(opened(of, year=2024 + number))
    return client_of(seat.user), "/uitkomsten/"


def rounds_of_wishes(rows):
    for number in range(rows):
        divided_round(member(), member(), name=f"Ronde {number}")
    return client_of(staff("adviser")), "/beheer/leerkringen/verdeling/"


def wishes_of_a_round(rows):
    of, _division = divided_round(*(member() for _ in range(rows)))
    return client_of(staff("adviser")), f"/beheer/leerkringen/verdeling/{of.pk}/"


def people_divided(rows):
    of, _division = divided_round(*(member() for _ in range(rows)))
    return client_of(staff("adviser")), f"/beheer/leerkringen/verdeling/{of.pk}/voorstel/"


def wishes_to_say(rows):
    for number in range(rows):
        wish_round(name=f"Ronde {number}")
    return client_of(member().user), "/leerkringen/kringen/"


def own_overview(rows):
    seat = member()
    for _ in range(rows):
        meeting(circle(seat, facilitator=seat.user))
    return client_of(seat.user), "/mijn/"


def to_give_back(rows):
    for _ in range(rows):
        RefundFactory()
    return client_of(staff("finance")), "/beheer/betalingen/terug/"


def statements(rows):
    for _ in range(rows):
        StatementFactory()
    return client_of(staff("finance")), "/beheer/betalingen/afschriften/"


def bank_entries(rows):
    for _ in range(rows):
        InvoiceFactory()
        BankEntryFactory()
    return client_of(staff("finance")), "/beheer/betalingen/bijschrijvingen/"


def differences(rows):
    for _ in range(rows):
        DifferenceFactory()
    return client_of(staff("finance")), "/beheer/betalingen/verschillen/"


def found(rows):
    for _ in range(rows):
        member()
    return client_of(member().user), "/zoeken/?q=rietbeek"


QUERIES = {
    network: 9,
    municipalities: 5,
    participant_reports: 11,
    colleagues: 10,
    messages: 7,
    plan_files: 14,
    versions: 15,
    admissions: 11,
    interests: 11,
    invoices: 8,
    invoices_of_all: 11,
    organisations: 11,
    plans_waiting: 12,
    queue: 17,
    survey_rounds: 11,
    own_survey_rounds: 7,
    organisations_in_a_round: 13,
    outcomes: 7,
    rounds_of_wishes: 11,
    wishes_of_a_round: 16,
    people_divided: 17,
    wishes_to_say: 12,
    own_overview: 15,
    to_give_back: 11,
    statements: 11,
    bank_entries: 13,
    differences: 13,
    found: 14,
}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("make", QUERIES, ids=lambda f: f.__name__)
def test_a_list_takes_the_same_number_of_queries(make, rows, django_assert_num_queries, clean_slate):
    browser, address = make(rows)
    browser.get(address)
    clean_slate.clear()
    with django_assert_num_queries(QUERIES[make]):
        assert browser.get(address).status_code == 200


@pytest.mark.parametrize("page", ["a@b", "0", "-1", "99", "9" * 30, "%00"])
def test_a_page_that_does_not_exist_is_another_page(page):
    browser, address = organisations(3)
    assert browser.get(f"{address}?p={page}").status_code == 200
    assert Client().get(f"/netwerk/?pagina={page}").status_code == 200
