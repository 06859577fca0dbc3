"""What an editor's browser sends is not what a page shows: only allowed elements and addresses come through."""

import json

import pytest
from wagtail.blocks import RichTextBlock

from knowledge.blocks import TEXT_FEATURES

BAD_ADDRESSES = [
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    'https://a.example/" onclick="alert(1)',
]


def content_state(text: str, *, address: str = "", kind: str = "unstyled", style: str = "") -> str:
    """What the editor in a browser posts (Draft.js)."""
    link = {"offset": 0, "length": len(text), "key": 0}
    block = {
        "key": "a",
        "text": text,
        "type": kind,
        "depth": 0,
        "inlineStyleRanges": [{"offset": 0, "length": len(text), "style": style}] if style else [],
        "entityRanges": [link] if address else [],
    }
    entity = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": address}}} if address else {}
    return json.dumps({"blocks": [block], "entityMap": entity})


def stored(raw: str) -> str:
    """As the editor's form stores it, and as a page shows it."""
    block = RichTextBlock(features=TEXT_FEATURES)
    block.set_name("paragraph")
    return str(block.render_basic(block.value_from_datadict({"x": raw}, {}, "x")))


@pytest.mark.django_db
@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_a_link_that_does_something_is_no_link(address):
    shown = stored(content_state("klik", address=address))
    assert "script:" not in shown.lower().replace("\n", "")
    assert "data:" not in shown
    assert "onclick" not in shown.replace("&quot; onclick=&quot;", "")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["atomic", "code-block", "header-one", "<script>"])
def test_unknown_parts_and_markup_are_text_or_nothing(kind):
    shown = stored(content_state("<script>alert(1)</script><img src=x onerror=alert(1)>", kind=kind, style="EVIL"))
    assert "<script" not in shown
    assert "<img" not in shown


@pytest.mark.django_db
def test_ordinary_links_stay():
    assert 'href="https://www.example.org/"' in stored(content_state("lees", address="https://www.example.org/"))
