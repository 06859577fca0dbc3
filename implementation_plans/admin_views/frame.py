"""What the pages about one version share: finding it, the head and the tabs."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from implementation_plans.models import PlanVersion, Reading, SectionReview, VersionSection

OWN_PLAN = gettext_lazy("U bent zelf betrokken bij deze organisatie. Een collega oordeelt over dit plan.")


def version_of(request: HttpRequest, pk: int) -> PlanVersion:
    """The version, or 404 for who has a tie to the plan: a seat, a share or a declared interest."""
    versions = PlanVersion.objects.readable_by(request.user)
    related = ("plan__organisation", "plan__template", "decision__decided_by", "submitted_by")
    return get_object_or_404(versions.select_related(*related), pk=pk)


def trail() -> list[tuple[str, str]]:
    return [(_("Plannen"), reverse("plans_admin:versions")), (_("Beoordeling"), "")]


def sections_with_own_review(version: PlanVersion, user) -> list[VersionSection]:
    """The sections in order, each with `own_review` of this person or None."""
    sections = list(version.sections.prefetch_related("files__file"))
    reviews = SectionReview.objects.filter(section__in=sections, reader=user).prefetch_related("judgements")
    own = {review.section_id: review for review in reviews}
    for section in sections:
        section.own_review = own.get(section.pk)
    return sections


def frame(
    version: PlanVersion, sections: list[VersionSection], user, current: VersionSection | None = None
) -> dict[str, object]:
    """`others`: colleagues who read this version; what they found is shown once one's own reading is complete."""
    readings = list(Reading.objects.current().filter(version=version).select_related("reader"))
    own = next((r for r in readings if r.reader_id == user.pk), None)
    return {
        "version": version,
        "sections": sections,
        "section": current,
        "read": sum(s.own_review is not None for s in sections),
        "count": len(sections),
        "own_reading": own,
        "others": [r for r in readings if r.reader_id != user.pk],
    }


def may_see_others(version: PlanVersion, readings_frame: dict) -> bool:
    """A second reader's view is hidden until one's own is in; who does not read, or after the decision, sees all."""
    own = readings_frame["own_reading"]
    return version.is_decided or own is None or own.is_complete
