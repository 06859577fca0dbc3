"""The plan workspace: /mijn/plan/. Starting, the overview of the sections, sending, and what was sent."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from implementation_plans import operations
from implementation_plans.access import may_submit
from implementation_plans.models import PlanShare, PlanVersion
from implementation_plans.views.desk import Desk, at_own_desk
from implementation_plans.views.sections import frame
from membership.models import Seat
from membership.views.own import for_members
from portal.core.operator import operator_settings


@require_POST
@for_members
def start(request: HttpRequest, seat: Seat) -> HttpResponse:
    try:
        operations.start_plan(seat.organisation, by=request.user)
    except operations.NotAMember:
        messages.error(request, _("Alleen leden schrijven een plan. Bel ons als u weer mee wilt doen."))
        return redirect("home:overview")
    except operations.NoTemplate:
        messages.error(
            request,
            _("De vragen van het plan staan nog niet klaar. Bel of mail ons. Dan hoort u wanneer u kunt beginnen."),
        )
        return redirect("home:overview")
    return redirect("plans:section", number=1)


@require_safe
@at_own_desk
def plan(request: HttpRequest, desk: Desk) -> HttpResponse:
    versions = desk.plan.all_versions()
    context = frame(desk) | {
        "versions": versions,
        "newer": operations.news_for(desk.plan, desk.sections)[0],
        "kept": desk.plan.kept_texts.all(),
        "checks": desk.plan.embedding_checks.order_by("-number"),
        "all_done": all(s.is_done for s in desk.sections),
        "shares": PlanShare.objects.current().filter(plan=desk.plan).count(),
        "usual_days": operations.usual_days(),
        "introduction": operations.introduction_for(request.user, desk.plan.template) if desk.plan.is_open else None,
    }
    return render(request, "implementation_plans/plan.html", context)


@require_POST
@at_own_desk
def submission(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Send the plan to the network. Sending twice is sending once."""
    plan = desk.plan
    if not may_submit(request.user, plan):
        raise PermissionDenied
    try:
        version = operations.submit_plan(plan, by=request.user)
    except operations.SectionsNotDone as undone:
        names = ", ".join(f"{s.number}. {s.title}" for s in undone.sections)
        messages.error(request, _("Nog niet klaar: %s. Maak dit eerst af.") % names)
    except operations.IntroductionNotDone as missing:
        messages.error(
            request, _("Volg eerst de leerroute ‘%s’. Daarna verstuurt u het plan.") % missing.introduction.title
        )
    except operations.FilesWaiting:
        messages.error(request, _("Wij controleren nog een bestand. Wacht een minuut en verstuur dan. Of bel ons."))
    except operations.FilesRefused as refused:
        names = ", ".join(f"‘{f.file.name}’" for f in refused.files)
        messages.error(request, _("Dit kunnen wij niet aannemen: %s. Haal dit eerst weg.") % names)
    except (operations.PlanNotOpen, operations.NotAMember, operations.ClosedSectionChanged):
        messages.error(request, _("U kunt dit plan nu niet versturen. Bel ons gerust, dan kijken wij samen."))
    else:
        words = {"number": version.number, "weeks": operator_settings().weeks_to_answer}
        messages.success(
            request, _("Versie %(number)s is verstuurd. U krijgt antwoord binnen %(weeks)s weken.") % words
        )
        return redirect("home:overview")
    return redirect("plans:plan")


@require_safe
@for_members
def version(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """A submitted version; reactions are shown once there is a decision."""
    versions = PlanVersion.objects.visible_to(request.user).select_related("decision__decided_by", "plan__organisation")
    shown = get_object_or_404(versions, plan__organisation=seat.organisation, number=number)
    sections = list(shown.sections.prefetch_related("files__file"))
    if shown.is_decided:
        for part in sections:
            part.reaction = shown.decision.reaction_to(part.code)
    return render(request, "implementation_plans/version.html", {"version": shown, "sections": sections, "seat": seat})
