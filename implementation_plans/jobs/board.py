"""Documents of this room that a job makes (law 18)."""

from datetime import datetime

from implementation_plans.access import is_colleague
from implementation_plans.models import Plan
from implementation_plans.operations.board import board_of, state_of
from portal.core import documents
from portal.core.documents import prepared

BOARD = "plans.board"


def make_board(subject: str, at: datetime) -> prepared.Made:
    """One A4 for alderman or director. Raises documents.NoPdf."""
    plan = Plan.objects.select_related("organisation", "template").get(pk=_pk(subject))
    context = {"plan": plan, "parts": board_of(plan), "state": state_of(plan), "date": at}
    title = f"Ons plan op één bladzijde: {plan.organisation.name}"
    name = f"Plan op één bladzijde, {plan.organisation.name}.pdf"
    return prepared.Made(name, "pdf", documents.pdf("documents/board.html", context, title=title))


def may_open_board(user, subject: str) -> bool:
    return is_colleague(user, _pk(subject))


def _pk(subject: str) -> int:
    return int(subject.removeprefix("plan:"))


prepared.register(BOARD, make_board, may_open=may_open_board)
