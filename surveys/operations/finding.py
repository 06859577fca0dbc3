"""How outcomes are found in search, and by whom."""

from django.urls import reverse

from portal.core import search
from surveys.models import Release

KIND = "survey_release"


def show_release(release: Release) -> None:
    found = release.round
    search.index(
        KIND,
        release.pk,
        audience=search.PUBLIC if release.is_public else search.MEMBERS,
        title=f"Uitkomsten {found.year}: {found.title}",
        summary=found.intro[:300],
        url=reverse("surveys:results", args=[found.year]),
    )


def show_all_releases() -> None:
    for release in Release.objects.published().select_related("round"):
        show_release(release)
