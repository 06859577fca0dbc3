"""Cents and VAT. An amount is an integer of cents everywhere; a rate is a percentage."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class Line:
    """One line of an invoice: `net_cents` without VAT, for the whole quantity."""

    text: str
    net_cents: int
    vat_category: str = "S"
    vat_rate: Decimal = Decimal("21")
    exemption: str = ""
    quantity: int = 1


@dataclass(frozen=True)
class VatPart:
    """What one category and rate comes to: VAT is reckoned over the sum of its lines, not per line (EN 16931)."""

    category: str
    rate: str
    exemption: str
    net_cents: int
    vat_cents: int

    def as_dict(self) -> dict:
        return asdict(self)


@dataclass(frozen=True)
class Totals:
    net_cents: int
    vat_cents: int
    parts: tuple[VatPart, ...]

    @property
    def total_cents(self) -> int:
        return self.net_cents + self.vat_cents


def part_of(cents: int, numerator: int, denominator: int) -> int:
    """A part of an amount, to the nearest cent; half a cent goes up."""
    return int((Decimal(cents) * numerator / denominator).quantize(Decimal(1), ROUND_HALF_UP))


def totals(lines: Iterable, before: Iterable[VatPart] = ()) -> Totals:
    """Of lines that have the fields of `Line`. The parts stand in a fixed order, so the same lines give the same.

    `before`: what was taken of the same thing earlier. Then VAT is what is still missing over all of it together, so
    that parts come to the whole, to the cent.
    """
    earlier = {(part.category, part.rate): part for part in _added(before)}
    sums: dict[tuple[str, Decimal], int] = {}
    reasons: dict[tuple[str, Decimal], str] = {}
    for line in lines:
        key = (line.vat_category, Decimal(line.vat_rate).quantize(Decimal("0.01")))
        sums[key] = sums.get(key, 0) + line.net_cents
        reasons[key] = reasons.get(key) or line.exemption
    parts = tuple(
        _part(category, rate, reasons[category, rate], net, earlier.get((category, str(rate))))
        for (category, rate), net in sorted(sums.items())
    )
    return Totals(sum(p.net_cents for p in parts), sum(p.vat_cents for p in parts), parts)


def _part(category: str, rate: Decimal, exemption: str, net: int, earlier: VatPart | None) -> VatPart:
    net_before, vat_before = (earlier.net_cents, earlier.vat_cents) if earlier else (0, 0)
    return VatPart(category, str(rate), exemption, net, vat_over(net_before + net, rate) - vat_before)


def _added(parts: Iterable[VatPart]) -> Iterable[VatPart]:
    found: dict[tuple[str, str], VatPart] = {}
    for part in parts:
        key = (part.category, part.rate)
        known = found.get(key) or replace(part, net_cents=0, vat_cents=0)
        net, vat = known.net_cents + part.net_cents, known.vat_cents + part.vat_cents
        found[key] = replace(known, net_cents=net, vat_cents=vat)
    return found.values()


def vat_over(net_cents: int, rate: Decimal) -> int:
    return int((net_cents * rate / 100).quantize(Decimal(1), ROUND_HALF_UP))


def creditor_reference(number: str) -> str:
    """The payment reference of an invoice: ISO 11649, "RF" with two check digits, so a typing error shows itself."""
    body = "".join(c for c in number.upper() if c.isalnum())[:21]
    digits = "".join(str(int(c, 36)) for c in f"{body}RF00")
    return f"RF{98 - int(digits) % 97:02d}{body}"


def is_creditor_reference(text: str) -> bool:
    """Of what a bank gives us: spaces and small letters do not matter."""
    compact = "".join(text.split()).upper()
    if not (compact.startswith("RF") and compact[2:4].isdigit() and compact.isalnum() and 4 < len(compact) <= 25):
        return False
    return int("".join(str(int(c, 36)) for c in compact[4:] + compact[:4])) % 97 == 1


def euros(cents: int) -> str:
    """As people read it: "€ 1.234,50"."""
    whole, rest = divmod(abs(cents), 100)
    sign = "−" if cents < 0 else ""
    return f"{sign}€ {whole:,}".replace(",", ".") + f",{rest:02d}"


def cents_text(cents: int) -> str:
    """As a machine reads it: "1234.50"."""
    return f"{Decimal(cents) / 100:.2f}"
