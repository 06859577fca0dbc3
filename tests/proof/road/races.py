"""Two at once: one decision, one version, one account, whatever the moment."""

import pytest

from implementation_plans import operations as plans
from implementation_plans.models import Decision, Plan, PlanVersion
from membership import operations as membership
from membership.models import Admission, Interest, Organisation, Seat, Term
from portal.core.models import Notification
from tests.factories import (
    AdmissionFactory,
    InterestFactory,
    PlanFactory,
    SeatInvitationFactory,
    UserFactory,
    member,
    read_as_good,
    staff,
    submitted,
    write_everything,
)
from tests.proof.faults import together


@pytest.mark.django_db(transaction=True)
def test_two_people_deciding_at_once_make_one_decision(flushed_site, figure):
    rounds, wrong = 6, 0
    for _ in range(rounds):
        seat = member()
        version = read_as_good(submitted(PlanFactory(organisation=seat.organisation), seat.user), staff("adviser"))
        deciders = [staff("decider") for _ in range(4)]
        calls = [
            lambda d=d, v=version: plans.approve_plan(PlanVersion.objects.get(pk=v.pk), reason="Ja.", by=d)
            for d in deciders
        ]
        results = together(*calls)
        decisions = sum(isinstance(r, Decision) for r in results)
        refused = sum(isinstance(r, plans.AlreadyDecided) for r in results)
        level_2 = Term.objects.filter(organisation=seat.organisation, level=2).count()
        told = Notification.objects.filter(kind="plan_approved", recipient=seat.user).count()
        wrong += (decisions, refused, level_2, told) != (1, 3, 1, 1)
    figure(f"races: {rounds} x 4 deciding at once, {wrong} wrong")
    assert wrong == 0


@pytest.mark.django_db(transaction=True)
def test_a_double_click_on_submit_is_one_version(flushed_site):
    seat = member()
    plan = write_everything(PlanFactory(organisation=seat.organisation), seat.user)
    calls = [lambda: plans.submit_plan(Plan.objects.get(pk=plan.pk), by=seat.user) for _ in range(5)]
    assert len({r.pk for r in together(*calls)}) == 1
    assert PlanVersion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_admins_leaving_at_once_leave_one(flushed_site):
    seat = member()
    other = membership.open_seat(seat.organisation, user=UserFactory(), role="admin", by=seat.user)
    results = together(*[lambda s=s: membership.end_seat(s, by=s.user) for s in (seat, other)])
    assert sum(isinstance(r, membership.LastAdmin) for r in results) == 1
    assert Seat.objects.current().admins().filter(organisation=seat.organisation).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_staff_admitting_at_once_make_one_organisation(flushed_site):
    admission = AdmissionFactory(submitted=True)
    advisers = [staff("adviser") for _ in range(3)]
    calls = [
        lambda a=a: membership.admit_organisation(Admission.objects.get(pk=admission.pk), reason="Ja.", by=a)
        for a in advisers
    ]
    results = together(*calls)
    assert sum(isinstance(r, membership.AlreadyDecided) for r in results) == 2
    assert (Organisation.objects.count(), Seat.objects.count(), Term.objects.count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_staff_handling_one_interest_at_once_do_one_deed(flushed_site):
    interest = InterestFactory(confirmed=True)
    inviting, closing = staff("adviser"), staff("decider")
    results = together(
        lambda: membership.invite_to_apply(interest, by=inviting),
        lambda: membership.close_interest(interest, answer="Later.", by=closing),
    )
    assert sum(isinstance(r, membership.AlreadyHandled) for r in results) == 1
    assert Notification.objects.filter(subject=f"interest:{interest.pk}", address=interest.email).count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_invitation_accepted_twice_at_once_is_one_application(flushed_site):
    interest = membership.invite_to_apply(InterestFactory(confirmed=True), by=staff("adviser"))
    results = together(*[lambda: membership.apply_by_invitation(interest) for _ in range(4)])
    assert {type(r) for r in results} == {Admission}
    assert Admission.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_address_confirming_two_entries_at_once_waits_once(flushed_site):
    entries = [InterestFactory(email="een@raad.example") for _ in range(2)]
    together(*[lambda e=e: membership.confirm_interest(e) for e in entries])
    assert Interest.objects.waiting().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_seats_of_one_person_ending_at_once_close_the_members_pages(flushed_site):
    first, second, person = member(), member(), UserFactory()
    seats = [membership.open_seat(s.organisation, user=person, role="professional", by=None) for s in (first, second)]
    together(*[lambda s=s: membership.end_seat(s, by=None) for s in seats])
    assert list(person.groups.values_list("name", flat=True)) == []


@pytest.mark.django_db(transaction=True)
def test_one_new_person_accepting_two_invitations_at_once_gets_one_account(flushed_site):
    invitations = [SeatInvitationFactory(organisation=member().organisation, email="nieuw@lid.example") for _ in "ab"]
    results = together(*[lambda i=i: membership.accept_invitation(i) for i in invitations])
    assert [type(r) for r in results] == [Seat, Seat]
    assert len({r.user_id for r in results}) == 1
