"""The proposed division for network staff: who is where and why, moving people by hand, and making the circles."""

from collections import defaultdict

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from learning_circles import operations
from learning_circles.admin_views.rounds import OVER, round_for, trail_to
from learning_circles.algorithms.division import Composition, Violation, check, move
from learning_circles.algorithms.wishes import Outcome, Wish, outcomes
from learning_circles.composing import Question
from learning_circles.forms.composing import MoveForm
from learning_circles.models import Division, PlacementMove, WishRound
from portal.accounts.access import ADVISER, DECIDER, staff_role_required
from portal.accounts.admin_views import staff_page

REFRESH_SECONDS = 5
MOST_MOVES = 20


def _of(request: HttpRequest, pk: int) -> tuple[WishRound, Division]:
    of = round_for(request, pk)
    found = of.made_from if of.is_made else Division.objects.latest_of(of)
    if found is None:
        raise Http404
    found.round = of
    return of, found


@require_http_methods(["GET", "HEAD"])
@staff_role_required(ADVISER, DECIDER)
def division(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposal; with ?wie= and ?kring= also what that move would do. While it is made, the page asks again."""
    of, found = _of(request, pk)
    if not found.is_ended:
        return _without_result(request, of, found)
    return _page(request, of, found, data=request.GET if "wie" in request.GET else None)


def _without_result(request: HttpRequest, of: WishRound, found: Division) -> HttpResponse:
    trail = trail_to(of, (_("Voorstel"), ""))
    response = staff_page(request, "beheer/division_waiting.html", {"round": of, "division": found}, trail=trail)
    if found.is_waiting and not of.is_over:
        response["Refresh"] = str(REFRESH_SECONDS)
    return response


def _page(
    request: HttpRequest, of: WishRound, found: Division, *, data=None, changed=False, since=None
) -> HttpResponse:
    """`changed`: not what somebody saw. `since`: what was moved after that."""
    question = Question(of)
    placements = list(found.placements.select_related("member"))
    composition = question.composition(found, placements)
    people = _people(question, composition)
    form = MoveForm(data, **_choices(question, composition))
    preview = _preview(question, composition, form) if form.is_bound and form.is_valid() else None
    context = {
        "round": of,
        "division": found,
        "composition": composition,
        "missing": max(0.0, (composition.bound or 0) - composition.score),
        "percent": 100 * (composition.gap or 0),
        "circles": [
            {"name": _name(composition, circle), "offer": question.offers[circle.key], "people": people[circle.key]}
            for circle in composition.circles
        ],
        "unplaced": people[0],
        "violations": [_violation(question, violation) for violation in check(composition)],
        "form": form,
        "preview": preview,
        "moves": _moves(found).order_by("-number")[:MOST_MOVES],
        "left_out": [question.wishes[p.wish_id] for p in placements if of.is_made and p.member_id is None],
        "changed": changed,
        "since": since or [],
    }
    status = 409 if changed else 422 if form.is_bound and not form.is_valid() else 200
    return staff_page(request, "beheer/division.html", context, trail=trail_to(of, (_("Voorstel"), "")), status=status)


def _choices(question: Question, composition: Composition) -> dict:
    people = sorted(question.wishes.values(), key=lambda wish: (str(wish.user).casefold(), wish.pk))
    return {
        "people": [(wish.pk, f"{wish.user}, {wish.organisation}") for wish in people],
        "circles": [(circle.key, _name(composition, circle)) for circle in composition.circles],
    }


def _name(composition: Composition, circle) -> str:
    """With a number when two are alike in all that people see."""
    name = composition.name(circle)
    alike = [other.key for other in composition.circles if composition.name(other) == name]
    number = f" ({alike.index(circle.key) + 1})" if len(alike) > 1 else ""
    return name[:1].upper() + name[1:] + number


def _people(question: Question, composition: Composition) -> dict[int, list[dict]]:
    """By offer, and 0 for who has no place: everybody with what they read of it."""
    found: dict[int, list[dict]] = defaultdict(list)
    for said in outcomes(composition):
        found[said.circle.key if said.circle else 0].append(_person(question, said))
    return found


def _person(question: Question, said: Outcome) -> dict:
    """With what this person reads on their own page: those sentences say "u" to them."""
    unmet = [(_wish_name(wish), wish.reason) for wish in said.wishes if not wish.is_met]
    return {"wish": question.wishes[said.person.key], "unmet": unmet, "reason": said.reason}


def _wish_name(wish: Wish) -> str:
    words = {"theme": wish.value, "day": _("een dag die kan"), "region": wish.value}
    return words[wish.kind]


def _violation(question: Question, violation: Violation) -> dict:
    about = None
    if violation.code == "organisation":
        about = next(w.organisation for w in question.wishes.values() if w.organisation_id == violation.subject)
    elif violation.subject is not None:
        about = question.wishes[violation.subject].user
    return {"about": about, "sentence": violation.sentence}


def _preview(question: Question, composition: Composition, form: MoveForm) -> dict:
    wish, circle = form.cleaned_data["wie"], form.cleaned_data["kring"] or None
    done = move(composition, wish, circle)
    return {
        "wish": question.wishes[wish],
        "to": _name(composition, composition.circle[circle]) if circle else "",
        "is_there": composition.division.get(wish) == circle,
        "sentences": done.sentences,
    }


def _moves(found: Division):
    return found.moves.select_related("wish__user", "before__theme", "after__theme", "moved_by")


def _since(found: Division, seen: str) -> list[PlacementMove]:
    """What was moved in this division after somebody saw it; nothing when what they saw was another division."""
    division, _dot, rest = seen.partition(".")
    number = rest.partition(".")[0]
    if division != str(found.pk) or not (number.isascii() and number.isdecimal() and len(number) < 9):
        return []
    return list(_moves(found).filter(number__gt=int(number)))


def _changed(request: HttpRequest, pk: int, seen: str, data=None) -> HttpResponse:
    """The division as it is now, with what changed since somebody saw it; nothing was done."""
    of, found = _of(request, pk)
    if not found.is_ended:
        return redirect("circles_admin:division", pk=pk)
    return _page(request, of, found, data=data, changed=True, since=_since(found, seen))


@require_POST
@staff_role_required(ADVISER, DECIDER)
def asked(request: HttpRequest, pk: int) -> HttpResponse:
    of = round_for(request, pk)
    after = request.POST.get("after", "")
    latest = int(after) if after.isascii() and after.isdecimal() else None
    try:
        operations.ask_division(of, after=latest, by=request.user)
    except operations.RoundOver:
        messages.error(request, OVER)
    except operations.NothingToDivide:
        messages.error(request, _("Er is nog niets te verdelen. Er zijn wensen nodig, en minstens één kring."))
    else:
        return redirect("circles_admin:division", pk=pk)
    return redirect("circles_admin:round", pk=pk)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def moved(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody is put elsewhere, if the division is still what staff saw; else what changed, and to decide again."""
    of, found = _of(request, pk)
    question = Question(of)
    form = MoveForm(request.POST, **_choices(question, question.composition(found, found.placements.all())))
    if not form.is_valid() and found.is_ended:
        return _page(request, of, found, data=request.POST)
    if not form.is_valid():
        return redirect("circles_admin:division", pk=pk)
    wish, circle, seen = (form.cleaned_data[name] for name in ("wie", "kring", "seen"))
    try:
        operations.move_person(
            found, wish=question.wishes[wish], offer=question.offers.get(circle), seen=seen, by=request.user
        )
    except operations.RoundOver:
        messages.error(request, OVER)
    except operations.NotDivided:
        messages.error(request, _("Er wordt net opnieuw verdeeld. Wacht daar even op."))
    except operations.DivisionChanged:
        return _changed(request, pk, seen, data=request.POST)
    else:
        messages.success(request, _("%s is verplaatst.") % question.wishes[wish].user)
    return redirect("circles_admin:division", pk=pk)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def made(request: HttpRequest, pk: int) -> HttpResponse:
    of, found = _of(request, pk)
    seen = request.POST.get("seen", "")[:60]
    try:
        operations.make_circles(found, seen=seen, by=request.user)
    except operations.RoundOver:
        messages.error(request, OVER)
    except operations.NotDivided:
        messages.error(request, _("De mensen zijn nog niet verdeeld."))
    except operations.DivisionChanged:
        return _changed(request, pk, seen)
    else:
        messages.success(request, _("De kringen zijn gemaakt. Wijs nu bij elke kring aan wie hem begeleidt."))
    return redirect("circles_admin:division", pk=pk)
