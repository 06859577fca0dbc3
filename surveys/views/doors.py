"""The doors of this room (law 7): a round that does not ask the reader's organisation is 404."""

from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from membership.models import Seat
from membership.views.own import for_members
from surveys.models import Participation


def at_round(view):
    """For somebody with a seat: passes on what their organisation is asked in the round of this year.

    Who has two seats may have the pages of both organisations open: a form of the other one changes nothing.
    """

    @for_members
    @wraps(view)
    def guarded(request: HttpRequest, seat: Seat, year: int, *args, **kwargs) -> HttpResponse:
        own = Participation.objects.visible_to(request.user).select_related("round", "organisation", "entrusted_to")
        participation = get_object_or_404(own, organisation=seat.organisation, round__year=year)
        if request.method == "POST" and request.POST.get("participation", "") not in ("", str(participation.pk)):
            messages.error(
                request,
                _("U werkt nu voor %s. Dit formulier was van uw andere organisatie. Wij bewaarden niets.")
                % seat.organisation,
            )
            return redirect("surveys:round", year=year)
        return view(request, participation, *args, **kwargs)

    return guarded
