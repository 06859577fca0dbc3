"""Restrictions that forget the staff lock out the people who help (law 10)."""

from django.core.checks import Error, Tags, register
from django.db import DatabaseError


@register(Tags.database)
def restrictions_name_staff(app_configs, databases=None, **kwargs) -> list[Error]:
    if not databases:
        return []
    from wagtail.models import PageViewRestriction

    from knowledge.access import STAFF_GROUPS

    try:
        restrictions = list(
            PageViewRestriction.objects.filter(restriction_type=PageViewRestriction.GROUPS)
            .select_related("page")
            .prefetch_related("groups")
        )
    except DatabaseError:  # not migrated yet
        return []
    wanted = set(STAFF_GROUPS)
    return [
        Error(
            f"The restriction of page {r.page_id} does not name every staff group.",
            hint="Add the groups 'Medewerkers: …' to the page's privacy.",
            id="knowledge.E001",
        )
        for r in restrictions
        if not wanted <= {group.name for group in r.groups.all()}
    ]
