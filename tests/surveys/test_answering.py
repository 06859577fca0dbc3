"""Several hands fill in, one sends in; nothing is lost and nothing is written over."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from membership import operations as membership
from portal.core.models import AuditEntry, Notification
from surveys import operations as surveys
from surveys.models import Answer, Missing, OptionVersion
from tests.factories import SeatFactory, UserFactory, member
from tests.surveys.world import asked, opened, said, save, version

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def seat():
    return member()


@pytest.fixture
def own(seat):
    return asked(opened(), seat)


def test_every_kind_of_answer_comes_back_as_it_was_given(own, seat):
    given = {
        "brief": "ja",
        "met-wie": "1",
        "vormen": frozenset({"1", "3"}),
        "tijd": "4",
        "deelnemers": 120,
        "minder": "Te weinig tijd.",
        "sinds": date(2024, 3, 1),
    }
    save(own, by=seat.user, **{code.replace("-", "_"): value for code, value in given.items()})
    assert said(own) == given
    assert AuditEntry.objects.get(verb="survey.answers_saved").data["questions"]


def test_saving_the_same_again_changes_nothing_and_nothing_takes_an_answer_away(own):
    save(own, brief="ja")
    first = Answer.objects.get()
    save(own, brief="ja")
    assert Answer.objects.get().updated_at == first.updated_at
    save(own, brief=None)
    assert said(own) == {}


def test_a_reason_is_not_an_option(own):
    save(own, brief=Missing.PREFER_NOT, deelnemers=Missing.DONT_KNOW)
    assert said(own) == {"brief": Missing.PREFER_NOT, "deelnemers": Missing.DONT_KNOW}
    save(own, brief="nee")
    assert said(own)["brief"] == "nee"


def test_a_colleague_who_was_first_is_not_written_over(own):
    question, other = version(own.round, "brief"), version(own.round, "tijd")
    opened_on = surveys.stamp(None)
    save(own, brief="ja")
    conflicts = surveys.save_answers(own, values={question: ("nee", opened_on), other: ("5", opened_on)}, by=None)
    assert [c.question for c in conflicts] == [question]
    assert said(own) == {"brief": "ja", "tijd": "5"}
    assert surveys.save_answers(own, values={question: ("ja", opened_on)}, by=None) == [], "they agree"


def test_an_option_of_another_question_is_refused_by_the_database(own):
    save(own, brief="ja", vormen=frozenset({"1"}))
    foreign = OptionVersion.objects.filter(question_version=version(own.round, "tijd")).first()
    answer = Answer.objects.get(question__question__code="brief")
    for change in (
        lambda: Answer.objects.filter(pk=answer.pk).update(option=foreign),
        lambda: Answer.objects.get(is_ticked=True).ticks.update(option=foreign),
    ):
        with pytest.raises(IntegrityError, match="own question"), transaction.atomic():
            change()
    with pytest.raises(IntegrityError, match="one_value_or_a_reason"), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(number=3)


# --- Sending in ------------------------------------------------------------------------------------------------------


def test_what_was_not_asked_and_what_was_left_open_are_kept_apart(own, seat):
    save(own, brief="nee", tijd=Missing.DONT_KNOW, deelnemers=Missing.PREFER_NOT)
    surveys.submit_response(own, by=seat.user)
    found = said(own)
    assert found["met-wie"] == Missing.NOT_ASKED
    assert found["vormen"] == Missing.NO_ANSWER
    assert (found["tijd"], found["deelnemers"]) == (Missing.DONT_KNOW, Missing.PREFER_NOT)


def test_an_answer_to_what_is_not_asked_any_more_is_not_sent_in(own):
    save(own, brief="ja", met_wie="1")
    save(own, brief="nee")
    assert said(own)["met-wie"] == "1", "kept as long as somebody may change their mind"
    surveys.submit_response(own, by=None)
    assert said(own)["met-wie"] == Missing.NOT_ASKED


def test_sent_in_once_and_taken_back_as_long_as_the_round_is_open(own, seat):
    with pytest.raises(surveys.NothingAnswered):
        surveys.submit_response(own, by=seat.user)
    save(own, brief="ja")
    first = surveys.submit_response(own, by=seat.user)
    again = surveys.submit_response(own, by=None)
    assert again.submitted_at == first.submitted_at
    with pytest.raises(surveys.AlreadySent):
        save(own, brief="nee")
    surveys.reopen_response(own, by=seat.user)
    assert said(own) == {"brief": "ja"}, "what was never said is nobody's answer"
    save(own, brief="nee")


def test_nothing_changes_after_the_last_day_or_after_closing(own, seat):
    save(own, brief="ja")
    late = timezone.now() + 21 * DAY
    with pytest.raises(surveys.RoundClosed):
        surveys.submit_response(own, by=seat.user, at=late)
    surveys.close_round(own.round)
    for deed in (
        lambda: save(own, brief="nee"),
        lambda: surveys.submit_response(own, by=seat.user),
        lambda: surveys.reopen_response(own, by=seat.user),
        lambda: surveys.decline(own, because="time", by=seat.user),
        lambda: surveys.join_after_all(own, by=seat.user),
        lambda: surveys.entrust(own, user=seat.user, by=seat.user),
    ):
        with pytest.raises(surveys.RoundClosed):
            deed()
    assert said(own) == {"brief": "ja"}


def test_not_this_year_and_back_again(own, seat):
    save(own, brief="ja")
    surveys.decline(own, because="time", words="Druk.", by=seat.user)
    with pytest.raises(surveys.HasDeclined):
        save(own, brief="nee")
    with pytest.raises(surveys.HasDeclined):
        surveys.submit_response(own, by=seat.user)
    surveys.join_after_all(own, by=seat.user)
    surveys.submit_response(own, by=seat.user)
    with pytest.raises(surveys.AlreadySent):
        surveys.decline(own, because="time", by=seat.user)


def test_a_colleague_is_asked_to_see_to_it(own, seat):
    other = _colleague(seat)
    surveys.entrust(own, user=other.user, by=seat.user)
    surveys.entrust(own, user=other.user, by=seat.user)
    assert Notification.objects.filter(kind="survey_entrusted", recipient=other.user).count() == 1
    with pytest.raises(surveys.NotAColleague):
        surveys.entrust(own, user=UserFactory(), by=seat.user)
    membership.end_seat(other, by=None)
    with pytest.raises(surveys.NotAColleague):
        surveys.entrust(own, user=other.user, by=seat.user)


def _colleague(seat):
    return SeatFactory(organisation=seat.organisation, role="professional")


def test_erasing_takes_every_answer_away_and_says_so(own, seat):
    save(own, brief="ja", vormen=frozenset({"1"}))
    surveys.submit_response(own, by=seat.user)
    surveys.close_round(own.round)
    surveys.erase_answers(own, by=None)
    surveys.erase_answers(own, by=None)
    own.refresh_from_db()
    assert not own.answers.exists()
    assert own.erased_at
    assert not own.is_submitted
    assert AuditEntry.objects.filter(verb="survey.erased").count() == 1


# --- Reminders -------------------------------------------------------------------------------------------------------


def reminded_on(own, days: int) -> int:
    at = own.round.opened_at + days * DAY
    for pk in surveys.participations_to_remind(at):
        surveys.remind_of_survey(pk, at=at)
        surveys.remind_of_survey(pk, at=at)
    return Notification.objects.filter(kind="survey_reminder").count()


def test_reminders_come_on_three_days_and_stop_when_it_is_sent_in(own, seat):
    assert [reminded_on(own, day) for day in (1, 6, 7, 8, 13, 14, 15)] == [0, 0, 1, 1, 1, 2, 2]
    assert reminded_on(own, 17) == 3
    assert reminded_on(own, 18) == 3
    save(own, brief="ja")
    surveys.submit_response(own, by=seat.user)
    waiting = Notification.objects.filter(kind__startswith="survey_", settled_at=None, sent_at=None)
    assert not waiting.exists(), "what was not mailed yet is not mailed any more"


def test_who_declined_or_sent_in_is_not_reminded(own, seat):
    surveys.decline(own, because="time", by=seat.user)
    assert reminded_on(own, 14) == 0


def test_who_sees_to_it_is_reminded_and_else_the_contacts(own, seat):
    other = _colleague(seat)
    surveys.entrust(own, user=other.user, by=seat.user)
    reminded_on(own, 7)
    assert [n.recipient for n in Notification.objects.filter(kind="survey_reminder")] == [other.user]
    membership.end_seat(other, by=None)
    reminded_on(own, 14)
    assert Notification.objects.filter(kind="survey_reminder", recipient=seat.user).count() == 1
