"""What the bookkeeper asks: what is open and for how long, the books of a year, and whether they are right."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from membership.models import Invoice, InvoiceCounter, InvoiceKind, Organisation, Payment, Refund

#: Days past the due date: from, up to and including, and how people call it.
AGES = (
    (None, 0, "Nog niet vervallen"),
    (1, 30, "1 tot 30 dagen"),
    (31, 60, "31 tot 60 dagen"),
    (61, 90, "61 tot 90 dagen"),
    (91, None, "Meer dan 90 dagen"),
)
HEADINGS = (
    "nummer",
    "soort",
    "datum",
    "uiterste betaaldatum",
    "organisatie",
    "bij factuur",
    "zonder btw",
    "btw",
    "met btw",
    "betaald",
    "gecrediteerd",
    "terugbetaald",
    "open",
)


@dataclass(frozen=True)
class Age:
    label: str
    invoices: int
    cents: int


def aging(today: date) -> list[Age]:
    """What is open, by how long it is past its day, in one query."""
    rows = [((today - due).days, cents) for due, cents in Invoice.objects.open().values_list("due_on", "open_cents")]
    found = []
    for least, most, label in AGES:
        cents = [c for days, c in rows if (least is None or days >= least) and (most is None or days <= most)]
        found.append(Age(label, len(cents), sum(cents)))
    return found


def debtors() -> QuerySet[Invoice]:
    return Invoice.objects.open().select_related("organisation").order_by("due_on", "pk")


@dataclass(frozen=True)
class History:
    """One organisation's account, in cents. `owed` = invoiced - credited - paid + given back."""

    invoiced: int
    credited: int
    paid: int
    given_back: int

    @property
    def owed(self) -> int:
        return self.invoiced - self.credited - self.paid + self.given_back


def account_of(organisation: Organisation) -> History:
    sent = Invoice.objects.sent().filter(organisation=organisation)
    sums = sent.aggregate(
        invoiced=Sum("total_cents", filter=Q(kind=InvoiceKind.INVOICE), default=0),
        credited=Sum("total_cents", filter=Q(kind=InvoiceKind.CREDIT), default=0),
    )
    paid = Payment.objects.filter(invoice__organisation=organisation).aggregate(cents=Sum("amount_cents", default=0))
    back = Refund.objects.filter(payment__invoice__organisation=organisation, paid_at__isnull=False)
    given = back.aggregate(cents=Sum("amount_cents", default=0))
    return History(sums["invoiced"], sums["credited"], paid["cents"], given["cents"])


def rows_of(year: int) -> Iterator[list[object]]:
    """Everything that was issued in a year, by number. Amounts in euros; a credit note is negative."""
    issued = (
        Invoice.objects.sent().filter(issued_on__year=year).with_balance().select_related("organisation", "credits")
    )
    for row in issued.order_by("issued_on", "pk"):
        sign = -1 if row.is_credit else 1
        amounts = (row.net_cents * sign, row.vat_cents * sign, row.total_cents * sign)
        rest = (row.paid_cents, row.credited_cents, row.refunded_cents, row.open_cents)
        about = row.credits.number if row.credits else ""
        head = [row.number, row.kind_label, row.issued_on, row.due_on, row.organisation.name, about]
        yield [*head, *(Decimal(cents) / 100 for cents in (*amounts, *rest))]


@dataclass(frozen=True)
class Closing:
    """The books of a year, in cents, and what is wrong with them: nothing, or sentences."""

    year: int
    invoices: int
    credit_notes: int
    invoiced: int
    credited: int
    vat: int
    paid: int
    given_back: int
    open: int
    faults: list[str] = field(default_factory=list)


def closing(year: int) -> Closing:
    """Prove a year: numbers run from 1 without a gap, invoices are the sum of their lines, and the sums tie out."""
    issued = Invoice.objects.sent().filter(issued_on__year=year)
    is_credit = Q(kind=InvoiceKind.CREDIT)
    sums = issued.aggregate(
        invoices=Count("pk", filter=~is_credit),
        credit_notes=Count("pk", filter=is_credit),
        invoiced=Sum("total_cents", filter=~is_credit, default=0),
        credited=Sum("total_cents", filter=is_credit, default=0),
        vat=Sum("vat_cents", filter=~is_credit, default=0),
        vat_back=Sum("vat_cents", filter=is_credit, default=0),
    )
    balances = issued.with_balance().filter(kind=InvoiceKind.INVOICE)
    parts = balances.aggregate(
        **{name: Sum(f"{name}_cents", default=0) for name in ("credited", "paid", "refunded", "open")}
    )
    found = Closing(
        year=year,
        invoices=sums["invoices"],
        credit_notes=sums["credit_notes"],
        invoiced=sums["invoiced"],
        credited=sums["credited"],
        vat=sums["vat"] - sums["vat_back"],
        paid=int(parts["paid"]),
        given_back=int(parts["refunded"]),
        open=int(parts["open"]),
    )
    found.faults.extend([*_number_faults(year), *_sum_faults(year)])
    expected = found.invoiced - int(parts["credited"]) - found.paid + found.given_back
    if found.open != expected:
        found.faults.append("Het openstaande bedrag is niet gefactureerd min gecrediteerd min betaald.")
    return found


def _number_faults(year: int) -> Iterator[str]:
    numbers = Invoice.objects.sent().filter(number__startswith=f"{year}-").values_list("number", flat=True)
    given = sorted(int(number.partition("-")[2]) for number in numbers)
    counter = InvoiceCounter.objects.filter(year=year).first()
    missing = sorted(set(range(1, (counter.last if counter else 0) + 1)) - set(given))
    for serial in missing:
        yield f"Nummer {year}-{serial:04d} ontbreekt."
    if given and (counter is None or given[-1] > counter.last):
        yield "Er is een nummer dat de teller niet kent."


def _sum_faults(year: int) -> Iterator[str]:
    issued = Invoice.objects.sent().filter(issued_on__year=year).annotate(lines_cents=Sum("lines__net_cents"))
    rows = issued.order_by("pk").values_list("number", "net_cents", "lines_cents", "vat_cents", "vat")
    for number, net, of_lines, vat, parts in rows:
        if of_lines != net:
            yield f"{number} is niet de som van zijn regels."
        if sum(part["vat_cents"] for part in parts) != vat:
            yield f"De btw van {number} is niet de som van zijn delen."
