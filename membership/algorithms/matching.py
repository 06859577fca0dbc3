"""Which invoice does a bank entry pay? Proposals with their reasons; a person confirms.

Certain is only what leaves no choice: the payment reference or the number of exactly one invoice, for exactly what is
open. Everything else is a proposal to look at.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

REFERENCE, NUMBER, AMOUNT, ACCOUNT, NAME = "reference", "number", "amount", "account", "name"
WEIGHT = {REFERENCE: 100, NUMBER: 60, AMOUNT: 20, ACCOUNT: 15, NAME: 10}
LEAST = 30  # a known account, a name or an amount alone says nothing: it takes the amount beside one of the others
MOST = 3
SHORTEST_NAME = 5


@dataclass(frozen=True)
class Candidate:
    """An invoice that was sent. `names` are plain lower-case letters; `accounts` paid this organisation's before."""

    pk: int
    number: str
    reference: str
    open_cents: int
    names: tuple[str, ...] = ()
    accounts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Paid:
    """What a bank entry says. `payer` in plain lower-case letters."""

    cents: int
    text: str
    payer: str = ""
    account: str = ""


@dataclass(frozen=True)
class Proposal:
    pk: int
    reasons: tuple[str, ...]
    is_certain: bool
    score: int


def propose(paid: Paid, candidates: Iterable[Candidate]) -> list[Proposal]:
    """The best first, three at most. At most one is certain."""
    text = "".join(c for c in paid.text.upper() if c.isalnum() or c == "-")
    digits = re.sub(r"[^0-9]+", " ", paid.text)
    found = []
    named = 0
    for candidate in candidates:
        reasons = _reasons(paid, text, digits, candidate)
        named += bool({REFERENCE, NUMBER} & set(reasons))
        score = sum(WEIGHT[reason] for reason in reasons)
        if score >= LEAST:
            found.append((score, candidate.pk, reasons))
    found.sort(key=lambda f: (-f[0], f[1]))
    return [
        Proposal(pk, reasons, named == 1 and AMOUNT in reasons and bool({REFERENCE, NUMBER} & set(reasons)), score)
        for score, pk, reasons in found[:MOST]
    ]


def _reasons(paid: Paid, text: str, digits: str, candidate: Candidate) -> tuple[str, ...]:
    found = []
    if candidate.reference and candidate.reference in text.replace("-", ""):
        found.append(REFERENCE)
    elif _is_named(candidate.number, text, digits):
        found.append(NUMBER)
    if paid.cents == candidate.open_cents:
        found.append(AMOUNT)
    if paid.account and paid.account in candidate.accounts:
        found.append(ACCOUNT)
    if any(_is_like(name, paid.payer) for name in candidate.names):
        found.append(NAME)
    return tuple(found)


def _is_named(number: str, text: str, digits: str) -> bool:
    """ "2027-0001" as it stands, or as two whole numbers beside one another: never inside a longer number."""
    if not number:
        return False
    if re.search(rf"(?<![0-9]){re.escape(number)}(?![0-9])", text):
        return True
    return f" {number.replace('-', ' ')} " in f" {digits} " or f" {number.replace('-', '')} " in f" {digits} "


def _is_like(name: str, payer: str) -> bool:
    return len(name) >= SHORTEST_NAME and len(payer) >= SHORTEST_NAME and (name in payer or payer in name)
