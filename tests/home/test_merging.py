"""Two members become one: read first what that does, then do it, in every room at once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from knowledge.models import LicenceAcceptance
from membership import operations as membership
from membership.models import EmailDomain, JoinRequest, Seat
from portal.core.models import AuditEntry, Notification
from portal.core.notifications import letter_for
from portal.core.page_cache import bump
from portal.home.merging import PlanBeingRead, consequences_of, merge_organisations
from tests.factories import (
    EmailDomainFactory,
    JoinRequestFactory,
    LicenceAcceptanceFactory,
    PlanFactory,
    UserFactory,
    member,
    site,
    staff,
    submitted,
)
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home():
    return site()


@pytest.fixture
def gone():
    return member(name="Gemeente Doesburg")


@pytest.fixture
def into():
    return member(name="Gemeente Borculo")


@pytest.fixture
def adviser():
    return staff("adviser")


def leveled(seat):
    return type(seat.organisation).objects.with_level().get(pk=seat.organisation_id)


def people_of(organisation) -> dict:
    return dict(Seat.objects.current().filter(organisation=organisation).values_list("user", "role"))


def test_people_go_along_in_their_role_and_without_duties(gone, into, adviser):
    coach, both = UserFactory(), UserFactory()
    membership.open_seat(gone.organisation, user=coach, role="professional", duties=["licences"], by=None)
    for seat, role in ((gone, "admin"), (into, "professional")):
        membership.open_seat(seat.organisation, user=both, role=role, by=None)
    at = timezone.now()
    merged = merge_organisations(gone.organisation, into=into.organisation, by=adviser, at=at)
    assert (merged.merged_into, merged.merged_at, merged.merged_by) == (into.organisation, at, adviser)
    assert people_of(gone.organisation) == {}
    assert people_of(into.organisation) == {
        into.user.pk: "admin",
        gone.user.pk: "admin",
        coach.pk: "professional",
        both.pk: "professional",
    }
    assert Seat.objects.current().get(user=coach).duties == []
    assert gone.organisation.current_term() is None
    assert gone.organisation.terms.get().end_reason == "ging op in Gemeente Borculo"
    assert into.organisation.current_term()
    assert client_of(coach).get("/mijn/organisatie/").content.decode().count("Gemeente Borculo")


def test_the_same_again_changes_nothing_and_otherwise_is_refused(gone, into, adviser):
    merge_organisations(gone.organisation, into=into.organisation, by=adviser)
    before = AuditEntry.objects.count()
    merge_organisations(gone.organisation, into=into.organisation, by=adviser)
    assert AuditEntry.objects.count() == before
    with pytest.raises(membership.AlreadyMerged):
        merge_organisations(gone.organisation, into=member().organisation, by=adviser)
    with pytest.raises(membership.NoSuccessor):
        merge_organisations(member().organisation, into=gone.organisation, by=adviser)
    with pytest.raises(membership.NoSuccessor):
        merge_organisations(into.organisation, into=into.organisation, by=adviser)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(into.organisation).objects.filter(pk=into.organisation_id).update(merged_into=into.organisation_id)


def test_a_plan_that_is_read_comes_first(gone, into, adviser):
    submitted(PlanFactory(organisation=gone.organisation), gone.user)
    with pytest.raises(PlanBeingRead):
        merge_organisations(gone.organisation, into=into.organisation, by=adviser)
    assert gone.organisation.current_term()
    browser = client_of(adviser)
    page = browser.get(f"/beheer/organisaties/{gone.organisation_id}/opgaan/?into={into.organisation_id}")
    assert "Besluit daar eerst over." in page.content.decode()
    assert "opgaan/besluit/" not in page.content.decode()
    address = f"/beheer/organisaties/{gone.organisation_id}/opgaan/besluit/"
    assert browser.post(address, {"into": into.organisation_id}).status_code == 409


def test_doors_lead_to_the_successor(gone, into, adviser):
    invitation = membership.invite_colleague(
        gone.organisation, email="nieuw@doesburg.example", name="N", role="professional", by=gone.user
    )
    EmailDomainFactory(organisation=gone.organisation, domain="doesburg.example")
    waiting = JoinRequestFactory(organisation=gone.organisation, sent_at=timezone.now(), email="a@doesburg.example")
    twice = JoinRequestFactory(organisation=gone.organisation, sent_at=timezone.now(), email="b@doesburg.example")
    JoinRequestFactory(organisation=into.organisation, sent_at=timezone.now(), email=twice.email)
    merge_organisations(gone.organisation, into=into.organisation, by=adviser)
    invitation.refresh_from_db()
    assert invitation.revoked_at
    assert EmailDomain.objects.of_address("iemand@doesburg.example").get().organisation == into.organisation
    assert JoinRequest.objects.get(pk=waiting.pk).organisation == into.organisation
    assert JoinRequest.objects.waiting().filter(email=twice.email, organisation=into.organisation).count() == 1


def test_everybody_hears_it_once(gone, into, adviser):
    merge_organisations(gone.organisation, into=into.organisation, by=adviser)
    told = {
        n.recipient: letter_for(n)
        for n in Notification.objects.filter(kind__in=("seat_moved", "organisation_took_over"))
    }
    assert set(told) == {gone.user, into.user}
    assert "U hebt nu een plek bij Gemeente Borculo." in str(told[gone.user].paragraphs)
    assert "1 mens kreeg een plek." in str(told[into.user].paragraphs)


def test_staff_read_first_what_it_does(gone, into, adviser):
    high = member(level=2, name="Gemeente Hoog")
    LicenceAcceptanceFactory(organisation=high.organisation, title="De brug", digest="a")
    for seat, digest in ((high, "b"), (into, "b")):
        LicenceAcceptanceFactory(organisation=seat.organisation, title="Het werkblad", digest=digest)
    told = consequences_of(leveled(high), leveled(into))
    assert (told.loses_level, told.moves, told.licences, told.is_blocked) == (True, [high.user], ["De brug"], False)
    browser = client_of(adviser)
    start = f"/beheer/organisaties/{high.organisation_id}/opgaan/"
    assert start in browser.get(f"/beheer/organisaties/{high.organisation_id}/").content.decode()
    assert "Gemeente Borculo" in browser.get(start).content.decode()
    page = browser.get(start, {"into": into.organisation_id}).content.decode()
    for words in ("Wie meegaat, verliest niveau 2.", str(high.user), "gaat zelf nog akkoord met: De brug."):
        assert words in page
    assert Seat.objects.current().get(user=high.user).organisation == high.organisation, "nothing yet"
    done = browser.post(f"{start}besluit/", {"into": into.organisation_id}, follow=True).content.decode()
    assert "Gemeente Hoog gaat verder in Gemeente Borculo." in done
    assert "Een andere organisatie ging hierin op" in done
    assert "ging op" in browser.get(start).content.decode()
    assert LicenceAcceptance.objects.filter(organisation=high.organisation).count() == 2, "what was agreed stays known"


@pytest.mark.parametrize("into", ["", "x", "999999", "itself"])
def test_who_is_no_other_member_cannot_take_over(gone, adviser, into):
    chosen = gone.organisation_id if into == "itself" else into
    start = f"/beheer/organisaties/{gone.organisation_id}/opgaan/"
    browser = client_of(adviser)
    assert browser.get(start, {"into": chosen}).status_code == 422
    answer = browser.post(f"{start}besluit/", {"into": chosen})
    assert answer.status_code == 422
    assert "Er klopt iets nog niet" in answer.content.decode()
    assert gone.organisation.current_term()


def test_its_page_on_the_site_leads_to_the_successor(gone, into, adviser):
    address = reverse("membership:profile", args=[gone.organisation.slug])
    merge_organisations(gone.organisation, into=into.organisation, by=adviser)
    bump()
    assert Client().get(address).url == reverse("membership:profile", args=[into.organisation.slug])
    membership.end_membership(into.organisation, reason="x", by=None)
    bump()
    assert Client().get(address, follow=True).status_code == 404


def test_what_was_confirmed_before_the_merger_stays_a_day_that_was(gone, into, adviser):
    """The register of yesterday still counts two, that of today one."""
    from membership.figures import counted_on

    today = timezone.localdate()
    for seat in (gone, into):
        seat.organisation.terms.update(start=today - timedelta(days=9))
    merge_organisations(gone.organisation, into=into.organisation, by=adviser)
    assert counted_on(today - timedelta(days=1))["organisations"] == 2
    assert counted_on(today)["organisations"] == 1
