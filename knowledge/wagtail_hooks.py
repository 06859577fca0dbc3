from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import PageViewRestriction
from wagtail.snippets.models import register_snippet

from knowledge.access import AUDIENCE_LABELS, audience_of, restrictions_of
from knowledge.admin_views import LibraryGroup
from knowledge.reports import IncompleteReport, MissedReport, OverdueReport
from portal.accounts.words_only import edits_words
from portal.core.search import LEVEL_2

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


@hooks.register("before_serve_page", order=-10)
def say_for_whom(page, request, serve_args, serve_kwargs):
    """Before Wagtail's own refusal: say for whom a page is and what the way in is."""
    request.page_restrictions = restrictions_of(page)
    for restriction in request.page_restrictions:
        if restriction.restriction_type != PageViewRestriction.GROUPS or restriction.accept_request(request):
            continue
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), "/inloggen/")
        audience = audience_of(page, request.page_restrictions)
        context = {
            "label": AUDIENCE_LABELS.get(audience, ""),
            "level_2": audience == LEVEL_2,
            "teaser_title": getattr(page, "teaser_title", ""),
            "teaser_text": getattr(page, "teaser_text", ""),
        }
        return render(request, "knowledge/not_for_you.html", context, status=403)
    return None
