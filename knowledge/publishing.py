"""What publishing a page means: it can be found by its audience, and by nobody else."""

import re
from functools import partial
from html import unescape

from wagtail.models import Page, PageViewRestriction

from knowledge.access import AUDIENCE_LABELS, audience_of
from knowledge.library import BESIDE, KINDS, THEME
from knowledge.models import Label, LabelKind, OutsideLink, PublicationPage
from knowledge.models.base import KnowledgePage
from portal.core import document_facts, search
from portal.core.page_cache import keep

#: A heading or an item without a full stop: in a passage it would run on into the next sentence.
UNENDED = re.compile(r"(?<=[\w)’”])\s*</(?:h\d|p|li|dt|dd)>")
OUTSIDE = re.compile(r'href="(https?://[^"]+)"')
FOUND = BESIDE | KINDS
AUDIENCES = (search.PUBLIC, search.MEMBERS, search.LEVEL_2)


def index_page(page: Page) -> None:
    """Put a live page of the library in the search table for its audience, or take it out.

    Who may not read it finds the editor's teaser in its place, if there is one.
    """
    page = page.specific
    if getattr(page, "kind", "") not in FOUND:
        return
    kind = _kind(page)
    audience = audience_of(page)
    html = str(page.body.render_as_block())
    _keep_links(page, html)
    if not page.live or audience not in AUDIENCES:
        _remove(kind, page.pk)
        return
    url, labels = page.get_url() or "/", _labels(page)
    search.index(
        kind,
        page.pk,
        audience=audience,
        title=page.title,
        summary=page.lead,
        url=url,
        text=f"{_without_tags(html)} {_without_tags(page.found_text())}",
        labels=labels,
        on=page.found_on,
    )
    if audience == search.PUBLIC or not page.teaser_title:
        search.remove(kind, -page.pk)
    else:
        search.index(
            kind,
            -page.pk,
            audience=search.PUBLIC,
            teaser_for=audience,
            title=page.teaser_title,
            summary=page.teaser_text,
            url=url,
            labels=labels,
            on=page.found_on,
        )


def _kind(page: Page) -> str:
    """An article outside the library is about the network. Where it stood before, it is not found any more."""
    if page.kind != "article":
        return page.kind
    kinds = ["article", "page"]
    now = "article" if page.get_ancestors().filter(librarypage__isnull=False).exists() else "page"
    kinds.remove(now)
    _remove(kinds[0], page.pk)
    return now


def _keep_links(page: Page, html: str) -> None:
    """The links to others of a live page, those that stay with what was found of them."""
    links = {link for link in [*page.own_links, *map(unescape, OUTSIDE.findall(html))] if link} if page.live else set()
    OutsideLink.objects.filter(page=page).exclude(link__in=links).delete()
    rows = [OutsideLink(page_id=page.pk, link=link[:1000]) for link in sorted(links)]
    OutsideLink.objects.bulk_create(rows, ignore_conflicts=True)


def _labels(page: Page) -> list[str]:
    """Its own, and that of the theme it stands in."""
    parent = page.get_parent()
    return [*(label.value for label in page.labels.all()), f"{THEME}:{parent.pk}"]


def _remove(kind: str, pk: int) -> None:
    search.remove(kind, pk)
    search.remove(kind, -pk)


def index_tree(page: Page) -> None:
    for descendant in page.get_descendants(inclusive=True).iterator():
        index_page(descendant)


def index_kind(kind: str) -> None:
    """Every page of a kind again. What stands outside the library is an article too, and its own kind here."""
    for model in KnowledgePage.__subclasses__():
        if model.kind == kind or (kind == "page" and model.kind == "article"):
            for page in model.objects.live().iterator():
                index_page(page)


def _without_tags(html: str) -> str:
    from django.utils.html import strip_tags

    return " ".join(strip_tags(UNENDED.sub(". ", html).replace("<", " <")).split())


def _choices(kind: LabelKind):
    """Asked for each thing in a list, so kept until something public changes."""

    def read() -> list[tuple[str, str]]:
        return list(Label.objects.filter(kind=kind).values_list("slug", "name"))

    return lambda: keep(f"labels:{kind}", read)


def register() -> None:
    for kind, (name, one) in FOUND.items():
        search.register_kind(kind, name, one)
        search.register_room(kind, partial(index_kind, kind))
    for audience, label in AUDIENCE_LABELS.items():
        search.register_audience(audience, label)
    for facet in LabelKind:
        search.register_labels(facet.value, facet.label, _choices(facet))


def listen() -> None:
    from django.db.models.signals import m2m_changed, post_delete, post_save
    from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

    def published(instance, **kwargs) -> None:
        index_page(instance)

    def moved(instance, **kwargs) -> None:
        index_tree(Page.objects.get(pk=instance.pk))  # as it stands now, with the restrictions of its new place

    def restricted(instance, **kwargs) -> None:
        index_tree(instance.page)

    def regrouped(instance, action, **kwargs) -> None:
        if action.startswith("post_") and isinstance(instance, PageViewRestriction):
            index_tree(instance.page)

    def deleted(instance, **kwargs) -> None:
        for kind in FOUND:
            _remove(kind, instance.pk)

    def read(document) -> None:
        for page in PublicationPage.objects.filter(document=document):
            index_page(page)

    document_facts.tell_when_read(read)
    page_published.connect(published, weak=False, dispatch_uid="search:published")
    page_unpublished.connect(published, weak=False, dispatch_uid="search:unpublished")
    page_slug_changed.connect(moved, weak=False, dispatch_uid="search:slug")
    post_page_move.connect(moved, weak=False, dispatch_uid="search:moved")
    post_save.connect(restricted, sender=PageViewRestriction, weak=False, dispatch_uid="search:restricted")
    post_delete.connect(restricted, sender=PageViewRestriction, weak=False, dispatch_uid="search:unrestricted")
    m2m_changed.connect(
        regrouped, sender=PageViewRestriction.groups.through, weak=False, dispatch_uid="search:regrouped"
    )
    post_delete.connect(deleted, sender=Page, weak=False, dispatch_uid="search:deleted")
