"""Factories of the network's public face: figures and what members report, municipalities,
profiles and messages to them.
"""

import uuid
from datetime import date
from importlib import import_module

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from membership import models


class FigureFactory(DjangoModelFactory):
    class Meta:
        model = models.Figure

    code = factory.Sequence(lambda n: f"cijfer-{n}")
    label = factory.Sequence(lambda n: f"dingen van soort {n}")
    definition = "Alle dingen van deze soort."
    source = "Een telling"
    counted_by = "members"


class FigureValueFactory(DjangoModelFactory):
    class Meta:
        model = models.FigureValue

    figure = factory.SubFactory(FigureFactory)
    day = factory.LazyFunction(timezone.localdate)
    value = 700
    confirmed_at = factory.LazyFunction(timezone.now)


class ParticipantReportFactory(DjangoModelFactory):
    class Meta:
        model = models.ParticipantReport

    organisation = factory.SubFactory("tests.factories.OrganisationFactory")
    year = factory.LazyFunction(lambda: timezone.localdate().year - 1)
    participants = 40
    reported_at = factory.LazyFunction(timezone.now)


class MunicipalityFactory(DjangoModelFactory):
    class Meta:
        model = models.Municipality

    code = factory.Sequence(lambda n: f"GM{n % 1000 + 9000}")
    name = factory.Sequence(lambda n: f"Rietwolde {n}")
    name_key = factory.LazyAttribute(lambda o: o.name.lower())
    province = "ut"
    valid_from = date(2020, 1, 1)
    outline = "M10 10l20 0 0 20z"
    x, y = 22, 16


class ProfileFactory(DjangoModelFactory):
    class Meta:
        model = models.Profile

    organisation = factory.SubFactory("tests.factories.OrganisationFactory")
    target_group = "Jongeren met schulden"
    changed_at = factory.LazyFunction(timezone.now)


class RelayedMessageFactory(DjangoModelFactory):
    class Meta:
        model = models.RelayedMessage

    form_key = factory.LazyFunction(uuid.uuid4)
    organisation = factory.SubFactory("tests.factories.OrganisationFactory")
    name = "Lidewij Zandvoorde"
    email = factory.Sequence(lambda n: f"vraag{n}@elders.example")
    text = "Mag onze raad langskomen?"
    written_at = factory.LazyFunction(timezone.now)


def standard_figures() -> None:
    """The four that a migration makes, which the flush after a transactional test takes away."""
    for facts in import_module("membership.migrations.0016_figures").FIGURES:
        models.Figure.objects.get_or_create(code=facts["code"], defaults=facts)
