"""Filling in, in a browser: pages, several hands, bad input, and who may what."""

from datetime import timedelta

import pytest
from django.utils import timezone

from membership import operations as membership
from surveys import operations as surveys
from surveys.models import Missing, Round
from tests.factories import SeatFactory, UserFactory, member, site, staff
from tests.people import client_of
from tests.surveys.world import ask, asked, opened, questionnaire, said, save, version

pytestmark = pytest.mark.django_db
HOME = "/vragenlijsten/2026/"
FIRST, SECOND = f"{HOME}1/", f"{HOME}2/"


@pytest.fixture(autouse=True)
def home():
    return site()


@pytest.fixture
def seat():
    return member()


@pytest.fixture
def own(seat):
    return asked(opened(), seat)


@pytest.fixture
def browser(seat, own):
    return client_of(seat.user)


def typed(browser, url: str, **answers) -> dict:
    """What the page would post: its stamps, and these answers by position."""
    form = browser.get(url).context["form"]
    stamps = {f"stamp-{q.position}": form[f"stamp-{q.position}"].value() for q in form.questions}
    return stamps | {name.replace("_", "-"): value for name, value in answers.items()}


def words(response) -> str:
    return response.content.decode()


# --- Who may what --------------------------------------------------------------------------------------------------


def test_only_colleagues_of_an_organisation_that_is_asked_get_in(client, own, seat):
    assert client.get(HOME).status_code == 302
    for stranger in (UserFactory(), staff("adviser"), staff("editor")):
        assert client_of(stranger).get(HOME).status_code == 404
    newcomer = member()
    assert client_of(newcomer.user).get(HOME).status_code == 404, "joined after the round began"
    assert client_of(seat.user).get(HOME).status_code == 200
    SeatFactory(organisation=seat.organisation, role="admin")
    membership.end_seat(seat, by=None)
    assert client_of(seat.user).get(FIRST).status_code == 404


def test_every_transition_takes_a_post_of_a_colleague(browser, own, seat):
    other = client_of(member().user)
    for end in ("inzending/", "inzending/einde/", "afmelding/", "afmelding/einde/", "collega/", "leeg/pdf/"):
        assert browser.get(f"{HOME}{end}").status_code == 405
        assert other.post(f"{HOME}{end}").status_code == 404


def test_a_professional_fills_in_and_sends_in_but_says_no_for_nobody(own, seat):
    professional = client_of(SeatFactory(organisation=seat.organisation, role="professional").user)
    professional.post(FIRST, typed(professional, FIRST, answer_1="ja"))
    assert professional.post(f"{HOME}afmelding/", {"because": "time"}).status_code == 403
    assert professional.post(f"{HOME}afmelding/einde/").status_code == 403
    professional.post(f"{HOME}inzending/")
    own.refresh_from_db()
    assert own.is_submitted


def test_a_form_of_the_other_organisation_changes_nothing(own, seat):
    elsewhere = member(user=seat.user, name="Zuidwending")
    browser = client_of(seat.user)
    data = typed(browser, FIRST, answer_1="ja") | {"participation": str(own.pk + 1000)}
    assert "andere organisatie" in words(browser.post(FIRST, data, follow=True))
    assert said(own) == {}
    assert elsewhere.organisation_id != own.organisation_id


# --- Pages ----------------------------------------------------------------------------------------------------------


def test_who_sees_an_answer_stands_at_the_question(browser):
    first, second = words(browser.get(FIRST)), words(browser.get(SECOND))
    assert "Niemand kan er uw antwoord uit aflezen" in first
    assert "met de naam van uw organisatie" in second
    assert "Alleen medewerkers van het netwerk" in second
    assert "Schrijf geen gegevens van inwoners op" in second, "beside every free field"


def test_a_follow_up_appears_after_the_answer_that_asks_for_it(browser, own):
    assert "Met wie?" not in words(browser.get(FIRST))
    response = browser.post(FIRST, typed(browser, FIRST, answer_1="ja"), follow=True)
    assert response.request["PATH_INFO"] == FIRST, "back on the page: there is something new on it"
    assert "Met wie?" in words(response)
    browser.post(FIRST, typed(browser, FIRST, answer_1="nee", answer_2="1"))
    assert "Met wie?" not in words(browser.get(FIRST))


def test_saving_goes_on_to_the_next_page_or_leaves(browser, own):
    response = browser.post(FIRST, typed(browser, FIRST, answer_1="nee", answer_3=["1", "2"], answer_4="5"))
    assert response.url == SECOND
    assert said(own) == {"brief": "nee", "vormen": frozenset({"1", "2"}), "tijd": "5"}
    response = browser.post(FIRST, typed(browser, FIRST, later="1", answer_1="nee"))
    assert response.url == HOME


def test_every_kind_of_reason_is_kept(browser, own):
    browser.post(FIRST, typed(browser, FIRST, answer_1="?prefer_not", answer_3=["?dont_know"], answer_4="?dont_know"))
    browser.post(SECOND, typed(browser, SECOND, reason_5=["?prefer_not"]))
    assert said(own) == {
        "brief": Missing.PREFER_NOT,
        "vormen": Missing.DONT_KNOW,
        "tijd": Missing.DONT_KNOW,
        "deelnemers": Missing.PREFER_NOT,
    }
    page = words(browser.get(SECOND))
    assert 'value="?prefer_not" id="id_reason-5_1" checked' in page.replace("\n", " ") or "checked" in page


@pytest.mark.parametrize(
    ("given", "words_of_error"),
    [
        ({"answer_5": "veel"}, "zonder letters"),
        ({"answer_5": "9000"}, "van 0 tot en met 5.000"),
        ({"answer_5": "12", "reason_5": ["?dont_know"]}, "Kies één van beide"),
        ({"answer_8": "morgen"}, "Deze datum klopt niet"),
        ({"answer_7": "a" * 4001}, "te lang"),
        ({"answer_6": ["1", "?dont_know"]}, "Kies één van beide"),
        ({"answer_6": ["99"]}, ""),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_what_was_right(browser, own, given, words_of_error):
    data = typed(browser, SECOND, **({"answer_7": "Te weinig tijd."} | given))
    response = browser.post(SECOND, data)
    assert response.status_code == 422
    assert words_of_error in words(response)
    assert "Wat u al invulde, staat er nog" in words(response)
    if "answer_7" not in given:
        assert said(own) == {"minder": "Te weinig tijd."}, "what was right is saved all the same"


def test_a_dutch_number_is_understood(browser, own):
    browser.post(SECOND, typed(browser, SECOND, answer_5="1.250"))
    assert said(own)["deelnemers"] == 1250


def test_last_years_number_is_shown_and_asked_again(browser, own, seat):
    Round.objects.filter(pk=own.round_id).update(year=2025)
    save(own, deelnemers=120)
    surveys.submit_response(own, by=seat.user)
    opened(own.round.questionnaire, year=2026)
    page = words(browser.get(SECOND))
    assert "In 2025 vulde u in: 120 inwoners. Klopt dit nog?" in page


# --- Several hands --------------------------------------------------------------------------------------------------


def test_two_colleagues_on_one_page_lose_nothing(browser, own, seat):
    colleague = SeatFactory(organisation=seat.organisation, role="professional").user
    data = typed(browser, FIRST, answer_1="nee", answer_4="5")
    save(own, by=colleague, brief="ja")
    assert f"{colleague.call_name} vult nu ook op deze pagina iets in" in words(browser.get(FIRST))
    response = browser.post(FIRST, data)
    assert response.status_code == 409
    page = words(response)
    assert "Een collega was u net voor" in page
    assert "Het antwoord van uw collega" in page
    assert said(own) == {"brief": "ja", "tijd": "5"}
    again = {name: value for name, value in data.items() if not name.startswith("stamp")}
    form = response.context["form"]
    stamps = {f"stamp-{q.position}": form[f"stamp-{q.position}"].value() for q in form.questions}
    browser.post(FIRST, again | stamps)
    assert said(own)["brief"] == "nee", "saving now means: I saw theirs"


def test_autosave_saves_and_hands_back_stamps(browser, own):
    data = typed(browser, SECOND, answer_5="12", answer_8="morgen")
    response = browser.post(SECOND, data, headers={"Accept": "application/json"})
    assert response.status_code == 422
    assert "datum" in response.json()["error"][0]
    assert said(own) == {"deelnemers": 12}
    data |= {"answer-8": "", "stamp-5": response.json()["stamps"]["5"]}
    response = browser.post(SECOND, data | {"answer-5": "13"}, headers={"Accept": "application/json"})
    assert response.status_code == 200
    assert "saved" in response.json()
    assert said(own) == {"deelnemers": 13}


def test_a_page_of_before_does_not_empty_a_question_that_appeared(browser, own):
    data = typed(browser, FIRST, answer_1="ja")
    save(own, brief="ja", met_wie="2")
    browser.post(FIRST, data)
    assert said(own)["met-wie"] == "2"


def test_a_round_that_closes_while_somebody_types_keeps_the_words_on_the_screen(browser, own):
    data = typed(browser, SECOND, answer_7="Dit is lang getypt.")
    surveys.close_round(own.round)
    response = browser.post(SECOND, data)
    assert response.status_code == 409
    assert "Dit is lang getypt." in words(response)
    assert "Wat u typte, is niet bewaard" in words(response)
    answer = browser.post(SECOND, data, headers={"Accept": "application/json"})
    assert answer.status_code == 409
    assert "niet meer" in answer.json()["error"][0]


def test_sent_in_is_read_only_until_it_is_taken_back(browser, own):
    browser.post(FIRST, typed(browser, FIRST, answer_1="ja"))
    data = typed(browser, FIRST, answer_1="nee")
    browser.post(f"{HOME}inzending/")
    page = words(browser.get(FIRST))
    assert "Deze antwoorden zijn ingestuurd" in page
    assert "<p>Ja</p>" in page, "colleagues read what was sent in"
    assert browser.post(FIRST, data).status_code == 409
    browser.post(f"{HOME}inzending/einde/")
    assert browser.post(FIRST, data).status_code == 302
    assert said(own)["brief"] == "nee"


# --- Overview -------------------------------------------------------------------------------------------------------


def test_the_overview_knows_how_far_it_is(browser, own):
    assert "Begin met de eerste pagina" in words(browser.get(HOME))
    save(own, brief="nee")
    page = words(browser.get(HOME))
    assert "1 van 3 vragen ingevuld" in page
    assert "Er zijn nog 6 vragen open" in page
    response = browser.post(f"{HOME}inzending/", follow=True)
    assert "Dank u wel" in words(response)


def test_nothing_answered_cannot_be_sent_in(browser, own):
    assert "U vulde nog niets in" in words(browser.post(f"{HOME}inzending/", follow=True))


def test_not_this_year_needs_a_reason(browser, own):
    assert "Kies waarom u dit jaar niet meedoet" in words(browser.post(f"{HOME}afmelding/", {}))
    browser.post(f"{HOME}afmelding/", {"because": "other", "words": "Wij verhuizen."})
    page = words(browser.get(HOME))
    assert "Wij verhuizen." in page
    assert "Toch meedoen" in page
    browser.post(f"{HOME}afmelding/einde/")
    assert "Begin met de eerste pagina" in words(browser.get(HOME))


def test_a_colleague_is_asked_from_the_list_of_colleagues(browser, own, seat):
    colleague = SeatFactory(organisation=seat.organisation, role="professional").user
    assert browser.post(f"{HOME}collega/", {"user": str(member().user_id)}).status_code == 422
    browser.post(f"{HOME}collega/", {"user": str(colleague.pk)})
    own.refresh_from_db()
    assert own.entrusted_to == colleague
    assert f"{colleague} zorgt voor deze vragenlijst" in words(browser.get(HOME))


def test_all_questions_on_one_page_without_answers(browser, own):
    save(own, minder="Dit is van ons.")
    page = words(browser.get(f"{HOME}leeg/"))
    assert "Met wie?" in page
    assert "Alleen na dit antwoord hierboven: Ja" in page
    assert "Dit is van ons" not in page


def test_the_list_of_rounds(browser, own):
    assert "Wat gaat goed? 2026" in words(browser.get("/vragenlijsten/"))


def test_a_page_whose_questions_are_not_asked_is_passed_over(seat):
    parent = [ask("yes_no", "brief")]
    only_if = [ask("single", "met-wie", options=["A", "B"], only_if="brief", only_if_answers=["Ja"])]
    last = [ask("yes_no", "laatste")]
    own = asked(opened(questionnaire(parent, only_if, last)), seat)
    browser = client_of(seat.user)
    assert browser.post(FIRST, typed(browser, FIRST, answer_1="nee")).url == f"{HOME}3/"
    assert browser.post(FIRST, typed(browser, FIRST, answer_1="ja")).url == SECOND
    assert version(own.round, "met-wie").only_if_options == ["ja"]
    assert browser.get(f"{HOME}9/").status_code == 404


def test_after_the_last_day_it_is_read_only(browser, own):
    Round.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    assert "Invullen kan niet meer" in words(browser.get(HOME))
    assert "data-autosave" not in words(browser.get(FIRST))
