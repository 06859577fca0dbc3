"""What a bank writes, read; and what is no statement, refused with a reason."""

from datetime import date

import pytest

from membership.algorithms.camt import NotAStatement, read_statements
from membership.algorithms.matching import Candidate, Paid, propose
from tests.statements import OWN_ACCOUNT, entry, statement


def entries_of(*written: str, version: str = "02"):
    (found,) = read_statements(statement(*written, version=version))
    return found.entries


@pytest.mark.parametrize("version", ["02", "08"])
def test_both_versions_say_the_same(version):
    (found,) = read_statements(
        statement(entry(12100, "Factuur  2027-0001", ref="B1", version=version), version=version)
    )
    assert (found.account, found.name, found.left_out) == (OWN_ACCOUNT, "2027-034", 0)
    (made,) = found.entries
    assert (made.cents, made.booked_on, made.payer) == (12100, date(2027, 2, 3), "Gemeente Veenmeer")
    assert (made.payer_account, made.text, made.bank_reference) == ("NL20INGB0001234567", "Factuur 2027-0001", "B1")


def test_money_that_went_out_and_what_is_not_booked_yet_is_left_out():
    (found,) = read_statements(
        statement(entry(1, side="DBIT"), entry(2, status="<Sts>PDNG</Sts>"), entry(0), entry(4, ref="B4"))
    )
    assert ([e.cents for e in found.entries], found.left_out) == ([4], 3)


def test_payments_of_a_batch_are_read_one_by_one_when_they_add_up():
    one_by_one = entries_of(entry(300, ref="B1", parts=[(100, "een"), (200, "twee")]))
    assert [(e.cents, e.text) for e in one_by_one] == [(100, "een"), (200, "twee")]
    assert len({e.reference for e in one_by_one}) == 2
    as_one = entries_of(entry(301, ref="B1", parts=[(100, "een"), (200, "twee")]))
    assert [(e.cents, e.text) for e in as_one] == [(301, "een twee")]


def test_a_structured_reference_is_part_of_the_text():
    assert "RF4220270001" in entries_of(entry(1, ref="B1", structured="RF4220270001"))[0].text


@pytest.mark.parametrize("ref", ["B1", "", "NONREF"])
def test_an_entry_keeps_its_reference_in_another_statement(ref):
    twice = entry(100, "a", ref=ref)
    first = entries_of(twice, entry(200, "b"), twice)
    second = entries_of(twice, twice, entry(300, "c"))
    assert len({e.reference for e in first}) == 3
    assert {e.reference for e in first if e.cents == 100} == {e.reference for e in second if e.cents == 100}


WRONG = {
    "broken": b"<Document",
    "other_kind": b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.001.001.03'/>",
    "other_version": statement().replace(b"001.02", b"001.09"),
    "no_account": statement(account=" "),
    "currency": statement(entry(1, currency="USD")),
    "amount": statement(entry(1)).replace(b"0.01", b"0.011"),
    "day": statement(entry(1, day="3-2-2027")),
}


@pytest.mark.parametrize("code", WRONG)
def test_what_is_no_statement_is_refused_with_a_reason(code):
    with pytest.raises(NotAStatement) as refused:
        read_statements(WRONG[code])
    assert refused.value.code == code


@pytest.mark.parametrize("amount", ["", "x", "NaN", "Infinity", "-1", "1e30", "1,00", "0x10", "9" * 40, "1e-999999999"])
def test_strange_amounts_are_refused(amount):
    with pytest.raises(NotAStatement):
        read_statements(statement(entry(1)).replace(b">0.01<", f">{amount}<".encode(), 1))


ENTITY = b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("dtd", [ENTITY, OUTSIDE, b"<!DOCTYPE d>"])
def test_no_file_defines_things_of_its_own(dtd):
    with pytest.raises(NotAStatement) as refused:
        read_statements(statement(entry(1)).replace(b"<Document", dtd + b"<Document", 1))
    assert refused.value.code == "broken"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xff\xfe", b"\x00" * 50, "é".encode("latin-1"), b"<a/>"])
def test_other_files_are_refused(content):
    with pytest.raises(NotAStatement):
        read_statements(content)


# --- Whose is it? ---------------------------------------------------------------------------------------------------

FIRST = Candidate(1, "2027-0001", "RF4220270001", 12100, ("gemeente veenmeer",), frozenset({"NL20INGB0001234567"}))
SECOND = Candidate(2, "2027-0002", "RF1520270002", 12100, ("gemeente rietbeek",))
BOTH = [FIRST, SECOND]


def proposed(text: str, cents: int = 12100, **kwargs):
    return [(p.pk, p.is_certain) for p in propose(Paid(cents, text, **kwargs), BOTH)]


@pytest.mark.parametrize(
    "text",
    [
        "RF42 2027 0001",
        "betaling rf4220270001 12 mrt",
        "Factuur 2027-0001",
        "fact.nr 20270001",
        "2027-0001 121,00",
        "Contributie 2027 0001",
    ],
)
def test_a_reference_or_number_for_what_is_open_is_certain(text):
    assert proposed(text) == [(1, True)]


def test_another_amount_is_never_certain():
    assert proposed("RF4220270001", 5000) == [(1, False)]
    assert proposed("2027-0001", 99999) == [(1, False)]


def test_two_references_are_a_choice():
    assert sorted(proposed("2027-0001 en 2027-0002")) == [(1, False), (2, False)]


def test_a_number_inside_a_longer_one_is_another_number():
    assert proposed("12027-00011", 1) == []
    assert proposed("120270001", 1) == []


def test_a_known_account_or_name_says_something_beside_the_amount_only():
    assert proposed("", account="NL20INGB0001234567") == [(1, False)]
    assert proposed("", payer="gemeente rietbeek debiteuren") == [(2, False)]
    assert proposed("", 1, account="NL20INGB0001234567", payer="gemeente veenmeer") == []
    assert proposed("") == []
