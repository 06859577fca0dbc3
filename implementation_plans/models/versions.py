from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from implementation_plans.models.plans import Plan
from membership.models import Seat
from portal.accounts.access import ADVISER, DECIDER, has_role
from portal.core.models import PrivateFile


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def waiting(self) -> "PlanVersionQuerySet":
        """Asked as "no decision exists": the database knows how rare that is, and takes the newest by the index."""
        from implementation_plans.models.reviews import Decision

        return self.filter(~Exists(Decision.objects.filter(version=OuterRef("pk"))))

    def visible_to(self, user) -> "PlanVersionQuerySet":
        """The organisation's own people, and advisers and deciders of the network. Nobody else of the staff."""
        if not user.is_authenticated:
            return self.none()
        if has_role(user, ADVISER, DECIDER):
            return self
        seats = Seat.objects.current().filter(user=user, organisation=OuterRef("plan__organisation"))
        return self.filter(Exists(seats))


class PlanVersion(models.Model):
    """A plan as it was submitted: frozen. A trigger refuses changes of its sections (migration 0002)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("versie"))
    submitted_at = models.DateTimeField(_("ingediend"))
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("ingediend plan")
        verbose_name_plural = _("ingediende plannen")
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="version_number_once")]
        indexes = [models.Index(fields=["submitted_at"], name="version_submitted")]  # the staff's list, newest first

    def __str__(self) -> str:
        return f"versie {self.number}"

    @property
    def is_decided(self) -> bool:
        return hasattr(self, "decision")

    @property
    def is_approved(self) -> bool:
        return self.is_decided and self.decision.is_approval

    @property
    def is_returned(self) -> bool:
        return self.is_decided and not self.decision.is_approval

    @property
    def state_label(self) -> str:
        if not self.is_decided:
            return "Wacht op besluit"
        return "Goedgekeurd" if self.is_approved else "Terug om aan te vullen"


class VersionSection(models.Model):
    """`content`: {"lead", "questions": [{"code", "label", "text"}], "criteria": [str]}"""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="sections")
    code = models.CharField(max_length=64)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    short_title = models.CharField(max_length=16)
    content = models.JSONField()

    class Meta:
        verbose_name = _("ingediend onderdeel")
        verbose_name_plural = _("ingediende onderdelen")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="version_section_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class VersionFile(models.Model):
    section = models.ForeignKey(VersionSection, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(PrivateFile, on_delete=models.PROTECT, related_name="version_files")

    class Meta:
        verbose_name = _("ingediend bestand")
        verbose_name_plural = _("ingediende bestanden")
        constraints = [models.UniqueConstraint(fields=["section", "file"], name="version_file_once")]

    def __str__(self) -> str:
        return str(self.file)
