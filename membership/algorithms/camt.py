"""Reads a bank statement: CAMT.053, version 02 or 08. Only what came in and is booked; amounts in cents.

No DTD, no entities (defusedxml), and nothing is guessed: what does not fit is refused whole, with a code.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

SPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001."
VERSIONS = {"02", "08"}
MOST_ENTRIES = 20_000
NO_REFERENCE = {"NONREF", "NOTPROVIDED", "NONE", "0"}
AMOUNT = re.compile(r"[0-9]{1,13}(\.[0-9]{1,5})?")
Element = Any


class NotAStatement(Exception):
    """`code`: broken, other_kind, other_version, no_account, currency, amount, day or too_many; with a `detail`."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


@dataclass(frozen=True)
class Entry:
    """`reference` is the same whenever the bank tells of this again; `bank_reference` is what the bank calls it."""

    reference: str
    bank_reference: str
    booked_on: date
    cents: int
    payer: str
    payer_account: str
    text: str


@dataclass(frozen=True)
class StatementRead:
    account: str
    name: str
    entries: tuple[Entry, ...]
    left_out: int


def read_statements(content: bytes) -> list[StatementRead]:
    """Every statement in the file. Raises NotAStatement."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise NotAStatement("broken") from error
    space, _brace, name = root.tag.rpartition("}")
    if name != "Document" or not space.startswith(f"{{{SPACE}"):
        raise NotAStatement("other_kind")
    if (version := space.removeprefix(f"{{{SPACE}")) not in VERSIONS:
        raise NotAStatement("other_version", version[:10])
    found = [_statement(part) for part in _all(root, "BkToCstmrStmt", "Stmt")]
    if not found:
        raise NotAStatement("other_kind")
    return found


def _statement(part: Element) -> StatementRead:
    account = compact(_text(part, "Acct", "Id", "IBAN"))
    if not account:
        raise NotAStatement("no_account")
    entries: list[Entry] = []
    seen: dict[str, int] = {}
    left_out = 0
    for number, entry in enumerate(_all(part, "Ntry"), start=1):
        if number > MOST_ENTRIES:
            raise NotAStatement("too_many")
        cents = _cents(_one(entry, "Amt"))
        if not (_came_in(entry) and _is_booked(entry) and cents):
            left_out += 1
            continue
        for made in _entries(entry, cents):
            seen[made.reference] = same = seen.get(made.reference, -1) + 1
            entries.append(_numbered(made, same) if same else made)
    return StatementRead(account[:34], _clean(_text(part, "Id"), 140) or "-", tuple(entries), left_out)


def _entries(entry: Element, cents: int) -> Iterator[Entry]:
    """One for each payment in it: a bank may put many payments in one entry of a batch."""
    day = _day(entry)
    own = _clean(_text(entry, "AcctSvcrRef"), 60)
    own = "" if own.upper() in NO_REFERENCE else own
    details = list(_all(entry, "NtryDtls", "TxDtls"))
    parts = [_part_cents(d) for d in details]
    if len(details) < 2 or any(p is None for p in parts) or sum(p or 0 for p in parts) != cents:
        yield _entry(own, day, cents, entry, details)
        return
    for number, (detail, part) in enumerate(zip(details, parts, strict=True), start=1):
        if part:
            yield _entry(f"{own}/{number}" if own else "", day, part, entry, [detail])


def _entry(own: str, day: date, cents: int, entry: Element, details: list[Element]) -> Entry:
    parties = [p for d in details for p in _all(d, "RltdPties")]
    payer = next((n for p in parties if (n := _text(p, "Dbtr", "Pty", "Nm") or _text(p, "Dbtr", "Nm"))), "")
    account = next((a for p in parties if (a := _text(p, "DbtrAcct", "Id", "IBAN"))), "")
    words = [t for d in details for t in _remittance(d)] or [_text(entry, "AddtlNtryInf")]
    text, payer, account = _clean(" ".join(words), 1000), _clean(payer, 140), compact(account)[:34]
    facts = f"{day}|{cents}" if own else f"{day}|{cents}|{account}|{payer}|{text}"
    return Entry(f"{own}:{_digest(facts)}", own, day, cents, payer, account, text)


def _numbered(entry: Entry, same: int) -> Entry:
    """The second of two entries that say the same in one file is another payment."""
    return Entry(f"{entry.reference}#{same + 1}", *list(vars(entry).values())[1:])


def _remittance(detail: Element) -> Iterator[str]:
    for part in _all(detail, "RmtInf"):
        yield from (t.text or "" for t in _all(part, "Ustrd"))
        yield from (_text(t, "CdtrRefInf", "Ref") for t in _all(part, "Strd"))
    end_to_end = _text(detail, "Refs", "EndToEndId")
    yield "" if end_to_end.upper() in NO_REFERENCE else end_to_end
    yield _text(detail, "AddtlTxInf")


def _came_in(entry: Element) -> bool:
    return _text(entry, "CdtDbtInd") == "CRDT" and _text(entry, "RvslInd") != "true"


def _is_booked(entry: Element) -> bool:
    """Version 08 puts the code one deeper."""
    return (_text(entry, "Sts", "Cd") or _text(entry, "Sts")) == "BOOK"


def _part_cents(detail: Element) -> int | None:
    amount = next(_all(detail, "Amt"), None)
    if amount is None:
        amount = next(_all(detail, "AmtDtls", "TxAmt", "Amt"), None)
    if amount is None or amount.get("Ccy") != "EUR":
        return None
    return _cents(amount)


def _cents(amount: Element) -> int:
    if amount is None:
        raise NotAStatement("amount")
    if (currency := amount.get("Ccy", "")) != "EUR":
        raise NotAStatement("currency", currency[:3])
    text = (amount.text or "").strip()
    cents = Decimal(text) * 100 if AMOUNT.fullmatch(text) else Decimal("NaN")
    if not cents.is_finite() or cents != cents.to_integral_value():
        raise NotAStatement("amount")
    return int(cents)


def _day(entry: Element) -> date:
    text = _text(entry, "BookgDt", "Dt") or _text(entry, "BookgDt", "DtTm") or _text(entry, "ValDt", "Dt")
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise NotAStatement("day") from error


def _all(element: Element, *path: str) -> Iterator[Element]:
    """Children by local name, so both versions read the same."""
    for child in element:
        if child.tag.rpartition("}")[2] == path[0]:
            if len(path) == 1:
                yield child
            else:
                yield from _all(child, *path[1:])


def _one(element: Element, *path: str) -> Element | None:
    return next(_all(element, *path), None)


def _text(element: Element, *path: str) -> str:
    found = _one(element, *path)
    return (found.text or "").strip() if found is not None else ""


def _clean(text: str, length: int) -> str:
    return " ".join(text.split())[:length]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def compact(account: str) -> str:
    """An IBAN as it is stored: no spaces, capitals."""
    return "".join(account.split()).upper()
