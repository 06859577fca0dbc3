"""The library of the demo network: themes, material with real files, difficult words."""

import uuid
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.text import slugify
from wagtail.models import Collection, Page

from knowledge import models
from knowledge.access import AUDIENCE_LABELS, restrict, restrict_collection
from membership.models import Organisation
from portal.accounts.models import User
from portal.core.models import PortalDocument, PortalImage
from portal.core.search import PUBLIC
from portal.home.demo_network.blocks import body_of, minutes_of
from portal.home.demo_network.content.library import GLOSSARY, MATERIAL, THEMES
from portal.home.demo_network.covers import cover
from portal.home.demo_network.files import pages_pdf
from portal.home.demo_network.films import film_of, vtt_of
from portal.home.demo_network.pictures import png_of, still

TYPES = {
    "article": models.ArticlePage,
    "instrument": models.InstrumentPage,
    "publication": models.PublicationPage,
    "film": models.FilmPage,
    "story": models.StoryPage,
    "evidence": models.EvidencePage,
    "study_trip": models.StudyTripPage,
    "source": models.SourcePage,
    "event": models.EventPage,
}
RICH = {"goes_well", "goes_less", "outcome", "programme", "transcript"}
#: Fields of an entry that are the model's own.
PLAIN = {
    "purpose",
    "needs_licence",
    "developed_by",
    "year",
    "published_by",
    "minutes",
    "period",
    "target_group",
    "country",
    "population",
    "n",
    "has_comparison",
    "source",
    "source_link",
    "place",
    "starts_on",
    "ends_on",
    "who_went",
    "co_financier",
    "source_kind",
    "publisher",
    "published_on",
    "link",
    "elsewhere",
}


def build_words() -> None:
    for entry in GLOSSARY:
        models.GlossaryEntry.objects.create(slug=slugify(entry["word"])[:60], **entry)


def build_themes(library: models.LibraryPage) -> dict[str, Page]:
    """The themes and the list of words, by their slugs."""
    pages: dict[str, Page] = {}
    for entry in THEMES:
        theme = models.ThemePage(
            title=entry["title"], slug=entry["slug"], lead=entry["intro"], body=body_of(entry["body"])
        )
        library.add_child(instance=theme)
        theme.save_revision().publish()
        pages[entry["slug"]] = theme
    words = models.GlossaryPage(
        title="Moeilijke woorden", slug="woorden", lead="Woorden uit de aanpak, in gewone taal.", show_in_menus=False
    )
    library.add_child(instance=words)
    words.save_revision().publish()
    return pages


def build_material(caretaker: User, now: datetime) -> None:
    """Everything on the shelves, the newest last, with files in the collection of its audience."""
    shelves = _collections()
    themes = {theme.slug: theme for theme in models.ThemePage.objects.all()}
    made: dict[str, Page] = {}
    for number, entry in enumerate(MATERIAL):
        page = _page(entry, shelves, caretaker, now)
        themes[entry["parent"]].add_child(instance=page)
        page.labels.set(labels_of(entry["labels"]))
        _lists(page, entry, shelves)
        page.first_published_at = now - timedelta(days=7 * (len(MATERIAL) - number))
        page.save_revision().publish()
        if entry["audience"] != PUBLIC:
            restrict(page, entry["audience"])
        made[entry["slug"]] = page
    for entry in MATERIAL:
        if newer := entry.get("replaced_by"):
            old = made[entry["slug"]]
            old.replaced_by = made[newer]
            old.save_revision().publish()


def labels_of(values: list[str]) -> list[models.Label]:
    known = {label.value: label for label in models.Label.objects.all()}
    return [known[value] for value in values]


def _page(entry: dict, shelves: dict[str, Collection], caretaker: User, now: datetime) -> models.ArticlePage:
    facts = {name: value for name, value in entry.items() if name in PLAIN}
    facts |= {name: _rich(entry[name]) for name in RICH if name in entry}
    facts |= _files(entry, shelves[entry["audience"]])
    if entry["type"] == "event":
        begin = on_a_working_day(timezone.localtime(now) + timedelta(days=entry["in_days"]))
        facts["starts_at"] = begin.replace(hour=entry["hour"], minute=0)
        facts["ends_at"] = facts["starts_at"] + timedelta(hours=entry["hours"])
    if entry["type"] == "article":
        facts["minutes"] = minutes_of(entry["body"])
    if entry.get("organisation"):
        facts["organisation"] = Organisation.objects.filter(name=entry["organisation"]).first()
    teaser = entry.get("teaser", {})
    return TYPES[entry["type"]](
        title=entry["title"],
        slug=entry["slug"],
        lead=entry["intro"],
        body=body_of(entry["body"]),
        caretaker=caretaker,
        review_by=timezone.localdate(now) + timedelta(days=365),
        teaser_title=teaser.get("title", ""),
        teaser_text=teaser.get("text", ""),
        **facts,
    )


def on_a_working_day(moment: datetime) -> datetime:
    """The same, or the Monday after a weekend."""
    return moment + timedelta(days=7 - moment.weekday() if moment.weekday() > 4 else 0)


def _files(entry: dict, shelf: Collection) -> dict:
    title = entry["title"]
    if entry["type"] == "publication":
        return {
            "document": _document(entry["file"]["name"], pages_pdf(title, entry["file"]["pages"]), title, shelf),
            "cover": _image(title, cover(title, **entry["cover"]), shelf),
        }
    if entry["type"] == "film":
        scenes = entry["scenes"]
        first = still(scenes[0]["text"], scenes[0]["shape"], 0.5, 960, 540)
        return {
            "film": _document(f"{entry['slug']}.webm", film_of(scenes), title, shelf),
            "captions": _document(f"{entry['slug']}.vtt", vtt_of(entry["captions"]), f"Ondertiteling: {title}", shelf),
            "poster": _image(title, png_of(first), shelf),
        }
    return {}


def _lists(page: Page, entry: dict, shelves: dict[str, Collection]) -> None:
    """What hangs below a page: variants and versions, figures, lessons."""
    shelf = shelves[entry["audience"]]
    for order, variant in enumerate(entry.get("variants", [])):
        file = variant["file"]
        page.variants.add(
            models.InstrumentVariant(
                sort_order=order,
                name=variant["name"],
                audience=variant["audience"],
                form=variant["form"],
                document=file
                and _document(file["name"], pages_pdf(variant["name"], file["pages"]), variant["name"], shelf),
            )
        )
    for order, version in enumerate(entry.get("versions", [])):
        page.versions.add(models.InstrumentVersion(sort_order=order, **version))
    for order, figure in enumerate(entry.get("figures", [])):
        page.figures.add(models.StoryFigure(sort_order=order, **figure))
    if "lessons" in entry:
        lessons = [
            models.NetworkItem.objects.create(kind="lesson", text=text, source=entry["title"])
            for text in entry["lessons"]
        ]
        page.lessons.set(lessons)
    page.save()


def _collections() -> dict[str, Collection]:
    root = Collection.get_first_root_node()
    shelves = {PUBLIC: root}
    for audience, label in AUDIENCE_LABELS.items():
        shelves[audience] = root.add_child(name=label)
        restrict_collection(shelves[audience], audience)
    return shelves


def _document(name: str, content: bytes, title: str, shelf: Collection) -> PortalDocument:
    file = ContentFile(content, name=name)
    return PortalDocument.objects.create(title=title, file=file, file_size=len(content), collection=shelf)


def _image(title: str, content: bytes, shelf: Collection) -> PortalImage:
    file = ContentFile(content, name=f"{slugify(title)[:40]}-{uuid.uuid4().hex[:6]}.png")
    return PortalImage.objects.create(title=title, file=file, collection=shelf)


def _rich(paragraphs: list[str]) -> str:
    return format_html_join("", "<p>{}</p>", ((text,) for text in paragraphs))
