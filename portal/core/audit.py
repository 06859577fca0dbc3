"""The history of what was done, by whom, when."""

from datetime import datetime, timedelta

from django.db import connection, models, transaction

from portal.core.models import AuditEntry

RETENTION = timedelta(days=7 * 366)


def subject_of(obj: models.Model) -> str:
    return f"{obj._meta.model_name}:{obj.pk}"


def record(verb: str, subject: models.Model, *, by, at: datetime, **data: object) -> None:
    """Write one row in the transaction of the operation. `data`: codes and ids only, never names or texts."""
    AuditEntry.objects.create(
        at=at, actor_id=getattr(by, "pk", None), verb=verb, subject=subject_of(subject), data=data
    )


@transaction.atomic
def prune_audit(*, at: datetime) -> int:
    """Delete rows past their retention; returns how many. Nothing else can delete any."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL portal.audit_prune = 'on'")
    deleted, _ = AuditEntry.objects.filter(at__lt=at - RETENTION).delete()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL portal.audit_prune = 'off'")
    return deleted
