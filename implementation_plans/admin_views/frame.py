"""What the pages about one version share: finding it, the head and the tabs, and what one may see of colleagues."""

from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from implementation_plans import operations
from implementation_plans.access import may_see_others
from implementation_plans.models import PlanVersion, Reading, SectionReview, VersionSection

OWN_PLAN = gettext_lazy("U hebt een band met deze organisatie. Een collega leest dit plan.")


def version_of(request: HttpRequest, pk: int) -> PlanVersion:
    """The version, or 404 for who has a tie to the plan: a seat, a share or a declared interest."""
    versions = PlanVersion.objects.readable_by(request.user)
    related = ("plan__organisation", "plan__template", "decision__decided_by", "submitted_by")
    return get_object_or_404(versions.select_related(*related), pk=pk)


def trail(version: PlanVersion | None = None, here: str = "") -> list[tuple[str, str]]:
    between = [(version.plan.organisation.name, reverse("plans_admin:version", args=[version.pk]))] if version else []
    return [(_("Plannen"), reverse("plans_admin:versions")), *between, (here or _("Beoordeling"), "")]


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
    """`others`: colleagues who read this version; `sees_others`: whether this person may see what they found.

    `versions`: of this plan up to this one, oldest first.
    """
    readings = list(Reading.objects.current().filter(version=version).select_related("reader"))
    own = next((r for r in readings if r.reader_id == user.pk), None)
    until_now = PlanVersion.objects.filter(plan=version.plan_id, number__lte=version.number)
    versions = list(until_now.select_related("decision__decided_by").order_by("number"))
    return {
        "version": version,
        "versions": versions,
        "sections": sections,
        "section": current,
        "read": sum(s.own_review is not None for s in sections),
        "count": len(sections),
        "own_reading": own,
        "others": [r for r in readings if r.reader_id != user.pk],
        "sees_others": may_see_others(version, user),
        "days": operations.days_of(versions),
        "usual_days": operations.usual_days(),
    }


def reviews_shown(sections: list[VersionSection], user, context: dict) -> dict[int, list[SectionReview]]:
    """By section: one's own review, and of colleagues who read the whole version what one may see (`sees_others`).

    Of a decided version as it was decided: what a colleague now thinks of an unchanged section belongs to the next one.
    """
    done = [r.reader_id for r in context["others"] if r.is_complete] if context["sees_others"] else []
    version = context["version"]
    until = Q(saved_at__lte=version.decision.decided_at) if version.is_decided else Q()
    found = SectionReview.objects.filter(Q(reader=user) | Q(until, reader__in=done), section__in=sections)
    shown: dict[int, list[SectionReview]] = {section.pk: [] for section in sections}
    for review in found.select_related("reader").prefetch_related("judgements").order_by("pk"):
        shown[review.section_id].append(review)
    return shown
