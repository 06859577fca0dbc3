"""The public figures and their memory: what the register counts, and what members report once a year."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Sum
from django.utils import timezone

from membership.figures import LEAST_REPORTS, counted_on, is_asked, year_asked
from membership.models import Figure, FigureValue, Organisation, ParticipantReport, Seat, Term
from portal.core import audit, notifications
from portal.core.page_cache import public_changed

PARTICIPANTS = "participants"
ROUND_TO = 10  # people: two sums that differ by one organisation do not say its number
REMINDED_FROM = (3, 1)  # month and day


class ReportConfirmed(Exception):
    """Staff confirmed this organisation's number of the year: they can open it again."""


class YearNotOver(Exception):
    """Only of a year that is over, and not long ago, can be said how many people took part."""


class TooFewReports(Exception):
    """`n` organisations were confirmed; under LEAST_REPORTS the sum would tell of one of them."""

    def __init__(self, n: int) -> None:
        self.n = n


class AlreadySettled(Exception):
    """The figure of this year stands: `value` says what it is, by whom and when."""

    def __init__(self, value: FigureValue) -> None:
        self.value = value


class AlreadyWithdrawn(Exception):
    """Somebody withdrew this value before: `value` says who and when."""

    def __init__(self, value: FigureValue) -> None:
        self.value = value


@transaction.atomic
def report_participants(
    organisation: Organisation, *, year: int, participants: int, by, at: datetime | None = None
) -> ParticipantReport:
    """How many people this organisation guided in a year; the questions about it stop.

    The same number again changes nothing. Raises YearNotOver, and ReportConfirmed for another number than staff
    confirmed.
    """
    at = at or timezone.now()
    if year != year_asked(timezone.localdate(at)):
        raise YearNotOver
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    report = ParticipantReport.objects.filter(organisation=organisation, year=year).first()
    if report and report.participants == participants:
        return report
    if report and report.is_confirmed:
        raise ReportConfirmed
    report = report or ParticipantReport(organisation=organisation, year=year)
    report.participants, report.reported_at, report.reported_by = participants, at, by
    report.save()
    audit.record("participants.reported", organisation, by=by, at=at, year=year)
    notifications.settle(_subject(organisation, year), at=at)
    return report


@transaction.atomic
def confirm_report(report: ParticipantReport, *, by, at: datetime | None = None) -> ParticipantReport:
    """Staff looked at the number: it counts from now on. Again changes nothing."""
    at = at or timezone.now()
    report = ParticipantReport.objects.select_for_update().get(pk=report.pk)
    if report.is_confirmed:
        return report
    report.confirmed_at, report.confirmed_by = at, by
    report.save(update_fields=["confirmed_at", "confirmed_by"])
    audit.record("participants.confirmed", report.organisation, by=by, at=at, year=report.year)
    return report


@transaction.atomic
def reopen_report(report: ParticipantReport, *, by, at: datetime | None = None) -> ParticipantReport:
    """The organisation may give another number. The figure of a year that was settled does not follow.

    Its admins hear of it in the mail of the day. Again changes nothing.
    """
    at = at or timezone.now()
    report = ParticipantReport.objects.select_for_update().select_related("organisation").get(pk=report.pk)
    if not report.is_confirmed:
        return report
    report.confirmed_at, report.confirmed_by = None, None
    report.save(update_fields=["confirmed_at", "confirmed_by"])
    audit.record("participants.reopened", report.organisation, by=by, at=at, year=report.year)
    _ask(report.organisation, year=report.year, key=f"again:{at:%Y%m%d}", at=at)
    return report


@transaction.atomic
def settle_participants(*, year: int, by, at: datetime | None = None) -> FigureValue:
    """The sum of what staff confirmed becomes the public figure of that year, rounded to tens.

    It is final: what is confirmed after it changes nothing. The same person doing it again changes nothing.
    Raises YearNotOver, TooFewReports and AlreadySettled.
    """
    at = at or timezone.now()
    if year >= timezone.localdate(at).year:
        raise YearNotOver
    figure = Figure.objects.select_for_update().get(code=PARTICIPANTS)
    last_day = date(year, 12, 31)
    standing = figure.values.standing().filter(day=last_day).select_related("confirmed_by").first()
    if standing and standing.confirmed_by_id == getattr(by, "pk", None):
        return standing
    if standing:
        raise AlreadySettled(standing)
    reports = ParticipantReport.objects.confirmed().filter(year=year)
    n, total = reports.count(), reports.aggregate(total=Sum("participants"))["total"] or 0
    if n < LEAST_REPORTS:
        raise TooFewReports(n)
    value = FigureValue.objects.create(
        figure=figure,
        day=last_day,
        value=(total + ROUND_TO // 2) // ROUND_TO * ROUND_TO,
        reported_by=n,
        asked=max(n, Term.objects.in_force(last_day).filter(level=2).count()),
        confirmed_at=at,
        confirmed_by=by,
    )
    audit.record("figure.settled", figure, by=by, at=at, value=value.pk, year=year)
    public_changed()
    return value


@transaction.atomic
def withdraw_value(value: FigureValue, *, reason: str, by, at: datetime | None = None) -> FigureValue:
    """A mistake: it is no longer shown, and stays in the history with the reason. The year can be settled again.

    The same person withdrawing again changes nothing. Raises AlreadyWithdrawn.
    """
    at = at or timezone.now()
    value = FigureValue.objects.select_for_update(of=("self",)).select_related("withdrawn_by").get(pk=value.pk)
    if value.withdrawn_at:
        if value.withdrawn_by_id == getattr(by, "pk", None):
            return value
        raise AlreadyWithdrawn(value)
    value.withdrawn_at, value.withdrawn_by, value.withdrawn_because = at, by, reason.strip()
    value.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    audit.record("figure.withdrawn", value.figure, by=by, at=at, value=value.pk)
    public_changed()
    return value


@transaction.atomic
def remember_figures(*, at: datetime) -> int:
    """Write down what the register says on the first of this month, once. Returns how many values are new.

    Whoever was away on the first finds the same number later: the register knows every day that was.
    """
    day = timezone.localdate(at).replace(day=1)
    counted = counted_on(day)
    remembered = FigureValue.objects.filter(figure=OuterRef("pk"), day=day)
    figures = Figure.objects.filter(~Exists(remembered), code__in=counted)
    new = FigureValue.objects.bulk_create(
        (FigureValue(figure=f, day=day, value=counted[f.code], confirmed_at=at) for f in figures),
        ignore_conflicts=True,
    )
    if new:
        public_changed()
    return len(new)


@transaction.atomic
def ask_for_participants(*, at: datetime) -> int:
    """From 10 January to 1 April: ask the admins of level-2 members who did not report yet, and remind them in March.

    Each admin hears it once, and once more. Returns how many organisations still have to say it.
    """
    today = timezone.localdate(at)
    if not is_asked(today):
        return 0
    turn = "second" if (today.month, today.day) >= REMINDED_FROM else "first"
    year = year_asked(today)
    at_work = Term.objects.in_force(today).filter(level=2)
    silent = Organisation.objects.filter(terms__in=at_work).exclude(participant_reports__year=year)
    for organisation in silent:
        _ask(organisation, year=year, key=turn, at=at)
    return len(silent)


def _ask(organisation: Organisation, *, year: int, key: str, at: datetime) -> None:
    admins = Seat.objects.current().admins().filter(organisation=organisation, user__is_active=True)
    for seat in admins.select_related("user"):
        notifications.notify(
            "participants_asked",
            to=seat.user,
            key=f"participants:{organisation.pk}:{year}:{key}:{seat.user_id}",
            subject=_subject(organisation, year),
            context={"organisation": organisation.name, "year": year, "again": key == "second"},
            at=at,
        )


def _subject(organisation: Organisation, year: int) -> str:
    return f"participants:{organisation.pk}:{year}"
