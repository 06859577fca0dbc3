"""Needs of the network: raised in a circle or a questionnaire, shared, and answered with what was done."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from knowledge.models import NetworkItem
from portal.core import audit


@transaction.atomic
def raise_item(kind: str, text: str, *, source: str = "", owner=None, by, at: datetime | None = None) -> NetworkItem:
    """Something goes well, goes less well or is needed. The same words from one source are one item."""
    at = at or timezone.now()
    found = NetworkItem.objects.select_for_update().filter(kind=kind, text=text, source=source[:160]).first()
    if found:
        return found
    item = NetworkItem.objects.create(kind=kind, text=text, source=source[:160], owner=owner, raised_at=at)
    audit.record("item.raised", item, by=by, at=at, kind=kind)
    return item


@transaction.atomic
def share_item(item: NetworkItem, *, by, at: datetime | None = None) -> NetworkItem:
    """Members see it from now on. Sharing again changes nothing."""
    at = at or timezone.now()
    item = NetworkItem.objects.select_for_update().get(pk=item.pk)
    if not item.is_shared:
        item.shared_at = at
        item.save(update_fields=["shared_at"])
        audit.record("item.shared", item, by=by, at=at)
    return item


@transaction.atomic
def answer_item(item: NetworkItem, *, answer: str, by, at: datetime | None = None) -> NetworkItem:
    """What the network did with a need, for every member to read. Other words replace it; it is shared by then."""
    at = at or timezone.now()
    item = NetworkItem.objects.select_for_update().get(pk=item.pk)
    if item.answer != answer:
        item.answer, item.answered_at, item.answered_by = answer, at, by
        item.shared_at = item.shared_at or at
        item.save(update_fields=["answer", "answered_at", "answered_by", "shared_at"])
        audit.record("item.answered", item, by=by, at=at)
    return item
