"""Bank statements as banks write them: CAMT.053 in two versions, from plain facts."""

from xml.sax.saxutils import escape

OWN_ACCOUNT = "NL91ABNA0417164300"
BOOKED = {"02": "<Sts>BOOK</Sts>", "08": "<Sts><Cd>BOOK</Cd></Sts>"}


def entry(
    cents: int,
    text: str = "",
    *,
    ref: str = "",
    day: str = "2027-02-03",
    payer: str = "Gemeente Veenmeer",
    iban: str = "NL20INGB0001234567",
    version: str = "02",
    currency: str = "EUR",
    side: str = "CRDT",
    status: str = "",
    structured: str = "",
    parts: list[tuple[int, str]] | None = None,
) -> str:
    """`parts`: the payments in an entry of a batch, each with its own text."""
    details = "".join(
        detail(part, words, payer, iban, version, currency, structured) for part, words in parts or [(cents, text)]
    )
    reference = f"<AcctSvcrRef>{escape(ref)}</AcctSvcrRef>" if ref else ""
    return (
        f'<Ntry><Amt Ccy="{currency}">{euros(cents)}</Amt><CdtDbtInd>{side}</CdtDbtInd>{status or BOOKED[version]}'
        f"<BookgDt><Dt>{day}</Dt></BookgDt>{reference}<NtryDtls>{details}</NtryDtls></Ntry>"
    )


def detail(cents: int, text: str, payer: str, iban: str, version: str, currency: str, structured: str) -> str:
    name = f"<Nm>{escape(payer)}</Nm>"
    party = f"<Pty>{name}</Pty>" if version == "08" else name
    amount = f'<Amt Ccy="{currency}">{euros(cents)}</Amt>'
    amount = amount if version == "08" else f"<AmtDtls><TxAmt>{amount}</TxAmt></AmtDtls>"
    words = f"<Ustrd>{escape(text)}</Ustrd>" if text else ""
    words += f"<Strd><CdtrRefInf><Ref>{structured}</Ref></CdtrRefInf></Strd>" if structured else ""
    return (
        f"<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>{amount}<RltdPties><Dbtr>{party}</Dbtr>"
        f"<DbtrAcct><Id><IBAN>{iban}</IBAN></Id></DbtrAcct></RltdPties><RmtInf>{words}</RmtInf></TxDtls>"
    )


def euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def statement(*entries: str, version: str = "02", account: str = OWN_ACCOUNT, name: str = "2027-034") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>'
        "<GrpHdr><MsgId>m1</MsgId><CreDtTm>2027-02-04T06:00:00</CreDtTm></GrpHdr>"
        f"<Stmt><Id>{name}</Id><Acct><Id><IBAN>{account}</IBAN></Id></Acct>{''.join(entries)}</Stmt>"
        "</BkToCstmrStmt></Document>"
    ).encode()
