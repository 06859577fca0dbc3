"""Bank statements: brought in, laid beside the invoices, and booked by a person."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from membership.algorithms import camt
from membership.algorithms.matching import Candidate, Paid, Proposal, Split, propose, propose_split
from membership.models import BankEntry, CheckoutAttempt, DuesSettings, Invoice, PaymentSource, Statement
from membership.operations.paying import open_cents
from membership.operations.payments import book_payment
from membership.operations.telling import tell_finance
from portal.core import audit
from portal.core.search import plain


class OtherAccount(Exception):
    """The statement is of an account that is not the network's: `account`."""

    def __init__(self, account: str) -> None:
        self.account = account


class AlreadySettled(Exception):
    """This entry was booked on another invoice or set aside, by somebody else or before: `entry`."""

    def __init__(self, entry: BankEntry) -> None:
        self.entry = entry


class SplitWrong(Exception):
    """The parts are not what came in (together they are `cents`), or are not of one organisation."""

    def __init__(self, cents: int) -> None:
        self.cents = cents


@transaction.atomic
def bring_in_statement(content: bytes, *, by, at: datetime | None = None) -> Statement:
    """Remember the entries of a file; nothing is booked yet. The same file again is the same statement.

    Entries that came with another statement are not taken again. Raises NotAStatement and OtherAccount.
    """
    at = at or timezone.now()
    digest = hashlib.sha256(content).hexdigest()
    if known := Statement.objects.filter(sha256=digest).first():
        return known
    read = camt.read_statements(content)
    own = camt.compact(DuesSettings.load().iban)
    for part in read:
        if part.account != own:
            raise OtherAccount(part.account)
    entries = [entry for part in read for entry in part.entries]
    days = sorted(entry.booked_on for entry in entries)
    statement, created = Statement.objects.get_or_create(
        sha256=digest,
        defaults={
            "account": own,
            "name": read[0].name,
            "first_day": days[0] if days else None,
            "last_day": days[-1] if days else None,
            "in_file": len(entries),
            "known_before": 0,
            "left_out": sum(part.left_out for part in read),
            "brought_at": at,
            "brought_by": by,
        },
    )
    if created:
        statement.known_before = len(entries) - _keep(statement, entries)
        statement.save(update_fields=["known_before"])
        audit.record("statement.brought", statement, by=by, at=at, entries=len(entries), known=statement.known_before)
    return statement


def _keep(statement: Statement, entries: list[camt.Entry]) -> int:
    """Returns how many were new. A reference of the bank that comes back for something else makes an entry doubtful."""
    of_account = BankEntry.objects.filter(account=statement.account)
    wanted = {entry.bank_reference for entry in entries} - {""}
    before = defaultdict(set)
    for own, reference in of_account.filter(bank_reference__in=wanted).values_list("bank_reference", "reference"):
        before[own].add(reference)
    for entry in entries:
        before[entry.bank_reference].add(entry.reference)
    BankEntry.objects.bulk_create(
        (
            BankEntry(
                statement=statement,
                account=statement.account,
                reference=entry.reference,
                bank_reference=entry.bank_reference,
                booked_on=entry.booked_on,
                amount_cents=entry.cents,
                payer=entry.payer,
                payer_account=entry.payer_account,
                text=entry.text,
                is_doubtful=bool(entry.bank_reference) and len(before[entry.bank_reference]) > 1,
            )
            for entry in entries
        ),
        ignore_conflicts=True,
        batch_size=1000,
    )
    return BankEntry.objects.filter(statement=statement).count()


def proposals_for(entries: Iterable[BankEntry]) -> dict[int, list[Proposal]]:
    """For each entry the invoices it may pay, best first. Four queries, however many there are."""
    candidates = _candidates()
    return {entry.pk: _doubted(entry, propose(_paid(entry), candidates)) for entry in entries}


def proposed(entries: Iterable[BankEntry]) -> dict[int, tuple[list[Proposal], Split | None]]:
    """The same, with what each may pay together."""
    candidates = _candidates()
    return {
        entry.pk: (_doubted(entry, propose(_paid(entry), candidates)), propose_split(_paid(entry), candidates))
        for entry in entries
    }


def _paid(entry: BankEntry) -> Paid:
    return Paid(entry.amount_cents, entry.text, plain(entry.payer), entry.payer_account)


def _candidates() -> list[Candidate]:
    accounts = _accounts_by_organisation()
    sent = Invoice.objects.sent().invoices().with_balance().select_related("organisation")
    return [
        Candidate(
            pk=invoice.pk,
            number=invoice.number,
            reference=invoice.payment_reference,
            open_cents=invoice.open_cents,
            names=_names_of(invoice),
            accounts=accounts[invoice.organisation_id],
            organisation=invoice.organisation_id,
        )
        for invoice in sent.order_by("issued_on", "pk")
        if invoice.open_cents > 0 or _is_recent(invoice)
    ]


def _is_recent(invoice: Invoice) -> bool:
    """Paid already: it may be paid a second time by mistake, and then it must be named."""
    return invoice.issued_on is not None and (timezone.localdate() - invoice.issued_on).days < 400


def _names_of(invoice: Invoice) -> tuple[str, ...]:
    return tuple({plain(n) for n in (invoice.organisation.name, invoice.customer.get("legal_name", "")) if n})


def _doubted(entry: BankEntry, found: list[Proposal]) -> list[Proposal]:
    if not entry.is_doubtful:
        return found
    return [Proposal(p.pk, p.reasons, False, p.score) for p in found]


def _accounts_by_organisation() -> dict[int, frozenset[str]]:
    """Which accounts paid invoices of an organisation before."""
    known = BankEntry.objects.filter(booked_at__isnull=False).exclude(payer_account="")
    found: defaultdict[int, set[str]] = defaultdict(set)
    for organisation, account in known.values_list("payments__invoice__organisation", "payer_account").distinct():
        found[organisation].add(account)
    return defaultdict(frozenset, {pk: frozenset(accounts) for pk, accounts in found.items()})


def book_entry(entry: BankEntry, *, invoice: Invoice, by, at: datetime | None = None) -> BankEntry:
    """This money pays that invoice, wholly or in part. What is too much is due to go back.

    Again is the same. Raises AlreadySettled, and NotSent for what is no sent invoice.
    """
    return split_entry(entry, parts=[(invoice, entry.amount_cents)], by=by, at=at)


@transaction.atomic
def split_entry(entry: BankEntry, *, parts: Sequence[tuple[Invoice, int]], by, at: datetime | None = None) -> BankEntry:
    """This money pays these invoices of one organisation: each its cents, together what came in.

    Again with the same parts is the same. Raises SplitWrong, AlreadySettled, and NotSent for what is no sent invoice.
    """
    at = at or timezone.now()
    wanted = {invoice.pk: cents for invoice, cents in parts if cents > 0}
    locked = Invoice.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    invoices = list(locked)
    entry = BankEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if not entry.is_open:
        if dict(entry.payments.values_list("invoice", "amount_cents")) == wanted:
            return entry
        raise AlreadySettled(entry)
    if sum(wanted.values()) != entry.amount_cents or len({invoice.organisation_id for invoice in invoices}) != 1:
        raise SplitWrong(sum(wanted.values()))
    for number, invoice in enumerate(invoices, start=1):
        _book_part(entry, invoice, wanted[invoice.pk], number, by=by, at=at)
    entry.booked_at = at
    entry.save(update_fields=["booked_at"])
    return entry


def _book_part(entry: BankEntry, invoice: Invoice, cents: int, number: int, *, by, at: datetime) -> None:
    """The first part has the entry's own reference, so that split or whole it is booked once."""
    reference = f"{entry.account}:{entry.reference}" + (f"#{number}" if number > 1 else "")
    payment = book_payment(
        invoice,
        amount_cents=cents,
        source=PaymentSource.BANK,
        reference=reference,
        booked_on=entry.booked_on,
        entry=entry,
        by=by,
        at=at,
    )
    CheckoutAttempt.objects.open().filter(invoice=invoice).update(look_at=at)  # its page is for another amount now
    if payment.refunds.due().exists():
        tell_finance("refund_due", invoice, key=f"refund_due:{payment.pk}", at=at)


def book_certain(statement: Statement, *, by, at: datetime | None = None) -> int:
    """Book every open entry of which there is no doubt whom it pays; returns how many. One transaction each."""
    at = at or timezone.now()
    entries = list(BankEntry.objects.open().filter(statement=statement))
    proposals = proposals_for(entries)
    booked = 0
    for entry in entries:
        best = next(iter(proposals[entry.pk]), None)
        # Another entry may have paid the same invoice just now: then this one is another story, for a person.
        if best is None or not best.is_certain or open_cents(Invoice(pk=best.pk)) != entry.amount_cents:
            continue
        try:
            book_entry(entry, invoice=Invoice(pk=best.pk), by=by, at=at)
            booked += 1
        except AlreadySettled:
            continue
    return booked


@transaction.atomic
def set_entry_aside(entry: BankEntry, *, reason: str, by, at: datetime | None = None) -> BankEntry:
    """This money is not for an invoice. Again changes nothing. Raises AlreadySettled when it was booked."""
    at = at or timezone.now()
    entry = BankEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if entry.booked_at:
        raise AlreadySettled(entry)
    if entry.set_aside_at is None:
        entry.set_aside_at, entry.set_aside_by, entry.reason = at, by, reason
        entry.save(update_fields=["set_aside_at", "set_aside_by", "reason"])
        audit.record("bank_entry.set_aside", entry, by=by, at=at)
    return entry


@transaction.atomic
def take_entry_up(entry: BankEntry, *, by, at: datetime | None = None) -> BankEntry:
    """It is for an invoice after all."""
    at = at or timezone.now()
    entry = BankEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if entry.set_aside_at:
        entry.set_aside_at, entry.set_aside_by, entry.reason = None, None, ""
        entry.save(update_fields=["set_aside_at", "set_aside_by", "reason"])
        audit.record("bank_entry.taken_up", entry, by=by, at=at)
    return entry
