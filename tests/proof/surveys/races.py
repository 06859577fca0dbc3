"""Two hands on one questionnaire at once: nothing written over unseen, nothing after the round closed, sent in once."""

import pytest

from portal.core.models import AuditEntry
from surveys import operations as surveys
from surveys.models import Participation
from surveys.operations import answering
from tests.proof.faults import together
from tests.surveys.world import asked, network, opened, said, version


@pytest.fixture
def own(transactional_db, migrated_groups):
    [seat] = network(1)
    return asked(opened(), seat)


def save(own: Participation, question, value: str):
    return surveys.save_answers(own, values={question: (value, surveys.stamp(None))}, by=None)


def overwritten(own: Participation, pairs: int) -> int:
    """How often both of two different answers to one empty question were taken for the first."""
    question, wrong = version(own.round, "brief"), 0
    for _ in range(pairs):
        own.answers.all().delete()
        results = together(*[lambda v=value: save(own, question, v) for value in ("ja", "nee")])
        assert not [r for r in results if isinstance(r, Exception)], results
        stood = said(own)["brief"]
        told = sum(len(conflicts) for conflicts in results)
        wrong += told != 1 or stood not in ("ja", "nee")
    return wrong


def test_two_who_answer_at_once_are_never_written_over_unseen(own, figure, size):
    pairs = size(25, 500)
    wrong = overwritten(own, pairs)
    figure(f"two answer one question at once: {pairs} pairs, {wrong} wrong")
    assert wrong == 0


def test_the_naive_twin_writes_over_somebody(own, figure, monkeypatch):
    def unlocked(participation):
        return Participation.objects.select_related("round", "organisation").get(pk=participation.pk)

    def last_one_wins(participation, *, values, by, at=None):
        for question, (value, opened_on) in values.items():
            if opened_on == surveys.stamp(said(participation).get("brief")):
                answering._write(participation, question, None, value, by, participation.asked_at)
        return []

    monkeypatch.setattr(answering, "lock", unlocked)
    monkeypatch.setattr(surveys, "save_answers", last_one_wins)
    wrong = overwritten(own, 25)
    figure(f"two answer one question at once without the lock: 25 pairs, {wrong} wrong")
    assert wrong > 0


def test_nothing_is_saved_after_the_round_closed(own, figure, size):
    """Either the answer was there when it closed, or whoever typed hears that it is too late."""
    pairs, wrong = size(15, 200), 0
    question = version(own.round, "brief")
    for _ in range(pairs):
        own.answers.all().delete()
        type(own.round).objects.update(closed_at=None, closed_by=None)
        saved, closed = together(lambda: save(own, question, "ja"), lambda: surveys.close_round(own.round))
        late = isinstance(saved, surveys.RoundClosed)
        kept = own.answers.exists()
        wrong += isinstance(closed, Exception) or late == kept
    figure(f"a round closes while somebody saves: {pairs} pairs, {wrong} wrong")
    assert wrong == 0


def test_sent_in_twice_at_once_is_sent_in_once(own, figure, size):
    pairs, wrong = size(15, 200), 0
    question = version(own.round, "brief")
    for turn in range(pairs):
        surveys.reopen_response(own, by=None)
        own.answers.all().delete()
        save(own, question, "ja")
        results = together(*[lambda: surveys.submit_response(own, by=None)] * 2)
        sent = AuditEntry.objects.filter(verb="survey.submitted").count()
        wrong += sent != turn + 1 or any(isinstance(r, Exception) for r in results)
    figure(f"two send in at once: {pairs} pairs, {wrong} wrong")
    assert wrong == 0
