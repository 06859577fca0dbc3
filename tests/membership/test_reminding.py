from datetime import UTC, date, datetime, timedelta

import pytest

from membership import operations
from membership.models import InvoiceReminder
from portal.core.models import Notification
from tests.factories import InvoiceFactory, staff
from tests.money import with_invoice_duty

pytestmark = pytest.mark.django_db
SENT = datetime(2027, 1, 15, 12, tzinfo=UTC)


@pytest.fixture
def invoice():
    return InvoiceFactory(organisation=with_invoice_duty().organisation, at=SENT)


def after_due(invoice, days: int) -> datetime:
    return SENT + timedelta(days=30 + days)


def test_two_friendly_mails_and_then_staff_call(invoice):
    staff("finance")
    taken = [operations.remind_of_invoices(at=after_due(invoice, days)) for days in (0, 6, 7, 8, 21, 41, 42, 90)]
    assert taken == [0, 0, 1, 0, 1, 0, 1, 0]
    assert [n.kind for n in Notification.objects.filter(subject=f"invoice:{invoice.pk}:pay").order_by("pk")] == [
        "invoice_reminder",
        "invoice_reminder",
        "invoice_call",
    ]


def test_paying_stops_what_waits_to_be_mailed(invoice):
    operations.remind_of_invoices(at=after_due(invoice, 7))
    operations.book_payment(
        invoice, amount_cents=12_100, source="bank", reference="a", booked_on=date(2027, 3, 1), at=after_due(invoice, 7)
    )
    assert not Notification.objects.unsent().filter(kind="invoice_reminder").exists()
    assert operations.remind_of_invoices(at=after_due(invoice, 50)) == 0


def test_a_note_stops_the_reminders_until_it_is_lifted(invoice):
    hold = operations.hold_reminders(invoice, kind="dispute", note="Zij missen een uur.", by=None)
    assert operations.hold_reminders(invoice, kind="dispute", note="Zij missen een uur.", by=None) == hold
    with pytest.raises(operations.AlreadyHeld):
        operations.hold_reminders(invoice, kind="arrangement", note="In twee keer.", by=None)
    assert operations.remind_of_invoices(at=after_due(invoice, 50)) == 0
    operations.lift_hold(invoice, by=None)
    assert operations.remind_of_invoices(at=after_due(invoice, 50)) == 1
    assert InvoiceReminder.objects.get().step == 1
