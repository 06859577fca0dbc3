"""Which invoice does a bank entry pay? Proposals with their reasons; a person confirms.

Certain is only what leaves no choice: the payment reference or the number of exactly one invoice, for exactly what is
open. Everything else is a proposal to look at; also that one transfer pays several invoices of one organisation.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

REFERENCE, NUMBER, AMOUNT, ACCOUNT, NAME = "reference", "number", "amount", "account", "name"
WEIGHT = {REFERENCE: 100, NUMBER: 60, AMOUNT: 20, ACCOUNT: 15, NAME: 10}
LEAST = 30  # a known account, a name or an amount alone says nothing: it takes the amount beside one of the others
MOST = 3
SHORTEST_NAME = 5
MOST_IN_SUM = 12  # open invoices of one organisation of which we try every sum


@dataclass(frozen=True)
class Candidate:
    """An invoice sent to `organisation`. `names` are plain lower-case letters; `accounts` paid that one's before."""

    pk: int
    number: str
    reference: str
    open_cents: int
    names: tuple[str, ...] = ()
    accounts: frozenset[str] = frozenset()
    organisation: int = 0


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


@dataclass(frozen=True)
class Split:
    """One transfer for several invoices: cents for each, the oldest first, together what came in.

    `is_exact`: each is paid to the cent.
    """

    parts: tuple[tuple[int, int], ...]
    is_exact: bool


def propose(paid: Paid, candidates: Iterable[Candidate]) -> list[Proposal]:
    """The best first, three at most. At most one is certain."""
    text, digits = _words_of(paid)
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


def propose_split(paid: Paid, candidates: Iterable[Candidate]) -> Split | None:
    """The open invoices of one organisation that this pays together, two at least. A person always looks.

    Named ones go first: as far as the money goes, what is over on the last. Without names the account or the name of
    the payer must be known, and exactly one set of open invoices must come to this sum.
    """
    text, digits = _words_of(paid)
    by_organisation: defaultdict[int, list[tuple[Candidate, tuple[str, ...]]]] = defaultdict(list)
    for candidate in candidates:
        if candidate.open_cents > 0:
            reasons = _reasons(paid, text, digits, candidate)
            by_organisation[candidate.organisation].append((candidate, reasons))
    named = [
        [candidate for candidate, reasons in own if {REFERENCE, NUMBER} & set(reasons)]
        for own in by_organisation.values()
    ]
    named = [own for own in named if own]
    if named:
        return _in_turn(paid.cents, named[0]) if len(named) == 1 and len(named[0]) > 1 else None
    known = [own for own in by_organisation.values() if any({ACCOUNT, NAME} & set(reasons) for _each, reasons in own)]
    return _by_sum(paid.cents, [candidate for candidate, _why in known[0]]) if len(known) == 1 else None


def _in_turn(cents: int, named: list[Candidate]) -> Split | None:
    """None when the money does not reach the second."""
    parts, left = [], cents
    for candidate in named:
        part = left if candidate is named[-1] else min(left, candidate.open_cents)
        if part:
            parts.append((candidate.pk, part))
        left -= part
    return Split(tuple(parts), sum(c.open_cents for c in named) == cents) if len(parts) > 1 else None


def _by_sum(cents: int, own: list[Candidate]) -> Split | None:
    if len(own) > MOST_IN_SUM:
        return None
    sets = (chosen for size in range(2, len(own) + 1) for chosen in combinations(own, size))
    fitting = [chosen for chosen in sets if sum(c.open_cents for c in chosen) == cents]
    return Split(tuple((c.pk, c.open_cents) for c in fitting[0]), True) if len(fitting) == 1 else None


def _words_of(paid: Paid) -> tuple[str, str]:
    """What the bank wrote, as letters and numbers only, and as numbers only."""
    text = "".join(c for c in paid.text.upper() if c.isalnum() or c == "-")
    return text, re.sub(r"[^0-9]+", " ", paid.text)


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
    if number in text and re.search(rf"(?<![0-9]){re.escape(number)}(?![0-9])", text):
        return True
    return f" {number.replace('-', ' ')} " in f" {digits} " or f" {number.replace('-', '')} " in f" {digits} "


def _is_like(name: str, payer: str) -> bool:
    return len(name) >= SHORTEST_NAME and len(payer) >= SHORTEST_NAME and (name in payer or payer in name)
