from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from implementation_plans.models.versions import PlanVersion, VersionSection


class Verdict(models.TextChoices):
    GOOD = "good", _("Goed")
    ADD = "add", _("Aanvullen")


class Outcome(models.TextChoices):
    APPROVED = "approved", _("Goedgekeurd")
    RETURNED = "returned", _("Terug om aan te vullen")


class SectionReview(models.Model):
    """What the network thinks of one submitted section. Writers see it only with the decision."""

    section = models.OneToOneField(VersionSection, on_delete=models.PROTECT, related_name="review")
    verdict = models.CharField(_("oordeel"), max_length=10, choices=Verdict.choices)
    reaction = models.TextField(_("reactie"), max_length=4000, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("oordeel over een onderdeel")
        verbose_name_plural = _("oordelen over onderdelen")
        constraints = [
            models.CheckConstraint(condition=Q(verdict="good") | ~Q(reaction=""), name="review_add_has_a_reaction")
        ]

    def __str__(self) -> str:
        return f"{self.section}: {self.get_verdict_display()}"

    @property
    def asks_for_more(self) -> bool:
        return self.verdict == Verdict.ADD


class Decision(models.Model):
    """The besluit over a version: one for each version, for ever. A standing approval opens level 2."""

    version = models.OneToOneField(PlanVersion, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(_("besluit"), max_length=10, choices=Outcome.choices)
    reason = models.TextField(_("reden"), max_length=4000)
    decided_at = models.DateTimeField(_("besloten"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_outcome_display()}"

    @property
    def is_approval(self) -> bool:
        return self.outcome == Outcome.APPROVED
