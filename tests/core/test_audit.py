from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from portal.core.audit import RETENTION, prune_audit
from portal.core.models import AuditEntry
from tests.factories import AuditEntryFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "sql", ["UPDATE core_auditentry SET verb = 'x'", "DELETE FROM core_auditentry"], ids=["update", "delete"]
)
def test_history_cannot_be_changed_by_raw_sql(sql):
    AuditEntryFactory()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert AuditEntry.objects.count() == 1


def test_prune_deletes_only_what_is_past_its_retention():
    now = timezone.now()
    AuditEntryFactory(at=now - RETENTION - timedelta(days=1))
    kept = AuditEntryFactory(at=now - RETENTION + timedelta(days=1))
    assert prune_audit(at=now) == 1
    assert list(AuditEntry.objects.all()) == [kept]


def test_after_pruning_the_history_is_closed_again():
    AuditEntryFactory()
    prune_audit(at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.all().delete()
