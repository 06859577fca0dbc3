from django.db import models


class AuditEntry(models.Model):
    """One row for each operation, for ever: codes and ids, no names, no foreign keys.

    A trigger refuses UPDATE always and DELETE unless prune_audit has announced itself
    (migration 0002): also for raw SQL.
    """

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)  # "plan:12"
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = "regel in de geschiedenis"
        verbose_name_plural = "geschiedenis"
        indexes = [
            models.Index(fields=["subject", "at"], name="audit_subject"),
            models.Index(fields=["actor_id", "at"], name="audit_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject}"
