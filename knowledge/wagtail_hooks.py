from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from knowledge.access import AUDIENCE_LABELS, audience_left, restrictions_of
from knowledge.admin_views import LibraryGroup
from knowledge.flaws import flaws_of
from knowledge.reports import IncompleteReport, MissedReport, OverdueReport
from portal.accounts.words_only import edits_words

register_snippet(LibraryGroup)
REPORTS = {"overdue": OverdueReport, "incomplete": IncompleteReport, "missed": MissedReport}


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


@hooks.register("after_publish_page")
def say_what_is_wrong(request, page) -> None:
    """The page is online. What an editor should still mend in it, they read at once."""
    for flaw in flaws_of([page]).get(page.pk, []):
        messages.warning(request, flaw)


@hooks.register("before_serve_page", order=-10)
def say_for_whom(page, request, serve_args, serve_kwargs):
    """Before Wagtail's own refusal: say for whom a page is and what the way in is."""
    request.page_restrictions = restrictions_of(page)
    teaser = {name: getattr(page, name, "") for name in ("teaser_title", "teaser_text")}
    return refusal(request, request.page_restrictions, **teaser)


@hooks.register("before_serve_document", order=-10)
def say_for_whom_a_document_is(document, request):
    return refusal(request, document.collection.get_view_restrictions().prefetch_related("groups"), document=document)


def refusal(request, restrictions, **about):
    """The log-in page, or why this is not for them; None for whoever may go on. Only our own kinds are let through."""
    if all(r.restriction_type == r.GROUPS and r.accept_request(request) for r in restrictions):
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), "/inloggen/")
    audience = audience_left(restrictions)
    context = {"label": AUDIENCE_LABELS.get(audience, ""), "audience": audience, **about}
    response = render(request, "knowledge/not_for_you.html", context, status=403)
    response.headers["Cache-Control"] = "private, no-store"
    response._has_been_logged = True  # by Django as "Forbidden", with the name of the closed file in its address
    return response
