"""You asked, we did: what members need, from circles and questionnaires, and what the network did with it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.widgets.button import HeaderButton

from knowledge import operations
from knowledge.models import NetworkItem
from knowledge.models.network_items import ItemKind
from membership.access import level_of
from portal.accounts.access import ADVISER, DECIDER, is_staff_member, staff_role_required
from portal.accounts.admin_views import DayColumn, RecordIndex, TextColumn, staff_page
from portal.core.forms import posted
from portal.core.paging import LongList
from portal.home.forms import AnswerForm, NeedForm

LIST = "needs_admin:needs"
FORM = ["GET", "HEAD", "POST"]


@never_cache
@login_required
@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """For members and staff: answered first, newest on top."""
    if not (is_staff_member(request.user) or level_of(request.user)):
        raise Http404
    rows = NetworkItem.objects.visible_to(request.user).needs().order_by("-answered_at", "-shared_at", "-pk")
    page = LongList(rows, 30).get_page(request.GET.get("pagina"))
    return render(request, "home/needs.html", {"page": page})


class NeedIndex(RecordIndex):
    model = NetworkItem
    roles = (ADVISER, DECIDER)
    page_title = gettext_lazy("U vroeg, wij deden")
    header_icon = "list-ul"
    index_url_name = LIST
    index_results_url_name = "needs_admin:needs_results"
    open_url_name = "needs_admin:need"
    title_accessor = "text"
    title_label = gettext_lazy("Waar is behoefte aan?")
    search_fields = ["text", "source"]
    default_ordering = "raised_at"
    extra_columns = [
        TextColumn("state_label", label=gettext_lazy("Status")),
        TextColumn("source", label=gettext_lazy("Bron")),
        DayColumn("raised_at", label=gettext_lazy("Genoemd op")),
    ]
    list_export = ["text", "state_label", "source", "raised_at", "answer"]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Zet er iets bij"), url=reverse("needs_admin:need_new"), icon_name="plus")]

    def get_base_queryset(self):
        return NetworkItem.objects.keepable_by(self.request.user).needs()


def need_for(request: HttpRequest, pk: int) -> NetworkItem:
    return get_object_or_404(NetworkItem.objects.keepable_by(request.user).needs(), pk=pk)


@require_http_methods(FORM)
@staff_role_required(ADVISER, DECIDER)
def new(request: HttpRequest) -> HttpResponse:
    """Something that members need, in one sentence; members see it at once."""
    form = NeedForm(posted(request), initial={"source": request.GET.get("bron", "")[:160]})
    if form.is_bound and form.is_valid():
        item = operations.raise_item(ItemKind.NEED, owner=request.user, by=request.user, **form.cleaned_data)
        operations.share_item(item, by=request.user)
        messages.success(request, _("Leden zien dit nu."))
        return redirect("needs_admin:need", pk=item.pk)
    trail = [(_("U vroeg, wij deden"), reverse(LIST)), (_("Nieuw"), "")]
    status = 422 if form.is_bound else 200
    return staff_page(request, "beheer/need_new.html", {"form": form}, trail=trail, status=status)


@require_http_methods(FORM)
@staff_role_required(ADVISER, DECIDER)
def need(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what was done; that shares it with members."""
    item = need_for(request, pk)
    form = AnswerForm(posted(request), initial={"answer": item.answer})
    if form.is_bound and form.is_valid():
        operations.answer_item(item, answer=form.cleaned_data["answer"], by=request.user)
        messages.success(request, _("Bewaard. Leden lezen wat u deed."))
        return redirect("needs_admin:need", pk=pk)
    trail = [(_("U vroeg, wij deden"), reverse(LIST)), (str(item), "")]
    status = 422 if form.is_bound else 200
    return staff_page(request, "beheer/need.html", {"item": item, "form": form}, trail=trail, status=status)


@require_POST
@staff_role_required(ADVISER, DECIDER)
def need_shared(request: HttpRequest, pk: int) -> HttpResponse:
    operations.share_item(need_for(request, pk), by=request.user)
    messages.success(request, _("Leden zien dit nu."))
    return redirect("needs_admin:need", pk=pk)
