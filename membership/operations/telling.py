"""Who hears about payments: who paid, and the network's own finance people. All of it goes in the mail of the day."""

from datetime import datetime

from membership.models import CheckoutAttempt, Invoice
from portal.accounts.access import FINANCE, staff
from portal.accounts.models import User
from portal.core import notifications


def tell_payer(kind: str, attempt: CheckoutAttempt, *, at: datetime) -> None:
    """Whoever began to pay, once for each attempt."""
    if attempt.started_by is None:
        return
    notifications.notify(
        kind,
        to=attempt.started_by,
        key=f"{kind}:{attempt.pk}",
        at=at,
        subject=f"invoice:{attempt.invoice_id}:payment",
        context={"number": attempt.invoice.number, "cents": attempt.amount_cents},
    )


def tell_finance(kind: str, invoice: Invoice | None, *, key: str, at: datetime, context: dict | None = None) -> None:
    """Everybody of the network who keeps the books, once for each `key`."""
    people = User.objects.filter(staff(FINANCE), is_superuser=False).distinct().order_by("pk")
    about = {"number": invoice.number} if invoice else {}
    notifications.notify_all(kind, to=list(people), key=key, at=at, subject=key, context=about | (context or {}))
