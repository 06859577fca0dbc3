"""Sending a plan with a file of 360 kB: every request from the upload to the confirmation."""

import re
import sys
import uuid
from dataclasses import dataclass

from fpdf import FPDF

from bench.browser import Answer, Browser
from bench.servers import run, settings_for

SECTION, PLAN, SUBMISSION, OVERVIEW = "/mijn/plan/onderdeel/1/", "/mijn/plan/", "/mijn/plan/indiening/", "/mijn/"
UPLOAD = "/mijn/plan/onderdeel/1/bestand/"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Writer:
    browser: Browser
    token: str
    answers: list[Answer]


def send(cookies: list[str], port: int, database: str) -> list[list[Answer]]:
    """The answers of each chain: upload and its page, the file checked by the worker, the plan's page,
    the submission and the overview that confirms it."""
    upload = pdf(360_000)
    writers = [_opened(cookie, port) for cookie in cookies]
    for writer in writers:
        body, content_type = _multipart(writer.token, upload)
        writer.answers.append(writer.browser.post(UPLOAD, body, content_type))
        writer.answers.append(writer.browser.get(SECTION))
    run(sys.executable, "manage.py", "worker", "--once", **settings_for(database))
    for writer in writers:
        writer.browser.close()
        writer.browser.connect()
        writer.answers.append(writer.browser.get(PLAN))
        form = f"csrfmiddlewaretoken={writer.token}".encode()
        sent = writer.browser.post(SUBMISSION, form, "application/x-www-form-urlencoded")
        confirmed = writer.browser.get(OVERVIEW)
        if sent.header("Location") != OVERVIEW or b"is verstuurd" not in confirmed.body:
            sys.exit("A plan was not submitted, so its chain is no figure.")
        writer.answers += [sent, confirmed]
        writer.browser.close()
    return [writer.answers for writer in writers]


def _opened(cookie: str, port: int) -> Writer:
    """Somebody who looks at the section: their form's token, and the cookie that belongs to it."""
    browser = Browser(port, cookie)
    page = browser.get(SECTION)
    browser.cookie += f"; {page.header('Set-Cookie').split(';')[0]}"
    found = TOKEN.search(page.body)
    if found is None:
        sys.exit("The section shows no form to write in.")
    return Writer(browser, found[1].decode(), [])


def _multipart(token: str, upload: bytes) -> tuple[bytes, str]:
    edge = uuid.uuid4().hex
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'.encode(),
        f'--{edge}\r\nContent-Disposition: form-data; name="upload"; filename="Afspraken.pdf"\r\n'.encode(),
        b"Content-Type: application/pdf\r\n\r\n" + upload + b"\r\n",
        f"--{edge}--\r\n".encode(),
    ]
    return b"".join(parts), f"multipart/form-data; boundary={edge}"


def pdf(size: int) -> bytes:
    """A real document of about so many bytes."""
    document = FPDF()
    document.set_compression(False)
    document.set_font("helvetica", size=10)
    line = "Elke eerste dinsdag van de maand bespreken wij samen een gesprek. " * 40
    while document.pages_count * 2900 < size:
        document.add_page()
        document.multi_cell(0, 5, text=line)
    return bytes(document.output())
