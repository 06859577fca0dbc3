import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from implementation_plans import operations
from implementation_plans.forms.writing import stamp
from implementation_plans.models import Answer, Plan, PlanFile, TemplateVersion
from membership import operations as membership
from portal.home.demo_network.build import build_template
from tests.core import file_corpus
from tests.factories import PlanFactory, UserFactory, member, site
from tests.people import client_of

pytestmark = pytest.mark.django_db
SECTION = "/mijn/plan/onderdeel/1/"


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
def colleague(seat):
    return membership.open_seat(
        seat.organisation, user=UserFactory(first_name="Idris"), role="professional", by=seat.user
    ).user


def typed(plan, *texts) -> dict:
    """The form of section 1 as a browser would send it."""
    answers = list(plan.sections.get(number=1).answers.order_by("pk"))
    data = {}
    for n, (answer, text) in enumerate(zip(answers, texts, strict=True), start=1):
        data[f"text-{n}"] = text
        data[f"stamp-{n}"] = stamp(answer)
    return data


def test_a_member_starts_a_plan_on_the_published_template(seat):
    from django.utils import timezone

    build_template(timezone.now())
    response = client_of(seat.user).post("/mijn/plan/begin/")
    assert response.url == "/mijn/plan/onderdeel/1/"
    plan = Plan.objects.get()
    assert [s.title for s in plan.sections.all()] == [
        "Aanleiding en doel",
        "Voor wie",
        "Bestuur en besluit",
        "Borging",
        "Training van collega’s",
        "Planning en geld",
        "Meten en leren",
    ]
    client_of(seat.user).post("/mijn/plan/begin/")
    assert Plan.objects.count() == 1


def test_a_plan_keeps_its_questions_when_staff_publish_new_ones(seat):
    from django.utils import timezone

    template = build_template(timezone.now())
    plan = operations.start_plan(seat.organisation, by=seat.user)
    sections = template.sections.get_prep_value()
    sections[0]["value"]["title"] = "Heel anders"
    template.sections = sections
    template.save_revision().publish()
    assert Plan.objects.get(pk=plan.pk).sections.first().title == "Aanleiding en doel"
    other = operations.start_plan(member().organisation, by=seat.user)
    assert other.sections.first().title == "Heel anders"
    assert TemplateVersion.objects.count() == 2


def test_without_a_template_there_is_a_sentence_and_no_error(seat):
    page = client_of(seat.user).post("/mijn/plan/begin/", follow=True)
    assert "De vragen van het plan staan nog niet klaar." in page.content.decode()


def test_somebody_who_is_no_member_any_more_starts_nothing(seat):
    membership.end_membership(seat.organisation, reason="x", by=None)
    with pytest.raises(operations.NotAMember):
        operations.start_plan(seat.organisation, by=seat.user)


def test_saving_keeps_the_text_and_says_so(seat, plan):
    browser = client_of(seat.user)
    browser.post(SECTION, typed(plan, "Wij beginnen klein.", ""))
    page = browser.get(SECTION).content.decode()
    assert "Wij beginnen klein." in page
    assert "Bewaard om" in page


def test_two_colleagues_in_two_questions_do_not_meet(seat, plan, colleague):
    opened_by_both = typed(plan, "", "")
    client_of(seat.user).post(SECTION, opened_by_both | {"text-1": "Van Noor."})
    response = client_of(colleague).post(SECTION, opened_by_both | {"text-2": "Van Idris."})
    assert response.status_code == 302
    assert set(Answer.objects.filter(section__number=1).values_list("text", flat=True)) == {"Van Noor.", "Van Idris."}


def test_two_colleagues_in_one_question_both_keep_their_text(seat, plan, colleague):
    opened_by_both = typed(plan, "", "")
    client_of(colleague).post(SECTION, opened_by_both | {"text-1": "De tekst van Idris."})
    browser = client_of(seat.user)
    response = browser.post(SECTION, opened_by_both | {"text-1": "De tekst van Noor."})
    page = response.content.decode()
    assert response.status_code == 409
    assert "De tekst van Idris." in page
    assert "De tekst van Noor." in page
    assert Answer.objects.get(section__number=1, question="vraag-1-1").text == "De tekst van Idris."
    stamps = dict(re.findall(r'name="(stamp-\d)" value="([^"]+)"', page))
    again = {"text-1": "Samen één tekst.", "text-2": ""} | stamps
    assert browser.post(SECTION, again).status_code == 302
    assert Answer.objects.get(section__number=1, question="vraag-1-1").text == "Samen één tekst."


def test_saving_by_itself_answers_with_new_stamps(seat, plan):
    response = client_of(seat.user).post(SECTION, typed(plan, "Rust.", ""), headers={"Accept": "application/json"})
    body = json.loads(response.content)
    assert (response.status_code, body["conflicts"]) == (200, [])
    assert body["stamps"]["1"].startswith("1.")
    again = {"text-1": "Rust en orde.", "text-2": "", **{f"stamp-{n}": s for n, s in body["stamps"].items()}}
    assert client_of(seat.user).post(SECTION, again).status_code == 302


def test_saving_by_itself_overwrites_nobody(seat, plan, colleague):
    opened = typed(plan, "", "")
    client_of(colleague).post(SECTION, opened | {"text-1": "Van Idris."})
    response = client_of(seat.user).post(
        SECTION, opened | {"text-1": "Van Noor."}, headers={"Accept": "application/json"}
    )
    assert response.status_code == 409
    assert json.loads(response.content)["conflicts"] == ["vraag-1-1"]


def test_a_section_is_done_only_when_every_question_has_a_text(seat, plan):
    browser = client_of(seat.user)
    refused = browser.post(f"{SECTION}afronding/", typed(plan, "Alleen de eerste.", ""))
    assert refused.status_code == 422
    assert "Schrijf hier nog iets." in refused.content.decode()
    assert Answer.objects.get(question="vraag-1-1").text == "Alleen de eerste."
    done = browser.post(f"{SECTION}afronding/", typed(plan, "Alleen de eerste.", "En de tweede."))
    assert done.url == "/mijn/plan/onderdeel/2/"
    assert plan.sections.get(number=1).is_done
    browser.post(f"{SECTION}heropening/")
    assert not plan.sections.get(number=1).is_done


def test_a_plan_that_is_read_takes_no_text_and_loses_none(seat, plan):
    from tests.factories import submitted

    data = typed(plan, "Te laat.", "Ook te laat.")
    submitted(plan, seat.user)
    response = client_of(seat.user).post(SECTION, data)
    assert response.status_code == 409
    assert "Te laat." in response.content.decode()
    assert not Answer.objects.filter(text="Te laat.").exists()


def test_colleagues_see_who_writes_elsewhere(seat, plan, colleague):
    section = plan.sections.get(number=2)
    operations.save_answers(section, answers={"vraag-2-1": ("Iets.", 0)}, by=colleague)
    assert "Idris werkt nu aan onderdeel 2." in client_of(seat.user).get(SECTION).content.decode()


@pytest.mark.parametrize("name", ["pdf", "docx", "odt"])
def test_a_good_file_of_each_kind_is_taken(seat, plan, name):
    good = next((n, make) for n, make in file_corpus.GOOD.values() if n.endswith(name))
    response = client_of(seat.user).post(f"{SECTION}bestand/", {"upload": SimpleUploadedFile(good[0], good[1]())})
    assert response.status_code == 302
    assert "Wordt gecontroleerd" in client_of(seat.user).get(SECTION).content.decode()


REFUSED = {
    "macro DOCX": "macro",
    "HTML named .pdf": "content",
    "zip bomb": "zip_bomb",
    "nothing in it": "empty",
}


@pytest.mark.parametrize("code", REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_file_is_refused_at_once_with_a_sentence(seat, plan, code):
    from django.utils.html import escape

    from portal.core.file_checks import FileRefused, light_check

    for name, make, expected in file_corpus.BAD.values():
        if expected != code:
            continue
        upload = SimpleUploadedFile(name, make())
        try:
            light_check(name, upload.file)
        except FileRefused:
            break
    else:
        pytest.fail(f"no sample for {code} that the light check refuses")
    response = client_of(seat.user).post(f"{SECTION}bestand/", {"upload": upload})
    assert response.status_code == 422
    assert escape(str(FileRefused(code).message)) in response.content.decode()
    assert PlanFile.objects.count() == 0


def test_a_hundred_megabytes_are_refused_with_a_sentence(seat, plan, tmp_path):
    path = tmp_path / "groot.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(100 * 1024 * 1024)
    with path.open("rb") as file:
        response = client_of(seat.user).post(f"{SECTION}bestand/", {"upload": file})
    assert response.status_code == 422
    assert "groter dan 10 MB" in response.content.decode()


def test_forgetting_to_choose_a_file_says_what_to_do(seat, plan):
    response = client_of(seat.user).post(f"{SECTION}bestand/")
    assert "Kies eerst een bestand." in response.content.decode()


def test_the_same_file_twice_is_one_file(seat, plan):
    _, make = next(iter(file_corpus.GOOD.values()))
    name = next(iter(file_corpus.GOOD.values()))[0]
    data = make()
    for _ in range(2):
        client_of(seat.user).post(f"{SECTION}bestand/", {"upload": SimpleUploadedFile(name, data)})
    assert PlanFile.objects.count() == 1


def test_eleven_files_are_too_many(seat, plan):
    from tests.factories import PlanFileFactory

    for _ in range(10):
        PlanFileFactory(section=plan.sections.get(number=1))
    name, make = next(iter(file_corpus.GOOD.values()))
    response = client_of(seat.user).post(f"{SECTION}bestand/", {"upload": SimpleUploadedFile(name, make())})
    assert "Bij dit onderdeel staan al 10 bestanden." in response.content.decode()


def test_a_file_can_be_taken_away(seat, plan):
    from tests.factories import PlanFileFactory

    plan_file = PlanFileFactory(section=plan.sections.get(number=1))
    client_of(seat.user).post(f"/mijn/plan/bestand/{plan_file.pk}/einde/")
    assert not PlanFile.objects.present().exists()
    assert client_of(seat.user).get(f"/bestanden/{plan_file.file_id}/").status_code == 404


def test_finishing_with_a_gap_is_no_conflict_with_oneself(seat, plan):
    browser = client_of(seat.user)
    page = browser.post(f"{SECTION}afronding/", typed(plan, "De eerste.", "")).content.decode()
    stamps = dict(re.findall(r'name="(stamp-\d)" value="([^"]+)"', page))
    again = {"text-1": "De eerste, beter.", "text-2": "De tweede."} | stamps
    assert browser.post(f"{SECTION}afronding/", again).status_code == 302
    assert Answer.objects.get(question="vraag-1-1").text == "De eerste, beter."


@pytest.mark.parametrize("odd", ["².x", "-1.", "", "9" * 30, "١.x"])
def test_an_odd_stamp_is_a_conflict_and_no_error(seat, plan, odd):
    response = client_of(seat.user).post(SECTION, typed(plan, "Tekst.", "") | {"stamp-1": odd})
    assert response.status_code == 409
