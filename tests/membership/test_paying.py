"""Paying at once: the row first, then Stripe; what is true is read there, and a browser proves nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from membership import gateways, operations
from membership.models import CheckoutAttempt, Dispute, Invoice, Payment, PaymentSource, Refund, StripeEvent
from membership.operations import messages, paying
from portal.core.models import Notification
from tests.factories import InvoiceFactory, SeatFactory, site, staff
from tests.paying import SECRET, deliver, payable
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home():
    return site()


def open_cents(invoice) -> int:
    return Invoice.objects.with_balance().get(pk=invoice.pk).open_cents


def by_bank(invoice, cents: int, reference: str = "B1") -> Payment:
    return operations.book_payment(
        invoice, amount_cents=cents, source=PaymentSource.BANK, reference=reference, booked_on=timezone.localdate()
    )


# --- The page -------------------------------------------------------------------------------------------------------


def test_who_has_the_duty_pays_at_once_and_hears_of_it(till):
    seat, invoice = payable()
    browser = client_of(seat.user)
    page = browser.get(f"/mijn/facturen/{invoice.number}/betalen/")
    assert "iDEAL | Wero" in page.text
    assert invoice.payment_reference[:4] in page.text
    gone = browser.post(f"/mijn/facturen/{invoice.number}/betaling/")
    session = till.bank.listed("sessions")[0]
    assert (gone.status_code, gone.url) == (303, session["url"])
    assert session["amount_total"] == 12100
    till.bank.pay(session["id"])
    back = browser.get(f"/mijn/facturen/{invoice.number}/betaling/terug/")
    assert "Wij wachten op bericht" in back.text
    assert open_cents(invoice) == 12100
    deliver(till)
    run_jobs()
    assert open_cents(invoice) == 0
    back = browser.get(f"/mijn/facturen/{invoice.number}/betaling/terug/")
    assert "is betaald" in back.text
    assert Notification.objects.filter(recipient=seat.user, kind="payment_received").count() == 1


def test_nobody_else_knows_of_an_invoice(till):
    seat, invoice = payable()
    colleague = SeatFactory(organisation=seat.organisation)
    paths = ("betalen/", "betaling/", "betaling/terug/")
    for browser in (client_of(colleague.user), client_of(payable()[0].user), client_of(staff("adviser"))):
        for path in paths:
            ask = browser.post if path == "betaling/" else browser.get
            assert ask(f"/mijn/facturen/{invoice.number}/{path}").status_code == 404
    assert Client().get(f"/mijn/facturen/{invoice.number}/betalen/").status_code == 302
    assert not CheckoutAttempt.objects.exists()


def test_what_was_paid_in_part_is_paid_for_the_rest(till):
    seat, invoice = payable()
    by_bank(invoice, 2100)
    paying.pay_now(invoice, by=seat.user)
    assert till.bank.listed("sessions")[0]["amount_total"] == 10000


@pytest.mark.parametrize("what", ["is_away", "trouble"])
def test_when_stripe_is_down_the_page_says_so_and_offers_the_transfer(till, what):
    seat, invoice = payable()
    setattr(till, what, 500)
    page = client_of(seat.user).post(f"/mijn/facturen/{invoice.number}/betaling/")
    assert page.status_code == 503
    assert "Online betalen lukt nu niet" in page.text
    assert "Maak het bedrag over" in page.text


def test_without_a_key_there_is_the_transfer_only():
    seat, invoice = payable()
    browser = client_of(seat.user)
    page = browser.get(f"/mijn/facturen/{invoice.number}/betalen/")
    assert "Betaal nu" not in page.text
    assert "NL91 ABNA" in page.text
    assert browser.post(f"/mijn/facturen/{invoice.number}/betaling/").status_code == 302
    assert not CheckoutAttempt.objects.exists()


def test_the_page_may_lead_to_stripe_and_nowhere_else():
    seat, invoice = payable()
    policy = client_of(seat.user).get(f"/mijn/facturen/{invoice.number}/betalen/").headers["Content-Security-Policy"]
    assert "form-action 'self' https://checkout.stripe.com;" in f"{policy};"


# --- One page to pay on ----------------------------------------------------------------------------------------------


def test_twice_is_one_page_also_by_a_colleague(till):
    seat, invoice = payable()
    other = SeatFactory(organisation=seat.organisation)
    urls = {paying.pay_now(invoice, by=who) for who in (seat.user, seat.user, other.user)}
    assert len(urls) == 1
    assert CheckoutAttempt.objects.count() == len(till.bank.listed("sessions")) == 1


def test_a_crash_after_stripe_made_the_page_gives_the_same_page(till):
    seat, invoice = payable()
    till.hears_and_dies = True
    with pytest.raises(paying.NotPayableNow):
        paying.pay_now(invoice, by=seat.user)
    assert CheckoutAttempt.objects.get().session == ""
    till.hears_and_dies = False
    url = paying.pay_now(invoice, by=seat.user)
    assert [s["url"] for s in till.bank.listed("sessions")] == [url]


def test_paid_on_a_page_that_we_never_heard_of_is_not_paid_again(till):
    seat, invoice = payable()
    till.hears_and_dies = True
    with pytest.raises(paying.NotPayableNow):
        paying.pay_now(invoice, by=seat.user)
    till.hears_and_dies = False
    till.bank.pay(till.bank.listed("sessions")[0]["id"])
    with pytest.raises(paying.NothingToPay):
        paying.pay_now(invoice, by=seat.user)
    assert open_cents(invoice) == 0


def test_no_database_transaction_is_open_while_stripe_is_asked(till, monkeypatch):
    seat, invoice = payable()
    depth = len(connection.savepoint_ids)
    seen = []
    ask = till.request

    def request(*args, **kwargs):
        seen.append(len(connection.savepoint_ids))
        return ask(*args, **kwargs)

    monkeypatch.setattr(till, "request", request)
    till.bank.pay(session_of(paying.pay_now(invoice, by=seat.user)))
    deliver(till)
    run_jobs()
    assert set(seen) == {depth}
    assert open_cents(invoice) == 0


def session_of(url: str) -> str:
    return url.rpartition("/")[2]


def test_a_transfer_in_between_closes_the_page_for_the_old_amount(till):
    seat, invoice = payable()
    first = session_of(paying.pay_now(invoice, by=seat.user))
    by_bank(invoice, 100)
    second = session_of(paying.pay_now(invoice, by=seat.user))
    assert [till.bank.get("sessions", pk)["status"] for pk in (first, second)] == ["expired", "open"]
    assert till.bank.get("sessions", second)["amount_total"] == 12000


def test_the_worker_closes_that_page_too(till):
    seat, invoice = payable()
    first = session_of(paying.pay_now(invoice, by=seat.user))
    by_bank(invoice, 12100)
    messages.look_at_attempt(CheckoutAttempt.objects.get().pk)
    assert till.bank.get("sessions", first)["status"] == "expired"
    assert CheckoutAttempt.objects.get().ending == "expired"


def test_while_a_debit_is_on_its_way_nobody_pays_again(till):
    seat, invoice = payable()
    intent = till.bank.pay(session_of(paying.pay_now(invoice, by=seat.user)), method="sepa_debit")
    deliver(till)
    run_jobs()
    with pytest.raises(paying.PaymentOnItsWay):
        paying.pay_now(invoice, by=seat.user)
    page = client_of(seat.user).get(f"/mijn/facturen/{invoice.number}/betalen/")
    assert "Wij wachten op bericht" in page.text
    till.bank.bounce(intent)
    deliver(till)
    run_jobs()
    assert CheckoutAttempt.objects.get().ending == "failed"
    assert Notification.objects.filter(kind="payment_failed").count() == 1
    assert paying.pay_now(invoice, by=seat.user)


def test_an_old_page_is_replaced(till):
    seat, invoice = payable()
    before = timezone.now() - timedelta(hours=23, minutes=1)
    first = paying.pay_now(invoice, by=seat.user, at=before)
    assert paying.pay_now(invoice, by=seat.user) != first


def test_nothing_to_pay(till):
    seat, invoice = payable()
    by_bank(invoice, 12100)
    for other in (invoice, InvoiceFactory(draft=True)):
        with pytest.raises(paying.NothingToPay):
            paying.pay_now(other, by=seat.user)
    assert not CheckoutAttempt.objects.exists()


# --- Without any message ----------------------------------------------------------------------------------------------


def test_a_message_that_never_comes_is_not_waited_for(till):
    seat, invoice = payable()
    till.bank.pay(session_of(paying.pay_now(invoice, by=seat.user)))
    assert messages.attempts_to_look_at(timezone.now()) == []
    later = timezone.now() + timedelta(minutes=3)
    for pk in messages.attempts_to_look_at(later):
        messages.look_at_attempt(pk, at=later)
    assert open_cents(invoice) == 0
    assert messages.attempts_to_look_at(later + timedelta(days=1)) == []


# --- Too much, back, and disputed ------------------------------------------------------------


def paid(till, cents: int | None = None):
    seat, invoice = payable()
    intent = till.bank.pay(session_of(paying.pay_now(invoice, by=seat.user)))
    return invoice, intent


def told(till) -> None:
    deliver(till)
    run_jobs()


def test_paid_by_card_and_by_bank_goes_to_the_queue_of_what_must_go_back(till):
    finance = staff("finance")
    invoice, intent = paid(till)
    by_bank(invoice, 12100)
    told(till)
    assert open_cents(invoice) == -12100
    due = Refund.objects.due().get()
    assert (due.amount_cents, due.payment.reference) == (12100, intent)
    assert Notification.objects.filter(recipient=finance, kind="refund_due").count() == 1
    till.bank.refund(intent, 12100)
    told(till)
    assert open_cents(invoice) == 0
    assert not Refund.objects.due().exists()
    assert Refund.objects.get().reference.startswith("re_")


def test_a_refund_for_another_amount_than_was_due(till):
    invoice, intent = paid(till)
    by_bank(invoice, 2100)
    told(till)
    assert Refund.objects.due().get().amount_cents == 2100
    till.bank.refund(intent, 2000)
    told(till)
    assert (open_cents(invoice), Refund.objects.due().get().amount_cents) == (-100, 100)
    till.bank.refund(intent, 1000)
    told(till)
    assert (open_cents(invoice), Refund.objects.due().count()) == (900, 0)


def test_a_refund_that_came_back_is_due_again(till):
    invoice, intent = paid(till)
    by_bank(invoice, 12100)
    told(till)
    refund = till.bank.refund(intent, 12100)
    told(till)
    till.bank.fail_refund(refund)
    told(till)
    assert open_cents(invoice) == -12100
    assert Refund.objects.due().get().amount_cents == 12100


def test_a_lost_dispute_opens_the_invoice_again(till):
    finance = staff("finance")
    invoice, intent = paid(till)
    told(till)
    dispute = till.bank.dispute(intent)
    told(till)
    assert (open_cents(invoice), Dispute.objects.open().count()) == (0, 1)
    till.bank.close_dispute(dispute, status="lost")
    told(till)
    assert (open_cents(invoice), Dispute.objects.open().count()) == (12100, 0)
    assert Refund.objects.get().reason == "disputed"
    assert Notification.objects.filter(recipient=finance, kind="dispute").count() == 2


def test_a_question_of_the_bank_moves_no_money(till):
    invoice, intent = paid(till)
    dispute = till.bank.dispute(intent, status="warning_needs_response")
    told(till)
    assert Dispute.objects.get().is_inquiry
    till.bank.close_dispute(dispute, status="warning_closed")
    told(till)
    assert (open_cents(invoice), Dispute.objects.get().outcome) == (0, "won")


# --- The webhook ------------------------------------------------------------------------------------------------------


def post(body: bytes, signature: str, **kwargs):
    return Client(enforce_csrf_checks=True).post(
        "/betalen/webhook/",
        body,
        content_type="application/json",
        headers={"Stripe-Signature": signature},
        **kwargs,
    )


def test_a_message_is_remembered_once_and_answered_at_once(till):
    _invoice, _intent = paid(till)
    body, signature = till.bank.signed(till.bank.events()[-1], SECRET)
    assert [post(body, signature).status_code for _ in range(5)] == [200] * 5
    assert StripeEvent.objects.count() == 1


def test_what_is_not_signed_is_400_and_nothing_is_kept_of_it(till, caplog):
    paid(till)
    event = till.bank.events()[-1]
    body, signature = till.bank.signed(event, SECRET)
    for wrong in (till.bank.signed(event, "whsec_other"), (body + b" ", signature), (body, ""), (b"", signature)):
        assert post(*wrong).status_code == 400
    big = till.bank.signed(event | {"more": "x" * 300_000}, SECRET)
    assert post(*big).status_code == 400
    assert not StripeEvent.objects.exists()
    assert event["id"] not in caplog.text


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_the_webhook_takes_posts_only(client, method):
    assert getattr(client, method)("/betalen/webhook/").status_code == 405


def test_kinds_that_we_do_not_use_and_payments_that_are_not_ours(till):
    till.bank.say("customer.created", {"id": "cus_1", "object": "customer"})
    till.bank.say("invoice.paid", {"id": "in_1", "object": "invoice", "payment_intent": {"id": "pi_1"}})
    till.bank.say("payment_intent.succeeded", {"id": "pi_0", "object": "payment_intent"})
    session = gateways.open_session(key="strange", cents=100, what="x", reference="", done_url="a", back_url="b")
    till.bank.pay(session.pk)
    told(till)
    results = dict(StripeEvent.objects.values_list("kind", "result"))
    assert results["customer.created"] == results["invoice.paid"] == "unknown"
    assert results["payment_intent.succeeded"] == results["checkout.session.completed"] == "not_ours"
    assert not Payment.objects.exists()


def test_while_stripe_is_away_messages_wait_longer_each_time(till):
    invoice, _intent = paid(till)
    deliver(till)
    till.is_away = True
    at = timezone.now()
    run_jobs()
    first = StripeEvent.objects.order_by("pk").first()
    assert (first.tries, first.handled_at) == (1, None)
    assert first.pk not in messages.events_to_handle(at)
    with pytest.raises(gateways.StripeAway):
        messages.handle_event(first.pk, at=at + timedelta(minutes=2))
    first.refresh_from_db()
    assert first.next_try_at == at + timedelta(minutes=4)
    till.is_away = False
    for pk in messages.events_to_handle(at + timedelta(minutes=5)):
        messages.handle_event(pk)
    assert open_cents(invoice) == 0
    assert not StripeEvent.objects.waiting().exists()


def test_a_message_is_followed_again_and_changes_nothing(till):
    invoice, _intent = paid(till)
    told(till)
    for event in StripeEvent.objects.all():
        messages.run_event_again(event, by=staff("finance"))
    assert StripeEvent.objects.waiting().count() == StripeEvent.objects.count()
    run_jobs()
    assert (open_cents(invoice), Payment.objects.count()) == (0, 1)
    assert not StripeEvent.objects.waiting().exists()
