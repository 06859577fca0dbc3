"""After a meeting: the minutes, what the network learned, what people promised, and looking back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from learning_circles import operations
from learning_circles.access import may_facilitate, may_read_minutes, may_see_people, was_there
from learning_circles.forms.minutes import ActionForm, HarvestForm, LookBackForm, MinutesForm, RemarkForm
from learning_circles.models import Action, Harvest, Meeting, Minutes, MinutesRemark, Registration
from learning_circles.views.doors import at_meeting, runs_meeting
from portal.core.forms import posted, wants_json
from portal.core.templatetags.portal import when

FORM = ["GET", "HEAD", "POST"]


def to_minutes(meeting: Meeting) -> HttpResponse:
    return redirect("circles:minutes", slug=meeting.circle.slug, number=meeting.number)


@require_safe
@at_meeting
def minutes(request: HttpRequest, shown: Meeting) -> HttpResponse:
    """What came out: for who was there, and once approved for every member who may know of the circle."""
    if not may_read_minutes(request.user, shown) and not may_facilitate(request.user, shown.circle):
        raise Http404
    return _page(request, shown)


def _page(request: HttpRequest, shown: Meeting, *, status: int = 200, **forms) -> HttpResponse:
    kept = Minutes.objects.filter(meeting=shown).select_related("saved_by", "approved_by").first()
    runs = may_facilitate(request.user, shown.circle)
    sees_people = may_see_people(request.user, shown.circle)
    context = {
        "meeting": shown,
        "circle": shown.circle,
        "minutes": kept,
        "runs": runs,
        "may_remark": kept is not None and kept.takes_remarks and was_there(request.user, shown),
        "remarks": kept.remarks.select_related("made_by") if kept and not kept.is_approved else [],
        "harvest": shown.harvest.select_related("item"),
        "actions": shown.actions.select_related("owner", "organisation") if sees_people else [],
        "remark_form": RemarkForm(),
        "harvest_form": HarvestForm(),
        "action_form": ActionForm(meeting=shown),
        **forms,
    }
    return render(request, "learning_circles/minutes.html", context, status=status)


@require_http_methods(FORM)
@runs_meeting
def write(request: HttpRequest, shown: Meeting) -> HttpResponse:
    """One person writes at a time. Whoever takes over, nothing is lost: who saves second sees both texts."""
    kept = Minutes.objects.filter(meeting=shown).select_related("saved_by").first()
    initial = {"text": kept.text if kept else "", "revision": kept.revision if kept else 0}
    form = MinutesForm(posted(request), initial=initial)
    if not form.is_bound and kept and kept.is_approved:
        return to_minutes(shown)
    if not form.is_bound:
        held = operations.hold_minutes(shown, by=request.user) if request.method == "GET" else None
        return _writing(request, shown, form, minutes=kept, held=held if held and held.by != request.user else None)
    if form.is_valid():
        try:
            saved = operations.save_minutes(shown, by=request.user, **form.cleaned_data)
        except operations.ChangedMeanwhile as changed:
            return _both(request, shown, form, changed.minutes)
        except operations.MinutesNotOpen:
            form.add_error(None, _("Dit verslag is vastgesteld. Er kan niets meer in veranderen."))
        except operations.TooEarly:
            form.add_error(None, _("Schrijven kan zodra de bijeenkomst begint."))
        else:
            if wants_json(request):
                return JsonResponse({"saved": when(saved.saved_at), "stamps": {"minutes": saved.revision}})
            operations.release_minutes(shown, by=request.user)
            messages.success(request, _("Bewaard."))
            return to_minutes(shown)
    if wants_json(request):
        return JsonResponse({"error": [said for errors in form.errors.values() for said in errors]}, status=422)
    return _writing(request, shown, form, status=422)


def _writing(request: HttpRequest, shown: Meeting, form: MinutesForm, *, status: int = 200, **more) -> HttpResponse:
    context = {"meeting": shown, "circle": shown.circle, "form": form, **more}
    return render(request, "learning_circles/minutes_write.html", context, status=status)


@require_POST
@runs_meeting
def take_over(request: HttpRequest, shown: Meeting) -> HttpResponse:
    """Write although somebody else was writing."""
    operations.hold_minutes(shown, by=request.user, takes_over=True)
    return redirect("circles:minutes_write", slug=shown.circle.slug, number=shown.number)


def _both(request: HttpRequest, shown: Meeting, form: MinutesForm, theirs: Minutes) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"conflicts": ["minutes"]}, status=409)
    mine = MinutesForm(initial={"text": form.cleaned_data["text"], "revision": theirs.revision})
    return _writing(request, shown, mine, status=409, theirs=theirs)


def _minutes(shown: Meeting) -> Minutes:
    return get_object_or_404(Minutes, meeting=shown)


@require_POST
@runs_meeting
def share(request: HttpRequest, shown: Meeting) -> HttpResponse:
    operations.share_minutes(_minutes(shown), by=request.user)
    messages.success(request, _("Gedeeld. Wie er was, leest het in de volgende e-mail en kan reageren."))
    return to_minutes(shown)


@require_POST
@runs_meeting
def approve(request: HttpRequest, shown: Meeting) -> HttpResponse:
    try:
        operations.approve_minutes(_minutes(shown), by=request.user)
    except operations.MinutesNotOpen:
        messages.error(request, _("Deel het verslag eerst met wie er was."))
    else:
        messages.success(request, _("Vastgesteld. De hele kring leest nu wat eruit kwam."))
    return to_minutes(shown)


@require_POST
@at_meeting
def remark(request: HttpRequest, shown: Meeting) -> HttpResponse:
    if not may_read_minutes(request.user, shown):
        raise Http404
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, status=422, remark_form=form)
    try:
        operations.remark_on_minutes(_minutes(shown), text=form.cleaned_data["text"], by=request.user)
    except operations.NotThere as absent:
        raise PermissionDenied from absent
    except operations.MinutesNotOpen:
        messages.error(request, _("Reageren kan niet meer: het verslag is vastgesteld. Bel de begeleider."))
    else:
        messages.success(request, _("Dank u wel. De begeleider leest uw opmerking."))
    return to_minutes(shown)


@require_POST
@runs_meeting
def remark_handled(request: HttpRequest, shown: Meeting, pk: int) -> HttpResponse:
    operations.handle_remark(get_object_or_404(MinutesRemark, minutes__meeting=shown, pk=pk), by=request.user)
    return to_minutes(shown)


@require_POST
@runs_meeting
def harvest(request: HttpRequest, shown: Meeting) -> HttpResponse:
    form = HarvestForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, status=422, harvest_form=form)
    operations.harvest(shown, by=request.user, **form.cleaned_data)
    messages.success(request, _("Bewaard voor het netwerk."))
    return to_minutes(shown)


@require_POST
@runs_meeting
def harvest_end(request: HttpRequest, shown: Meeting, pk: int) -> HttpResponse:
    found = Harvest.objects.filter(meeting=shown, pk=pk).select_related("item").first()
    if found:  # gone already after a second click
        operations.drop_harvest(found, by=request.user)
    return to_minutes(shown)


@require_POST
@runs_meeting
def action(request: HttpRequest, shown: Meeting) -> HttpResponse:
    form = ActionForm(request.POST, meeting=shown)
    if not form.is_valid():
        return _page(request, shown, status=422, action_form=form)
    data = form.cleaned_data
    operations.agree_action(shown, text=data["text"], registration=data["who"], due_on=data["due_on"], by=request.user)
    messages.success(request, _("Bewaard."))
    return to_minutes(shown)


@require_POST
@at_meeting
def action_done(request: HttpRequest, shown: Meeting, pk: int) -> HttpResponse:
    """Whoever promised it, or who runs the circle."""
    found = get_object_or_404(Action, meeting=shown, pk=pk)
    if found.owner_id != request.user.pk and not may_facilitate(request.user, shown.circle):
        raise PermissionDenied
    operations.finish_action(found, by=request.user)
    messages.success(request, _("Fijn, dat is klaar."))
    return redirect("circles:circle", slug=shown.circle.slug)


@require_http_methods(FORM)
@at_meeting
def look_back(request: HttpRequest, shown: Meeting) -> HttpResponse:
    """Three questions; the page says who reads the answers."""
    own = get_object_or_404(Registration, meeting=shown, user=request.user, came=True)
    given = getattr(own, "evaluation", None)
    names = ("useful", "takes_home", "wish")
    form = LookBackForm(posted(request), initial={name: getattr(given, name) for name in names} if given else {})
    if form.is_bound and form.is_valid():
        operations.look_back(own, **form.cleaned_data)
        messages.success(request, _("Dank u wel. De begeleider leest uw antwoord."))
        return redirect("circles:meeting", slug=shown.circle.slug, number=shown.number)
    context = {"meeting": shown, "circle": shown.circle, "form": form}
    return render(request, "learning_circles/look_back.html", context, status=422 if form.is_bound else 200)
