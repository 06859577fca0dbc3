"""Dues: what an organisation pays for a year, its invoice, and the invoices of a whole year."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from membership.algorithms import dues, money
from membership.models import (
    DuesRun,
    DuesRunItem,
    Invoice,
    InvoiceProfile,
    Organisation,
    Outcome,
    Renewal,
    Tariff,
    Term,
)
from membership.models.runs import DONE
from membership.operations.invoicing import NoProfile, NothingToInvoice, NumberMissing, draft_invoice, send_invoice
from portal.core import audit, jobs

BATCH = 10


class NoTariff(Exception):
    """No tariff holds for this organisation: `year`, `level`, and whether its number of inhabitants is missing."""

    def __init__(self, organisation: Organisation, year: int, level: int) -> None:
        self.organisation, self.year, self.level = organisation, year, level
        self.size_unknown = organisation.inhabitants is None


class NotConfirmed(Exception):
    """It was a member before this year, and did not say yet that it stays: nothing is invoiced."""


def prices_for(organisation: Organisation, year: int) -> dict[int, dues.Price]:
    """By level, what holds for this organisation."""
    profile = InvoiceProfile.objects.filter(organisation=organisation).first()
    return _prices(organisation, list(Tariff.objects.for_year(year)), profile)


def prices_of_all(members: QuerySet[Organisation], year: int) -> list[tuple[Organisation, dues.Price | None]]:
    """What each of these would pay for the whole year at its level of now; None when no tariff fits."""
    tariffs = list(Tariff.objects.for_year(year))
    profiles = {profile.organisation_id: profile for profile in InvoiceProfile.objects.all()}
    levels = dict(Term.objects.in_force().values_list("organisation_id", "level"))
    return [(each, _prices(each, tariffs, profiles.get(each.pk)).get(levels.get(each.pk, 0))) for each in members]


def _prices(organisation: Organisation, tariffs: list[Tariff], profile: InvoiceProfile | None) -> dict[int, dues.Price]:
    """A tariff for its own kind goes before one for every kind."""
    shares = bool(profile and profile.joint_service_id)
    fitting = [tariff for tariff in tariffs if tariff.fits(organisation, shares=shares)]
    return {
        tariff.level: dues.Price(tariff.amount_cents, tariff.vat_category, tariff.vat_rate, tariff.exemption)
        for tariff in sorted(fitting, key=lambda tariff: tariff.kind)
    }


def dues_lines(
    organisation: Organisation, year: int, *, level_from: tuple[int, date] | None = None
) -> list[money.Line]:
    """What this year costs them, by its terms. `level_from`: as if they go on to that level on that day.

    Raises NoTariff.
    """
    counted = Term.objects.that_counted().filter(organisation=organisation, start__lt=date(year + 1, 1, 1))
    terms = [(term.level, term.start, term.end) for term in counted]
    if level_from:
        level, day = level_from
        terms = [(was, start, day if end is None else end) for was, start, end in terms] + [(level, day, None)]
    prices = prices_for(organisation, year)
    parts = dues.stretches(terms, year)
    for part in parts:
        if part.level not in prices:
            raise NoTariff(organisation, year, part.level)
    return dues.lines(year, parts, prices)


def difference_of(organisation: Organisation, *, level: int, day: date) -> int:
    """Cents without VAT that this year costs more (or, below zero, less) when they go to `level` on `day`.

    Raises NoTariff.
    """
    now = sum(line.net_cents for line in dues_lines(organisation, day.year))
    then = sum(line.net_cents for line in dues_lines(organisation, day.year, level_from=(level, day)))
    return then - now


@dataclass(frozen=True)
class LevelChange:
    """What another level does to the dues of a year. `cents` without VAT, below zero when it is less; None when no
    tariff fits. A price, not somebody's account: who decides about a level reads it too.
    """

    level: int
    year: int
    cents: int | None
    is_invoiced: bool

    @property
    def less(self) -> int:
        return max(0, -(self.cents or 0))


def level_change(organisation: Organisation, *, level: int, day: date) -> LevelChange | None:
    """If they go to `level` on `day`. None for who is no member, or of that level already."""
    term = organisation.current_term(day)
    if term is None or term.level == level:
        return None
    try:
        cents = difference_of(organisation, level=level, day=day)
    except NoTariff:
        cents = None
    sent = Invoice.objects.sent().filter(organisation=organisation, about=f"dues:{day.year}")
    return LevelChange(level, day.year, cents, sent.exists())


@transaction.atomic
def draft_difference(organisation: Organisation, *, year: int, by=None, at: datetime | None = None) -> Invoice | None:
    """A draft for what the terms of this year cost more than was invoiced. None when there is nothing to add, when the
    year was not invoiced yet, or when no tariff fits; less than was invoiced is for staff to credit.
    """
    at = at or timezone.now()
    first = Invoice.objects.filter(organisation=organisation, about=f"dues:{year}").first()
    if first is None:
        return None
    try:
        wanted = dues_lines(organisation, year)
    except NoTariff:
        return None
    about_dues = Invoice.objects.invoices().filter(organisation=organisation, about__startswith="dues:", year=year)
    invoiced = sum(about_dues.values_list("net_cents", flat=True))
    more = sum(line.net_cents for line in wanted) - invoiced
    if more <= 0:
        return None
    last = wanted[-1]
    line = money.Line(f"Verschil: {last.text}", more, last.vat_category, last.vat_rate, last.exemption)
    number = about_dues.count() + 1
    return draft_invoice(organisation, lines=[line], year=year, about=f"dues:{year}:{number}", by=by, at=at)


@transaction.atomic
def invoice_dues(organisation: Organisation, *, year: int, by=None, at: datetime | None = None) -> Invoice:
    """The invoice of this year, sent; the same one when it was. Access does not hang on it.

    Raises NotConfirmed, NoTariff, NothingToInvoice, NoProfile and NumberMissing: then nothing is left behind.
    """
    at = at or timezone.now()
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    known = Invoice.objects.filter(organisation=organisation, about=f"dues:{year}").first()
    if known is None:
        if was_member_before(organisation, year) and not _confirmed(organisation, year):
            raise NotConfirmed
        lines = dues_lines(organisation, year)
        known = draft_invoice(organisation, lines=lines, year=year, about=f"dues:{year}", by=by, at=at)
    return send_invoice(known, by=by, at=at)


def was_member_before(organisation: Organisation, year: int) -> bool:
    """In force on the last day of the year before: who came in later is asked nothing."""
    return Term.objects.in_force(date(year - 1, 12, 31)).filter(organisation=organisation).exists()


def _confirmed(organisation: Organisation, year: int) -> bool:
    return Renewal.objects.confirmed().filter(organisation=organisation, year=year).exists()


# --- The invoices of a year -----------------------------------------------------------------------------


@transaction.atomic
def start_dues_run(year: int, *, by, at: datetime | None = None) -> DuesRun:
    """Have the invoices of a year sent by a job. Starting again looks again at who was waited for."""
    at = at or timezone.now()
    run, created = DuesRun.objects.get_or_create(year=year, defaults={"started_at": at, "started_by": by})
    run.items.exclude(outcome__in=DONE).delete()
    jobs.wake("membership.dues_run", run.pk)
    audit.record("dues_run.started" if created else "dues_run.started_again", run, by=by, at=at, year=year)
    return run


def members_of_year(year: int) -> QuerySet[Organisation]:
    """Every organisation with a term in this year."""
    terms = Term.objects.that_counted().filter(
        Q(end=None) | Q(end__gt=date(year, 1, 1)), organisation=OuterRef("pk"), start__lt=date(year + 1, 1, 1)
    )
    return Organisation.objects.filter(Exists(terms)).by_name()


def left_in(run: DuesRun) -> QuerySet[Organisation]:
    return members_of_year(run.year).exclude(pk__in=run.items.values("organisation"))


def go_on_with(run: DuesRun, *, at: datetime) -> int:
    """The next few invoices, each in a transaction of its own: killed at any moment, the rest is simply left."""
    batch = list(left_in(run)[:BATCH])
    for organisation in batch:
        with transaction.atomic():
            Organisation.objects.select_for_update().get(pk=organisation.pk)
            outcome = _outcome(organisation, run, at=at)
            DuesRunItem.objects.get_or_create(
                run=run, organisation=organisation, defaults={"outcome": outcome, "tried_at": at}
            )
    return len(batch)


def _outcome(organisation: Organisation, run: DuesRun, *, at: datetime) -> str:
    try:
        with transaction.atomic():
            invoice_dues(organisation, year=run.year, by=run.started_by, at=at)
    except NotConfirmed:
        return Outcome.NOT_CONFIRMED
    except NoTariff:
        return Outcome.NO_TARIFF
    except NothingToInvoice:
        return Outcome.NOTHING
    except NoProfile:
        return Outcome.NO_PROFILE
    except NumberMissing:
        return Outcome.NO_NUMBER
    return Outcome.SENT


def look_again(organisation: Organisation | None = None, *, year: int) -> None:
    """Who was waited for may be ready now: the job takes it up. Without an organisation: everybody."""
    waiting = DuesRunItem.objects.filter(run__year=year).exclude(outcome__in=DONE)
    (waiting.filter(organisation=organisation) if organisation else waiting).delete()
