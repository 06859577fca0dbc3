"""Seats that close: duties go over, the last admin hands over, and there is a way out when nobody is left."""

import pytest

from membership import operations
from membership.models import AdminWanted, Organisation, Seat, SeatInvitation
from portal.core.models import AuditEntry, Notification
from tests.factories import AdminWantedFactory, UserFactory, member, site, staff
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home():
    return site()


def colleague(seat: Seat, role: str = "professional") -> Seat:
    return operations.open_seat(seat.organisation, user=UserFactory(), role=role, by=seat.user)


def test_the_last_admin_leaves_only_with_a_successor():
    seat = member()
    other = colleague(seat)
    seat.duties = ["contact"]
    seat.save()
    browser = client_of(seat.user)
    assert "Wie wordt de nieuwe beheerder?" in browser.get("/mijn/vertrek/").content.decode()
    assert browser.post("/mijn/vertrek/", {}).status_code == 422
    assert browser.post("/mijn/vertrek/", {"successor": other.pk}).status_code == 302
    other.refresh_from_db()
    assert (other.role, other.duties) == ("admin", ["contact"])
    assert not Seat.objects.current().filter(pk=seat.pk).exists()
    letter = Notification.objects.get(kind="seat_inherited", recipient=other.user)
    assert letter.context["role"] == "admin"


def test_who_is_alone_hears_what_to_do_and_stays():
    seat = member()
    browser = client_of(seat.user)
    assert "U bent de enige met een plek." in browser.get("/mijn/vertrek/").content.decode()
    assert browser.post("/mijn/vertrek/", {}).status_code == 422
    assert Seat.objects.current().filter(pk=seat.pk).exists()


def test_a_professional_leaves_without_a_question():
    seat = member()
    other = colleague(seat)
    assert client_of(other.user).post("/mijn/vertrek/", {}).status_code == 302
    assert not Seat.objects.current().filter(pk=other.pk).exists()


def test_duties_nobody_else_has_go_to_another_admin():
    seat = member()
    other = colleague(seat)
    operations.change_seat(other, role="professional", duties=["invoices", "contact"], by=seat.user)
    operations.change_seat(seat, role="admin", duties=["contact"], by=seat.user)
    operations.end_seat(other, by=seat.user)
    seat.refresh_from_db()
    assert seat.duties == ["contact", "invoices"]


def test_a_successor_must_be_a_colleague():
    seat = member()
    colleague(seat)
    stranger = member()
    with pytest.raises(operations.SuccessorGone):
        operations.end_seat(seat, successor=stranger, by=seat.user)
    response = client_of(seat.user).post("/mijn/vertrek/", {"successor": stranger.pk})
    assert response.status_code == 422
    assert stranger.user.email not in response.content.decode()


def test_an_account_that_was_closed_is_no_admin():
    seat = member()
    other = colleague(seat, "admin")
    other.user.is_active = False
    other.user.save()
    with pytest.raises(operations.LastAdmin):
        operations.end_seat(seat, by=seat.user)


def test_a_colleague_reports_that_nobody_manages_and_staff_appoint():
    seat = member()
    other = colleague(seat)
    adviser = staff("adviser")
    browser = client_of(other.user)
    for _ in range(2):
        assert browser.post("/mijn/beheerder/").status_code == 302
    assert Notification.objects.filter(kind="admin_wanted", recipient=adviser).count() == 1
    assert "Wij weten het sinds" in browser.get("/mijn/collegas/").content.decode()
    desk = client_of(adviser)
    assert seat.organisation.name in desk.get("/beheer/").content.decode()
    page = desk.get(f"/beheer/organisaties/{seat.organisation_id}/").content.decode()
    assert "meldde op" in page
    address = f"/beheer/organisaties/{seat.organisation_id}/beheerder/"
    assert desk.post(address, {"seat": other.pk}).status_code == 302
    other.refresh_from_db()
    assert other.role == "admin"
    assert not AdminWanted.objects.open().exists()
    assert Notification.objects.get(kind="admin_wanted").settled_at
    desk.post(f"/beheer/organisaties/{seat.organisation_id}/plekken/{seat.pk}/einde/")
    assert not Seat.objects.current().filter(pk=seat.pk).exists()


def test_staff_cannot_close_the_last_admin_either():
    seat = member()
    desk = client_of(staff("decider"))
    response = desk.post(f"/beheer/organisaties/{seat.organisation_id}/plekken/{seat.pk}/einde/", follow=True)
    assert "Wijs eerst een andere beheerder aan." in response.content.decode()
    assert Seat.objects.current().filter(pk=seat.pk).exists()


def test_staff_invite_an_admin_when_nobody_is_left():
    seat = member()
    seat.user.is_active = False
    seat.user.save()
    AdminWantedFactory(organisation=seat.organisation)
    assert list(Organisation.objects.without_admin()) == [seat.organisation]
    desk = client_of(staff("adviser"))
    assert seat.organisation.name in desk.get("/beheer/organisaties/?admin=none").content.decode()
    address = f"/beheer/organisaties/{seat.organisation_id}/uitnodiging/"
    assert desk.post(address, {"name": "", "email": "x"}).status_code == 422
    assert desk.post(address, {"name": "Iris Veld", "email": "iris@lid.example"}).status_code == 302
    invitation = SeatInvitation.objects.get()
    assert (invitation.role, invitation.organisation) == ("admin", seat.organisation)
    assert not AdminWanted.objects.open().exists()
    operations.accept_invitation(invitation)
    assert not Organisation.objects.without_admin().exists()


@pytest.mark.parametrize("role", ["finance", "editor"])
def test_other_staff_appoint_nobody(role):
    seat = member()
    other = colleague(seat)
    desk = client_of(staff(role))
    desk.post(f"/beheer/organisaties/{seat.organisation_id}/beheerder/", {"seat": other.pk})
    desk.post(f"/beheer/organisaties/{seat.organisation_id}/plekken/{other.pk}/einde/")
    assert Seat.objects.current().get(pk=other.pk).role == "professional"


def test_appointing_leaves_one_row_in_the_history():
    seat = member()
    other = colleague(seat)
    adviser = staff("adviser")
    for _ in range(2):
        operations.appoint_admin(other, by=adviser)
    assert AuditEntry.objects.filter(verb="seat.changed", actor_id=adviser.pk).count() == 1
