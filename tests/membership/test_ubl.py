"""Own tests of the Dutch rules NL-R-001 to 009 and Peppol R003 and R008; the rule sets of EN 16931 beside them."""

import pytest
from lxml import etree

from membership import operations
from membership.algorithms.money import Line
from membership.algorithms.ubl import CAC, CBC, ubl
from membership.models import DuesSettings, Invoice
from tests.factories import InvoiceFactory, InvoiceProfileFactory, OrganisationFactory
from tests.proof.money.validation import faults

pytestmark = pytest.mark.django_db
NS = {"cac": CAC, "cbc": CBC}
OIN = "00000001003214345000"


def read(invoice: Invoice) -> etree._Element:
    return etree.fromstring(ubl(invoice.facts))


def texts(root, path: str) -> list[str]:
    return [node.text for node in root.xpath(path, namespaces=NS)]


@pytest.fixture
def sent():
    organisation = OrganisationFactory(kvk="", oin=OIN)
    operations.save_order_number(organisation, year=2027, number="4500012345")
    return InvoiceFactory(organisation=organisation)


@pytest.fixture
def credit(sent):
    return operations.credit_invoice(sent, reason="U betaalt minder.", lines=[Line("Minder", 1_000)], by=None)


def test_an_invoice_and_its_credit_note_hold_to_the_rules(sent, credit):
    assert (faults(ubl(sent.facts)), faults(ubl(credit.facts))) == ([], [])


def test_a_wrong_total_is_caught(sent):
    wrong = ubl(sent.facts).replace(b">121.00<", b">120.00<")
    assert [fault for fault in faults(wrong) if "BR-CO" in fault]


def test_nl_r_001_a_credit_note_names_its_invoice(credit, sent):
    path = "//cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID"
    assert texts(read(credit), path) == [sent.number]


def test_nl_r_002_004_both_have_street_town_and_postcode(sent):
    root = read(sent)
    for who in ("Supplier", "Customer"):
        address = f"//cac:Accounting{who}Party//cac:PostalAddress/"
        assert all(texts(root, address + f"cbc:{part}") for part in ("StreetName", "CityName", "PostalZone"))


def test_nl_r_003_005_both_are_known_by_kvk_or_oin(sent):
    root = read(sent)
    path = "//cac:PartyLegalEntity/cbc:CompanyID"
    assert [(node.get("schemeID"), node.text) for node in root.xpath(path, namespaces=NS)] == [
        ("0106", "12345678"),
        ("0190", OIN),
    ]


def test_nl_r_006_we_have_no_tax_representative(sent):
    assert not texts(read(sent), "//cac:TaxRepresentativeParty//cbc:Name")


def test_nl_r_007_008_it_says_how_to_pay_in_a_way_that_is_allowed(sent):
    root = read(sent)
    assert texts(root, "//cac:PaymentMeans/cbc:PaymentMeansCode") == ["30"]
    assert texts(root, "//cac:PaymentMeans/cbc:PaymentID") == [sent.payment_reference]
    assert texts(root, "//cac:PayeeFinancialAccount/cbc:ID") == ["NL91ABNA0417164300"]


def test_nl_r_009_no_line_of_an_order_without_the_order(sent):
    root = read(sent)
    assert texts(root, "//cac:OrderReference/cbc:ID") == ["4500012345"]
    assert not texts(root, "//cac:OrderLineReference/cbc:LineID")


def test_peppol_r003_who_ordered_it_is_found_also_without_a_number():
    root = read(InvoiceFactory())
    assert texts(root, "/*/cbc:BuyerReference") == ["Crediteuren"]
    assert not texts(root, "//cac:OrderReference/cbc:ID")


def test_peppol_r008_nothing_is_empty(sent, credit):
    for invoice in (sent, credit):
        assert [e.tag for e in read(invoice).iter() if not len(e) and not (e.text or "").strip()] == []


def test_both_have_an_electronic_address_and_the_operator_chooses_the_profile():
    DuesSettings.objects.create(profile="peppol")
    profile = InvoiceProfileFactory(organisation=OrganisationFactory(kvk="", oin=""))
    root = read(InvoiceFactory(organisation=profile.organisation))
    found = [(node.get("schemeID"), node.text) for node in root.xpath("//cbc:EndpointID", namespaces=NS)]
    assert found == [("0106", "12345678"), ("EM", "facturen@veenmeer.example")]
    assert texts(root, "/*/cbc:CustomizationID")[0].endswith("poacc:billing:3.0")
    assert faults(etree.tostring(root)) == []


@pytest.mark.parametrize(
    "lines",
    [
        [Line("a", 333), Line("b", 333, quantity=3), Line("c", 335, "S", "9.00")],
        [Line("a", 1_000, "E", 0, "Vrijgesteld, artikel 11")],
        [Line("a", 1_000, "AE", 0, "Btw verlegd"), Line("b", 500, "Z", 0)],
        [Line("a", 1_000, "O", 0, "Geen prestatie tegen vergoeding")],
        [Line("Lidmaatschap 🌉 " + "x" * 280, 1)],
    ],
)
def test_every_kind_of_vat_holds_to_the_rules(lines):
    profile = InvoiceProfileFactory(legal_name="Stichting 🌉 & <Zoon> " + "y" * 120, vat_number="NL004495445B01")
    assert faults(ubl(InvoiceFactory(organisation=profile.organisation, lines=lines).facts)) == []


def test_without_vat_at_all_goes_with_nothing_else():
    with pytest.raises(operations.VatMixed):
        InvoiceFactory(lines=[Line("a", 1_000, "O", 0, "Geen prestatie"), Line("b", 500)])


def test_the_same_facts_are_the_same_bytes(sent):
    assert ubl(sent.facts) == ubl(Invoice.objects.get(pk=sent.pk).facts)
