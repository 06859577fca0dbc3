"""Routes and lessons for tests, and how far somebody came in them."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from fpdf import FPDF

from knowledge import models
from tests.pages import document, page, site

LESSON_BODY = [
    ("paragraph", "<p>Wie lang zorgen heeft, leeft bij de dag.</p>"),
    ("drawing", {"drawing": "heads", "described": "Een vol hoofd naast een rustig hoofd.", "caption": "Twee hoofden."}),
    ("check", {"question": "Wat helpt?", "answers": [
        {"answer": "Meer brieven", "reaction": "Dat geeft meer stress."},
        {"answer": "Minder brieven", "reaction": "Dat geeft rust."},
    ]}),
    ("exercise", {"title": "Uw eigen brief", "text": "Neem er een brief bij.", "prompts": ["Wat staat erin?"]}),
    ("reflection", {"question": "Wanneer was uw eigen hoofd vol?"}),
    ("try", {"title": "Probeer het deze week", "steps": ["Kies één brief.", "Streep weg wat niet nodig is."]}),
]  # fmt: skip


def lesson(route: models.RoutePage, title: str, **kwargs) -> models.LessonPage:
    return page(route, title, models.LessonPage, **({"body": LESSON_BODY, "minutes": 8} | kwargs))


def route(parent, title: str = "Kennismaken", *, lessons: int = 3, **kwargs) -> models.RoutePage:
    """A published route with published lessons."""
    made = page(parent, title, models.RoutePage, **kwargs)
    for number in range(1, lessons + 1):
        lesson(made, f"{title}, les {number}")
    return made


def lessons_of(route: models.RoutePage) -> list[models.LessonPage]:
    return list(models.LessonPage.objects.child_of(route).order_by("path"))


class LessonDoneFactory(DjangoModelFactory):
    class Meta:
        model = models.LessonDone

    user = factory.SubFactory("tests.factories.UserFactory")
    route = factory.LazyFunction(lambda: route(site(), lessons=1))
    lesson = factory.LazyAttribute(lambda done: lessons_of(done.route)[0])
    done_at = factory.LazyFunction(timezone.now)


class RouteDoneFactory(DjangoModelFactory):
    class Meta:
        model = models.RouteDone

    user = factory.SubFactory("tests.factories.UserFactory")
    title = "Kennismaken"
    lessons = 3
    minutes = 24
    done_at = factory.LazyFunction(timezone.now)


class RouteTotalFactory(DjangoModelFactory):
    class Meta:
        model = models.RouteTotal

    organisation = factory.SubFactory("tests.factories.OrganisationFactory")
    route = factory.LazyFunction(lambda: route(site(), lessons=1))
    begun = 10
    done = 5
    counted_on = factory.LazyFunction(timezone.localdate)


class LicenceAcceptanceFactory(DjangoModelFactory):
    class Meta:
        model = models.LicenceAcceptance

    organisation = factory.SubFactory("tests.factories.OrganisationFactory")
    title = "De brug"
    number = "1.0"
    text = "Gebruik het instrument zoals het is."
    digest = factory.Sequence(lambda n: f"{n:064d}")
    accepted_at = factory.LazyFunction(timezone.now)


class LicenceSettingsFactory(DjangoModelFactory):
    class Meta:
        model = models.LicenceSettings


class LicensedDownloadFactory(DjangoModelFactory):
    class Meta:
        model = models.LicensedDownload

    acceptance = factory.SubFactory(LicenceAcceptanceFactory)
    variant = "De brug op papier"
    at = factory.LazyFunction(timezone.now)


def licensed(parent, title: str = "De brug", *, number: str = "1.0", **kwargs) -> models.InstrumentPage:
    """A published instrument under licence, with one PDF."""
    made = page(parent, title, models.InstrumentPage, needs_licence=True, **kwargs)
    made.variants.add(models.InstrumentVariant(name="Op papier", document=document(name="brug.pdf", content=blank())))
    return new_version(made, number)


def new_version(made: models.InstrumentPage, number: str, licence: str = "Deel het met niemand buiten uw organisatie."):
    facts = {"number": number, "on": timezone.localdate(), "licence": licence, "sort_order": made.versions.count()}
    made.versions.add(models.InstrumentVersion(**facts))
    made.save_revision().publish()
    return models.InstrumentPage.objects.get(pk=made.pk)


def blank(pages: int = 2, **facts) -> bytes:
    """A real PDF with a word on each page."""
    pdf = FPDF(**facts)
    for number in range(pages):
        pdf.add_page()
        pdf.set_font("helvetica", size=12)
        pdf.cell(text=f"Bladzijde {number + 1}")
    return bytes(pdf.output())
