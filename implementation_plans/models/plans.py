from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from implementation_plans.models.templates import TemplateVersion
from membership.models import Organisation, Seat
from portal.core.models import PrivateFile


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user) -> "PlanQuerySet":
        """Plans of the person's own organisations. Staff read submitted versions, never this."""
        if not user.is_authenticated:
            return self.none()
        seats = Seat.objects.current().filter(user=user, organisation=OuterRef("organisation"))
        return self.filter(Exists(seats))


class Plan(models.Model):
    """The implementatieplan of an organisation, on its way to level 2. One for each organisation."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="plan")
    template = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="plans")
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plannen")

    def __str__(self) -> str:
        return f"plan van {self.organisation}"

    def latest_version(self):
        """The last submitted version with its decision, or None. Asked once for each loaded plan."""
        if not hasattr(self, "_latest_version"):
            self._latest_version = self.versions.select_related("decision").order_by("-number").first()
        return self._latest_version

    def all_versions(self) -> list:
        """The submitted versions with their decisions, newest first; the latest needs no query of its own then."""
        versions = list(self.versions.select_related("decision").order_by("-number"))
        self._latest_version = versions[0] if versions else None
        return versions

    @property
    def is_being_read(self) -> bool:
        version = self.latest_version()
        return version is not None and not version.is_decided

    @property
    def is_approved(self) -> bool:
        version = self.latest_version()
        return version is not None and version.is_approved

    @property
    def is_returned(self) -> bool:
        version = self.latest_version()
        return version is not None and version.is_returned

    @property
    def is_open(self) -> bool:
        """May be written in: never submitted, or returned."""
        return not self.is_being_read and not self.is_approved


class PlanSection(models.Model):
    """An onderdeel of a plan being written. `is_open` is what a return reopens."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    code = models.CharField(max_length=64)
    number = models.PositiveSmallIntegerField()
    is_open = models.BooleanField(default=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("onderdeel")
        verbose_name_plural = _("onderdelen")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="section_code_once"),
            models.UniqueConstraint(fields=["plan", "number"], name="section_number_once"),
        ]

    def __str__(self) -> str:
        return f"onderdeel {self.number}"

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def outline(self) -> dict:
        """What the frozen template says of this section."""
        return next(s for s in self.plan.template.sections if s["code"] == self.code)

    @property
    def title(self) -> str:
        return self.outline["title"]


class Answer(models.Model):
    """The text under one question. `revision` counts saves: who saves on an old one overwrites nothing."""

    section = models.ForeignKey(PlanSection, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=64)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(null=True, blank=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("antwoord")
        verbose_name_plural = _("antwoorden")
        constraints = [models.UniqueConstraint(fields=["section", "question"], name="one_answer_per_question")]

    def __str__(self) -> str:
        return self.question


class PlanFileQuerySet(models.QuerySet["PlanFile"]):
    def present(self) -> "PlanFileQuerySet":
        return self.filter(removed_at=None)


class PlanFile(models.Model):
    """A file beside a section. Removing takes it from the plan, not from versions that were submitted with it."""

    section = models.ForeignKey(PlanSection, on_delete=models.CASCADE, related_name="files")
    file = models.OneToOneField(PrivateFile, on_delete=models.PROTECT, related_name="plan_file")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PlanFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("bestand bij een plan")
        verbose_name_plural = _("bestanden bij een plan")
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_by=None) | Q(removed_at__isnull=False), name="plan_file_removed_with_moment"
            )
        ]

    def __str__(self) -> str:
        return str(self.file)
