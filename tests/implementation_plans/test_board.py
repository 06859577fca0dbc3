"""One A4 from the plan, for alderman or director."""

import copy

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from implementation_plans import operations
from implementation_plans.algorithms.board import MOST, board_parts, shortened
from implementation_plans.blocks import BOARD_PARTS
from implementation_plans.jobs.board import make_board, may_open_board
from implementation_plans.models import Answer, Plan
from membership import operations as membership
from membership.models import Organisation
from portal.accounts.models import User
from portal.core.models import OperatorSettings, PreparedFile
from tests.core.documents.reader import opened, read_aloud
from tests.factories import (
    OUTLINES,
    PlanFactory,
    PlanShareFactory,
    TemplateVersionFactory,
    UserFactory,
    member,
    read_as_good,
    site,
    staff,
    submitted,
)
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db
PAGE = "/mijn/plan/bestuur/"
LABELS = [str(label) for _code, label in BOARD_PARTS]


@pytest.fixture(autouse=True)
def home():
    return site()


@pytest.fixture
def seat():
    return member()


@pytest.fixture
def plan(seat):
    """Five of its six questions have a place on the page."""
    outlines = copy.deepcopy(OUTLINES)
    questions = [q for outline in outlines for q in outline["questions"]]
    for question, (code, _label) in zip(questions, BOARD_PARTS, strict=False):
        question["board_part"] = code
    return PlanFactory(organisation=seat.organisation, template=TemplateVersionFactory(sections=outlines))


def a4(plan) -> bytes:
    return make_board(f"plan:{plan.pk}", timezone.now()).content


def test_the_page_has_the_five_parts_from_the_plan(plan, seat):
    Answer.objects.filter(question="vraag-1-1").update(text="Wij geven jongeren één coach.")
    shown = client_of(seat.user).get(PAGE).text
    for label in LABELS:
        assert label in shown
    assert "Wij geven jongeren één coach." in shown
    assert shown.count("Vul zelf in:") == 4
    assert OperatorSettings.load().network_name in shown


@pytest.mark.parametrize(
    "text", ["", "Kort.", "Een lange zin die maar doorgaat over uren en geld. " * 200, "woord" * 900]
)
def test_it_is_one_page_whatever_was_written(plan, text):
    Answer.objects.update(text=text.strip())
    assert len(opened(a4(plan)).pages) == 1


def test_also_with_the_longest_name(plan):
    Answer.objects.update(text="Wij begeleiden veertig jongeren met een vaste coach. " * 30)
    name = ("Samenwerkingsverband " * 20)[: Organisation._meta.get_field("name").max_length].strip()
    Organisation.objects.filter(pk=plan.organisation_id).update(name=name)
    assert len(opened(a4(plan)).pages) == 1


def test_the_pdf_is_tagged_named_and_in_order(plan):
    Answer.objects.filter(question="vraag-1-1").update(text="Wij geven jongeren één coach.")
    content = a4(plan)
    pdf = opened(content)
    assert str(pdf.Root.Lang) == "nl"
    assert plan.organisation.name in str(pdf.docinfo["/Title"])
    heard = read_aloud(content)
    assert [text for tag, text in heard if tag == "H2"] == LABELS
    assert ("P", "Wij geven jongeren één coach.") in heard


def test_the_state_of_the_plan_is_said(plan, seat):
    assert operations.state_of(plan) == "Wij schrijven nog aan het plan"
    version = submitted(plan, seat.user)
    assert operations.state_of(Plan.objects.get()).startswith("Versie 1 ligt sinds")
    operations.approve_plan(read_as_good(version, staff("adviser")), reason="Goed.", by=staff("decider"))
    assert operations.state_of(Plan.objects.get()).startswith("Goedgekeurd door het netwerk op")


def test_asking_waiting_and_downloading(plan, seat):
    client = client_of(seat.user)
    assert client.get(f"{PAGE}pdf/").status_code == 405
    assert client.post(f"{PAGE}pdf/").url == PAGE
    assert "Wij maken uw document." in client.get(PAGE).text
    run_jobs()
    download = reverse("core:private_file", args=[PreparedFile.objects.get().file_id])
    assert download in client.get(PAGE).text
    assert client.get(download).status_code == 200
    assert client_of(member().user).get(download).status_code == 404


def test_only_ones_own_people_and_only_as_long_as_they_are(plan, seat):
    subject = f"plan:{plan.pk}"
    outsider = UserFactory()
    share = PlanShareFactory(plan=plan, user=outsider, accepted_at=plan.started_at)
    assert share.is_current
    colleague = membership.open_seat(seat.organisation, user=UserFactory(), role="professional", by=seat.user)
    assert may_open_board(seat.user, subject)
    assert may_open_board(colleague.user, subject)
    for other in (outsider, member().user, staff("decider")):
        assert not may_open_board(other, subject)
        assert client_of(other).get(PAGE).status_code == 404
        assert client_of(other).post(f"{PAGE}pdf/").status_code == 404
    membership.end_seat(colleague, by=seat.user)
    assert not may_open_board(User.objects.get(pk=colleague.user_id), subject)


# --- Shortening --------------------------------------------------------------------------------------------


def test_a_long_text_ends_at_a_sentence():
    assert shortened("Eén. Twee is langer. Drie past niet meer.", 22) == "Eén. Twee is langer."
    assert shortened("Precies passend.", 16) == "Precies passend."
    assert shortened("Een eerste zin die te lang is.", 14) == "Een eerste …"
    assert shortened("€ 1.200 per jaar. Meer niet.", 20) == "€ 1.200 per jaar."


@given(st.text(max_size=200), st.integers(3, 100))
def test_it_is_never_longer_and_always_the_beginning(text, most):
    short = shortened(text, most)
    assert len(short) <= most or short == text
    assert text.startswith(short.removesuffix("…").removesuffix(" ") if short.endswith("…") else short)


def test_answers_of_one_part_run_on():
    outlines = [
        {"questions": [{"code": "a", "board_part": "what"}, {"code": "b", "board_part": "what"}, {"code": "c"}]}
    ]
    part = board_parts(BOARD_PARTS, outlines, {"a": "Eerst.\nDan.", "b": "Ook.", "c": "Niet."})[0]
    assert (part.text, part.is_shortened) == ("Eerst. Dan. Ook.", False)
    assert board_parts(BOARD_PARTS, outlines, {"a": "Zin. " * 300})[0].is_shortened
    assert MOST < 600
