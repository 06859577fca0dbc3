"""Who may read which page: Wagtail's page privacy with two derived groups (law 10)."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction
from wagtail.models.view_restrictions import BaseViewRestriction

from membership.access import LEVEL_2_GROUP, MEMBERS_GROUP
from portal.accounts.access import GROUP_NAMES
from portal.core.search import LEVEL_2, MEMBERS, PUBLIC

CLOSED = "closed"  # for nobody but the staff
AUDIENCE_LABELS = {MEMBERS: "Voor leden", LEVEL_2: "Voor leden in niveau 2"}
#: Wagtail exempts superusers only, so every restriction names the staff too.
STAFF_GROUPS = list(GROUP_NAMES.values())
GROUPS = {
    MEMBERS: [MEMBERS_GROUP, LEVEL_2_GROUP, *STAFF_GROUPS],
    LEVEL_2: [LEVEL_2_GROUP, *STAFF_GROUPS],
    CLOSED: STAFF_GROUPS,
}


def restrict(page: Page, audience: str) -> None:
    """Make a page and all below it for members, for level 2, for staff alone, or public again."""
    _restrict(PageViewRestriction, audience, page=page)


def restrict_collection(collection: Collection, audience: str) -> None:
    """The same for the pictures, documents and films of a collection and of all below it, from the next request on."""
    _restrict(CollectionViewRestriction, audience, collection=collection)


@transaction.atomic
def _restrict(model: type[BaseViewRestriction], audience: str, **subject) -> None:
    """At no moment is something closed public: others see the old restriction, then the new one."""
    model._default_manager.filter(**subject).delete()
    if audience == PUBLIC:
        return
    restriction = model._default_manager.create(**subject, restriction_type=model.GROUPS)
    restriction.groups.set(Group.objects.filter(name__in=GROUPS[audience]))


def restrictions_of(page: Page) -> list[PageViewRestriction]:
    return list(page.get_view_restrictions())


def audience_of(page: Page, restrictions: list[PageViewRestriction] | None = None) -> str:
    """The narrowest audience that the page's restrictions leave: public, members or level_2, or "closed"."""
    return audience_left(restrictions_of(page) if restrictions is None else restrictions)


def audience_left(restrictions: Iterable[BaseViewRestriction]) -> str:
    audience = PUBLIC
    for restriction in restrictions:
        if restriction.restriction_type != BaseViewRestriction.GROUPS:
            return CLOSED  # anybody with an account, or who knows a password, is not an audience of ours
        names = {group.name for group in restriction.groups.all()}
        if MEMBERS_GROUP in names:
            audience = audience if audience != PUBLIC else MEMBERS
        elif LEVEL_2_GROUP in names:
            audience = LEVEL_2
        else:
            return CLOSED
    return audience


def readable_pages(pages, user):
    """The pages of a queryset that this person may open, in two queries whatever their number."""
    if user.is_authenticated and user.is_superuser:
        return pages
    groups = set(user.groups.values_list("pk", flat=True)) if user.is_authenticated else set()
    for restriction in PageViewRestriction.objects.select_related("page").prefetch_related("groups"):
        if not groups & {group.pk for group in restriction.groups.all()}:
            pages = pages.exclude(Q(path__startswith=restriction.page.path))
    return pages


def readable_children(page: Page, user):
    """The pages right below this one that this person may open; asks nothing where there are none."""
    if page.is_leaf():
        return []
    return readable_pages(page.get_children().live().specific(), user)
