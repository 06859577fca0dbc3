from django.conf import settings
from django.db import models
from django.db.models import Q


class NotificationQuerySet(models.QuerySet["Notification"]):
    def unsent(self) -> "NotificationQuerySet":
        return self.filter(sent_at=None, settled_at=None, failed_at=None)

    def urgent(self) -> "NotificationQuerySet":
        return self.filter(urgent=True)

    def shown_to(self, user) -> "NotificationQuerySet":
        """What /mijn/berichten/ lists: never a secret one."""
        return self.filter(recipient=user, secret=False).order_by("-created_at", "-pk")


class Notification(models.Model):
    """Something a person should know. Written by operations; mailing it is a consequence (law 13).

    `key` makes the same consequence twice impossible; `subject` ("plan:12:return") lets the
    operation that completes a thing settle every reminder of it.
    """

    kind = models.CharField(max_length=60)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="notifications"
    )
    address = models.EmailField(blank=True)  # somebody without an account
    context = models.JSONField(default=dict)
    key = models.CharField(max_length=160, unique=True)
    subject = models.CharField(max_length=80, blank=True)
    urgent = models.BooleanField(default=False)
    secret = models.BooleanField(default=False)
    secret_text = models.CharField(max_length=200, blank=True)  # erased on delivery or after 15 minutes
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        constraints = [
            models.CheckConstraint(
                name="notification_has_one_addressee",
                condition=Q(recipient__isnull=False, address="") | (Q(recipient__isnull=True) & ~Q(address="")),
            ),
            models.CheckConstraint(name="notification_secret_is_urgent", condition=Q(secret=False) | Q(urgent=True)),
            models.CheckConstraint(
                name="notification_secret_erased_when_sent", condition=Q(sent_at=None) | Q(secret_text="")
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(sent_at=None, settled_at=None, failed_at=None),
                name="notification_due",
            ),
            models.Index(fields=["subject"], name="notification_subject"),
            models.Index(fields=["recipient", "-created_at"], name="notification_recipient"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class DailyMail(models.Model):
    """The one ordinary mail a person gets on a day. The unique row is what makes it one."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = "dagelijkse e-mail"
        verbose_name_plural = "dagelijkse e-mails"
        constraints = [models.UniqueConstraint(fields=["recipient", "day"], name="one_daily_mail")]

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.day}"
