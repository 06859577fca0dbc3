"""For who runs the circle: planning, announcing, moving, cancelling, places and attendance."""

from copy import copy

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from learning_circles import operations
from learning_circles.access import facilitates
from learning_circles.forms.meetings import CancelForm, CapacityForm, MaterialForm, MoveForm, PlanForm, WordsForm
from learning_circles.models import Circle, Evaluation, Meeting, Registration, occupancy
from learning_circles.views.doors import runs_circle, runs_meeting
from learning_circles.views.meeting import materials_of
from learning_circles.warnings import warnings_for
from portal.core.forms import posted

FORM = ["GET", "HEAD", "POST"]


def to_desk(meeting: Meeting) -> HttpResponse:
    return redirect("circles:desk", slug=meeting.circle.slug, number=meeting.number)


@require_http_methods(FORM)
@runs_circle
def new(request: HttpRequest, circle: Circle) -> HttpResponse:
    """One meeting, or a series of which each goes its own way. Nobody sees them before they are announced."""
    form = PlanForm(posted(request), initial={"title": circle.title, "capacity": circle.size})
    if form.is_bound and form.is_valid():
        facts = form.facts()
        try:
            made = operations.plan_series(circle, form.moments(), by=request.user, **facts)
        except operations.CircleClosed:
            form.add_error(None, _("Deze kring is afgerond. Er komen geen bijeenkomsten meer bij."))
        else:
            for warning in warnings_for(circle, [(m.starts_at, m.ends_at) for m in made]):
                messages.warning(request, warning)
            messages.success(request, _("Gepland. Kijk het na en maak het dan bekend."))
            return to_desk(made[0])
    return render(
        request, "learning_circles/plan.html", {"circle": circle, "form": form}, status=422 if form.is_bound else 200
    )


@require_safe
@runs_meeting
def desk(request: HttpRequest, shown: Meeting) -> HttpResponse:
    return desk_page(request, shown)


def desk_page(request: HttpRequest, shown: Meeting, *, status: int = 200, **forms) -> HttpResponse:
    occupancy([shown])
    everybody = Registration.objects.standing().filter(meeting=shown).select_related("user", "organisation")
    rows = list(everybody.order_by("position"))
    own = facilitates(request.user, shown.circle)
    context = {
        "meeting": shown,
        "circle": shown.circle,
        "seated": [row for row in rows if row.has_place],
        "offered": [row for row in rows if row.is_offered],
        "waiting": [row for row in rows if row.is_waiting],
        "needs": [row for row in rows if own and row.has_place and (row.diet or row.access_needs)],
        "evaluations": _evaluations(shown) if own else [],
        "warnings": [] if shown.has_begun else warnings_for(shown.circle, [(shown.starts_at, shown.ends_at)]),
        "capacity_form": CapacityForm(initial={"capacity": shown.capacity}),
        "cancel_form": CancelForm(),
        "materials": materials_of(shown, removable=True),
        "material_form": MaterialForm(),
        **forms,
    }
    return render(request, "learning_circles/desk.html", context, status=status)


def _evaluations(shown: Meeting) -> list[Evaluation]:
    found = Evaluation.objects.filter(registration__meeting=shown)
    return list(found.select_related("registration__user", "registration__organisation").order_by("given_at"))


@require_http_methods(FORM)
@runs_meeting
def change(request: HttpRequest, shown: Meeting) -> HttpResponse:
    form = WordsForm(
        posted(request), instance=copy(shown)
    )  # a form that is refused leaves its mark on what it was given
    if form.is_bound and form.is_valid():
        try:
            operations.change_meeting(shown, by=request.user, **form.cleaned_data)
        except operations.WordsChanged as changed:
            return _both_words(request, changed.meeting, form)
        messages.success(request, _("Bewaard."))
        return to_desk(shown)
    context = {"meeting": shown, "circle": shown.circle, "form": form}
    return render(request, "learning_circles/words.html", context, status=422 if form.is_bound else 200)


def _both_words(request: HttpRequest, now: Meeting, form: WordsForm) -> HttpResponse:
    """What this person typed stays in the fields, what the other saved stands above it; saving again counts."""
    form.data = form.data.copy()
    form.data["stamp"] = now.words_stamp()
    context = {"meeting": now, "circle": now.circle, "form": form, "theirs": now, "programme": now.programme.all()}
    return render(request, "learning_circles/words.html", context, status=409)


@require_http_methods(FORM)
@runs_meeting
def move(request: HttpRequest, shown: Meeting) -> HttpResponse:
    form = MoveForm.of(shown, posted(request))
    if form.is_bound and form.is_valid():
        try:
            operations.move_meeting(shown, reason=form.cleaned_data["reason"], by=request.user, **form.plan())
        except operations.NotOpen:
            form.add_error(None, _("Deze bijeenkomst gaat niet door of is voorbij. Plan een nieuwe."))
        else:
            messages.success(request, _("Veranderd. Wie een plek heeft, krijgt een nieuwe afspraak per e-mail."))
            return to_desk(shown)
    context = {"meeting": shown, "circle": shown.circle, "form": form}
    return render(request, "learning_circles/move.html", context, status=422 if form.is_bound else 200)


@require_POST
@runs_meeting
def announce(request: HttpRequest, shown: Meeting) -> HttpResponse:
    try:
        operations.announce_meeting(shown, by=request.user)
    except operations.NotOpen:
        messages.error(request, _("Deze bijeenkomst gaat niet door of is voorbij."))
    else:
        messages.success(request, _("Bekendgemaakt. De mensen van de kring lezen het in hun volgende e-mail."))
    return to_desk(shown)


@require_POST
@runs_meeting
def cancel(request: HttpRequest, shown: Meeting) -> HttpResponse:
    form = CancelForm(request.POST)
    if not form.is_valid():
        return desk_page(request, shown, status=422, cancel_form=form)
    try:
        operations.cancel_meeting(shown, reason=form.cleaned_data["reason"], by=request.user)
    except operations.NotOpen:
        messages.error(request, _("Deze bijeenkomst is al voorbij."))
    else:
        messages.success(request, _("De bijeenkomst gaat niet door. Iedereen die zich aanmeldde, krijgt een e-mail."))
    return to_desk(shown)


@require_POST
@runs_meeting
def capacity(request: HttpRequest, shown: Meeting) -> HttpResponse:
    form = CapacityForm(request.POST)
    if form.is_valid():
        try:
            operations.change_capacity(shown, capacity=form.cleaned_data["capacity"], by=request.user)
        except operations.SeatsTaken as kept:
            words = _("Er zijn al %d plekken vergeven. Vul %d of meer in, of meld eerst mensen af.")
            form.add_error("capacity", words % (kept.taken, kept.taken))
        else:
            messages.success(request, _("Bewaard. Komt er plek, dan krijgt de eerste op de wachtlijst een e-mail."))
            return to_desk(shown)
    return desk_page(request, shown, status=422, capacity_form=form)


@require_POST
@runs_meeting
def attendance(request: HttpRequest, shown: Meeting) -> HttpResponse:
    came = {int(pk) for pk in request.POST.getlist("came") if pk.isdecimal() and len(pk) < 19}
    try:
        count = operations.mark_attendance(shown, came=came, by=request.user)
    except operations.NotOpen:
        messages.error(request, _("Aanvinken kan zodra de bijeenkomst begint."))
    else:
        messages.success(request, _("Bewaard: %d mensen waren er.") % count)
    return to_desk(shown)
