"""/netwerk/<slug>/: a member as it shows itself, and questions to it; /mijn/organisatie/profiel/: what it shows."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from membership.access import seats_of
from membership.forms.network import MessageForm, ProfileForm
from membership.models import Organisation, Profile, RelayedMessage, Seat
from membership.operations import profiles as operations
from membership.operations.organisations import profile_of
from membership.views.own import for_admins
from portal.core import links, throttle
from portal.core.forms import posted
from portal.core.page_cache import allow_query

TOO_MANY = _("U stuurde een paar berichten achter elkaar. Kijk in uw e-mail, of probeer het over een uur opnieuw.")


@allow_query()
@require_safe
def profile(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = Organisation.objects.members().select_related("municipality").filter(slug=slug).first()
    if organisation is None:
        return redirect("membership:profile", _successor_of(slug).slug)
    told = profile_of(organisation)
    shown = {name: getattr(told, name) for name in Profile.FIELDS if told and told.shows(name)}
    context = {
        "organisation": organisation,
        "shown": shown,
        "domains": told.domain_labels if told and "domains" in shown else [],
        "takes_messages": "contact_role" in shown and bool(operations.contacts_of(organisation)),
        "is_own": any(seat.organisation_id == organisation.pk for seat in seats_of(request.user)),
    }
    return render(request, "membership/profile.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """A question, which goes on only after its writer used the link that is mailed."""
    organisation = _member(slug)
    receivers = operations.receivers_of(organisation)
    if not receivers:
        raise Http404
    form = MessageForm(posted(request))
    if request.method == "POST" and form.is_valid():
        known = RelayedMessage.objects.filter(form_key=form.cleaned_data["form_key"]).exists()
        if not known and not throttle.may_relay(request, organisation.pk, form.cleaned_data["email"]):
            form.add_error("email", TOO_MANY)
        else:
            operations.write_message(organisation, **form.cleaned_data)
            return redirect("membership:message_written")
    context = {"organisation": organisation, "form": form, "role": profile_of(organisation).contact_role}
    return render(request, "membership/message_write.html", context, status=422 if form.is_bound else 200)


@require_safe
def written(request: HttpRequest) -> HttpResponse:
    return render(request, "membership/message_written.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the mailed link: read the message once more, and send it."""
    pk = links.object_for(operations.LINK, token)
    found = RelayedMessage.objects.select_related("organisation").filter(pk=pk or 0).first()
    if found is None:
        return _closed(request)
    if found.sent_at:
        return redirect("membership:message_sent")
    if request.method == "POST":
        try:
            operations.send_message(found)
        except (operations.MessageGone, operations.NobodyToReach):
            return _closed(request)
        return redirect("membership:message_sent")
    return links.unreferred(render(request, "membership/message.html", {"message": found}))


@require_safe
def message_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "membership/message_sent.html")


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def own_profile(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What the organisation tells, and which of it is on the site."""
    organisation = seat.organisation
    told = profile_of(organisation)
    names = [*Profile.FIELDS, *(f"shows_{name}" for name in Profile.FIELDS)]
    form = ProfileForm(posted(request), initial={name: getattr(told, name) for name in names} if told else None)
    if request.method == "POST" and form.is_valid():
        operations.save_profile(organisation, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard. Zo staat uw organisatie nu op de site."))
        return redirect("membership:own_profile")
    context = {"seat": seat, "form": form, "told": told, "is_member": bool(organisation.current_term())}
    return render(request, "membership/own_profile.html", context, status=422 if form.is_bound else 200)


def _member(slug: str) -> Organisation:
    return get_object_or_404(Organisation.objects.members().select_related("municipality"), slug=slug)


def _successor_of(slug: str) -> Organisation:
    gone = get_object_or_404(Organisation.objects.select_related("merged_into"), slug=slug, merged_into__isnull=False)
    return gone.merged_into


def _closed(request: HttpRequest) -> HttpResponse:
    return links.unreferred(render(request, "membership/message_closed.html", status=404))
