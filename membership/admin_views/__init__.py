"""Applications and organisations, for network staff."""

from datetime import date
from typing import NamedTuple

import django_filters
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.filters import WagtailFilterSet

from membership import operations
from membership.admin_views.history import history_of
from membership.admin_views.money import account_for_finance
from membership.forms import AdminInvitationForm, AdmissionDecisionForm, AppointForm, InterestAnswerForm
from membership.forms.network import HidingForm, PlaceForm
from membership.models import (
    AdminWanted,
    Admission,
    Farewell,
    Interest,
    InterestKind,
    Kind,
    Organisation,
    Profile,
    Province,
    Seat,
    Wish,
)
from membership.operations.interests import KEEP
from portal.accounts.access import ADVISER, DECIDER, STAFF_ROLES, has_role, staff_role_required
from portal.accounts.admin_views import DayColumn, RecordIndex, TextColumn, staff_page


class Gap(NamedTuple):
    since: date
    days: int
    level: int


class AdmissionFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"),
        method="in_state",
        choices=[("waiting", gettext_lazy("Wacht op besluit")), ("decided", gettext_lazy("Besloten"))],
    )
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Soort"), choices=Kind.choices)

    class Meta:
        model = Admission
        fields = ["state", "kind"]

    def in_state(self, queryset, name: str, value: str):
        return queryset.filter(decided_at__isnull=value == "waiting")


class AdmissionIndex(RecordIndex):
    model = Admission
    roles = (ADVISER, DECIDER)
    page_title = gettext_lazy("Aanvragen")
    header_icon = "user"
    index_url_name = "membership_admin:admissions"
    index_results_url_name = "membership_admin:admissions_results"
    open_url_name = "membership_admin:admission"
    title_label = gettext_lazy("Organisatie")
    filterset_class = AdmissionFilter
    search_fields = ["organisation_name", "applicant_name", "email"]
    default_ordering = "-submitted_at"
    extra_columns = [
        TextColumn("kind", label=gettext_lazy("Soort"), accessor="get_kind_display"),
        DayColumn("submitted_at", label=gettext_lazy("Ingediend"), sort_key="submitted_at"),
        TextColumn("state_label", label=gettext_lazy("Status")),
    ]
    list_export = ["organisation_name", "kind", "province", "submitted_at", "decided_at", "state_label"]

    def get_base_queryset(self):
        return Admission.objects.submitted()


class InterestFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"),
        method="in_state",
        choices=[
            ("waiting", gettext_lazy("Wacht op reactie")),
            ("invited", gettext_lazy("Uitgenodigd")),
            ("applied", gettext_lazy("Vraagt lidmaatschap aan")),
            ("closed", gettext_lazy("Afgerond")),
        ],
    )
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Soort"), choices=InterestKind.choices)
    wish = django_filters.ChoiceFilter(label=gettext_lazy("Waarvoor"), choices=Wish.choices)

    class Meta:
        model = Interest
        fields = ["state", "kind", "wish"]

    def in_state(self, queryset, name: str, value: str):
        """The choices are the names of the QuerySet's sentences."""
        return getattr(queryset, value)()


class InterestIndex(RecordIndex):
    model = Interest
    roles = (ADVISER, DECIDER)
    page_title = gettext_lazy("Belangstelling")
    header_icon = "mail"
    index_url_name = "membership_admin:interests"
    index_results_url_name = "membership_admin:interests_results"
    open_url_name = "membership_admin:interest"
    title_label = gettext_lazy("Wie")
    filterset_class = InterestFilter
    search_fields = ["organisation_name", "name", "email"]
    default_ordering = "-confirmed_at"
    extra_columns = [
        TextColumn("kind", label=gettext_lazy("Soort"), accessor="get_kind_display"),
        TextColumn("wish", label=gettext_lazy("Waarvoor"), accessor="get_wish_display"),
        DayColumn("confirmed_at", label=gettext_lazy("Bevestigd"), sort_key="confirmed_at"),
        TextColumn("state_label", label=gettext_lazy("Status")),
    ]
    list_export = [
        "organisation_name",
        "name",
        "email",
        "get_kind_display",
        "get_wish_display",
        "message",
        "confirmed_at",
        "state_label",
    ]
    export_headings = {
        "get_kind_display": gettext_lazy("Soort"),
        "get_wish_display": gettext_lazy("Waarvoor"),
        "state_label": gettext_lazy("Status"),
    }

    def get_base_queryset(self):
        return Interest.objects.confirmed()


class OrganisationFilter(WagtailFilterSet):
    level = django_filters.ChoiceFilter(
        label=gettext_lazy("Niveau"),
        method="at_level",
        choices=[("1", "1"), ("2", "2"), ("0", gettext_lazy("Geen lid"))],
    )
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Soort"), choices=Kind.choices)
    province = django_filters.ChoiceFilter(label=gettext_lazy("Provincie"), choices=Province.choices)
    admin = django_filters.ChoiceFilter(
        label=gettext_lazy("Beheerder"), method="managed", choices=[("none", gettext_lazy("Geen beheerder"))]
    )

    class Meta:
        model = Organisation
        fields = ["level", "kind", "province", "admin"]

    def managed(self, queryset, name: str, value: str):
        return queryset.without_admin()

    def at_level(self, queryset, name: str, value: str):
        return queryset.filter(level=None) if value == "0" else queryset.filter(level=int(value))


class OrganisationIndex(RecordIndex):
    model = Organisation
    roles = STAFF_ROLES
    page_title = gettext_lazy("Organisaties")
    header_icon = "group"
    index_url_name = "membership_admin:organisations"
    index_results_url_name = "membership_admin:organisations_results"
    open_url_name = "membership_admin:organisation"
    title_accessor = "name"
    title_label = gettext_lazy("Organisatie")
    filterset_class = OrganisationFilter
    search_fields = ["name_key"]
    default_ordering = "name_key"
    extra_columns = [
        TextColumn("kind", label=gettext_lazy("Soort"), accessor="get_kind_display"),
        TextColumn("province", label=gettext_lazy("Provincie"), accessor="get_province_display"),
        TextColumn("level", label=gettext_lazy("Niveau")),
        DayColumn("member_since", label=gettext_lazy("Lid sinds")),
    ]
    list_export = ["name", "kind", "municipality_code", "province", "inhabitants", "kvk", "oin", "level"]

    def get_base_queryset(self):
        return Organisation.objects.with_level()


@require_safe
@staff_role_required(ADVISER, DECIDER)
def admission(request: HttpRequest, pk: int) -> HttpResponse:
    """Read one application; the decision form is on the same page."""
    return _admission_page(request, _submitted(pk))


@require_POST
@staff_role_required(ADVISER, DECIDER)
def admission_decision(request: HttpRequest, pk: int) -> HttpResponse:
    admission = _submitted(pk)
    form = AdmissionDecisionForm(request.POST)
    if not form.is_valid():
        return _admission_page(request, admission, form, status=422)
    data = form.cleaned_data
    try:
        if data["verdict"] == "admit":
            operations.admit_organisation(
                admission,
                reason=data["reason"],
                by=request.user,
                province=data["province"],
                municipality_code=data["municipality_code"],
            )
            messages.success(request, _("%s is toegelaten tot niveau 1.") % admission.organisation_name)
        else:
            operations.decline_admission(admission, reason=data["reason"], by=request.user)
            messages.success(request, _("%s is niet toegelaten.") % admission.organisation_name)
    except operations.MunicipalityKnown:
        form.add_error("municipality_code", _("Deze gemeente is al bekend in het netwerk. Kijk bij Organisaties."))
        return _admission_page(request, admission, form, status=422)
    except operations.AlreadyDecided as decided:
        return _admission_page(request, decided.admission, form, status=409, was_faster=True)
    return redirect("membership_admin:admissions")


@require_safe
@staff_role_required(ADVISER, DECIDER)
def interest(request: HttpRequest, pk: int) -> HttpResponse:
    """Read who asks what for; both deeds are on the same page."""
    return _interest_page(request, _confirmed(pk))


@require_POST
@staff_role_required(ADVISER, DECIDER)
def interest_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    interest = _confirmed(pk)
    although_closed = "although_closed" in request.POST
    try:
        operations.invite_to_apply(interest, although_closed=although_closed, by=request.user)
    except operations.NoOrganisation:
        return _interest_page(request, interest, status=422)
    except operations.AlreadyHandled as handled:
        return _interest_page(request, handled.interest, status=409, was_faster=True)
    except operations.InterestGone as gone:
        raise Http404 from gone
    messages.success(request, _("De uitnodiging voor %s is onderweg.") % interest)
    return redirect("membership_admin:interests")


@require_POST
@staff_role_required(ADVISER, DECIDER)
def interest_closing(request: HttpRequest, pk: int) -> HttpResponse:
    interest = _confirmed(pk)
    form = InterestAnswerForm(request.POST)
    if not form.is_valid():
        return _interest_page(request, interest, form, status=422)
    answer = form.cleaned_data["answer"]
    try:
        operations.close_interest(interest, answer=answer, by=request.user)
    except operations.AlreadyHandled as handled:
        return _interest_page(request, handled.interest, form, status=409, was_faster=True)
    except operations.InterestGone as gone:
        raise Http404 from gone
    done = _("Afgerond. Uw antwoord aan %s is onderweg.") if answer else _("%s is afgerond, zonder e-mail.")
    messages.success(request, done % interest)
    return redirect("membership_admin:interests")


@require_safe
@staff_role_required(*STAFF_ROLES)
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    shown = organisation_for(pk)
    return organisation_page(request, shown)


def organisation_page(
    request: HttpRequest, shown: Organisation, *, form=None, invite=None, place=None, hiding=None, status: int = 200
) -> HttpResponse:
    seats = list(Seat.objects.current().filter(organisation=shown).select_related("user").order_by("pk"))
    context = {
        "organisation": shown,
        "terms": shown.terms.select_related("opened_by", "ended_by"),
        "gap": gap_of(shown),
        "seats": seats,
        "has_admin": any(seat.is_admin and seat.user.is_active for seat in seats),
        "farewell": Farewell.objects.standing().filter(organisation=shown).first(),
        "wanted": AdminWanted.objects.open().filter(organisation=shown).select_related("asked_by").first(),
        "may_appoint": has_role(request.user, ADVISER, DECIDER),
        "form": form or AppointForm(organisation=shown),
        "invite": invite or AdminInvitationForm(),
        "history": history_of(shown.pk),
        "profile": Profile.objects.filter(organisation=shown).select_related("hidden_by").first(),
        "hiding": hiding or HidingForm(),
        "place": place or PlaceForm(initial={"municipality": shown.municipality_id}),
    } | account_for_finance(request.user, shown)
    trail = [(_("Organisaties"), reverse("membership_admin:organisations")), (shown.name, "")]
    return staff_page(request, "beheer/organisation.html", context, trail=trail, status=status)


def gap_of(shown: Organisation) -> Gap | None:
    """For who left: since when, and in which level. None for members, and for who never was one."""
    last = shown.terms.that_counted().last()
    if last is None or last.end is None or last.end > timezone.localdate():
        return None
    return Gap(last.end, (timezone.localdate() - last.end).days, last.level)


def organisation_for(pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.with_level(), pk=pk)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def readmission(request: HttpRequest, pk: int) -> HttpResponse:
    """A former member comes back, in level 1. Letting in twice is letting in once."""
    try:
        operations.readmit(organisation_for(pk), by=request.user)
    except operations.NeverAMember:
        messages.error(request, _("Deze organisatie was nooit lid. Vraag haar een aanvraag te doen."))
    else:
        messages.success(request, _("Weer lid, in niveau 1. De beheerders krijgen bericht."))
    return redirect("membership_admin:organisation", pk=pk)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def admin_appointed(request: HttpRequest, pk: int) -> HttpResponse:
    """The way out when the last admin left: somebody who has a seat becomes admin."""
    shown = organisation_for(pk)
    form = AppointForm(request.POST, organisation=shown)
    if not form.is_valid():
        return organisation_page(request, shown, form=form, status=422)
    seat = operations.appoint_admin(form.cleaned_data["seat"], by=request.user)
    messages.success(request, _("%s is nu beheerder en krijgt bericht.") % seat.user)
    return redirect("membership_admin:organisation", pk=pk)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def admin_invited(request: HttpRequest, pk: int) -> HttpResponse:
    """And when nobody at all is left: invite somebody new as admin."""
    shown = organisation_for(pk)
    form = AdminInvitationForm(request.POST)
    if form.is_valid():
        try:
            operations.invite_admin(shown, by=request.user, **form.cleaned_data)
        except operations.AlreadyHasSeat:
            form.add_error("email", _("Deze persoon heeft al een plek. Wijs die hierboven aan als beheerder."))
        else:
            messages.success(request, _("De uitnodiging is onderweg naar %s.") % form.cleaned_data["email"])
            return redirect("membership_admin:organisation", pk=pk)
    return organisation_page(request, shown, invite=form, status=422)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def seat_closed(request: HttpRequest, pk: int, seat_pk: int) -> HttpResponse:
    """Somebody left without closing the seat. The last admin's stays until another one is appointed."""
    seats = Seat.objects.current().filter(organisation=organisation_for(pk)).select_related("user")
    seat = get_object_or_404(seats, pk=seat_pk)
    try:
        operations.end_seat(seat, by=request.user)
    except operations.LastAdmin:
        messages.error(request, _("Wijs eerst een andere beheerder aan. Sluit deze plek daarna."))
    else:
        messages.success(request, _("De plek van %s is gesloten.") % seat.user)
    return redirect("membership_admin:organisation", pk=pk)


def _submitted(pk: int) -> Admission:
    return get_object_or_404(Admission.objects.submitted().select_related("organisation", "decided_by"), pk=pk)


def _admission_page(request, admission, form=None, *, status=200, was_faster=False) -> HttpResponse:
    form = form or AdmissionDecisionForm(initial={"province": admission.province})
    context = {"admission": admission, "form": form, "was_faster": was_faster}
    trail = [(_("Aanvragen"), reverse("membership_admin:admissions")), (_("Aanvraag"), "")]
    return staff_page(request, "beheer/admission.html", context, trail=trail, status=status)


def _confirmed(pk: int) -> Interest:
    people = ("invited_by", "closed_by", "admission")
    return get_object_or_404(Interest.objects.confirmed().select_related(*people), pk=pk)


def _interest_page(request, interest, form=None, *, status=200, was_faster=False) -> HttpResponse:
    context = {
        "interest": interest,
        "form": form or InterestAnswerForm(),
        "was_faster": was_faster,
        "kept_until": interest.last_contact_at + KEEP,
    }
    trail = [(_("Belangstelling"), reverse("membership_admin:interests")), (str(interest), "")]
    return staff_page(request, "beheer/interest.html", context, trail=trail, status=status)
