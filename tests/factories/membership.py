"""Factories of organisations, seats, and those who want to join."""

import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from membership import models as membership
from tests.factories.people import UserFactory


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


class FarewellFactory(DjangoModelFactory):
    """Said today: the last day is the last of the year."""

    class Meta:
        model = membership.Farewell

    organisation = factory.SubFactory(OrganisationFactory)
    reason = membership.FarewellReason.COST
    last_day = factory.LazyFunction(lambda: timezone.localdate().replace(month=12, day=31))
    said_at = factory.LazyFunction(timezone.now)


class AdminWantedFactory(DjangoModelFactory):
    class Meta:
        model = membership.AdminWanted

    organisation = factory.SubFactory(OrganisationFactory)
    asked_at = factory.LazyFunction(timezone.now)
