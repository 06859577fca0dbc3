"""How often somebody may ask for a mail: 3 an hour to one address, 30 an hour from one place."""

import hashlib
import time

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from portal.core.models import ThrottleCount

WINDOW = 3600
PER_ADDRESS = 3
PER_PLACE = 30


def may_mail(request: HttpRequest, address: str) -> bool:
    """Count one request; False when it is one too many, and the caller says when to try again."""
    counts = [_count("address", address.lower()), _count("place", client_address(request))]
    return counts[0] <= PER_ADDRESS and counts[1] <= PER_PLACE


def may_invite(request: HttpRequest, organisation_id: int, address: str) -> bool:
    """An organisation mails 30 invitations an hour at most, and 3 to one address."""
    return may_mail(request, address) and _count("organisation", str(organisation_id)) <= PER_PLACE


def may_relay(request: HttpRequest, organisation_id: int, address: str) -> bool:
    """At most 30 messages an hour for one organisation, and 3 of one sender."""
    return may_mail(request, address) and _count("relayed", str(organisation_id)) <= PER_PLACE


def client_address(request: HttpRequest) -> str:
    """The visitor's address. PROXY_HOPS says how many proxies of our own add X-Forwarded-For."""
    hops = settings.PROXY_HOPS
    forwarded = [p.strip() for p in request.headers.get("X-Forwarded-For", "").split(",") if p.strip()]
    if hops and len(forwarded) >= hops:
        return forwarded[-hops]
    return request.META.get("REMOTE_ADDR", "")


def _count(what: str, value: str) -> int:
    """Add one and return the sum of this hour; one statement, so parallel requests all count."""
    digest = hashlib.sha256(value.encode()).hexdigest()[:32]
    hour = int(time.time() // WINDOW)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_throttlecount (key, hour, n) VALUES (%s, %s, 1)"
            " ON CONFLICT (key, hour) DO UPDATE SET n = core_throttlecount.n + 1 RETURNING n",
            [f"{what}:{digest}", hour],
        )
        return cursor.fetchone()[0]


def forget_old_counts() -> None:
    ThrottleCount.objects.filter(hour__lt=int(time.time() // WINDOW) - 24).delete()
