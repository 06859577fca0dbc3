from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.core.models.files import PrivateFile

KEPT = timedelta(days=7)
FAILURES: dict[str, Promise] = {
    "no_pdf": _("Wij kunnen nu geen pdf maken. Open de pagina en kies Afdrukken."),
    "error": _("Wij konden uw document niet maken. Dat is onze fout. Probeer het nog eens, of bel ons."),
    "killed": _("Dit document is te groot om in één keer te maken. Dat is onze fout. Bel of mail ons."),
}


class PreparedFileQuerySet(models.QuerySet["PreparedFile"]):
    def waiting(self) -> "PreparedFileQuerySet":
        return self.filter(ready_at=None, failed_at=None)

    def of(self, kind: str, subject: str) -> "PreparedFileQuerySet":
        return self.filter(kind=kind, subject=subject)

    def past(self, at: datetime) -> "PreparedFileQuerySet":
        """Ready or failed, and kept long enough."""
        return self.exclude(ready_at=None, failed_at=None).filter(asked_at__lt=at - KEPT)


class PreparedFile(models.Model):
    """A document that somebody asked for, and a job makes. Kept for a week."""

    kind = models.CharField(max_length=40)  # who makes it, and who may have it: core.documents.prepared
    subject = models.CharField(max_length=60)  # of what, in the room's own words: "plan:12"
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    ready_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failed_because = models.CharField(max_length=20, blank=True)
    file = models.OneToOneField(PrivateFile, null=True, blank=True, on_delete=models.PROTECT, related_name="prepared")

    objects = PreparedFileQuerySet.as_manager()

    class Meta:
        verbose_name = "klaargezet bestand"
        verbose_name_plural = "klaargezette bestanden"
        constraints = [
            models.CheckConstraint(
                name="prepared_file_when_ready",
                condition=models.Q(ready_at=None, file=None) | models.Q(ready_at__isnull=False, file__isnull=False),
            ),
            models.CheckConstraint(
                name="prepared_says_why_it_failed",
                condition=models.Q(failed_at=None, failed_because="")
                | (models.Q(failed_at__isnull=False, ready_at=None) & ~models.Q(failed_because="")),
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "subject", "asked_at"], name="prepared_subject"),
            models.Index(
                fields=["asked_at"], condition=models.Q(ready_at=None, failed_at=None), name="prepared_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    @property
    def is_waiting(self) -> bool:
        return self.ready_at is None and self.failed_at is None

    @property
    def failure(self) -> Promise:
        """What a person reads of it: a sentence that says what to do."""
        return FAILURES[self.failed_because]

    @property
    def gone_at(self) -> datetime:
        return self.asked_at + KEPT
