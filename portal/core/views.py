import errno
import mimetypes
import sys

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from wagtail import hooks

from portal.core import files
from portal.core.handing_over import hand_over
from portal.core.models import PortalDocument, PortalRendition, PrivateFile
from portal.core.models.media import RENDITIONS

LAST_RESORT = {status: (settings.BASE_DIR / "templates" / f"{status}.html").read_bytes() for status in (500, 507)}
DISK_TROUBLE = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS}


@require_safe
@login_required
def private_file(request: HttpRequest, pk) -> HttpResponse:
    """The one door to members' files: asks the file's room, and never shows, only hands over."""
    file = get_object_or_404(PrivateFile, pk=pk)
    if not files.may_open(request.user, file):
        raise Http404
    return hand_over(request, file.content, name=file.name, content_type=files.content_type(file))


@require_safe
def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """A document, film or captions of the editors. Of a closed collection: what refuses says so in its own words.

    A room that has terms for a document in whatever collection (the hook "document_has_terms") answers with a
    response, or with True when this person may have it as it is: then nobody else keeps it.
    """
    found = get_object_or_404(PortalDocument.objects.select_related("collection"), pk=document_id)
    if found.filename != document_filename:
        raise Http404
    is_closed = found.collection.get_view_restrictions().exists()
    for has_terms in hooks.get_hooks("document_has_terms"):
        answer = has_terms(found, request)
        if isinstance(answer, HttpResponse):
            return answer
        is_closed = is_closed or bool(answer)
    for may_open in hooks.get_hooks("before_serve_document") if is_closed else ():
        refusal = may_open(found, request)
        if isinstance(refusal, HttpResponse):
            return refusal
    return hand_over(
        request,
        found.file,
        name=found.filename,
        content_type=found.content_type,
        shown=bool(found.kind and found.kind.is_shown),
        public=not is_closed,
    )


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """A size of a picture. For whoever may not see its collection it does not exist."""
    pictures = PortalRendition.objects.select_related("image__collection")
    found = get_object_or_404(pictures, file=f"{RENDITIONS}/{name}")
    restrictions = list(found.image.collection.get_view_restrictions())
    if not all(r.restriction_type == r.GROUPS and r.accept_request(request) for r in restrictions):
        raise Http404  # also where any account or a password would do: no audience of ours
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return hand_over(request, found.file, name=name, content_type=kind, shown=True, public=not restrictions)


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
