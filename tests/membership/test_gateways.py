"""Stripe as we ask it, by its own library, against a till that is as strict."""

import json
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from membership import gateways
from tests.paying import SECRET

ASKED = {
    "key": "a1",
    "cents": 12100,
    "what": "Factuur 2027-0001",
    "reference": "2027-0001",
    "done_url": "https://portal.example/klaar/",
    "back_url": "https://portal.example/terug/",
}
LONG_AGO = timezone.now() - timedelta(days=30)


def opened(**kwargs) -> gateways.Session:
    return gateways.open_session(**ASKED | kwargs)


def test_the_same_key_is_the_same_session_also_when_nobody_heard_the_answer(till):
    till.hears_and_dies = True
    with pytest.raises(gateways.StripeAway):
        opened()
    till.hears_and_dies = False
    first, again = opened(), opened()
    assert first == again
    assert len(till.bank.listed("sessions")) == 1
    assert opened(key="a2").pk != first.pk


def test_a_key_with_another_amount_is_a_mistake_of_ours(till):
    opened()
    with pytest.raises(gateways.StripeRefused, match="idempotency_key_in_use"):
        opened(cents=1)


def test_nothing_of_a_person_goes_along(till):
    session = till.bank.get("sessions", opened().pk)
    assert session["what"] == "Factuur 2027-0001"
    assert "@" not in json.dumps(session)
    assert session["methods"] == ["ideal", "card", "sepa_debit"]


def test_a_payment_is_read_with_what_was_paid_back_and_what_is_disputed(till):
    pk = till.bank.pay(opened().pk)
    plain = gateways.read_payment(pk)
    assert (plain.attempt, plain.cents, plain.currency, plain.is_received) == ("a1", 12100, "eur", True)
    assert plain.paid_on == timezone.localdate()
    assert not plain.refunds + plain.disputes
    refund = till.bank.refund(pk, 2100)
    dispute = till.bank.dispute(pk, cents=5000)
    read = gateways.read_payment(pk)
    assert [(r.pk, r.cents, r.is_made) for r in read.refunds] == [(refund, 2100, True)]
    assert [(d.pk, d.cents, d.outcome, d.is_inquiry) for d in read.disputes] == [(dispute, 5000, "", False)]
    till.bank.fail_refund(refund)
    till.bank.close_dispute(dispute, status="lost")
    read = gateways.read_payment(pk)
    assert [r.is_made for r in read.refunds] == [False]
    assert [d.outcome for d in read.disputes] == ["lost"]


def test_a_debit_is_on_its_way_before_it_is_there(till):
    session = opened()
    pk = till.bank.pay(session.pk, method="sepa_debit")
    assert gateways.read_session(session.pk).is_complete
    coming = gateways.read_payment(pk)
    assert (coming.is_coming, coming.is_received, coming.cents) == (True, False, 0)
    till.bank.arrive(pk)
    assert gateways.read_payment(pk).is_received


def test_a_session_is_closed_unless_it_was_paid(till):
    session = opened()
    assert gateways.close_session(session.pk).is_expired
    paid = opened(key="a2")
    till.bank.pay(paid.pk)
    assert gateways.close_session(paid.pk).is_complete


def test_lists_are_read_to_their_end(till, monkeypatch):
    monkeypatch.setattr(gateways, "PAGE", 2)
    intents = [till.bank.pay(opened(key=f"a{n}").pk) for n in range(5)]
    till.bank.refund(intents[0], 100)
    found = {p.pk: p for p in gateways.payments_since(LONG_AGO)}
    assert sorted(found) == sorted(intents)
    assert [len(found[i].refunds) for i in intents] == [1, 0, 0, 0, 0]
    assert len(list(gateways.sessions_since(LONG_AGO))) == 5


def test_an_old_payment_that_was_paid_back_now_is_in_the_list(till):
    clock = till.bank.clock
    till.bank.clock = lambda: clock() - 90 * 24 * 3600
    pk = till.bank.pay(opened().pk)
    till.bank.clock = clock
    assert list(gateways.payments_since(LONG_AGO)) == []
    till.bank.refund(pk, 12100)
    assert [(p.pk, len(p.refunds)) for p in gateways.payments_since(LONG_AGO)] == [(pk, 1)]


@pytest.mark.parametrize("what", ["is_away", "trouble"])
def test_stripe_away_is_one_thing_whatever_it_says(till, what):
    setattr(till, what, 503)
    with pytest.raises(gateways.StripeAway):
        opened()
    with pytest.raises(gateways.StripeAway):
        list(gateways.payments_since(LONG_AGO))


def test_a_wrong_key_is_no_time_to_try_again(till, settings):
    settings.STRIPE_SECRET_KEY = "other"
    with pytest.raises(gateways.StripeRefused):
        opened()


def test_what_does_not_exist_is_none(till):
    assert gateways.read_payment("pi_0") is None
    assert gateways.read_session("cs_0") is None


def test_a_slow_answer_takes_ten_seconds_at_most():
    assert sum(gateways.TIMEOUT) <= 10


# --- Events --------------------------------------------------------------------------------------------------------


@pytest.fixture
def delivered(till):
    pk = till.bank.pay(opened().pk)
    event = till.bank.events()[-1]
    return pk, event, *till.bank.signed(event, SECRET)


def test_an_event_says_what_and_which_payment(delivered):
    pk, sent, body, signature = delivered
    event = gateways.check_event(body, signature)
    assert (event.pk, event.kind, event.intent) == (sent["id"], "checkout.session.completed", pk)


def test_a_second_secret_holds_while_the_first_is_replaced(delivered, settings):
    _pk, _sent, body, signature = delivered
    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_new", SECRET]
    assert gateways.check_event(body, signature)


def test_every_changed_byte_is_refused(delivered):
    _pk, _sent, body, signature = delivered
    for place in range(len(body)):
        changed = body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]
        with pytest.raises(gateways.NotFromStripe):
            gateways.check_event(changed, signature)


@pytest.mark.parametrize("seconds", [-301, -100_000, 302, 100_000])
def test_too_old_or_from_the_future_is_refused(till, delivered, seconds):
    body, signature = till.bank.signed(delivered[1], SECRET, at=time.time() + seconds)
    with pytest.raises(gateways.NotFromStripe):
        gateways.check_event(body, signature)


@pytest.mark.parametrize("signature", ["", "t=", "t=1", "v1=x", "t=x,v1=y", "t=1,v1=", "=,", "t=1,v0=abc", "é"])
def test_a_broken_signature_is_refused(delivered, signature):
    with pytest.raises(gateways.NotFromStripe):
        gateways.check_event(delivered[2], signature)


def test_without_a_secret_nothing_is_from_stripe(delivered, settings):
    _pk, _sent, body, signature = delivered
    for secrets in ([], ["whsec_other"], [""], [" "]):
        settings.STRIPE_WEBHOOK_SECRETS = secrets
        with pytest.raises(gateways.NotFromStripe):
            gateways.check_event(body, signature)


@pytest.mark.parametrize(
    "event",
    [[], 1, {}, {"object": "event"}, {"id": 1, "object": "event", "type": "x", "created": 1, "data": {"object": {}}}],
)
def test_signed_but_no_event_is_refused(till, event):
    with pytest.raises(gateways.NotFromStripe):
        gateways.check_event(*till.bank.signed(event, SECRET))
