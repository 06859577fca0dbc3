from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from implementation_plans.models.plans import Plan
from portal.accounts.models import AddressField


class ShareRight(models.TextChoices):
    """What somebody from outside may do; each includes the one before."""

    READ = "read", _("Lezen")
    REMARK = "remark", _("Lezen en opmerkingen maken")
    WRITE = "write", _("Meeschrijven")


class PlanShareQuerySet(models.QuerySet["PlanShare"]):
    def current(self, day=None) -> "PlanShareQuerySet":
        """Accepted, not revoked, and not past its last day: `until` is the first day without."""
        day = day or timezone.localdate()
        return self.filter(user__isnull=False, revoked_at=None, until__gt=day)

    def writing(self) -> "PlanShareQuerySet":
        return self.filter(right=ShareRight.WRITE)

    def remarking(self) -> "PlanShareQuerySet":
        return self.filter(right__in=[ShareRight.REMARK, ShareRight.WRITE])

    def tying(self, day=None) -> "PlanShareQuerySet":
        """What ties somebody to the plan (R-06): any share in force, and for ever one with which they could write."""
        day = day or timezone.localdate()
        in_force = Q(revoked_at=None, until__gt=day)
        return self.filter(in_force | Q(right=ShareRight.WRITE), user__isnull=False)

    def open(self) -> "PlanShareQuerySet":
        """Not revoked: invited, in force or run out."""
        return self.filter(revoked_at=None)


class PlanShare(models.Model):
    """One person from outside may see this plan until a day (law 8). Our row is the truth; guardian's follow it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="shares")
    email = AddressField(_("e-mailadres"))
    name = models.CharField(_("naam"), max_length=150)
    right = models.CharField(_("wat mag deze persoon?"), max_length=10, choices=ShareRight.choices)
    until = models.DateField(_("tot"))
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="plan_shares"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PlanShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("gedeeld plan")
        verbose_name_plural = _("gedeelde plannen")
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "email"], condition=Q(revoked_at=None), name="one_open_share_per_address"
            ),
            models.CheckConstraint(
                condition=Q(user=None, accepted_at=None) | Q(user__isnull=False, accepted_at__isnull=False),
                name="share_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(revoked_by=None) | Q(revoked_at__isnull=False), name="share_revoked_with_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.plan}"

    @property
    def is_current(self) -> bool:
        return self.user_id is not None and self.revoked_at is None and self.until > timezone.localdate()

    @property
    def last_day(self):
        return self.until - timedelta(days=1)

    @property
    def is_past(self) -> bool:
        return self.until <= timezone.localdate()

    @property
    def may_remark(self) -> bool:
        return self.right in (ShareRight.REMARK, ShareRight.WRITE)

    @property
    def may_write(self) -> bool:
        return self.right == ShareRight.WRITE


class PlanUserObjectPermission(UserObjectPermissionBase):
    """Guardian's row with a direct foreign key, derived from PlanShare by the operations (law 8)."""

    content_object = models.ForeignKey(Plan, on_delete=models.CASCADE)
