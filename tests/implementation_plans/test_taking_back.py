"""Undoing a decision, withdrawing a version, and what is open for writing afterwards."""

import pytest
from django.core import mail

from implementation_plans import operations
from implementation_plans.models import Decision, PlanVersion, VersionSection
from tests.factories import PlanFactory, judge, member, read_as_good, staff, submitted, write_everything
from tests.implementation_plans.letters import again, flagged
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    return member()


@pytest.fixture
def plan(seat):
    return PlanFactory(organisation=seat.organisation)


@pytest.fixture
def adviser():
    return staff("adviser", first_name="Hanna")


@pytest.fixture
def decider():
    return staff("decider", first_name="Joost")


@pytest.fixture
def version(plan, seat, adviser, decider):
    return submitted(plan, seat.user)


# --- Taking back ----------------------------------------------------------------------------------------------------


def test_an_undone_approval_brings_level_1_back_and_a_new_decision_is_possible(seat, version, adviser, decider):
    read_as_good(version, adviser)
    operations.approve_plan(version, reason="Sterk.", by=decider)
    browser = client_of(decider)
    assert browser.post(f"/beheer/plannen/{version.pk}/besluit/herroeping/", {"reason": ""}).status_code == 422
    browser.post(f"/beheer/plannen/{version.pk}/besluit/herroeping/", {"reason": "Wij lazen een bijlage niet."})
    assert seat.organisation.current_term().level == 1
    assert not seat.user.groups.filter(name="Leden: niveau 2").exists()
    assert again(version).is_being_read
    run_jobs()
    assert "Wij lazen een bijlage niet." in mail.outbox[-1].body
    operations.approve_plan(again(version), reason="Toch sterk.", by=decider)
    assert seat.organisation.current_term().level == 2
    assert Decision.objects.count() == 2


def test_a_return_can_be_undone_until_the_organisation_writes(seat, plan, version, adviser, decider):
    flagged(version, adviser)
    decision = operations.return_plan(version, reason="Bijna.", by=adviser)
    operations.undo_decision(decision, reason="Te snel.", by=decider)
    assert not again(plan).is_open
    decision = operations.return_plan(again(version), reason="Bijna.", by=adviser)
    section = plan.sections.get(number=2)
    answer = section.answers.first()
    operations.save_answers(section, answers={answer.question: ("Nieuw", answer.revision)}, by=seat.user)
    with pytest.raises(operations.NotUndoable):
        operations.undo_decision(decision, reason="Te laat.", by=decider)
    assert again(decision).stands


def test_an_adviser_does_not_undo(version, adviser, decider):
    read_as_good(version, adviser)
    operations.approve_plan(version, reason="Sterk.", by=decider)
    client_of(adviser).post(f"/beheer/plannen/{version.pk}/besluit/herroeping/", {"reason": "Nee."})
    assert Decision.objects.get().stands


def test_withdrawing_opens_what_was_open_and_a_colleague_without_the_role_may_not(seat, plan, version, adviser):
    from membership.operations import open_seat
    from tests.factories import UserFactory

    colleague = open_seat(seat.organisation, user=UserFactory(), role="professional", by=seat.user)
    assert client_of(colleague.user).post("/mijn/plan/indiening/intrekking/").status_code == 403
    browser = client_of(seat.user)
    for _ in range(2):
        assert browser.post("/mijn/plan/indiening/intrekking/").status_code == 302
    assert again(version).is_withdrawn
    assert set(plan.sections.values_list("is_open", flat=True)) == {True}
    with pytest.raises(operations.PlanWithdrawn):
        judge(version.sections.first(), adviser)
    assert operations.submit_plan(again(plan), by=seat.user).number == 2


def test_withdrawing_after_a_return_opens_only_what_was_returned(seat, plan, version, adviser):
    for section in version.sections.all():
        judge(section, adviser, *(("add", "Wie?") if section.number == 2 else ()))
    operations.return_plan(version, reason="Bijna.", by=adviser)
    second = operations.submit_plan(write_everything(plan, seat.user, "Nu met namen."), by=seat.user)
    operations.withdraw_plan(second, by=seat.user)
    assert list(plan.sections.filter(is_open=True).values_list("number", flat=True)) == [2]


def test_a_decided_version_cannot_be_withdrawn(seat, version, adviser, decider):
    read_as_good(version, adviser)
    operations.approve_plan(version, reason="Sterk.", by=decider)
    page = client_of(seat.user).post("/mijn/plan/indiening/intrekking/", follow=True).content.decode()
    assert "Wij namen net een besluit" in page
    assert not again(version).is_withdrawn


def test_a_refused_plan_opens_whole_with_its_texts(seat, plan, version, adviser, decider):
    read_as_good(version, adviser)
    operations.refuse_plan(version, reason="Dit past niet.", by=decider)
    assert again(plan).is_open
    assert set(plan.sections.values_list("is_open", flat=True)) == {True}
    assert "Niet goedgekeurd" in client_of(seat.user).get("/mijn/plan/versies/1/").content.decode()
    assert submitted(plan, seat.user).number == 2


# --- Sections that did not change ------------------------------------------------------------------------------


def test_only_flagged_sections_get_a_new_row(seat, plan, version, adviser):
    flagged(version, adviser, 2)
    operations.return_plan(version, reason="Bijna.", by=adviser)
    second = submitted(plan, seat.user)
    rows = {v.number: {s.number: s.pk for s in v.sections.all()} for v in (version, second)}
    assert [n for n in rows[1] if rows[1][n] != rows[2][n]] == [2]
    assert [r.reader for r in second.readings.all()] == [adviser]


def test_a_closed_section_that_differs_is_refused(seat, plan, version, adviser):
    flagged(version, adviser, 2)
    operations.return_plan(version, reason="Bijna.", by=adviser)
    plan.sections.get(number=1).answers.update(text="Stiekem anders")
    with pytest.raises(operations.ClosedSectionChanged):
        submitted(plan, seat.user)
    assert (PlanVersion.objects.count(), VersionSection.objects.count()) == (1, 3)
