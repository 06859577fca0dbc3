"""The pages of the demo network, made and published through Wagtail."""

import uuid

from django.utils.html import escape
from wagtail.models import Page, Site

from knowledge.access import restrict
from knowledge.models import ContentPage, HomePage
from knowledge.publishing import index_tree
from portal.core.search import PUBLIC
from portal.home.demo_network.content.home import HOME
from portal.home.demo_network.content.pages import PAGES

IN_MENU = ("kennis", "over-het-netwerk")
IN_NEWS = ("wat-stress-doet-met-denken", "drie-uitgangspunten", "onderzoek-washington")
WORDS_PER_MINUTE = 180


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
    pages: dict[str, Page] = {"": home}
    for entry in PAGES:
        pages[entry["slug"]] = _add(pages[entry["parent"]], entry)
    home.secondary_page = pages["de-aanpak"]
    home.save_revision().publish()
    index_tree(home)
    return home


def _add(parent: Page, entry: dict) -> ContentPage:
    page = ContentPage(
        title=entry["title"],
        slug=entry["slug"],
        lead=entry["intro"],
        body=[_block(kind, value) for kind, value in entry["body"]],
        minutes=max(1, round(_words(entry["body"]) / WORDS_PER_MINUTE)) if entry["parent"] else None,
        show_in_menus=entry["slug"] in IN_MENU,
        show_in_news=entry["slug"] in IN_NEWS,
    )
    parent.add_child(instance=page)
    page.save_revision().publish()
    if entry["audience"] != PUBLIC:
        restrict(page, entry["audience"])
    return page


def _block(kind: str, value):
    if kind == "paragraph":
        return kind, f"<p>{escape(value)}</p>"
    if kind == "panel":
        return kind, {"title": value["title"], "text": f"<p>{escape(value['text'])}</p>"}
    return kind, value


def _words(value) -> int:
    if isinstance(value, str):
        return len(value.split())
    values = value.values() if isinstance(value, dict) else value
    return sum(_words(v) for v in values)


def code(name: str) -> str:
    """The permanent code of a section or question of the demo's template."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"demo:{name}"))
