"""Lists of domain records in /beheer/: filters, search and export, and nothing that changes anything (law 9)."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView

from portal.accounts.access import has_role
from portal.core.documents import csv_safe, plain_text
from portal.core.paging import LongList
from portal.core.search import plain
from portal.core.templatetags.portal import day


class TextColumn(Column):
    """A cell of plain text. Written without a template: in a long list those cost more than all the rest."""

    def shown(self, instance) -> str:
        value = self.get_value(instance)
        return "" if value is None else str(value)

    def render_cell_html(self, instance, parent_context) -> SafeString:
        return format_html("<td>{}</td>", self.shown(instance))


class DayColumn(TextColumn):
    def shown(self, instance) -> str:
        return day(self.get_value(instance))


class LinkColumn(TitleColumn):
    """The name of a row, which leads to its page."""

    def render_cell_html(self, instance, parent_context) -> SafeString:
        link, text = self.get_link_url(instance, parent_context), self.get_value(instance)
        return format_html('<td class="title"><div class="title-wrapper"><a href="{}">{}</a></div></td>', link, text)


class LongStaffList(LongList, WagtailPaginator):
    """Wagtail's page numbers and words for a list, with a count that does not grow with it."""


class SafeCells:
    """An export of which no cell is a formula (P22), which Wagtail itself sees to in XLSX only, or breaks the file."""

    def preprocess_field_value(self, field, value, export_format):
        made = super().preprocess_field_value(field, value, export_format)
        if not isinstance(made, str):
            return made
        return csv_safe(made) if export_format == self.FORMAT_CSV else plain_text(made)


class RecordIndex(SafeCells, IndexView):
    """Wagtail's list without its deeds. `roles` may open it; `open_url_name` is where a row leads.

    A search field that is a `name_key` is searched in plain letters: accents make no difference.
    """

    roles: tuple[str, ...] = ()
    open_url_name = ""
    title_accessor: str | Callable = "__str__"
    title_label = ""
    extra_columns: list[Column] = []
    any_permission_required = None
    permission_required = None
    paginate_by = 25
    paginator_class = LongStaffList

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not has_role(request.user, *self.roles):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def user_has_permission(self, permission: str) -> bool:
        return False

    def user_has_any_permission(self, permissions) -> bool:
        return False

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        words = self.search_query.replace("\x00", "")
        wanted = Q()
        for field in self.search_fields:
            is_key = field.endswith("name_key")
            wanted |= Q((f"{field}__contains", plain(words)) if is_key else (f"{field}__icontains", words))
        return queryset.filter(wanted)

    def _annotate_queryset_updated_at(self, queryset):
        return queryset

    @property
    def columns(self) -> list[Column]:
        title = LinkColumn(
            "title",
            label=self.title_label,
            accessor=self.title_accessor,
            get_url=lambda row: reverse(self.open_url_name, args=[row.pk]),
        )
        return [title, *self.extra_columns]


def staff_page(request: HttpRequest, template: str, context: dict, *, trail: list[tuple[str, str]], status: int = 200):
    """One of our own screens inside Wagtail's frame. `trail`: label and address, the last one without."""
    home = {"url": reverse("wagtailadmin_home"), "label": "Overzicht"}
    crumbs = [home, *({"url": url, "label": label} for label, url in trail)]
    frame = {"breadcrumbs_items": crumbs, "header_title": trail[-1][0], "page_title": trail[-1][0]}
    return render(request, template, frame | context, status=status)
