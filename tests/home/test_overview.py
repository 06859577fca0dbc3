"""The overview is true for every state of the road, and has one main action at most (N2)."""

from datetime import date

import pytest
from django.utils import timezone

from implementation_plans import operations as plans
from membership import operations as membership
from membership.models import Seat, Term
from portal.home.overview import overview_of
from tests.factories import (
    PlanFactory,
    UserFactory,
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


def new(seat):
    return None


def writing(seat):
    plan = PlanFactory(organisation=seat.organisation)
    section = plan.sections.get(number=1)
    answers = {a.question: ("Tekst.", 0) for a in section.answers.all()}
    plans.save_answers(section, answers=answers, by=seat.user)
    plans.finish_section(section, by=seat.user)


def ready(seat):
    write_everything(PlanFactory(organisation=seat.organisation), seat.user)


def being_read(seat):
    submitted(PlanFactory(organisation=seat.organisation), seat.user)


def returned(seat):
    version = submitted(PlanFactory(organisation=seat.organisation), seat.user)
    adviser = staff("adviser")
    for section in version.sections.all():
        verdict = "add" if section.number == 2 else "good"
        judge(section, adviser, verdict, "Wie?")
    plans.return_plan(version, reason="Bijna.", by=adviser)


def approved(seat):
    version = read_as_good(submitted(PlanFactory(organisation=seat.organisation), seat.user), staff("adviser"))
    plans.approve_plan(version, reason="Sterk.", by=staff("decider"))


def ended(seat):
    membership.end_membership(seat.organisation, reason="Klaar", by=None)


STATES = [
    (new, "Begin met uw plan", "Begin met het plan", "Plan schrijven"),
    (writing, "Schrijf het onderdeel ‘Onderdeel 2’", "Ga verder met uw plan", "Plan schrijven"),
    (ready, "Stuur uw plan naar het netwerk", "Bekijk en verstuur uw plan", "Plan schrijven"),
    (being_read, "U hoeft nu niets te doen", None, "Wij lezen uw plan"),
    (returned, "Vul het onderdeel ‘Onderdeel 2’ aan", "Vul onderdeel 2 aan", "Plan schrijven"),
    (approved, "Bekijk de hulpmiddelen van niveau 2", "Ga naar kennis", None),
    (ended, "Uw lidmaatschap is gestopt", "Haal uw gegevens op", None),
]


@pytest.mark.parametrize(("make", "title", "action", "now"), STATES, ids=[s[0].__name__ for s in STATES])
def test_every_state_names_the_next_step_and_whose_turn_it_is(make, title, action, now):
    seat = member()
    make(seat)
    page = client_of(seat.user).get("/mijn/").content.decode()
    assert title in page
    assert page.count("nl-button--primary") == (1 if action else 0)
    if action:
        assert action in page
    assert page.count('aria-current="step"') == (1 if now else 0)
    if now:
        assert now in page.split('aria-current="step"')[1].split("</li>")[0]


def test_the_bridge_is_drawn_from_the_same_data():
    seat = member()
    writing(seat)
    page = client_of(seat.user).get("/mijn/").content.decode()
    art = page.split("next__art")[1].split("</svg>")[0]
    assert (art.count('class="i-brick"'), art.count('class="i-sun"'), art.count('class="i-white"')) == (1, 1, 1)
    assert "1 van de 3 onderdelen is klaar" in page


def test_a_professional_is_not_asked_to_send_the_plan():
    seat = member()
    ready(seat)
    colleague = membership.open_seat(seat.organisation, user=UserFactory(), role="professional", by=seat.user)
    page = client_of(colleague.user).get("/mijn/").content.decode()
    assert "Een beheerder van uw organisatie kan het plan nu versturen." in page
    assert "nl-button--primary" not in page


def test_somebody_without_a_seat_reads_what_to_do():
    page = client_of(UserFactory()).get("/mijn/")
    assert (page.status_code, "nu geen plek" in page.content.decode()) == (200, True)


def test_staff_are_sent_to_their_work():
    assert client_of(staff("adviser")).get("/mijn/", follow=False).url == "/beheer/"


def test_messages_are_listed_newest_first_and_marked_as_read():
    seat = member()
    returned(seat)
    browser = client_of(seat.user)
    assert "1 nieuw bericht" in browser.get("/mijn/").content.decode()
    page = browser.get("/mijn/berichten/").content.decode()
    assert "Uw plan is gelezen" in page
    assert "Geen nieuwe berichten" in browser.get("/mijn/").content.decode()


def test_own_data_are_kept():
    seat = member()
    browser = client_of(seat.user)
    assert browser.post("/mijn/gegevens/", {"first_name": ""}).status_code == 422
    browser.post("/mijn/gegevens/", {"first_name": "Noor", "last_name": "Veldhoek", "function": "projectleider"})
    seat.user.refresh_from_db()
    assert (seat.user.first_name, seat.user.function) == ("Noor", "projectleider")


def test_a_new_year_is_a_new_term_and_not_a_new_level():
    seat = member(level=2)
    term = seat.organisation.current_term()
    year = timezone.localdate().year
    Term.objects.filter(pk=term.pk).update(start=date(year, 1, 1), since=date(year - 4, 5, 4))
    view = overview_of(Seat.objects.select_related("organisation", "user").get(pk=seat.pk))
    assert str(year - 4) in view.steps[-1].text
