"""HTML becomes PDF/UA-1: tagged, with a title, a language and a reading order, for everybody who reads it aloud."""

import hashlib
import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise

from portal.core.models import OperatorSettings
from portal.core.models.prepared import FAILURES

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

STYLE = settings.BASE_DIR / "assets" / "css" / "document.css"
FONT = re.compile(r"^asset:(fonts/[a-z0-9-]+\.woff2)$")
#: What HTML cannot say, and what PDF readers stumble over. Tab, newline and return stay.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class NoPdf(Exception):
    """This machine cannot make PDF files: the library Pango is missing. Link to the page that prints instead."""

    message: Promise = FAILURES["no_pdf"]


def pdf(template: str, context: dict, *, title: str, language: str = "nl") -> bytes:
    """A tagged PDF/UA-1 of a template that extends documents/base.html.

    The same words give the same bytes, on one machine. Opens nothing but our own fonts: an address in the words, of a
    picture or a style sheet, is never asked for. Raises NoPdf. Takes about a second, and 100 MB: not for a request.
    """
    try:
        import weasyprint
    except OSError as error:  # Pango and its family are libraries of the system
        raise NoPdf from error

    frame = {"title": title, "language": language, "operator": OperatorSettings.load()}
    with translation.override(language):
        html = UNPRINTABLE.sub("", render_to_string(template, frame | context))
    fetcher = _own_fonts_only()
    fonts = weasyprint.text.fonts.FontConfiguration()
    style = weasyprint.CSS(string=STYLE.read_text("utf-8"), url_fetcher=fetcher, font_config=fonts)
    document = weasyprint.HTML(string=html, base_url=settings.PORTAL_URL, url_fetcher=fetcher)
    return document.write_pdf(
        stylesheets=[style],
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        pdf_tags=True,
        pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
    )


def _own_fonts_only() -> "URLFetcher":
    """Opens "asset:fonts/….woff2" from our bundle and raises for all else: no words make us ask for anything."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFonts(URLFetcher):
        def fetch(self, url, headers=None):
            asked = FONT.match(url)
            path = finders.find(f"build/{asked[1]}") if asked else None
            if path is None:
                raise ValueError("not one of our own fonts")
            with open(path, "rb") as font:
                return URLFetcherResponse(url, font.read(), {"Content-Type": "font/woff2"})

    return OwnFonts()
