"""What publishing a page means: it can be found by its audience, and by nobody else."""

from wagtail.models import Page, PageViewRestriction

from knowledge.access import audience_of
from portal.core import search

KIND = "page"


def index_page(page: Page) -> None:
    """Put a live page in the search table for its audience, or take it out."""
    page = page.specific
    audience = audience_of(page)
    lead = getattr(page, "lead", None)
    if not page.live or lead is None or audience not in (search.PUBLIC, search.MEMBERS, search.LEVEL_2):
        search.remove(KIND, page.pk)
        return
    body = page.body.render_as_block() if hasattr(page, "body") else ""
    search.index(
        KIND,
        page.pk,
        audience=audience,
        title=page.title,
        summary=lead,
        url=page.get_url() or "/",
        text=_without_tags(str(body)),
    )


def index_tree(page: Page) -> None:
    for descendant in page.get_descendants(inclusive=True):
        index_page(descendant)


def _without_tags(html: str) -> str:
    from django.utils.html import strip_tags

    return " ".join(strip_tags(html).split())


def listen() -> None:
    from django.db.models.signals import m2m_changed, post_delete, post_save
    from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

    def published(instance, **kwargs) -> None:
        index_page(instance)

    def moved(instance, **kwargs) -> None:
        index_tree(instance)

    def restricted(instance, **kwargs) -> None:
        index_tree(instance.page)

    def regrouped(instance, action, **kwargs) -> None:
        if action.startswith("post_") and isinstance(instance, PageViewRestriction):
            index_tree(instance.page)

    def deleted(instance, **kwargs) -> None:
        search.remove(KIND, instance.pk)

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
