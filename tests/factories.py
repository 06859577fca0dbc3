"""One factory per model. What has an operation is made through it, so no test knows an impossible state."""

import uuid
from datetime import timedelta

import factory
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from implementation_plans import models as plans
from implementation_plans import operations as plan_operations
from membership import models as membership
from membership import operations as membership_operations
from portal.accounts.access import GROUP_NAMES
from portal.accounts.models import AddressChange, User
from portal.core import models as core
from tests.circles import CircleFactory, MeetingFactory, TownFactory
from tests.money import (
    DuesSettingsFactory,
    InvoiceFactory,
    InvoiceProfileFactory,
    OrderNumberFactory,
    PaymentFactory,
    RefundFactory,
    RenewalFactory,
    TariffFactory,
)
from tests.network import (
    FigureFactory,
    FigureValueFactory,
    MunicipalityFactory,
    ParticipantReportFactory,
    ProfileFactory,
    RelayedMessageFactory,
)
from tests.pages import GlossaryEntryFactory, LabelFactory, NetworkItemFactory, OutsideLinkFactory, page, site
from tests.paying import (
    BankEntryFactory,
    CheckoutAttemptFactory,
    DifferenceFactory,
    DisputeFactory,
    ReconciliationFactory,
    StatementFactory,
    StripeEventFactory,
)
from tests.training import (
    LessonDoneFactory,
    LicenceAcceptanceFactory,
    LicensedDownloadFactory,
    RouteDoneFactory,
    RouteTotalFactory,
)

__all__ = [
    "BankEntryFactory",
    "CheckoutAttemptFactory",
    "CircleFactory",
    "DifferenceFactory",
    "DisputeFactory",
    "DuesSettingsFactory",
    "FigureFactory",
    "FigureValueFactory",
    "GlossaryEntryFactory",
    "InvoiceFactory",
    "InvoiceProfileFactory",
    "LabelFactory",
    "LessonDoneFactory",
    "LicenceAcceptanceFactory",
    "LicensedDownloadFactory",
    "MeetingFactory",
    "MunicipalityFactory",
    "NetworkItemFactory",
    "OrderNumberFactory",
    "OutsideLinkFactory",
    "ParticipantReportFactory",
    "PaymentFactory",
    "ProfileFactory",
    "ReconciliationFactory",
    "RefundFactory",
    "RelayedMessageFactory",
    "RenewalFactory",
    "RouteDoneFactory",
    "RouteTotalFactory",
    "StatementFactory",
    "StripeEventFactory",
    "TariffFactory",
    "TownFactory",
    "page",
    "site",
]


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"persoon{n}@lid.example")
    first_name = factory.Sequence(lambda n: f"Noor{n}")
    last_name = "Veldhoek"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(**kwargs)


def staff(role: str, **kwargs) -> User:
    user = UserFactory(**({"email": f"{role}-{uuid.uuid4().hex[:6]}@beheer.example"} | kwargs))
    user.groups.add(Group.objects.get(name=GROUP_NAMES[role]))
    return user


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = membership.Organisation

    name = factory.Sequence(lambda n: f"Gemeente Lindehaven {n}")
    name_key = factory.LazyAttribute(lambda o: o.name.lower())
    slug = factory.Sequence(lambda n: f"lindehaven-{n}")
    kind = membership.Kind.MUNICIPALITY
    province = membership.Province.UTRECHT
    created_at = factory.LazyFunction(timezone.now)


class TermFactory(DjangoModelFactory):
    class Meta:
        model = membership.Term

    organisation = factory.SubFactory(OrganisationFactory)
    level = 1
    start = factory.LazyFunction(timezone.localdate)
    opened_at = factory.LazyFunction(timezone.now)


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = membership.Seat

    organisation = factory.SubFactory(OrganisationFactory)
    user = factory.SubFactory(UserFactory)
    role = membership.Role.ADMIN
    since = factory.LazyFunction(timezone.localdate)


class SeatInvitationFactory(DjangoModelFactory):
    class Meta:
        model = membership.SeatInvitation

    organisation = factory.SubFactory(OrganisationFactory)
    email = factory.Sequence(lambda n: f"collega{n}@lid.example")
    name = "Idris Benkarim"
    role = membership.Role.PROFESSIONAL
    invited_at = factory.LazyFunction(timezone.now)


class AdmissionFactory(DjangoModelFactory):
    class Meta:
        model = membership.Admission

    class Params:
        submitted = factory.Trait(
            address_proved_at=factory.LazyFunction(timezone.now),
            submitted_at=factory.LazyFunction(timezone.now),
            province=membership.Province.UTRECHT,
            motivation="Wij willen rustiger werken.",
        )

    form_key = factory.LazyFunction(uuid.uuid4)
    organisation_name = factory.Sequence(lambda n: f"Gemeente Veenmeer {n}")
    kind = membership.Kind.MUNICIPALITY
    applicant_name = "Noor Veldhoek"
    email = factory.Sequence(lambda n: f"aanvrager{n}@veenmeer.example")
    started_at = factory.LazyFunction(timezone.now)


class InterestFactory(DjangoModelFactory):
    class Meta:
        model = membership.Interest

    class Params:
        confirmed = factory.Trait(confirmed_at=factory.LazyFunction(timezone.now), message="Wij denken graag mee.")

    form_key = factory.LazyFunction(uuid.uuid4)
    kind = membership.InterestKind.COUNCIL
    organisation_name = factory.Sequence(lambda n: f"Adviesraad Oosterduin {n}")
    name = "Lidewij Zandvoorde"
    email = factory.Sequence(lambda n: f"secretaris{n}@adviesraad.example")
    wish = membership.Wish.THINK_ALONG
    registered_at = factory.LazyFunction(timezone.now)


class PrivateFileFactory(DjangoModelFactory):
    class Meta:
        model = core.PrivateFile

    room = "implementation_plans"
    content = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7 inhoud", name="x"))
    name = "Afspraken.pdf"
    kind = "pdf"
    size = 15
    sha256 = "0" * 64
    uploaded_at = factory.LazyFunction(timezone.now)
    checked_at = factory.LazyFunction(timezone.now)


class PreparedFileFactory(DjangoModelFactory):
    """Asked for, and not made yet."""

    class Meta:
        model = core.PreparedFile

    kind = "plan_dossier"
    subject = "plan:1"
    asked_at = factory.LazyFunction(timezone.now)


class NotificationFactory(DjangoModelFactory):
    class Meta:
        model = core.Notification

    kind = "colleague_joined"
    recipient = factory.SubFactory(UserFactory)
    context = factory.LazyFunction(lambda: {"name": "Idris", "organisation": "Gemeente Veenmeer"})
    key = factory.Sequence(lambda n: f"sleutel:{n}")
    created_at = factory.LazyFunction(timezone.now)
    next_attempt_at = factory.LazyFunction(timezone.now)


class DailyMailFactory(DjangoModelFactory):
    class Meta:
        model = core.DailyMail

    recipient = factory.SubFactory(UserFactory)
    day = factory.LazyFunction(timezone.localdate)
    sent_at = factory.LazyFunction(timezone.now)


class MailedLinkFactory(DjangoModelFactory):
    class Meta:
        model = core.MailedLink

    verb = "resume_admission"
    object_id = 1
    token_hash = factory.Sequence(lambda n: f"{n:064d}")
    issued_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))


class AuditEntryFactory(DjangoModelFactory):
    class Meta:
        model = core.AuditEntry

    at = factory.LazyFunction(timezone.now)
    verb = "plan.started"
    subject = "plan:1"


class MissedSearchFactory(DjangoModelFactory):
    class Meta:
        model = core.MissedSearch

    words = factory.Sequence(lambda n: f"bestaat niet {n}")
    month = factory.LazyFunction(lambda: timezone.localdate().replace(day=1))
    last_on = factory.LazyFunction(timezone.localdate)


class SearchEntryFactory(DjangoModelFactory):
    class Meta:
        model = core.SearchEntry

    kind = "page"
    object_id = factory.Sequence(lambda n: n)
    audience = "public"
    title = "Rust"
    title_key = "rust"
    url = "/rust/"
    title_words = "rust"
    words = "rust"


class ThrottleCountFactory(DjangoModelFactory):
    class Meta:
        model = core.ThrottleCount

    key = factory.Sequence(lambda n: f"address:{n}")
    hour = 1
    n = 1


class OperatorSettingsFactory(DjangoModelFactory):
    class Meta:
        model = core.OperatorSettings


class PortalImageFactory(DjangoModelFactory):
    class Meta:
        model = core.PortalImage

    title = "Brug"
    file = factory.django.ImageField(width=40, height=20)


class PortalRenditionFactory(DjangoModelFactory):
    class Meta:
        model = core.PortalRendition

    image = factory.SubFactory(PortalImageFactory)
    filter_spec = "original"
    file = factory.django.ImageField(width=40, height=20)
    width, height = 40, 20


class PortalDocumentFactory(DjangoModelFactory):
    class Meta:
        model = core.PortalDocument

    title = "Flyer"
    file = factory.django.FileField(filename="flyer.pdf", data=b"%PDF-1.7")


# --- Plans ---------------------------------------------------------------------------------------------------

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


class AddressChangeFactory(DjangoModelFactory):
    class Meta:
        model = AddressChange

    user = factory.SubFactory(UserFactory)
    old = factory.LazyAttribute(lambda c: c.user.email)
    new = factory.Sequence(lambda n: f"nieuw{n}@elders.example")
    asked_at = factory.LazyFunction(timezone.now)


class AuthenticatorFactory(DjangoModelFactory):
    """A passkey as it lies in the table; its data opens nothing."""

    class Meta:
        model = Authenticator

    user = factory.SubFactory(UserFactory)
    type = Authenticator.Type.WEBAUTHN
    data = {"name": "Laptop", "credential": {}}


class EmailDomainFactory(DjangoModelFactory):
    class Meta:
        model = membership.EmailDomain

    organisation = factory.SubFactory(OrganisationFactory)
    domain = factory.Sequence(lambda n: f"gemeente{n}.example")
    opened_at = factory.LazyFunction(timezone.now)


class JoinRequestFactory(DjangoModelFactory):
    class Meta:
        model = membership.JoinRequest

    form_key = factory.LazyFunction(uuid.uuid4)
    name = "Sam Duin"
    email = factory.Sequence(lambda n: f"sam{n}@lid.example")
    asked_at = factory.LazyFunction(timezone.now)


class AdminWantedFactory(DjangoModelFactory):
    class Meta:
        model = membership.AdminWanted

    organisation = factory.SubFactory(OrganisationFactory)
    asked_at = factory.LazyFunction(timezone.now)


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
