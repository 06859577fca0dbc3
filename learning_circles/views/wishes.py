"""What somebody wishes of a learning circle, and what came of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from learning_circles import operations
from learning_circles.algorithms.wishes import Wish, outcome
from learning_circles.composing import Question
from learning_circles.forms.composing import ANYWHERE, WishForm
from learning_circles.models import CircleWish, WishRound
from learning_circles.models.composing import KEEP_WISHES
from membership.access import seats_of
from membership.models import Seat, Term
from portal.core.forms import posted


def _round(request: HttpRequest, slug: str) -> WishRound:
    return get_object_or_404(WishRound.objects.visible_to(request.user), slug=slug)


def _own_wish(request: HttpRequest, found: WishRound) -> CircleWish | None:
    own = CircleWish.objects.filter(round=found, user=request.user)
    return own.select_related("organisation").prefetch_related("themes__theme").first()


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what you wish, change it until the last day, and read what came of it."""
    found = _round(request, slug)
    wish = _own_wish(request, found)
    if request.method != "POST" and not found.takes_wishes:
        return _page(request, found, wish)
    form = _form(request, found, wish)
    if not (form.is_bound and form.is_valid()):
        return _page(request, found, wish, form=form, status=422 if form.is_bound else 200)
    try:
        operations.save_wish(found, user=request.user, **form.wish())
    except operations.WishesClosed:
        found.refresh_from_db()
        return _page(request, found, wish, too_late=True, status=409)
    except operations.NotEntitled:
        form.add_error(None, _("Uw organisatie doet niet meer mee op dit niveau. Bel of mail ons."))
        return _page(request, found, wish, form=form, status=422)
    messages.success(request, _("Bewaard. U kunt uw wensen later nog veranderen."))
    return redirect("circles:wishes", slug=slug)


def _form(request: HttpRequest, found: WishRound, wish: CircleWish | None) -> WishForm:
    seats = _seats(request, found)
    if not seats:
        raise Http404
    initial = _initial(wish, seats) if wish else {"province": seats[0].organisation.province}
    return WishForm(posted(request), themes=list(found.themes.all()), seats=seats, initial=initial)


def _seats(request: HttpRequest, found: WishRound) -> list[Seat]:
    """The reader's own seats in members of the round's level."""
    seats = seats_of(request.user)
    terms = Term.objects.in_force().filter(
        organisation__in=[seat.organisation_id for seat in seats], level__gte=found.level
    )
    members = set(terms.values_list("organisation", flat=True))
    return [seat for seat in seats if seat.organisation_id in members]


def _initial(wish: CircleWish, seats: list[Seat]) -> dict:
    themes = [wished.theme_id for wished in wish.themes.all()]
    return {
        "seat": next((seat.pk for seat in seats if seat.organisation_id == wish.organisation_id), None),
        "days": wish.days,
        "province": wish.province or ANYWHERE,
        **dict(zip(("first", "second", "third"), themes, strict=False)),
    }


def _page(request: HttpRequest, found: WishRound, wish: CircleWish | None, *, status: int = 200, **more):
    result = _result(found, wish) if found.is_made and wish else {}
    has_declined = wish is None and not found.is_over and found.declined.filter(pk=request.user.pk).exists()
    context = {"round": found, "wish": wish, "has_declined": has_declined, "keep": KEEP_WISHES.days, **result, **more}
    return render(request, "learning_circles/wishes.html", context, status=status)


def _result(found: WishRound, wish: CircleWish) -> dict:
    """Where this person is, and of each wish whether it was met, and why not."""
    placements = list(found.made_from.placements.select_related("offer__circle", "member"))
    composition = Question(found).composition(found.made_from, placements)
    own = next((placement for placement in placements if placement.wish_id == wish.pk), None)
    said = outcome(composition, wish.pk)
    return {
        "circle": own.offer.circle if own and own.member_id else None,
        "was_left_out": own is not None and own.member_id is None,
        "outcomes": [{"name": _name(wish, each), "reason": each.reason} for each in said.wishes],
    }


def _name(wish: CircleWish, each: Wish) -> str:
    if each.kind == "theme":
        return _("Thema %(theme)s") % {"theme": each.value}
    if each.kind == "region":
        return _("Bij elkaar komen in %(region)s") % {"region": each.value}
    return _("Een dag waarop u kunt: %(days)s") % {"days": ", ".join(wish.day_names)}


@require_POST
@never_cache
@login_required
def wish_end(request: HttpRequest, slug: str) -> HttpResponse:
    """Not joining in: a wish goes, and we ask no more."""
    found = _round(request, slug)
    try:
        operations.withdraw_wish(found, user=request.user)
    except operations.RoundOver:
        messages.error(request, _("Deze ronde is voorbij. Wilt u uit een kring? Bel of mail ons."))
    else:
        messages.success(request, _("U doet niet mee met de verdeling. Wij bewaren geen wensen van u."))
    return redirect("circles:wishes", slug=slug)
