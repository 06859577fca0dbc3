import secrets
import uuid

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models


class PrivateStorage(FileSystemStorage):
    """Members' uploads: outside MEDIA_ROOT, no address of their own.

    Readable by the portal alone; also by its group when a web server of that group hands them over.
    """

    def __init__(self) -> None:
        group = 0o050 if settings.PRIVATE_ACCEL_PREFIX else 0
        super().__init__(
            base_url=None, file_permissions_mode=0o600 | group & 0o040, directory_permissions_mode=0o700 | group
        )

    @property
    def base_location(self) -> str:
        return str(settings.PRIVATE_ROOT)

    @property
    def location(self) -> str:
        return str(settings.PRIVATE_ROOT)


def random_name(instance: "PrivateFile", filename: str) -> str:
    token = secrets.token_hex(20)
    return f"{token[:2]}/{token}"


class PrivateFileQuerySet(models.QuerySet["PrivateFile"]):
    def waiting_for_check(self) -> "PrivateFileQuerySet":
        return self.filter(checked_at=None)


class PrivateFile(models.Model):
    """An uploaded file and what the check found. Nobody can open it before it is found clean."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    room = models.CharField(max_length=40)  # who answers "may this person open it?": core.files
    content = models.FileField(storage=PrivateStorage(), upload_to=random_name, max_length=100)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    refused_because = models.CharField(max_length=40, blank=True)

    objects = PrivateFileQuerySet.as_manager()

    class Meta:
        verbose_name = "bestand"
        verbose_name_plural = "bestanden"
        constraints = [
            models.CheckConstraint(
                name="file_refused_only_after_check",
                condition=models.Q(refused_because="") | models.Q(checked_at__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["uploaded_at"], condition=models.Q(checked_at=None), name="file_unchecked")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_waiting(self) -> bool:
        return self.checked_at is None

    @property
    def is_clean(self) -> bool:
        return self.checked_at is not None and not self.refused_because

    @property
    def is_refused(self) -> bool:
        return bool(self.refused_because)
