"""Factories of what the whole house stands on: files, messages, search, settings."""

from datetime import timedelta

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from portal.core import models as core
from tests.factories.people import UserFactory


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
