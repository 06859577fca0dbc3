from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from knowledge import two_pairs
from knowledge.access import AUDIENCE_LABELS, audience_left, restrictions_of
from knowledge.admin_views import LibraryGroup
from knowledge.flaws import flaws_of
from knowledge.models import InstrumentVariant
from knowledge.reports import DownloadReport, IncompleteReport, LicenceReport, MissedReport, OverdueReport, RouteReport
from portal.accounts.access import has_role, is_staff_member
from portal.accounts.words_only import edits_words

register_snippet(LibraryGroup)
REPORTS = {
    "overdue": OverdueReport,
    "incomplete": IncompleteReport,
    "missed": MissedReport,
    "routes": RouteReport,
    "licences": LicenceReport,
    "downloads": DownloadReport,
}


@hooks.register("register_admin_urls")
def report_urls():
    return [
        path(f"reports/{name}/{end}", view.as_view(results_only=bool(end)), name=f"knowledge_{name}{suffix}")
        for name, view in REPORTS.items()
        for end, suffix in (("", ""), ("results/", "_results"))
    ]


class ReportItem(MenuItem):
    def is_shown(self, request) -> bool:
        return edits_words(request.user)


@hooks.register("register_reports_menu_item")
def overdue_item():
    return ReportItem(OverdueReport.page_title, reverse("knowledge_overdue"), icon_name="time", order=10)


@hooks.register("register_reports_menu_item")
def incomplete_item():
    return ReportItem(IncompleteReport.page_title, reverse("knowledge_incomplete"), icon_name="warning", order=20)


@hooks.register("register_reports_menu_item")
def missed_item():
    return ReportItem(MissedReport.page_title, reverse("knowledge_missed"), icon_name="search", order=30)


class StaffReportItem(MenuItem):
    def is_shown(self, request) -> bool:
        return is_staff_member(request.user)


@hooks.register("register_reports_menu_item")
def routes_item():
    return StaffReportItem(RouteReport.page_title, reverse("knowledge_routes"), icon_name="list-ol", order=40)


@hooks.register("register_reports_menu_item")
def licences_item():
    return StaffReportItem(LicenceReport.page_title, reverse("knowledge_licences"), icon_name="lock", order=50)


class MembersReportItem(MenuItem):
    def is_shown(self, request) -> bool:
        return has_role(request.user, *DownloadReport.roles)


@hooks.register("register_reports_menu_item")
def downloads_item():
    title, url = DownloadReport.page_title, reverse("knowledge_downloads")
    return MembersReportItem(title, url, icon_name="download", order=60)


@hooks.register("after_publish_page")
def say_what_is_wrong(request, page) -> None:
    """The page is online. What an editor should still mend in it, they read at once."""
    for flaw in flaws_of([page]).get(page.pk, []):
        messages.warning(request, flaw)


# --- Two pairs of eyes ------------------------------------------------------------------------------------------------


@hooks.register("register_log_actions")
def published_alone(actions) -> None:
    label = _("Alleen online gezet, zonder tweede paar ogen")
    actions.register_action(two_pairs.ALONE, label, label)


@hooks.register("construct_page_action_menu")
def leave_out_what_another_does(menu_items, request, context) -> None:
    if not two_pairs.binds(request.user):
        return
    left_out = {two_pairs.DIRECTLY}
    page = context.get("page")
    if page and page.pk and two_pairs.wrote_last(page.get_latest_revision(), request.user):
        left_out.add("approve")
    menu_items[:] = [item for item in menu_items if item.name not in left_out]


@hooks.register("before_create_page")
@hooks.register("before_edit_page")
def save_instead_of_publish(request, *about) -> None:
    if two_pairs.DIRECTLY in request.POST and two_pairs.binds(request.user):
        two_pairs.as_a_draft(request, two_pairs.DIRECTLY, _("Uw tekst is bewaard en staat nog niet online."))


@hooks.register("before_copy_page")
def copy_is_a_draft(request, page) -> None:
    if request.POST.get("publish_copies") and two_pairs.binds(request.user):
        two_pairs.as_a_draft(request, "publish_copies", _("De kopie staat nog niet online."))


@hooks.register("before_bulk_action")
def not_ones_own_among_many(request, action_type, objects, action):
    if action_type != "publish" or not issubclass(action.model, Page):
        return None
    own = two_pairs.own_among(objects, request.user, with_below=bool(request.POST.get("include_descendants")))
    if own and two_pairs.binds(request.user):
        titles = ", ".join(page.draft_title or page.title for page in own)
        sentence = _("Er is niets online gezet. Hierin schreef u zelf het laatst: %(titles)s.") % {"titles": titles}
        messages.error(request, f"{sentence} {two_pairs.whom_to_ask(request.user)}")
        return redirect(action.next_url)
    for page in own:
        two_pairs.note_alone(page, request.user)
    return None


@hooks.register("after_publish_page")
def note_who_published_alone(request, page) -> None:
    two_pairs.note_alone(page, request.user)


# --- Who may read -----------------------------------------------------------------------------------------------------


@hooks.register("before_serve_page", order=-10)
def say_for_whom(page, request, serve_args, serve_kwargs):
    """Before Wagtail's own refusal: say for whom a page is and what the way in is."""
    request.page_restrictions = restrictions_of(page)
    teaser = {name: getattr(page, name, "") for name in ("teaser_title", "teaser_text")}
    return refusal(request, request.page_restrictions, **teaser)


@hooks.register("before_serve_document", order=-10)
def say_for_whom_a_document_is(document, request):
    return refusal(request, document.collection.get_view_restrictions().prefetch_related("groups"), document=document)


@hooks.register("document_has_terms")
def only_under_licence(document, request):
    """A file of an instrument under licence leaves by the instrument alone, with a name on it; staff see it here."""
    variant = (
        InstrumentVariant.objects.filter(document=document, page__needs_licence=True).select_related("page").first()
    )
    if variant is None or is_staff_member(request.user):
        return variant is not None
    return redirect(variant.page.get_url(request) or "/")


def refusal(request, restrictions, **about):
    """Why this is not for them, with the way in; None for whoever may go on. Only our own kinds are let through.

    Somebody who is not logged in gets the log-in page, unless an editor wrote for everybody what the page is.
    """
    if all(r.restriction_type == r.GROUPS and r.accept_request(request) for r in restrictions):
        return None
    here = request.get_full_path()
    if not request.user.is_authenticated and not about.get("teaser_title"):
        return redirect_to_login(here, "/inloggen/")
    audience = audience_left(restrictions)
    context = {"label": AUDIENCE_LABELS.get(audience, ""), "audience": audience, "here": here, **about}
    response = render(request, "knowledge/not_for_you.html", context, status=403)
    response.headers["Cache-Control"] = "private, no-store"
    response._has_been_logged = True  # by Django as "Forbidden", with the name of the closed file in its address
    return response
