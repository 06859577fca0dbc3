from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from implementation_plans.models.plans import Plan
from implementation_plans.models.versions import PlanVersion, VersionSection


class Verdict(models.TextChoices):
    GOOD = "good", _("Goed")
    ALMOST = "almost", _("Bijna")
    ADD = "add", _("Aanvullen")


class ConflictQuerySet(models.QuerySet["ConflictOfInterest"]):
    def standing(self) -> "ConflictQuerySet":
        return self.filter(ended_at=None)


class ConflictOfInterest(models.Model):
    """Somebody of the network has an interest in this plan: they see nothing of it while this stands (R-06)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="plan_conflicts")
    reason = models.CharField(_("waarom"), max_length=300)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ConflictQuerySet.as_manager()

    class Meta:
        verbose_name = _("belang bij een plan")
        verbose_name_plural = _("belangen bij een plan")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "user"], condition=Q(ended_at=None), name="one_standing_conflict_per_person"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="conflict_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.plan}"


class ReadingQuerySet(models.QuerySet["Reading"]):
    def current(self) -> "ReadingQuerySet":
        return self.filter(ended_at=None)


class Reading(models.Model):
    """Somebody of the network reads this version, asked by a colleague or of their own accord.

    `completed_at`: every section has their judgement. Until then they see nobody else's.
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="readings")
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    completed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("lezing van een plan")
        verbose_name_plural = _("lezingen van een plan")
        ordering = ["assigned_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "reader"], condition=Q(ended_at=None), name="one_reading_each")
        ]

    def __str__(self) -> str:
        return f"{self.reader} leest {self.version}"

    @property
    def is_complete(self) -> bool:
        return self.completed_at is not None


class SectionReview(models.Model):
    """What one reader thinks of one submitted section. Only staff see it; writers read the letter of the decision."""

    section = models.ForeignKey(VersionSection, on_delete=models.PROTECT, related_name="reviews")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("oordeel over een onderdeel")
        verbose_name_plural = _("oordelen over onderdelen")
        constraints = [models.UniqueConstraint(fields=["section", "reader"], name="one_review_per_reader")]

    def __str__(self) -> str:
        return f"{self.section}: {Verdict(self.verdict).label}"

    @property
    def verdict(self) -> str:
        """The worst of its judgements. Prefetch `judgements` when you ask it of many."""
        found = {j.verdict for j in self.judgements.all()}
        return next((v for v in (Verdict.ADD, Verdict.ALMOST) if v in found), Verdict.GOOD)

    @property
    def asks_for_more(self) -> bool:
        return self.verdict == Verdict.ADD

    @property
    def reactions(self) -> list[str]:
        return [j.reaction for j in self.judgements.all() if j.reaction]


class Judgement(models.Model):
    """Goed, bijna or aanvullen, for one criterion. `number` counts the criteria of the section from 1."""

    review = models.ForeignKey(SectionReview, on_delete=models.CASCADE, related_name="judgements")
    number = models.PositiveSmallIntegerField()
    verdict = models.CharField(_("oordeel"), max_length=10, choices=Verdict.choices)
    reaction = models.TextField(_("reactie"), max_length=4000, blank=True)

    class Meta:
        verbose_name = _("oordeel over een punt")
        verbose_name_plural = _("oordelen over punten")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="one_judgement_per_criterion"),
            models.CheckConstraint(
                condition=Q(verdict="good") | ~Q(reaction=""), name="judgement_with_a_wish_has_a_reaction"
            ),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="judgement_is_a_known_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_verdict_display()}"


class StaffNote(models.Model):
    """A note of the network's readers for each other, beside a section. Members never see one."""

    section = models.ForeignKey(VersionSection, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField(_("notitie"), max_length=2000)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("interne notitie")
        verbose_name_plural = _("interne notities")
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="staff_note_has_text")]

    def __str__(self) -> str:
        return self.text[:60]
