from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from implementation_plans.models.plans import Plan
from membership.models import Seat
from portal.accounts.access import ADVISER, DECIDER, has_role
from portal.core.models import PrivateFile
from portal.core.operator import operator_settings


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def waiting(self) -> "PlanVersionQuerySet":
        """Asked as "no decision exists": the database knows how rare that is, and takes the newest by the index."""
        from implementation_plans.models.decisions import Decision

        return self.filter(~Exists(Decision.objects.filter(standing_for=OuterRef("pk"))), withdrawn_at=None)

    def visible_to(self, user) -> "PlanVersionQuerySet":
        """The organisation's own people, and readers of the network without a tie to it."""
        if not user.is_authenticated:
            return self.none()
        own = Q(plan__organisation__in=Seat.objects.current().filter(user=user).values("organisation"))
        return self.filter(own | _without_ties_to(user)) if has_role(user, ADVISER, DECIDER) else self.filter(own)

    def readable_by(self, user) -> "PlanVersionQuerySet":
        """What an adviser or decider of the network reads and judges: nothing of an organisation they are tied to.

        A tie is a seat there now or ever, a plan shared with them, or a declared conflict of interest (R-06).
        """
        return self.filter(_without_ties_to(user)) if has_role(user, ADVISER, DECIDER) else self.none()


def _without_ties_to(user) -> Q:
    """Asked as "no tie exists": the database knows how rare that is, and takes the newest by the index."""
    from implementation_plans.models.readings import ConflictOfInterest
    from implementation_plans.models.shares import PlanShare

    return (
        ~Exists(Seat.objects.filter(user=user, organisation=OuterRef("plan__organisation")))
        & ~Exists(PlanShare.objects.tying().filter(user=user, plan=OuterRef("plan")))
        & ~Exists(ConflictOfInterest.objects.standing().filter(user=user, plan=OuterRef("plan")))
    )


class PlanVersion(models.Model):
    """A plan as it was submitted: frozen. A trigger refuses changes of its sections (migration 0002).

    Sections that nobody had to change are the very rows of the version before.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("versie"))
    submitted_at = models.DateTimeField(_("ingediend"))
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(_("ingetrokken"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sections = models.ManyToManyField("VersionSection", through="VersionPart", related_name="versions")

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("ingediend plan")
        verbose_name_plural = _("ingediende plannen")
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="version_number_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None) | Q(withdrawn_at__isnull=False), name="version_withdrawn_with_moment"
            ),
        ]
        indexes = [models.Index(fields=["submitted_at"], name="version_submitted")]  # the staff's list, newest first

    def __str__(self) -> str:
        return f"versie {self.number}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def is_decided(self) -> bool:
        """A decision stands: one that was undone counts no more."""
        return hasattr(self, "decision")

    @property
    def is_being_read(self) -> bool:
        return not self.is_decided and not self.is_withdrawn

    @property
    def is_approved(self) -> bool:
        return self.is_decided and self.decision.is_approval

    @property
    def is_returned(self) -> bool:
        return self.is_decided and self.decision.is_return

    @property
    def is_refused(self) -> bool:
        return self.is_decided and self.decision.is_refusal

    @property
    def answer_promised_on(self) -> date:
        return timezone.localdate(self.submitted_at) + timedelta(weeks=operator_settings().weeks_to_answer)

    @property
    def is_late(self) -> bool:
        """The day we promised an answer for is past, and there is none."""
        return self.is_being_read and timezone.localdate() > self.answer_promised_on

    @property
    def days_waiting(self) -> int | None:
        """Days since it was submitted, while it is being read."""
        return (timezone.localdate() - timezone.localdate(self.submitted_at)).days if self.is_being_read else None

    @property
    def reader_names(self) -> str:
        """Who reads it now. Prefetch `readings` with their readers when you ask it of many."""
        return ", ".join(r.reader.call_name for r in self.readings.all() if r.ended_at is None)

    @property
    def state_label(self) -> str:
        if self.is_decided:
            return str(self.decision.get_outcome_display())
        return "Ingetrokken" if self.is_withdrawn else "Wacht op besluit"


class VersionSection(models.Model):
    """An onderdeel as it was submitted for the first time; later versions that left it alone carry the same row.

    `content`: {"lead", "questions": [{"code", "label", "text"}], "criteria": [str], "reply"}
    `sha256`: of the answers and the files, so that a closed section can be compared (`operations.digest_of`).
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="version_sections")
    code = models.CharField(max_length=64)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    short_title = models.CharField(max_length=16)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("ingediend onderdeel")
        verbose_name_plural = _("ingediende onderdelen")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def criteria(self) -> list[tuple[int, str]]:
        """What the reader looks at, numbered from 1: a judgement names its criterion by that number."""
        return list(enumerate(self.content["criteria"], start=1))


class VersionPart(models.Model):
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="parts")
    section = models.ForeignKey(VersionSection, on_delete=models.PROTECT, related_name="parts")

    class Meta:
        verbose_name = _("onderdeel van een versie")
        verbose_name_plural = _("onderdelen van een versie")
        constraints = [models.UniqueConstraint(fields=["version", "section"], name="version_part_once")]

    def __str__(self) -> str:
        return f"{self.version}, {self.section}"


class VersionFile(models.Model):
    section = models.ForeignKey(VersionSection, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(PrivateFile, on_delete=models.PROTECT, related_name="version_files")

    class Meta:
        verbose_name = _("ingediend bestand")
        verbose_name_plural = _("ingediende bestanden")
        constraints = [models.UniqueConstraint(fields=["section", "file"], name="version_file_once")]

    def __str__(self) -> str:
        return str(self.file)
