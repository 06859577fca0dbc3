"""Files that go with a meeting, and somebody's proof that they were there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from learning_circles import certificates, operations
from learning_circles.forms.meetings import MaterialForm
from learning_circles.models import Material, Meeting, Registration
from learning_circles.views.desk import desk_page, to_desk
from learning_circles.views.doors import at_meeting, runs_meeting
from learning_circles.views.meeting import to_meeting
from portal.core.documents import prepared
from portal.core.files import REFUSALS, NotStored


@require_POST
@runs_meeting
def add(request: HttpRequest, shown: Meeting) -> HttpResponse:
    form, status = MaterialForm(request.POST, request.FILES), 422
    if form.is_valid():
        try:
            operations.add_material(shown, upload=form.cleaned_data["upload"], by=request.user)
        except operations.TooManyMaterials:
            words = _("Bij deze bijeenkomst staan al %d bestanden. Haal eerst een bestand weg.")
            form.add_error("upload", words % operations.MOST_MATERIALS)
        except REFUSALS as refusal:
            form.add_error("upload", str(refusal.message))
            status = 507 if isinstance(refusal, NotStored) else 422
        else:
            messages.success(request, _("Het bestand is toegevoegd. Wij controleren het nu."))
            return to_desk(shown)
    return desk_page(request, shown, status=status, material_form=form)


@require_POST
@runs_meeting
def remove(request: HttpRequest, shown: Meeting, pk: int) -> HttpResponse:
    found = Material.objects.filter(meeting=shown, pk=pk).first()
    if found:  # gone already after a second click
        operations.remove_material(found, by=request.user)
        messages.success(request, _("Het bestand is weggehaald."))
    return to_desk(shown)


@require_POST
@at_meeting
def certificate(request: HttpRequest, shown: Meeting) -> HttpResponse:
    """Have the proof made; 404 for who was not there."""
    own = get_object_or_404(Registration, meeting=shown, user=request.user, came=True)
    prepared.ask_for(certificates.KIND, subject=certificates.subject_of(own), by=request.user)
    return to_meeting(shown)
