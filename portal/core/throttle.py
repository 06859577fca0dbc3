"""How often somebody may ask for a mail: 3 an hour to one address, 30 an hour from one place."""

import hashlib
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

WINDOW = 3600
PER_ADDRESS = 3
PER_PLACE = 30


def may_mail(request: HttpRequest, address: str) -> bool:
    """Count one request; False when it is one too many, and the caller says when to try again."""
    counts = [_count("address", address.lower()), _count("place", client_address(request))]
    return counts[0] <= PER_ADDRESS and counts[1] <= PER_PLACE


def client_address(request: HttpRequest) -> str:
    """The visitor's address. PROXY_HOPS says how many proxies of our own add X-Forwarded-For."""
    hops = settings.PROXY_HOPS
    forwarded = [p.strip() for p in request.headers.get("X-Forwarded-For", "").split(",") if p.strip()]
    if hops and len(forwarded) >= hops:
        return forwarded[-hops]
    return request.META.get("REMOTE_ADDR", "")


def _count(what: str, value: str) -> int:
    digest = hashlib.sha256(value.encode()).hexdigest()[:32]
    key = f"mail:{what}:{digest}:{int(time.time() // WINDOW)}"
    cache.add(key, 0, timeout=WINDOW)
    try:
        return cache.incr(key)
    except ValueError:  # it expired between the two lines
        return 1
