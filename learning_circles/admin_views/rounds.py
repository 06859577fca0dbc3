"""A round of wishes for network staff: begin it, see what people ask for, say which circles there could be."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.widgets.button import HeaderButton

from learning_circles import operations
from learning_circles.forms.composing import OfferForm, RoundForm, RulesForm
from learning_circles.models import Division, RoundTheme, WishRound
from learning_circles.models.composing import WORKDAYS
from portal.accounts.access import ADVISER, DECIDER, staff_role_required
from portal.accounts.admin_views import DayColumn, RecordIndex, TextColumn, staff_page
from portal.core.forms import posted

LIST = "circles_admin:rounds"
FORM = ["GET", "HEAD", "POST"]
OVER = gettext_lazy("Deze ronde is voorbij. Er is niets veranderd.")


class RoundIndex(RecordIndex):
    model = WishRound
    roles = (ADVISER, DECIDER)
    page_title = gettext_lazy("Mensen verdelen over kringen")
    header_icon = "group"
    index_url_name = LIST
    index_results_url_name = "circles_admin:rounds_results"
    open_url_name = "circles_admin:round"
    title_accessor = "name"
    title_label = gettext_lazy("Ronde")
    search_fields = ["name"]
    default_ordering = "-opened_at"
    extra_columns = [
        TextColumn("state_label", label=gettext_lazy("Status")),
        TextColumn("people", label=gettext_lazy("Mensen met wensen")),
        TextColumn("level", label=gettext_lazy("Niveau")),
        DayColumn("wishes_until", label=gettext_lazy("Wensen tot en met")),
    ]
    list_export = ["name", "state_label", "people", "level", "wishes_until"]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Begin een ronde"), url=reverse("circles_admin:round_new"), icon_name="plus")]

    def get_base_queryset(self):
        return WishRound.objects.readable_by(self.request.user).with_people()


def round_for(request: HttpRequest, pk: int) -> WishRound:
    return get_object_or_404(WishRound.objects.readable_by(request.user), pk=pk)


def trail_to(of: WishRound, *more: tuple[str, str]) -> list[tuple[str, str]]:
    first = [(_("Leerkringen"), reverse("circles_admin:circles")), (_("Mensen verdelen"), reverse(LIST))]
    return [*first, (of.name, reverse("circles_admin:round", args=[of.pk]) if more else ""), *more]


@require_http_methods(FORM)
@staff_role_required(ADVISER, DECIDER)
def new(request: HttpRequest) -> HttpResponse:
    form = RoundForm(posted(request))
    if form.is_bound and form.is_valid():
        made = operations.begin_round(by=request.user, **form.cleaned_data)
        messages.success(request, _("De ronde is begonnen. Mensen lezen het in hun volgende e-mail."))
        return redirect("circles_admin:round", pk=made.pk)
    trail = [(_("Mensen verdelen"), reverse(LIST)), (_("Nieuwe ronde"), "")]
    status = 422 if form.is_bound else 200
    return staff_page(request, "beheer/wish_round_form.html", {"form": form}, trail=trail, status=status)


@require_http_methods(["GET", "HEAD"])
@staff_role_required(ADVISER, DECIDER)
def wish_round(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, round_for(request, pk))


def _page(request: HttpRequest, of: WishRound, *, form: OfferForm | None = None, status: int = 200) -> HttpResponse:
    themes = list(of.themes.with_demand())
    offers = list(of.offers.select_related("theme"))
    by_pk = {theme.pk: theme for theme in themes}
    for offer in offers:
        offer.wanted_by = by_pk[offer.theme_id].on_days[offer.day]
    wishes = of.wishes.select_related("user", "organisation").prefetch_related("themes__theme")
    context = {
        "round": of,
        "themes": themes,
        "days": [name for _day, name in WORKDAYS],
        "offers": offers,
        "room": sum(offer.largest for offer in offers),
        "wishes": list(wishes.order_by("organisation__name_key", "pk")),
        "division": Division.objects.latest_of(of),
        "form": form or OfferForm(of=of, themes=themes),
    }
    return staff_page(request, "beheer/wish_round.html", context, trail=trail_to(of), status=status)


@require_http_methods(FORM)
@staff_role_required(ADVISER, DECIDER)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    of = round_for(request, pk)
    form = RulesForm(posted(request), initial={name: getattr(of, name) for name in RulesForm.base_fields})
    if form.is_bound and form.is_valid():
        try:
            operations.change_round(of, by=request.user, **form.cleaned_data)
        except operations.RoundOver:
            messages.error(request, OVER)
        else:
            messages.success(request, _("Bewaard."))
        return redirect("circles_admin:round", pk=pk)
    context = {"form": form, "round": of}
    trail = trail_to(of, (_("Regels"), ""))
    status = 422 if form.is_bound else 200
    return staff_page(request, "beheer/wish_round_form.html", context, trail=trail, status=status)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        operations.stop_round(round_for(request, pk), by=request.user)
    except operations.RoundOver:
        messages.error(request, OVER)
    else:
        messages.success(request, _("De ronde is gestopt. Er komen geen kringen uit."))
    return redirect("circles_admin:round", pk=pk)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    of = round_for(request, pk)
    form = OfferForm(request.POST, of=of, themes=list(RoundTheme.objects.filter(round=of)))
    if not form.is_valid():
        return _page(request, of, form=form, status=422)
    try:
        operations.offer_circle(of, by=request.user, **form.facts())
    except operations.RoundOver:
        messages.error(request, OVER)
    else:
        messages.success(request, _("De kring staat erbij."))
    return redirect("circles_admin:round", pk=pk)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def offers_proposed(request: HttpRequest, pk: int) -> HttpResponse:
    of = round_for(request, pk)
    try:
        operations.propose_offers(of, by=request.user)
    except operations.RoundOver:
        messages.error(request, OVER)
    else:
        if of.offers.exists():
            messages.success(request, _("Dit zijn de kringen waar mensen om vragen. U kunt er nog aan veranderen."))
        else:
            messages.warning(request, _("Er zijn nog te weinig wensen voor een kring."))
    return redirect("circles_admin:round", pk=pk)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def offer_end(request: HttpRequest, pk: int, offer_pk: int) -> HttpResponse:
    of = round_for(request, pk)
    try:
        operations.withdraw_offer(of, offer_pk=offer_pk, by=request.user)
    except operations.RoundOver:
        messages.error(request, OVER)
    else:
        messages.success(request, _("De kring is eraf."))
    return redirect("circles_admin:round", pk=pk)
