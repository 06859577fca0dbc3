"""Stripe, behind one file: making a checkout session, reading what became of it, and knowing an event for real.

Nothing here touches the database, and nothing here may be called inside a transaction: an answer may take ten seconds.
Amounts are whole cents. What comes back are plain facts, so that nobody else needs to know Stripe's objects.
"""

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import stripe
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

API_VERSION = "2026-10-28.endive"
METHODS = ["ideal", "card", "sepa_debit"]
TIMEOUT = (3, 7)  # seconds to be let in, and to get an answer: ten together
CLOCK = 300  # seconds an event may be old, or ahead of our clock
PAGE = 100  # objects in one answer of a list

stripe.enable_telemetry = False  # nothing of our visitors or machines for statistics of others


class StripeAway(Exception):
    """No answer, or none that says anything: try again later. What was asked may have been done."""


class StripeRefused(Exception):
    """Stripe understood and will not: our key or our question is wrong. Trying again does not help."""


class NotFromStripe(Exception):
    """Another secret, another body, too old, or no event at all."""


@dataclass(frozen=True)
class Session:
    pk: str
    url: str  # where the visitor pays; empty once that is over
    is_complete: bool
    is_expired: bool
    intent: str  # of the payment; empty as long as nobody began to pay
    attempt: str  # the key of our own row


@dataclass(frozen=True)
class CardRefund:
    pk: str
    cents: int
    is_made: bool  # false when the money came back to us after all
    made_at: datetime


@dataclass(frozen=True)
class CardDispute:
    pk: str
    cents: int
    reason: str
    opened_at: datetime
    answer_by: datetime | None
    outcome: str  # "" while it runs, else "won" or "lost"
    is_inquiry: bool  # a question of the bank: no money has moved


@dataclass(frozen=True)
class CardPayment:
    """One payment as it stands at Stripe now, however it was made."""

    pk: str
    attempt: str
    cents: int  # received; 0 as long as the money is not there
    currency: str
    is_received: bool
    is_coming: bool  # a debit that the bank still has to do
    paid_on: date | None
    refunds: tuple[CardRefund, ...] = ()
    disputes: tuple[CardDispute, ...] = ()


@dataclass(frozen=True)
class Event:
    pk: str
    kind: str
    about: str  # id of the object
    intent: str  # of the payment the object belongs to, where it says so
    made_at: datetime


def is_configured() -> bool:
    """Without a key there is no paying at once: the portal offers the bank transfer only."""
    return bool(settings.STRIPE_SECRET_KEY)


def open_session(*, key: str, cents: int, what: str, reference: str, done_url: str, back_url: str) -> Session:
    """A page to pay on. The same key gives the same session, also when our process died before it heard the answer.

    `what` is read by who pays; no name or address of a person goes along.
    """
    label = {"attempt": key, "invoice": reference}
    made = _ask(
        _client().v1.checkout.sessions.create,
        {
            "mode": "payment",
            "payment_method_types": METHODS,
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {"currency": "eur", "unit_amount": cents, "product_data": {"name": what}},
                }
            ],
            "client_reference_id": key,
            "metadata": label,
            "payment_intent_data": {"description": what, "metadata": label},
            "locale": "nl",
            "success_url": done_url,
            "cancel_url": back_url,
        },
        options={"idempotency_key": key},
    )
    return _session(made)


def close_session(pk: str) -> Session:
    """Let nobody pay on it any more. One that was paid, or is over, stays what it is: read the answer."""
    try:
        return _session(_ask(_client().v1.checkout.sessions.expire, pk, options={"idempotency_key": f"{pk}:close"}))
    except StripeRefused:
        found = read_session(pk)
        if found is None:
            raise
        return found


def read_session(pk: str) -> Session | None:
    found = _read(_client().v1.checkout.sessions.retrieve, pk)
    return _session(found) if found else None


def read_payment(pk: str) -> CardPayment | None:
    """The payment with everything that was paid back or is disputed, as it stands now."""
    client = _client()
    found = _read(client.v1.payment_intents.retrieve, pk, {"expand": ["latest_charge.refunds"]})
    if found is None:
        return None
    charge, of = _charge(found), {"payment_intent": pk, "limit": PAGE}
    refunds = charge["refunds"]["data"] if charge else ()
    if charge and charge["refunds"]["has_more"]:
        refunds = _all(client.v1.refunds.list, of)
    disputes = _all(client.v1.disputes.list, of) if charge and charge["disputed"] else ()
    return _payment(found, refunds, disputes)


def payments_since(moment: datetime) -> Iterator[CardPayment]:
    """Every payment begun since then, and every older one that was paid back or disputed since then."""
    client, since = _client(), {"created": {"gte": int(moment.timestamp())}, "limit": PAGE}
    refunds, disputes = defaultdict(list), defaultdict(list)
    for refund in _all(client.v1.refunds.list, since):
        refunds[refund["payment_intent"]].append(refund)
    for dispute in _all(client.v1.disputes.list, since):
        disputes[dispute["payment_intent"]].append(dispute)
    listed = set()
    for intent in _all(client.v1.payment_intents.list, since | {"expand": ["data.latest_charge"]}):
        listed.add(intent["id"])
        yield _payment(intent, refunds[intent["id"]], disputes[intent["id"]])
    for pk in sorted({*refunds, *disputes} - listed - {None}):
        if payment := read_payment(pk):
            yield payment


def sessions_since(moment: datetime) -> Iterator[Session]:
    since = {"created": {"gte": int(moment.timestamp())}, "limit": PAGE}
    for found in _all(_client().v1.checkout.sessions.list, since):
        yield _session(found)


def check_event(body: bytes, signature: str) -> Event:
    """The event in this body, when one of our secrets signed it within 300 seconds of now. Raises NotFromStripe."""
    for secret in settings.STRIPE_WEBHOOK_SECRETS:
        try:
            stripe.WebhookSignature.verify_header(body, signature, secret, CLOCK)
            break
        except (stripe.SignatureVerificationError, UnicodeDecodeError):
            continue
    else:
        raise NotFromStripe
    signed_at, _signatures = stripe.WebhookSignature._get_timestamp_and_signatures(signature, "v1")
    if signed_at > time.time() + CLOCK:
        raise NotFromStripe
    try:
        return _event(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotFromStripe from error


def _event(found: dict[str, Any]) -> Event:
    about = found["data"]["object"]
    intent = about["id"] if about.get("object") == "payment_intent" else about.get("payment_intent")
    texts = (found["id"], found["type"], about.get("id", ""), intent if isinstance(intent, str) else "")
    if found.get("object") != "event" or not all(isinstance(t, str) and len(t) <= 255 for t in texts):
        raise ValueError("no event")
    return Event(*texts, made_at=_moment(found["created"]))


@lru_cache
def _connection(path: str) -> stripe.HTTPClient:
    return stripe.RequestsClient(timeout=TIMEOUT)


def _client() -> stripe.StripeClient:
    """`STRIPE_HTTP_CLIENT` names what stands in for the network in the demo and in tests. No key: nobody is asked."""
    if not is_configured():
        raise StripeAway
    path = settings.STRIPE_HTTP_CLIENT
    over = import_string(path)() if path else _connection(path)
    return stripe.StripeClient(
        settings.STRIPE_SECRET_KEY, stripe_version=API_VERSION, max_network_retries=0, http_client=over
    )


def _ask(call, *args, **kwargs) -> dict[str, Any]:
    try:
        return call(*args, **kwargs).to_dict()
    except (stripe.APIConnectionError, stripe.RateLimitError) as error:
        raise StripeAway from error
    except stripe.StripeError as error:
        if (error.http_status or 500) >= 500 or error.http_status == 409:
            raise StripeAway from error
        raise StripeRefused(error.code or type(error).__name__) from error


def _read(call, pk: str, params: dict | None = None):
    try:
        return _ask(call, pk, params or {})
    except StripeRefused as refusal:
        if str(refusal) == "resource_missing":
            return None
        raise


def _all(call, params: dict) -> Iterable:
    """Every object of a list, page after page."""
    page = _ask(call, params)
    while True:
        yield from page["data"]
        if not page["has_more"]:
            return
        page = _ask(call, params | {"starting_after": page["data"][-1]["id"]})


def _session(found) -> Session:
    return Session(
        pk=found["id"],
        url=found["url"] or "",
        is_complete=found["status"] == "complete",
        is_expired=found["status"] == "expired",
        intent=found["payment_intent"] or "",
        attempt=_label(found),
    )


def _payment(intent, refunds: Iterable, disputes: Iterable) -> CardPayment:
    charge = _charge(intent)
    is_received = intent["status"] == "succeeded"
    return CardPayment(
        pk=intent["id"],
        attempt=_label(intent),
        cents=intent["amount_received"],
        currency=intent["currency"],
        is_received=is_received,
        is_coming=intent["status"] == "processing",
        paid_on=timezone.localdate(_moment(charge["created"])) if is_received and charge else None,
        refunds=tuple(_refund(r) for r in sorted(refunds, key=lambda r: (r["created"], r["id"]))),
        disputes=tuple(_dispute(d) for d in sorted(disputes, key=lambda d: (d["created"], d["id"]))),
    )


def _refund(found) -> CardRefund:
    is_made = found["status"] not in ("failed", "canceled")
    return CardRefund(found["id"], found["amount"], is_made, _moment(found["created"]))


def _dispute(found) -> CardDispute:
    status, due = found["status"], found["evidence_details"]["due_by"]
    return CardDispute(
        pk=found["id"],
        cents=found["amount"],
        reason=found["reason"],
        opened_at=_moment(found["created"]),
        answer_by=_moment(due) if due else None,
        outcome="lost" if status == "lost" else "won" if status in ("won", "warning_closed") else "",
        is_inquiry=status.startswith("warning_"),
    )


def _charge(intent) -> dict | None:
    charge = intent["latest_charge"]
    return None if charge is None or isinstance(charge, str) else charge


def _label(found) -> str:
    return (found["metadata"] or {}).get("attempt", "")


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
