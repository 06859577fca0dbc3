import builtins
import re
import socket
from unittest import mock

import pytest
from django.conf import settings
from django.template import engines
from django.utils import timezone

from portal.core import documents
from portal.core.documents import pdfs
from portal.core.models import OperatorSettings
from tests.core.documents.reader import dictionaries, fonts, opened, read_aloud

pytestmark = pytest.mark.django_db
LETTER = {
    "address": ["Gemeente Veenmeer", "t.a.v. Noor Veldhoek"],
    "date": timezone.datetime(2027, 1, 12, 9, tzinfo=timezone.get_default_timezone()),
    "words": "Beste Noor,\n\nUw plan is gelezen. Één ding <nog>.",
    "signed": ["Hanna", "Het netwerkbureau"],
}


def letter(**changes) -> bytes:
    return documents.pdf("documents/letter.html", LETTER | changes, title="Uw plan is gelezen & goed")


def page_of(html: str) -> bytes:
    """A document of which this is the body."""
    frame = "{% extends 'documents/base.html' %}{% block body %}" + html + "{% endblock %}"
    template = engines["django"].from_string(frame)
    with mock.patch.object(pdfs, "render_to_string", lambda name, values: template.render(values)):
        return documents.pdf("this one", {}, title="Proef")


def test_a_letter_is_pdf_ua_for_whoever_looks_inside():
    pdf = opened(letter())
    assert (bool(pdf.Root.MarkInfo.Marked), str(pdf.Root.Lang)) == (True, "nl")
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Uw plan is gelezen & goed"
        assert metadata["dc:creator"] == [OperatorSettings.load().operator_name]
    assert all(page.Tabs == "/S" for page in pdf.pages if "/Annots" in page), "tab follows the structure"


def test_a_letter_reads_aloud_in_the_order_of_a_letter():
    assert read_aloud(letter()) == [
        ("P", "Brugkring"),
        ("P", "Het netwerkbureau · netwerk@example.org"),
        ("P", "Gemeente Veenmeer"),
        ("P", "t.a.v. Noor Veldhoek"),
        ("P", "12 januari 2027"),
        ("H1", "Uw plan is gelezen & goed"),
        ("P", "Beste Noor,"),
        ("P", "Uw plan is gelezen. Één ding <nog>."),
        ("P", "Met vriendelijke groet,"),
        ("P", "Hanna"),
        ("P", "Het netwerkbureau"),
    ]


def test_headings_lists_and_tables_keep_their_meaning():
    spoken = read_aloud(
        page_of(
            "<h2>Wat</h2><ul><li>Eén</li></ul><h3>Wie</h3>"
            "<table><thead><tr><th scope='col'>Naam</th></tr></thead><tbody><tr><td>Noor</td></tr></tbody></table>"
        )
    )
    tags = [tag for tag, _ in spoken]
    assert tags[tags.index("H1") :] == ["H1", "H2", "LI", "H3", "TH", "TD"]
    assert spoken[-1] == ("TD", "Noor")


def test_page_numbers_and_the_operator_stand_in_the_margin_and_are_not_read_aloud():
    content = letter(words="Een regel.\n\n" * 90)
    assert len(opened(content).pages) > 2
    spoken = read_aloud(content)
    assert not [text for _, text in spoken if "Bladzijde" in text]
    assert [text for _, text in spoken].count("Een regel.") == 90


def test_the_letters_are_in_the_file_and_are_the_portals():
    found = fonts(opened(letter(words="Gewoon, Ω en 计划")))
    assert all(found.values())
    assert len(found) >= 3, "two of ours, and one for what they lack"
    assert any("Source-Sans-3" in name for name in found)


def test_the_same_words_give_the_same_bytes():
    assert letter() == letter()
    assert letter() != letter(words="Iets anders")


def test_words_with_control_characters_are_printed_without_them():
    assert ("P", "voor en na") in read_aloud(letter(words="voor\x01 en\x1f na\ud800"))


HOSTILE = [
    '<img src="{url}" alt="x">',
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">x</a>',
    '<object data="{url}"></object>',
    '<embed src="{url}">',
    '<p style="background: url({url})">x</p>',
    '<p style="list-style-image: url({url}); display: list-item">x</p>',
    "<style>@import url({url}); @font-face {{ font-family: x; src: url({url}) }} b {{ font-family: x }}</style>",
    "<b>x</b>",
    '<svg width="9" height="9"><image href="{url}" width="9" height="9"/><use href="{url}#a"/></svg>',
]
ADDRESSES = [
    "file:///etc/hostname",
    "http://127.0.0.1:8755/x.png",
    "http://169.254.169.254/latest/",
    "ftp://127.0.0.1/x",
    "data:image/png;base64,iVBORw0KGgo=",
    "/media/x.png",
    "//127.0.0.1/x.png",
    "asset:fonts/../portal.css",
    "asset:../../etc/passwd",
]


def test_nothing_in_the_words_makes_us_open_anything(monkeypatch):
    """Not even when a room would let a person's HTML through."""
    letter()  # what the libraries open once is open
    touched = []
    real_open, real_find = builtins.open, pdfs.finders.find
    monkeypatch.setattr(socket, "socket", lambda *a, **k: touched.append("a socket"))
    monkeypatch.setattr(pdfs.finders, "find", lambda path: touched.append(path) or real_find(path))
    monkeypatch.setattr(builtins, "open", lambda path, *a, **k: touched.append(str(path)) or real_open(path, *a, **k))
    content = page_of("".join(html.format(url=address) for html in HOSTILE for address in ADDRESSES))
    allowed = re.compile(r"^build/fonts/[a-z0-9-]+\.woff2$|/fonts/[a-z0-9-]+\.woff2$|^/tmp/|/documents/|/templates/")
    assert [path for path in touched if not allowed.search(path)] == []
    pdf = opened(content)
    assert not [o for o in dictionaries(pdf) if "/EF" in o or o.get("/Subtype") == "/Image"]


def test_links_lead_to_the_portal():
    pdf = opened(page_of('<p><a href="/mijn/plan/">Uw plan</a></p>'))
    found = [str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", [])]
    assert found == [f"{settings.PORTAL_URL}/mijn/plan/"]


def test_without_pango_it_says_what_to_do_instead(monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(documents.NoPdf) as told:
        letter()
    assert "Afdrukken" in str(told.value.message)


def test_the_print_sheet_has_the_colours_of_the_theme():
    def tokens(name):
        return dict(re.findall(r"(--[\w-]+): (#[0-9a-f]+);", (settings.BASE_DIR / "assets/css" / name).read_text()))

    theme, printed = tokens("theme.css"), tokens("document.css")
    assert printed
    assert {name: theme.get(name) for name in printed} == printed
