"""Work outside the request: the files and mail of invoices, and what Stripe says about payments. Each may run twice."""

import io
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from membership import gateways, operations
from membership.algorithms.ubl import ubl
from membership.models import DuesRun, Invoice, InvoiceFiles
from membership.operations import messages
from portal.core import files, jobs
from portal.core.documents import NoPdf, pdf
from portal.core.models import PrivateFile

ROOM = "membership.invoices"
EVENT, YEAR = "membership.stripe_event", "membership.dues_run"


def make_files(pk: int | str, *, at: datetime | None = None) -> None:
    """Make the PDF and the UBL of a sent invoice, keep them, and mail them. Once: the row of files is the mark."""
    at = at or timezone.now()
    with transaction.atomic():
        sent = Invoice.objects.select_for_update(of=("self",)).sent()
        invoice = sent.select_related("organisation", "credits").filter(pk=pk).first()
        # Asked after the lock: the queue and a sweep may be at the same invoice.
        if invoice is None or InvoiceFiles.objects.filter(invoice=invoice).exists():
            return
        InvoiceFiles.objects.create(
            invoice=invoice,
            pdf=_kept(invoice, "pdf", _pdf(invoice), at=at),
            ubl=_kept(invoice, "xml", ubl(invoice.facts), at=at),
            made_at=at,
        )
        operations.announce_invoice(invoice, at=at)


def _pdf(invoice: Invoice) -> bytes | None:
    """None on a machine without Pango: then the page prints, and the e-invoice goes out alone."""
    try:
        return pdf("documents/invoice.html", {"facts": invoice.facts}, title=f"{invoice.kind_label} {invoice.number}")
    except NoPdf:
        return None


def _kept(invoice: Invoice, kind: str, content: bytes | None, *, at: datetime) -> PrivateFile | None:
    if content is None:
        return None
    name = f"{invoice.kind_label} {invoice.number}.{kind}"
    owner = f"organisation:{invoice.organisation_id}:invoices"  # no room of the member's own files
    return files.keep(io.BytesIO(content), room=ROOM, owner=owner, name=name, kind=kind, at=at)


def due_files(at: datetime) -> list[int]:
    """A few at a time: between them the worker does its other work."""
    waiting = Invoice.objects.sent().filter(files=None, sent_at__lte=at)
    return list(waiting.order_by("sent_at", "pk").values_list("pk", flat=True)[:20])


def may_open(user, file: PrivateFile) -> bool:
    """Who may see the invoice, asked again at every download."""
    visible = Invoice.objects.visible_to(user)
    return visible.filter(files__pdf=file).exists() or visible.filter(files__ubl=file).exists()


def go_on_with_year(pk: int | str) -> None:
    """A few invoices; the rest stands at the back of the queue again."""
    run = DuesRun.objects.get(pk=pk)
    if operations.go_on_with(run, at=timezone.now()):
        jobs.wake(YEAR, run.pk)


def due_years(at: datetime) -> list[int]:
    """Runs of this year and of the next that have somebody left to look at."""
    year = timezone.localdate(at).year
    runs = DuesRun.objects.filter(year__gte=year, started_at__lte=at).order_by("year")
    return [run.pk for run in runs if operations.left_in(run).exists()]


files.register_policy(ROOM, may_open)
jobs.register("membership.invoice_files", run=make_files, due=due_files, is_long=True)
jobs.register(YEAR, run=go_on_with_year, due=due_years, is_long=True)


def _when_stripe_answers(deed: Callable[[int], object]) -> Callable[[int | str], None]:
    """While Stripe does not answer the others wait too."""

    def run(pk: int | str) -> None:
        try:
            deed(int(pk))
        except gateways.StripeAway as away:
            raise jobs.NotNow("Stripe does not answer") from away

    return run


jobs.register(EVENT, run=_when_stripe_answers(messages.handle_event), due=messages.events_to_handle)
jobs.register(
    "membership.look_at_attempt", run=_when_stripe_answers(messages.look_at_attempt), due=messages.attempts_to_look_at
)
