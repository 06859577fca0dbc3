from datetime import UTC, date, datetime

import pytest

from membership import operations
from membership.models import Renewal, Term
from portal.core.models import Notification
from tests.factories import InvoiceProfileFactory, TariffFactory, member

pytestmark = pytest.mark.django_db
OCTOBER = datetime(2026, 10, 30, 12, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 1, 12, tzinfo=UTC)
NEW_YEAR = datetime(2027, 1, 1, 0, 5, tzinfo=UTC)


@pytest.fixture
def organisation():
    seat = member()
    type(seat).objects.filter(pk=seat.pk).update(since=date(2025, 4, 1))
    found = seat.organisation
    Term.objects.filter(organisation=found).update(start=date(2025, 4, 1))
    TariffFactory(year=2027)
    return found


@pytest.fixture
def renewal(organisation):
    operations.ask_renewals(at=OCTOBER)
    return Renewal.objects.get()


def terms(organisation):
    return [(t.start, t.end, t.level) for t in organisation.terms.all()]


def test_members_are_asked_once_when_there_are_tariffs(organisation):
    assert operations.ask_renewals(at=datetime(2026, 8, 1, 12, tzinfo=UTC)) == 0
    assert [operations.ask_renewals(at=OCTOBER) for _ in range(2)] == [1, 0]
    assert Notification.objects.filter(kind="renewal_asked").count() == 1


def test_without_tariffs_nobody_is_asked():
    member()
    assert operations.ask_renewals(at=OCTOBER) == 0


def test_the_year_turns_into_terms_that_count_as_one(organisation, renewal):
    operations.confirm_renewal(renewal, by=None, at=DECEMBER)
    assert [operations.turn_the_year(at=NEW_YEAR) for _ in range(2)] == [1, 0]
    assert terms(organisation) == [
        (date(2025, 4, 1), date(2026, 1, 1), 1),
        (date(2026, 1, 1), date(2027, 1, 1), 1),
        (date(2027, 1, 1), None, 1),
    ]
    found = type(organisation).objects.with_level(date(2027, 3, 1)).get()
    assert (found.level, found.level_since, found.member_since) == (1, date(2025, 4, 1), date(2025, 4, 1))
    renewal.refresh_from_db()
    assert renewal.grace_until is None


def test_a_day_late_makes_the_same_terms(organisation, renewal):
    operations.turn_the_year(at=datetime(2027, 1, 9, 12, tzinfo=UTC))
    assert terms(organisation)[-1] == (date(2027, 1, 1), None, 1)


def test_no_answer_keeps_access_in_grace_and_then_ends(organisation, renewal):
    operations.turn_the_year(at=NEW_YEAR)
    renewal.refresh_from_db()
    assert renewal.grace_until == date(2027, 3, 2)
    assert operations.end_grace(at=datetime(2027, 3, 1, 12, tzinfo=UTC)) == 0
    assert organisation.current_term(date(2027, 3, 1))
    ending = datetime(2027, 3, 2, 12, tzinfo=UTC)
    assert [operations.end_grace(at=ending) for _ in range(2)] == [1, 0]
    assert organisation.current_term(date(2027, 3, 2)) is None
    with pytest.raises(operations.RenewalClosed):
        operations.confirm_renewal(renewal, by=None, at=ending)


def test_yes_in_grace_keeps_the_term(organisation, renewal):
    operations.turn_the_year(at=NEW_YEAR)
    february = datetime(2027, 2, 1, 12, tzinfo=UTC)
    operations.confirm_renewal(renewal, by=None, at=february)
    assert operations.end_grace(at=datetime(2027, 4, 1, 12, tzinfo=UTC)) == 0
    with pytest.raises(operations.RenewalClosed):
        operations.decline_renewal(renewal, reason="x", by=None, at=february)


def test_no_ends_at_the_turn_of_the_year_and_may_be_taken_back_before(organisation, renewal):
    operations.decline_renewal(renewal, reason="Bezuiniging", by=None, at=DECEMBER)
    operations.confirm_renewal(renewal, by=None, at=DECEMBER)
    operations.decline_renewal(renewal, reason="Toch niet", by=None, at=DECEMBER)
    operations.turn_the_year(at=NEW_YEAR)
    assert terms(organisation)[-1] == (date(2026, 1, 1), date(2027, 1, 1), 1)
    assert organisation.current_term(date(2027, 1, 1)) is None
    assert not Notification.objects.unsent().filter(subject=f"renewal:{renewal.pk}").exists()


def test_who_was_never_asked_goes_on(organisation):
    operations.turn_the_year(at=NEW_YEAR)
    assert organisation.current_term(date(2027, 12, 1))
    assert not Renewal.objects.exists()


def test_who_comes_back_has_a_gap(organisation, renewal):
    operations.decline_renewal(renewal, reason="x", by=None, at=DECEMBER)
    operations.turn_the_year(at=NEW_YEAR)
    operations.open_term(organisation, level=1, by=None, at=datetime(2027, 6, 3, 12, tzinfo=UTC))
    found = type(organisation).objects.with_level(date(2027, 7, 1)).get()
    assert (found.level_since, found.member_since) == (date(2027, 6, 3), date(2025, 4, 1))


def test_the_order_number_is_asked_once_unless_it_is_known(organisation, renewal):
    assert operations.ask_order_numbers(at=OCTOBER) == 0
    assert [operations.ask_order_numbers(at=DECEMBER) for _ in range(2)] == [1, 0]
    InvoiceProfileFactory(organisation=organisation)
    operations.save_order_number(organisation, year=2027, number="")
    assert not Notification.objects.unsent().filter(kind="order_number_asked").exists()
