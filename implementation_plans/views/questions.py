"""Newer questions for a running plan: what is different, and moving to them. /mijn/plan/vragen/"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from implementation_plans import operations
from implementation_plans.models import Answer, Plan
from implementation_plans.views.desk import plan_of
from membership.models import Seat
from membership.views.own import for_members


@require_safe
@for_members
def questions(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Every section with what is different, and the writers' own text beside each question. Changes nothing."""
    plan = plan_of(request, seat)
    newer, found = operations.news_for(plan)
    texts = _texts(plan)
    shown = [(c, [(q, texts.get(q.code, "")) for q in c.questions]) for c in found if c.is_different or c.is_gone]
    context = {
        "plan": plan,
        "newer": newer,
        "shown": shown,
        "same": [c for c in found if not c.is_different and not c.is_gone],
        "again": [c for c in found if c.asks_anew and not c.is_gone],
        "gone": [c for c in found if c.is_gone],
        "kept": plan.kept_texts.all(),
    }
    return render(request, "implementation_plans/questions.html", context)


@require_POST
@for_members
def move(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Move to the questions that were shown; when those are not the newest any more, show the newest first."""
    plan = plan_of(request, seat)
    newer, _found = operations.news_for(plan)
    if newer is None:
        messages.info(request, _("U hebt de nieuwste vragen al. U hoeft nu niets te doen."))
        return redirect("plans:plan")
    if request.POST.get("vragen") != str(newer.pk):
        messages.error(request, _("Er kwamen net weer andere vragen. Bekijk ze hieronder. Stap daarna over."))
        return redirect("plans:questions")
    try:
        operations.move_to_template(plan, newer, by=request.user)
    except (operations.PlanNotOpen, operations.NotTheNewest):
        messages.error(request, _("U kunt nu niet overstappen. Bel ons gerust, dan kijken wij samen."))
    else:
        messages.success(request, _("U werkt nu met de nieuwe vragen. Al uw teksten zijn bewaard."))
    return redirect("plans:plan")


def _texts(plan: Plan) -> dict[str, str]:
    return dict(Answer.objects.filter(section__plan=plan).values_list("question", "text"))
