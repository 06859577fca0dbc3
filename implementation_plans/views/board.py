"""One A4 for alderman or director: /mijn/plan/bestuur/"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from implementation_plans import operations
from implementation_plans.jobs.board import BOARD
from implementation_plans.views.desk import plan_of
from membership.models import Seat
from membership.views.own import for_members
from portal.core.documents import prepared


@require_safe
@for_members
def board(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The page as it prints, and the PDF that a job makes of it."""
    plan = plan_of(request, seat)
    context = {
        "plan": plan,
        "parts": operations.board_of(plan),
        "state": operations.state_of(plan),
        "date": timezone.now(),
        "prepared": prepared.latest(BOARD, subject=f"plan:{plan.pk}"),
        "ask_url": reverse("plans:board_pdf"),
        "here": reverse("plans:board"),
    }
    return render(request, "implementation_plans/board.html", context)


@require_POST
@for_members
def board_pdf(request: HttpRequest, seat: Seat) -> HttpResponse:
    plan = plan_of(request, seat)
    prepared.ask_for(BOARD, subject=f"plan:{plan.pk}", by=request.user)
    return redirect("plans:board")
