"""Restrictions that forget the staff lock out the people who help (law 10)."""

from django.core.checks import Error, Tags, register
from django.db import DatabaseError


@register(Tags.database)
def restrictions_name_staff(app_configs, databases=None, **kwargs) -> list[Error]:
    if not databases:
        return []
    from wagtail.models import CollectionViewRestriction, PageViewRestriction

    from knowledge.access import STAFF_GROUPS

    try:
        found = [
            (subject, restriction)
            for subject, model in {"page": PageViewRestriction, "collection": CollectionViewRestriction}.items()
            for restriction in model.objects.filter(restriction_type=model.GROUPS).prefetch_related("groups")
        ]
    except DatabaseError:  # not migrated yet
        return []
    wanted = set(STAFF_GROUPS)
    return [
        Error(
            f"The restriction of {subject} {getattr(restriction, f'{subject}_id')} does not name every staff group.",
            hint="Add the groups 'Medewerkers: …' to its privacy.",
            id="knowledge.E001",
        )
        for subject, restriction in found
        if not wanted <= {group.name for group in restriction.groups.all()}
    ]
