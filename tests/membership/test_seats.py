import re

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from membership import operations
from membership.models import Seat, SeatInvitation
from portal.accounts.models import User
from portal.core.models import MailedLink, Notification
from tests.factories import SeatFactory, UserFactory, member, site
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home():
    return site()


@pytest.fixture
def seat():
    return member()


@pytest.fixture
def colleague(seat):
    return operations.open_seat(seat.organisation, user=UserFactory(), role="professional", by=seat.user)


def invite(seat, email="idris@veenmeer.example", role="professional"):
    return operations.invite_colleague(seat.organisation, email=email, name="Idris Benkarim", role=role, by=seat.user)


def invitation_path() -> str:
    run_jobs()
    return re.search(r"http://testserver(/word-lid/uitnodiging/\S+)", mail.outbox[-1].body)[1]


def test_a_colleague_comes_in_by_mail(seat):
    client_of(seat.user).post(
        "/mijn/collegas/", {"name": "Idris Benkarim", "email": "Idris@veenmeer.example", "role": "professional"}
    )
    path = invitation_path()
    visitor = Client()
    assert visitor.get(path).status_code == 200
    assert not User.objects.filter(email="idris@veenmeer.example").exists()
    assert visitor.post(path).url == "/word-lid/uitnodiging/klaar/"
    new = Seat.objects.get(user__email="idris@veenmeer.example")
    assert (new.organisation, new.role, new.user.first_name) == (seat.organisation, "professional", "Idris")
    assert visitor.post(path).status_code == 404


def test_a_withdrawn_invitation_opens_nothing(seat):
    invitation = invite(seat)
    path = invitation_path()
    operations.revoke_invitation(invitation, by=seat.user)
    assert Client().get(path).status_code == 404
    with pytest.raises(operations.InvitationClosed):
        operations.accept_invitation(invitation)


def test_inviting_twice_is_one_invitation(seat):
    assert invite(seat) == invite(seat)
    assert SeatInvitation.objects.count() == 1


def test_somebody_with_a_seat_cannot_be_invited(seat):
    with pytest.raises(operations.AlreadyHasSeat):
        invite(seat, email=seat.user.email)
    page = client_of(seat.user).post("/mijn/collegas/", {"name": "Noor", "email": seat.user.email, "role": "admin"})
    assert page.status_code == 422
    assert "heeft al een plek" in page.content.decode()


def test_an_organisation_is_never_without_an_active_admin(seat, colleague):
    with pytest.raises(operations.LastAdmin):
        operations.end_seat(seat, by=seat.user)
    with pytest.raises(operations.LastAdmin):
        operations.change_seat(seat, role="professional", duties=[], by=seat.user)
    operations.change_seat(colleague, role="admin", duties=[], by=seat.user)
    operations.end_seat(seat, by=seat.user)
    assert list(Seat.objects.current().admins()) == [colleague]


def test_an_inactive_admin_does_not_count(seat, colleague):
    operations.change_seat(colleague, role="admin", duties=[], by=seat.user)
    User.objects.filter(pk=colleague.user_id).update(is_active=False)
    with pytest.raises(operations.LastAdmin):
        operations.end_seat(seat, by=seat.user)


def test_an_ended_seat_is_closed_at_the_next_request(seat, colleague):
    browser = client_of(colleague.user)
    assert browser.get("/mijn/collegas/").status_code == 200
    operations.end_seat(colleague, by=seat.user)
    assert browser.get("/mijn/collegas/").status_code == 404


def test_two_seats_of_one_person_in_one_organisation_may_not_overlap(seat):
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatFactory(organisation=seat.organisation, user=seat.user)
    Seat.objects.filter(pk=seat.pk).update(until=timezone.localdate())
    SeatFactory(organisation=seat.organisation, user=seat.user)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "/mijn/collegas/"),
        ("get", "/mijn/collegas/{pk}/"),
        ("post", "/mijn/collegas/{pk}/einde/"),
        ("post", "/mijn/organisatie/"),
    ],
)
def test_a_professional_manages_nothing(seat, colleague, method, path):
    browser = client_of(colleague.user)
    assert getattr(browser, method)(path.format(pk=seat.pk)).status_code == 403


def test_people_of_another_organisation_do_not_exist(seat):
    other = member()
    browser = client_of(other.user)
    assert browser.get(f"/mijn/collegas/{seat.pk}/").status_code == 404
    assert browser.post(f"/mijn/collegas/{seat.pk}/einde/").status_code == 404
    assert Seat.objects.current().filter(pk=seat.pk).exists()


def test_extra_fields_in_a_form_are_ignored(seat):
    client_of(seat.user).post(
        "/mijn/organisatie/", {"province": "gr", "name": "Gehackt", "level": "2", "kind": "other", "slug": "x"}
    )
    organisation = type(seat.organisation).objects.get(pk=seat.organisation_id)
    assert (organisation.province, organisation.kind) == ("gr", "municipality")
    assert organisation.name != "Gehackt"


@pytest.mark.parametrize(
    ("field", "value"),
    [("kvk", "123"), ("kvk", "١٢٣٤٥٦٧٨"), ("oin", "12"), ("province", "xx"), ("inhabitants", "veel")],
)
def test_wrong_numbers_of_an_organisation_are_refused_and_kept(seat, field, value):
    data = {"province": "ut", "kvk": "", "oin": "", "inhabitants": ""} | {field: value}
    response = client_of(seat.user).post("/mijn/organisatie/", data)
    assert response.status_code == 422
    if field != "province":
        assert f'value="{value}"' in response.content.decode()


def test_somebody_with_two_seats_chooses_one(seat):
    other = member()
    operations.open_seat(other.organisation, user=seat.user, role="professional", by=None)
    browser = client_of(seat.user)
    second = Seat.objects.get(user=seat.user, organisation=other.organisation)
    browser.post("/mijn/plek/", {"seat": second.pk})
    assert other.organisation.name in browser.get("/mijn/organisatie/").content.decode()
    browser.post("/mijn/plek/", {"seat": other.pk})
    assert other.organisation.name in browser.get("/mijn/organisatie/").content.decode()


def test_nobody_mails_strangers_with_invitations(seat):
    browser = client_of(seat.user)
    for n in range(35):
        data = {"name": "Iemand", "email": f"vreemd{n}@elders.example", "role": "professional"}
        browser.post("/mijn/collegas/", data)
    assert SeatInvitation.objects.count() == 30
    link = {"name": "Gratis https://evil.example", "email": "a@b.example", "role": "professional"}
    assert browser.post("/mijn/collegas/", link).status_code == 422


def test_a_former_member_invites_nobody(seat):
    operations.end_membership(seat.organisation, reason="x", by=None)
    data = {"name": "Iemand", "email": "a@b.example", "role": "professional"}
    assert client_of(seat.user).post("/mijn/collegas/", data).status_code == 422


def test_who_left_is_not_told_who_came(seat, colleague):
    operations.change_seat(colleague, role="admin", duties=[], by=seat.user)
    invitation = invite(seat)
    operations.end_seat(seat, by=colleague.user)
    operations.accept_invitation(invitation)
    assert not Notification.objects.filter(kind="colleague_joined").exists()


def test_an_invitation_mailed_again_after_a_crash_has_the_same_link(seat):
    invite(seat)
    run_jobs()
    Notification.objects.update(sent_at=None)  # the worker died between the mail and the commit, and forgot:
    MailedLink.objects.all().delete()
    run_jobs()
    first, second = (re.search(r"/word-lid/uitnodiging/\S+", m.body)[0] for m in mail.outbox)
    assert first == second
    assert Client().get(first).status_code == 200
    other = invite(seat, email="iemand.anders@lid.example")
    run_jobs()
    assert other.pk and first not in mail.outbox[-1].body


def test_somebody_must_receive_the_invoices(seat):
    operations.change_seat(seat, role="admin", duties=["invoices"], by=seat.user)
    with pytest.raises(operations.LastForInvoices):
        operations.change_seat(seat, role="admin", duties=[], by=seat.user)
    operations.open_seat(seat.organisation, user=UserFactory(), role="professional", duties=["invoices"], by=None)
    assert operations.change_seat(seat, role="admin", duties=[], by=seat.user).duties == []
