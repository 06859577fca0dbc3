"""Sharing that ends: by hand, by its last day, by a seat, and by who decides about the plan."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from implementation_plans import operations
from implementation_plans.access import GRANTS
from implementation_plans.models import Plan, PlanShare, PlanUserObjectPermission, PlanVersion, ShareRight
from implementation_plans.operations.people import readers_of
from membership import operations as membership
from portal.core import links
from portal.core.models import AuditEntry, Notification
from portal.core.notifications import letter_for
from portal.home.daily import daily_job
from tests.factories import PlanFactory, PlanFileFactory, PlanShareFactory, UserFactory, member, site, staff, submitted
from tests.implementation_plans.shares import form, granted, pages, shared
from tests.people import client_of, run_jobs

from .test_writing import typed

pytestmark = pytest.mark.django_db
RIGHTS = ShareRight.values
SHARING = "/mijn/plan/delen/"


@pytest.fixture(autouse=True)
def home():
    return site()


@pytest.fixture
def seat():
    return member()


@pytest.fixture
def plan(seat):
    return PlanFactory(organisation=seat.organisation)


@pytest.fixture
def today():
    return timezone.localdate()


# --- Ending ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("right", RIGHTS)
def test_guardians_rows_follow_the_share(seat, plan, right):
    share = PlanShareFactory(plan=plan, right=right)
    assert PlanUserObjectPermission.objects.count() == 0
    share = operations.accept_share(share)
    assert granted(share) == set(GRANTS[right])
    assert share.user.has_perm("implementation_plans.change_plan", plan) == (right == "write")
    operations.revoke_share(share, by=seat.user)
    assert granted(share) == set()


def test_two_addresses_of_one_person_are_the_wider_right_until_that_one_ends(seat, plan):
    narrow = shared(plan, "read")
    wide = shared(plan, "write")
    PlanShare.objects.filter(pk=wide.pk).update(user=narrow.user)
    wide.refresh_from_db()
    browser = client_of(narrow.user)
    assert browser.post(pages(plan)["section"], typed(plan, "x", "")).status_code == 302
    operations.revoke_share(wide, by=seat.user)
    assert browser.post(pages(plan)["section"], typed(plan, "y", "")).status_code == 403
    assert granted(narrow) == {"view_plan"}


def test_a_link_of_a_revoked_share_opens_nothing(seat, plan):
    share = PlanShareFactory(plan=plan)
    token = links.issue("accept_share", share.pk, days=1)
    operations.revoke_share(share, by=seat.user)
    assert Client().post(f"/inloggen/gedeeld/{token}/").status_code == 404
    with pytest.raises(operations.ShareClosed):
        operations.accept_share(share)
    late = links.issue("accept_share", share.pk, days=1)  # mailed in the very moment of revoking
    assert Client().post(f"/inloggen/gedeeld/{late}/").status_code == 409
    assert PlanShare.objects.get().user is None


def test_a_mail_that_waits_is_not_sent_for_a_revoked_share(seat, plan, today, mailoutbox):
    client_of(seat.user).post(SHARING, form(today))
    operations.revoke_share(PlanShare.objects.get(), by=seat.user)
    run_jobs()
    assert not [m for m in mailoutbox if "sil@buiten.example" in m.to]


def test_accepting_and_revoking_twice_is_once(seat, plan):
    share = shared(plan)
    operations.accept_share(share)
    for _ in range(2):
        operations.revoke_share(share, by=seat.user)
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert (verbs.count("plan.share_accepted"), verbs.count("plan.share_revoked")) == (1, 1)
    with pytest.raises(operations.ShareClosed):
        operations.accept_share(share)


def test_the_daily_job_closes_what_ran_out(plan, today):
    share, other = shared(plan), shared(plan)
    PlanShare.objects.filter(pk=share.pk).update(until=today)
    daily_job(timezone.now())
    share.refresh_from_db()
    assert (share.revoked_at is not None, share.revoked_by) == (True, None)
    assert granted(share) == set()
    assert Plan.objects.shared_with(other.user).exists()


def test_a_seat_takes_the_place_of_a_share_and_does_not_bring_it_back(seat, plan):
    """Who became a colleague and left sees nothing any more: the day after, and while they had the seat."""
    share = shared(plan, "write")
    became = membership.open_seat(seat.organisation, user=share.user, role="professional", by=seat.user)
    became = type(became).objects.filter(pk=became.pk)
    became.update(since=timezone.localdate())
    browser = client_of(share.user)
    assert browser.get("/mijn/plan/").status_code == 200
    assert browser.get(pages(plan)["plan"]).status_code == 404
    daily_job(timezone.now())
    membership.end_seat(became.get(), by=seat.user)
    assert client_of(share.user).get(pages(plan)["plan"]).status_code == 404


def test_who_got_a_seat_meanwhile_accepts_nothing(seat, plan):
    share = PlanShareFactory(plan=plan)
    membership.open_seat(seat.organisation, user=UserFactory(email=share.email), role="professional", by=seat.user)
    with pytest.raises(operations.ShareClosed):
        operations.accept_share(share)
    assert PlanShare.objects.get().user is None


def test_a_former_colleague_may_read_along(seat, plan, today):
    left = membership.open_seat(
        seat.organisation, user=UserFactory(email="oud@buiten.example"), role="professional", by=seat.user
    )
    type(left).objects.filter(pk=left.pk).update(since=today - timedelta(days=30))
    membership.end_seat(type(left).objects.get(pk=left.pk), by=seat.user)
    share = shared(plan, email="oud@buiten.example")
    daily_job(timezone.now())
    assert client_of(share.user).get(pages(plan)["plan"]).status_code == 200


def test_staff_who_accept_read_it_no_longer_for_a_decision(seat, plan):
    adviser = staff("adviser")
    version = submitted(plan, seat.user)
    operations.assign_reader(version, reader=adviser, by=None)
    share = PlanShareFactory(plan=plan, email=adviser.email)
    token = links.issue("accept_share", share.pk, days=1)
    assert "niet meer voor een besluit" in Client().get(f"/inloggen/gedeeld/{token}/").content.decode()
    operations.accept_share(share)
    assert not version.readings.current().exists()
    assert not PlanVersion.objects.readable_by(adviser).exists()
    assert client_of(adviser).get(pages(plan)["plan"]).status_code == 200
    assert adviser not in readers_of(plan)
    with pytest.raises(operations.OwnPlan):
        operations.assign_reader(version, reader=adviser, by=None)


def test_the_one_who_shared_hears_of_the_yes(seat, plan):
    shared(plan, name="Sil Kampen", invited_by=seat.user)
    notification = Notification.objects.get(kind="plan_share_accepted")
    assert notification.recipient == seat.user
    assert "Sil Kampen" in letter_for(notification).title


def test_every_page_takes_as_many_queries_whatever_the_number(seat, plan, django_assert_max_num_queries):
    share = shared(plan, "write")
    for _ in range(6):
        PlanFileFactory(section=plan.sections.get(number=1))
        operations.add_remark(plan.sections.get(number=1), text=f"x{_}", by=share.user, share=share)
        PlanShareFactory(plan=plan)
    browser, own = client_of(share.user), client_of(seat.user)
    for asking, address, most in (
        (browser, pages(plan)["section"], 13),
        (browser, pages(plan)["plan"], 9),
        (browser, "/mijn/gedeeld/", 7),
        (own, SHARING, 10),
    ):
        asking.get(address)
        with django_assert_max_num_queries(most):
            asking.get(address)


def test_who_wrote_along_never_judges_that_plan_who_only_read_does_after_it_ended():
    from implementation_plans.models import PlanVersion
    from tests.factories import submitted

    seat = member()
    plan = PlanFactory(organisation=seat.organisation)
    reader, writer = staff("adviser"), staff("adviser")
    yesterday = timezone.localdate() - timedelta(days=1)
    for person, right in ((reader, "read"), (writer, "write")):
        PlanShareFactory(
            plan=plan, email=person.email, user=person, accepted_at=timezone.now(), right=right, until=yesterday
        )
    version = submitted(plan, seat.user)
    assert list(PlanVersion.objects.readable_by(reader)) == [version]
    assert list(PlanVersion.objects.readable_by(writer)) == []


def test_who_never_used_the_link_is_forgotten_a_month_after_it_closed(seat, plan, today):
    used = shared(plan)
    unused, waiting = PlanShareFactory(plan=plan), PlanShareFactory(plan=plan)
    for closed in (used, unused):
        operations.revoke_share(closed, by=seat.user)
    assert operations.forget_unused_invitations(at=timezone.now() + timedelta(days=29)) == 0
    assert operations.forget_unused_invitations(at=timezone.now() + timedelta(days=31)) == 1
    assert set(PlanShare.objects.filter(plan=plan)) == {used, waiting}


def test_who_lost_the_share_meanwhile_ends_no_remark(plan):
    found = shared(plan, "remark")
    remark = operations.add_remark(plan.sections.first(), text="Klopt dit?", by=found.user, share=found)
    operations.revoke_share(found, by=found.invited_by)
    with pytest.raises(operations.ShareClosed):
        operations.resolve_remark(remark, by=found.user, share=found)
    remark.refresh_from_db()
    assert not remark.is_resolved
