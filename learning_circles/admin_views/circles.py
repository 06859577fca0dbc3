"""Circles for network staff: the list with who is in them, opening, changing and closing one, who runs it."""

from copy import copy

import django_filters
from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets.button import HeaderButton

from learning_circles import operations
from learning_circles.forms.circles import CircleForm, FacilitatorForm
from learning_circles.models import Circle, CircleMember, Facilitator, Meeting
from membership.models import Province
from portal.accounts.access import ADVISER, DECIDER, staff_role_required
from portal.accounts.admin_views import DayColumn, RecordIndex, TextColumn, staff_page
from portal.core.forms import posted

LIST = "circles_admin:circles"


class CircleListFilter(WagtailFilterSet):
    level = django_filters.ChoiceFilter(label=gettext_lazy("Niveau"), choices=[("1", "1"), ("2", "2")])
    province = django_filters.ChoiceFilter(label=gettext_lazy("Provincie"), choices=Province.choices)
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"),
        method="in_state",
        choices=[("open", gettext_lazy("Loopt")), ("closed", gettext_lazy("Afgerond"))],
    )

    class Meta:
        model = Circle
        fields = ["level", "province", "state"]

    def in_state(self, queryset, name: str, value: str):
        return queryset.filter(closed_at__isnull=value == "open")


class CircleIndex(RecordIndex):
    """With how many people are in each, of how many, and when it meets next."""

    model = Circle
    roles = (ADVISER, DECIDER)
    page_title = gettext_lazy("Leerkringen")
    header_icon = "group"
    index_url_name = LIST
    index_results_url_name = "circles_admin:circles_results"
    open_url_name = "circles_admin:circle"
    title_accessor = "title"
    title_label = gettext_lazy("Kring")
    filterset_class = CircleListFilter
    search_fields = ["title", "question"]
    default_ordering = "title_key"
    extra_columns = [
        TextColumn("people", label=gettext_lazy("Mensen")),
        TextColumn("size", label=gettext_lazy("Hoogstens")),
        TextColumn("level", label=gettext_lazy("Niveau")),
        DayColumn("next_at", label=gettext_lazy("Volgende bijeenkomst")),
    ]
    list_export = ["title", "question", "level", "province", "people", "size", "next_at"]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [
            HeaderButton(_("Begin een kring"), url=reverse("circles_admin:circle_new"), icon_name="plus"),
            HeaderButton(_("Verdeel mensen over kringen"), url=reverse("circles_admin:rounds"), icon_name="group"),
        ]

    def get_base_queryset(self):
        upcoming = Meeting.objects.upcoming().standing().filter(circle=OuterRef("pk")).by_start()
        next_at = Subquery(upcoming.values("starts_at")[:1])
        return Circle.objects.with_people().annotate(next_at=next_at)


def _circle(request: HttpRequest, pk: int) -> Circle:
    return get_object_or_404(Circle.objects.visible_to(request.user), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_role_required(ADVISER, DECIDER)
def new(request: HttpRequest) -> HttpResponse:
    form = CircleForm(posted(request))
    if form.is_bound and form.is_valid():
        circle = operations.open_circle(by=request.user, **form.facts())
        messages.success(request, _("De kring is begonnen. Zeg nu wie hem begeleidt."))
        return redirect("circles_admin:circle", pk=circle.pk)
    trail = [(_("Leerkringen"), reverse(LIST)), (_("Nieuwe kring"), "")]
    return staff_page(
        request, "beheer/circle_new.html", {"form": form}, trail=trail, status=422 if form.is_bound else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_role_required(ADVISER, DECIDER)
def circle(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _circle(request, pk)
    form = CircleForm(posted(request), instance=copy(shown))
    if form.is_bound and form.is_valid():
        operations.change_circle(shown, by=request.user, **form.facts())
        messages.success(request, _("Bewaard."))
        return redirect("circles_admin:circle", pk=pk)
    return _page(request, shown, form=form, status=422 if form.is_bound else 200)


def _page(request: HttpRequest, shown: Circle, *, status: int = 200, **forms) -> HttpResponse:
    context = {
        "circle": shown,
        "facilitators": Facilitator.objects.current().filter(circle=shown).select_related("user"),
        "people": CircleMember.objects.current().filter(circle=shown).count(),
        "form": CircleForm(instance=shown),
        "facilitator_form": FacilitatorForm(),
        **forms,
    }
    trail = [(_("Leerkringen"), reverse(LIST)), (shown.title, "")]
    return staff_page(request, "beheer/circle.html", context, trail=trail, status=status)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def facilitator(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _circle(request, pk)
    form = FacilitatorForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, facilitator_form=form, status=422)
    operations.appoint_facilitator(shown, user=form.cleaned_data["email"], by=request.user)
    messages.success(request, _("%s begeleidt nu deze kring.") % form.cleaned_data["email"])
    return redirect("circles_admin:circle", pk=pk)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def facilitator_end(request: HttpRequest, pk: int, facilitator_pk: int) -> HttpResponse:
    found = get_object_or_404(
        Facilitator.objects.select_related("user"), circle=_circle(request, pk), pk=facilitator_pk
    )
    operations.end_facilitator(found, by=request.user)
    messages.success(request, _("%s begeleidt deze kring niet meer.") % found.user)
    return redirect("circles_admin:circle", pk=pk)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    operations.close_circle(_circle(request, pk), by=request.user)
    messages.success(request, _("De kring is afgerond. Wat hij maakte, blijft te lezen."))
    return redirect("circles_admin:circle", pk=pk)
