import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from implementation_plans import operations
from implementation_plans.models import Decision, Plan, PlanVersion, VersionSection
from membership.models import Term
from portal.core.models import AuditEntry, Notification, OperatorSettings, PrivateFile
from tests.factories import (
    PlanFactory,
    PlanFileFactory,
    judge,
    member,
    read_as_good,
    site,
    staff,
    submitted,
    write_everything,
)
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home():
    return site()


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


def flag(version, by, *numbers) -> None:
    for section in version.sections.all():
        bad = section.number in numbers
        judge(section, by, "add" if bad else "good", "Wie doet dit?" if bad else "")


def fresh(plan) -> Plan:
    return Plan.objects.get(pk=plan.pk)


# --- Submitting ------------------------------------------------------------------------------------------------


def test_submitting_freezes_a_version(seat, plan):
    version = submitted(plan, seat.user)
    assert (version.number, version.sections.count()) == (1, 3)
    assert fresh(plan).is_being_read
    section = version.sections.first()
    with pytest.raises(IntegrityError, match="cannot change"), transaction.atomic():
        VersionSection.objects.filter(pk=section.pk).update(title="Anders")


def test_submitting_twice_is_one_version(seat, plan):
    first = submitted(plan, seat.user)
    assert operations.submit_plan(plan, by=seat.user) == first
    assert PlanVersion.objects.count() == 1


def test_an_unfinished_plan_says_what_is_missing(seat, plan):
    with pytest.raises(operations.SectionsNotDone) as refusal:
        operations.submit_plan(plan, by=seat.user)
    assert [s.number for s in refusal.value.sections] == [1, 2, 3]
    page = client_of(seat.user).post("/mijn/plan/indiening/", follow=True)
    assert "Nog niet klaar: 1. Onderdeel 1" in page.content.decode()


@pytest.mark.parametrize(
    ("change", "refusal", "sentence"),
    [
        ({"checked_at": None}, operations.FilesWaiting, "Wij controleren nog een bestand"),
        ({"refused_because": "macro"}, operations.FilesRefused, "Dit kunnen wij niet aannemen"),
    ],
)
def test_a_file_that_is_not_clean_holds_the_plan_back(seat, plan, change, refusal, sentence):
    plan_file = PlanFileFactory(section=plan.sections.first())
    write_everything(plan, seat.user)
    PrivateFile.objects.filter(pk=plan_file.file_id).update(**change)
    with pytest.raises(refusal):
        operations.submit_plan(plan, by=seat.user)
    assert sentence in client_of(seat.user).post("/mijn/plan/indiening/", follow=True).content.decode()


def test_only_an_admin_submits(seat, plan):
    write_everything(plan, seat.user)
    type(seat).objects.filter(pk=seat.pk).update(role="professional")
    assert client_of(seat.user).post("/mijn/plan/indiening/").status_code == 403


def test_readers_hear_of_it_once_a_day_and_no_more_after_the_decision(version, adviser, decider):
    waiting = Notification.objects.filter(kind="plan_submitted")
    assert set(waiting.values_list("recipient", flat=True)) == {adviser.pk, decider.pk}
    flag(version, adviser, 1)
    operations.return_plan(version, reason="Bijna.", by=adviser)
    assert not waiting.filter(settled_at=None).exists()


# --- Returning -----------------------------------------------------------------------------------------------------


def test_only_flagged_sections_open_again_with_the_reaction_beside_them(seat, plan, version, adviser):
    flag(version, adviser, 2)
    operations.return_plan(version, reason="Bijna goed.", by=adviser)
    states = {s.number: (s.is_open, s.is_done) for s in fresh(plan).sections.all()}
    assert states == {1: (False, True), 2: (True, False), 3: (False, True)}
    browser = client_of(seat.user)
    assert "Wie doet dit?" in browser.get("/mijn/plan/onderdeel/2/").content.decode()
    closed = browser.get("/mijn/plan/onderdeel/1/").content.decode()
    assert "Dit onderdeel vonden wij goed." in closed
    assert 'name="text-1"' not in closed


def test_the_mail_names_the_sections_and_comes_at_once(seat, version, adviser):
    flag(version, adviser, 2, 3)
    operations.return_plan(version, reason="Bijna goed.", by=adviser)
    run_jobs()
    assert mail.outbox[-1].subject == "Uw plan is gelezen: vul nog 2 onderdelen aan"
    assert mail.outbox[-1].to == [seat.user.email]
    assert "Onderdeel 2: Onderdeel 2" in mail.outbox[-1].body


def test_a_resubmission_is_a_new_version_with_the_earlier_reactions(seat, plan, version, adviser):
    flag(version, adviser, 2)
    operations.return_plan(version, reason="Bijna goed.", by=adviser)
    second = submitted(fresh(plan), seat.user)
    assert second.number == 2
    page = client_of(adviser).get(f"/beheer/plannen/{second.pk}/onderdeel/2/").content.decode()
    assert "Wie doet dit?" in page
    assert "Wie doet dit?" in client_of(seat.user).get("/mijn/plan/versies/1/").content.decode()


def test_nothing_flagged_cannot_be_returned_and_something_flagged_cannot_be_approved(version, adviser, decider):
    read_as_good(version, adviser)
    with pytest.raises(operations.NothingToAdd):
        operations.return_plan(version, reason="x", by=adviser)
    flag(version, adviser, 1)
    with pytest.raises(operations.StillToAdd):
        operations.approve_plan(version, reason="x", by=decider)


def test_a_plan_must_be_read_whole_first(version, adviser, decider):
    judge(version.sections.first(), adviser)
    with pytest.raises(operations.NotFullyRead):
        operations.approve_plan(version, reason="x", by=decider)


# --- Approving -----------------------------------------------------------------------------------------------------


def test_approval_is_level_2_in_the_same_moment(seat, plan, version, adviser, decider):
    read_as_good(version, adviser)
    operations.approve_plan(version, reason="Een sterk plan.", by=decider)
    assert seat.organisation.current_term().level == 2
    assert list(Term.objects.order_by("pk").values_list("level", "end")) == [
        (1, seat.organisation.current_term().start),
        (2, None),
    ]
    assert seat.user.groups.filter(name="Leden: niveau 2").exists()
    assert "Niveau 2" in client_of(seat.user).get("/netwerk/").content.decode()
    assert set(AuditEntry.objects.values_list("verb", flat=True)) >= {"plan.approved", "term.ended", "term.opened"}
    run_jobs()
    assert mail.outbox[-1].subject == "Uw plan is goedgekeurd: u bent nu in niveau 2"
    assert "Een sterk plan." in mail.outbox[-1].body


def test_approving_again_by_the_same_person_is_the_same_decision(version, adviser, decider):
    read_as_good(version, adviser)
    first = operations.approve_plan(version, reason="Sterk.", by=decider)
    assert operations.approve_plan(version, reason="Sterk.", by=decider) == first
    assert (Decision.objects.count(), Term.objects.filter(level=2).count()) == (1, 1)


def test_deciding_otherwise_afterwards_is_refused_with_who_and_when(version, adviser, decider):
    read_as_good(version, adviser)
    operations.approve_plan(version, reason="Sterk.", by=decider)
    with pytest.raises(operations.AlreadyDecided) as refusal:
        operations.return_plan(version, reason="Toch niet.", by=adviser)
    assert refusal.value.decision.decided_by == decider
    with pytest.raises(operations.AlreadyDecided):
        judge(version.sections.first(), adviser)


def test_two_pairs_of_eyes_is_a_setting(version, adviser, decider):
    settings = OperatorSettings.load()
    settings.two_pairs_of_eyes = True
    settings.save()
    read_as_good(version, adviser)
    with pytest.raises(operations.NotProposed):
        operations.approve_plan(version, reason="Sterk.", by=decider)
    letter = operations.compose_letter(version, outcome="approved", opening="Een sterk plan.")
    operations.save_draft(version, outcome="approved", letter=letter, by=decider)
    operations.propose_decision(version, by=decider)
    with pytest.raises(operations.SamePerson):
        operations.approve_plan(version, reason="Sterk.", by=decider)
    decision = operations.approve_plan(version, reason="Anders.", by=staff("decider"))
    assert decision.is_approval
    assert (decision.reason, decision.proposed_by) == ("Een sterk plan.", decider)


def test_an_adviser_returns_but_does_not_approve(version, adviser):
    read_as_good(version, adviser)
    browser = client_of(adviser)
    assert browser.post(f"/beheer/plannen/{version.pk}/besluit/", {"reason": "x"}).url == "/beheer/"
    assert Decision.objects.count() == 0
    assert "Een beslisser van het netwerk" in browser.get(f"/beheer/plannen/{version.pk}/oordeel/").content.decode()


# --- The screens ----------------------------------------------------------------------------------------------------


def test_reading_goes_section_by_section_to_the_decision(version, adviser):
    browser = client_of(adviser)
    assert browser.get(f"/beheer/plannen/{version.pk}/").url.endswith("/onderdeel/1/")
    for number in (1, 2, 3):
        address = f"/beheer/plannen/{version.pk}/onderdeel/{number}/"
        refused = browser.post(address, {"verdict-1": "add", "reaction-1": ""})
        assert refused.status_code == 422
        browser.post(address, {"verdict-1": "add", "reaction-1": "Vul aan."})
    assert browser.get(f"/beheer/plannen/{version.pk}/").url.endswith("/oordeel/")
    response = browser.post(f"/beheer/plannen/{version.pk}/besluit/", {"reason": "Nog even."})
    assert response.status_code == 302
    assert Decision.objects.get().outcome == "returned"


def test_who_decides_second_gets_409_with_a_human_page(version, adviser, decider):
    read_as_good(version, adviser)
    operations.approve_plan(version, reason="Sterk.", by=decider)
    response = client_of(staff("decider")).post(f"/beheer/plannen/{version.pk}/besluit/", {"reason": "Mijn tekst."})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Joost was u voor" in page
    assert "Mijn tekst." in page


def test_reactions_are_not_shown_before_the_decision(seat, version, adviser):
    flag(version, adviser, 1)
    browser = client_of(seat.user)
    for path in ("/mijn/plan/", "/mijn/plan/versies/1/", "/mijn/plan/onderdeel/1/", "/mijn/"):
        assert "Wie doet dit?" not in browser.get(path).content.decode()


def test_staff_never_see_drafts(seat, plan, adviser):
    operations.save_answers(plan.sections.first(), answers={"vraag-1-1": ("GEHEIM CONCEPT", 0)}, by=seat.user)
    browser = client_of(adviser)
    for path in ("/beheer/", "/beheer/plannen/", f"/beheer/organisaties/{seat.organisation_id}/"):
        assert "GEHEIM CONCEPT" not in browser.get(path).content.decode()
    assert browser.get("/mijn/plan/").status_code == 404


def test_nobody_decides_about_the_plan_of_their_own_organisation(seat, version, adviser, decider):
    from membership.operations import open_seat

    read_as_good(version, adviser)
    open_seat(seat.organisation, user=decider, role="professional", by=seat.user)
    with pytest.raises(operations.OwnPlan):
        operations.approve_plan(version, reason="Ja.", by=decider)
    assert client_of(decider).post(f"/beheer/plannen/{version.pk}/besluit/", {"reason": "Ja."}).status_code == 404
    assert client_of(decider).get(f"/beheer/plannen/{version.pk}/oordeel/").status_code == 404


def test_files_taken_away_are_deleted_after_a_month_unless_submitted(seat, plan):
    from datetime import timedelta
    from pathlib import Path

    from django.utils import timezone

    kept, gone = (PlanFileFactory(section=plan.sections.first()) for _ in range(2))
    path = Path(gone.file.content.path)
    operations.remove_file(gone, by=seat.user)
    submitted(plan, seat.user)
    assert operations.forget_removed_files(at=timezone.now()) == 0
    assert operations.forget_removed_files(at=timezone.now() + timedelta(days=31)) == 1
    assert list(PrivateFile.objects.all()) == [kept.file]
    assert path.exists()  # until the transaction commits


def test_who_may_not_approve_is_refused_before_the_form_is_looked_at(version, adviser):
    read_as_good(version, adviser)
    response = client_of(adviser).post(f"/beheer/plannen/{version.pk}/besluit/", {})
    assert (response.status_code, response.url) == (302, "/beheer/")
