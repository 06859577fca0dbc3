"""A meeting's page for who comes: register, take an offered place, say what you need, bring a question."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.access import readable_pages
from learning_circles import certificates, operations
from learning_circles.access import (
    is_in,
    may_facilitate,
    may_look_inside,
    may_read_minutes,
    may_register,
    may_see_link,
    may_see_materials,
    may_see_people,
)
from learning_circles.forms.meetings import ColleagueForm, NeedsForm, QuestionForm, RegistrationForm
from learning_circles.models import CircleMember, Material, Meeting, Registration, occupancy
from learning_circles.views.doors import at_meeting, meeting_for, own
from membership.access import seats_of
from membership.models import Seat
from portal.core.documents import prepared
from portal.core.page_cache import allow_query


def to_meeting(meeting: Meeting) -> HttpResponse:
    return redirect("circles:meeting", slug=meeting.circle.slug, number=meeting.number)


@allow_query()
@require_safe
def meeting(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return own(request, _page(request, meeting_for(request, slug, number)))


def _page(request: HttpRequest, shown: Meeting, *, status: int = 200, **forms) -> HttpResponse:
    user = request.user
    occupancy([shown])
    registration = _own_registration(user, shown)
    sees_people = may_see_people(user, shown.circle)
    people = Registration.objects.seated().filter(meeting=shown) if sees_people else Registration.objects.none()
    may = may_register(user, shown)
    came = _who_came(user, shown)
    context = {
        "meeting": shown,
        "circle": shown.circle,
        "registration": registration,
        "in_line": registration.place_in_line() if registration and registration.is_waiting else 0,
        "may_register": may and shown.takes_people,
        "runs": may_facilitate(user, shown.circle),
        "is_in": is_in(user, shown.circle),
        "link": shown.online_link if shown.online_link and may_see_link(user, shown) else "",
        "reads_minutes": may_read_minutes(user, shown),
        "may_look_back": came is not None,
        "prepared": prepared.latest(certificates.KIND, subject=certificates.subject_of(came)) if came else None,
        "materials": materials_of(shown) if may_see_materials(user, shown) else [],
        "programme": shown.programme.all(),
        "reading": readable_pages(shown.reading.live(), user) if user.is_authenticated else [],
        "questions": shown.questions.select_related("organisation") if sees_people or registration else [],
        "moves": shown.moves.all(),
        "people": people.select_related("user", "organisation").order_by("organisation__name_key", "pk"),
        "sees_people": sees_people,
        "sees_reasons": may_look_inside(user, shown.circle),
        "free": max(0, shown.capacity - shown.taken) if shown.capacity else None,
        **_forms(shown, registration, may, user),
        **forms,
    }
    return render(request, "learning_circles/meeting.html", context, status=status)


def _forms(shown: Meeting, registration: Registration | None, may: bool, user) -> dict:
    """Only the forms that make sense now: registering; or what can still be said once somebody is registered."""
    if not shown.takes_people:
        return {}
    if registration is None:
        return {"form": RegistrationForm(meeting=shown, seats=_seats(user, shown))} if may else {}
    needs = {"diet": registration.diet, "access_needs": registration.access_needs}
    brought = shown.questions.filter(organisation=registration.organisation_id).first()
    found = {"needs_form": NeedsForm(initial=needs)}
    if registration.has_place:
        found["question_form"] = QuestionForm(initial={"text": brought.text if brought else ""})
    colleagues = _colleagues(user, shown, registration)
    if colleagues.exists():
        found["colleague_form"] = ColleagueForm(seats=colleagues)
    return found


def _own_registration(user, shown: Meeting) -> Registration | None:
    if not user.is_authenticated:
        return None
    found = Registration.objects.standing().filter(meeting=shown, user=user).select_related("organisation").first()
    if found:
        found.meeting = shown
    return found


def _who_came(user, shown: Meeting) -> Registration | None:
    if not user.is_authenticated or not shown.has_begun:
        return None
    return Registration.objects.filter(meeting=shown, user=user, came=True).first()


def materials_of(shown: Meeting, *, removable: bool = False) -> list[Material]:
    """Who runs the circle also sees what is being checked or was refused, and takes away."""
    found = list(shown.materials.select_related("file", "added_by"))
    if not removable:
        return [material for material in found if material.file.is_clean]
    for material in found:
        material.remove = reverse("circles:material_remove", args=[shown.circle.slug, shown.number, material.pk])
    return found


def _seats(user, shown: Meeting):
    """The person's own; whether the organisation is of the circle's level, `register` says."""
    return Seat.objects.current().filter(pk__in=[seat.pk for seat in seats_of(user)]).select_related("organisation")


def _colleagues(user, shown: Meeting, registration: Registration):
    """Of the same organisation, not registered yet; in the circle, where it is not open."""
    seats = Seat.objects.current().filter(organisation=registration.organisation_id, user__is_active=True)
    seats = seats.exclude(user__registrations__in=Registration.objects.standing().filter(meeting=shown))
    if not shown.circle.is_open:
        seats = seats.filter(user__in=CircleMember.objects.current().filter(circle=shown.circle).values("user"))
    return seats.select_related("user").order_by("user__first_name", "pk")


@require_POST
@at_meeting
def registration(request: HttpRequest, shown: Meeting) -> HttpResponse:
    """Register oneself, or a colleague of the own organisation. Twice is once."""
    if not may_register(request.user, shown):
        raise PermissionDenied
    if "colleague" in request.POST:
        return _register_colleague(request, shown)
    form = RegistrationForm(request.POST, meeting=shown, seats=_seats(request.user, shown))
    if not form.is_valid():
        return _page(request, shown, status=422, form=form)
    seat = form.cleaned_data.get("seat") or seats_of(request.user)[0]
    needs = {name: form.cleaned_data[name] for name in ("diet", "access_needs")}
    try:
        made = operations.register(
            shown, user=request.user, organisation=seat.organisation, by=request.user, online=form.is_online, **needs
        )
    except operations.NotOpen:
        messages.error(request, _("Aanmelden kan niet meer. Kijk hieronder wat er veranderd is."))
    except operations.NotEntitled:
        messages.error(request, _("Met deze organisatie kunt u hier niet meedoen. Bel ons gerust."))
    else:
        _say_how(request, made)
    return to_meeting(shown)


def _say_how(request: HttpRequest, made: Registration) -> None:
    if made.has_place:
        messages.success(request, _("U hebt een plek. U krijgt een e-mail met de afspraak voor uw agenda."))
    else:
        messages.success(request, _("Het is vol. U staat op de wachtlijst. Komt er een plek, dan krijgt u een e-mail."))


def _register_colleague(request: HttpRequest, shown: Meeting) -> HttpResponse:
    own_place = _own_registration(request.user, shown)
    if own_place is None:
        raise PermissionDenied
    form = ColleagueForm(request.POST, seats=_colleagues(request.user, shown, own_place))
    if not form.is_valid():
        return _page(request, shown, status=422, colleague_form=form)
    seat = form.cleaned_data["colleague"]
    try:
        operations.register(shown, user=seat.user, organisation=seat.organisation, by=request.user)
    except (operations.NotOpen, operations.NotEntitled):
        messages.error(request, _("Aanmelden kan niet meer. Kijk hieronder wat er veranderd is."))
    else:
        messages.success(request, _("%s is aangemeld en krijgt een e-mail.") % seat.user)
    return to_meeting(shown)


def _standing(request: HttpRequest, shown: Meeting) -> Registration:
    return get_object_or_404(Registration.objects.standing(), meeting=shown, user=request.user)


@require_POST
@at_meeting
def registration_end(request: HttpRequest, shown: Meeting) -> HttpResponse:
    found = _own_registration(request.user, shown)
    if found is None:  # a second click, or the back button
        return to_meeting(shown)
    try:
        operations.unregister(found, by=request.user)
    except operations.NotOpen:
        messages.error(request, _("De bijeenkomst is al voorbij."))
    else:
        messages.success(request, _("U bent afgemeld. Dank u wel dat u het zegt: zo kan een ander komen."))
    return to_meeting(shown)


@require_POST
@at_meeting
def offer(request: HttpRequest, shown: Meeting) -> HttpResponse:
    """Take the place that came free."""
    try:
        operations.accept_offer(_standing(request, shown), by=request.user)
    except operations.OfferGone:
        messages.error(request, _("Deze plek is al naar de volgende gegaan. Meld u opnieuw aan als u mee wilt doen."))
    except operations.NotOpen:
        messages.error(request, _("De bijeenkomst gaat niet door of is voorbij."))
    else:
        messages.success(request, _("U hebt een plek. U krijgt een e-mail met de afspraak voor uw agenda."))
    return to_meeting(shown)


@require_POST
@at_meeting
def needs(request: HttpRequest, shown: Meeting) -> HttpResponse:
    found = _standing(request, shown)
    form = NeedsForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, status=422, needs_form=form)
    try:
        operations.note_needs(found, by=request.user, **form.cleaned_data)
    except operations.NotOpen:
        messages.error(request, _("De bijeenkomst is al voorbij."))
    else:
        messages.success(request, _("Bewaard. Alleen de begeleider ziet dit."))
    return to_meeting(shown)


@require_POST
@at_meeting
def question(request: HttpRequest, shown: Meeting) -> HttpResponse:
    found = _standing(request, shown)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, status=422, question_form=form)
    try:
        brought = operations.bring_question(
            shown, organisation=found.organisation, text=form.cleaned_data["text"], by=request.user
        )
    except (operations.NotOpen, operations.NotEntitled):
        messages.error(request, _("Een vraag inbrengen kan alleen met een plek, en tot de bijeenkomst voorbij is."))
    else:
        messages.success(request, _("Uw vraag staat erbij.") if brought else _("Uw vraag is weg."))
    return to_meeting(shown)
