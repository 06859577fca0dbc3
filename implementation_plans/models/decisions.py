from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from implementation_plans.models.versions import PlanVersion


class Outcome(models.TextChoices):
    APPROVED = "approved", _("Goedgekeurd")
    RETURNED = "returned", _("Terug om aan te vullen")
    REFUSED = "refused", _("Niet goedgekeurd")


class DecisionDraft(models.Model):
    """The letter before it goes. With two pairs of eyes: proposed by one, then agreed or declined by another.

    `letter`: {"opening", "parts": [{"code", "number", "title", "text"}], "closing"}
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="drafts")
    outcome = models.CharField(_("besluit"), max_length=10, choices=Outcome.choices)
    letter = models.JSONField()
    answer_by = models.DateField(_("graag terug voor"), null=True, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    declined_because = models.TextField(_("waarom niet"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("concept van een besluit")
        verbose_name_plural = _("concepten van besluiten")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["version"], condition=Q(closed_at=None), name="one_open_draft"),
            models.CheckConstraint(
                condition=Q(declined_because="") | Q(closed_at__isnull=False, proposed_at__isnull=False),
                name="draft_declined_after_it_was_proposed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_outcome_display()}"

    @property
    def stamp(self) -> str:
        """What the page of this letter remembers of it: other words are another stamp."""
        return f"{self.pk}.{self.saved_at.timestamp()}"

    @property
    def is_proposed(self) -> bool:
        return self.proposed_at is not None and self.closed_at is None


class Decision(models.Model):
    """The besluit over a version, for ever. A standing approval opens level 2.

    `standing_for` is the version while the decision stands. Undoing it is who, when and why, and then it is empty.
    `letter` is what the organisation reads, as in DecisionDraft.
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="decisions")
    standing_for = models.OneToOneField(
        PlanVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="decision"
    )
    outcome = models.CharField(_("besluit"), max_length=10, choices=Outcome.choices)
    reason = models.TextField(_("reden"), max_length=4000)
    letter = models.JSONField(default=dict)
    answer_by = models.DateField(_("graag terug voor"), null=True, blank=True)
    decided_at = models.DateTimeField(_("besloten"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_because = models.TextField(_("waarom herroepen"), max_length=4000, blank=True)

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        ordering = ["decided_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_because="", standing_for=F("version"))
                | (Q(undone_at__isnull=False, standing_for=None) & ~Q(undone_because="")),
                name="decision_stands_or_is_undone_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_outcome_display()}"

    @property
    def stands(self) -> bool:
        return self.standing_for_id is not None

    @property
    def is_approval(self) -> bool:
        return self.outcome == Outcome.APPROVED

    @property
    def is_return(self) -> bool:
        return self.outcome == Outcome.RETURNED

    @property
    def is_refusal(self) -> bool:
        return self.outcome == Outcome.REFUSED

    def reaction_to(self, code: str) -> str:
        """What the letter says about a section, or nothing."""
        return next((p["text"] for p in self.letter.get("parts", []) if p["code"] == code), "")
