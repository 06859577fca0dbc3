import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from implementation_plans.models.plans import Plan
from implementation_plans.models.versions import PlanVersion


class EmbeddingCheck(models.Model):
    """The yearly look back: what came of the promises in the approved plan (borging)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="embedding_checks")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("jaar na de goedkeuring"))
    opened_at = models.DateTimeField()
    due_on = models.DateField(_("graag voor"))
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("terugblik op een plan")
        verbose_name_plural = _("terugblikken op een plan")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_embedding_check_a_year")]

    def __str__(self) -> str:
        return f"terugblik {self.number}: {self.plan}"

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None


class PromiseState(models.TextChoices):
    DONE = "done", _("Gedaan")
    PARTLY = "partly", _("Deels")
    DROPPED = "dropped", _("Niet meer")


class Promise(models.Model):
    """One promise of the plan, and what came of it."""

    check_of = models.ForeignKey(EmbeddingCheck, on_delete=models.CASCADE, related_name="promises")
    number = models.PositiveSmallIntegerField()
    section_title = models.CharField(max_length=80)
    text = models.TextField(_("wat u beloofde"), max_length=2000)
    state = models.CharField(_("hoe staat het ermee?"), max_length=10, choices=PromiseState.choices, blank=True)
    why = models.TextField(_("toelichting"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("belofte uit een plan")
        verbose_name_plural = _("beloften uit een plan")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "number"], name="promise_number_once"),
            models.CheckConstraint(condition=Q(state__in=["", *PromiseState.values]), name="promise_state_is_known"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def stamp(self) -> str:
        """What a page remembers of the answer it showed."""
        return hashlib.sha256(f"{self.state}\n{self.why}".encode()).hexdigest()[:16]
