"""Mag ik meedoen? By the exact e-mail domain of an organisation, and an admin's one click."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from membership import operations
from membership.models import EmailDomain, JoinRequest, Seat
from portal.accounts.models import User
from portal.core.models import AuditEntry, Notification
from tests.factories import EmailDomainFactory, JoinRequestFactory, UserFactory, member, site
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db
DOMAIN = "veenmeer.example"
SAM = f"sam@{DOMAIN}"


@pytest.fixture(autouse=True)
def home():
    return site()


@pytest.fixture
def admin():
    """The admin of an organisation that opened its domain."""
    seat = member(name="Gemeente Veenmeer", user=UserFactory(email=f"noor@{DOMAIN}"))
    operations.open_email_domain(seat.organisation, by=seat.user)
    return seat


def ask(email: str = SAM, key: uuid.UUID | None = None, name: str = "Sam Duin"):
    return Client().post("/inloggen/meedoen/", {"form_key": key or uuid.uuid4(), "name": name, "email": email})


def mailed(outbox, address: str = SAM):
    run_jobs()
    return next(m for m in reversed(outbox) if address in m.to)


def link(message) -> str:
    return re.search(r"http://testserver(/inloggen/meedoen/\S+)", message.body)[1]


def test_from_the_question_to_the_seat(admin, mailoutbox):
    assert ask().url == "/inloggen/meedoen/verstuurd/"
    path = link(mailed(mailoutbox))
    assert "Gemeente Veenmeer" in Client().get(path).content.decode()
    assert not JoinRequest.objects.waiting().exists(), "a GET sends nothing"
    response = Client().post(path, {"organisation": admin.organisation_id})
    assert "Uw vraag is verstuurd" in response.content.decode()
    browser = client_of(admin.user)
    assert SAM in browser.get("/mijn/collegas/").content.decode()
    asked = JoinRequest.objects.get()
    browser.post(f"/mijn/collegas/vragen/{asked.pk}/antwoord/", {"verdict": "grant"})
    seat = Seat.objects.get(user__email=SAM)
    assert (seat.organisation_id, seat.role) == (admin.organisation_id, "professional")
    assert mailed(mailoutbox).subject == "U hebt een plek bij Gemeente Veenmeer"
    verbs = AuditEntry.objects.filter(verb__startswith="seat.").values_list("verb", flat=True)
    assert {"seat.asked", "seat.request_granted", "seat.opened"} <= set(verbs)


@pytest.mark.parametrize(
    ("email", "subject"),
    [
        ("sam@elders.example", "Meedoen met het netwerk"),
        (f"sam@sub.{DOMAIN}", "Meedoen met het netwerk"),
        (f"sam@x{DOMAIN}", "Meedoen met het netwerk"),
        (f"noor@{DOMAIN}", "U hebt al een plek in het netwerk"),
        (SAM.upper(), "Meedoen namens Gemeente Veenmeer"),
    ],
)
def test_the_screen_says_the_same_to_all_and_the_mail_what_is_possible(admin, mailoutbox, email, subject):
    response = ask(email)
    assert (response.status_code, response.url) == (302, "/inloggen/meedoen/verstuurd/")
    assert mailed(mailoutbox, email.lower()).subject == subject


def test_the_same_form_twice_is_one_question(admin):
    key = uuid.uuid4()
    assert [ask(key=key).status_code for _ in range(3)] == [302] * 3
    assert JoinRequest.objects.count() == 1
    assert Notification.objects.filter(kind="join_link").count() == 1


def test_nobody_is_mail_bombed_with_it(admin):
    assert [ask().status_code for _ in range(5)] == [302, 302, 302, 422, 422]


def test_wrong_input_is_said_beside_the_field():
    response = Client().post("/inloggen/meedoen/", {"form_key": uuid.uuid4(), "name": "www.evil.example", "email": "x"})
    text = response.content.decode()
    assert response.status_code == 422
    assert "zonder adres van een website" in text
    assert "Dit e-mailadres klopt niet." in text


def test_a_link_for_another_organisation_is_refused(admin, mailoutbox):
    ask()
    other = member()
    response = Client().post(link(mailed(mailoutbox)), {"organisation": other.organisation_id})
    assert response.status_code == 422
    assert not JoinRequest.objects.waiting().exists()
    with pytest.raises(operations.NotTheirDomain):
        operations.send_join_request(JoinRequest.objects.get(), organisation=other.organisation)


def test_who_shares_a_domain_chooses(admin, mailoutbox):
    other = member(name="Regiodienst", user=UserFactory(email=f"piet@{DOMAIN}"))
    operations.open_email_domain(other.organisation, by=other.user)
    ask()
    path = link(mailed(mailoutbox))
    assert "Namens wie doet u mee?" in Client().get(path).content.decode()
    assert Client().post(path, {}).status_code == 422
    Client().post(path, {"organisation": other.organisation_id})
    assert JoinRequest.objects.waiting().get().organisation == other.organisation


def test_a_closed_domain_or_an_ended_membership_opens_nothing(admin, mailoutbox):
    ask()
    path = link(mailed(mailoutbox))
    operations.close_email_domain(EmailDomain.objects.get(), by=admin.user)
    assert Client().post(path, {"organisation": admin.organisation_id}).status_code == 422
    operations.open_email_domain(admin.organisation, by=admin.user)
    operations.end_membership(admin.organisation, reason="x", by=None)
    assert Client().post(path, {"organisation": admin.organisation_id}).status_code == 422


def test_only_the_proved_domain_of_an_admin_and_no_public_one():
    seat = member(user=UserFactory(email="noor@gmail.com"))
    response = client_of(seat.user).post("/mijn/collegas/domein/", follow=True)
    assert "algemene dienst" in response.content.decode()
    professional = operations.open_seat(
        seat.organisation, user=UserFactory(email="p@veenmeer.example"), role="professional", by=None
    )
    assert client_of(professional.user).post("/mijn/collegas/domein/").status_code == 403
    with pytest.raises(operations.NotOwnDomain):
        operations.open_email_domain(seat.organisation, by=professional.user)
    assert not EmailDomain.objects.exists()


def test_an_answer_is_given_once(admin):
    asked = JoinRequestFactory(organisation=admin.organisation, sent_at=timezone.now(), email=SAM)
    other = operations.open_seat(admin.organisation, user=UserFactory(), role="admin", by=admin.user)
    operations.decline_join_request(asked, by=other.user)
    operations.decline_join_request(asked, by=other.user)
    page = client_of(admin.user).post(f"/mijn/collegas/vragen/{asked.pk}/antwoord/", {"verdict": "grant"}, follow=True)
    assert f"{other.user} was u voor" in page.content.decode()
    assert not User.objects.filter(email=SAM).exists()
    assert Notification.objects.filter(kind="join_declined").count() == 1


def test_giving_twice_is_one_seat(admin):
    asked = JoinRequestFactory(organisation=admin.organisation, sent_at=timezone.now(), email=SAM)
    first = operations.grant_join_request(asked, by=admin.user)
    assert operations.grant_join_request(asked, by=admin.user) == first
    assert Notification.objects.filter(kind="join_granted").count() == 1


def test_nobody_answers_for_another_organisation_and_no_professional_at_all(admin):
    asked = JoinRequestFactory(organisation=admin.organisation, sent_at=timezone.now())
    address = f"/mijn/collegas/vragen/{asked.pk}/antwoord/"
    assert client_of(member().user).post(address, {"verdict": "grant"}).status_code == 404
    professional = operations.open_seat(admin.organisation, user=UserFactory(), role="professional", by=None)
    assert client_of(professional.user).post(address, {"verdict": "grant"}).status_code == 403


def test_old_questions_are_forgotten(admin):
    now = timezone.now()
    JoinRequestFactory(asked_at=now - timedelta(days=8))
    JoinRequestFactory(asked_at=now - timedelta(days=61), sent_at=now, organisation=admin.organisation)
    kept = JoinRequestFactory()
    assert operations.forget_join_requests(at=now) == 2
    assert list(JoinRequest.objects.all()) == [kept]


def test_the_database_knows_the_rules(admin):
    with pytest.raises(IntegrityError), transaction.atomic():
        JoinRequestFactory(sent_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        JoinRequestFactory(decided_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        EmailDomainFactory(organisation=admin.organisation, domain=DOMAIN)
    with pytest.raises(IntegrityError), transaction.atomic():
        EmailDomainFactory(domain="Veenmeer.example")
