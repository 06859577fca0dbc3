"""Stripe's list beside our books, every night: what differs is mended when it can be, and listed when it cannot."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils import timezone

from membership import gateways
from membership.models import (
    Difference,
    DifferenceKind,
    Payment,
    PaymentSource,
    Reconciliation,
    Refund,
)
from membership.operations.paying import BACK, attempt_of, catch_up
from membership.operations.telling import tell_finance
from portal.core import audit

logger = logging.getLogger("portal.paying")
LOOKS_BACK = timedelta(days=35)


@dataclass(frozen=True)
class Found:
    kind: str
    reference: str
    ours: int
    theirs: int


def reconcile(*, at: datetime | None = None) -> Reconciliation | None:
    """Compare the last 35 days, mend what a lost message left, and list the rest. None: nobody pays by Stripe here.

    Asks Stripe: not in a transaction. Finance hears of what is new. When Stripe does not answer that is what is said.
    """
    at = at or timezone.now()
    if not gateways.is_configured():
        return None
    since = at - LOOKS_BACK
    try:
        payments = list(gateways.payments_since(since))
        payments = [_mended(payment, at) for payment in payments]
    except (gateways.StripeAway, gateways.StripeRefused):
        logger.warning("Stripe's list could not be read; nothing was compared")
        return Reconciliation.objects.create(ran_at=at, since=since, failed=True)
    found = [difference for payment in payments for difference in _compare(payment)]
    missing, looked_at = _not_there(payments, since)
    looked_at |= {payment.pk for payment in payments}
    return _write_down(found + missing, looked_at, payments=len(payments), since=since, at=at)


def _mended(payment: gateways.CardPayment, at: datetime) -> gateways.CardPayment:
    """As it is after we read it once more, when we did not know all of it."""
    attempt = attempt_of(payment.attempt)
    if attempt is None or not _compare(payment):
        return payment
    catch_up(attempt, intent=payment.pk, at=at)
    return gateways.read_payment(payment.pk) or payment


def _compare(payment: gateways.CardPayment) -> list[Found]:
    """What our books say otherwise of one payment that came in."""
    if not (payment.is_received and payment.cents):
        return []
    if attempt_of(payment.attempt) is None:
        return [Found(DifferenceKind.STRANGE, payment.pk, 0, payment.cents)]
    ours = Payment.objects.filter(source=PaymentSource.CARD, reference=payment.pk).first()
    if ours is None:
        return [Found(DifferenceKind.NOT_BOOKED, payment.pk, 0, payment.cents)]
    found = []
    if ours.amount_cents != payment.cents:
        found.append(Found(DifferenceKind.AMOUNT, payment.pk, ours.amount_cents, payment.cents))
    theirs = sum(r.cents for r in payment.refunds if r.is_made)
    theirs += sum(d.cents for d in payment.disputes if d.outcome == "lost")
    known = [r.pk for r in payment.refunds] + [d.pk for d in payment.disputes]
    gone = _sum(Refund.objects.filter(payment=ours, paid_at__isnull=False, reference__in=known))
    back = _sum(Payment.objects.filter(source=PaymentSource.CARD, reference__in=[pk + BACK for pk in known]))
    if gone - back != theirs:
        found.append(Found(DifferenceKind.REFUNDS, payment.pk, gone - back, theirs))
    return found


def _sum(rows: QuerySet) -> int:
    return rows.aggregate(cents=Sum("amount_cents"))["cents"] or 0


def _not_there(payments: list[gateways.CardPayment], since: datetime) -> tuple[list[Found], set[str]]:
    """Payments of those days in our books that Stripe does not have; and all that was looked up for it."""
    received = {payment.pk for payment in payments if payment.is_received}
    ours = Payment.objects.filter(source=PaymentSource.CARD, booked_on__gte=timezone.localdate(since))
    found, looked_at = [], set()
    for payment in ours.exclude(reference__in=received).exclude(reference__endswith=BACK).order_by("pk"):
        there = gateways.read_payment(payment.reference)  # begun before those days, perhaps
        looked_at.add(payment.reference)
        if there is None or not there.is_received:
            found.append(Found(DifferenceKind.NOT_THERE, payment.reference, payment.amount_cents, 0))
    return found, looked_at


@transaction.atomic
def _write_down(
    found: list[Found], looked_at: set[str], *, payments: int, since: datetime, at: datetime
) -> Reconciliation:
    """Open what differs, close what was seen to agree by now, and tell finance of what is new."""
    here = {(d.kind, d.reference): d for d in Difference.objects.select_for_update()}
    fresh = 0
    for one in found:
        known = here.pop((one.kind, one.reference), None)
        if known is None:
            Difference.objects.create(
                kind=one.kind, reference=one.reference, ours_cents=one.ours, theirs_cents=one.theirs, found_at=at
            )
            fresh += 1
        elif (known.ours_cents, known.theirs_cents) != (one.ours, one.theirs):
            known.ours_cents, known.theirs_cents, known.closed_at, known.closed_by = one.ours, one.theirs, None, None
            known.save(update_fields=["ours_cents", "theirs_cents", "closed_at", "closed_by"])
            fresh += 1
    gone = [d.pk for d in here.values() if d.closed_at is None and d.reference in looked_at]
    Difference.objects.filter(pk__in=gone).update(closed_at=at)
    if fresh:
        tell_finance("differences", None, key=f"differences:{at:%Y-%m-%d}", at=at, context={"count": fresh})
    return Reconciliation.objects.create(ran_at=at, since=since, payments=payments, differences=len(found))


@transaction.atomic
def close_difference(difference: Difference, *, note: str, by, at: datetime | None = None) -> Difference:
    """Somebody saw to it. It opens again only when the amounts change. Closing again changes nothing."""
    at = at or timezone.now()
    difference = Difference.objects.select_for_update().get(pk=difference.pk)
    if difference.closed_at is None:
        difference.closed_at, difference.closed_by, difference.note = at, by, note
        difference.save(update_fields=["closed_at", "closed_by", "note"])
        audit.record("difference.closed", difference, by=by, at=at)
    return difference
