import secrets
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils import timezone

LONG = timedelta(minutes=10)


class ClosedStorage(FileSystemStorage):
    """Files without an address of their own: core.handing_over gives them, after a view asked who may have them.

    `root` and `accel` name settings: the folder, and where the web server in front finds it (nginx "internal").
    Readable by the portal alone; also by its group when a web server of that group hands them over.
    """

    root = accel = ""

    def __init__(self) -> None:
        group = 0o050 if self.accel_prefix else 0
        super().__init__(
            base_url=None, file_permissions_mode=0o600 | group & 0o040, directory_permissions_mode=0o700 | group
        )

    @property
    def accel_prefix(self) -> str:
        return getattr(settings, self.accel)

    @property
    def base_location(self) -> str:
        return str(getattr(settings, self.root))

    @property
    def location(self) -> str:
        return str(getattr(settings, self.root))


class PrivateStorage(ClosedStorage):
    """Members' uploads."""

    root, accel = "PRIVATE_ROOT", "PRIVATE_ACCEL_PREFIX"


def random_name(instance: "PrivateFile | None" = None, filename: str = "") -> str:
    """Says nothing of what it holds."""
    token = secrets.token_hex(20)
    return f"{token[:2]}/{token}"


class PrivateFileQuerySet(models.QuerySet["PrivateFile"]):
    def waiting_for_check(self) -> "PrivateFileQuerySet":
        return self.filter(checked_at=None)

    def waiting_long(self, at: datetime) -> "PrivateFileQuerySet":
        """A check takes seconds. Longer than this means that it is down, and somebody must look."""
        return self.waiting_for_check().filter(uploaded_at__lte=at - LONG)

    def stored(self) -> "PrivateFileQuerySet":
        """Whose bytes are on the disk; those of refused files are thrown away after a week."""
        return self.exclude(content="")

    def use_of(self, owner: str, *, since: datetime) -> tuple[int, int]:
        """The room that the owner's files take, in bytes, and how many of them came after `since`."""
        use = self.filter(owner=owner).aggregate(
            size=models.Sum("size", filter=~models.Q(content=""), default=0),
            recent=models.Count("pk", filter=models.Q(uploaded_at__gt=since)),
        )
        return use["size"], use["recent"]


class PrivateFile(models.Model):
    """An uploaded file and what the check found. Nobody can open it before it is found clean."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    room = models.CharField(max_length=40)  # who answers "may this person open it?": core.files
    owner = models.CharField(max_length=60)  # whose room it takes, in the room's own words: "organisation:12"
    content = models.FileField(storage=PrivateStorage(), upload_to=random_name, max_length=100, blank=True)
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
            ),
            models.CheckConstraint(
                name="file_without_bytes_is_refused",
                condition=~models.Q(content="") | ~models.Q(refused_because=""),
            ),
        ]
        indexes = [
            models.Index(fields=["uploaded_at"], condition=models.Q(checked_at=None), name="file_unchecked"),
            models.Index(fields=["owner", "uploaded_at"], name="file_owner"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_waiting(self) -> bool:
        return self.checked_at is None

    @property
    def is_waiting_long(self) -> bool:
        return self.is_waiting and self.uploaded_at <= timezone.now() - LONG

    @property
    def is_clean(self) -> bool:
        return self.checked_at is not None and not self.refused_because

    @property
    def is_refused(self) -> bool:
        return bool(self.refused_because)
