"""Pages for tests: a site, and one of every type, with as little or as much in it as its fields hold."""

import uuid
from datetime import date, timedelta

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Collection, Locale, Page, Site

from knowledge import models

#: The least that each type must have to be published.
LEAST: dict[type, dict] = {
    models.ArticlePage: {},
    models.RoutePage: {},
    models.InstrumentPage: {},
    models.PublicationPage: {"year": 2018, "document": lambda: document()},
    models.FilmPage: {"elsewhere": "https://films.example/1", "transcript": "<p>Wat gezegd wordt.</p>"},
    models.StoryPage: {"goes_well": "<p>De rust.</p>", "goes_less": "<p>De tijd.</p>"},
    models.EvidencePage: {
        "country": "Nederland",
        "population": "gezinnen",
        "n": 12,
        "outcome": "<p>Meer rust.</p>",
        "source": "Voorbeeld",
    },
    models.StudyTripPage: {"place": "Boston", "starts_on": date(2018, 10, 1)},
    models.SourcePage: {"link": "https://bron.example/"},
    models.EventPage: {"starts_at": timezone.now() + timedelta(days=30)},
}


def site() -> models.HomePage:
    """A home page as root of the default site, with nothing below it."""
    if first := _only_page():
        return _as_home(first)
    Locale.objects.get_or_create(language_code="nl")
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    for first in Page.objects.filter(depth=2):
        first.delete()
    root.refresh_from_db()
    home = models.HomePage(title="Minder stress", slug=f"voorpagina-{uuid.uuid4().hex[:6]}")
    root.add_child(instance=home)
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    return home


def _only_page() -> models.HomePage | None:
    """The home page that migrations made, when nothing happened to it yet: to delete and make pages takes long."""
    found = list(Page.objects.filter(depth__gt=1)[:2])
    return models.HomePage.objects.filter(pk=found[0].pk, latest_revision=None).first() if len(found) == 1 else None


def _as_home(page: models.HomePage) -> models.HomePage:
    fresh = models.HomePage(title="Minder stress", slug=f"voorpagina-{uuid.uuid4().hex[:6]}")
    kept = ("page_ptr", "path", "depth", "numchild", "content_type", "locale", "translation_key")
    facts = {f.attname: getattr(fresh, f.attname) for f in fresh._meta.concrete_fields if f.name not in (*kept, "id")}
    facts |= {"draft_title": fresh.title, "url_path": f"/{fresh.slug}/"}
    models.HomePage.objects.filter(pk=page.pk).update(**facts)
    Site.objects.exclude(is_default_site=True).delete()
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "testserver", "root_page": page})
    return models.HomePage.objects.get(pk=page.pk)


def library(home: models.HomePage | None = None) -> models.LibraryPage:
    new = models.LibraryPage(title="Kennis", slug="kennis", lead="Alles wat wij weten.")
    (home or site()).add_child(instance=new)
    new.save_revision().publish()
    return new


def page[P: Page](parent: Page, title: str, kind: type[P] = models.ArticlePage, *, labels=(), **kwargs) -> P:
    """A published page of one type, with the least it must have."""
    facts = {"lead": f"Over {title.lower()}."} | LEAST.get(kind, {}) | kwargs
    new = kind(title=title, **{name: value() if callable(value) else value for name, value in facts.items()})
    parent.add_child(instance=new)
    if labels:
        new.labels.set(labels)
    new.save_revision().publish()
    return new


class LabelFactory(DjangoModelFactory):
    class Meta:
        model = models.Label
        django_get_or_create = ("kind", "slug")

    kind = "domein"
    name = factory.Sequence(lambda n: f"Leefgebied {n}")
    slug = factory.Sequence(lambda n: f"leefgebied-{n}")


class GlossaryEntryFactory(DjangoModelFactory):
    class Meta:
        model = models.GlossaryEntry

    word = factory.Sequence(lambda n: f"moeilijkwoord{n}")
    slug = factory.Sequence(lambda n: f"moeilijkwoord{n}")
    meaning = "Dat betekent dit."


class NetworkItemFactory(DjangoModelFactory):
    class Meta:
        model = models.NetworkItem

    kind = "lesson"
    text = factory.Sequence(lambda n: f"Les {n}: begin klein.")


class OutsideLinkFactory(DjangoModelFactory):
    class Meta:
        model = models.OutsideLink

    page = factory.LazyFunction(lambda: page(site(), "Met een link"))
    link = factory.Sequence(lambda n: f"https://elders.example/{n}")


def document(title: str = "Een bestand", name: str = "bestand.pdf", content: bytes = b"%PDF-1.7 leeg", **kwargs):
    from portal.core.models import PortalDocument

    return PortalDocument.objects.create(title=title, file=ContentFile(content, name=name), **kwargs)
