"""Documents for people, made once for every room: PDF/UA, XLSX, and a ZIP that says what is in it.

Nothing here needs a request. The libraries behind it are heavy: they are loaded by the functions that use them, so
call those in jobs and commands (law 18). A document that takes long is asked for by `prepared.ask_for`.
"""

from portal.core.documents.archives import archive
from portal.core.documents.pdfs import NoPdf, pdf
from portal.core.documents.sheets import Sheet, csv_safe, plain_text, xlsx

__all__ = ["NoPdf", "Sheet", "archive", "csv_safe", "pdf", "plain_text", "xlsx"]
