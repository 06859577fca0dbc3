from django.db import models


class MailedLink(models.Model):
    """A link we mailed: one verb on one object, until it expires or is revoked.

    Only the hash is kept; the token itself exists in the mail alone (law 7).
    """

    verb = models.CharField(max_length=40)  # "resume_admission"
    object_id = models.BigIntegerField()
    token_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "link in een e-mail"
        verbose_name_plural = "links in e-mails"
        indexes = [models.Index(fields=["verb", "object_id"], name="mailed_link_object")]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_id}"
