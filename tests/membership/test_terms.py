import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from implementation_plans.models import Decision
from membership import operations
from membership.access import LEVEL_2_GROUP, MEMBERS_GROUP, sync_groups
from membership.models import Term
from tests.factories import OrganisationFactory, SeatFactory, TermFactory, UserFactory, approve, member

pytestmark = pytest.mark.django_db
DAY = timezone.datetime(2026, 3, 1).date()


def groups(user) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def raw(sql: str, *params) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_terms_of_an_organisation_may_not_overlap():
    term = TermFactory(start=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        TermFactory(organisation=term.organisation, start=DAY)
    TermFactory(start=DAY)


def test_a_term_ended_on_its_first_day_was_never_in_force_and_overlaps_nothing():
    now = timezone.now()
    ended = TermFactory(start=DAY, end=DAY, ended_at=now)
    TermFactory(organisation=ended.organisation, start=DAY)
    assert ended not in Term.objects.in_force(DAY)


@pytest.mark.parametrize(("day", "holds"), [(28, False), (1, True), (9, True), (10, False)])
def test_a_term_is_half_open(day, holds):
    term = TermFactory(start=DAY, end=DAY.replace(day=10), ended_at=timezone.now())
    asked = DAY.replace(month=2, day=28) if day == 28 else DAY.replace(day=day)
    assert (term in Term.objects.in_force(asked)) is holds


def test_level_2_without_an_approved_plan_is_refused_by_the_operation():
    seat = member()
    with pytest.raises(operations.NoApprovedPlan):
        operations.raise_level(seat.organisation, by=None)
    assert seat.organisation.current_term().level == 1


@pytest.mark.django_db(transaction=True)
def test_level_2_without_an_approved_plan_is_refused_for_raw_sql(migrated_groups):
    organisation = OrganisationFactory()
    columns = "organisation_id, level, start, opened_at, end_reason"
    insert = f"INSERT INTO membership_term ({columns}) VALUES (%s, 2, %s, now(), '')"
    with pytest.raises(IntegrityError, match="without an approved plan"), transaction.atomic():
        raw(insert, organisation.pk, DAY)
    term = TermFactory(organisation=organisation, start=DAY)
    with pytest.raises(IntegrityError, match="without an approved plan"), transaction.atomic():
        raw("UPDATE membership_term SET level = 2 WHERE id = %s", term.pk)
    assert Term.objects.get().level == 1


@pytest.mark.django_db(transaction=True)
def test_an_approval_cannot_go_away_under_an_open_level_2(migrated_groups):
    seat = SeatFactory()
    TermFactory(organisation=seat.organisation)
    decision = approve(seat)
    with pytest.raises(IntegrityError), transaction.atomic():
        raw("DELETE FROM implementation_plans_decision WHERE id = %s", decision.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        raw("UPDATE implementation_plans_decision SET outcome = 'returned' WHERE id = %s", decision.pk)
    assert Decision.objects.get().is_approval


def test_ended_level_2_terms_keep_their_history():
    seat = member(level=2)
    operations.end_membership(seat.organisation, reason="Op eigen verzoek", by=None)
    assert list(Term.objects.order_by("pk").values_list("level", flat=True)) == [1, 2]


def test_raising_twice_is_raising_once():
    seat = member(level=2)
    count = Term.objects.count()
    assert operations.raise_level(seat.organisation, by=None).level == 2
    assert Term.objects.count() == count


def test_somebody_who_is_no_member_cannot_be_raised():
    with pytest.raises(operations.NotALevel1Member):
        operations.raise_level(OrganisationFactory(), by=None)


def test_groups_follow_the_term():
    seat = member()
    assert groups(seat.user) == {MEMBERS_GROUP}
    approve(seat)
    assert groups(seat.user) == {MEMBERS_GROUP, LEVEL_2_GROUP}
    operations.end_membership(seat.organisation, reason="Klaar", by=None)
    assert groups(seat.user) == set()


def test_somebody_with_two_seats_keeps_a_group_while_one_stands():
    person = UserFactory()
    first, second = member(), member()
    one = operations.open_seat(first.organisation, user=person, role="professional", by=None)
    operations.open_seat(second.organisation, user=person, role="professional", by=None)
    operations.end_seat(one, by=None)
    assert groups(person) == {MEMBERS_GROUP}


def test_the_daily_reconciliation_mends_groups_that_went_out_of_step():
    seat = member()
    seat.user.groups.clear()
    assert sync_groups([seat.user_id]) == 1
    assert groups(seat.user) == {MEMBERS_GROUP}
    assert sync_groups([seat.user_id]) == 0
