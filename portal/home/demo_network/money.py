"""Tariffs, and the invoices of a handful of members: paid, half paid, late, taken back, and one that is waited for."""

from datetime import datetime, timedelta

from django.utils import timezone

from membership import operations
from membership.models import Duty, Invoice, Kind, Organisation, PaymentSource, Seat, Tariff
from portal.accounts.models import User

#: Of level 1 and 2, in euros: by kind and up to how many inhabitants. Next year everything costs a little more.
TARIFFS = (
    (Kind.MUNICIPALITY, 0, 50_000, (2_500, 4_000)),
    (Kind.MUNICIPALITY, 50_000, 150_000, (4_000, 6_500)),
    (Kind.MUNICIPALITY, 150_000, None, (6_000, 9_500)),
    ("", 0, None, (1_500, 2_400)),
)
PAID, HALF, LATE, CREDITED = range(4)


def build_money(staff: dict[str, User], now: datetime) -> None:
    year = timezone.localdate(now).year
    for level in (1, 2):
        for kind, least, most, euros in TARIFFS:
            size = {"inhabitants_from": least, "inhabitants_to": most}
            for when, more in ((year, 100), (year + 1, 103)):
                Tariff.objects.create(year=when, level=level, kind=kind, amount_cents=euros[level - 1] * more, **size)
    for seat in Seat.objects.admins().filter(duties__contains=[Duty.CONTACT]):
        if Duty.INVOICES not in seat.duties:
            operations.change_seat(seat, role=seat.role, duties=[*seat.duties, Duty.INVOICES], by=seat.user, at=now)
    for number, organisation in enumerate(_payers(now)):
        _account(organisation, number % 4, staff, now)
    for organisation in Organisation.objects.members():
        operations.ask_renewal(organisation, year=year + 1, at=now - timedelta(days=20))


def _payers(now: datetime) -> list[Organisation]:
    """The first eight by name that were members before this year and have somebody for the invoices."""
    own = Seat.objects.current().filter(duties__contains=[Duty.INVOICES]).values("organisation")
    return list(Organisation.objects.members().filter(pk__in=own).by_name()[:8])


def _account(organisation: Organisation, story: int, staff: dict[str, User], now: datetime) -> None:
    """The dues of this year. Paid and half paid in time; late and long ago; taken back."""
    year, finance = timezone.localdate(now).year, staff["finance"]
    operations.save_invoice_profile(
        organisation,
        legal_name=organisation.name,
        department="Crediteuren",
        street="Raadhuisplein 1",
        postcode="1234 AB",
        town=organisation.name.removeprefix("Gemeente "),
        email=f"crediteuren@{organisation.slug.removeprefix('gemeente-')}.example",
        by=finance,
        at=now - timedelta(days=90),
    )
    operations.save_order_number(organisation, year=year, number=f"45{organisation.pk:08d}", at=now)
    try:
        lines = operations.dues_lines(organisation, year)
    except operations.NoTariff:
        return
    sent_at = now - timedelta(days=75 if story == LATE else 40)
    draft = operations.draft_invoice(organisation, lines=lines, year=year, about=f"dues:{year}", by=finance, at=sent_at)
    _afterwards(operations.send_invoice(draft, by=finance, at=sent_at), story, finance, now)


def _afterwards(invoice: Invoice, story: int, finance: User, now: datetime) -> None:
    if story == LATE:
        note = "Zij wachten op een nieuw besluit van het college. Wij bellen in januari."
        operations.hold_reminders(invoice, kind="arrangement", note=note, by=finance, at=now)
        return
    if story == CREDITED:
        operations.credit_invoice(invoice, reason="De factuur ging naar de verkeerde afdeling.", by=finance, at=now)
        return
    at = now - timedelta(days=10)
    operations.book_payment(
        invoice,
        amount_cents=invoice.total_cents if story == PAID else invoice.total_cents // 2,
        source=PaymentSource.BANK,
        reference=f"demo {invoice.number}",
        booked_on=timezone.localdate(at),
        by=finance,
        at=at,
    )
