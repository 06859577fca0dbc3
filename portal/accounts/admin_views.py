"""Lists of domain records in /beheer/: filters, search and export, and nothing that changes anything (law 9)."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView

from portal.accounts.access import has_role


class RecordIndex(IndexView):
    """Wagtail's list without its deeds. `roles` may open it; `open_url_name` is where a row leads."""

    roles: tuple[str, ...] = ()
    open_url_name = ""
    title_accessor: str | Callable = "__str__"
    title_label = ""
    extra_columns: list[Column] = []
    any_permission_required = None
    permission_required = None
    paginate_by = 50
    FORMATS = ("xlsx",)  # a cell of a CSV file may be a formula; in XLSX a text is a text (P22)

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not has_role(request.user, *self.roles):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def user_has_permission(self, permission: str) -> bool:
        return False

    def user_has_any_permission(self, permissions) -> bool:
        return False

    def _annotate_queryset_updated_at(self, queryset):
        return queryset

    @property
    def columns(self) -> list[Column]:
        title = TitleColumn(
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
