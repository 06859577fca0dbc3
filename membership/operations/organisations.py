from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from membership.models import Organisation, Profile
from membership.operations.municipalities import place_by_data
from portal.core import audit, search
from portal.core.page_cache import public_changed

#: Words that stand behind /netwerk/ themselves.
RESERVED = ("adviesraden", "bericht", "gemeenten")
PUBLIC_FIELDS = ("name", "kind", "province", "town", "inhabitants", "municipality_code", "kvk", "oin")


@transaction.atomic
def create_organisation(
    name: str, *, kind: str, province: str, by, at: datetime | None = None, **facts
) -> Organisation:
    """A new organisation without people or membership yet. `facts`: inhabitants, municipality_code, kvk, oin."""
    at = at or timezone.now()
    name = " ".join(name.split())
    organisation = Organisation.objects.create(
        name=name,
        name_key=search.plain(name)[:200],
        slug=_free_slug(name),
        kind=kind,
        province=province,
        created_at=at,
        **facts,
    )
    audit.record("organisation.created", organisation, by=by, at=at)
    place_by_data(organisation, by=by, at=at)
    return organisation


@transaction.atomic
def update_organisation(organisation: Organisation, *, by, at: datetime | None = None, **facts) -> Organisation:
    """Change what is known of an organisation; only real changes are written and remembered."""
    at = at or timezone.now()
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    changed = [f for f in PUBLIC_FIELDS if f in facts and getattr(organisation, f) != facts[f]]
    if not changed:
        return organisation
    for field in changed:
        setattr(organisation, field, facts[field])
    organisation.name_key = search.plain(organisation.name)[:200]
    organisation.save(update_fields=[*changed, "name_key"])
    audit.record("organisation.changed", organisation, by=by, at=at, fields=changed)
    place_by_data(organisation, by=by, at=at)
    show_in_network(organisation)
    return organisation


def show_in_network(organisation: Organisation) -> None:
    """Bring the public list and search in line with the organisation's current term."""
    if organisation.current_term():
        search.index("organisation", organisation.pk, **found_as(organisation, profile_of(organisation)))
    else:
        search.remove("organisation", organisation.pk)
    public_changed()


def show_all_in_network() -> None:
    """Every organisation again, as it is now."""
    for organisation in Organisation.objects.iterator():
        show_in_network(organisation)


def profile_of(organisation: Organisation) -> Profile | None:
    return Profile.objects.filter(organisation=organisation).first()


def found_as(organisation: Organisation, profile: Profile | None = None) -> dict[str, str]:
    """How search shows a member, and to whom. What its profile does not show is not found either."""
    told = [getattr(profile, name) for name in ("target_group", "access") if profile and profile.shows(name)]
    return {
        "audience": search.PUBLIC,
        "title": organisation.name,
        "summary": f"{organisation.get_kind_display()} in {organisation.get_province_display()}",
        "text": " ".join(told),
        "url": reverse("membership:profile", args=[organisation.slug]),
    }


def _free_slug(name: str) -> str:
    base = slugify(search.plain(name))[:70] or "organisatie"
    taken = set(RESERVED) | set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = [base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)
