"""Messages of Stripe: as often, as mixed up and as false as they may come; and processes that die in between."""

import json
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction
from django.test import Client

from membership import gateways
from membership.models import CheckoutAttempt, Dispute, Invoice, Payment, Refund, StripeEvent
from membership.operations import messages, paying
from portal.core.models import Notification
from tests.paying import SECRET, payable
from tests.people import run_jobs
from tests.proof.faults import Killed, killed_before

AT_ONCE, TIMES = 16, 5


def knock(body: bytes, signature: str) -> int:
    answer = Client().post(
        "/betalen/webhook/", body, content_type="application/json", headers={"Stripe-Signature": signature}
    )
    return answer.status_code


def begun(till):
    seat, invoice = payable()
    return invoice, paying.pay_now(invoice, by=seat.user).rpartition("/")[2]


# --- Often, at once, mixed up ----------------------------------------------------------------------------------------


def make_history(till, wanted: int) -> None:
    """Payments of all sorts, some paid back or disputed, until there are so many events."""
    rng = random.Random(8)
    while len(till.bank.events()) < wanted:
        _invoice, session = begun(till)
        method = rng.choice(["ideal", "card", "sepa_debit"])
        intent = till.bank.pay(session, method=method)
        if method == "sepa_debit":
            till.bank.arrive(intent) if rng.random() < 0.8 else till.bank.bounce(intent)
        elif rng.random() < 0.3:
            till.bank.refund(intent, rng.choice([100, 12100]))
        elif rng.random() < 0.3:
            dispute = till.bank.dispute(intent, cents=5000)
            till.bank.close_dispute(dispute, status=rng.choice(["won", "lost"]))


def test_every_event_five_times_by_sixteen_at_once(flushed_site, till, size, figure):
    make_history(till, size(300, 2000))
    events = till.bank.events()
    deliveries = [(event["id"], *till.bank.signed(event, SECRET)) for event in events] * TIMES
    random.Random(5).shuffle(deliveries)
    began = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        statuses = list(pool.map(_deliver_and_follow, deliveries))
    seconds = time.perf_counter() - began
    run_jobs()
    received = [i for i in till.bank.listed("intents") if i["status"] == "succeeded"]
    booked = list(Payment.objects.values_list("reference", "amount_cents"))
    receipts = Notification.objects.filter(kind="payment_received").count()
    double = len(booked) - len(set(booked)) + max(0, receipts - len(received))
    lost = (
        len({(i["id"], i["amount_received"]) for i in received} - set(booked)) + StripeEvent.objects.waiting().count()
    )
    figure(
        f"events: {len(events)} x {TIMES} deliveries, {AT_ONCE} at once, shuffled, in {seconds:.0f} s: "
        f"{len(booked)} payments, {Refund.objects.count()} refunds, {double} double, {lost} lost"
    )
    assert set(statuses) == {200}
    assert StripeEvent.objects.count() == len(events)
    assert (double, lost, receipts) == (0, 0, len(received))
    gone = {r["id"]: r["amount"] for r in till.bank.listed("refunds")}
    gone |= {d["id"]: d["amount"] for d in till.bank.listed("disputes") if d["status"] == "lost"}
    assert dict(Refund.objects.filter(paid_at__isnull=False).values_list("reference", "amount_cents")) == gone


def _deliver_and_follow(delivery: tuple[str, bytes, str]) -> int:
    """The web server hears it, and a worker follows it at once: perhaps beside fifteen others."""
    try:
        pk, body, signature = delivery
        status = knock(body, signature)
        messages.handle_event(StripeEvent.objects.values_list("pk", flat=True).get(event=pk))
        return status
    finally:
        connections.close_all()


# --- Any order --------------------------------------------------------------------------------------------------------

STEPS = [
    ("checkout.session.completed", lambda bank, of: of.update(intent=bank.pay(of["session"], method="sepa_debit"))),
    ("payment_intent.succeeded", lambda bank, of: bank.arrive(of["intent"])),
    ("charge.refunded", lambda bank, of: of.update(refund=bank.refund(of["intent"], 2100))),
    ("refund.failed", lambda bank, of: bank.fail_refund(of["refund"])),
    ("charge.dispute.created", lambda bank, of: of.update(dispute=bank.dispute(of["intent"], cents=10_000))),
    ("charge.dispute.closed", lambda bank, of: bank.close_dispute(of["dispute"], status="lost")),
]


class Orders:
    """All 720 orders of six events. Stripe is as far as the event that came last in its own order, so that an event may
    come before those that Stripe did before it.

    Orders that come to the same situation with the same events behind them go on from there once: what comes after
    follows from the situation alone.
    """

    def __init__(self, till) -> None:
        self.till = till
        self.invoice, session = begun(till)
        self.of = {"session": session}
        self.known: dict[str, Counter] = {}
        self.tries = 0
        self.ends = self.follow(frozenset(), 0)

    def follow(self, behind: frozenset[int], done: int) -> Counter:
        """The ends of every order that begins like this, with how many orders come there."""
        here = json.dumps([sorted(behind), state_of(self.invoice)], default=str)
        if len(behind) == len(STEPS):
            return Counter([here])
        if here not in self.known:
            self.known[here] = sum((self.after(step, behind, done) for step in set(range(6)) - behind), Counter())
        return self.known[here]

    def after(self, step: int, behind: frozenset[int], done: int) -> Counter:
        with self.till.bank.keeping.opened() as state:
            before, of = json.dumps(state), dict(self.of)
        with transaction.atomic():
            for later in range(done, step + 1):
                STEPS[later][1](self.till.bank, self.of)
            self.deliver(STEPS[step][0])
            found = self.follow(behind | {step}, max(done, step + 1))
            transaction.set_rollback(True)
        with self.till.bank.keeping.opened() as state:
            state.clear()
            state.update(json.loads(before))
        self.of = of
        return found

    def deliver(self, kind: str) -> None:
        self.tries += 1
        event = next(e for e in self.till.bank.events()[::-1] if e["type"] == kind)
        kept = messages.remember_event(gateways.check_event(*self.till.bank.signed(event, SECRET)))
        messages.handle_event(kept.pk)


def state_of(invoice: Invoice) -> dict:
    """All that our books say of it, without moments and numbers of rows."""
    balance = Invoice.objects.with_balance().get(pk=invoice.pk)
    rows = {
        "payments": Payment.objects.order_by("reference").values_list("reference", "amount_cents", "booked_on"),
        "refunds": Refund.objects.order_by("reference", "amount_cents").values_list(
            "reference", "amount_cents", "reason"
        ),
        "disputes": Dispute.objects.values_list("reference", "amount_cents", "outcome", "is_inquiry"),
        "attempts": CheckoutAttempt.objects.values_list("session", "intent", "ending"),
        "completed": CheckoutAttempt.objects.filter(completed_at__isnull=False).values_list("session"),
        "events": StripeEvent.objects.order_by("event").values_list("kind", "result"),
        "letters": Notification.objects.order_by("kind", "pk").values_list("kind", flat=True),
    }
    return {"open": balance.open_cents, "due": balance.refund_due_cents} | {k: list(v) for k, v in rows.items()}


@pytest.mark.django_db
def test_six_events_in_any_order_end_the_same(till, figure):
    tried = Orders(till)
    orders = sum(tried.ends.values())
    figure(f"orders of six events: {orders}, by {tried.tries} deliveries between situations, {len(tried.ends)} ends")
    assert orders == 720
    assert len(tried.ends) == 1, "\n".join(tried.ends)
    _behind, end = json.loads(next(iter(tried.ends)))
    assert (end["open"], end["due"], end["letters"].count("payment_received")) == (10_000, 0, 1)


# --- False ------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_stripe_did_not_sign_now_is_refused_and_leaves_nothing(till, size, figure, caplog):
    _invoice, session = begun(till)
    till.bank.pay(session)
    event = till.bank.events()[-1]
    body, signature = till.bank.signed(event, SECRET)
    false = [till.bank.signed(event, "whsec_other")]
    false += [till.bank.signed(event, SECRET, at=time.time() + shift) for shift in (-100_000, -301, 305, 100_000)]
    places = range(0, len(body), size(7, 1))
    false += [(body[:n] + bytes([body[n] ^ 1 << n % 7]) + body[n + 1 :], signature) for n in places]
    false += [(body[:n], signature) for n in places]
    false += [(body, changed) for n in range(len(signature)) if (changed := _changed(signature, n))]
    statuses = [knock(*one) for one in false]
    stored = StripeEvent.objects.count()
    figure(f"false messages: {len(false)} tried, {sum(s != 400 for s in statuses)} not refused, {stored} stored")
    assert set(statuses) == {400}
    assert stored == 0
    assert event["id"] not in caplog.text
    assert [knock(body, signature) for _replay in range(3)] == [200] * 3
    assert StripeEvent.objects.count() == 1


def _changed(signature: str, place: int) -> str:
    """Another character there; not in the name of a field, whose absence leaves nothing to check."""
    return signature[:place] + ("0" if signature[place] != "0" else "1") + signature[place + 1 :]


# --- Killed ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_killed_before_any_statement_and_done_again_is_as_if_nothing_happened(till, figure):
    """Beginning to pay, and following a message of a payment with a refund."""
    kills = _kills_of_beginning(till) + _kills_of_following(till)
    figure(f"killed while paying: {kills} times, each time the same page and the same books after")
    assert kills > 30


def _kills_of_beginning(till) -> int:
    seat, invoice = payable()
    before, kills = len(till.bank.listed("sessions")), 0
    while True:
        with transaction.atomic():
            died = _dies(kills + 1, lambda: paying.pay_now(invoice, by=seat.user))
            url = paying.pay_now(invoice, by=seat.user)
            assert url.endswith(CheckoutAttempt.objects.get(invoice=invoice).session)
            transaction.set_rollback(True)
        made, before = len(till.bank.listed("sessions")) - before, len(till.bank.listed("sessions"))
        assert made <= 2 if died else 1  # killed before its row was kept: the first page is nobody's
        if not died:
            return kills
        kills += 1


def _kills_of_following(till) -> int:
    invoice, session = begun(till)
    till.bank.refund(till.bank.pay(session), 2100)
    event = till.bank.events()[-1]
    assert knock(*till.bank.signed(event, SECRET)) == 200
    pk = StripeEvent.objects.get(event=event["id"]).pk
    ends, kills = set(), 0
    while True:
        with transaction.atomic():
            died = _dies(kills + 1, lambda: messages.handle_event(pk))
            messages.handle_event(pk)
            ends.add(json.dumps(state_of(invoice), default=str))
            transaction.set_rollback(True)
        assert len(ends) == 1
        if not died:
            return kills
        kills += 1


def _dies(step: int, deed) -> bool:
    try:
        with connection.execute_wrapper(killed_before(step)):
            deed()
    except Killed:
        return True
    return False
