"""What a PDF says of itself and what stands in it. Read with pypdf, in a process of its own only."""

import re
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from .refusals import FileRefused

MAX_TEXT = 200_000  # bytes: about 30,000 words
MAX_PAGES = 1_000
#: Short words that one language has and the others have not. Enough to tell four apart, no more.
COMMON_WORDS = {
    "nl": {"de", "het", "een", "van", "en", "is", "dat", "niet", "voor", "met", "zijn", "ook", "wordt", "naar"},
    "en": {"the", "of", "and", "to", "is", "that", "for", "with", "are", "this", "by", "from", "was", "not"},
    "de": {"der", "die", "das", "und", "ist", "nicht", "ein", "eine", "von", "mit", "für", "auf", "werden", "zu"},
    "fr": {"le", "la", "les", "des", "et", "est", "une", "dans", "pour", "que", "qui", "avec", "sur", "pas"},
}


def read_pdf(path: Path) -> dict:
    """Pages, language (two letters, or "" where nobody can tell) and text. Raises FileRefused."""
    try:
        reader = PdfReader(path, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileRefused("encrypted")
        pages = len(reader.pages)
        text = _text_of(reader)
        said = str(reader.root_object.get("/Lang") or "")
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FileRefused("broken") from error
    if not pages:
        raise FileRefused("broken")
    return {"pages": pages, "language": said[:2].lower() if said[:2].isalpha() else guess_language(text), "text": text}


def _text_of(reader: PdfReader) -> str:
    parts: list[str] = []
    left = MAX_TEXT
    for number, page in enumerate(reader.pages):
        if left <= 0 or number == MAX_PAGES:
            break
        try:
            found = " ".join(page.extract_text().replace("\0", "").split())
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError):
            continue  # a page that cannot be read; the others can
        cut = found.encode("utf-8", "replace")[:left].decode("utf-8", "ignore")
        left -= len(cut.encode()) + 1
        parts.append(cut)
    return "\n".join(filter(None, parts))


def guess_language(text: str) -> str:
    """The language with the most common words, when it has at least ten and half as many again as the next."""
    words = re.findall(r"[^\W\d_]+", text[:50_000].lower())
    counts = sorted((sum(word in common for word in words), language) for language, common in COMMON_WORDS.items())
    (second, _), (most, language) = counts[-2:]
    return language if most >= 10 and most >= 1.5 * second else ""
