"""Any life of a member: no level without its ground, no term overlapping another, and the books of it to the cent.

A child with paper says after each step whether it is a member; the database says whether each level 2 has its ground.
"""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from implementation_plans import operations as plans
from implementation_plans.models import Decision
from membership import books, operations, retention
from membership.models import DuesSettings, Farewell, Invoice, Renewal, Term
from membership.operations.seats import open_seat
from portal.home.daily import membership_of_the_day
from tests.factories import (
    InvoiceProfileFactory,
    OrganisationFactory,
    PlanFactory,
    TariffFactory,
    UserFactory,
    judge,
    staff,
    write_everything,
)

BEGIN = datetime(2026, 2, 3, 12, tzinfo=UTC)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("days"), st.integers(1, 140)),
        st.tuples(st.just("farewell"), st.integers(0, 90)),
        st.tuples(st.sampled_from(["take_back", "readmit", "end", "raise", "approve", "undo"]), st.just(0)),
        st.tuples(st.just("answer"), st.booleans()),
        st.tuples(st.sampled_from(["invoice", "pay"]), st.integers(1, 300_000)),
    ),
    min_size=5,
    max_size=22,
)


class Life:
    """One organisation with a plan that was submitted and read, and what the paper says of it."""

    def __init__(self) -> None:
        self.at = BEGIN
        self.organisation = OrganisationFactory()
        self.admin = UserFactory()
        operations.open_term(self.organisation, level=1, by=None, at=self.at)
        open_seat(self.organisation, user=self.admin, role="admin", by=None, at=self.at)
        InvoiceProfileFactory(organisation=self.organisation)
        for year in range(2026, 2036):
            for level, cents in ((1, 120_007), (2, 240_011)):
                TariffFactory(year=year, level=level, amount_cents=cents)
        plan = write_everything(PlanFactory(organisation=self.organisation), self.admin)
        self.decider = staff("decider")
        self.version = plans.submit_plan(plan, by=self.admin, at=self.at)
        for section in self.version.sections.all():
            judge(section, self.decider)
        self.is_member, self.invoiced, self.paid = True, 0, 0
        self.sent: set[int] = set()

    @property
    def today(self) -> date:
        return timezone.localdate(self.at)

    def step(self, what: str, value) -> None:
        getattr(self, f"_{what}")(value)
        self.at += timedelta(minutes=1)

    def _days(self, count: int) -> None:
        """The daily job comes again after so many days: on time, or late."""
        self.at += timedelta(days=count)
        leaves = Farewell.objects.past(self.today).exists()
        late = self.today - timedelta(days=DuesSettings.load().days_of_grace)
        silent = any(renewal.first_day <= late for renewal in Renewal.objects.open())
        membership_of_the_day(self.at)
        self.is_member = self.is_member and not leaves and not silent

    def _farewell(self, days: int) -> None:
        with suppress(operations.NotAMember, operations.LastDayRefused, operations.AlreadyLeaving):
            last_day = self.today + timedelta(days=days)
            operations.say_farewell(self.organisation, reason="time", last_day=last_day, by=self.admin, at=self.at)

    def _take_back(self, _value) -> None:
        if found := Farewell.objects.last():
            with suppress(operations.FarewellOver):
                operations.take_back_farewell(found, by=self.admin, at=self.at)

    def _readmit(self, _value) -> None:
        with suppress(operations.NeverAMember):  # whose only day was taken back
            operations.readmit(self.organisation, by=self.decider, at=self.at)
            self.is_member = True

    def _end(self, _value) -> None:
        operations.end_membership(self.organisation, reason="besluit", by=self.decider, at=self.at)
        self.is_member = False

    def _raise(self, _value) -> None:
        """By hand, past the plan: refused unless an approval stands."""
        with suppress(operations.NotALevel1Member, operations.NoApprovedPlan):
            operations.raise_level(self.organisation, by=self.decider, at=self.at)

    def _approve(self, _value) -> None:
        with suppress(operations.NotALevel1Member):
            plans.approve_plan(self._version(), reason="Sterk.", by=self.decider, at=self.at)

    def _undo(self, _value) -> None:
        if decision := Decision.objects.filter(standing_for=self.version).first():
            plans.undo_decision(decision, reason="Te snel.", by=self.decider, at=self.at)

    def _version(self):
        return type(self.version).objects.get(pk=self.version.pk)

    def _answer(self, stays: bool) -> None:
        renewal = Renewal.objects.order_by("-year").first()
        if renewal is None:
            return
        answer = operations.confirm_renewal if stays else operations.decline_renewal
        has_begun, reason = self.today >= renewal.first_day, {} if stays else {"reason": "Te duur."}
        with suppress(operations.RenewalClosed):
            was_open = renewal.is_open
            answer(renewal, by=self.admin, at=self.at, **reason)
            self.is_member = self.is_member and not (has_begun and was_open and not stays)

    def _invoice(self, _value) -> None:
        refusals = (operations.NotConfirmed, operations.NothingToInvoice)
        with suppress(*refusals):
            operations.invoice_dues(self.organisation, year=self.today.year, at=self.at)
        for draft in Invoice.objects.drafts():
            operations.send_invoice(draft, by=None, at=self.at)
        for invoice in Invoice.objects.sent().exclude(pk__in=self.sent):
            self.sent.add(invoice.pk)
            self.invoiced += invoice.total_cents

    def _pay(self, cents: int) -> None:
        if invoice := Invoice.objects.sent().order_by("pk").last():
            facts = {"amount_cents": cents, "source": "bank", "reference": f"{self.at}", "booked_on": self.today}
            operations.book_payment(invoice, by=None, at=self.at, **facts)
            self.paid += cents


def faults(life: Life) -> list[str]:
    """What must never be, of the rows as they stand."""
    found = []
    with connection.cursor() as cursor:  # the database's own opinion: raises
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    terms = list(Term.objects.that_counted().order_by("start"))
    found += [f"{a} overlaps {b}" for a, b in pairwise(terms) if a.end is None or a.end > b.start]
    for term in terms:
        if term.level == 2 and not _has_ground(term):
            found.append(f"{term} has no ground")
    if (life.organisation.current_term(life.today) is not None) != life.is_member:
        found.append(f"the paper says member: {life.is_member}")
    account = books.account_of(life.organisation)
    if (account.invoiced, account.paid, account.owed) != (life.invoiced, life.paid, life.invoiced - life.paid):
        found.append(f"the books say {account}")
    for year in retention.years(2026, life.today.year, today=life.today):
        of = year.total
        if of["start"] + of["joined"] + of["back"] - of["left"] != of["end"]:
            found.append(f"{year.year} does not tie out: {of}")
    return found


def _has_ground(term: Term) -> bool:
    """An approval stood when this level began; a new year goes on with the level of the year before."""
    began = term.level_since
    for decision in Decision.objects.filter(outcome="approved"):
        undone = decision.undone_at and timezone.localdate(decision.undone_at)
        if timezone.localdate(decision.decided_at) <= began and (undone is None or undone >= began):
            return True
    return False


class Lives(TestCase):
    @settings(
        max_examples=15,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a life takes a second: making it shorter takes minutes
    )
    @given(STEPS)
    def test_no_level_without_its_ground_and_no_term_over_another(self, steps):
        life = Life()
        for step in steps:
            life.step(*step)
            assert faults(life) == [], step
