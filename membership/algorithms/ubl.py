"""An invoice or credit note as UBL 2.1 that holds to EN 16931, NLCIUS and Peppol BIS 3. From facts, never from rows."""

import re

from lxml import etree

from membership.algorithms.money import cents_text

CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
ROOTS = {kind: f"urn:oasis:names:specification:ubl:schema:xsd:{kind}-2" for kind in ("Invoice", "CreditNote")}
CUSTOMIZATION = {
    "nlcius": "urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0",
    "peppol": "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
}
PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
EURO = {"currencyID": "EUR"}
TRANSFER = "30"  # UNCL4461, one of the few that NL-R-008 allows
YEAR, PIECE = "ANN", "C62"
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Writer:
    """Elements below one parent. An empty text writes nothing: Peppol R008 refuses empty elements."""

    def __init__(self, node) -> None:
        self.node = node

    def text(self, tag: str, value: object, **attributes: str) -> None:
        if value not in ("", None):
            etree.SubElement(self.node, f"{{{CBC}}}{tag}", attributes).text = clean(str(value))

    def part(self, tag: str) -> "Writer":
        return Writer(etree.SubElement(self.node, f"{{{CAC}}}{tag}"))


def clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return ILLEGAL.sub("", text)


def ubl(facts: dict) -> bytes:
    """The bytes of the e-invoice. The same facts (`Invoice.facts`) give the same bytes."""
    kind = "CreditNote" if facts["is_credit"] else "Invoice"
    root = etree.Element(f"{{{ROOTS[kind]}}}{kind}", nsmap={None: ROOTS[kind], "cac": CAC, "cbc": CBC})
    document = Writer(root)
    _head(document, facts)
    _party(document.part("AccountingSupplierParty"), facts["supplier"], facts, contact=True)
    _party(document.part("AccountingCustomerParty"), facts["customer"], facts)
    _payment(document, facts)
    _vat(document, facts)
    sums = document.part("LegalMonetaryTotal")
    amounts = ("net_cents", "net_cents", "total_cents", "total_cents")
    names = ("LineExtensionAmount", "TaxExclusiveAmount", "TaxInclusiveAmount", "PayableAmount")
    for name, amount in zip(names, amounts, strict=True):
        sums.text(name, cents_text(facts[amount]), **EURO)
    for position, line in enumerate(facts["lines"], start=1):
        _line(document, position, line, is_credit=facts["is_credit"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _head(document: Writer, facts: dict) -> None:
    document.text("CustomizationID", CUSTOMIZATION[facts["supplier"]["profile"]])
    document.text("ProfileID", PROCESS)
    document.text("ID", facts["number"])
    document.text("IssueDate", facts["issued_on"])
    if facts["is_credit"]:
        document.text("CreditNoteTypeCode", "381")
    else:
        document.text("DueDate", facts["due_on"])
        document.text("InvoiceTypeCode", "380")
    document.text("Note", facts["reason"])
    document.text("DocumentCurrencyCode", "EUR")
    # Peppol R003: who orders can find it, by a number or else by a name
    document.text("BuyerReference", facts["customer"]["department"] or facts["customer"]["legal_name"])
    if facts["order_number"]:
        document.part("OrderReference").text("ID", facts["order_number"])
    if facts["credits"]:
        before = document.part("BillingReference").part("InvoiceDocumentReference")
        before.text("ID", facts["credits"]["number"])
        before.text("IssueDate", facts["credits"]["issued_on"])


def legal_number(party: dict) -> tuple[str, str]:
    """Scheme and number: the OIN of a public body, or else the number of the chamber of commerce (NL-R-003, 005)."""
    if party.get("oin"):
        return "0190", party["oin"]
    return ("0106", party["kvk"]) if party.get("kvk") else ("", "")


def endpoint(party: dict) -> tuple[str, str]:
    """Where the network of e-invoices finds them; an e-mail address when that is all we know."""
    if party.get("peppol_id"):
        scheme, _, number = party["peppol_id"].partition(":")
        return scheme, number
    scheme, number = legal_number(party)
    return (scheme, number) if number else ("EM", party.get("email", ""))


def _party(wrapper: Writer, party: dict, facts: dict, *, contact: bool = False) -> None:
    writer = wrapper.part("Party")
    scheme, number = endpoint(party)
    writer.text("EndpointID", number, schemeID=scheme)
    writer.part("PartyName").text("Name", party["legal_name"])
    address = writer.part("PostalAddress")
    address.text("StreetName", party["street"])
    address.text("CityName", party["town"])
    address.text("PostalZone", party["postcode"])
    address.part("Country").text("IdentificationCode", party["country"])
    is_outside = any(part["category"] == "O" for part in facts["vat"])  # BR-O-02: then nobody has a VAT number here
    if party["vat_number"] and not is_outside:
        tax = writer.part("PartyTaxScheme")
        tax.text("CompanyID", party["vat_number"])
        tax.part("TaxScheme").text("ID", "VAT")
    legal = writer.part("PartyLegalEntity")
    legal.text("RegistrationName", party["legal_name"])
    scheme, number = legal_number(party)
    legal.text("CompanyID", number, schemeID=scheme)
    if contact:
        writer.part("Contact").text("ElectronicMail", party["email"])


def _payment(document: Writer, facts: dict) -> None:
    if facts["is_credit"]:
        document.part("PaymentTerms").text("Note", f"Dit gaat af van factuur {facts['credits']['number']}.")
        return
    means = document.part("PaymentMeans")
    means.text("PaymentMeansCode", TRANSFER)
    means.text("PaymentID", facts["payment_reference"])
    account = means.part("PayeeFinancialAccount")
    account.text("ID", facts["supplier"]["iban"].replace(" ", ""))
    account.text("Name", facts["supplier"]["legal_name"])
    document.part("PaymentTerms").text("Note", f"Betaal uiterlijk op {facts['due_on']}.")


def _vat(document: Writer, facts: dict) -> None:
    total = document.part("TaxTotal")
    total.text("TaxAmount", cents_text(facts["vat_cents"]), **EURO)
    for part in facts["vat"]:
        subtotal = total.part("TaxSubtotal")
        subtotal.text("TaxableAmount", cents_text(part["net_cents"]), **EURO)
        subtotal.text("TaxAmount", cents_text(part["vat_cents"]), **EURO)
        _category(subtotal.part("TaxCategory"), part, reason=part["exemption"])


def _category(category: Writer, part: dict, *, reason: str = "") -> None:
    category.text("ID", part["category"])
    if part["category"] != "O":
        category.text("Percent", part["rate"])
    if part["category"] in ("E", "AE", "O"):
        category.text("TaxExemptionReason", reason)
    category.part("TaxScheme").text("ID", "VAT")


def _line(document: Writer, position: int, line: dict, *, is_credit: bool) -> None:
    writer = document.part("CreditNoteLine" if is_credit else "InvoiceLine")
    unit = {"unitCode": YEAR if line["quantity"] == 1 else PIECE}
    writer.text("ID", position)
    writer.text("CreditedQuantity" if is_credit else "InvoicedQuantity", line["quantity"], **unit)
    writer.text("LineExtensionAmount", cents_text(line["net_cents"]), **EURO)
    item = writer.part("Item")
    item.text("Description", line["text"])
    item.text("Name", line["text"][:100])
    _category(item.part("ClassifiedTaxCategory"), line)
    price = writer.part("Price")
    price.text("PriceAmount", cents_text(line["net_cents"]), **EURO)
    # the price of all of them together: no division, so nothing to round (Peppol R120)
    price.text("BaseQuantity", line["quantity"], **unit)
