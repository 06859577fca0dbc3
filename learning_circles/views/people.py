"""Who is in the circle; whoever runs it adds people and lets them go."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from learning_circles import operations
from learning_circles.forms.people import JoinForm
from learning_circles.models import Circle, CircleMember
from learning_circles.views.doors import runs_circle
from portal.core.forms import posted


@require_http_methods(["GET", "HEAD", "POST"])
@runs_circle
def people(request: HttpRequest, circle: Circle) -> HttpResponse:
    form = JoinForm(posted(request))
    if form.is_bound and form.is_valid():
        if refusal := _join(request, circle, form):
            form.add_error("email", refusal)
        else:
            return redirect("circles:people", slug=circle.slug)
    members = CircleMember.objects.current().filter(circle=circle).select_related("user", "organisation")
    context = {"circle": circle, "form": form, "members": members.order_by("organisation__name_key", "pk")}
    return render(request, "learning_circles/people.html", context, status=422 if form.is_bound else 200)


def _join(request: HttpRequest, circle: Circle, form: JoinForm) -> str:
    """Add them, or say why not. Who has no seat and who has one elsewhere look the same."""
    seat = form.seat()
    if seat is None:
        return _("Wij kennen dit adres niet als plek bij een lid. Vraag de beheerder van de organisatie om een plek.")
    try:
        operations.join_circle(circle, user=seat.user, organisation=seat.organisation, by=request.user)
    except operations.NotEntitled:
        return _("De organisatie van deze persoon is geen lid van het niveau van deze kring.")
    except operations.CircleFull:
        return _("De kring is vol: %d mensen. Maak de kring groter, of begin een tweede.") % circle.size
    except operations.CircleClosed:
        return _("Deze kring is afgerond.")
    messages.success(request, _("%s zit in de kring en leest het in de volgende e-mail.") % seat.user)
    return ""


@require_POST
@runs_circle
def person_end(request: HttpRequest, circle: Circle, pk: int) -> HttpResponse:
    member = get_object_or_404(CircleMember.objects.select_related("user"), circle=circle, pk=pk)
    operations.leave_circle(member, by=request.user)
    messages.success(request, _("%s zit niet meer in de kring.") % member.user)
    return redirect("circles:people", slug=circle.slug)
