"""What the one page for alderman or director says of a plan, as it stands now."""

from implementation_plans.algorithms.board import BoardPart, board_parts
from implementation_plans.blocks import BOARD_PARTS
from implementation_plans.models import Answer, Plan
from portal.core.templatetags.portal import day


def board_of(plan: Plan) -> list[BoardPart]:
    """Changes nothing. The plan comes with its template and organisation."""
    codes = [section.code for section in plan.sections.all()]
    outlines = {outline["code"]: outline for outline in plan.template.sections}
    texts = dict(Answer.objects.filter(section__plan=plan).values_list("question", "text"))
    return board_parts(BOARD_PARTS, [outlines[code] for code in codes], texts)


def state_of(plan: Plan) -> str:
    """Where the plan stands, in words for somebody who does not know the portal."""
    version = plan.latest_version()
    if version is None or version.is_withdrawn:
        return "Wij schrijven nog aan het plan"
    if not version.is_decided:
        return f"Versie {version.number} ligt sinds {day(version.submitted_at)} bij het netwerk"
    decided = day(version.decision.decided_at)
    if version.is_approved:
        return f"Goedgekeurd door het netwerk op {decided}"
    if version.is_returned:
        return f"Gelezen door het netwerk op {decided}. Wij vullen het plan nu aan"
    return f"Niet goedgekeurd door het netwerk op {decided}. Wij schrijven verder"
