"""Finding a date: proposed by who runs the circle, answered in one screen, also from a mailed link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from learning_circles import operations
from learning_circles.access import may_facilitate
from learning_circles.algorithms.explanation import compare, explain, name
from learning_circles.forms.dates import AnswerForm, ChosenForm, PollForm, SlotsForm, as_lines
from learning_circles.letters.dates import VERB
from learning_circles.models import Choice, Circle, Invitee, Poll, PollAnswer, Slot
from learning_circles.planning import ranking_of
from learning_circles.views.doors import runs_circle
from learning_circles.warnings import warnings_for
from portal.core import links
from portal.core.forms import posted

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@runs_circle
def new(request: HttpRequest, circle: Circle) -> HttpResponse:
    form = PollForm(posted(request), initial={"manners": ["room", "hybrid"]})
    if form.is_bound and form.is_valid():
        try:
            poll = operations.open_poll(circle, by=request.user, **form.cleaned_data)
        except operations.PollOpen:
            form.add_error(None, _("Deze kring zoekt al een datum. Rond die vraag eerst af."))
        except operations.CircleClosed:
            form.add_error(None, _("Deze kring is afgerond."))
        else:
            for warning in warnings_for(circle, form.cleaned_data["moments"]):
                messages.warning(request, warning)
            messages.success(request, _("Gevraagd. De mensen van de kring lezen het in hun volgende e-mail."))
            return redirect("circles:poll", pk=poll.pk)
    context = {"circle": circle, "form": form}
    return render(request, "learning_circles/poll_new.html", context, status=422 if form.is_bound else 200)


def _poll(request: HttpRequest, pk: int) -> tuple[Poll, Invitee | None, bool]:
    """With who is asked and whether this person runs the circle; 404 for everybody else."""
    found = get_object_or_404(Poll.objects.select_related("circle", "meeting__circle"), pk=pk)
    invitee = found.invitees.current().filter(user=request.user).first()
    runs = may_facilitate(request.user, found.circle)
    if invitee is None and not runs:
        raise Http404
    return found, invitee, runs


@never_cache
@login_required
@require_http_methods(FORM)
def poll(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer; who runs the circle also sees what fits best, and chooses."""
    found, invitee, runs = _poll(request, pk)
    if request.method == "POST":
        if invitee is None:
            raise PermissionDenied
        if not (refused := _answer(request, invitee)):
            messages.success(request, _("Bewaard. U kunt het later nog veranderen."))
            return redirect("circles:poll", pk=pk)
        return refused
    return _page(request, found, invitee, runs=runs)


@never_cache
@require_http_methods(FORM)
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the mailed link: one person's answers, without an account. A GET changes nothing."""
    pk = links.object_for(VERB, token)
    invitees = Invitee.objects.current().select_related("poll__circle", "poll__meeting__circle", "user")
    invitee = invitees.filter(pk=pk, user__is_active=True).first() if pk else None
    if invitee is None:
        return links.unreferred(render(request, "learning_circles/poll_closed.html", status=404))
    if request.method == "POST":
        return links.unreferred(_answer(request, invitee, by_link=True) or redirect("circles:poll_saved"))
    return links.unreferred(_page(request, invitee.poll, invitee, by_link=True))


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    return links.unreferred(render(request, "learning_circles/poll_saved.html"))


def _answer(request: HttpRequest, invitee: Invitee, *, by_link: bool = False) -> HttpResponse | None:
    """Save; or the page that says why not."""
    found = invitee.poll
    slots = list(found.slots.filter(removed_at=None))
    form = AnswerForm(request.POST, slots=slots, given={})
    runs = not by_link and may_facilitate(request.user, found.circle)
    if not form.is_valid():
        return _page(request, found, invitee, runs=runs, by_link=by_link, form=form, status=422)
    choices = dict.fromkeys((slot.pk for slot in slots), Choice.CANNOT) if "none" in request.POST else form.choices()
    try:
        operations.answer_poll(invitee, choices)
    except operations.PollClosed:
        invitee.poll.refresh_from_db()
        return _page(request, found, invitee, runs=runs, by_link=by_link, status=409, too_late=True)
    return None


def _page(request, found: Poll, invitee: Invitee | None, *, runs=False, by_link=False, status=200, **more):
    slots = list(found.slots.filter(removed_at=None))
    current = found.invitees.current()
    said = PollAnswer.objects.filter(slot__in=slots, invitee__in=current)
    answers = list(said.values_list("slot", "invitee", "choice"))
    given = {slot: choice for slot, who, choice in answers if invitee and who == invitee.pk}
    form = more.pop("form", None) or AnswerForm(slots=slots, given=given)
    ranking = ranking_of(found) if slots and not found.is_closed else None
    best = ranking.best if ranking and answers else None
    runner_up = next(iter(ranking.runners_up()), None) if best else None
    for slot in slots:
        _tell(slot, answers, best, form)
    context = {
        "poll": found,
        "circle": found.circle,
        "slots": slots,
        "form": form,
        "invitee": invitee,
        "runs": runs,
        "by_link": by_link,
        "takes_answers": found.takes_answers and invitee is not None,
        "best": best,
        "best_text": explain(best, runner_up) if best else "",
        "options": _options(ranking) if runs and ranking else [],
        "invitees": current.select_related("user", "organisation") if runs else [],
        "warnings": warnings_for(found.circle, [(s.starts_at, s.ends_at) for s in slots]) if runs else [],
        "chosen_form": ChosenForm(poll=found),
        **more,
    }
    return render(request, "learning_circles/poll.html", context, status=status)


def _tell(slot: Slot, answers: list[tuple[int, int, str]], best, form: AnswerForm) -> None:
    """How everybody answered, as numbers and dots; nobody's name."""
    said = [choice for pk, _who, choice in answers if pk == slot.pk]
    slot.can, slot.if_needed, slot.cannot = (said.count(choice) for choice in Choice.values)
    slot.dots = ["can"] * slot.can + ["maybe"] * slot.if_needed + ["cannot"] * slot.cannot
    slot.is_best = best is not None and best.slot.key == slot.pk
    slot.field = form[f"slot-{slot.pk}"]


def _options(ranking) -> list[dict]:
    """The best option and the runners-up: what to choose from, and why each stands where it does."""
    best = ranking.best
    if best is None:
        return []
    options = [best, *ranking.runners_up(most=4)]
    return [
        {
            "value": f"{option.slot.key}:{option.form}:{option.place.key if option.place else ''}",
            "name": name(option),
            "why": "" if option is best else compare(best, option),
        }
        for option in options
    ]


@require_POST
@never_cache
@login_required
def choice(request: HttpRequest, pk: int) -> HttpResponse:
    """The facilitator decides."""
    found, invitee, runs = _poll(request, pk)
    if not runs:
        raise PermissionDenied
    form = ChosenForm(request.POST, poll=found)
    if not form.is_valid():
        return _page(request, found, invitee, runs=True, chosen_form=form, status=422)
    slot, manner, town = form.cleaned_data["option"]
    try:
        meeting = operations.choose_slot(
            found,
            slot=slot,
            manner=manner,
            town=town,
            address=form.cleaned_data["address"],
            online_link=form.cleaned_data["online_link"],
            by=request.user,
        )
    except operations.PollClosed:
        messages.error(request, _("Er is al een datum gekozen."))
        return redirect("circles:poll", pk=pk)
    messages.success(request, _("De datum is gekozen. De mensen van de kring lezen het in hun volgende e-mail."))
    return redirect("circles:desk", slug=meeting.circle.slug, number=meeting.number)


@never_cache
@login_required
@require_http_methods(FORM)
def slots(request: HttpRequest, pk: int) -> HttpResponse:
    """Other dates; what people answered to those that stay is kept."""
    found, _invitee, runs = _poll(request, pk)
    if not runs:
        raise PermissionDenied
    form = SlotsForm(posted(request), initial={"moments": as_lines(list(found.slots.filter(removed_at=None)))})
    if form.is_bound and form.is_valid():
        try:
            operations.change_slots(found, form.cleaned_data["moments"], by=request.user)
        except operations.PollClosed:
            form.add_error(None, _("Er is al een datum gekozen."))
        else:
            messages.success(request, _("Bewaard."))
            return redirect("circles:poll", pk=pk)
    context = {"poll": found, "circle": found.circle, "form": form}
    return render(request, "learning_circles/poll_slots.html", context, status=422 if form.is_bound else 200)


@require_POST
@never_cache
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """No date comes of it."""
    found, _invitee, runs = _poll(request, pk)
    if not runs:
        raise PermissionDenied
    operations.close_poll(found, by=request.user)
    messages.success(request, _("De vraag naar een datum is gestopt."))
    return redirect("circles:circle", slug=found.circle.slug)
