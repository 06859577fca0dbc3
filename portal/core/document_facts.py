"""A job reads each document: how many pages, in which language, and its text for search."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.db.models.signals import post_save
from django.utils import timezone

from portal.core import file_checks, jobs
from portal.core.file_checks.refusals import SENTENCES
from portal.core.models import PortalDocument
from portal.core.page_cache import public_changed

_listeners: list[Callable[[PortalDocument], object]] = []


def tell_when_read(listener: Callable[[PortalDocument], object]) -> None:
    """A room that shows or indexes documents hears of each one that was read. The listener may be called twice."""
    _listeners.append(listener)


def why_unread(document: PortalDocument) -> str:
    """For an editor: what keeps us from reading the file, and what to do about it. Visitors can still open it."""
    return str(SENTENCES.get(document.unreadable_because, ""))


def read_document(pk: int | str, *, at: datetime | None = None) -> None:
    """Read a PDF in a process of its own; of other files there is nothing to tell.

    A file that was replaced meanwhile stays due.
    """
    document = PortalDocument.objects.filter(pk=pk, read_at=None).first()
    if document is None:
        return
    found, refusal = {}, ""
    try:
        if document.file_extension.lower() == "pdf":
            found = file_checks.read_pdf_isolated(Path(document.file.path))
    except file_checks.FileRefused as refused:
        refusal = refused.code
    except FileNotFoundError:
        refusal = "lost"
    written = PortalDocument.objects.filter(pk=pk, read_at=None, file=document.file.name).update(
        pages=found.get("pages"),
        language=found.get("language", ""),
        text=found.get("text", ""),
        unreadable_because=refusal,
        read_at=at or timezone.now(),
    )
    if written:
        public_changed()
        for listener in _listeners:
            listener(PortalDocument.objects.get(pk=pk))


def due_documents(at: datetime) -> list[int]:
    unread = PortalDocument.objects.filter(read_at=None, created_at__lte=at).order_by("created_at")
    return list(unread.values_list("pk", flat=True)[:200])


def listen_to_wagtail() -> None:
    """Wagtail saves documents in five places; each new file is read soon."""

    def saved(instance, **kwargs) -> None:
        if instance.read_at is None:
            jobs.wake("core.read_document", instance.pk)

    post_save.connect(saved, sender=PortalDocument, weak=False, dispatch_uid="document_facts:saved")


jobs.register("core.read_document", run=read_document, due=due_documents)
