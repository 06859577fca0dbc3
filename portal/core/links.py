"""Mailed links: 128 bits, stored hashed, one verb on one object, expiring, revocable (law 7)."""

import base64
import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import connection
from django.http import HttpResponse
from django.utils import timezone

from portal.core.models import MailedLink

STANDING = """
SELECT object_id FROM core_mailedlink
WHERE verb = %s AND token_hash = %s AND revoked_at IS NULL AND expires_at > %s
"""


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def issue(verb: str, object_id: int, *, days: int, seed: bytes = b"", at: datetime | None = None) -> str:
    """Make a link valid for `days` and return its token. The caller mails it and forgets it.

    The same secret `seed` is the same link: a mail that is sent again says what it said.
    """
    at = at or timezone.now()
    token = base64.urlsafe_b64encode(seed[:16] or secrets.token_bytes(16)).rstrip(b"=").decode()
    MailedLink.objects.get_or_create(
        token_hash=_hash(token),
        defaults={
            "verb": verb,
            "object_id": object_id,
            "issued_at": at,
            "expires_at": at + timedelta(days=days),
        },
    )
    return token


def object_for(verb: str, token: str, *, at: datetime | None = None) -> int | None:
    """The id behind a standing link, or None when unknown, expired or revoked.

    Calendars ask this all day: in SQL, because the ORM takes longer to write the query than the database to answer.
    """
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [verb, _hash(token), at or timezone.now()])
        found = cursor.fetchone()
    return found and found[0]


def revoke(verb: str, object_id: int, *, at: datetime) -> None:
    MailedLink.objects.filter(verb=verb, object_id=object_id, revoked_at=None).update(revoked_at=at)


def forget(verb: str, object_ids: list[int]) -> None:
    """The things behind these links are gone, and so are the links."""
    MailedLink.objects.filter(verb=verb, object_id__in=object_ids).delete()


def unreferred(response: HttpResponse) -> HttpResponse:
    """The address of a page behind a mailed link goes nowhere, not even to our own log.

    Not "no-referrer": that makes browsers send `Origin: null` with the form, which CSRF refuses (docs/decisions/0004).
    """
    response.headers["Referrer-Policy"] = "strict-origin"
    return response
