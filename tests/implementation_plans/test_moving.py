"""A running plan keeps its questions, and moves to newer ones without losing a word."""

import copy
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from implementation_plans import operations
from implementation_plans.algorithms.questions import changes, merged_order
from implementation_plans.forms.writing import stamp
from implementation_plans.models import Answer, KeptText, Plan, PlanFile
from membership import operations as membership
from portal.core.models import AuditEntry
from tests.factories import (
    OUTLINES,
    PlanFactory,
    PlanFileFactory,
    PlanTemplateFactory,
    RemarkFactory,
    TemplateVersionFactory,
    UserFactory,
    judge,
    member,
    read_as_good,
    site,
    staff,
    submitted,
    write_everything,
)
from tests.people import client_of

pytestmark = pytest.mark.django_db
PAGE = "/mijn/plan/vragen/"


@pytest.fixture(autouse=True)
def home():
    return site()


@pytest.fixture
def seat():
    return member()


@pytest.fixture
def plan(seat):
    return PlanFactory(organisation=seat.organisation)


def publish(template, sections):
    """A newer version of the same template, in force from now."""
    revision = template.save_revision()
    type(template).objects.filter(pk=template.pk).update(live_revision=revision)
    return TemplateVersionFactory(template=template, revision_id=revision.pk, sections=sections)


def new_questions(plan, change):
    """The questions of the plan, changed by `change`, published."""
    sections = copy.deepcopy(OUTLINES)
    change(sections)
    return publish(plan.template.template, sections)


def fill(plan, by, texts):
    for section in plan.sections.all():
        written = {a.question: (texts[a.question], a.revision) for a in section.answers.all() if a.question in texts}
        operations.save_answers(section, answers=written, by=by)


def drop_first_question(sections):
    del sections[0]["questions"][0]


def reword(sections):
    sections[0]["questions"][0]["label"] = "Heel anders?"


def test_texts_stay_with_their_question_and_the_others_are_kept_apart(plan, seat):
    fill(plan, seat.user, {"vraag-1-1": "Dit schreven wij.", "vraag-1-2": "Dit ook."})
    operations.move_to_template(plan, new_questions(plan, drop_first_question), by=seat.user)
    assert Answer.objects.get(question="vraag-1-2").text == "Dit ook."
    assert not Answer.objects.filter(question="vraag-1-1").exists()
    kept = KeptText.objects.get()
    assert (kept.section_title, kept.question, kept.text) == ("Onderdeel 1", "Vraag 1.1?", "Dit schreven wij.")
    assert AuditEntry.objects.get(verb="plan.moved").data["kept"] == 1


def test_a_question_that_is_gone_and_was_empty_leaves_nothing(plan, seat):
    operations.move_to_template(plan, new_questions(plan, drop_first_question), by=seat.user)
    assert not KeptText.objects.exists()


def test_only_sections_that_ask_something_else_are_to_be_done_again(plan, seat):
    write_everything(plan, seat.user)
    operations.move_to_template(plan, new_questions(plan, reword), by=seat.user)
    assert [s.is_done for s in plan.sections.all()] == [False, True, True]


def test_better_help_is_no_reason_to_do_it_again(plan, seat):
    def help_better(sections):
        sections[0]["guidance"] = "Schrijf het samen op."

    write_everything(plan, seat.user)
    operations.move_to_template(plan, new_questions(plan, help_better), by=seat.user)
    assert all(s.is_done for s in plan.sections.all())


def test_files_and_remarks_of_a_section_that_is_gone_go_along(plan, seat):
    plan_file = PlanFileFactory(section=plan.sections.get(number=1))
    remark = RemarkFactory(section=plan.sections.get(number=1))
    operations.move_to_template(plan, new_questions(plan, lambda s: s.pop(0)), by=seat.user)
    plan_file.refresh_from_db()
    remark.refresh_from_db()
    assert plan_file.section == remark.section == plan.sections.get(code="deel-2")
    assert PlanFile.objects.present().get() == plan_file


def test_moving_again_changes_nothing(plan, seat):
    newest = new_questions(plan, reword)
    operations.move_to_template(plan, newest, by=seat.user)
    operations.move_to_template(plan, newest, by=seat.user)
    assert AuditEntry.objects.filter(verb="plan.moved").count() == 1


def test_only_the_questions_in_force_are_moved_to(plan, seat):
    older = new_questions(plan, reword)
    new_questions(plan, drop_first_question)
    with pytest.raises(operations.NotTheNewest):
        operations.move_to_template(plan, older, by=seat.user)


def test_questions_that_ask_this_kind_of_organisation_nothing_are_refused(plan, seat):
    def for_others(sections):
        for section in sections:
            section["kinds"] = ["nonprofit"]

    with pytest.raises(operations.NotTheNewest):
        operations.move_to_template(plan, new_questions(plan, for_others), by=seat.user)


def test_a_plan_that_is_read_or_was_approved_keeps_its_questions(plan, seat):
    version = submitted(plan, seat.user)
    newest = new_questions(plan, reword)
    with pytest.raises(operations.PlanNotOpen):
        operations.move_to_template(plan, newest, by=seat.user)
    assert operations.news_for(Plan.objects.get()) == (None, [])
    operations.approve_plan(read_as_good(version, staff("adviser")), reason="Goed.", by=staff("decider"))
    with pytest.raises(operations.PlanNotOpen):
        operations.move_to_template(plan, newest, by=seat.user)


def test_who_left_the_network_does_not_move(plan, seat):
    newest = new_questions(plan, reword)
    membership.end_membership(seat.organisation, reason="Klaar", by=staff("decider"))
    with pytest.raises(operations.PlanNotOpen):
        operations.move_to_template(plan, newest, by=seat.user)


def returned(plan, seat, number):
    """Version 1 came back with one section flagged."""
    version = submitted(plan, seat.user)
    adviser = staff("adviser")
    for section in version.sections.all():
        judge(section, adviser, *(("add", "Wie doet dit?") if section.number == number else ()))
    operations.return_plan(version, reason="Bijna.", by=adviser)
    return version


def test_a_closed_section_that_stays_the_same_keeps_its_row_and_the_others_get_new_ones(plan, seat):
    version = returned(plan, seat, 3)
    operations.move_to_template(plan, new_questions(plan, reword), by=seat.user)
    assert [s.is_open for s in plan.sections.all()] == [True, False, True]
    second = submitted(Plan.objects.get(), seat.user)
    before = {s.code: s.pk for s in version.sections.all()}
    assert [before[s.code] == s.pk for s in second.sections.all()] == [False, True, False]
    assert second.sections.get(code="deel-1").content["questions"][0]["label"] == "Heel anders?"


def test_a_closed_section_with_another_number_is_submitted_anew_without_being_written_again(plan, seat):
    returned(plan, seat, 1)
    operations.move_to_template(plan, new_questions(plan, lambda s: s.reverse()), by=seat.user)
    assert [(s.code, s.is_done) for s in plan.sections.all()] == [
        ("deel-3", True),
        ("deel-2", True),
        ("deel-1", False),
    ]
    second = submitted(Plan.objects.get(), seat.user)
    assert [(s.number, s.code) for s in second.sections.all()] == [(1, "deel-3"), (2, "deel-2"), (3, "deel-1")]


def test_a_return_cannot_be_undone_after_the_plan_moved(plan, seat):
    version = returned(plan, seat, 3)
    operations.move_to_template(plan, new_questions(plan, lambda s: s.reverse()), by=seat.user)
    with pytest.raises(operations.NotUndoable):
        operations.undo_decision(version.decisions.get(), reason="Vergissing", by=staff("decider"))


def test_who_saves_while_a_colleague_moves_loses_nothing(plan, seat):
    """The form was opened on the old questions: what is not asked any more is refused, the rest is no overwriting."""
    section = plan.sections.get(number=1)
    operations.move_to_template(plan, new_questions(plan, drop_first_question), by=seat.user)
    with pytest.raises(operations.PlanNotOpen):
        operations.save_answers(section, answers={"vraag-1-1": ("Net getypt", 0)}, by=seat.user)
    conflicts = operations.save_answers(section, answers={"vraag-1-2": ("Net getypt", 0)}, by=seat.user)
    assert [c.yours for c in conflicts] == ["Net getypt"]


def test_who_saves_in_a_section_that_is_gone_gets_the_text_back(plan, seat):
    section = plan.sections.get(number=3)
    operations.move_to_template(plan, new_questions(plan, lambda s: s.pop()), by=seat.user)
    with pytest.raises(operations.PlanNotOpen):
        operations.save_answers(section, answers={"vraag-3-1": ("Net getypt", 0)}, by=seat.user)


# --- The pages ---------------------------------------------------------------------------------------------


def test_the_plan_says_calmly_that_there_are_new_questions(plan, seat):
    client = client_of(seat.user)
    assert PAGE not in client.get("/mijn/plan/").text
    new_questions(plan, reword)
    assert PAGE in client.get("/mijn/plan/").text


def test_nobody_hears_of_questions_that_ask_them_nothing_else(plan, seat):
    new_questions(plan, lambda sections: None)
    assert PAGE not in client_of(seat.user).get("/mijn/plan/").text


def test_the_difference_stands_beside_ones_own_text(plan, seat):
    def several(sections):
        reword(sections)
        sections[1]["questions"].append({"code": "nieuw", "label": "Wat nog meer?", "hint": ""})
        del sections[2]

    fill(plan, seat.user, {"vraag-1-1": "Zo doen wij het.", "vraag-3-1": "Dit vervalt."})
    new_questions(plan, several)
    shown = client_of(seat.user).get(PAGE).text
    for expected in ("Eerst vroegen wij: Vraag 1.1?", "Zo doen wij het.", "Wat nog meer?", "Dit vervalt.", "Vervalt"):
        assert expected in shown, expected


def test_the_page_says_so_when_there_is_nothing_new(plan, seat):
    assert "U hebt de nieuwste vragen." in client_of(seat.user).get(PAGE).text


def test_moving_from_the_page(plan, seat):
    fill(plan, seat.user, {"vraag-1-1": "Dit schreven wij."})
    newest = new_questions(plan, drop_first_question)
    client = client_of(seat.user)
    assert client.get("/mijn/plan/vragen/overstap/").status_code == 405
    assert client.post("/mijn/plan/vragen/overstap/", {"vragen": newest.pk}).url == "/mijn/plan/"
    plan.refresh_from_db()
    assert plan.template == newest
    page = client.get("/mijn/plan/").text
    assert "Bewaarde teksten" in page
    assert "Dit schreven wij." in page


def test_whoever_looked_at_older_questions_sees_the_newest_first(plan, seat):
    seen = new_questions(plan, reword)
    new_questions(plan, drop_first_question)
    response = client_of(seat.user).post("/mijn/plan/vragen/overstap/", {"vragen": seen.pk})
    assert response.url == PAGE
    plan.refresh_from_db()
    assert plan.template != seen


def test_another_organisation_sees_nothing_of_it(plan):
    new_questions(plan, reword)
    assert client_of(UserFactory()).get(PAGE).status_code == 404
    assert client_of(member().user).get(PAGE).status_code == 404


def test_a_form_opened_before_the_move_overwrites_nothing(plan, seat):
    first = plan.sections.get(number=1).answers.order_by("pk")
    opened = {f"stamp-{n}": stamp(a) for n, a in enumerate(first, start=1)}
    operations.move_to_template(plan, new_questions(plan, lambda s: s.reverse()), by=seat.user)
    response = client_of(seat.user).post(
        "/mijn/plan/onderdeel/1/", opened | {"text-1": "Voor onderdeel 1", "text-2": "Ook"}
    )
    assert response.status_code == 409
    assert "Voor onderdeel 1" in response.text
    assert not Answer.objects.exclude(text="").exists()


def test_what_was_typed_under_the_old_questions_is_given_back_whole(plan, seat):
    client = client_of(seat.user)
    opened = plan.template_id
    operations.move_to_template(plan, new_questions(plan, drop_first_question), by=seat.user)
    typed = {"template": opened, "text-1": "Eerste tekst", "stamp-1": "0.", "text-2": "Tweede tekst", "stamp-2": "0."}
    response = client.post("/mijn/plan/onderdeel/1/", typed)
    assert response.status_code == 422
    assert "Eerste tekst / Tweede tekst" in response.text
    assert f'name="template" value="{Plan.objects.get().template_id}"' in response.text
    assert not Answer.objects.exclude(text="").exists()


# --- For random changes ------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.lists(st.sampled_from("abcdef"), unique=True))
def test_the_order_of_old_and_new_holds_all_of_both(old, new):
    order = merged_order(old, new)
    assert sorted(order) == sorted({*old, *new})
    assert [code for code in order if code in new] == new


def test_equal_questions_are_no_change():
    assert not any(c.is_different or c.is_submitted_anew for c in changes(OUTLINES, copy.deepcopy(OUTLINES)))


@st.composite
def templates(draw):
    """Some of five sections in any order, each with some of its questions, in one of two wordings."""
    sections = []
    for n in draw(st.lists(st.integers(1, 5), unique=True, min_size=1, max_size=5)):
        questions = draw(st.lists(st.integers(1, 3), unique=True, min_size=1, max_size=3))
        wording = st.sampled_from(["", " (kort)"])
        sections.append(
            {
                "code": f"deel-{n}",
                "title": f"Onderdeel {n}{draw(wording)}",
                "short_title": f"Deel {n}",
                "lead": "Waar gaat het over?",
                "minutes": 10,
                "guidance": "",
                "questions": [
                    {"code": f"vraag-{n}-{q}", "label": f"Vraag {n}.{q}?{draw(wording)}", "hint": ""} for q in questions
                ],
                "criteria": [f"Het is duidelijk.{draw(wording)}"],
            }
        )
    return sections


def everything_written(plan) -> set[str]:
    return {
        *Answer.objects.filter(section__plan=plan).exclude(text="").values_list("text", flat=True),
        *plan.kept_texts.values_list("text", flat=True),
    }


@settings(
    max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)  # no shrinking: minutes
@given(first=templates(), second=templates(), third=templates(), submit=st.booleans(), data=st.data())
def test_whatever_changes_no_text_and_no_file_disappears(first, second, third, submit, data):
    with transaction.atomic():
        seat = member()
        template = PlanTemplateFactory()
        plan = PlanFactory(organisation=seat.organisation, template=publish(template, first))
        for section in plan.sections.all():
            for answer in section.answers.all():
                text = data.draw(st.sampled_from(["", f"Tekst van {answer.question}"]))
                operations.save_answers(section, answers={answer.question: (text, 0)}, by=seat.user)
            if data.draw(st.booleans()):
                PlanFileFactory(section=section)
                RemarkFactory(section=section)
        if submit:
            returned(plan, seat, data.draw(st.sampled_from(range(1, len(first) + 1))))
        for sections in (second, third):
            written, files = everything_written(plan), set(PlanFile.objects.present().filter(section__plan=plan))
            remarks = plan_remarks(plan)
            newest = publish(template, sections)
            plan = operations.move_to_template(plan, newest, by=seat.user)
            assert everything_written(plan) >= written
            assert set(PlanFile.objects.present().filter(section__plan=plan)) == files
            assert plan_remarks(plan) == remarks
            asked = [(s["code"], [q["code"] for q in s["questions"]]) for s in sections]
            assert [(s.code, sorted(a.question for a in s.answers.all())) for s in plan.sections.all()] == [
                (code, sorted(questions)) for code, questions in asked
            ]
        version = submitted(plan, seat.user)
        assert [s.number for s in version.sections.all()] == list(range(1, len(third) + 1))
        assert [s.title for s in version.sections.all()] == [s["title"] for s in third]
        transaction.set_rollback(True)
    assert connection.in_atomic_block


def plan_remarks(plan) -> int:
    return sum(s.remarks.count() for s in plan.sections.all())


def test_a_kept_moment_is_that_of_the_move(plan, seat):
    fill(plan, seat.user, {"vraag-1-1": "Dit schreven wij."})
    at = timezone.now() + timedelta(hours=1)
    operations.move_to_template(plan, new_questions(plan, drop_first_question), by=seat.user, at=at)
    assert KeptText.objects.get().kept_at == at
