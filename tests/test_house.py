"""Sweeps over the whole house that need no upkeep."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from factory.base import FactoryMetaClass
from wagtail.models import get_page_models as page_models

from tests import factories

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ["portal", "membership", "implementation_plans", "learning_circles", "surveys", "knowledge"]
#: Made by an operation or a helper of tests/factories instead of a factory of their own.
MADE_WITH_A_PLAN = {
    "PlanSection",
    "Answer",
    "PlanVersion",
    "VersionSection",
    "VersionFile",
    "VersionPart",
    "Reading",
    "SectionReview",
    "Judgement",
    "StaffNote",
    "DecisionDraft",
    "Decision",
    "PlanUserObjectPermission",
}
#: What hangs below a circle or a meeting: made by the operations of that room.
MADE_WITH_A_CIRCLE = {
    "Facilitator",
    "CircleMember",
    "CircleUserObjectPermission",
    "ProgrammeItem",
    "MeetingMove",
    "Material",
    "WritingHold",
    "BroughtQuestion",
    "Registration",
    "Poll",
    "Slot",
    "Invitee",
    "PollAnswer",
    "Minutes",
    "MinutesVersion",
    "MinutesRemark",
    "Action",
    "Harvest",
    "Evaluation",
    "PlannerWeights",
    "CalendarChange",
    "WishRound",
    "RoundTheme",
    "CircleWish",
    "WishedTheme",
    "OfferedCircle",
    "Division",
    "Placement",
    "PlacementMove",
}
#: A questionnaire and what hangs below a round of it: made by tests/surveys/world.py and the operations of that room.
MADE_WITH_A_ROUND = {
    "Quote",
    "Questionnaire",
    "Round",
    "Question",
    "Option",
    "QuestionVersion",
    "OptionVersion",
    "Participation",
    "Answer",
    "Tick",
    "OpinionGiven",
    "Opinion",
    "Release",
    "Theme",
}
#: What hangs below an invoice or a year of them: made by the operations of money.
MADE_WITH_AN_INVOICE = {
    "InvoiceCounter",
    "InvoiceLine",
    "InvoiceFiles",
    "InvoiceHold",
    "InvoiceReminder",
    "DuesRun",
    "DuesRunItem",
}
#: Pages and what hangs below them: made by tests/pages.py.
PAGES = {model.__name__ for model in page_models()} | {"InstrumentVariant", "InstrumentVersion", "StoryFigure"}


def own_files(pattern: str) -> list[Path]:
    return [p for room in ROOMS for p in (ROOT / room).rglob(pattern) if "__pycache__" not in p.parts]


def test_every_model_has_a_factory():
    made = {
        f._meta.model.__name__ for f in vars(factories).values() if isinstance(f, FactoryMetaClass) and f._meta.model
    }
    labels = {"core", "accounts", "membership", "implementation_plans", "knowledge", "learning_circles", "surveys"}
    models = {m.__name__ for m in apps.get_models() if m._meta.app_label in labels}
    elsewhere = MADE_WITH_A_PLAN | MADE_WITH_A_CIRCLE | MADE_WITH_A_ROUND | MADE_WITH_AN_INVOICE | PAGES
    assert models - made - elsewhere == set()


@pytest.mark.django_db
def test_every_factory_makes_its_thing():
    for factory in vars(factories).values():
        if (
            isinstance(factory, FactoryMetaClass)
            and factory._meta.model
            and factory is not factories.DjangoModelFactory
        ):
            assert factory().pk is not None


def test_no_function_is_longer_than_a_screen():
    long = []
    for path in own_files("*.py"):
        if "migrations" in path.parts or "content" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > 60:
                long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert long == []


def test_no_file_is_longer_than_400_lines():
    files = [p for p in own_files("*.py") if "migrations" not in p.parts and "content" not in p.parts]
    assert [str(p.relative_to(ROOT)) for p in files if len(p.read_text().splitlines()) > 400] == []


def test_pages_carry_no_script_or_style_of_their_own():
    found = []
    for path in (ROOT / "templates").rglob("*.html"):
        if "email" in path.parts:
            continue
        if re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son(click|change|submit|load)=", path.read_text()):
            found.append(str(path.relative_to(ROOT)))
    assert found == []


def test_one_operator_is_named_in_demo_content_only():
    names = re.compile("Platform31|Mobility Mentoring|EMPath", re.IGNORECASE)
    found = [
        str(path.relative_to(ROOT))
        for path in [*own_files("*.py"), *(ROOT / "templates").rglob("*.html")]
        if "demo_network" not in path.parts and path.name != "demo.py" and names.search(path.read_text())
    ]
    assert found == []


FORBIDDEN = re.compile(
    r"\b(middels|inzake|conform|derhalve|dient te|dienen te|teneinde|alsmede|onvolledig)\b", re.IGNORECASE
)


def test_screens_speak_plain_dutch():
    found = []
    for path in [*(ROOT / "templates").rglob("*.html"), *own_files("*.py")]:
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            if FORBIDDEN.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number} {line.strip()[:80]}")
    assert found == []


def test_our_dutch_is_not_replaced_by_a_catalogue_of_somebody_else():
    """A Dutch source string that equals an English message would be shown in their translation."""
    from django.utils.translation import gettext

    strings: set[str] = set()
    for path in (ROOT / "templates").rglob("*.html"):
        strings |= set(re.findall(r'{% translate "([^"]+)" %}', path.read_text()))
    for path in own_files("*.py"):
        strings |= set(re.findall(r'\b_\("([^"]+)"\)', path.read_text()))
        strings |= set(re.findall(r'gettext_lazy\("([^"]+)"\)', path.read_text()))
    assert {s: gettext(s) for s in strings if gettext(s) != s} == {}
    assert len(strings) > 200
