"""The letter before the decision, two pairs of eyes, reminders, the dossier."""

import io
import json
import zipfile
from datetime import timedelta

import pikepdf
import pytest
from django.utils import timezone

from implementation_plans import operations
from implementation_plans.jobs import dossier as dossiers
from implementation_plans.jobs import letter as letters
from implementation_plans.models import Decision, DecisionDraft, PlanVersion
from portal.core.documents import prepared
from portal.core.models import Notification, OperatorSettings
from tests.factories import PlanFactory, judge, member, read_as_good, staff, submitted
from tests.implementation_plans.letters import decide, flagged, propose, write_letter
from tests.people import client_of

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


@pytest.fixture
def two_pairs(db):
    settings = OperatorSettings.load()
    settings.two_pairs_of_eyes = True
    settings.save()


# --- The letter ---------------------------------------------------------------------------------------------------


def test_the_letter_is_composed_from_what_readers_wrote_and_sent_as_it_was_edited(seat, version, adviser):
    flagged(version, adviser)
    browser = client_of(adviser)
    assert "Wie doet dit?" in browser.get(f"/beheer/plannen/{version.pk}/oordeel/").content.decode()
    assert write_letter(browser, version, **{"part-2": "Noem de functie."}).url.endswith("/brief/")
    page = browser.get(f"/beheer/plannen/{version.pk}/brief/").content.decode()
    assert "Noem de functie." in page
    decide(browser, version)
    letter = Decision.objects.get().letter
    assert (letter["opening"], letter["parts"][0]["text"]) == ("Dank u wel.", "Noem de functie.")
    own = client_of(seat.user)
    shown = own.get("/mijn/plan/versies/1/brief/").content.decode()
    assert "Noem de functie." in shown
    assert "Schrijf ons binnen 6 weken" in shown
    assert "Noem de functie." in own.get("/mijn/plan/onderdeel/2/").content.decode()
    for path in ("/mijn/plan/", "/mijn/plan/versies/1/", "/mijn/plan/versies/1/brief/", "/mijn/plan/onderdeel/2/"):
        assert "Wie doet dit?" not in own.get(path).content.decode()  # what readers wrote stays with them


def test_a_letter_that_forgets_a_section_or_a_past_day_is_refused_with_the_words_kept(version, adviser):
    flagged(version, adviser)
    response = write_letter(client_of(adviser), version, **{"part-2": "", "answer_by": "2020-01-01"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Schrijf wat u mist" in page
    assert "Deze dag is al voorbij" in page
    assert "Dank u wel." in page
    assert DecisionDraft.objects.count() == 0


def test_nobody_from_elsewhere_reads_a_letter(version, adviser, decider):
    read_as_good(version, adviser)
    operations.refuse_plan(version, reason="Nog niet.", by=decider)
    stranger = member()
    for path in ("/mijn/plan/versies/1/brief/", "/mijn/plan/dossier/"):
        assert client_of(stranger.user).get(path).status_code == 404
    assert client_of(staff("finance")).get(f"/beheer/plannen/{version.pk}/dossier/").status_code == 302


# --- Two pairs of eyes ----------------------------------------------------------------------------------------


def test_one_proposes_another_declines_and_then_agrees(seat, version, adviser, decider, two_pairs):
    read_as_good(version, adviser)
    second = client_of(staff("decider", first_name="Marit"))
    first = client_of(decider)
    write_letter(first, version, outcome="approved")
    base = f"/beheer/plannen/{version.pk}"
    refused = decide(first, version)
    assert "Leg het eerst voor" in refused.content.decode()
    propose(first, version)
    assert "U stelde dit besluit zelf voor" in decide(first, version).content.decode()
    assert second.post(f"{base}/voorstel/afwijzing/", {"reason": ""}).status_code == 422
    assert second.post(f"{base}/voorstel/afwijzing/", {"reason": "Noem hun sterke punt."}).status_code == 302
    assert Decision.objects.count() == 0
    page = first.get(f"{base}/oordeel/").content.decode()
    assert "Marit gaf het voorstel terug" in page
    assert "Noem hun sterke punt." in page
    write_letter(first, version, outcome="approved", opening="U bent goed op weg.")
    propose(first, version)
    assert decide(second, version).status_code == 302
    decision = Decision.objects.get()
    assert (decision.reason, decision.proposed_by) == ("U bent goed op weg.", decider)
    assert seat.organisation.current_term().level == 2


def test_an_adviser_proposes_an_approval_and_only_a_decider_takes_it(seat, version, adviser, decider, two_pairs):
    read_as_good(version, adviser)
    first, other = client_of(adviser), client_of(staff("adviser"))
    base = f"/beheer/plannen/{version.pk}"
    write_letter(first, version, outcome="approved")
    propose(first, version)
    for person in (first, other):
        assert person.post(f"{base}/besluit/").status_code != 200
    assert Decision.objects.count() == 0
    decide(client_of(decider), version)
    assert Decision.objects.get().proposed_by == adviser
    assert seat.organisation.current_term().level == 2


def test_an_adviser_alone_writes_no_letter_of_approval(version, adviser):
    read_as_good(version, adviser)
    page = client_of(adviser).get(f"/beheer/plannen/{version.pk}/oordeel/").content.decode()
    assert "Alle onderdelen zijn goed. Een beslisser van het netwerk neemt het besluit." in page


def test_editing_a_proposal_takes_it_back(version, adviser, decider, two_pairs):
    read_as_good(version, adviser)
    browser = client_of(decider)
    write_letter(browser, version, outcome="approved")
    propose(browser, version)
    write_letter(browser, version, outcome="approved", opening="Anders.")
    with pytest.raises(operations.NotProposed):
        operations.approve_plan(version, reason="", by=staff("decider"))


def test_nobody_agrees_to_words_they_did_not_read(version, adviser, decider, two_pairs):
    read_as_good(version, adviser)
    first, second = client_of(decider), client_of(staff("decider"))
    write_letter(first, version, outcome="approved")
    propose(first, version)
    read = DecisionDraft.objects.get().stamp
    write_letter(first, version, outcome="approved", opening="Heel andere woorden.")
    propose(first, version)
    response = second.post(f"/beheer/plannen/{version.pk}/besluit/", {"letter": read})
    assert response.status_code == 409
    assert "veranderde net de brief" in response.content.decode()
    assert Decision.objects.count() == 0


# --- Reminders ----------------------------------------------------------------------------------------------------


def kinds() -> list[str]:
    return sorted(Notification.objects.unsent().values_list("kind", flat=True))


def test_reminders_come_once_and_stop_when_the_thing_is_done(seat, plan, version, adviser):
    now = timezone.now()
    flagged(version, adviser)
    operations.return_plan(version, reason="Bijna.", by=adviser, answer_by=timezone.localdate() + timedelta(days=20))
    operations.remind(at=now + timedelta(days=5))
    assert "plan_return_near" not in kinds()
    for _ in range(2):
        operations.remind(at=now + timedelta(days=14))
    assert kinds().count("plan_return_near") == 1
    submitted(plan, seat.user)
    assert "plan_return_near" not in kinds()


def test_three_quiet_weeks_bring_an_offer_of_help_and_no_more(seat, plan):
    start = timezone.now()
    for days in (20, 22, 23, 27, 60):
        operations.remind(at=start + timedelta(days=days))
    assert kinds() == ["plan_help"]


def test_readers_are_reminded_before_the_promised_day(version, adviser, decider):
    now = timezone.now()
    operations.assign_reader(version, reader=adviser, by=decider, at=now)
    operations.remind(at=now + timedelta(days=11))
    assert "reading_to_do" in kinds()
    read_as_good(version, adviser)
    assert "reading_to_do" not in kinds()
    operations.remind(at=now + timedelta(days=15))
    assert kinds().count("answer_promised") == 2  # the adviser and the decider
    operations.approve_plan(version, reason="Sterk.", by=decider)
    assert "answer_promised" not in kinds()


def test_every_reminder_has_words(seat, version, adviser, decider):
    from portal.core.notifications import letter_for

    operations.assign_reader(version, reader=adviser, by=decider)
    operations.remind(at=timezone.now() + timedelta(days=16))
    operations.withdraw_plan(version, by=seat.user)
    operations.remind(at=timezone.now() + timedelta(days=22))
    for notification in Notification.objects.all():
        letter = letter_for(notification)
        assert letter.title, notification.kind
    assert {"reading_to_do", "answer_promised", "plan_withdrawn", "plan_help"} <= set(
        Notification.objects.values_list("kind", flat=True)
    )


# --- Documents ----------------------------------------------------------------------------------------------------


def made(kind: str) -> bytes:
    row = prepared.PreparedFile.objects.get(kind=kind)
    prepared.make(row.pk)
    with prepared.PreparedFile.objects.get(pk=row.pk).file.content.open("rb") as content:
        return content.read()


def test_the_letter_as_pdf_is_tagged_and_of_its_own_people(seat, version, adviser, decider):
    flagged(version, adviser)
    operations.return_plan(version, reason="Fijn werk.", by=adviser)
    browser = client_of(seat.user)
    browser.post("/mijn/plan/versies/1/brief/aanmaak/")
    content = made(letters.KIND)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "nl"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "StructTreeRoot" in {str(key)[1:] for key in pdf.Root}
    file = prepared.PreparedFile.objects.get().file
    assert browser.get(f"/bestanden/{file.pk}/").status_code == 200
    assert client_of(member().user).get(f"/bestanden/{file.pk}/").status_code == 404


def test_the_dossier_of_the_organisation_holds_no_word_of_the_readers(seat, plan, version, adviser, decider):
    flagged(version, adviser)
    operations.add_note(version.sections.first(), text="INTERN", by=adviser)
    letter = operations.compose_letter(version, outcome="returned", opening="Fijn werk.")
    letter["parts"][0]["text"] = "Noem de functie."
    operations.save_draft(version, outcome="returned", letter=letter, by=adviser)
    operations.return_plan(version, reason="", by=adviser)
    client_of(seat.user).post("/mijn/plan/dossier/aanmaak/")
    client_of(adviser).post(f"/beheer/plannen/{version.pk}/dossier/aanmaak/")
    own, theirs = texts_of(made(dossiers.OWN)), texts_of(made(dossiers.READERS))
    assert "Noem de functie." in own
    assert "INTERN" in theirs
    assert "INTERN" not in own
    assert "Wie doet dit?" not in own


def texts_of(archive: bytes) -> str:
    """All words of the dossier's PDFs, after its list was checked."""
    import hashlib

    from tests.core.documents.reader import read_aloud

    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        listed = json.loads(opened.read("inhoud.json"))["bestanden"]
        for entry in listed:
            assert hashlib.sha256(opened.read(entry["pad"])).hexdigest() == entry["sha256"]
        pdfs = [opened.read(e["pad"]) for e in listed if e["pad"].endswith(".pdf")]
        return " ".join(words for content in pdfs for _tag, words in read_aloud(content))


# --- What an attacker would try ---------------------------------------------------------------------------------------


def test_a_second_reader_gets_no_dossier_and_no_letter_before_their_own_view_is_in(version, adviser, decider):
    flagged(version, adviser)
    operations.save_draft(
        version,
        outcome="returned",
        letter=operations.compose_letter(version, outcome="returned", opening="Dank."),
        by=adviser,
    )
    operations.assign_reader(version, reader=decider, by=adviser)
    browser = client_of(decider)
    base = f"/beheer/plannen/{version.pk}"
    assert browser.post(f"{base}/dossier/aanmaak/").url == "/beheer/"
    assert not dossiers.may_open_readers(decider, f"plan:{version.plan_id}")
    for path, data in (
        (f"{base}/brief/", None),
        (f"{base}/oordeel/", None),
        (f"{base}/voorstel/afwijzing/", {"reason": ""}),
    ):
        response = browser.get(path, follow=True) if data is None else browser.post(path, data, follow=True)
        assert "Wie doet dit?" not in response.content.decode(), path


def test_a_return_asks_for_what_its_letter_asks(version, adviser):
    flagged(version, adviser, 2)
    browser = client_of(adviser)
    write_letter(browser, version)
    read = DecisionDraft.objects.get().stamp
    judge(version.sections.get(number=3), adviser, "add", "En dit?")
    response = browser.post(f"/beheer/plannen/{version.pk}/besluit/", {"letter": read})
    assert "veranderde net de brief" in response.content.decode()
    assert Decision.objects.count() == 0


def test_two_who_edit_the_letter_do_not_overwrite_each_other_unseen(version, adviser, decider):
    flagged(version, adviser)
    write_letter(client_of(adviser), version)
    response = write_letter(client_of(decider), version, opening="Mijn woorden.", seen="")
    page = response.content.decode()
    assert response.status_code == 422
    assert "Een collega bewaarde net een andere brief" in page
    assert "Mijn woorden." in page
    assert DecisionDraft.objects.get().letter["opening"] == "Dank u wel."


def test_who_once_had_a_seat_there_does_not_judge(seat, version, decider):
    from membership.operations import end_seat, open_seat

    end_seat(open_seat(seat.organisation, user=decider, role="professional", by=seat.user), by=seat.user)
    assert list(PlanVersion.objects.readable_by(decider)) == []


def test_a_declared_interest_takes_the_plan_out_of_ones_messages(seat, plan, version, adviser, decider):
    operations.assign_reader(version, reader=adviser, by=decider)
    Notification.objects.filter(recipient=adviser).update(sent_at=timezone.now())
    operations.declare_conflict(plan, user=adviser, reason="Familie.", by=adviser)
    assert seat.organisation.name not in client_of(adviser).get("/mijn/berichten/").content.decode()


def test_a_form_of_ones_other_organisation_changes_nothing(seat, plan):
    from membership.operations import open_seat

    other = PlanFactory(organisation=member().organisation)
    open_seat(other.organisation, user=seat.user, role="admin", by=seat.user)
    shown = next(p for p in (plan, other) if p.organisation.pk == min_seat(seat.user).organisation_id)
    hidden = other if shown == plan else plan
    response = client_of(seat.user).post("/mijn/plan/onderdeel/1/", {"plan": hidden.pk, "text-1": "Voor de ander."})
    assert response.status_code == 409
    assert "Voor de ander." in response.content.decode()
    assert not shown.sections.filter(answers__text="Voor de ander.").exists()


def min_seat(user):
    from membership.access import seats_of

    return seats_of(user)[0]
