from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from portal.core import file_checks, files
from portal.core.models import PrivateFile

LAST_RESORT = (settings.BASE_DIR / "templates" / "500.html").read_bytes()


@require_safe
@login_required
def private_file(request: HttpRequest, pk) -> HttpResponse:
    """The one door to members' files: asks the file's room, and never shows, only hands over."""
    file = get_object_or_404(PrivateFile, pk=pk)
    if not files.may_open(request.user, file):
        raise Http404
    if settings.PRIVATE_ACCEL_PREFIX:
        response = HttpResponse()
        response.headers["X-Accel-Redirect"] = f"{settings.PRIVATE_ACCEL_PREFIX}{file.content.name}"
        response.headers["Content-Disposition"] = content_disposition_header(True, file.name)
    else:
        response = FileResponse(file.content.open("rb"), as_attachment=True, filename=file.name)
    response.headers["Content-Type"] = file_checks.KINDS[file.kind].content_type
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception=None) -> HttpResponse:
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception=None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Bytes read at the start: no template, database or setting that could fail again."""
    return HttpResponse(LAST_RESORT, status=500, headers={"Cache-Control": "no-store"})
