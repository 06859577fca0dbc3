"""What goes out of members' own words: quotes with consent, of their words alone, as long as they agree."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from portal.core.models import AuditEntry
from surveys import operations as surveys
from surveys.models import Answer, Quote
from surveys.redacting import is_taken_from, marked, names, revealing
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
    said,
    save,
    version,
)

pytestmark = pytest.mark.django_db
TEXT = "Onze coach uit Veenmeer ging weg. Bel 0612345678. De training kwam pas na 14 weken, veel te laat."
YEAR = "/uitkomsten/2026/"


@pytest.fixture(autouse=True)
def home():
    return site()


@pytest.fixture
def seats():
    return network(20)


@pytest.fixture
def of(seats):
    """Everybody answered; only the first two may be quoted."""
    questions = [
        ask("yes_no", "brief", text="Herschreef u brieven?"),
        ask("long_text", "minder", text="Wat ging minder?", sharing="staff"),
        ask("text", "naam", text="Hoe heet uw aanpak?", sharing="named"),
    ]
    found = opened(questionnaire(questions))

    def values(place: int) -> dict:
        text = f"{TEXT} Dat was nummer {place}."
        return {"brief": "ja" if place % 3 else "nee", "minder": surveys.Quotable(text) if place < 2 else text}

    everybody_answers(found, seats, values)
    return found


def answer_of(of, seat) -> Answer:
    return Answer.objects.get(participation=asked(of, seat), question__question__code="minder")


def desk(of, rest: str = "") -> str:
    return f"/beheer/vragenlijsten/{of.pk}/woorden/{version(of, 'minder').pk}/{rest}"


def words(response) -> str:
    return response.content.decode()


# --- Which words -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "is_theirs"),
    [
        ("De training kwam pas na 14 weken, veel te laat.", True),
        ("de training kwam […] veel te laat", True),
        ("Onze coach […] ging weg.", True),
        ("Onze coach uit [gemeente] ging weg.", True),
        ("De training kwam op tijd.", False),
        ("ging weg. […] Onze coach", False),  # another order is another meaning
        ("raining kwam", False),  # half a word is another word
        ("[alleen dit]", False),
        ("", False),
    ],
)
def test_a_quote_leaves_words_out_and_puts_no_others_in_their_place(quote, is_theirs):
    assert is_taken_from(TEXT, quote) is is_theirs


def test_what_may_tell_whose_it_is_is_marked(seats):
    member(name="Gemeente Veenmeer", user=UserFactory(first_name="Noor", last_name="Kampen"))
    among = names()
    found = [TEXT[a:b] for a, b in revealing(TEXT, among)]
    assert found == ["Veenmeer", "0612345678", "14"]
    text = "noor vroeg Noor. Mail a.b@c.example of kijk op https://x.example/1, postcode 1234 AB. <b>"
    assert [text[a:b] for a, b in revealing(text, among)] == [
        "Noor",
        "a.b@c.example",
        "https://x.example/1,",
        "1234 AB",
    ]
    assert marked(text, among).endswith("<mark>1234 AB</mark>. &lt;b&gt;")


# --- Consent ---------------------------------------------------------------------------------------------------------


def test_consent_is_given_at_the_question_and_taken_back_there(seats):
    of = opened()
    own, question = asked(of, seats[0]), version(of, "minder")
    browser, page = client_of(seats[0].user), "/vragenlijsten/2026/2/"
    assert words(browser.get(page)).count("mag hier iets uit citeren") == 1, "only where staff alone read it"
    field, box = f"answer-{question.position}", f"quote-{question.position}"
    stamp = lambda: surveys.stamp(said(own).get("minder"))  # noqa: E731
    browser.post(page, {field: "Het liep stroef", box: "on", f"stamp-{question.position}": stamp()})
    assert said(own)["minder"] == surveys.Quotable("Het liep stroef")
    assert "checked" in words(browser.get(page)).split(f'name="{box}"')[1][:200]
    old = surveys.stamp("Het liep stroef")
    answer = browser.post(page, {field: "Het liep stroef", f"stamp-{question.position}": old})
    assert answer.status_code == 409, "somebody agreed meanwhile: that is an answer too"
    browser.post(page, {field: "Het liep stroef", f"stamp-{question.position}": stamp()})
    assert said(own)["minder"] == "Het liep stroef"
    browser.post(page, {field: "", box: "on", f"stamp-{question.position}": stamp()})
    assert "minder" not in said(own), "nothing written is nothing to quote"


def test_the_database_knows_of_no_consent_without_words(seats):
    of = opened()
    save(asked(of, seats[0]), brief="ja")
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.update(may_quote=True)


# --- Choosing and showing --------------------------------------------------------------------------------------------


def test_staff_quote_who_agreed_and_everybody_reads_that_alone(of, seats):
    adviser, answer = client_of(staff("adviser")), answer_of(of, seats[0])
    address = desk(of, f"citaat/{answer.pk}/")
    assert "Citeren mag" in words(adviser.get(desk(of)))
    adviser.post(address, {"text": "ging weg", "is_checked": "on"})
    assert not Quote.objects.exists(), "members still answer"
    surveys.close_round(of)
    assert words(adviser.get(desk(of))).count("Kies een citaat") == 2
    assert "<mark>0612345678</mark>" in words(adviser.get(address))
    page = adviser.post(address, {"text": "Bel 0612345678."})
    assert page.status_code == 422
    assert "In uw citaat staat nog: 0612345678." in words(page)
    assert "Vink dan aan dat niemand te herkennen is" in words(page)
    made_up = adviser.post(address, {"text": "Alles ging goed.", "is_checked": "on"})
    assert "Dit staat niet zo in het antwoord" in words(made_up)
    assert "Alles ging goed." in words(made_up), "what was typed is kept"
    silent = answer_of(of, seats[5])
    assert "mag u niets citeren" in words(
        adviser.post(desk(of, f"citaat/{silent.pk}/"), {"text": "ging weg", "is_checked": "on"}, follow=True)
    )
    quote = "De training kwam […] veel te laat"
    for _ in range(2):
        adviser.post(address, {"text": quote, "is_checked": "on"})
    adviser.post(address, {"text": "Onze coach […] ging weg.", "is_checked": "on"})
    slip = Quote.objects.get(text__startswith="Onze")
    for _ in range(2):
        adviser.post(desk(of, f"citaten/{slip.pk}/einde/"))
    assert list(Quote.objects.values_list("text", flat=True)) == [quote]
    assert quote in words(client_of(seats[0].user).get("/vragenlijsten/2026/")), "its own people see it first"
    assert quote not in words(client_of(seats[1].user).get("/vragenlijsten/2026/"))
    released(of, is_public=True)
    for reader in (Client(), client_of(seats[3].user)):
        page = words(reader.get(YEAR))
        assert f"‘{quote}’" in page
        assert "0612345678" not in page
    adviser.post(address, {"text": "ging weg", "is_checked": "on"})
    adviser.post(desk(of, f"citaten/{Quote.objects.get().pk}/einde/"))
    assert list(Quote.objects.values_list("text", flat=True)) == [quote], "online is final for staff"
    assert client_of(staff("editor")).get(address).status_code in (302, 403)


def test_consent_taken_back_takes_the_quote_from_the_outcomes_and_no_figure(
    of, seats, django_capture_on_commit_callbacks
):
    surveys.close_round(of)
    for place in (0, 1):
        surveys.add_quote(answer_of(of, seats[place]), text=f"Dat was nummer {place}", by=None)
    release = released(of, is_public=True)
    visitor, content = Client(), release.content
    assert "nummer 0" in words(visitor.get(YEAR))
    with django_capture_on_commit_callbacks(execute=True):
        client_of(seats[0].user).post("/vragenlijsten/2026/citaten/einde/")
    page = words(visitor.get(YEAR))
    assert "nummer 0" not in page
    assert "nummer 1" in page
    assert AuditEntry.objects.filter(verb="survey.quotes_withdrawn").count() == 1
    with pytest.raises(surveys.ReleaseOut):
        surveys.add_quote(answer_of(of, seats[0]), text="ging weg", by=None)
    with django_capture_on_commit_callbacks(execute=True):
        surveys.erase_answers(asked(of, seats[1]), by=None)
    assert "nummer 1" not in words(visitor.get(YEAR))
    release.refresh_from_db()
    assert release.content == content
    assert "Citeer niets van ons" not in words(client_of(seats[0].user).get("/vragenlijsten/2026/"))


def test_who_takes_consent_back_while_staff_choose_is_not_quoted(of, seats):
    surveys.close_round(of)
    answer = answer_of(of, seats[0])
    assert surveys.withdraw_quotes(asked(of, seats[0]), by=None) == 1
    assert surveys.withdraw_quotes(asked(of, seats[0]), by=None) == 0
    with pytest.raises(surveys.NoConsent):
        surveys.add_quote(answer, text="ging weg", by=None)
