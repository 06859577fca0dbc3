"""The route with which level 1 begins: asked of who sends the plan, as the questions say, and told of nobody else."""

import pytest
from django.urls import reverse

from implementation_plans import operations
from implementation_plans.models import PlanTemplate, TemplateVersion
from knowledge.access import restrict
from knowledge.operations import finish_lesson
from membership.operations import open_seat
from portal.core.search import LEVEL_2
from tests.factories import PlanFactory, TemplateVersionFactory, UserFactory, member, write_everything
from tests.implementation_plans.test_templates import section
from tests.pages import library
from tests.people import client_of
from tests.training import lessons_of, route

pytestmark = pytest.mark.django_db


@pytest.fixture
def introduction():
    return route(library())


@pytest.fixture
def seat():
    return member()


def plan_of(seat, introduction, *, needed: bool):
    asked = TemplateVersionFactory(introduction_pk=introduction.pk, introduction_needed=needed)
    return write_everything(PlanFactory(organisation=seat.organisation, template=asked), seat.user)


def follow(route, person, lessons=3):
    for made in lessons_of(route)[:lessons]:
        finish_lesson(made, by=person)


def page_of(seat, address: str = "/mijn/plan/") -> str:
    return client_of(seat.user).get(address).content.decode()


def test_what_the_questions_name_is_frozen_with_them(introduction):
    made = PlanTemplate(title="Plan", introduction=introduction, introduction_needed=True, live=False)
    made.sections = [section()]
    made.save()
    made.save_revision().publish()
    frozen = TemplateVersion.objects.get()
    assert (frozen.introduction_pk, frozen.introduction_needed) == (introduction.pk, True)


def test_who_sends_the_plan_follows_a_needed_route_first(introduction, seat):
    plan = plan_of(seat, introduction, needed=True)
    colleague = open_seat(seat.organisation, user=UserFactory(), role="professional", by=seat.user)
    follow(introduction, colleague.user)
    with pytest.raises(operations.IntroductionNotDone) as refused:
        operations.submit_plan(plan, by=seat.user)
    assert (refused.value.introduction.done, refused.value.introduction.lessons) == (0, 3)
    sent = client_of(seat.user).post(reverse("plans:submission"), {"plan": plan.pk}, follow=True)
    assert "Volg eerst de leerroute ‘Kennismaken’." in sent.content.decode()
    assert "Volg eerst deze leerroute:" in page_of(seat)
    follow(introduction, seat.user)
    assert operations.submit_plan(plan, by=seat.user).number == 1


def test_a_route_that_is_only_advised_stops_nothing(introduction, seat):
    plan = plan_of(seat, introduction, needed=False)
    follow(introduction, seat.user, 2)
    shown = page_of(seat)
    assert "U volgde deze leerroute nog niet helemaal. Versturen kan wel:" in shown
    assert "2 van 3 lessen klaar" in shown
    assert operations.submit_plan(plan, by=seat.user).number == 1


@pytest.mark.parametrize("closed", ["deleted", "unpublished", "level 2"])
def test_nobody_is_asked_for_what_they_cannot_follow(introduction, seat, closed):
    plan = plan_of(seat, introduction, needed=True)
    {
        "deleted": introduction.delete,
        "unpublished": introduction.unpublish,
        "level 2": lambda: restrict(introduction, LEVEL_2),
    }[closed]()
    plan = type(plan).objects.get(pk=plan.pk)
    assert operations.submit_plan(plan, by=seat.user).number == 1


def test_the_overview_shows_it_as_a_step_of_ones_own(introduction, seat):
    plan_of(seat, introduction, needed=False)
    follow(introduction, seat.user, 1)
    shown = page_of(seat, "/mijn/")
    assert "1 van 3 lessen klaar" in shown
    assert shown.count('aria-current="step"') == 1
    colleague = open_seat(seat.organisation, user=UserFactory(), role="professional", by=seat.user)
    assert "0 van 3 lessen klaar" in page_of(colleague, "/mijn/")


@pytest.mark.parametrize(("needed", "title"), [(True, "Volg de leerroute ‘Kennismaken’"), (False, "Begin met uw plan")])
def test_before_there_is_a_plan_a_needed_route_is_the_next_step(introduction, seat, needed, title):
    made = PlanTemplate(title="Plan", introduction=introduction, introduction_needed=needed, live=False)
    made.sections = [section()]
    made.save()
    made.save_revision().publish()
    shown = page_of(seat, "/mijn/")
    assert f'<h2 id="stap">{title}</h2>' in shown
    assert shown.count('aria-current="step"') == 1
    follow(introduction, seat.user)
    assert '<h2 id="stap">Begin met uw plan</h2>' in page_of(seat, "/mijn/")
