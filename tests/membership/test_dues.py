from datetime import UTC, date, datetime

import pytest

from membership import operations
from membership.algorithms.dues import Stretch, stretches
from membership.models import DuesRun, DuesRunItem, Invoice, Outcome, Renewal, Term
from tests.factories import InvoiceProfileFactory, OrganisationFactory, TariffFactory

pytestmark = pytest.mark.django_db
MAY = datetime(2027, 5, 20, 12, tzinfo=UTC)


def since(organisation, start: date, level: int = 1, **facts) -> Term:
    return Term.objects.create(organisation=organisation, level=level, start=start, opened_at=MAY, **facts)


@pytest.fixture
def tariffs():
    TariffFactory(year=2027, level=1, inhabitants_to=50_000, amount_cents=120_000)
    TariffFactory(year=2027, level=1, inhabitants_from=50_000, amount_cents=240_000)
    TariffFactory(year=2027, level=1, kind="non_profit", amount_cents=60_000)
    TariffFactory(year=2027, level=1, in_joint_service=True, amount_cents=0)
    TariffFactory(year=2027, level=2, amount_cents=300_000)


@pytest.fixture
def organisation():
    return OrganisationFactory(kind="municipality", inhabitants=20_000)


def test_months_go_to_the_level_they_end_in():
    terms = [(1, date(2026, 3, 1), date(2027, 4, 20)), (2, date(2027, 4, 20), None)]
    assert stretches(terms, 2027) == [Stretch(1, 1, 3), Stretch(2, 4, 12)]
    assert stretches([(1, date(2027, 12, 31), None)], 2027) == [Stretch(1, 12, 12)]
    assert stretches([(1, date(2027, 1, 1), date(2027, 2, 1)), (1, date(2027, 6, 2), None)], 2027) == [
        Stretch(1, 1, 1),
        Stretch(1, 6, 12),
    ]
    assert stretches(terms, 2025) == []


def test_the_tariff_that_fits_kind_and_size(tariffs, organisation):
    def year_of(**facts):
        member = OrganisationFactory(**facts)
        return operations.prices_for(member, 2027)[1].amount_cents

    assert year_of(kind="municipality", inhabitants=49_999) == 120_000
    assert year_of(kind="municipality", inhabitants=50_000) == 240_000
    assert year_of(kind="non_profit", inhabitants=None) == 60_000
    profile = InvoiceProfileFactory(organisation=organisation, joint_service=OrganisationFactory())
    assert operations.prices_for(profile.organisation, 2027)[1].amount_cents == 0


def test_without_inhabitants_no_size_fits(tariffs):
    member = OrganisationFactory(kind="municipality", inhabitants=None)
    since(member, date(2027, 1, 1))
    with pytest.raises(operations.NoTariff) as refused:
        operations.dues_lines(member, 2027)
    assert refused.value.size_unknown


def test_who_comes_in_during_the_year_pays_from_that_month(tariffs, organisation):
    since(organisation, date(2027, 5, 20))
    (line,) = operations.dues_lines(organisation, 2027)
    assert line.net_cents == 80_000
    assert line.text == "Lidmaatschap 2027, niveau 1, mei tot en met december (8 van 12 maanden)"


def test_another_level_is_shown_before_and_invoiced_after(tariffs, organisation):
    since(organisation, date(2027, 1, 1))
    InvoiceProfileFactory(organisation=organisation)
    operations.invoice_dues(organisation, year=2027, at=MAY)
    more = operations.difference_of(organisation, level=2, day=date(2027, 7, 9))
    assert more == 90_000  # half a year of the difference
    assert operations.draft_difference(organisation, year=2027, at=MAY) is None  # nothing was decided yet


def test_what_terms_cost_more_than_was_invoiced_is_drafted_once(tariffs, organisation):
    since(organisation, date(2027, 5, 20))
    InvoiceProfileFactory(organisation=organisation)
    assert operations.draft_difference(organisation, year=2027, at=MAY) is None  # not invoiced yet
    operations.invoice_dues(organisation, year=2027, at=MAY)
    Term.objects.update(start=date(2027, 3, 1))
    draft = operations.draft_difference(organisation, year=2027, at=MAY)
    assert (draft.net_cents, draft.is_sent, draft.about) == (20_000, False, "dues:2027:2")
    assert operations.draft_difference(organisation, year=2027, at=MAY) is None


def test_who_was_a_member_is_invoiced_only_after_saying_yes(tariffs, organisation):
    since(organisation, date(2026, 2, 1))
    InvoiceProfileFactory(organisation=organisation)
    renewal = Renewal.objects.create(organisation=organisation, year=2027, asked_at=MAY)
    with pytest.raises(operations.NotConfirmed):
        operations.invoice_dues(organisation, year=2027, at=MAY)
    operations.confirm_renewal(renewal, by=None, at=MAY)
    sent = operations.invoice_dues(organisation, year=2027, at=MAY)
    assert (sent.net_cents, sent.about, operations.invoice_dues(organisation, year=2027)) == (
        120_000,
        "dues:2027",
        sent,
    )


def test_a_run_sends_what_can_be_sent_and_says_what_it_waits_for(tariffs):
    ready = InvoiceProfileFactory(organisation=OrganisationFactory(inhabitants=1_000)).organisation
    numbered = InvoiceProfileFactory(
        organisation=OrganisationFactory(inhabitants=1_000), needs_order_number=True
    ).organisation
    bare = OrganisationFactory(inhabitants=1_000)
    asked = InvoiceProfileFactory(organisation=OrganisationFactory(inhabitants=1_000)).organisation
    for organisation in (ready, numbered, bare):
        since(organisation, date(2027, 1, 1))
    since(asked, date(2026, 1, 1))
    run = operations.start_dues_run(2027, by=None, at=MAY)
    assert (operations.go_on_with(run, at=MAY), operations.go_on_with(run, at=MAY)) == (4, 0)
    found = {item.organisation: item.outcome for item in run.items.all()}
    assert found == {
        ready: Outcome.SENT,
        numbered: Outcome.NO_NUMBER,
        bare: Outcome.NO_PROFILE,
        asked: Outcome.NOT_CONFIRMED,
    }
    assert Invoice.objects.count() == 1
    operations.save_order_number(numbered, year=2027, number="45")
    assert operations.go_on_with(run, at=MAY) == 1
    operations.start_dues_run(2027, by=None, at=MAY)
    assert (DuesRun.objects.count(), DuesRunItem.objects.count(), Invoice.objects.sent().count()) == (1, 2, 2)
