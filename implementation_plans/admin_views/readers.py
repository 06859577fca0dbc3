"""Who reads a version, and who has an interest in the plan and sees nothing of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from implementation_plans import operations
from implementation_plans.access import may_approve
from implementation_plans.admin_views.frame import OWN_PLAN, frame, sections_with_own_review, trail, version_of
from implementation_plans.forms.reading import ConflictForm, ReaderForm
from implementation_plans.models import ConflictOfInterest, PlanVersion, Reading, SectionReview
from portal.accounts.access import ADVISER, DECIDER, staff_role_required
from portal.accounts.admin_views import staff_page
from portal.accounts.models import User
from portal.core.forms import posted


@require_http_methods(["GET", "HEAD", "POST"])
@staff_role_required(ADVISER, DECIDER)
def readers(request: HttpRequest, pk: int) -> HttpResponse:
    """Who reads, and how far they are. A POST asks a colleague to read as well."""
    shown = version_of(request, pk)
    context = _frame(request, shown)
    colleagues = operations.colleagues_for(shown.plan)
    reading = {r.reader_id for r in context["readings"]}
    free = [c for c in colleagues if not c.is_tied and c.user.pk not in reading and c.user != request.user]
    form = ReaderForm(posted(request), colleagues=free)
    if request.method == "POST" and form.is_valid():
        reader = get_object_or_404(User, pk=form.cleaned_data["reader"])
        if refusal := _asked(shown, reader, by=request.user):
            form.add_error(None, refusal)
        else:
            messages.success(request, _("%s is gevraagd om dit plan te lezen.") % reader.call_name)
            return redirect("plans_admin:readers", pk=pk)
    context |= {
        "form": form,
        "free": free,
        "may_read": not any(c.is_tied for c in colleagues if c.user == request.user),
        "tied": [c.user for c in colleagues if c.is_tied],
        "conflicts": ConflictOfInterest.objects.standing().filter(plan=shown.plan_id).select_related("user"),
        "may_end_conflicts": may_approve(request.user),
    }
    status = 422 if form.is_bound else 200
    return staff_page(request, "beheer/plan_readers.html", context, trail=trail(shown, _("Lezers")), status=status)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def own_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Ik lees dit plan."""
    shown = version_of(request, pk)
    if refusal := _asked(shown, request.user, by=request.user):
        messages.error(request, refusal)
        return redirect("plans_admin:readers", pk=pk)
    return redirect("plans_admin:version", pk=pk)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def reading_end(request: HttpRequest, pk: int, reading_pk: int) -> HttpResponse:
    """Take a reader off this version. What they judged stays, and counts no more."""
    shown = version_of(request, pk)
    reading = get_object_or_404(Reading.objects.select_related("reader"), pk=reading_pk, version=shown)
    try:
        operations.release_reader(reading, by=request.user)
    except operations.OwnReading:
        messages.error(request, _("U haalt uzelf niet weg als lezer. Vraag het een collega."))
    except (operations.AlreadyDecided, operations.PlanWithdrawn):
        messages.error(request, _("Dit plan wordt niet meer gelezen. Er is niets veranderd."))
    else:
        messages.success(request, _("%s leest dit plan niet meer.") % reading.reader.call_name)
    return redirect("plans_admin:readers", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_role_required(ADVISER, DECIDER)
def conflict(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one has an interest in this plan; a decider may say it of a colleague. It works at once."""
    shown = version_of(request, pk)
    colleagues = operations.colleagues_for(shown.plan) if may_approve(request.user) else None
    form = ConflictForm(posted(request), user=request.user, colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        person = get_object_or_404(User, pk=form.cleaned_data.get("person", request.user.pk))
        operations.declare_conflict(shown.plan, user=person, reason=form.cleaned_data["reason"], by=request.user)
        if person == request.user:
            messages.success(request, _("Dank u wel. U ziet dit plan nu niet meer. Een collega leest het."))
            return redirect("plans_admin:versions")
        messages.success(request, _("%s ziet dit plan nu niet meer.") % person.call_name)
        return redirect("plans_admin:readers", pk=pk)
    context = _frame(request, shown) | {"form": form}
    status = 422 if form.is_bound else 200
    return staff_page(request, "beheer/plan_conflict.html", context, trail=trail(shown, _("Belang")), status=status)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def conflict_end(request: HttpRequest, pk: int, conflict_pk: int) -> HttpResponse:
    """A decider says that somebody's interest is gone. Who has one sees nothing here, so nobody ends their own."""
    shown = version_of(request, pk)
    if not may_approve(request.user):
        raise PermissionDenied
    ended = get_object_or_404(ConflictOfInterest.objects.select_related("user"), pk=conflict_pk, plan=shown.plan_id)
    operations.end_conflict(ended, by=request.user)
    messages.success(request, _("%s kan dit plan weer lezen.") % ended.user.call_name)
    return redirect("plans_admin:readers", pk=pk)


def _frame(request: HttpRequest, shown: PlanVersion) -> dict:
    """The frame, with every `readings` of now and in each `judged`: how many sections they read."""
    context = frame(shown, sections_with_own_review(shown, request.user), request.user)
    own = context["own_reading"]
    readings = sorted([*context["others"], *([own] if own else [])], key=lambda r: (r.assigned_at, r.pk))
    reviews = SectionReview.objects.filter(section__versions=shown, reader__in=[r.reader_id for r in readings])
    judged = dict(reviews.values_list("reader").annotate(Count("pk")))
    for reading in readings:
        reading.judged = judged.get(reading.reader_id, 0)
    return context | {"readings": readings}


def _asked(shown: PlanVersion, reader: User, *, by: User) -> str:
    """Ask; returns in words why not, or nothing."""
    try:
        operations.assign_reader(shown, reader=reader, by=by)
    except operations.AlreadyDecided:
        return _("Over dit plan is al een besluit genomen. Er hoeft niemand meer te lezen.")
    except operations.PlanWithdrawn:
        return _("De organisatie heeft dit plan ingetrokken. Er hoeft niemand meer te lezen.")
    except operations.OwnPlan:
        return str(OWN_PLAN) if reader == by else _("Deze collega heeft een band met deze organisatie. Kies een ander.")
    except operations.NotAReader:
        return _("Deze collega leest geen plannen. Kies een ander.")
    return ""
