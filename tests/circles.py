"""Factories of learning circles and the towns they meet in; what hangs below them is made by operations."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from learning_circles import models, operations
from membership.models import Town


class TownFactory(DjangoModelFactory):
    class Meta:
        model = Town

    name = factory.Sequence(lambda n: f"Rietdorp {n}")
    province = "ut"
    latitude = 52.09
    longitude = 5.11


class CircleFactory(DjangoModelFactory):
    class Meta:
        model = models.Circle

    title = factory.Sequence(lambda n: f"Stress en geld {n}")
    question = "Hoe praat u over schulden?"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return operations.open_circle(by=None, **kwargs)


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = models.Meeting

    circle = factory.SubFactory(CircleFactory)
    title = "Een brief die rust geeft"
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))
    ends_at = factory.LazyAttribute(lambda o: o.starts_at + timedelta(hours=2))
    manner = models.Manner.ROOM
    town = factory.SubFactory(TownFactory)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return operations.plan_meeting(kwargs.pop("circle"), by=None, **kwargs)
