import errno
import logging
import sys

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from portal.core import files
from portal.core.models import PrivateFile

LAST_RESORT = {status: (settings.BASE_DIR / "templates" / f"{status}.html").read_bytes() for status in (500, 507)}
DISK_TROUBLE = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS}
logger = logging.getLogger("portal.files")


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
        response = FileResponse(_bytes_of(file), as_attachment=True, filename=file.name)
    response.headers["Content-Type"] = files.content_type(file)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _bytes_of(file: PrivateFile):
    try:
        return file.content.open("rb")
    except FileNotFoundError as error:
        logger.error("the bytes of private file %s are not on the disk", file.pk)
        raise Http404 from error


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception=None) -> HttpResponse:
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception=None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Bytes read at the start: no template, database or setting that could fail again. A full disk says so."""
    error = sys.exception()
    status = 507 if isinstance(error, OSError) and error.errno in DISK_TROUBLE else 500
    return HttpResponse(LAST_RESORT[status], status=status, headers={"Cache-Control": "no-store"})
