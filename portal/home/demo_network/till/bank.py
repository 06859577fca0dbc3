"""What stands at the till, and what people and banks do there. Every deed leaves events, as at the real Stripe."""

import json
import time
from collections.abc import Callable, Iterable
from typing import Any

from stripe import WebhookSignature

from portal.home.demo_network.till.keeping import InMemory, State

Thing = dict[str, Any]
EXPIRES = 24 * 3600  # seconds a session can be paid on
LATER = {"sepa_debit"}  # methods where the money comes days after the visitor left


class Refused(Exception):
    """What the real one answers with 400: a code and words."""

    def __init__(self, code: str, text: str = "", status: int = 400) -> None:
        super().__init__(text or code)
        self.code, self.status = code, status


class Bank:
    """`clock` gives seconds since 1970; a session's page is `page` with its id filled in."""

    def __init__(self, keeping=None, *, page: str = "https://till.example/{}", clock: Callable[[], float] = time.time):
        self.keeping = keeping or InMemory()
        self.page, self.clock = page, clock

    # --- What our side asks ------------------------------------------------------------------------------------

    def open_session(self, form: Thing) -> Thing:
        with self.keeping.opened() as state:
            pk = _new(state, "cs_test")
            cents = sum(int(i["price_data"]["unit_amount"]) * int(i["quantity"]) for i in form["line_items"])
            if cents < 50:
                raise Refused("amount_too_small", "Amount must be at least 50 cents")
            session = {
                "id": pk,
                "object": "checkout.session",
                "created": int(self.clock()),
                "expires_at": int(self.clock()) + EXPIRES,
                "amount_total": cents,
                "currency": form["line_items"][0]["price_data"]["currency"],
                "metadata": form.get("metadata", {}),
                "intent_label": form.get("payment_intent_data", {}).get("metadata", {}),
                "what": form["line_items"][0]["price_data"]["product_data"]["name"],
                "methods": form["payment_method_types"],
                "success_url": form["success_url"],
                "cancel_url": form["cancel_url"],
                "client_reference_id": form.get("client_reference_id"),
                "mode": "payment",
                "status": "open",
                "payment_status": "unpaid",
                "payment_intent": None,
                "url": self.page.format(pk),
                "livemode": False,
            }
            state["sessions"][pk] = session
            return dict(session)

    def expire_session(self, pk: str) -> Thing:
        with self.keeping.opened() as state:
            session = _get(state, "sessions", pk)
            if session["status"] != "open":
                raise Refused("session_not_open", "Only open sessions can be expired")
            session |= {"status": "expired", "url": None}
            self._tell(state, "checkout.session.expired", session)
            return dict(session)

    def get(self, kind: str, pk: str) -> Thing:
        with self.keeping.opened() as state:
            return json.loads(json.dumps(_get(state, kind, pk)))

    def listed(self, kind: str, *, since: int = 0, intent: str = "") -> list[Thing]:
        """Newest first, as Stripe lists."""
        with self.keeping.opened() as state:
            found = [t for t in state[kind].values() if t["created"] >= since]
            if intent:
                found = [t for t in found if t["payment_intent"] == intent]
            return json.loads(json.dumps(found[::-1]))

    # --- What the visitor and the banks do ------------------------------------------------------------------------

    def pay(self, pk: str, *, method: str = "ideal") -> str:
        """The visitor pays on the page of the session; returns the payment's id."""
        with self.keeping.opened() as state:
            session = _get(state, "sessions", pk)
            if session["status"] != "open":
                raise Refused("session_not_open")
            intent = self._begin(state, session)
            session |= {"status": "complete", "url": None, "payment_intent": intent["id"]}
            if method in LATER:
                intent["status"] = "processing"
                self._tell(state, "payment_intent.processing", intent)
                self._tell(state, "checkout.session.completed", session)
            else:
                self._receive(state, intent)
                session["payment_status"] = "paid"
                self._tell(state, "checkout.session.completed", session)
            return intent["id"]

    def arrive(self, pk: str) -> None:
        """The bank did the debit: the money of a payment that was coming is there."""
        with self.keeping.opened() as state:
            self._receive(state, _get(state, "intents", pk))
            session = _session_of(state, pk)
            session["payment_status"] = "paid"
            self._tell(state, "checkout.session.async_payment_succeeded", session)

    def bounce(self, pk: str) -> None:
        """The bank did not do the debit."""
        with self.keeping.opened() as state:
            intent = _get(state, "intents", pk)
            intent["status"] = "requires_payment_method"
            self._tell(state, "payment_intent.payment_failed", intent)
            self._tell(state, "checkout.session.async_payment_failed", _session_of(state, pk))

    def let_expire(self, pk: str) -> None:
        self.expire_session(pk)

    def refund(self, pk: str, cents: int) -> str:
        """Somebody of the network pays back in Stripe's own screen; returns the refund's id."""
        with self.keeping.opened() as state:
            charge = _charge_of(state, pk)
            if cents > charge["amount"] - charge["amount_refunded"]:
                raise Refused("charge_already_refunded")
            refund = {
                "id": _new(state, "re"),
                "object": "refund",
                "amount": cents,
                "created": int(self.clock()),
                "charge": charge["id"],
                "payment_intent": pk,
                "status": "succeeded",
            }
            state["refunds"][refund["id"]] = refund
            charge["amount_refunded"] += cents
            self._tell(state, "refund.created", refund)
            self._tell(state, "charge.refunded", charge)
            return refund["id"]

    def fail_refund(self, pk: str) -> None:
        """The bank of the payer would not have it: the money is back with us."""
        with self.keeping.opened() as state:
            refund = _get(state, "refunds", pk)
            refund["status"] = "failed"
            state["charges"][refund["charge"]]["amount_refunded"] -= refund["amount"]
            self._tell(state, "refund.failed", refund)

    def dispute(self, pk: str, *, cents: int | None = None, status: str = "needs_response") -> str:
        """The payer says to their bank that this was not right; returns the dispute's id."""
        with self.keeping.opened() as state:
            charge = _charge_of(state, pk)
            dispute = {
                "id": _new(state, "dp"),
                "object": "dispute",
                "amount": cents or charge["amount"],
                "created": int(self.clock()),
                "charge": charge["id"],
                "payment_intent": pk,
                "reason": "product_not_received",
                "status": status,
                "evidence_details": {"due_by": int(self.clock()) + 7 * 24 * 3600},
            }
            state["disputes"][dispute["id"]] = dispute
            charge["disputed"] = True
            self._tell(state, "charge.dispute.created", dispute)
            return dispute["id"]

    def close_dispute(self, pk: str, *, status: str) -> None:
        """`status`: "won", "lost", or "warning_closed" for a question that came to nothing."""
        with self.keeping.opened() as state:
            dispute = _get(state, "disputes", pk)
            dispute["status"] = status
            self._tell(state, "charge.dispute.closed", dispute)

    def say(self, kind: str, thing: Thing) -> str:
        """An event about anything at all, also of kinds that we do not know; returns its id."""
        with self.keeping.opened() as state:
            return self._tell(state, kind, thing)

    # --- Events ----------------------------------------------------------------------------------

    def events(self, *, after: int = 0) -> list[Thing]:
        """In the order they happened; `after` of them are left out."""
        with self.keeping.opened() as state:
            return [json.loads(json.dumps(e)) for e in list(state["events"].values())[after:]]

    def signed(self, event: Thing, secret: str, *, at: float | None = None) -> tuple[bytes, str]:
        """The body and the signature as they are delivered at `at` (now)."""
        body = json.dumps(event, indent=2)
        moment = int(self.clock() if at is None else at)
        return body.encode(), WebhookSignature.generate_signature_header(body, secret, moment)

    # --- Inside ----------------------------------------------------------------------------------

    def _begin(self, state: State, session: Thing) -> Thing:
        intent = {
            "id": _new(state, "pi"),
            "object": "payment_intent",
            "amount": session["amount_total"],
            "amount_received": 0,
            "created": int(self.clock()),
            "currency": session["currency"],
            "latest_charge": None,
            "metadata": session["intent_label"],
            "status": "requires_payment_method",
        }
        state["intents"][intent["id"]] = intent
        self._tell(state, "payment_intent.created", intent)
        return intent

    def _receive(self, state: State, intent: Thing) -> None:
        charge = {
            "id": _new(state, "py"),
            "object": "charge",
            "amount": intent["amount"],
            "amount_refunded": 0,
            "created": int(self.clock()),
            "currency": intent["currency"],
            "disputed": False,
            "payment_intent": intent["id"],
            "status": "succeeded",
        }
        state["charges"][charge["id"]] = charge
        intent |= {"status": "succeeded", "amount_received": intent["amount"], "latest_charge": charge["id"]}
        self._tell(state, "charge.succeeded", charge)
        self._tell(state, "payment_intent.succeeded", intent)

    def _tell(self, state: State, kind: str, thing: Thing) -> str:
        event = {
            "id": _new(state, "evt"),
            "object": "event",
            "created": int(self.clock()),
            "type": kind,
            "livemode": False,
            "data": {"object": json.loads(json.dumps(thing))},
        }
        state["events"][event["id"]] = event
        return event["id"]


def _new(state: State, kind: str) -> str:
    state["last"] += 1
    return f"{kind}_{state['last']:08d}"


def _get(state: State, kind: str, pk: str) -> Thing:
    if pk not in state[kind]:
        raise Refused("resource_missing", f"No such thing: {pk}", 404)
    return state[kind][pk]


def _session_of(state: State, intent: str) -> Thing:
    return next(s for s in state["sessions"].values() if s["payment_intent"] == intent)


def _charge_of(state: State, intent: str) -> Thing:
    charge = _get(state, "intents", intent)["latest_charge"]
    if charge is None:
        raise Refused("charge_missing")
    return state["charges"][charge]


def kinds_of(events: Iterable[Thing]) -> list[str]:
    return [event["type"] for event in events]
