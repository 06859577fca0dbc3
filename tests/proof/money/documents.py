"""Invoices and credit notes of every sort, judged by the schemas and rule sets; a wrong total is caught."""

import random
import re
from decimal import Decimal

import pytest

from membership import operations
from membership.algorithms.money import Line, cents_text
from membership.algorithms.ubl import ubl
from membership.models import DuesSettings, Invoice
from tests.factories import InvoiceFactory, InvoiceProfileFactory, OrganisationFactory
from tests.proof.money.validation import NLCIUS, faults, rule_sets

NAMES = ("Gemeente Súdwest-Fryslân", "Stichting 🌉 Brug & Zoon <b>", "x" * 160, "ʼs-Graveland", "Ж" * 40, "A\u202eB")
PLACES = (("NL", "1234 AB", "Veenmeer"), ("BE", "1000", "Brussel"), ("DE", "10115", "Berlin"))
VAT = {
    "S": [Decimal("21"), Decimal("9"), Decimal("0.5"), Decimal("33.33")],
    "Z": [Decimal(0)],
    "E": [Decimal(0)],
    "AE": [Decimal(0)],
}


def lines(rng: random.Random) -> list[Line]:
    if rng.random() < 0.1:
        return [Line("Buiten de btw", rng.randint(1, 10**7), "O", Decimal(0), "Valt buiten de btw")]
    return [_line(rng) for _ in range(rng.randint(1, 6))]


def _line(rng: random.Random) -> Line:
    category = rng.choice(list(VAT))
    why = {"E": "Vrijgesteld van btw", "AE": "Btw verlegd"}.get(category, "")
    text = rng.choice(NAMES) + f" {rng.randint(1, 99)}"
    cents = rng.choice((1, 3, 333, 99_999, rng.randint(1, 10**8)))
    return Line(text, cents, category, rng.choice(VAT[category]), why, quantity=rng.randint(1, 7))


def sent(rng: random.Random):
    country, postcode, town = rng.choice(PLACES)
    number = rng.choice(("kvk", "oin", ""))
    organisation = OrganisationFactory(
        kvk=f"{rng.randrange(10**8):08d}" if number == "kvk" else "",
        oin=f"00000001{rng.randrange(10**9):09d}000" if number == "oin" else "",
    )
    facts = {"country": country, "postcode": postcode, "town": town, "legal_name": rng.choice(NAMES)}
    facts |= {"department": rng.choice(("", "Crediteuren")), "vat_number": "DE136695976" if country == "DE" else ""}
    InvoiceProfileFactory(
        organisation=organisation, **(facts | {"vat_number": facts["vat_number"] or "NL004495445B01"})
    )
    if rng.random() < 0.5:
        operations.save_order_number(organisation, year=2027, number=f"PO-{rng.randrange(10**6)}")
    return InvoiceFactory(organisation=organisation, lines=lines(rng))


@pytest.mark.parametrize("profile", ["nlcius", "peppol"])
def test_generated_invoices_hold_to_the_rules(db, size, figure, profile):
    DuesSettings.objects.create(profile=profile)
    wrong, tried, notes = [], size(15, 250), 0
    for number in range(tried):
        rng = random.Random(f"{profile} {number}")
        invoice = sent(rng)
        documents = [ubl(invoice.facts)]
        if rng.random() < 0.4:
            documents.append(ubl(credited(invoice, rng).facts))
        notes += len(documents) - 1
        wrong += [(number, fault) for document in documents for fault in faults(document)]
    official = "the official NLCIUS" if NLCIUS else "not the official NLCIUS, because NLCIUS_XSLT names no file"
    judges = f"by XSD UBL 2.1, EN 16931 ({len(rule_sets())} sets of rules) and {official}"
    figure(f"e-invoices ({profile}): {tried} invoices, {notes} credit notes judged {judges}: {len(wrong)} wrong")
    assert wrong == []
    assert notes


def credited(invoice: Invoice, rng: random.Random) -> Invoice:
    """Taken back whole, or some cents of some of its lines."""
    part = [
        Line(line.text, rng.randint(1, line.net_cents), line.vat_category, line.vat_rate, line.exemption)
        for line in invoice.lines.all()
        if rng.random() < 0.7
    ]
    return operations.credit_invoice(invoice, reason="Het klopte niet.", lines=part or None, by=None)


def test_a_wrong_total_is_caught_by_the_rules(db, size, figure):
    missed, tried = [], size(5, 50)
    for number in range(tried):
        invoice = sent(random.Random(f"wrong {number}"))
        total = f">{cents_text(invoice.total_cents)}</cbc:PayableAmount>".encode()
        document = ubl(invoice.facts)
        assert total in document
        broken = document.replace(total, f">{cents_text(invoice.total_cents + 1)}</cbc:PayableAmount>".encode())
        if not any(re.search("BR-CO", fault) for fault in faults(broken)):
            missed.append(number)
    figure(f"e-invoices: {tried} with a cent too much, {len(missed)} missed")
    assert missed == []
