import zlib

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from implementation_plans.models.templates import TemplateVersion
from membership.access import seats_of
from membership.models import Organisation, Seat
from portal.core.models import PrivateFile


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user) -> "PlanQuerySet":
        """Plans of the person's own organisations. Staff read submitted versions, never this."""
        if not user.is_authenticated:
            return self.none()
        seats = Seat.objects.current().filter(user=user, organisation=OuterRef("organisation"))
        return self.filter(Exists(seats))

    def shared_with(self, user) -> "PlanQuerySet":
        """Plans that were shared with somebody from outside, today. Colleagues there see their own plan instead."""
        from implementation_plans.models.shares import PlanShare

        if not user.is_authenticated:
            return self.none()
        shares = PlanShare.objects.current().filter(user=user.pk).values("plan")
        return self.filter(pk__in=shares).exclude(organisation__in=[seat.organisation_id for seat in seats_of(user)])


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
        return version is not None and version.is_being_read

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
        """May be written in: never submitted, returned, refused or withdrawn."""
        return not self.is_being_read and not self.is_approved


class PlanSection(models.Model):
    """An onderdeel of a plan being written. `is_open` is what a return reopens.

    `writer` and `due_on` are what colleagues agreed: who writes this, and for when.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    code = models.CharField(max_length=64)
    number = models.PositiveSmallIntegerField()
    is_open = models.BooleanField(default=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="sections_to_write"
    )
    due_on = models.DateField(_("voor wanneer"), null=True, blank=True)
    reply = models.TextField(_("antwoord op de reactie van het netwerk"), max_length=2000, blank=True)

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
    def reply_revision(self) -> int:
        """Another one for another text, as an Answer counts its saves."""
        return zlib.crc32(self.reply.encode())

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


class KeptText(models.Model):
    """What was written under a question that a newer template does not ask any more. Nothing is lost."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="kept_texts")
    section_title = models.CharField(max_length=80)
    question = models.CharField(max_length=200)
    text = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = _("bewaarde tekst")
        verbose_name_plural = _("bewaarde teksten")
        ordering = ["kept_at", "pk"]

    def __str__(self) -> str:
        return self.question


class RemarkQuerySet(models.QuerySet["Remark"]):
    def visible_to(self, user, plan: Plan) -> "RemarkQuerySet":
        """Colleagues see all of them; somebody from outside their own. The network never sees one."""
        if not user.is_authenticated:
            return self.none()
        seats = Seat.objects.current().filter(user=user, organisation=OuterRef("section__plan__organisation"))
        return self.filter(Q(Exists(seats)) | Q(by=user), section__plan=plan)


class Remark(models.Model):
    """What colleagues say to each other about a section. It never leaves the organisation."""

    section = models.ForeignKey(PlanSection, on_delete=models.CASCADE, related_name="remarks")
    text = models.TextField(_("opmerking"), max_length=2000)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("opmerking van een collega")
        verbose_name_plural = _("opmerkingen van collega’s")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_by=None) | Q(resolved_at__isnull=False), name="remark_resolved_with_moment"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="remark_has_text"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_resolved(self) -> bool:
        return self.resolved_at is not None


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
