"""Where somebody works on a plan: a colleague at /mijn/plan/, somebody from outside at /mijn/gedeeld/<pk>/."""

from dataclasses import dataclass
from functools import cached_property, wraps

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from implementation_plans.models import Plan, PlanSection, PlanShare, ShareRight
from membership.models import Seat
from membership.views.own import for_members
from portal.accounts.models import User
from portal.core.forms import wants_json

ENDED = _("Dit plan wordt niet meer met u gedeeld. Wij konden dit niet bewaren. Kopieer uw tekst als u hem nodig hebt.")

OTHER_SEAT = _(
    "U werkt nu voor %s. Dit formulier was van uw andere organisatie. Wij bewaarden niets."
    " Kies eerst die organisatie in uw overzicht."
)


@dataclass(frozen=True)
class Desk:
    """A plan and who works on it, by a seat or by a share: what they may do, and where their pages are."""

    plan: Plan
    user: User
    seat: Seat | None = None
    share: PlanShare | None = None

    @property
    def is_colleague(self) -> bool:
        return self.seat is not None

    @property
    def may_write(self) -> bool:
        return self.share is None or self.share.may_write

    @property
    def may_remark(self) -> bool:
        return self.share is None or self.share.may_remark

    def address(self, name: str, *args) -> str:
        if self.share:
            return reverse(f"plans:shared_{name}", args=[self.plan.pk, *args])
        return reverse(f"plans:{name}", args=args)

    @property
    def home(self) -> str:
        return self.address("plan")

    @cached_property
    def sections(self) -> list[PlanSection]:
        """With their page, who writes them, and how many remarks are open that this person may read."""
        own = Q() if self.is_colleague else Q(remarks__by=self.user)
        waiting = Count("remarks", filter=own & Q(remarks__resolved_at=None))
        writers = {seat.user_id: seat.user for seat in self.colleagues}
        sections = list(self.plan.sections.annotate(open_remarks=waiting).order_by("number"))
        for section in sections:
            section.plan = self.plan
            section.url = self.address("section", section.number)
            section.task_of = writers.get(section.writer_id)
        return sections

    @cached_property
    def colleagues(self) -> list[Seat]:
        """Who has a seat now; somebody from outside does not get to see them."""
        if not self.is_colleague:
            return []
        seats = Seat.objects.current().filter(organisation=self.plan.organisation)
        return list(seats.select_related("user").order_by("pk"))

    def section(self, number: int) -> PlanSection:
        """Or 404."""
        for section in self.sections:
            if section.number == number:
                return section
        raise Http404


def plan_of(request: HttpRequest, seat: Seat) -> Plan:
    plans = Plan.objects.visible_to(request.user).select_related("organisation", "template")
    return get_object_or_404(plans, organisation=seat.organisation)


def own_desk(request: HttpRequest, seat: Seat) -> Desk:
    return Desk(plan_of(request, seat), request.user, seat=seat)


def shared_desk(user, pk: int) -> Desk | None:
    """By the widest of the person's shares of this plan, when it is shared with them today."""
    plan = Plan.objects.shared_with(user).select_related("organisation", "template").filter(pk=pk).first()
    if plan is None:
        return None
    shares = list(PlanShare.objects.current().filter(plan=plan, user=user))
    if not shares:  # it ended between the two questions
        return None
    return Desk(plan, user, share=max(shares, key=lambda share: ShareRight.values.index(share.right)))


def at_own_desk(view):
    """For a colleague who has a seat; 404 for others.

    Somebody with two seats may have the pages of both organisations open: a form of the other one changes nothing.
    """

    @for_members
    @wraps(view)
    def guarded(request: HttpRequest, seat: Seat, *args, **kwargs) -> HttpResponse:
        desk = own_desk(request, seat)
        if request.method == "POST" and request.POST.get("plan", str(desk.plan.pk)) != str(desk.plan.pk):
            return other_desk(request, desk)
        return view(request, desk, *args, **kwargs)

    return guarded


def at_shared_desk(view):
    """For whom the plan is shared with; 404 for others, and a sentence for who was writing when it ended."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, plan: int, *args, **kwargs) -> HttpResponse:
        desk = shared_desk(request.user, plan)
        if desk is None and request.method == "POST" and was_shared(request.user, plan):
            return share_ended(request)
        if desk is None:
            raise Http404
        return view(request, desk, *args, **kwargs)

    return guarded


def other_desk(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What was typed for the plan of another organisation stays on the screen; here nothing is saved."""
    said = OTHER_SEAT % desk.plan.organisation
    if wants_json(request):
        return JsonResponse({"error": [said]}, status=409)
    context = {"texts": typed(request), "said": said}
    return render(request, "implementation_plans/share_ended.html", context, status=409)


def typed(request: HttpRequest) -> list[str]:
    return [text for name, text in request.POST.items() if name.startswith(("text-", "remark")) and text.strip()]


def was_shared(user, pk: int) -> bool:
    return PlanShare.objects.filter(plan=pk, user=user).exists()


def share_ended(request: HttpRequest) -> HttpResponse:
    """What the person typed stays on the screen, and nothing of the plan."""
    if wants_json(request):
        return JsonResponse({"error": [str(ENDED)]}, status=409)
    return render(request, "implementation_plans/share_ended.html", {"texts": typed(request)}, status=409)
