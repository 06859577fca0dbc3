"""Outcomes as people read them: the right figures, nobody else's answer, final once out."""

import csv
import io
import json
from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction
from django.test import Client

from portal.core import audit
from portal.core.models import AuditEntry, Notification, SearchEntry
from surveys import operations as surveys
from surveys.models import Answer, Missing, Release
from surveys.results import Bar, Results
from tests.factories import UserFactory, member, site, staff
from tests.people import client_of
from tests.surveys.world import (
    ask,
    asked,
    everybody_answers,
    network,
    opened,
    questionnaire,
    released,
    save,
    without_gate,
)

pytestmark = pytest.mark.django_db
YEAR = "/uitkomsten/2026/"
QUESTIONS = [
    ask("yes_no", "brief", text="Herschreef u brieven?"),
    ask("multiple", "vormen", text="Welke vormen?", options=["Kleine stappen", "Een coach"]),
    ask("scale", "tijd", text="Wij nemen tijd", scale="agree"),
    ask("number", "deelnemers", text="Hoeveel deelnemers?", unit="inwoners", minimum=0, maximum=5000, edges=[10, 50]),
    ask("multiple", "helpt", text="Waarmee helpt u?", sharing="named", options=["Een trainer", "Een bezoek"]),
    ask("text", "naam", text="Hoe heet uw aanpak?", sharing="named"),
    ask("long_text", "minder", text="Wat ging minder?", sharing="staff"),
]


def values(place: int) -> dict:
    return {
        "brief": "ja" if place % 3 else "nee",
        "vormen": frozenset({"1"}) if place % 2 else frozenset({"1", "2"}),
        "tijd": str(1 + place % 5),
        "deelnemers": 5 * place,
        "helpt": frozenset({"1"}) if place % 2 else frozenset({"2"}),
        "naam": f"Aanpak {place}",
        "minder": "Geheim voor anderen",
    }


@pytest.fixture(autouse=True)
def home():
    return site()


@pytest.fixture
def seats():
    return network(20)


@pytest.fixture
def of(seats):
    found = opened(questionnaire(QUESTIONS))
    everybody_answers(found, seats, values)
    return found


def words(response) -> str:
    return response.content.decode()


# --- Making and publishing -----------------------------------------------------------------------------------------


def test_outcomes_are_made_after_closing_looked_at_and_put_online_once(of, seats):
    with pytest.raises(surveys.RoundOpen):
        surveys.ask_release(of, by=None)
    surveys.close_round(of)
    release = surveys.ask_release(of, by=None)
    assert surveys.ask_release(of, by=None) == release, "asked twice is asked once"
    with pytest.raises(surveys.NotMade):
        surveys.publish_release(release, is_public=False, sha256="", by=None)
    assert surveys.releases_to_make(release.asked_at) == [release.pk]
    surveys.make_release(release.pk, publish=without_gate)
    release.refresh_from_db()
    assert surveys.releases_to_make(release.asked_at) == []
    with pytest.raises(surveys.NotMade):
        surveys.publish_release(release, is_public=False, sha256="f" * 64, by=None)
    first = surveys.publish_release(release, is_public=True, sha256=release.sha256, by=None)
    again = surveys.publish_release(release, is_public=True, sha256=release.sha256, by=None)
    assert again.published_at == first.published_at
    with pytest.raises(surveys.ReleaseOut):
        surveys.publish_release(release, is_public=False, sha256=release.sha256, by=None)
    with pytest.raises(surveys.ReleaseOut):
        surveys.ask_release(of, by=None)
    assert Notification.objects.filter(kind="survey_results").count() == len(seats)
    assert AuditEntry.objects.filter(verb="survey.published", subject=audit.subject_of(of)).count() == 1


def test_what_cannot_be_made_says_so_and_is_tried_again(of):
    def broken(*args, **kwargs):
        raise ValueError("no figures today")

    surveys.close_round(of)
    release = surveys.ask_release(of, by=None)
    surveys.make_release(release.pk, publish=broken)
    release.refresh_from_db()
    assert release.failed_at
    assert surveys.releases_to_make(release.asked_at) == []
    surveys.ask_release(of, by=None)
    surveys.make_release(release.pk, publish=without_gate)
    release.refresh_from_db()
    assert release.is_made


def test_outcomes_that_were_asked_again_meanwhile_are_not_overtaken(of):
    surveys.close_round(of)
    release = surveys.ask_release(of, by=None)

    def slow(found, policy, *, on_progress):
        on_progress(1, 4)
        Release.objects.filter(pk=release.pk).update(asked_at=audit.RETENTION + release.asked_at)
        return without_gate(found, policy, on_progress=on_progress)

    surveys.make_release(release.pk, publish=slow)
    release.refresh_from_db()
    assert not release.is_made
    assert (release.done, release.total) == (1, 4)


def test_nothing_changes_a_release_that_is_online(of, seats):
    release = released(of)
    before = (release.content, release.sha256)
    surveys.erase_answers(asked(of, seats[0]), by=None)
    Answer.objects.filter(number__isnull=False).update(number=1)
    release.refresh_from_db()
    assert (release.content, release.sha256) == before
    for change in (
        lambda: Release.objects.update(content="{}"),
        lambda: Release.objects.update(is_public=True),
        lambda: Release.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="final"), transaction.atomic():
            change()


def test_outcomes_are_certified_and_can_be_checked_again(of, seats):
    from surveys.checking import faults_of_release
    from surveys.making import make

    release = released(of, publish=make)
    assert faults_of_release(release) == []
    call_command("verify_release", "2026")
    surveys.erase_answers(asked(of, seats[0]), by=None)
    said = io.StringIO()
    call_command("verify_release", stdout=said)
    assert "2026" in said.getvalue()
    assert "right, 1 answers erased since" in said.getvalue()
    for name, changed in (
        ("content", release.content.replace('"respondents":20', '"respondents":21')),
        ("content", release.content + " "),
        ("content", "{"),
        ("sha256", "0" * 64),
        ("certificate", ""),
        ("certificate", '{"release": "", "levels": {}, "pools": {}}'),
    ):
        doctored = Release(round=of, content=release.content, sha256=release.sha256, certificate=release.certificate)
        setattr(doctored, name, changed)
        assert faults_of_release(doctored), name


def test_there_must_be_something_to_check():
    with pytest.raises(CommandError, match="no outcomes"):
        call_command("verify_release")


# --- What a release holds ------------------------------------------------------------------------------------------


def test_no_exact_count_no_staff_answer_and_no_exact_number_is_in_it(of):
    content = released(of).content
    assert "Geheim voor anderen" not in content
    release = json.loads(content)
    assert {v["code"] for v in release["variables"]} == {"brief", "vormen:1", "vormen:2", "tijd", "deelnemers"}
    widths = {high - low for v in release["variables"] for f in v["figures"] for low, high in f["bands"].values()}
    assert min(widths) == 2
    named = {each["question"]: each for each in release["named"]}
    assert named.keys() == {"helpt", "naam"}
    assert "Aanpak 3" in [answer["value"] for answer in named["naam"]["answers"]]


def test_true_figures_in_words_and_bars(of, seats):
    release = json.loads(released(of).content)
    own = {"brief": "ja", "vormen": frozenset({"1"}), "tijd": "4"}
    results = Results(release, own=own, groups={"province": "nh"})
    card = results.card("brief")
    yes = next(bar for bar in card.bars if bar.label == "Ja")
    assert yes.low <= 13 <= yes.high
    assert yes.is_own
    assert card.own == "U koos: ja."
    assert f"In het netwerk kozen {yes.low} tot {yes.high} van de 20 organisaties dat ook." in card.sentence
    assert [bar.label for bar in card.missing] == ["Geen antwoord", "Weet niet", "Zegt dat liever niet"]
    ticks = results.card("vormen")
    assert [(bar.label, bar.is_own) for bar in ticks.bars] == [("Kleine stappen", True), ("Een coach", False)]
    assert ticks.own == "U koos: kleine stappen."
    assert [bar.label for bar in results.card("tijd").bars if bar.is_own] == ["Eens of helemaal eens"]
    groups = results.comparisons("brief")
    assert {bar.label for bar in groups[0].bars if bar.is_own} == {"Alle organisaties", "Noord-Holland"}


def test_worst_case_and_words_come_from_the_band():
    bar = Bar("Ja", 9, 11, 20, 25)
    assert bar.share == "45 tot 55 procent"
    assert bar.worst == "36 tot 64 procent", "9 of 25, and 11 and 5 that said nothing of 25"
    assert bar.words == "ongeveer de helft"
    assert Bar("Ja", 3, 9, 20, 20).words == ""


# --- Pages ---------------------------------------------------------------------------------------------------------


def test_visitors_see_public_outcomes_without_names_and_members_everything(of, seats, client):
    released(of, is_public=True)
    page = words(client.get(YEAR))
    assert "Herschreef u brieven?" in page
    assert "Wie kan ons helpen?" not in page
    assert client.get(f"{YEAR}met-naam/").status_code == 404
    assert client.get(f"{YEAR}bestanden/pdf/").status_code == 405
    assert client.post(f"{YEAR}bestanden/pdf/").status_code == 404
    for kind in ("json", "csv"):
        assert "Aanpak 3" not in words(client.get(f"{YEAR}uitkomsten.{kind}"))
    reader = client_of(seats[1].user)
    assert "Wie kan ons helpen?" in words(reader.get(YEAR))
    assert "U koos: ja." in words(reader.get(YEAR))
    assert seats[1].organisation.name in words(reader.get(f"{YEAR}met-naam/"))
    assert "Aanpak 3" in words(reader.get(f"{YEAR}met-naam/?vraag=naam"))
    assert words(reader.get(f"{YEAR}uitkomsten.json")) == Release.objects.get().content


def test_outcomes_for_members_alone_are_closed_to_others(of, seats, client):
    released(of)
    for browser in (client, client_of(UserFactory())):
        assert browser.get(YEAR).status_code == 404
        assert browser.get(f"{YEAR}vraag/brief/").status_code == 404
        assert browser.get(f"{YEAR}uitkomsten.json").status_code == 404
        assert "2026" not in words(browser.get("/uitkomsten/"))
    for browser in (client_of(seats[0].user), client_of(staff("finance")), client_of(member().user)):
        assert browser.get(YEAR).status_code == 200
    assert SearchEntry.objects.get(kind="survey_release").audience == "members"


def test_unpublished_outcomes_are_for_advisers_and_deciders(of, seats):
    surveys.close_round(of)
    release = surveys.ask_release(of, by=None)
    surveys.make_release(release.pk, publish=without_gate)
    for user in (seats[0].user, staff("editor"), staff("adviser")):
        assert client_of(user).get(YEAR).status_code == 404
    staff_page = f"/beheer/vragenlijsten/{of.pk}/uitkomsten/"
    assert client_of(staff("editor")).get(staff_page).status_code in (302, 403)
    assert "Herschreef u brieven?" in words(client_of(staff("adviser")).get(staff_page))


def test_a_question_beside_its_groups_and_years(of, seats):
    released(of)
    next_year = opened(of.questionnaire, year=2027)
    everybody_answers(next_year, seats, values)
    released(next_year)
    page = words(client_of(seats[1].user).get("/uitkomsten/2027/vraag/brief/"))
    assert "Naast elkaar" in page
    assert "Niveau 1" not in page, "everybody is of level 1: no row of its own"
    assert "Noord-Holland (u)" in page
    assert "Door de jaren" in page
    assert client_of(seats[1].user).get("/uitkomsten/2027/vraag/bestaat-niet/").status_code == 404


def test_a_hidden_question_says_the_same_for_every_reason(client):
    seats = network(9)
    found = opened(questionnaire([ask("yes_no", "brief"), ask("yes_no", "ander")]))
    everybody_answers(found, seats, lambda place: {"brief": "ja", "ander": Missing.PREFER_NOT})
    released(found, is_public=True)
    page = words(client.get(YEAR))
    assert page.count("Te weinig spreiding om veilig te tonen") == 1


def test_the_csv_is_the_release_and_no_formula(of, seats):
    released(of)
    rows = list(csv.reader(io.StringIO(words(client_of(seats[0].user).get(f"{YEAR}uitkomsten.csv")))))
    assert rows[0][:2] == ["Vraag", "Tekst"]
    assert any(row[0] == "brief" and row[3] == "Ja" for row in rows)


def test_the_page_takes_eight_queries_and_little_room(of, seats, django_assert_max_num_queries, client):
    released(of, is_public=True)
    reader = client_of(seats[1].user)
    reader.get(YEAR)
    with django_assert_max_num_queries(8):
        page = words(reader.get(YEAR))
    assert "<script" not in page
    assert len(page) < 100_000
    with django_assert_max_num_queries(3):
        client.get(YEAR)


# --- Staff ---------------------------------------------------------------------------------------------------------


def test_staff_with_the_right_read_answers_and_take_them_along_audited(of, seats):
    adviser = client_of(staff("adviser"))
    desk = f"/beheer/vragenlijsten/{of.pk}/"
    own = asked(of, seats[1])
    assert "Geheim voor anderen" in words(adviser.get(f"{desk}organisatie/{own.pk}/"))
    assert "Ja: 13" in words(adviser.get(f"{desk}totalen/"))
    rows = list(csv.reader(io.StringIO(b"".join(adviser.post(f"{desk}antwoorden/")).decode().lstrip("\ufeff"))))
    assert len(rows) == 1 + 20 * len(QUESTIONS)
    assert {"vraag", "code", "ontbreekt"} <= set(rows[0])
    assert AuditEntry.objects.filter(verb="survey.answers_exported").count() == 1
    for role in ("editor", "finance"):
        other = client_of(staff(role))
        for address in ("", "totalen/", f"organisatie/{own.pk}/"):
            assert other.get(f"{desk}{address}").status_code in (302, 403)
        assert other.post(f"{desk}antwoorden/").status_code in (302, 403)
    assert client_of(seats[1].user).get(desk).status_code in (302, 403, 404)


def test_staff_totals_take_constant_queries(of, django_assert_max_num_queries):
    from surveys.totals import totals_of

    with django_assert_max_num_queries(6):
        totals = totals_of(of)
    assert {total.question.code: total.answered for total in totals}["brief"] == 20


def test_the_round_shows_who_answered_and_who_did_not(seats):
    found = opened(questionnaire(QUESTIONS))
    save(asked(found, seats[0]), brief="ja")
    surveys.decline(asked(found, seats[1]), because="other", words="Wij fuseren.", by=seats[1].user)
    decider = client_of(staff("decider"))
    page = words(decider.get(f"/beheer/vragenlijsten/{found.pk}/"))
    assert "0 van de 20 organisaties stuurden in (0 procent)" in page
    assert "Wij fuseren." in page
    assert "Begonnen" in page
    draft = f"/beheer/vragenlijsten/{found.pk}/organisatie/{asked(found, seats[0]).pk}/"
    assert draft not in page
    assert decider.get(draft).status_code == 404, "what was not sent in is its own"


def test_staff_open_close_and_publish_a_round_in_the_browser(seats):
    adviser = client_of(staff("adviser"))
    questionnaire(QUESTIONS)
    response = adviser.post("/beheer/vragenlijsten/nieuw/", {"year": "2026", "closes_on": "2020-01-01"})
    assert "Kies een dag na vandaag" in words(response)
    response = adviser.post("/beheer/vragenlijsten/nieuw/", {"year": "2026", "closes_on": "2099-01-01"})
    desk = response.url
    assert "Van dit jaar is er al een ronde" in words(
        adviser.post("/beheer/vragenlijsten/nieuw/", {"year": "2026", "closes_on": "2099-01-01"})
    )
    adviser.post(f"{desk}uitkomsten/opdracht/")
    assert not Release.objects.exists(), "members still answer"
    adviser.post(f"{desk}sluiting/")
    adviser.post(f"{desk}uitkomsten/opdracht/")
    assert "Wij beginnen zo" in words(adviser.get(f"{desk}uitkomsten/"))
    surveys.make_release(Release.objects.get().pk, publish=without_gate)
    release = Release.objects.get()
    adviser.post(f"{desk}uitkomsten/publicatie/", {"sha256": "oud"})
    assert not Release.objects.published().exists()
    adviser.post(f"{desk}uitkomsten/publicatie/", {"sha256": release.sha256, "is_public": "1"})
    assert Release.objects.published().get().is_public


def test_other_words_are_asked_about_before_a_round_opens(seats):
    from tests.surveys.world import pages

    of = questionnaire([ask("yes_no", "brief", text="Herschreef u brieven?")])
    opened(of, year=2025)
    of.sections = pages([ask("yes_no", "brief", text="Herschreef u een brief?")])
    of.save_revision().publish()
    adviser = client_of(staff("adviser"))
    page = words(adviser.get("/beheer/vragenlijsten/nieuw/"))
    assert "Eerst: ‘Herschreef u brieven?’. Nu: ‘Herschreef u een brief?’" in page
    data = {"year": "2026", "closes_on": "2099-01-01"}
    assert "Kies of dit dezelfde vraag is" in words(adviser.post("/beheer/vragenlijsten/nieuw/", data))
    adviser.post("/beheer/vragenlijsten/nieuw/", data | {"change-0": "new"})
    assert of.rounds.get(year=2026).questions.get().code == "brief-2"


def test_staff_say_what_members_wrote_and_members_read_that_alone(of, seats):
    adviser, question = client_of(staff("adviser")), of.questions.get(question__code="minder")
    desk = f"/beheer/vragenlijsten/{of.pk}/woorden/{question.pk}/"
    assert "Geheim voor anderen" in words(adviser.get(desk))
    assert seats[0].organisation.name not in words(adviser.get(desk))
    assert "Vul dit in" in words(adviser.post(desk, {"text": " "}))
    for text in ("Te weinig tijd", "Te weinig tijd", "Een vergissing"):
        adviser.post(desk, {"text": text})
    slip = question.themes.get(text="Een vergissing")
    for _ in range(2):
        adviser.post(f"{desk}{slip.pk}/einde/")
    assert [theme.text for theme in question.themes.all()] == ["Te weinig tijd"]
    assert client_of(staff("editor")).get(desk).status_code in (302, 403)
    released(of, is_public=True)
    page = words(Client().get(YEAR))
    assert "Te weinig tijd" in page
    assert "Geheim voor anderen" not in page
    adviser.post(desk, {"text": "Te laat"})
    adviser.post(f"{desk}{question.themes.get().pk}/einde/")
    assert [theme.text for theme in question.themes.all()] == ["Te weinig tijd"], "online is final"
    other = of.questions.get(question__code="brief")
    assert adviser.get(f"/beheer/vragenlijsten/{of.pk}/woorden/{other.pk}/").status_code == 404


def test_numbers_and_days_shared_by_name_are_what_was_given(seats):
    exact = {"unit": "uren", "minimum": 0, "maximum": 5000, "edges": [10, 50], "sharing": "named"}
    found = opened(questionnaire([ask("number", "uren", **exact), ask("date", "sinds", sharing="named")]))
    everybody_answers(found, seats, lambda place: {"uren": 1250 + place, "sinds": date(2024, 3, 1 + place)})
    released(found)
    reader = client_of(seats[0].user)
    assert "1.253" in words(reader.get(f"{YEAR}met-naam/?vraag=uren"))
    assert "4 maart 2024" in words(reader.get(f"{YEAR}met-naam/?vraag=sinds"))


@pytest.mark.parametrize("count", [1, 5])
def test_what_changed_since_it_was_asked_takes_the_same_queries(count, seats, django_assert_num_queries):
    opened(questionnaire([ask("single", f"v-{n}", options=["A", "B"]) for n in range(count)]), year=2025)
    adviser = client_of(staff("adviser"))
    adviser.get("/beheer/vragenlijsten/nieuw/")
    with django_assert_num_queries(11):
        adviser.get("/beheer/vragenlijsten/nieuw/")
