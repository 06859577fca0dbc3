"""Tasks, remarks between colleagues, the reply to the network's reaction, and help beside the questions."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from implementation_plans import operations
from implementation_plans.models import Answer, Plan, PlanSection, Remark
from knowledge.access import restrict
from membership import operations as membership
from portal.core.models import AuditEntry, Notification
from portal.core.notifications import letter_for
from portal.core.templatetags.portal import day_short
from tests.factories import (
    OUTLINES,
    PlanFactory,
    TemplateVersionFactory,
    UserFactory,
    judge,
    member,
    page,
    site,
    staff,
    submitted,
)
from tests.people import client_of

from .test_writing import SECTION, typed

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
def section(plan):
    return plan.sections.get(number=1)


@pytest.fixture
def colleague_seat(seat):
    return membership.open_seat(
        seat.organisation, user=UserFactory(first_name="Idris"), role="professional", by=seat.user
    )


@pytest.fixture
def colleague(colleague_seat):
    return colleague_seat.user


@pytest.fixture
def soon():
    return timezone.localdate() + timedelta(days=14)


# --- Tasks -------------------------------------------------------------------------------------------------


def test_colleagues_agree_who_writes_what_and_for_when(seat, plan, section, colleague, soon):
    response = client_of(seat.user).post(f"{SECTION}taak/", {"writer": colleague.pk, "due_on": soon.isoformat()})
    assert response.url == SECTION
    section.refresh_from_db()
    assert (section.writer, section.due_on) == (colleague, soon)
    for address in (SECTION, "/mijn/plan/", "/mijn/plan/onderdeel/2/"):
        html = client_of(seat.user).get(address).content.decode()
        assert "Idris" in html
        assert day_short(soon) in html
    assert (
        f"U schrijft onderdeel 1, graag voor {day_short(soon)}" in client_of(colleague).get("/mijn/").content.decode()
    )
    assert "U schrijft onderdeel" not in client_of(seat.user).get("/mijn/").content.decode()


def test_the_writer_hears_of_it_once_and_not_after_it_is_done(seat, plan, section, colleague, soon):
    for _ in range(2):
        operations.assign_section(section, writer=colleague, due_on=soon, by=seat.user)
    notification = Notification.objects.get(kind="section_assigned")
    assert notification.recipient == colleague
    assert section.title in letter_for(notification).paragraphs[0]
    assert AuditEntry.objects.filter(verb="plan.section_assigned").count() == 1
    for answer in section.answers.all():
        answer.text = "Klaar."
        answer.save()
    operations.finish_section(section, by=colleague)
    assert not Notification.objects.unsent().filter(kind="section_assigned").exists()


def test_another_writer_and_nobody(seat, plan, section, colleague):
    operations.assign_section(section, writer=colleague, due_on=None, by=seat.user)
    operations.assign_section(section, writer=seat.user, due_on=None, by=seat.user)
    assert not Notification.objects.unsent().filter(kind="section_assigned").exists()
    client_of(seat.user).post(f"{SECTION}taak/", {"writer": "", "due_on": ""})
    section.refresh_from_db()
    assert section.writer is None


def test_only_a_colleague_gets_a_task(seat, plan, section):
    other = member().user
    with pytest.raises(operations.NoSeatHere):
        operations.assign_section(section, writer=other, due_on=None, by=seat.user)
    response = client_of(seat.user).post(f"{SECTION}taak/", {"writer": other.pk, "due_on": ""})
    assert response.status_code == 422
    assert "Deze collega heeft geen plek meer." in response.content.decode()


def test_a_task_of_who_left_is_nobodys(seat, plan, section, colleague_seat, soon):
    operations.assign_section(section, writer=colleague_seat.user, due_on=soon, by=seat.user)
    membership.end_seat(colleague_seat, by=seat.user)
    html = client_of(seat.user).get(SECTION).content.decode()
    assert "Idris" not in html
    assert "Dat is nog niet afgesproken." in html


def test_a_plan_that_is_read_has_no_new_tasks(seat, plan, section):
    submitted(plan, seat.user)
    page = client_of(seat.user).post(f"{SECTION}taak/", {"writer": seat.user.pk, "due_on": ""}, follow=True)
    assert "U kunt dit onderdeel nu niet veranderen." in page.content.decode()


# --- Remarks -----------------------------------------------------------------------------------------------


def test_a_remark_is_read_by_colleagues_and_dealt_with(seat, plan, section, colleague):
    client_of(colleague).post(f"{SECTION}opmerking/", {"remark": "Klopt dit getal?"})
    html = client_of(seat.user).get(SECTION).content.decode()
    assert "Klopt dit getal?" in html
    assert "1 opmerking" in client_of(seat.user).get("/mijn/plan/onderdeel/2/").content.decode()
    remark = Remark.objects.get()
    for _ in range(2):
        client_of(seat.user).post(f"/mijn/plan/opmerking/{remark.pk}/opgelost/")
    remark.refresh_from_db()
    assert remark.resolved_by == seat.user
    assert AuditEntry.objects.filter(verb="plan.remark_resolved").count() == 1
    assert "1 opgeloste opmerking" in client_of(seat.user).get(SECTION).content.decode()
    assert "1 opmerking<" not in client_of(seat.user).get("/mijn/plan/onderdeel/2/").content.decode()


def test_pressing_twice_is_one_remark(seat, plan):
    for _ in range(2):
        assert client_of(seat.user).post(f"{SECTION}opmerking/", {"remark": "Twee keer."}).status_code == 302
    assert Remark.objects.count() == 1


@pytest.mark.parametrize(("text", "sentence"), [("  ", "Schrijf eerst uw opmerking."), ("x" * 2001, "te lang")])
def test_a_remark_without_words_or_with_too_many(seat, plan, text, sentence):
    response = client_of(seat.user).post(f"{SECTION}opmerking/", {"remark": text})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Remark.objects.count() == 0


def test_who_writes_the_section_hears_of_it_until_it_is_dealt_with(seat, plan, section, colleague):
    bystander = membership.open_seat(seat.organisation, user=UserFactory(), role="professional", by=None).user
    operations.save_answers(section, answers={"vraag-1-1": ("Iets.", 0)}, by=seat.user)
    operations.assign_section(section, writer=colleague, due_on=None, by=colleague)
    remark = operations.add_remark(section, text="Klopt dit?", by=seat.user)
    told = Notification.objects.filter(kind="remark_added")
    assert {n.recipient for n in told} == {colleague}
    operations.add_remark(section, text="Nog iets.", by=bystander)
    assert {n.recipient for n in told.filter(created_at__gt=remark.at)} == {colleague, seat.user}
    letter = letter_for(told.first())
    assert "Klopt dit?" not in " ".join(letter.paragraphs)
    operations.resolve_remark(remark, by=colleague)
    assert not Notification.objects.unsent().filter(subject=f"remark:{remark.pk}").exists()


def test_another_organisation_cannot_touch_a_remark(plan, section, seat):
    remark = operations.add_remark(section, text="Onder ons.", by=seat.user)
    other = member()
    PlanFactory(organisation=other.organisation)
    assert client_of(other.user).post(f"/mijn/plan/opmerking/{remark.pk}/opgelost/").status_code == 404
    remark.refresh_from_db()
    assert not remark.is_resolved


def test_a_remark_never_reaches_the_network(seat, plan, section):
    operations.add_remark(section, text="ZEERGEHEIM", by=seat.user)
    version = submitted(plan, seat.user)
    operations.add_remark(section, text="ZEERGEHEIM ook daarna", by=seat.user)
    browser = client_of(staff("decider"))
    for address in (
        "/beheer/plannen/",
        f"/beheer/plannen/{version.pk}/",
        f"/beheer/plannen/{version.pk}/onderdeel/1/",
        f"/beheer/plannen/{version.pk}/geschiedenis/",
    ):
        assert "ZEERGEHEIM" not in browser.get(address, follow=True).content.decode()
    assert "ZEERGEHEIM" not in client_of(seat.user).get("/mijn/plan/versies/1/").content.decode()
    assert not any("ZEERGEHEIM" in json.dumps(part.content) for part in version.sections.all())
    assert not any("ZEERGEHEIM" in json.dumps(n.context) for n in Notification.objects.all())


def test_who_is_no_member_any_more_says_nothing_new(seat, plan, section):
    membership.end_membership(seat.organisation, reason="x", by=None)
    response = client_of(seat.user).post(f"{SECTION}opmerking/", {"remark": "Mijn tekst."})
    assert response.status_code == 409
    assert "Mijn tekst." in response.content.decode()


# --- The reply to the network's reaction -------------------------------------------------------------------


@pytest.fixture
def returned(seat, plan):
    version, adviser = submitted(plan, seat.user), staff("adviser")
    for part in version.sections.all():
        judge(part, adviser, *(("add", "Noem wie het doet.") if part.number == 1 else ("good",)))
    operations.return_plan(version, reason="Bijna.", by=adviser)
    return Plan.objects.get(pk=plan.pk)


def stamps(html: str) -> dict:
    return dict(re.findall(r'name="(stamp-\w+)" value="([^"]+)"', html))


def test_what_changed_is_saved_along_and_goes_with_the_next_version(seat, returned):
    browser = client_of(seat.user)
    html = browser.get(SECTION).content.decode()
    assert "Wat veranderde u?" in html
    data = {"text-1": "De teammanager.", "text-2": "Elke maand.", "text-reply": "Wij noemen nu de functie."}
    saved = browser.post(SECTION, data | stamps(html), headers={"Accept": "application/json"})
    body = json.loads(saved.content)
    assert (saved.status_code, set(body["stamps"])) == (200, {"1", "2", "reply"})
    again = {f"stamp-{n}": stamp for n, stamp in body["stamps"].items()}
    assert browser.post(f"{SECTION}afronding/", data | again).status_code == 302
    version = operations.submit_plan(returned, by=seat.user)
    assert version.sections.get(number=1).content["reply"] == "Wij noemen nu de functie."
    assert "Wij noemen nu de functie." in browser.get("/mijn/plan/versies/2/").content.decode()


def test_two_replies_at_once_are_both_kept(seat, returned, colleague):
    html = client_of(seat.user).get(SECTION).content.decode()
    answers = [a.text for a in Answer.objects.filter(section__number=1).order_by("pk")]
    opened = {"text-1": answers[0], "text-2": answers[1]} | stamps(html)
    client_of(colleague).post(SECTION, opened | {"text-reply": "Van Idris."})
    response = client_of(seat.user).post(SECTION, opened | {"text-reply": "Van Noor."})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Van Idris." in html
    assert "Van Noor." in html
    assert PlanSection.objects.get(plan=returned, number=1).reply == "Van Idris."
    both = opened | {"text-reply": "Van ons samen."} | stamps(html)
    assert client_of(seat.user).post(SECTION, both).status_code == 302
    assert PlanSection.objects.get(plan=returned, number=1).reply == "Van ons samen."


def test_without_a_reaction_nobody_is_asked_what_changed(seat, plan):
    browser = client_of(seat.user)
    assert "Wat veranderde u?" not in browser.get(SECTION).content.decode()
    browser.post(SECTION, typed(plan, "a", "b") | {"text-reply": "Ongevraagd", "stamp-reply": "0.x"})
    assert plan.sections.get(number=1).reply == ""


# --- Help beside the questions -----------------------------------------------------------------------------


def test_advice_on_length_the_expected_file_and_examples(seat, home):
    members = page(home, "Voorbeeld voor leden")
    restrict(members, "members")
    deeper = page(home, "Voorbeeld voor niveau 2")
    restrict(deeper, "level_2")
    first = OUTLINES[0] | {"expected_file": "een planning", "examples": [deeper.pk, members.pk]}
    first["questions"] = [OUTLINES[0]["questions"][0] | {"words": 150}, *OUTLINES[0]["questions"][1:]]
    template = TemplateVersionFactory(sections=[first, *OUTLINES[1:]])
    plan = PlanFactory(organisation=seat.organisation, template=template)
    client_of(seat.user).post(SECTION, typed(plan, "Vier woorden zijn dit.", ""))
    html = client_of(seat.user).get(SECTION).content.decode()
    assert "Ongeveer 150 woorden is genoeg." in html
    assert '<span data-words="id_text-1">4</span>' in html
    assert "Wij verwachten hier: een planning." in html
    assert "Voorbeeld voor leden" in html
    assert "Voorbeeld voor niveau 2" not in html
