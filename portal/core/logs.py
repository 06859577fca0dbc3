"""What a log line says, and what it may never say.

In production each line is one JSON object in UTC. Personal data stays out in three ways: we log codes and ids,
an exception is told by its type and place without its message, and `scrub` cleans whatever is left.
"""

import json
import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from traceback import FrameSummary, walk_tb

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

HOME = f"{Path(__file__).resolve().parents[2]}/"
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
#: Mailed links open things (law 7): what follows these addresses stays out of every line.
TOKENS = re.compile(
    r"(/word-lid/(?:interesse/)?(?:uitnodiging/)?|/inloggen/(?:meedoen|gedeeld|datum|adres/bevestigen|adres/terug)/"
    r"|/netwerk/bericht/|/inkoopnummer/)"
    r"(?!(?:code|uitnodiging|interesse|klaar|verstuurd|gestopt|bewaard)/)[^/\s]+/"
)
FEEDS = re.compile(r"(/leerkringen/agenda/)[^/\s]+(?=\.ics)")
ADDRESSES = re.compile(r"[^\s\"'<>(),;:@/?&=]+(?:@|%40)[^\s\"'<>(),;:@/?&=]+\.[^\W\d_]{2,}")
CODES = re.compile(r"(?i)(code\w*\b[^\d\n]{0,30})\d{3} ?\d{3}\b|\b\d{3} ?\d{3}(?=\b[^\d\n]{0,30}code)")
LONGEST_CHAIN = 5  # exceptions that caused one another

access = logging.getLogger("portal.access")


def scrub(text: str) -> str:
    """The last line of defence: no address, no token of a mailed link, no log-in code."""
    text = FEEDS.sub(r"\1•", TOKENS.sub(r"\1•/", text))
    if "@" in text or "%40" in text:
        text = ADDRESSES.sub("•@•", text)
    return CODES.sub(lambda found: f"{found[1] or ''}••••••", text)


class PlainLines(logging.Formatter):
    """For people at a terminal: the demo and tests."""

    def format(self, record: logging.LogRecord) -> str:
        return scrub(super().format(record))


class JsonLines(logging.Formatter):
    """For machines: one object a line, plain ASCII, so no visitor can begin a line or a field of his own."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC)
        entry: dict[str, object] = {
            "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": scrub(record.getMessage()),
        }
        if request_id := REQUEST_ID.get():
            entry["request"] = request_id
        entry |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1]:
            entry["exceptions"] = [_told(error) for error in _chain(record.exc_info[1])]
        return json.dumps(entry, ensure_ascii=True)


def _chain(error: BaseException | None) -> list[BaseException]:
    chain: list[BaseException] = []
    while error and len(chain) < LONGEST_CHAIN:
        chain.append(error)
        error = error.__cause__ or error.__context__
    return chain


def _told(error: BaseException) -> dict[str, object]:
    """Type and places. Not the message, nor local values: they quote what people typed."""
    frames = [
        FrameSummary(f.f_code.co_filename, line, f.f_code.co_name, lookup_line=False)
        for f, line in walk_tb(error.__traceback__)
    ]
    return {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "frames": [f"{frame.filename.removeprefix(HOME)}:{frame.lineno} {frame.name}" for frame in frames],
    }


class AccessLog:
    """One line a request, under an id that every line of that request carries and the answer tells.

    The id is ours, whatever the visitor sends. Stands first, so a page from the cache is logged as well.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = secrets.token_hex(8)
        outer = REQUEST_ID.set(request_id)
        begun = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request_id
            facts = {
                "method": request.method,
                "path": path_to_log(request),
                "status": response.status_code,
                "ms": round((time.perf_counter() - begun) * 1000),
                "actor": actor(request),
            }
            access.info("%s %s", facts["method"], facts["status"], extra={"facts": facts})
            return response
        finally:
            REQUEST_ID.reset(outer)


def path_to_log(request: HttpRequest) -> str:
    """The path without its query, and without the token of any address that has one."""
    path = request.path
    if request.resolver_match and (token := request.resolver_match.kwargs.get("token")):
        path = path.replace(token, "•")
    return scrub(path)


def actor(request: HttpRequest) -> str:
    """A pseudonym of who is logged in: the same for one person, and nobody's without our SECRET_KEY.

    Looks only at a user who was already loaded, so that logging never asks the database.
    """
    user = getattr(request, "_cached_user", None)
    if user is None or not user.is_authenticated:
        return ""
    return salted_hmac("portal.logs.actor", str(user.pk), algorithm="sha256").hexdigest()[:12]
