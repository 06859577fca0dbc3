"""Plan templates that staff own: frozen when published, validated in plain words, seen as a writer sees them."""

import copy
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from implementation_plans import operations
from implementation_plans.models import PlanTemplate, TemplateVersion
from membership.models import Kind
from portal.home.demo_network.build import build_template
from tests.factories import member, page, site, staff
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home():
    return site()


def section(short: str = "Doel", **values) -> dict:
    question = {"label": "Waarom?", "hint": "", "words": None, "board_part": "", "is_promise": False}
    value = {
        "title": f"Over {short.lower()}",
        "short_title": short,
        "lead": "Waar gaat het over?",
        "minutes": 10,
        "guidance": "Schrijf het samen.",
        "examples": [],
        "expected_file": "",
        "kinds": [],
        "questions": [{"type": "item", "id": f"vraag-{short}", "value": question | values.pop("question", {})}],
        "criteria": [{"type": "item", "id": f"punt-{short}", "value": "Het is duidelijk."}],
    }
    return {"type": "section", "id": f"deel-{short}", "value": value | values}


def template(*sections) -> PlanTemplate:
    made = PlanTemplate(title="Implementatieplan", intro="Samen.", live=False)
    made.sections = list(sections) or [section()]
    return made


# --- Publishing --------------------------------------------------------------------------------------------


def test_publishing_freezes_a_version_at_once():
    made = template(section(expected_file="een planning"))
    made.save()
    assert not TemplateVersion.objects.exists()
    made.save_revision().publish()
    made.refresh_from_db()
    frozen = TemplateVersion.objects.get()
    assert (frozen.revision_id, frozen.title) == (made.live_revision_id, "Implementatieplan")
    assert frozen.sections[0]["expected_file"] == "een planning"
    assert operations.template_in_force(at=timezone.now()) == frozen


def test_a_draft_freezes_nothing_and_changes_no_version():
    made = template()
    made.save()
    made.save_revision().publish()
    made.title = "Anders"
    made.save_revision()
    assert TemplateVersion.objects.get().title == "Implementatieplan"


def test_scheduled_publishing_freezes_too():
    made = template()
    made.go_live_at = timezone.now() + timedelta(minutes=1)
    made.save()
    made.save_revision().publish()
    assert not TemplateVersion.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        call_command("publish_scheduled")
    assert TemplateVersion.objects.count() == 1


def test_a_template_published_without_the_signal_is_frozen_when_it_is_asked_for():
    made = template()
    made.save()
    made.save_revision().publish()
    TemplateVersion.objects.all().delete()
    assert operations.template_in_force(at=timezone.now()).sections[0]["title"] == "Over doel"


def test_each_kind_of_organisation_gets_its_own_sections():
    made = template(section("Doel"), section("Raad", kinds=["nonprofit"]))
    made.save()
    made.save_revision().publish()
    seat = member()
    assert operations.sections_ahead(seat.organisation, operations.newest_template()) == 1
    plan = operations.start_plan(seat.organisation, by=seat.user)
    assert [s.title for s in plan.sections.all()] == ["Over doel"]


# --- Validation --------------------------------------------------------------------------------------------


def test_short_names_are_unique():
    with pytest.raises(ValidationError) as refused:
        template(section("Doel"), section(" doel ")).clean()
    assert "twee keer" in refused.value.messages[0]


def test_every_kind_of_organisation_gets_something():
    with pytest.raises(ValidationError) as refused:
        template(section(kinds=["municipality"])).clean()
    left_out = [str(label) for kind, label in Kind.choices if kind != "municipality"]
    assert all(label in refused.value.messages[0] for label in left_out)


def test_gaps_for_board_and_promises_are_only_told():
    made = template()
    made.clean()
    board, promises = made.gaps()
    assert "De volgende stap" in board
    assert "terugblik" in promises
    full = [section(str(n), question={"board_part": c, "is_promise": True}) for n, c in enumerate(CODES)]
    assert template(*full).gaps() == []


CODES = ["what", "why", "who", "ask", "next"]


# --- The screens of staff ----------------------------------------------------------------------------------


@pytest.fixture
def editor():
    return client_of(staff("editor"))


def url(name: str, made: PlanTemplate) -> str:
    return reverse(PlanTemplate.snippet_viewset.get_url_name(name), args=[made.pk])


def posted(made: PlanTemplate, **changes) -> dict:
    """The edit form as the browser sends it."""
    from wagtail.test.utils.form_data import nested_form_data, streamfield

    rows = []
    for block in made.sections.get_prep_value():
        value = copy.deepcopy(block["value"])
        questions = [
            ("item", {k: ("on" if v is True else v or "") for k, v in q["value"].items() if v is not False})
            for q in value.pop("questions")
        ]
        criteria = [("item", c["value"]) for c in value.pop("criteria")]
        value = {k: v if v is not None else "" for k, v in value.items() if k != "examples"}
        value |= {"questions": listed(questions), "criteria": listed(criteria), "examples": listed([])}
        rows.append(("section", value))
    form = {"title": made.title, "intro": made.intro, "sections": streamfield(rows)}
    return nested_form_data(form | changes)


def listed(items: list) -> dict:
    rows = {str(n): {"deleted": "", "order": str(n), "type": kind, "value": v} for n, (kind, v) in enumerate(items)}
    return rows | {"count": str(len(items))}


def test_an_editor_saves_and_hears_what_is_missing(editor):
    made = template()
    made.save()
    made.save_revision()
    response = editor.post(url("edit", made), posted(made, title="Nieuwe titel"), follow=True)
    assert response.status_code == 200
    assert PlanTemplate.objects.get().get_latest_revision_as_object().title == "Nieuwe titel"
    assert "De bestuurspagina krijgt een lege regel bij" in response.text


def test_an_editor_publishes_and_the_version_is_there(editor):
    made = template()
    made.save()
    made.save_revision()
    editor.post(url("edit", made), posted(made, **{"action-publish": "1"}))
    assert TemplateVersion.objects.get().sections[0]["short_title"] == "Doel"


def test_two_sections_with_one_short_name_come_back_with_the_input(editor):
    made = template(section("Doel"), section("Raad"))
    made.save()
    made.save_revision()
    made.sections[1].value["short_title"] = "Doel"
    response = editor.post(url("edit", made), posted(made))
    assert "Deze korte naam staat er twee keer" in response.text
    assert "Over raad" in response.text


def test_without_sections_nothing_is_published(editor):
    made = template()
    made.save()
    made.save_revision()
    made.sections = []
    editor.post(url("edit", made), posted(made, **{"action-publish": "1"}))
    assert not TemplateVersion.objects.exists()


def test_the_preview_shows_the_screen_of_a_writer(editor, home):
    example = page(home, "Hoe Nijmegen begon")
    made = template(
        section("Doel", question={"words": 150}, examples=[{"type": "item", "id": "v", "value": example.pk}]),
        section("Raad", kinds=["municipality"], expected_file="het raadsvoorstel"),
    )
    request = client_of(staff("editor")).get("/mijn/").wsgi_request
    shown = made.make_preview_request(request).text
    for expected in ("Over doel", "Over raad", "Hoe Nijmegen begon", "Ongeveer 150 woorden", "het raadsvoorstel"):
        assert expected in shown, expected
    one = made.make_preview_request(request, preview_mode="2").text
    assert "het raadsvoorstel" in one
    assert "Hoe Nijmegen begon" not in one
    assert [mode for mode, _label in made.preview_modes] == ["", "1", "2"]


def test_the_preview_opens_in_the_frame_of_the_editor(editor):
    made = template()
    made.save()
    made.save_revision()
    assert editor.post(url("preview_on_edit", made), posted(made)).json()["is_valid"]
    response = editor.get(url("preview_on_edit", made))
    assert response.status_code == 200
    assert "Over doel" in response.text
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]


def test_the_template_of_the_demo_has_no_gaps():
    made = build_template(timezone.now())
    made.clean()
    assert made.gaps() == []


def test_members_do_not_edit_templates():
    made = template()
    made.save()
    response = client_of(member().user).get(url("edit", made))
    assert response.status_code in (302, 403)
