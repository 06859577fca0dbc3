"""Another address to log in with: proved at the new one, told to the old one, and turned back from there."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from portal.accounts import operations
from portal.accounts.models import AddressChange, User
from portal.core.models import AuditEntry, Notification
from tests.factories import AddressChangeFactory, AuthenticatorFactory, UserFactory, member, site
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db
NEW = "noor@fusiegemeente.example"


@pytest.fixture(autouse=True)
def home():
    return site()


def mailed_path(outbox, address: str) -> str:
    run_jobs()
    body = next(m for m in reversed(outbox) if address in m.to).body
    return re.search(r"http://testserver(/inloggen/adres/\S+)", body)[1]


def ask(user, new: str = NEW) -> Client:
    client = client_of(user)
    assert client.post("/mijn/inloggen/adres/", {"email": new}).url == "/mijn/inloggen/"
    return client


def test_the_new_address_is_confirmed_from_its_own_mail(mailoutbox):
    seat = member()
    client = ask(seat.user, NEW.upper())
    path = mailed_path(mailoutbox, NEW)
    assert NEW in Client().get(path).content.decode()
    assert User.objects.get(pk=seat.user_id).email != NEW, "a GET changes nothing"
    assert "Uw nieuwe adres werkt" in Client().post(path).content.decode()
    assert User.objects.get(pk=seat.user_id).email == NEW
    assert AuditEntry.objects.filter(verb="account.address_changed").count() == 1
    assert Client().post(path).status_code == 404, "the link worked once"
    assert client.get("/mijn/").status_code == 200  # made by force_login: no session of allauth's to end


def test_changing_logs_out_everywhere(mailoutbox):
    from tests.accounts.test_ways_in import log_in

    seat = member()
    here, elsewhere = log_in(seat.user.email), log_in(seat.user.email)
    here.post("/mijn/inloggen/adres/", {"email": NEW})
    Client().post(mailed_path(mailoutbox, NEW))
    assert here.get("/mijn/").url.startswith("/inloggen/")
    assert elsewhere.get("/mijn/").url.startswith("/inloggen/")


def test_an_address_that_has_an_account_gives_the_same_answer_and_another_mail(mailoutbox):
    seat, other = member(), UserFactory()
    ask(seat.user, other.email)
    run_jobs()
    letter = next(m for m in mailoutbox if other.email in m.to)
    assert letter.subject == "Dit e-mailadres hoort al bij een account"
    assert "/inloggen/adres/" not in letter.body


def test_the_address_was_taken_between_asking_and_confirming(mailoutbox):
    seat = member()
    ask(seat.user)
    path = mailed_path(mailoutbox, NEW)
    UserFactory(email=NEW)
    assert Client().post(path).status_code == 409
    assert User.objects.get(pk=seat.user_id).email != NEW


def test_the_old_address_stops_the_change(mailoutbox):
    seat = member()
    old = seat.user.email
    ask(seat.user)
    confirm, undo = mailed_path(mailoutbox, NEW), mailed_path(mailoutbox, old)
    assert "Uw account is weer van u" in Client().post(undo).content.decode()
    assert Client().post(confirm).status_code == 404
    assert User.objects.get(pk=seat.user_id).email == old


def test_the_old_address_turns_the_change_back_and_takes_away_what_was_added(mailoutbox):
    seat = member()
    old = seat.user.email
    kept = AuthenticatorFactory(user=seat.user, created_at=timezone.now() - timedelta(days=3))
    ask(seat.user)
    undo = mailed_path(mailoutbox, old)
    Client().post(mailed_path(mailoutbox, NEW))
    AuthenticatorFactory(user=seat.user)
    assert Client().get(undo).status_code == 200
    Client().post(undo)
    assert User.objects.get(pk=seat.user_id).email == old
    assert list(Authenticator.objects.filter(user=seat.user)) == [kept]


def test_a_second_change_does_not_close_the_way_back_of_the_first(mailoutbox):
    seat = member()
    old = seat.user.email
    ask(seat.user)
    undo = mailed_path(mailoutbox, old)
    Client().post(mailed_path(mailoutbox, NEW))
    ask(User.objects.get(pk=seat.user_id), "verder@weg.example")
    Client().post(mailed_path(mailoutbox, "verder@weg.example"))
    Client().post(undo)
    assert User.objects.get(pk=seat.user_id).email == old


def test_a_new_request_takes_the_place_of_an_open_one(mailoutbox):
    seat = member()
    ask(seat.user)
    first = mailed_path(mailoutbox, NEW)
    ask(seat.user, "ander@adres.example")
    assert Client().get(first).status_code == 404
    assert AddressChange.objects.open().count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Vul uw e-mailadres in."),
        ("noor", "Dit e-mailadres klopt niet."),
        ("EIGEN", "Met dit adres logt u nu al in."),
    ],
)
def test_a_wrong_address_keeps_what_was_typed(typed, sentence):
    user = member().user
    response = client_of(user).post(
        "/mijn/inloggen/adres/", {"email": user.email.upper() if typed == "EIGEN" else typed}
    )
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not AddressChange.objects.exists()


def test_nobody_is_mail_bombed_with_it():
    client = client_of(member().user)
    answers = [client.post("/mijn/inloggen/adres/", {"email": NEW}).status_code for _ in range(5)]
    assert answers == [302, 302, 302, 422, 422]
    assert Notification.objects.filter(kind="address_change").count() == 3


def test_a_link_works_for_two_days_only(mailoutbox, time_machine):
    seat = member()
    ask(seat.user)
    path = mailed_path(mailoutbox, NEW)
    time_machine.move_to(timezone.now() + timedelta(days=3))
    assert Client().get(path).status_code == 404


def test_the_database_allows_one_open_change():
    change = AddressChangeFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        AddressChangeFactory(user=change.user)


def test_old_requests_are_forgotten():
    AddressChangeFactory(asked_at=timezone.now() - timedelta(days=61))
    kept = AddressChangeFactory()
    operations.forget_old_entrances(at=timezone.now())
    assert list(AddressChange.objects.all()) == [kept]
