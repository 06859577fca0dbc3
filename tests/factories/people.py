"""Factories of people and their ways in."""

import uuid

import factory
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.utils import timezone
from factory.django import DjangoModelFactory

from portal.accounts.access import GROUP_NAMES
from portal.accounts.models import AddressChange, User


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
