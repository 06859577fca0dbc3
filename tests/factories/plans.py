"""Factories of plans, and how far one may be in a test."""

import uuid
from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from implementation_plans import models as plans
from implementation_plans import operations as plan_operations
from membership import models as membership
from membership import operations as membership_operations
from portal.accounts.models import User
from tests.factories.core import (
    PrivateFileFactory,
)
from tests.factories.membership import (
    OrganisationFactory,
    SeatFactory,
    TermFactory,
)
from tests.factories.people import UserFactory, staff

OUTLINES = [
    {
        "code": f"deel-{n}",
        "title": f"Onderdeel {n}",
        "short_title": f"Deel {n}",
        "lead": "Waar gaat het over?",
        "minutes": 10,
        "guidance": "Schrijf het kort op.",
        "questions": [{"code": f"vraag-{n}-{q}", "label": f"Vraag {n}.{q}?", "hint": ""} for q in (1, 2)],
        "criteria": ["Het is duidelijk."],
    }
    for n in range(1, 4)
]


class PlanTemplateFactory(DjangoModelFactory):
    class Meta:
        model = plans.PlanTemplate

    title = "Implementatieplan"
    live = True


class TemplateVersionFactory(DjangoModelFactory):
    class Meta:
        model = plans.TemplateVersion

    template = factory.SubFactory(PlanTemplateFactory)
    revision_id = factory.Sequence(lambda n: 1_000_000 + n)  # no real revision has it
    title = "Implementatieplan"
    sections = factory.LazyFunction(lambda: OUTLINES)
    frozen_at = factory.LazyFunction(timezone.now)


class PlanFactory(DjangoModelFactory):
    """A plan with its sections and empty answers, of a level-1 member."""

    class Meta:
        model = plans.Plan
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    template = factory.SubFactory(TemplateVersionFactory)
    started_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def parts(self, create, extracted, **kwargs):
        if not self.organisation.current_term():
            TermFactory(organisation=self.organisation)
        for number, outline in enumerate(self.template.sections, start=1):
            section = plans.PlanSection.objects.create(plan=self, code=outline["code"], number=number)
            for question in outline["questions"]:
                plans.Answer.objects.create(section=section, question=question["code"])


class PlanFileFactory(DjangoModelFactory):
    class Meta:
        model = plans.PlanFile

    section = factory.LazyFunction(lambda: PlanFactory().sections.first())
    file = factory.SubFactory(PrivateFileFactory)
    added_at = factory.LazyFunction(timezone.now)


class RemarkFactory(DjangoModelFactory):
    class Meta:
        model = plans.Remark

    section = factory.LazyFunction(lambda: PlanFactory().sections.first())
    text = "Weet jij dit?"
    at = factory.LazyFunction(timezone.now)


class KeptTextFactory(DjangoModelFactory):
    class Meta:
        model = plans.KeptText

    plan = factory.SubFactory(PlanFactory)
    section_title = "Borging"
    question = "Wie doet dit?"
    text = "De teammanager."
    kept_at = factory.LazyFunction(timezone.now)


class PlanShareFactory(DjangoModelFactory):
    """Invited, not accepted yet."""

    class Meta:
        model = plans.PlanShare

    plan = factory.SubFactory(PlanFactory)
    email = factory.Sequence(lambda n: f"meelezer{n}@buiten.example")
    name = "Sil Kampen"
    right = plans.ShareRight.READ
    until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    invited_at = factory.LazyFunction(timezone.now)


class ConflictOfInterestFactory(DjangoModelFactory):
    class Meta:
        model = plans.ConflictOfInterest

    plan = factory.SubFactory(PlanFactory)
    user = factory.SubFactory(UserFactory)
    reason = "Werkte daar tot vorig jaar."
    declared_at = factory.LazyFunction(timezone.now)


def write_everything(plan: plans.Plan, by: User, text: str = "Zo doen wij het.") -> plans.Plan:
    """Fill in and finish every open section."""
    plan = plans.Plan.objects.get(pk=plan.pk)
    for section in plan.sections.filter(is_open=True):
        answers = {a.question: (f"{text} {a.question}", a.revision) for a in section.answers.all()}
        plan_operations.save_answers(section, answers=answers, by=by)
        plan_operations.finish_section(section, by=by)
    return plans.Plan.objects.get(pk=plan.pk)


def submitted(plan: plans.Plan, by: User) -> plans.PlanVersion:
    return plan_operations.submit_plan(write_everything(plan, by), by=by)


def judge(section: plans.VersionSection, by: User, verdict: str = "good", reaction: str = "", **kwargs):
    """This verdict about the first criterion of a section, good about the others."""
    others = [("good", "")] * (len(section.criteria) - 1)
    return plan_operations.save_review(section, judged=[(verdict, reaction), *others], by=by, **kwargs)


def read_as_good(version: plans.PlanVersion, by: User) -> plans.PlanVersion:
    for section in version.sections.all():
        judge(section, by)
    return version


def member(level: int = 1, **kwargs) -> membership.Seat:
    """An admin's seat in a member organisation; for level 2 by the only door there is."""
    seat = SeatFactory(
        organisation=membership_operations.create_organisation(
            kwargs.pop("name", f"Gemeente Rietbeek {uuid.uuid4().hex[:6]}"), kind="municipality", province="ut", by=None
        ),
        **kwargs,
    )
    membership_operations.open_term(seat.organisation, level=1, by=None)
    if level == 2:
        approve(seat)
    return membership.Seat.objects.select_related("organisation", "user").get(pk=seat.pk)


def approve(seat: membership.Seat) -> plans.Decision:
    decider = staff("decider")
    plan = PlanFactory(organisation=seat.organisation)
    version = read_as_good(submitted(plan, seat.user), staff("adviser"))
    return plan_operations.approve_plan(version, reason="Een sterk plan.", by=decider)


class EmbeddingCheckFactory(DjangoModelFactory):
    """The first look back on the plan of this version, open."""

    class Meta:
        model = plans.EmbeddingCheck

    version = factory.LazyFunction(lambda: approve(member()).version)
    plan = factory.SelfAttribute("version.plan")
    number = 1
    opened_at = factory.LazyFunction(timezone.now)
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(weeks=6))


class PromiseFactory(DjangoModelFactory):
    class Meta:
        model = plans.Promise

    check_of = factory.SubFactory(EmbeddingCheckFactory)
    number = factory.Sequence(lambda n: n + 1)
    section_title = "Borging"
    text = "De teammanager krijgt 4 uur per week."
