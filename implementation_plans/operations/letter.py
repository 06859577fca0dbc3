"""The letter of a decision: composed from what the readers wrote, then edited by hand before it goes."""

from implementation_plans.models import Outcome, PlanVersion, Reading, SectionReview
from implementation_plans.operations.reading import is_tied

CLOSING = {
    Outcome.APPROVED: "U kunt nu verder met alles van niveau 2. Wij vragen u over een jaar hoe het gaat.",
    Outcome.RETURNED: "De andere onderdelen zijn goed. Daar hoeft u niets meer aan te doen.",
    Outcome.REFUSED: "Bel ons gerust. Dan bespreken wij samen wat er wel kan.",
}


def compose_letter(version: PlanVersion, *, outcome: str, opening: str) -> dict:
    """`opening`, then per section what readers wrote, then a closing: {"opening", "parts", "closing"}.

    A return names the sections that must be added to; their reactions come first in the letter's text. Other
    outcomes name every section that got a reaction.
    """
    parts, asked = [], 0
    for section, reviews in reviews_of(version):
        asked += any(r.asks_for_more for r in reviews)
        text = "\n\n".join(reaction for review in reviews for reaction in review.reactions)
        if text:
            parts.append({"code": section.code, "number": section.number, "title": section.title, "text": text})
    closing = CLOSING[Outcome(outcome)]
    if outcome == Outcome.RETURNED and asked == version.sections.count():  # nothing else is left that is good
        closing = ""
    return {"opening": opening, "parts": parts, "closing": closing}


def reviews_of(version: PlanVersion) -> list[tuple]:
    """Every section with the reviews that count: of current readers who read the whole version."""
    readers = {r.reader_id for r in readings_that_count(version) if r.is_complete}
    reviews: dict[int, list[SectionReview]] = {}
    found = SectionReview.objects.filter(section__versions=version, reader__in=readers)
    for review in found.select_related("reader").prefetch_related("judgements").order_by("pk"):
        reviews.setdefault(review.section_id, []).append(review)
    return [(section, reviews.get(section.pk, [])) for section in version.sections.all()]


def readings_that_count(version: PlanVersion) -> list[Reading]:
    """Of current readers without a tie to the plan: who got one since reads for nobody any more (R-06)."""
    readings = Reading.objects.current().filter(version=version).select_related("reader")
    return [r for r in readings if not is_tied(version.plan, r.reader)]


def flagged_sections(version: PlanVersion) -> list:
    """The sections that a reader wants added to: what a return opens again."""
    return [section for section, reviews in reviews_of(version) if any(r.asks_for_more for r in reviews)]
