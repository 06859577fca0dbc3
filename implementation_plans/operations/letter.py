"""The letter of a decision: composed from what the readers wrote, then edited by hand before it goes."""

from implementation_plans.models import Outcome, PlanVersion, Reading, SectionReview

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
    complete = Reading.objects.current().filter(version=version, completed_at__isnull=False)
    readers = set(complete.values_list("reader_id", flat=True))
    reviews: dict[int, list[SectionReview]] = {}
    found = SectionReview.objects.filter(section__versions=version, reader__in=readers)
    for review in found.select_related("reader").prefetch_related("judgements").order_by("pk"):
        reviews.setdefault(review.section_id, []).append(review)
    return [(section, reviews.get(section.pk, [])) for section in version.sections.all()]


def flagged_sections(version: PlanVersion) -> list:
    """The sections that a reader wants added to: what a return opens again."""
    return [section for section, reviews in reviews_of(version) if any(r.asks_for_more for r in reviews)]
