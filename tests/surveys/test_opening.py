"""Questions become a round: what may be asked, what is frozen, who is asked."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from membership import operations as membership
from portal.core.models import AuditEntry, Notification
from surveys import operations as surveys
from surveys.models import Option, Participation, Question, QuestionVersion, Round
from tests.factories import member, staff
from tests.surveys.world import FIRST, SECOND, ask, opened, pages, questionnaire, version

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody():
    return member()


def refused(*questions: dict) -> str:
    with pytest.raises(ValidationError) as error:
        questionnaire(list(questions))
    return " ".join(error.value.message_dict["sections"])


# --- What may be asked ------------------------------------------------------------------------------------------


def test_a_short_name_is_used_once():
    assert "twee keer" in refused(ask("yes_no", "brief"), ask("scale", "brief", scale="agree", block="b-ander"))


def test_a_condition_looks_back_at_an_answer_that_can_be_given():
    parent = ask("yes_no", "brief")
    later = ask("yes_no", "vervolg", only_if="brief", only_if_answers=["Ja"])
    assert "staat er niet voor" in refused(later, parent)
    assert "precies" in refused(parent, ask("yes_no", "vervolg", only_if="brief", only_if_answers=["Misschien"]))
    assert "na elk antwoord" in refused(
        parent, ask("yes_no", "vervolg", only_if="brief", only_if_answers=["Ja", "Nee"])
    )
    many = ask("multiple", "vormen", options=["A", "B"])
    assert "met één antwoord" in refused(many, ask("yes_no", "vervolg", only_if="vormen", only_if_answers=["A"]))


@pytest.mark.parametrize(
    ("parent", "child", "words"),
    [
        ("protected", "named", "verraadt"),
        ("staff", "protected", "alleen medewerkers"),
        ("staff", "named", "alleen medewerkers"),
        ("protected", "protected", ""),
        ("protected", "staff", ""),
        ("named", "named", ""),
        ("named", "protected", ""),
    ],
)
def test_routing_never_gives_a_protected_answer_away(parent, child, words):
    first = ask("yes_no", "brief", sharing=parent)
    second = ask("yes_no", "vervolg", sharing=child, only_if="brief", only_if_answers=["Ja"])
    if words:
        assert words in refused(first, second)
    else:
        assert questionnaire([first, second]).live


def test_a_text_or_date_is_never_a_protected_outcome():
    with pytest.raises(ValidationError):
        questionnaire([ask("long_text", "minder", sharing="protected")])


def test_a_protected_number_has_classes():
    with pytest.raises(ValidationError):
        questionnaire([ask("number", "aantal", unit="uren", minimum=0, maximum=10, edges=[])])


# --- Opening -------------------------------------------------------------------------------------------------------


def test_everybody_with_a_term_is_asked_as_they_are_that_day():
    first, second = member(), member(level=2)
    gone = member()
    membership.end_membership(gone.organisation, reason="Op verzoek", by=None)
    found = opened()
    rows = {p.organisation_id: p for p in found.participations.all()}
    assert rows.keys() == {first.organisation_id, second.organisation_id}
    assert rows[second.organisation_id].level == 2
    assert rows[first.organisation_id].size == "-"
    told = Notification.objects.filter(kind="survey_invitation")
    assert {n.recipient_id for n in told} == {first.user_id, second.user_id}
    assert AuditEntry.objects.filter(verb="survey.opened").exists()


def test_what_was_frozen_of_an_organisation_stays():
    seat = member()
    found = opened()
    seat.organisation.province = "gr"
    seat.organisation.save()
    assert found.participations.get().province == "ut"


def test_one_round_a_year_and_only_of_published_words():
    draft = questionnaire(live=False)
    member()
    with pytest.raises(surveys.NotPublished):
        opened(draft)
    opened()
    with pytest.raises(surveys.YearTaken):
        opened()
    assert Round.objects.count() == 1


def test_without_members_there_is_nobody_to_ask():
    with pytest.raises(surveys.NobodyToAsk):
        opened()


def test_what_was_asked_never_changes(somebody):
    found = opened()
    question = version(found, "brief")
    for change in (
        lambda: QuestionVersion.objects.filter(pk=question.pk).update(text="Iets anders?"),
        lambda: question.options.update(label="Nooit"),
    ):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            change()


def test_options_keep_their_code_when_words_and_order_change(somebody):
    of = questionnaire([ask("single", "met-wie", options=["Inwoners", "Collega’s"])])
    opened(of, year=2025)
    turned = ask("single", "met-wie", options=["Collega’s", "Inwoners", "Niemand"])
    of.sections = pages([turned])
    of.save_revision().publish()
    found = opened(of, year=2026)
    codes = {o.label: o.option.code for o in version(found, "met-wie").options.all()}
    assert codes == {"Inwoners": "1", "Collega’s": "2", "Niemand": "3"}
    assert Option.objects.count() == 3


def test_another_question_begins_another_series(somebody):
    of = questionnaire([ask("yes_no", "brief", text="Herschreef u brieven?")])
    opened(of, year=2024)
    of.sections = pages([ask("yes_no", "brief", text="Herschreef u één brief?")])
    of.save_revision().publish()
    same = opened(of, year=2025)
    assert version(same, "brief").question.number == 1, "a spelling mistake goes on in the same series"
    other = opened(of, year=2026, renewed=["b-brief"])
    assert [q.code for q in Question.objects.order_by("number")] == ["brief", "brief-2"]
    assert version(other, "brief-2").text == "Herschreef u één brief?"
    assert other.outline[0]["items"][0]["code"] == "brief-2"


def test_another_kind_of_answer_is_another_question_whatever_staff_say(somebody):
    of = questionnaire([ask("yes_no", "brief")])
    opened(of, year=2025)
    of.sections = pages([ask("scale", "brief", scale="often")])
    of.save_revision().publish()
    assert version(opened(of, year=2026), "brief-2").kind == "scale"


def test_a_condition_follows_its_question_into_a_new_series(somebody):
    of = questionnaire(FIRST, SECOND)
    opened(of, year=2025)
    found = opened(of, year=2026, renewed=["b-brief"])
    assert version(found, "met-wie").only_if.question.code == "brief-2"


# --- Closing ---------------------------------------------------------------------------------------------------------


def test_a_round_closes_by_itself_after_its_last_day(somebody):
    found = opened(days=3)
    now = timezone.now()
    assert surveys.rounds_to_close(now + timedelta(days=3)) == []
    assert surveys.rounds_to_close(now + timedelta(days=4)) == [found.pk]
    surveys.close_round(found, at=now + timedelta(days=4))
    surveys.close_round(found, at=now + timedelta(days=5))
    found.refresh_from_db()
    assert found.closed_at == now + timedelta(days=4)
    with pytest.raises(surveys.RoundClosed):
        surveys.change_last_day(found, closes_on=timezone.localdate() + timedelta(days=30), by=None)


def test_more_time_is_given(somebody):
    found = opened(days=3)
    by = staff("adviser")
    surveys.change_last_day(found, closes_on=timezone.localdate() + timedelta(days=30), by=by)
    assert surveys.rounds_to_close(timezone.now() + timedelta(days=5)) == []
    assert Participation.objects.get(round=found).round.takes_answers
