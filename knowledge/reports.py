"""What editors should look at: pages to read again, and pages where something is missing or broken."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import PageReportView, ReportView
from wagtail.models import Page

from knowledge.flaws import flaws_of, not_online_in_time
from knowledge.models import LicenceAcceptance, LicenceSettings, LicensedDownload, RoutePage
from knowledge.models.base import KnowledgePage
from portal.accounts.access import ADVISER, DECIDER, has_role, is_staff_member
from portal.accounts.admin_views import SafeCells
from portal.accounts.models import User
from portal.accounts.words_only import edits_words
from portal.core.models import MissedSearch
from portal.core.templatetags.portal import day, moment


def knowledge_types() -> list[type[KnowledgePage]]:
    return [model for model in KnowledgePage.__subclasses__() if not model._meta.abstract]


def _of_any_type(field: str) -> Coalesce:
    """A field that every type of the library has, from whatever table a page's own stands in."""
    return Coalesce(*(f"{model._meta.model_name}__{field}" for model in knowledge_types()))


class ForEditors(SafeCells):
    def dispatch(self, request, *args, **kwargs):
        if not edits_words(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ForStaff(SafeCells):
    def dispatch(self, request, *args, **kwargs):
        if not is_staff_member(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ForWhoKnowsMembers(SafeCells):
    """Advisers and deciders: they talk with organisations. What people do there is nothing for others."""

    roles = (ADVISER, DECIDER)

    def dispatch(self, request, *args, **kwargs):
        if not has_role(request.user, *self.roles):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class OverdueReport(ForEditors, PageReportView):
    """Live pages whose day to be read again is past, the longest first."""

    page_title = _("Na te lezen")
    header_icon = "time"
    index_url_name = "knowledge_overdue"
    index_results_url_name = "knowledge_overdue_results"
    results_template_name = "beheer/report_overdue.html"
    list_export = ["title", "read_by", "caretaker_name"]
    export_headings = {"read_by": _("Nalezen voor"), "caretaker_name": _("Wie houdt de pagina bij?")}

    def get_queryset(self):
        pages = Page.objects.live().annotate(read_by=_of_any_type("review_by"), keeper=_of_any_type("caretaker"))
        overdue = pages.filter(read_by__lt=timezone.localdate())
        return overdue.order_by("read_by", "pk").select_related("content_type")

    def decorate_paginated_queryset(self, object_list):
        keepers = User.objects.in_bulk({page.keeper for page in object_list})
        for page in object_list:
            page.caretaker_name = keepers[page.keeper].get_full_name() if page.keeper in keepers else ""
        return object_list


class IncompleteReport(ForEditors, PageReportView):
    """Pages with a flaw (knowledge.flaws), and what it is."""

    page_title = _("In orde te maken")
    header_icon = "warning"
    index_url_name = "knowledge_incomplete"
    index_results_url_name = "knowledge_incomplete_results"
    results_template_name = "beheer/report_incomplete.html"
    list_export = ["title", "flaw"]
    export_headings = {"flaw": _("Wat is er?")}

    def get_queryset(self):
        at = timezone.now()
        self.flaws = flaws_of(Page.objects.filter(Q(live=True) | Q(pk__in=not_online_in_time(at))), at)
        return Page.objects.filter(pk__in=self.flaws).order_by("title", "pk").select_related("content_type")

    def decorate_paginated_queryset(self, object_list):
        for page in object_list:
            page.flaws = self.flaws[page.pk]
            page.flaw = " ".join(page.flaws)
        return object_list


class MissedReport(ForEditors, ReportView):
    """What was looked for and not found, the most wanted first. Who looked is not kept."""

    model = MissedSearch
    page_title = _("Gezocht en niet gevonden")
    header_icon = "search"
    index_url_name = "knowledge_missed"
    index_results_url_name = "knowledge_missed_results"
    list_export = ["words", "month", "times", "last_on"]
    columns = [
        Column("words", label=_("Gezocht")),
        Column("times", label=_("Hoe vaak")),
        Column("last_on", label=_("Voor het laatst"), accessor=lambda searched: day(searched.last_on)),
    ]

    def get_queryset(self):
        return MissedSearch.objects.order_by("-times", "-last_on", "words")


class RouteReport(ForStaff, ReportView):
    """How much each route is used in the whole network. Who learns what is nobody's to read."""

    model = RoutePage
    page_title = _("Gebruik van leerroutes")
    header_icon = "list-ol"
    index_url_name = "knowledge_routes"
    index_results_url_name = "knowledge_routes_results"
    results_template_name = "beheer/report_routes.html"
    list_export = ["title", "lessons", "begun", "done"]
    export_headings = {"lessons": _("Lessen"), "begun": _("Begonnen"), "done": _("Klaar")}
    columns = [
        TitleColumn("title", label=_("Leerroute"), get_url=lambda route: route.get_url()),
        Column("lessons", label=_("Lessen")),
        Column("begun", label=_("Mensen die begonnen")),
        Column("done", label=_("Mensen die klaar zijn")),
    ]

    def get_queryset(self):
        return RoutePage.objects.live().with_use().order_by("path")


class LicenceReport(ForStaff, ReportView):
    """Which organisation agreed to what, and how often it took something along."""

    model = LicenceAcceptance
    page_title = _("Licenties")
    header_icon = "lock"
    index_url_name = "knowledge_licences"
    index_results_url_name = "knowledge_licences_results"
    list_export = ["organisation.name", "title", "number", "accepted_at", "taken"]
    export_headings = {"organisation.name": _("Organisatie"), "taken": _("Keer opgehaald")}
    columns = [
        Column("organisation", label=_("Organisatie")),
        Column("title", label=_("Instrument")),
        Column("number", label=_("Versie")),
        Column("accepted_at", label=_("Akkoord op"), accessor=lambda accepted: day(accepted.accepted_at)),
        Column("taken", label=_("Keer opgehaald")),
    ]

    def get_queryset(self):
        accepted = LicenceAcceptance.objects.select_related("organisation")
        taken = Count("downloads") + F("forgotten")
        return accepted.annotate(taken=taken).order_by("-accepted_at", "-pk")


class DownloadReport(ForWhoKnowsMembers, ReportView):
    """Who took which file along, and when, as long as that is kept; to answer a question about one's own licence."""

    model = LicensedDownload
    page_title = _("Opgehaald onder licentie")
    header_icon = "download"
    index_url_name = "knowledge_downloads"
    index_results_url_name = "knowledge_downloads_results"
    results_template_name = "beheer/report_downloads.html"
    list_export = ["acceptance.organisation.name", "acceptance.title", "acceptance.number", "variant", "at", "by"]
    export_headings = {
        "acceptance.organisation.name": _("Organisatie"),
        "acceptance.title": _("Instrument"),
        "acceptance.number": _("Versie"),
        "by": _("Wie"),
    }
    columns = [
        Column("acceptance.organisation", label=_("Organisatie")),
        Column("acceptance.title", label=_("Instrument")),
        Column("variant", label=_("Bestand")),
        Column("acceptance.number", label=_("Versie")),
        Column("by", label=_("Wie"), accessor=lambda taken: taken.by or ""),
        Column("at", label=_("Wanneer"), accessor=lambda taken: moment(taken.at)),
    ]

    def get_queryset(self):
        return LicensedDownload.objects.select_related("acceptance__organisation", "by").order_by("-at", "-pk")

    def get_context_data(self, *args, **kwargs):
        return super().get_context_data(*args, **kwargs) | {"months": LicenceSettings.now().months_of_log}
