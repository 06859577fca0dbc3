"""The pages of the demo network, made and published through Wagtail."""

import uuid

from wagtail.models import Page, Site

from knowledge.access import restrict
from knowledge.models import ArticlePage, HomePage, LibraryPage
from knowledge.publishing import index_tree
from portal.core.search import PUBLIC
from portal.home.demo_network.blocks import body_of, minutes_of
from portal.home.demo_network.content.home import HOME
from portal.home.demo_network.content.library import MOVED
from portal.home.demo_network.content.pages import PAGES
from portal.home.demo_network.library import build_themes, build_words, labels_of

IN_MENU = ("over-het-netwerk",)
IN_NEWS = ("wat-stress-doet-met-denken", "drie-uitgangspunten", "onderzoek-washington")


def build_pages() -> HomePage:
    """The site with its home page and everything below it."""
    root = Page.objects.get(depth=1)
    home = HomePage(
        title=HOME["title"],
        slug="voorpagina",
        lead=HOME["lead"],
        primary_action=HOME["primary_action"],
        secondary_action=HOME["secondary_action"],
        steps_title=HOME["steps_title"],
        steps_lead=HOME["steps_lead"],
        steps=[("step", step) for step in HOME["steps"]],
        story_title=HOME["circles_title"],
        story_text=HOME["circles_text"],
        quote_text=HOME["quote"]["text"],
        quote_source=HOME["quote"]["source"],
        closing_title=HOME["closing_title"],
        closing_text=HOME["closing_text"],
    )
    root.add_child(instance=home)
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)
    for first in Page.objects.filter(depth=2).exclude(pk=home.pk):  # the one a new portal begins with
        first.delete()
    library = LibraryPage(
        title="Kennis",
        slug="kennis",
        lead="Hier leest u wat de aanpak is en hoe u ermee begint. Een deel is voor iedereen, een deel is voor leden.",
        help_title="Niet gevonden wat u zocht?",
        help_text="Gebruik het zoekveld of bel ons. Mist u een onderwerp? Vertel het ons, dan schrijven wij erover.",
        show_in_menus=True,
    )
    home.add_child(instance=library)
    library.save_revision().publish()
    build_words()
    themes = build_themes(library)
    pages: dict[str, Page] = {"": home, "kennis": library}
    for entry in PAGES:
        moved = MOVED.get(entry["slug"], {})
        parent = themes[moved["parent"]] if moved else pages[entry["parent"]]
        pages[entry["slug"]] = _add(parent, entry | moved)
    home.secondary_page = pages["de-aanpak"]
    home.save_revision().publish()
    index_tree(home)
    return home


def _add(parent: Page, entry: dict) -> ArticlePage:
    page = ArticlePage(
        title=entry["title"],
        slug=entry["slug"],
        lead=entry["intro"],
        body=body_of(entry["body"]),
        minutes=minutes_of(entry["body"]) if entry["parent"] else None,
        teaser_title=entry.get("teaser", {}).get("title", ""),
        teaser_text=entry.get("teaser", {}).get("text", ""),
        show_in_menus=entry["slug"] in IN_MENU,
        show_in_news=entry["slug"] in IN_NEWS,
    )
    parent.add_child(instance=page)
    page.labels.set(labels_of(entry.get("labels", [])))
    page.save_revision().publish()
    if entry["audience"] != PUBLIC:
        restrict(page, entry["audience"])
    return page


def code(name: str) -> str:
    """The permanent code of a section or question of the demo's template."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"demo:{name}"))
