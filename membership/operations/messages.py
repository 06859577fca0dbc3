"""Messages of Stripe: remembered once, and followed to what is true. And our own look, for messages that never come."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from membership import gateways
from membership.models import CheckoutAttempt, Ending, EventResult, StripeEvent
from membership.operations.paying import FIRST_LOOK, LATER_LOOKS, LOOK_FOR, attempt_of, catch_up, open_cents
from portal.core import audit

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
AT_ONCE = 200  # events in one sweep


def remember_event(event: gateways.Event, *, at: datetime | None = None) -> StripeEvent | None:
    """Keep it, once; None when it was here before. One statement, so that parallel deliveries are one row."""
    at = at or timezone.now()
    row = StripeEvent(
        event=event.pk,
        kind=event.kind,
        about=event.about,
        intent=event.intent,
        made_at=event.made_at,
        received_at=at,
        next_try_at=at,
    )
    StripeEvent.objects.bulk_create([row], ignore_conflicts=True)
    return StripeEvent.objects.filter(event=event.pk, received_at=at).first()


def handle_event(pk: int, *, at: datetime | None = None) -> None:
    """Follow a message to what is true at Stripe now. Twice is fine. Asks Stripe: not in a transaction.

    When it fails it waits: a minute, then twice as long each time, to six hours. Raises StripeAway.
    """
    at = at or timezone.now()
    event = StripeEvent.objects.waiting().filter(pk=pk).first()
    if event is None:
        return
    wait = min(FIRST_WAIT * 2 ** min(event.tries, 20), LONGEST_WAIT)
    StripeEvent.objects.filter(pk=pk).update(tries=F("tries") + 1, next_try_at=at + wait)
    result = _follow(event, at)
    StripeEvent.objects.filter(pk=pk, handled_at=None).update(handled_at=at, result=result)


def _follow(event: StripeEvent, at: datetime) -> EventResult:
    if event.kind.startswith("checkout.session."):
        session = gateways.read_session(event.about)
        attempt = attempt_of(session.attempt) if session else None
        if attempt is None:
            return EventResult.NOT_OURS
        catch_up(attempt, session=session, at=at)
        return EventResult.FOLLOWED
    if not event.intent or event.kind.split(".")[0] not in ("payment_intent", "charge", "refund"):
        return EventResult.UNKNOWN
    attempt = CheckoutAttempt.objects.filter(intent=event.intent).first()
    if attempt is None:
        payment = gateways.read_payment(event.intent)
        attempt = attempt_of(payment.attempt) if payment else None
    if attempt is None:
        return EventResult.NOT_OURS
    catch_up(attempt, intent=event.intent, at=at)
    return EventResult.FOLLOWED


def events_to_handle(at: datetime) -> list[int]:
    waiting = StripeEvent.objects.waiting().filter(next_try_at__lte=at).order_by("next_try_at", "pk")
    return list(waiting.values_list("pk", flat=True)[:AT_ONCE])


@transaction.atomic
def run_event_again(event: StripeEvent, *, by, at: datetime | None = None) -> StripeEvent:
    """Follow a message once more, also one that was handled: what is true does not change by it."""
    at = at or timezone.now()
    event = StripeEvent.objects.select_for_update().get(pk=event.pk)
    event.handled_at, event.result, event.next_try_at, event.tries = None, "", at, 0
    event.save(update_fields=["handled_at", "result", "next_try_at", "tries"])
    audit.record("stripe_event.again", event, by=by, at=at)
    return event


def attempts_to_look_at(at: datetime) -> list[int]:
    open_ones = CheckoutAttempt.objects.open().filter(look_at__lte=at).order_by("look_at", "pk")
    return list(open_ones.values_list("pk", flat=True)[:AT_ONCE])


def look_at_attempt(pk: int, *, at: datetime | None = None) -> None:
    """Ask Stripe what became of it: a message may be lost. Not in a transaction.

    A page for another amount than is open now, by a transfer that came in between, is closed. Raises StripeAway.
    """
    at = at or timezone.now()
    attempt = CheckoutAttempt.objects.open().filter(pk=pk).select_related("invoice").first()
    if attempt is None:
        return
    age = at - attempt.started_at
    wait = min(max(FIRST_LOOK, age), LATER_LOOKS)
    CheckoutAttempt.objects.filter(pk=pk).update(look_at=at + wait if age < LOOK_FOR else None)
    session = None
    if attempt.session and not attempt.completed_at and attempt.amount_cents != open_cents(attempt.invoice):
        session = gateways.close_session(attempt.session)
    if catch_up(attempt, session=session, at=at) or attempt.session:
        return
    if age > timedelta(days=2):  # nobody ever saw a page of it: our process died before Stripe heard of it
        CheckoutAttempt.objects.open().filter(pk=pk, session="").update(closed_at=at, ending=Ending.EXPIRED)
