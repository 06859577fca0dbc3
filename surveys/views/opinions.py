"""What a colleague thinks for themselves."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.core.forms import posted
from surveys import operations
from surveys.forms.opinions import OpinionForm
from surveys.models import Participation
from surveys.views.doors import at_round


@require_http_methods(["GET", "HEAD", "POST"])
@at_round
def opinion(request: HttpRequest, participation: Participation) -> HttpResponse:
    """Give it once; 404 when the round asks for none."""
    found = participation.round
    questions = list(found.questions.of_person().prefetch_related("options").order_by("position"))
    if not questions:
        raise Http404
    form = OpinionForm(posted(request), questions=questions)
    if form.is_bound and form.is_valid():
        try:
            operations.give_opinion(participation, chosen=form.chosen(), by=request.user)
        except operations.OpinionThere:
            messages.info(request, _("U gaf uw mening al. Er is niets veranderd."))
        except operations.HasDeclined:
            messages.error(request, _("Uw organisatie doet dit jaar niet mee."))
        except operations.RoundClosed:
            messages.error(request, _("Invullen kan niet meer. De laatste dag is voorbij."))
        else:
            messages.success(request, _("Bewaard, zonder uw naam. Dank u wel."))
        return redirect("surveys:round", year=found.year)
    context = {
        "participation": participation,
        "round": found,
        "form": form,
        "is_given": participation.opinions_given.filter(user=request.user).exists(),
    }
    return render(request, "surveys/opinion.html", context, status=422 if form.is_bound else 200)
