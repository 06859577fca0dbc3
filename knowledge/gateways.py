"""The one place where the library speaks with other sites: does a link still work?"""

import http.client
import ipaddress
import socket
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

SECONDS = 10
HEADERS = {"User-Agent": "Mozilla/5.0 (linkcontrole)", "Accept": "*/*", "Range": "bytes=0-0"}
#: It is there, it only does not talk to machines.
ALIVE = {401, 403, 405, 416, 429}


def trouble_with(link: str) -> str:
    """In Dutch, what is wrong with this link; empty when it works. Never raises, never asks inside our own network."""
    try:
        _refuse_inside(link)
        opener = build_opener(_OutsideOnly)
        with opener.open(Request(link, headers=HEADERS), timeout=SECONDS):  # noqa: S310  http and https only, see above
            return ""
    except _Inside:
        return "Dit adres ligt niet op het open internet."
    except HTTPError as error:
        return "" if error.code in ALIVE else f"De site antwoordt met {error.code}."
    except (URLError, TimeoutError, OSError, ValueError, http.client.HTTPException):
        return "De site antwoordt niet."


class _Inside(Exception):
    pass


class _OutsideOnly(HTTPRedirectHandler):
    def redirect_request(self, req, fp, code, msg, headers, newurl):
        _refuse_inside(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _refuse_inside(link: str) -> None:
    parts = urlsplit(link)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _Inside
    if settings.LINKS_MAY_BE_INSIDE:
        return
    for *_rest, address in socket.getaddrinfo(parts.hostname, parts.port or 443, proto=socket.IPPROTO_TCP):
        if not ipaddress.ip_address(address[0]).is_global:
            raise _Inside
