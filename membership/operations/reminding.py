"""Reminding of invoices, in a human tone: two mails, then staff call. A note of dispute or arrangement stops it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from membership.models import DuesSettings, Invoice, InvoiceHold, InvoiceReminder
from membership.operations.invoicing import invoice_contacts
from portal.accounts.access import FINANCE, staff
from portal.accounts.models import User
from portal.core import audit, notifications

CALL = 3


class AlreadyHeld(Exception):
    """A note stops the reminders of this invoice already: `hold`."""

    def __init__(self, hold: InvoiceHold) -> None:
        self.hold = hold


def remind_of_invoices(*, at: datetime) -> int:
    """Take the next step for every open invoice that is past its day. One step a day at most. Returns how many."""
    today, own = timezone.localdate(at), DuesSettings.load()
    waits = (own.days_to_first_reminder, own.days_to_second_reminder, own.days_to_call)
    held = InvoiceHold.objects.filter(invoice=OuterRef("pk"), lifted_at=None)
    late = Invoice.objects.open().filter(~Exists(held), due_on__lte=today - timedelta(days=min(waits)))
    taken = 0
    for invoice in late.select_related("organisation").prefetch_related("reminders").order_by("pk"):
        steps = {reminder.step for reminder in invoice.reminders.all()}
        step = next((n for n in (1, 2, CALL) if n not in steps), None)
        if step and invoice.due_on and (today - invoice.due_on).days >= waits[step - 1]:
            _remind(invoice, step, at=at)
            taken += 1
    return taken


@transaction.atomic
def _remind(invoice: Invoice, step: int, *, at: datetime) -> None:
    _reminder, created = InvoiceReminder.objects.get_or_create(invoice=invoice, step=step, defaults={"taken_at": at})
    if not created:
        return
    audit.record("invoice.reminded", invoice, by=None, at=at, step=step)
    finance = User.objects.filter(staff(FINANCE)).distinct().order_by("pk")
    notifications.notify_all(
        "invoice_call" if step == CALL else "invoice_reminder",
        to=list(finance) if step == CALL else invoice_contacts(invoice.organisation, at=at),
        key=f"invoice-reminder:{invoice.pk}:{step}",
        subject=f"invoice:{invoice.pk}:pay",
        context={
            "number": invoice.number,
            "organisation": invoice.organisation.name,
            "cents": invoice.open_cents,
            "due_on": str(invoice.due_on),
            "step": step,
            "invoice": invoice.pk,
        },
        at=at,
    )


@transaction.atomic
def hold_reminders(invoice: Invoice, *, kind: str, note: str, by, at: datetime | None = None) -> InvoiceHold:
    """Stop reminding, with a note why. What waits to be mailed is stopped too. Raises AlreadyHeld."""
    at = at or timezone.now()
    invoice = Invoice.objects.select_for_update().get(pk=invoice.pk)
    standing = InvoiceHold.objects.filter(invoice=invoice, lifted_at=None).first()
    if standing:
        if (standing.kind, standing.note) == (kind, note):
            return standing
        raise AlreadyHeld(standing)
    hold = InvoiceHold.objects.create(invoice=invoice, kind=kind, note=note, placed_at=at, placed_by=by)
    notifications.settle(f"invoice:{invoice.pk}:pay", at=at)
    audit.record("invoice.held", invoice, by=by, at=at, kind=kind)
    return hold


@transaction.atomic
def lift_hold(invoice: Invoice, *, by, at: datetime | None = None) -> None:
    """Remind again from here on. Lifting again changes nothing."""
    at = at or timezone.now()
    invoice = Invoice.objects.select_for_update().get(pk=invoice.pk)
    lifted = InvoiceHold.objects.filter(invoice=invoice, lifted_at=None).update(lifted_at=at, lifted_by=by)
    if lifted:
        audit.record("invoice.hold_lifted", invoice, by=by, at=at)
