"""Stripe's list beside our books: what a lost message left is mended, the rest is said."""

from datetime import timedelta

import pytest
from django.utils import timezone

from membership import gateways, operations
from membership.models import Difference, Invoice, Payment, Reconciliation, Refund
from membership.operations import paying, reconciling
from portal.core.models import Notification
from tests.factories import DifferenceFactory, DisputeFactory, StripeEventFactory, site, staff
from tests.paying import deliver, payable
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db
PAGE = "/beheer/betalingen/verschillen/"


@pytest.fixture(autouse=True)
def home():
    return site()


def paid(till):
    seat, invoice = payable()
    url = paying.pay_now(invoice, by=seat.user)
    return invoice, till.bank.pay(url.rpartition("/")[2])


def kinds() -> list[str]:
    return sorted(Difference.objects.open().values_list("kind", flat=True))


def test_when_all_agrees_there_is_nothing_to_say(till):
    paid(till)
    deliver(till)
    run_jobs()
    night = reconciling.reconcile()
    assert (night.payments, night.differences, night.failed) == (1, 0, False)


def test_a_payment_of_which_no_message_came_is_booked(till):
    invoice, intent = paid(till)
    assert reconciling.reconcile().differences == 0
    assert Payment.objects.get().reference == intent
    till.bank.refund(intent, 2100)
    assert reconciling.reconcile().differences == 0
    assert Refund.objects.get().amount_cents == 2100
    assert Invoice.objects.with_balance().get(pk=invoice.pk).open_cents == 2100


def test_payments_that_are_not_ours_and_ours_that_are_not_there(till):
    finance = staff("finance")
    strange = gateways.open_session(key="x", cents=500, what="x", reference="", done_url="a", back_url="b")
    till.bank.pay(strange.pk)
    _seat, invoice = payable()
    operations.book_payment(
        invoice, amount_cents=100, source="card", reference="pi_made_up", booked_on=timezone.localdate()
    )
    assert reconciling.reconcile().differences == 2
    assert kinds() == ["not_there", "strange"]
    reconciling.reconcile()
    assert Difference.objects.count() == 2
    assert Notification.objects.filter(recipient=finance, kind="differences").count() == 1


def test_another_amount_is_said_and_closes_by_itself_when_it_agrees(till):
    invoice, intent = paid(till)
    attempt = invoice.attempts.get()
    operations.book_payment(
        invoice, amount_cents=12000, source="card", reference=intent, booked_on=timezone.localdate()
    )
    with till.bank.keeping.opened() as state:
        state["intents"][intent]["amount_received"] = 12100
    reconciling.reconcile()
    assert kinds() == ["amount"]
    with till.bank.keeping.opened() as state:
        state["intents"][intent]["amount_received"] = 12000
    reconciling.reconcile()
    assert kinds() == []
    assert attempt.invoice_id == invoice.pk


def test_a_refund_written_by_hand_under_another_name_is_a_difference_until_it_agrees(till):
    invoice, intent = paid(till)
    deliver(till)
    run_jobs()
    refund = till.bank.refund(intent, 100)
    till.bank.fail_refund(refund)
    assert reconciling.reconcile().differences == 0
    assert Invoice.objects.with_balance().get(pk=invoice.pk).open_cents == 0


@pytest.mark.parametrize("what", ["is_away", "trouble"])
def test_when_stripe_does_not_answer_that_is_what_is_said(till, what):
    setattr(till, what, 500)
    assert reconciling.reconcile().failed
    assert not Difference.objects.exists()
    assert "gaf Stripe geen antwoord" in client_of(staff("finance")).get(PAGE).text


def test_without_stripe_nothing_is_compared():
    assert reconciling.reconcile() is None
    assert not Reconciliation.objects.exists()


def test_what_is_older_than_the_list_stays_open(till):
    old = DifferenceFactory(reference="pi_older", found_at=timezone.now() - timedelta(days=60))
    reconciling.reconcile()
    old.refresh_from_db()
    assert old.closed_at is None


def test_finance_reads_closes_and_asks_again(till):
    finance = staff("finance")
    browser, row = client_of(finance), DifferenceFactory()
    DisputeFactory()
    event = StripeEventFactory(tries=4)
    page = browser.get(PAGE)
    for words in (row.reference, "De betaler wil het geld terug", event.event):
        assert words in page.text
    assert browser.post(f"{PAGE}{row.pk}/einde/").status_code == 422
    assert browser.post(f"{PAGE}{row.pk}/einde/", {"note": "Gebeld"}).status_code == 302
    row.refresh_from_db()
    assert (row.closed_by, row.note) == (finance, "Gebeld")
    assert browser.post(f"/beheer/betalingen/berichten/{event.pk}/opnieuw/").status_code == 302
    event.refresh_from_db()
    assert event.tries == 0


def test_a_closed_difference_opens_again_when_the_amounts_change(till):
    strange = gateways.open_session(key="x", cents=500, what="x", reference="", done_url="a", back_url="b")
    intent = till.bank.pay(strange.pk)
    reconciling.reconcile()
    reconciling.close_difference(Difference.objects.get(), note="Van de winkel", by=staff("finance"))
    reconciling.reconcile()
    assert kinds() == []
    with till.bank.keeping.opened() as state:
        state["intents"][intent]["amount_received"] = 700
    reconciling.reconcile()
    assert kinds() == ["strange"]
