"""Two pairs of eyes: who wrote last in a page does not put it online (a choice in the operator's settings).

Each of Wagtail's roads passes here: publishing in the page's screen becomes saving a draft, many at once is refused, a
copy is a draft, and Wagtail's workflow ends in `go_online`. The timer only brings online what went one of these roads.
Somebody who runs the portal (a superuser) may, and the page's history says so.
"""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from portal.accounts.access import GROUP_NAMES
from portal.accounts.models import User
from portal.core.models import OperatorSettings

ALONE = "portal.publish.alone"
DIRECTLY = "action-publish"


class WroteItLast(Exception):
    """This person wrote last in this page, so another reads it before it goes online."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.pk)
        self.page = page
        self.message = _("U schreef het laatst in deze pagina. Uw tekst is bewaard. Een andere redacteur leest hem na.")


def binds(user: User | None) -> bool:
    """Whether this person needs another. Asked of the database each time: a kept answer could be an old one."""
    return bool(user and not user.is_superuser and OperatorSettings.load().two_pairs_for_pages)


def go_online(state, user: User | None = None) -> None:
    """The end of Wagtail's workflow: publish what was read, the very version whose writer is looked at.

    Raises WroteItLast, and then nothing of the approval stands.
    """
    thing = state.content_object
    revision = thing.get_latest_revision()
    if isinstance(thing, Page) and wrote_last(revision, user):
        if binds(user):
            raise WroteItLast(thing)
        note_alone(thing, user)
    revision.publish(user=user)


def wrote_last(revision: Revision | None, user: User | None) -> bool:
    return bool(revision and user and revision.user_id == user.pk)


def note_alone(page: Page, user: User) -> None:
    """Once for each time it goes online; called by every road, so only where the choice was made."""
    if OperatorSettings.load().two_pairs_for_pages:
        log(instance=page.specific, action=ALONE, user=user)


def own_among(pages: Iterable[Page], user: User, *, with_below: bool) -> list[Page]:
    """Of these (and the drafts below them) the pages with something new that this person wrote last."""
    found = {page.pk: page for page in pages if page.has_unpublished_changes or not page.live}
    for page in pages if with_below else ():
        found |= {below.pk: below for below in page.get_descendants().not_live()}
    writers = Revision.page_revisions.filter(pk__in=[page.latest_revision_id for page in found.values()])
    own = {int(key) for key in writers.filter(user=user).values_list("object_id", flat=True)}
    return [page for key, page in found.items() if key in own]


def as_a_draft(request: HttpRequest, named: str, sentence: str) -> None:
    """Do what was asked without putting it online: what somebody typed is kept, and they read why."""
    sent = request.POST.copy()
    del sent[named]
    request.POST = sent  # type: ignore[misc]
    messages.warning(request, f"{sentence} {whom_to_ask(request.user)}")


def whom_to_ask(user) -> str:
    others = User.objects.filter(is_active=True, groups__name=GROUP_NAMES["editor"]).exclude(pk=user.pk)
    if others.exists():
        return _("Stuur de pagina door. Een andere redacteur leest hem na en zet hem online.")
    return _("Een ander moet dat doen, maar u bent de enige redacteur. Vraag om een tweede.")


class SayWhoMayPublish:
    """Middleware: an approval that was refused leads back to the page, with the reason."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, WroteItLast):
            return None
        messages.error(request, error.message)
        address = reverse("wagtailadmin_pages:edit", args=[error.page.pk])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":  # as Wagtail's dialogue expects it
            return JsonResponse({"step": "success", "redirect": address})
        return redirect(address)
