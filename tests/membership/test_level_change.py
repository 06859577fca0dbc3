"""Before a level changes, staff read what it costs; and coming back after a time without membership."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from implementation_plans import operations as plans
from membership import operations
from membership.access import MEMBERS_GROUP
from membership.algorithms.money import euros
from membership.models import Invoice, Renewal, Term
from portal.core.models import AuditEntry, Notification
from tests.factories import (
    FarewellFactory,
    InvoiceProfileFactory,
    OrganisationFactory,
    PlanFactory,
    TariffFactory,
    approve,
    member,
    read_as_good,
    site,
    staff,
    submitted,
)
from tests.people import client_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
MONTHS = 13 - TODAY.month  # that are left of this year, with this one


@pytest.fixture
def tariffs():
    TariffFactory(year=TODAY.year, level=1, amount_cents=120_000)
    TariffFactory(year=TODAY.year, level=2, amount_cents=240_000)


# --- What it costs ----------------------------------------------------------------------------------------------


def in_force_all_year(seat) -> None:
    Term.objects.filter(organisation=seat.organisation, level=1).update(start=TODAY.replace(month=1, day=1))


def invoiced(seat) -> Invoice:
    InvoiceProfileFactory(organisation=seat.organisation)
    return operations.invoice_dues(seat.organisation, year=TODAY.year)


def test_the_difference_is_read_before_a_plan_is_approved(tariffs):
    site()
    seat, adviser, decider = member(), staff("adviser"), staff("decider")
    in_force_all_year(seat)
    version = read_as_good(submitted(PlanFactory(organisation=seat.organisation), seat.user), adviser)
    letter = {"opening": "Sterk.", "parts": [], "closing": "Groet."}
    plans.save_draft(version, outcome="approved", letter=letter, by=decider)
    address, browser = f"/beheer/plannen/{version.pk}/brief/", client_of(decider)
    more = f"{euros(10_000 * MONTHS)} meer"
    page = browser.get(address).content.decode()
    assert more in page
    assert "Dat komt op de factuur van dit jaar." in page
    invoiced(seat)
    assert "Financiën vindt een concept van die factuur." in browser.get(address).content.decode()
    plans.save_draft(version, outcome="refused", letter=letter, by=decider)
    assert more not in browser.get(address).content.decode()


def test_without_a_tariff_the_page_says_so():
    site()
    seat = member(level=2)
    version = seat.organisation.plan.latest_version()
    page = client_of(staff("decider")).get(f"/beheer/plannen/{version.pk}/besluit/herroeping/").content.decode()
    assert "Er is geen tarief dat past." in page


def test_lowering_says_what_happens_with_the_money_and_finance_hears_it(tariffs):
    site()
    seat, finance, decider = member(), staff("finance"), staff("decider")
    approve(seat)
    start = TODAY.replace(month=1, day=1)
    Term.objects.filter(organisation=seat.organisation, level=1).update(start=start, end=start)
    Term.objects.filter(organisation=seat.organisation, level=2).update(start=start)
    first = invoiced(seat)
    version = seat.organisation.plan.latest_version()
    address = f"/beheer/plannen/{version.pk}/besluit/herroeping/"
    page = client_of(decider).get(address).content.decode()
    assert "minder, zonder btw." in page
    assert "Er gaat niets vanzelf terug" in page
    plans.undo_decision(version.decision, reason="Te snel.", by=decider)
    letter = Notification.objects.get(kind="dues_to_credit")
    assert (letter.recipient, letter.context["cents"]) == (finance, 10_000 * MONTHS)
    assert list(Invoice.objects.all()) == [first]  # nothing by itself
    assert seat.organisation.name in client_of(finance).get("/mijn/berichten/").content.decode()


def test_lowering_what_was_not_invoiced_troubles_nobody(tariffs):
    seat = member(level=2)
    staff("finance")
    operations.lower_level(seat.organisation, reason="x", by=None)
    assert not Notification.objects.filter(kind="dues_to_credit").exists()


def test_there_is_nothing_to_reckon_for_the_same_level_or_for_who_left(tariffs):
    seat = member()
    assert operations.level_change(seat.organisation, level=1, day=TODAY) is None
    operations.end_membership(seat.organisation, reason="x", by=None)
    assert operations.level_change(seat.organisation, level=2, day=TODAY) is None


# --- Coming back ------------------------------------------------------------------------------------------------


def gone(level: int = 1, days: int = 40):
    """A member until so many days ago."""
    seat = member(level=level)
    operations.end_membership(seat.organisation, reason="opgezegd", by=None)
    end = TODAY - timedelta(days=days)
    Term.objects.filter(organisation=seat.organisation, level=level).update(start=end - timedelta(days=9), end=end)
    return seat


def test_staff_let_a_former_member_in_and_see_the_gap():
    site()
    seat, desk = gone(), client_of(staff("adviser"))
    page = f"/beheer/organisaties/{seat.organisation_id}/"
    address = f"{page}terugkeer/"
    shown = desk.get(page).content.decode()
    assert "40 dagen. Die tijd blijft een gat." in shown
    for _ in range(2):
        assert desk.post(address).status_code == 302
    terms = list(Term.objects.filter(organisation=seat.organisation).order_by("start"))
    assert [(term.level, term.start) for term in terms[1:]] == [(1, TODAY)]
    assert (TODAY - terms[0].end).days == 40
    assert terms[1].level_since == TODAY
    assert seat.user.groups.filter(name=MEMBERS_GROUP).exists()
    assert Notification.objects.get(kind="membership_again").recipient == seat.user
    assert AuditEntry.objects.filter(verb="membership.again").count() == 1
    assert "Laat weer toe" not in desk.get(page).content.decode()
    assert client_of(staff("finance")).post(address).status_code in (302, 403)


def test_who_had_level_2_comes_back_in_level_1_and_the_plan_is_the_only_door():
    site()
    seat, decider = gone(level=2), staff("decider")
    shown = client_of(decider).get(f"/beheer/organisaties/{seat.organisation_id}/").content.decode()
    assert "Daarvoor leest u het plan opnieuw" in shown
    assert operations.readmit(seat.organisation, by=decider).level == 1
    version = seat.organisation.plan.latest_version()
    plans.undo_decision(version.decision, reason="Opnieuw lezen.", by=decider)
    assert seat.organisation.current_term().level == 1
    version = type(version).objects.get(pk=version.pk)
    plans.approve_plan(version, reason="Nog steeds sterk.", by=decider)
    assert seat.organisation.current_term().level == 2


def test_who_was_never_a_member_applies():
    site()
    organisation = OrganisationFactory()
    with pytest.raises(operations.NeverAMember):
        operations.readmit(organisation, by=None)
    desk = client_of(staff("decider"))
    response = desk.post(f"/beheer/organisaties/{organisation.pk}/terugkeer/", follow=True)
    assert "nooit lid" in response.content.decode()


def test_coming_back_answers_the_question_of_this_year_so_that_it_can_be_invoiced():
    """They said no until 31 December, and are back in January."""
    seat = member()
    Term.objects.update(start=date(2026, 3, 1), end=date(2027, 1, 1), ended_at=timezone.now())
    TariffFactory(year=2027, amount_cents=120_000)
    InvoiceProfileFactory(organisation=seat.organisation)
    january = datetime(2027, 1, 20, 12, tzinfo=UTC)
    said_no = {"asked_at": january, "declined_at": january}
    Renewal.objects.create(organisation=seat.organisation, year=2027, **said_no)
    operations.readmit(seat.organisation, by=None, at=january)
    sent = operations.invoice_dues(seat.organisation, year=2027, at=january)
    assert sent.net_cents == 120_000


def test_a_goodbye_that_was_not_over_yet_ends_nothing_any_more():
    seat = gone()
    old = FarewellFactory(organisation=seat.organisation, last_day=TODAY - timedelta(days=41))
    operations.readmit(seat.organisation, by=None)
    assert operations.end_by_farewell(old, at=timezone.now()) is None
    assert seat.organisation.current_term()
