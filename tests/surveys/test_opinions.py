"""What every colleague thinks for themselves: once, without a name, and one answer for the organisation."""

import pytest

from portal.core.models import AuditEntry
from surveys import operations as surveys
from surveys.models import Missing, Opinion, OpinionGiven
from tests.factories import SeatFactory, member, site
from tests.people import client_of
from tests.surveys.test_opening import refused
from tests.surveys.world import ask, asked, opened, questionnaire, said, save, version

pytestmark = pytest.mark.django_db
QUESTIONS = [ask("yes_no", "brief"), ask("scale", "mening", text="Ik werk hier graag", scale="agree", personal=True)]
PAGE = "/vragenlijsten/2026/mening/"


@pytest.fixture(autouse=True)
def home():
    return site()


@pytest.fixture
def seat():
    return member()


@pytest.fixture
def own(seat):
    return asked(opened(questionnaire(QUESTIONS)), seat)


def give(own, seat, *steps: int) -> None:
    """A colleague for each step of the scale, lowest 1."""
    options = list(version(own.round, "mening").options.all())
    for step in steps:
        somebody = SeatFactory(organisation=seat.organisation, role="professional").user
        surveys.give_opinion(own, chosen=[options[step - 1]] if step else [], by=somebody)


def test_a_personal_question_is_protected_and_for_everybody():
    personal = {"scale": "agree", "personal": True}
    assert "elke collega" in refused(ask("scale", "mening", sharing="named", **personal))
    parent = ask("yes_no", "brief")
    assert "elke collega" in refused(
        parent, ask("scale", "mening", only_if="brief", only_if_answers=["Ja"], **personal)
    )
    follows = ask("yes_no", "vervolg", only_if="mening", only_if_answers=["Eens"])
    assert "met één antwoord" in refused(ask("scale", "mening", **personal), follows)


def test_an_opinion_is_given_once_and_bears_no_name(own, seat):
    browser, option = client_of(seat.user), version(own.round, "mening").options.last()
    page = browser.get(PAGE).content.decode()
    assert "Ik werk hier graag" in page
    assert "Ik werk hier graag" not in browser.get("/vragenlijsten/2026/1/").content.decode()
    browser.post(PAGE, {"opinion-2": str(option.pk)})
    again = browser.post(PAGE, {"opinion-2": str(option.pk)}, follow=True)
    assert "U gaf uw mening al" in again.content.decode()
    assert Opinion.objects.get().option == option
    assert {f.name for f in Opinion._meta.local_fields} == {"id", "participation", "option"}
    assert not AuditEntry.objects.filter(verb__contains="opinion").exists()
    assert "1 collega gaf een mening" in browser.get("/vragenlijsten/2026/").content.decode()


def test_an_option_of_another_question_is_not_taken(own, seat):
    foreign = version(own.round, "brief").options.first()
    response = client_of(seat.user).post(PAGE, {"opinion-2": str(foreign.pk)})
    assert response.status_code == 422
    assert not OpinionGiven.objects.exists()


@pytest.mark.parametrize(
    ("steps", "stands"), [((1, 5, 5), "5"), ((2, 4), "2"), ((3,), "3"), ((0, 0), None), ((), None), ((1, 1, 4, 5), "1")]
)
def test_the_organisation_counts_once_with_the_opinion_in_the_middle(own, seat, steps, stands):
    give(own, seat, *steps)
    save(own, brief="ja")
    surveys.submit_response(own, by=seat.user)
    surveys.close_round(own.round)
    assert said(own)["mening"] == (stands or Missing.NO_ANSWER)
    assert not Opinion.objects.exists(), "erased when the round closes"


def test_opinions_do_not_count_without_the_organisation_and_not_after_closing(own, seat):
    give(own, seat, 4)
    surveys.close_round(own.round)
    assert said(own) == {}
    with pytest.raises(surveys.RoundClosed):
        give(own, seat, 4)


def test_an_opinion_may_still_be_given_after_sending_in(own, seat):
    save(own, brief="ja")
    surveys.submit_response(own, by=seat.user)
    give(own, seat, 4)
    surveys.close_round(own.round)
    assert said(own)["mening"] == "4"


def test_who_does_not_take_part_gives_none(own, seat):
    surveys.decline(own, because="time", by=seat.user)
    with pytest.raises(surveys.HasDeclined):
        give(own, seat, 4)


def test_a_round_without_such_questions_has_no_such_page(seat):
    opened(questionnaire([ask("yes_no", "brief")]), year=2025)
    assert client_of(seat.user).get("/vragenlijsten/2025/mening/").status_code == 404
