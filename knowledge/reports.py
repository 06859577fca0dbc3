"""What editors should look at: pages to read again, and pages where something is missing or broken."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import PageReportView, ReportView
from wagtail.models import Page

from knowledge.models import OutsideLink
from knowledge.models.base import KnowledgePage
from portal.accounts.words_only import edits_words
from portal.core.models import MissedSearch


def knowledge_types() -> list[type[KnowledgePage]]:
    return [model for model in KnowledgePage.__subclasses__() if not model._meta.abstract]


def _of_any_type(**lookup) -> Q:
    """A lookup on a field that every type of the library has, in whatever table it stands."""
    wanted = Q()
    for model in knowledge_types():
        wanted |= Q(**{f"{model._meta.model_name}__{name}": value for name, value in lookup.items()})
    return wanted


class ForEditors:
    def dispatch(self, request, *args, **kwargs):
        if not edits_words(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class OverdueReport(ForEditors, PageReportView):
    """Live pages whose day to be read again is past, the longest first."""

    page_title = _("Na te lezen")
    header_icon = "time"
    index_url_name = "knowledge_overdue"
    index_results_url_name = "knowledge_overdue_results"

    def get_queryset(self):
        pages = Page.objects.live().filter(_of_any_type(review_by__lt=timezone.localdate()))
        return pages.order_by("latest_revision_created_at", "pk").select_related("content_type")


class IncompleteReport(ForEditors, PageReportView):
    """Live pages with a dead link, a film without captions, or a file that was deleted."""

    page_title = _("In orde te maken")
    header_icon = "warning"
    index_url_name = "knowledge_incomplete"
    index_results_url_name = "knowledge_incomplete_results"

    def get_queryset(self):
        dead_link = Exists(OutsideLink.objects.exclude(trouble="").filter(page=OuterRef("pk")))
        no_captions = Q(filmpage__isnull=False, filmpage__film__isnull=False, filmpage__captions=None)
        no_film = Q(filmpage__isnull=False, filmpage__film=None, filmpage__elsewhere="")
        no_file = Q(publicationpage__isnull=False, publicationpage__document=None)
        pages = Page.objects.live().filter(dead_link | no_captions | no_film | no_file)
        return pages.order_by("title", "pk").select_related("content_type")


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
        DateColumn("last_on", label=_("Voor het laatst")),
    ]

    def get_queryset(self):
        return MissedSearch.objects.order_by("-times", "-last_on", "words")
