"""Answers themselves, for staff with the right: per organisation, as totals, and as files. Files are audited."""

import csv
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.access import staff_role_required
from portal.accounts.admin_views import staff_page
from portal.core.documents import csv_safe, prepared
from surveys import exports, operations
from surveys.access import ROLES
from surveys.admin_views.rounds import round_for, trail_to
from surveys.totals import totals_of
from surveys.wording import shown


@require_safe
@staff_role_required(*ROLES)
def answers(request: HttpRequest, pk: int, participation_pk: int) -> HttpResponse:
    """What one organisation sent in. What it did not send in yet is its own."""
    found = round_for(request, pk)
    participation = get_object_or_404(
        found.participations.answered().select_related("organisation", "submitted_by"), pk=participation_pk
    )
    given = operations.answers_of(participation)
    versions = found.questions.select_related("question").prefetch_related("options__option").order_by("position")
    rows = [{"question": version, "words": shown(version, given.get(version.pk))} for version in versions]
    context = {"round": found, "participation": participation, "rows": rows}
    trail = trail_to(found, (participation.organisation.name, ""))
    return staff_page(request, "beheer/survey_answers.html", context, trail=trail)


@require_safe
@staff_role_required(*ROLES)
def totals(request: HttpRequest, pk: int) -> HttpResponse:
    """Exact counts, live: for staff alone, never for a report."""
    found = round_for(request, pk)
    context = {"round": found, "totals": totals_of(found)}
    return staff_page(request, "beheer/survey_totals.html", context, trail=trail_to(found, (_("Totalen"), "")))


class _Echo:
    def write(self, value: str) -> str:
        return value


@require_POST
@staff_role_required(*ROLES)
def export(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Every answer that was sent in as CSV, a row per organisation and question. Streamed: it may be long."""
    found = round_for(request, pk)
    operations.record_export(found, kind="csv", by=request.user)
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        yield "\ufeff"
        yield writer.writerow(exports.HEADINGS)
        for row in exports.rows_of(found):
            yield writer.writerow([csv_safe(cell) for cell in row])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="antwoorden-{found.year}.csv"'
    return response


@require_POST
@staff_role_required(*ROLES)
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The same with a codebook as XLSX, made in a job."""
    found = round_for(request, pk)
    operations.record_export(found, kind="xlsx", by=request.user)
    prepared.ask_for(exports.KIND, subject=exports.subject_of(found), by=request.user)
    return redirect("surveys_admin:round", pk=pk)
